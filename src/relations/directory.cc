#include "karwan/relations/directory.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "relations/cells.h"
#include "relations/organisations.h"

namespace karwan::relations {
namespace {

using record::row;

// Checked, observed, published: the first that the row has.
std::optional<date_span> stated_on(row const& r) {
  if (auto const* checked = r.find("verified_on")) {
    return checked->span;
  }
  if (!is_open(r.observed)) {
    return r.observed;
  }
  return r.published;
}

offer offer_of(row const& r) {
  offer o;
  o.id = r.entity;
  o.row_id = r.row_id;
  o.organisation = r.text("organisation");
  o.is_want = r.text("direction") == "want";
  o.what = r.text("what");
  o.products = r.items("products");
  o.sector = r.text("sector");
  o.quantity = r.number("quantity");
  o.quantity_unit = r.text("quantity_unit");
  o.certificates = r.items("certificates");
  o.looks_in = r.items("looks_in");
  o.contact_policy = r.text("contact_policy");
  o.verification = r.text("verification");
  o.verified_by = r.text("verified_by");
  o.grade = name_of(r.row_grade);
  o.source = r.source;
  o.stated = stated_on(r);
  return o;
}

// Offers that hold on the day, one per entity: its preferred row.
std::vector<offer> read_offers(record::store const& from, record::view_spec const& view) {
  std::map<std::string, std::vector<row>> rows;
  for (auto& r : rows_of_table(from, "offers", view)) {
    if (record::holds_on(r, view.as_of) && r.find("organisation") != nullptr) {
      rows[r.entity].push_back(std::move(r));
    }
  }
  std::vector<offer> out;
  for (auto& [_, its] : rows) {
    std::ranges::stable_sort(
        its, [&](row const& a, row const& b) { return record::preferred(a, b, view.as_of); });
    out.push_back(offer_of(its.front()));
    for (std::size_t i = 1; i < its.size(); ++i) {
      out.back().also.push_back(its[i].source);
    }
  }
  return out;
}

// What the filter's words come to.
struct wanted {
  std::string sector, direction, country;
  std::string code;                // HS
  std::vector<std::string> words;  // of `what`, folded
};

bool is_code(std::string_view text) {
  return text.size() >= 2 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

status check_choice(std::string_view column_name, std::string const& value, char const* field) {
  auto const choices = choices_of("offers", column_name);
  if (!value.empty() && !is_choice(choices, value)) {
    return fail(error_kind::bad_input, fmt::format("there is no {} {}", field, in_quotes(value)),
                field, "Choose among " + choices);
  }
  return {};
}

result<wanted> understand(record::store const& from, record::name_index const& names,
                          directory_filter const& f, record::view_spec const& view) {
  wanted out{f.sector, f.direction, {}, {}, {}};
  for (auto const& [column, value] : {std::pair{"sector", f.sector}, {"direction", f.direction}}) {
    if (auto ok = check_choice(column, value, column); !ok) {
      return tl::unexpected{std::move(ok.error())};
    }
  }
  if (!f.country.empty()) {
    constexpr std::string_view kCountry[] = {"country"};
    auto found = names.resolve(f.country, kCountry);
    if (!found) {
      found.error().place = "country";
      return tl::unexpected{std::move(found.error())};
    }
    out.country = *found;
  }
  if (is_code(f.product)) {
    out.code = f.product;
  } else if (!f.product.empty()) {
    auto const folded = fold(f.product);
    for (auto const w : words(folded)) {
      out.words.emplace_back(w);
    }
    constexpr std::string_view kProduct[] = {"product"};
    if (auto const product = names.resolve(f.product, kProduct); product) {
      for (auto const& r : from.rows_of(*product, view)) {
        if (r.table == record::find_table("products")) {
          out.code = r.text("hs_code");
        }
      }
    }
  }
  return out;
}

bool one_begins_the_other(std::string_view a, std::string_view b) {
  return a.starts_with(b) || b.starts_with(a);
}

bool passes(offer const& o, wanted const& w) {
  if ((!w.sector.empty() && o.sector != w.sector) ||
      (!w.direction.empty() && (w.direction == "want") != o.is_want)) {
    return false;
  }
  if (w.code.empty() && w.words.empty()) {
    return true;
  }
  if (!w.code.empty() && std::ranges::any_of(o.products, [&](std::string const& p) {
        return one_begins_the_other(p, w.code);
      })) {
    return true;
  }
  auto const folded = fold(o.what);
  auto const have = words(folded);
  return !w.words.empty() && std::ranges::all_of(w.words, [&](std::string const& word) {
    return std::ranges::any_of(have, [&](auto const h) { return h.starts_with(word); });
  });
}

}  // namespace

result<std::vector<directory_entry>> read_directory(record::store const& from,
                                                    record::name_index const& names,
                                                    directory_filter const& filter,
                                                    record::view_spec const& view) {
  auto const w = understand(from, names, filter, view);
  if (!w) {
    return tl::unexpected{w.error()};
  }
  organisation_index const organisations{from, names, view};
  std::map<std::string, directory_entry> entries;
  for (auto& o : read_offers(from, view)) {
    auto const* by = organisations.find(o.organisation);
    auto const elsewhere = by != nullptr && !w->country.empty() &&
                           std::ranges::find(by->countries, w->country) == by->countries.end();
    if (by == nullptr || elsewhere || !passes(o, *w)) {
      continue;
    }
    auto& entry = entries[by->id];
    entry = {
        by->id, by->name, by->kind, by->seat, by->sector, by->countries, std::move(entry.offers),
        {}};
    entry.offers.push_back(std::move(o));
  }
  std::vector<directory_entry> out;
  for (auto& [id, entry] : entries) {
    std::ranges::sort(entry.offers, {}, [](offer const& o) { return std::tie(o.is_want, o.id); });
    for (auto& c : read_contacts(from, id, view, false)) {
      entry.contacts.push_back(std::move(c));
    }
    out.push_back(std::move(entry));
  }
  std::ranges::stable_sort(out, {}, [](directory_entry const& e) {
    return std::pair{fold(e.name), e.organisation};
  });
  return out;
}

std::vector<kept_contact> read_contacts(record::store const& from, std::string const& of,
                                        record::view_spec view, bool own) {
  view.withheld = own;
  std::vector<kept_contact> out;
  for (auto const& r : rows_of_table(from, "contacts", view)) {
    if (r.text("of") == of && record::holds_on(r, view.as_of)) {
      out.push_back({{std::string{r.text("kind")}, std::string{r.text("value")}},
                     r.text("public") == "yes",
                     r.source,
                     r.layer});
    }
  }
  std::ranges::stable_sort(out, {},
                           [](kept_contact const& c) { return std::tie(c.kind, c.value); });
  return out;
}

}  // namespace karwan::relations
