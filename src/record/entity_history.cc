#include "karwan/record/entity_history.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "karwan/base/json_writer.h"
#include "karwan/base/text.h"
#include "karwan/record/entity.h"
#include "record/stored_pack.h"

namespace karwan::record {
namespace {

// Events are ordered by what is written when; `act` numbers the acts of one second.
struct dated {
  std::int64_t at, act;
  int turn;  // in one act, decisions on what was proposed come first
  std::size_t column;
  history_event is;

  auto key() const { return std::tie(at, act, turn, is.row_id, column, is.statement); }
};

class teller {
 public:
  teller(store const& from, view_spec const& view)
      : from_{from}, s_{store_access::of(from)}, view_{view} {}

  // `where`: a condition on pack_row r with ?1. Of rows that are withheld, nothing is told.
  std::vector<history_event> tell(std::string const& where, std::string_view value) {
    read_births(where, value);
    read_decisions(where, value);
    read_restatements(where, value);
    std::ranges::sort(all_, [](dated const& a, dated const& b) { return a.key() < b.key(); });
    std::vector<history_event> out;
    for (auto& d : all_) {
      if (!is_withheld(d.is)) {
        out.push_back(std::move(d.is));
      }
    }
    return out;
  }

 private:
  bool is_withheld(history_event const& e) const {
    auto const t = find_table(e.table);
    if (!t || tables()[**t].shown_if.empty() || !e.layer.empty()) {
      return false;
    }
    view_spec everybody;
    everybody.all_worlds = true;
    return std::ranges::none_of(from_.rows_of(e.entity, everybody),
                                [&](row const& r) { return r.row_id == e.row_id; });
  }

  bool sees(std::string_view world, std::int64_t at) const {
    auto const layer = layer_of(world);
    return (!layer || std::ranges::find(view_.layers, *layer) != view_.layers.end()) &&
           (!view_.known_at || instant_of(at) <= *view_.known_at);
  }

  // What every query gives first: row_id, entity, tbl, world, source, at, by.
  static constexpr auto kHead = "r.row_id, r.entity, r.tbl, r.world, r.source, ";

  history_event head(query const& q, std::int64_t at, std::string_view by) const {
    history_event e;
    e.row_id = q.text(0);
    e.entity = q.text(1);
    if (auto const t = s_.tables[static_cast<std::size_t>(q.integer(2))]) {
      e.table = tables()[**t].name;
    }
    e.layer = layer_of(q.text(3)).value_or("");
    e.source = q.text(4);
    e.at = instant_of(at);
    e.by = by;
    return e;
  }

  // Column and its place; blank where the dictionary has it no more.
  std::pair<std::string, std::size_t> column_at(std::int64_t number) const {
    auto const p = s_.properties[static_cast<std::size_t>(number)];
    return p ? std::pair{std::string{column_of(*p).name}, std::size_t{**p}}
             : std::pair{std::string{}, std::size_t{0}};
  }

  static std::string act_of(std::string_view what, bool corrects) {
    return what == "propose" ? "proposed"
           : what == "edit"  ? "edited"
           : corrects        ? "corrected"
           : what == "load"  ? "loaded"
                             : "added";
  }

  void read_births(std::string const& where, std::string_view value) {
    query q{s_.db, fmt::format("SELECT {} s.recorded_at, g.recorded_by, g.what, g.id, s.property, "
                               "s.seq, s.text, coalesce(b.text, '') FROM pack_row r "
                               "JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
                               "JOIN recording g ON g.id = s.recording "
                               "LEFT JOIN statement b ON b.id = s.supersedes WHERE {}",
                               kHead, where)};
    q.bind(value);
    while (q.step()) {
      auto const [name, place] = column_at(q.integer(9));
      auto const same = q.text(11) == q.text(12);  // stated anew only because of what is shared
      if (name.empty() || same || !sees(q.text(3), q.integer(5))) {
        continue;
      }
      auto e = head(q, q.integer(5), q.text(6));
      e.act = act_of(q.text(7), !q.text(12).empty());
      e.property = name;
      e.statement = statement_id(q.text(0), name, q.integer(10));
      e.before = q.text(12);
      e.after = q.text(11);
      all_.push_back({q.integer(5), std::abs(q.integer(8)), 1, place, std::move(e)});
    }
  }

  void read_decisions(std::string const& where, std::string_view value) {
    query q{s_.db, fmt::format("SELECT {} c.changed_at, g.recorded_by, c.status, g.id, s.property, "
                               "s.seq, s.text, c.reason FROM pack_row r "
                               "JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
                               "JOIN status_change c ON c.statement = s.id "
                               "JOIN recording g ON g.id = c.recording WHERE {}",
                               kHead, where)};
    q.bind(value);
    while (q.step()) {
      auto const [name, place] = column_at(q.integer(9));
      if (name.empty() || !sees(q.text(3), q.integer(5))) {
        continue;
      }
      auto e = head(q, q.integer(5), q.text(6));
      e.act = q.text(7);
      e.property = name;
      e.statement = statement_id(q.text(0), name, q.integer(10));
      (e.act == "accepted" ? e.after : e.before) = q.text(11);
      e.reason = q.text(12);
      all_.push_back({q.integer(5), std::abs(q.integer(8)), 0, place, std::move(e)});
    }
  }

  // What the statements of a row share, from one version to the next.
  void read_restatements(std::string const& where, std::string_view value) {
    constexpr auto kColumns =
        "r.world, r.valid_from, r.valid_to, r.observed_from, r.observed_to, r.grade, r.source, "
        "r.locator, r.note";
    constexpr std::size_t kCompared = 9;  // all but recorded_at
    query q{s_.db, fmt::format("SELECT {} r.born_at, g.recorded_by, g.what, g.id, {} "
                               "FROM pack_row r JOIN recording g ON g.id = r.recording "
                               "WHERE {} ORDER BY r.row_id, r.version",
                               kHead, kColumns, where)};
    q.bind(value);
    std::map<std::string, std::array<std::string, kCompared>> last;
    while (q.step()) {
      std::array<std::string, kCompared> now;
      for (std::size_t i = 0; i < kCompared; ++i) {
        now[i] = q.text(static_cast<int>(9 + i));
      }
      auto const [at, is_new] = last.try_emplace(std::string{q.text(0)}, now);
      for (std::size_t i = 0; !is_new && i < kCompared; ++i) {
        if (at->second[i] == now[i] || !sees(q.text(3), q.integer(5))) {
          continue;
        }
        auto e = head(q, q.integer(5), q.text(6));
        e.act = q.text(7) == "edit" ? "edited" : "corrected";
        e.property = common_columns()[i].name;
        e.before = at->second[i];
        e.after = now[i];
        all_.push_back({q.integer(5), std::abs(q.integer(8)), 2, i, std::move(e)});
      }
      at->second = std::move(now);
    }
  }

  store const& from_;
  store::impl& s_;
  view_spec const& view_;
  std::vector<dated> all_;
};

bool has_row(store::impl& s, char const* column, std::string_view value) {
  query q{s.db, fmt::format("SELECT 1 FROM pack_row WHERE {} = ?1 LIMIT 1", column)};
  return q.bind(value).step();
}

history of_entity(store const& from, name_index const& names, std::string entity,
                  view_spec const& view) {
  history out{entity, "entity", title_of(from, names, entity), {}};
  out.events = teller{from, view}.tell("r.entity = ?1", entity);
  return out;
}

history of_row(store const& from, name_index const& names, std::string_view row_id,
               std::string_view statement, view_spec const& view) {
  history out{std::string{row_id}, "row", {}, teller{from, view}.tell("r.row_id = ?1", row_id)};
  if (!out.events.empty()) {
    out.name = title_of(from, names, out.events.front().entity);
  }
  if (!statement.empty()) {
    out.about = statement;
    out.is = "statement";
    std::erase_if(out.events, [&](history_event const& e) { return e.statement != statement; });
  }
  return out;
}

}  // namespace

result<history> read_history(store const& from, name_index const& names, std::string_view of,
                             view_spec const& view) {
  return as_result([&]() -> result<history> {
    auto& s = store_access::of(from);
    s.refresh();
    auto const none = [&]() -> result<history> {
      return fail(error_kind::not_found,
                  fmt::format("nothing that this view sees happened to {}", in_quotes(of)), {},
                  "Name an entity, a row or a statement; karwan record find TEXT searches");
    };
    auto out = history{};
    if (has_row(s, "entity", of)) {
      out = of_entity(from, names, std::string{of}, view);
    } else if (has_row(s, "row_id", of)) {
      out = of_row(from, names, of, {}, view);
    } else if (from.find_statement(of)) {
      out = of_row(from, names, of.substr(0, of.rfind('.')), of, view);
    } else {
      auto resolved = names.resolve(of);
      if (!resolved) {
        resolved.error().kind = error_kind::not_found;
        return tl::unexpected{std::move(resolved.error())};
      }
      out = of_entity(from, names, *resolved, view);
    }
    return out.events.empty() ? none() : result<history>{std::move(out)};
  });
}

std::string history_json(history const& h) {
  json_writer w;
  w.open_object().key("about").text(h.about).key("is").text(h.is).key("name").text(h.name);
  w.key("events").open_array();
  for (auto const& e : h.events) {
    w.open_object();
    w.key("at").text(to_string(e.at)).key("by").text(e.by).key("act").text(e.act);
    w.key("entity").text(e.entity).key("row_id").text(e.row_id).key("table").text(e.table);
    w.key("property").text(e.property);
    write_if(w, "statement", e.statement);
    write_if(w, "before", e.before);
    write_if(w, "after", e.after);
    write_if(w, "reason", e.reason);
    write_if(w, "source", e.source);
    write_if(w, "private", e.layer);
    w.close_object();
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::record
