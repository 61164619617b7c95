#include "exchange/ftm_map.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uloc.h>

#include "exchange/ftm_rules.h"

namespace karwan::exchange {
namespace {

using record::column_of;
using record::history_statement;
using record::statement_status;
using record::table_of;

constexpr std::string_view kNotes = "notes";

std::string_view schema_of_body(std::string_view kind) {
  constexpr std::string_view kPublic[] = {"government",   "parliament",  "ministry", "embassy",
                                          "consulate",    "regulator",   "agency",   "court",
                                          "central_bank", "armed_forces"};
  constexpr std::string_view kCompany[] = {"company", "bank", "fund"};
  return std::ranges::find(kPublic, kind) != std::end(kPublic)     ? "PublicBody"
         : std::ranges::find(kCompany, kind) != std::end(kCompany) ? "Company"
                                                                   : "Organization";
}

// What the row says now in that column.
std::string_view value_in_row(std::span<history_statement const> of_entity,
                              history_statement const& s, std::string_view column) {
  for (auto const& o : of_entity) {
    if (o.row_id == s.row_id && o.current && column_of(o.property).name == column) {
      return o.value;
    }
  }
  return {};
}

std::string iso_639_3(std::string_view language) {
  return uloc_getISO3Language(std::string{language}.c_str());
}

// Dates of FollowTheMoney are days, months or years: the smallest of them that holds the span.
std::string ftm_date(std::string_view text) {
  auto const span = parse_date_span(text);
  if (!span || span->first == day::min() || span->end == day::max()) {
    return {};
  }
  auto const first = to_string(span->first), last = to_string(span->last());
  for (auto const length : {10U, 7U, 4U}) {
    if (first.substr(0, length) == last.substr(0, length)) {
      return first.substr(0, length);
    }
  }
  return {};
}

// As FollowTheMoney cleans them: http where no scheme is named. Empty: it is no address.
std::string ftm_url(std::string_view text) {
  if (text.find(' ') != std::string_view::npos || text.find('.') == std::string_view::npos) {
    return {};
  }
  return text.starts_with("http://") || text.starts_with("https://")
             ? std::string{text}
             : fmt::format("http://{}", text);
}

std::string in_words(history_statement const& s) {
  auto const& c = column_of(s.property);
  return c.unit.empty() ? fmt::format("{}: {}", c.name, s.value)
                        : fmt::format("{}: {} {}", c.name, s.value, c.unit);
}

std::string of_change(history_statement const& s, std::string_view what) {
  auto const& last = s.changes.back();
  return fmt::format("{} {}{}: {}", what, to_string(std::chrono::floor<std::chrono::days>(last.at)),
                     last.reason.empty() ? "" : fmt::format(" ({})", last.reason), in_words(s));
}

// Empty where it simply holds.
std::string why_not_plain(history_statement const& s) {
  switch (s.status()) {
    case statement_status::retracted:
      return of_change(s, "Retracted");
    case statement_status::rejected:
      return of_change(s, "Rejected");
    case statement_status::proposed:
      return "Proposed: " + in_words(s);
    case statement_status::accepted:
      break;
  }
  if (!s.current) {
    return "Corrected since: " + in_words(s);
  }
  auto const& world = s.at("world");
  return world.empty() ? std::string{} : fmt::format("If {} comes true: {}", world, in_words(s));
}

}  // namespace

ftm_map::ftm_map(record::store const& from) {
  record::view_spec view;
  view.all_worlds = true;
  auto const rows = [&](char const* table) { return from.rows(*record::find_table(table), view); };
  for (auto const& r : rows("countries")) {
    auto code = std::string{r.text("iso2")};
    std::ranges::transform(code, code.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    countries_.try_emplace(r.entity, std::move(code));
  }
  for (auto const& r : rows("people")) {
    legal_.try_emplace(r.entity, "Person");
  }
  for (auto const& r : rows("organisations")) {
    legal_.try_emplace(r.entity, schema_of_body(r.text("kind")));
  }
}

std::string_view ftm_map::schema_of(std::span<history_statement const> of_entity) const {
  if (auto const it = legal_.find(of_entity.front().entity); it != legal_.end()) {
    return it->second;
  }
  for (auto const& [table, schema] : ftm_schemas()) {
    if (std::ranges::any_of(of_entity, [&](history_statement const& s) {
          return table_of(s.property).name == table;
        })) {
      return schema;
    }
  }
  return "Thing";
}

void ftm_map::add_item(std::vector<ftm_value>& to, ftm_rule const& r, std::string_view item,
                       std::string_view note, std::span<history_statement const> same_row) const {
  auto const add = [&](std::string_view prop, std::string_view type, std::string value) {
    if (value.empty()) {
      to.push_back({kNotes, "text", std::string{note}, {}});
    } else {
      to.push_back({prop, type, std::move(value), {}});
    }
  };
  auto const country = countries_.find(std::string{item});
  auto const legal = legal_.contains(std::string{item}) ? std::string{item} : std::string{};
  switch (r.how) {
    case ftm_form::text:
      return add(r.prop, r.type, std::string{item});
    case ftm_form::date:
      return add(r.prop, r.type, ftm_date(item));
    case ftm_form::language:
      return add(r.prop, r.type, iso_639_3(item));
    case ftm_form::url:
      return add(r.prop, r.type, ftm_url(item));
    case ftm_form::country:
      return add(r.prop, r.type, country == countries_.end() ? "" : country->second);
    case ftm_form::party:
      return country == countries_.end() ? add(r.prop, r.type, legal)
                                         : add("country", "country", country->second);
    case ftm_form::body:
      return add(r.prop, r.type, legal);
    case ftm_form::name:
      break;
  }
  auto const use = value_in_row(same_row, same_row.front(), "use");
  add(use == "official"      ? "name"
      : use == "former"      ? "previousName"
      : use == "misspelling" ? "weakAlias"
      : use == "code"        ? "keywords"
                             : "alias",
      use == "code" ? "string" : "name", std::string{item});
  to.back().lang = iso_639_3(value_in_row(same_row, same_row.front(), "language"));
}

std::vector<ftm_value> ftm_map::values_of(history_statement const& s, std::string_view schema,
                                          std::span<history_statement const> of_entity) const {
  std::vector<ftm_value> out;
  if (auto why = why_not_plain(s); !why.empty()) {
    out.push_back({kNotes, "text", std::move(why), {}});
    return out;
  }
  auto const& table = table_of(s.property).name;
  auto const& c = column_of(s.property);
  auto const* r = ftm_rule_for(table, c.name);
  // An entity has one schema; a table that speaks of it beside may have properties of another.
  auto const fits = std::ranges::any_of(ftm_schemas(), [&](ftm_table_schema const& t) {
    return t.table == table &&
           (t.schema == schema ||
            (t.schema == "Organization" && legal_.contains(s.entity) && schema != "Person"));
  });
  auto const note = in_words(s);
  if (r == nullptr || (!fits && r->how != ftm_form::name)) {
    out.push_back({kNotes, "text", note, {}});
    return out;
  }
  auto const first = std::ranges::find(of_entity, s.row_id, &history_statement::row_id);
  auto const same_row = of_entity.subspan(static_cast<std::size_t>(first - of_entity.begin()));
  for (std::string_view rest = s.value; !rest.empty();) {
    auto const end = c.list ? std::min(rest.find(';'), rest.size()) : rest.size();
    add_item(out, *r, rest.substr(0, end), note, same_row);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  // Several items that are no values of FollowTheMoney are one note.
  auto const same = [](ftm_value const& a, ftm_value const& b) {
    return a.prop == b.prop && a.value == b.value && a.lang == b.lang;
  };
  for (auto i = out.begin(); i != out.end();) {
    i = std::any_of(out.begin(), i, [&](ftm_value const& o) { return same(o, *i); }) ? out.erase(i)
                                                                                     : i + 1;
  }
  return out;
}

}  // namespace karwan::exchange
