#include "record/search_filter.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/date_order.h"
#include "karwan/base/text.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

// The times a row speaks of: its dates, when it holds, what it observed.
std::vector<date_span> dates_of(row const& r) {
  std::vector<date_span> out;
  for (auto const& c : r.cells) {
    if (column_of(c.property).type == value_type::date) {
      out.push_back(c.span);
    }
  }
  if (!is_open(r.valid)) {
    out.push_back(r.valid);
  }
  if (!is_open(r.observed)) {
    out.push_back(r.observed);
  }
  return out;
}

tl::unexpected<error> not_among(std::string_view what, std::string const& value,
                                std::set<std::string_view> const& all) {
  return fail(error_kind::bad_input, fmt::format("there is no {} {}", what, in_quotes(value)),
              std::string{what}, fmt::format("Choose among {}", fmt::join(all, ", ")));
}

result<std::optional<date_span>> when_of(search_question const& q) {
  if (q.from.empty() && q.to.empty()) {
    return std::nullopt;
  }
  date_span out{};
  if (!q.from.empty()) {
    auto const from = parse_date_span(q.from);
    if (!from) {
      return fail(error_kind::bad_input, from.error().text, "from", from.error().remedy);
    }
    out.first = from->first;
  }
  if (!q.to.empty()) {
    auto const to = parse_date_span(q.to);
    if (!to) {
      return fail(error_kind::bad_input, to.error().text, "to", to.error().remedy);
    }
    out.end = to->end;
  }
  if (out.first >= out.end) {
    return fail(error_kind::bad_input, "it is before the beginning", "to",
                "Give an end that is not before the beginning");
  }
  return out;
}

}  // namespace

std::set<std::string_view> searched_kinds() {
  std::set<std::string_view> out;
  for (auto const& t : tables()) {
    if (t.name != "names") {  // they are of an entity, and none themselves
      out.insert(t.kind);
    }
  }
  return out;
}

std::set<std::string_view> searched_sectors() {
  std::set<std::string_view> out;
  for (auto const& t : tables()) {
    for (auto const& c : t.columns) {
      for (auto choices = c.name == "sector" ? c.choices : ""; !choices.empty();) {
        auto const end = std::min(choices.find('|'), choices.size());
        out.insert(choices.substr(0, end));
        choices.remove_prefix(std::min(end + 1, choices.size()));
      }
    }
  }
  return out;
}

result<search_filter> search_filter::make(store const& s, name_index const& names,
                                          search_question const& q, view_spec const& view) {
  search_filter out{store_access::of(s), view};
  auto const kinds = searched_kinds();
  for (auto const& k : q.kinds) {
    auto const it = kinds.find(k);
    if (it == kinds.end()) {
      return not_among("kind", k, kinds);
    }
    out.kinds_.push_back(*it);
  }
  auto const sectors = searched_sectors();
  for (auto const& sector : q.sectors) {
    if (!sectors.contains(sector)) {
      return not_among("sector", sector, sectors);
    }
    out.sectors_.push_back(sector);
  }
  static constexpr std::string_view kCountry[] = {"country"};
  for (auto const& c : q.countries) {
    auto country = names.resolve(c, kCountry);
    if (!country) {
      country.error().place = "country";
      return tl::unexpected{std::move(country.error())};
    }
    out.countries_.push_back(std::move(*country));
  }
  auto when = when_of(q);
  if (!when) {
    return tl::unexpected{std::move(when.error())};
  }
  out.when_ = *when;
  return out;
}

// Its own countries, else those of the entities that it names.
void search_filter::read_countries(std::vector<row> const& rows, std::string const& entity,
                                   facets& out) {
  auto const own = [](std::vector<row> const& of, std::set<std::string>& to) {
    for (auto const& r : of) {
      for (auto const& c : r.cells) {
        if (column_of(c.property).ref == "countries") {
          for (auto const item : split(c.text, ';')) {
            to.emplace(item);
          }
        }
      }
    }
  };
  own(rows, out.countries);
  if (!out.countries.empty()) {
    return;
  }
  out.countries.insert(entity);  // it may be one
  for (auto const& r : rows) {
    for (auto const& c : r.cells) {
      if (!column_of(c.property).ref.empty()) {
        for (auto const other : split(c.text, ';')) {
          ++read_;
          own(read_rows(*store_, entity_rows{other}, *view_), out.countries);
        }
      }
    }
  }
}

search_filter::facets const& search_filter::of(std::string const& entity) {
  if (auto const it = known_.find(entity); it != known_.end()) {
    return it->second;
  }
  ++read_;
  auto const rows = read_rows(*store_, entity_rows{entity}, *view_);
  facets out;
  for (auto const& r : rows) {
    if (tables()[*r.table].name != "names") {
      out.kinds.insert(tables()[*r.table].kind);
    }
    for (auto const& c : r.cells) {
      if (column_of(c.property).name == "sector") {
        out.sectors.insert(c.text);
      }
    }
    std::ranges::copy(dates_of(r), std::back_inserter(out.dates));
  }
  if (!countries_.empty()) {
    read_countries(rows, entity, out);
  }
  return known_.emplace(entity, std::move(out)).first->second;
}

std::string search_filter::condition(text_class c) const {
  auto const numbers = [&](auto const& wants) {
    std::vector<std::int64_t> out;
    for (std::size_t t = 0; t < tables().size(); ++t) {
      if (wants(tables()[t])) {
        out.push_back(store_->table_numbers[t]);
      }
    }
    return fmt::format("{}", fmt::join(out, ","));
  };
  auto const of_row = c == text_class::row
                          ? fmt::format("r.id = {}.rowid", table_of(c))
                          : fmt::format(
                                "r.id = (SELECT s.row FROM statement s WHERE s.id = "
                                "{}.rowid)",
                                table_of(c));
  constexpr auto kAny =
      "EXISTS (SELECT 1 FROM pack_row r JOIN pack_row k ON k.entity = r.entity {}WHERE {} AND "
      "k.tbl IN ({}){})";
  std::string out;
  if (!kinds_.empty()) {
    auto const wanted = [&](table const& t) {
      return t.name != "names" && std::ranges::find(kinds_, t.kind) != kinds_.end();
    };
    out = fmt::format(kAny, "", of_row, numbers(wanted), "");
  }
  if (!sectors_.empty()) {
    auto const has = [](table const& t) {
      return std::ranges::find(t.columns, "sector", &column::name) != t.columns.end();
    };
    // They are choices of the dictionary: no quotes to mind.
    out += out.empty() ? "" : " AND ";
    out +=
        fmt::format(kAny, "JOIN statement x ON x.tbl = k.tbl AND x.row = k.id ", of_row,
                    numbers(has), fmt::format(" AND x.text IN ('{}')", fmt::join(sectors_, "','")));
  }
  if (when_) {
    auto const has = [](table const& t) {
      return std::ranges::find(t.columns, value_type::date, &column::type) != t.columns.end();
    };
    out += out.empty() ? "" : " AND ";
    out += fmt::format(
        "EXISTS (SELECT 1 FROM pack_row r JOIN pack_row k ON k.entity = r.entity WHERE {} AND "
        "(k.tbl IN ({}) OR k.valid_from || k.valid_to || k.observed_from || k.observed_to <> ''))",
        of_row, numbers(has));
  }
  return out;
}

bool search_filter::overlaps(std::vector<date_span> const& dates) const {
  return std::ranges::any_of(
      dates, [&](date_span const& d) { return d.first < when_->end && when_->first < d.end; });
}

bool search_filter::passes(row const& r) {
  if (kinds_.empty() && sectors_.empty() && countries_.empty() && !when_) {
    return true;
  }
  auto const& f = of(r.entity);
  auto const any = [](auto const& wanted, auto const& have) {
    return wanted.empty() ||
           std::ranges::any_of(wanted, [&](auto const& w) { return have.contains(w); });
  };
  if (!any(kinds_, f.kinds) || !any(sectors_, f.sectors) || !any(countries_, f.countries)) {
    return false;
  }
  if (!when_) {
    return true;
  }
  auto const own = dates_of(r);
  return overlaps(own.empty() ? f.dates : own);
}

}  // namespace karwan::record
