#include "karwan/record/report.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/report_source.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

// Crossings that have the place as a post, or are called after it: Khunjerab (Sost - Tashkurgan).
std::set<std::string> borders_at(store const& s, name_index const& names, std::string const& place,
                                 view_spec const& view) {
  static constexpr auto kCrossing = std::to_array<std::string_view>({"crossing"});
  constexpr std::size_t kMost = 20;
  std::set<std::string> out;
  for (auto const& r : s.rows(*find_table("crossings"), view)) {
    if (r.text("post_a") == place || r.text("post_b") == place) {
      out.insert(r.entity);
    }
  }
  for (auto const& hit : names.complete(place, kCrossing, kMost)) {
    if (fold(hit.name).starts_with(fold(place))) {
      out.emplace(hit.entity);
    }
  }
  return out;
}

std::string entity_of(name_index const& names, std::string_view text,
                      std::span<std::string_view const> kinds) {
  auto found = names.resolve(text, kinds);
  if (!found) {
    found.error().place = "ENTITY";
  }
  return value_or_throw(std::move(found));
}

// A border is meant before the town that it is named after.
std::string target_of(store const& s, name_index const& names, std::string_view text,
                      view_spec const& view) {
  static constexpr auto kFirst =
      std::to_array<std::string_view>({"crossing", "link", "chokepoint"});
  static constexpr auto kPlace = std::to_array<std::string_view>({"place"});
  static constexpr auto kAny =
      std::to_array<std::string_view>({"crossing", "link", "chokepoint", "place", "country"});
  constexpr std::string_view kMeansPlace = "place:";
  if (text.starts_with(kMeansPlace)) {
    return entity_of(names, text.substr(kMeansPlace.size()), kPlace);
  }
  if (auto const found = names.resolve(text, kFirst)) {
    return *found;
  }
  auto const place = names.resolve(text, kPlace);
  if (!place) {
    return entity_of(names, text, kAny);
  }
  auto const borders = borders_at(s, names, *place, view);
  if (borders.size() > 1) {
    refuse(
        error_kind::bad_input, fmt::format("several crossings are at {}", in_quotes(text)),
        "ENTITY",
        fmt::format("Name one of {}, or the town as place:{}", fmt::join(borders, ", "), *place));
  }
  return borders.empty() ? *place : *borders.begin();
}

// What a closure of the record says of the target on a day, as the network reads it: an end or a
// reopening after its start ends it, a season does not.
class closures_of {
 public:
  closures_of(store const& s, std::string const& target, std::string const& traffic,
              view_spec const& view)
      : traffic_{traffic} {
    auto targets = std::set<std::string>{target};
    for (auto const& r : s.rows_of(target, view)) {
      if (tables()[*r.table].name == "crossings") {
        for (auto const* column : {"post_a", "post_b", "country_a", "country_b"}) {
          targets.emplace(r.text(column));
        }
      }
    }
    for (auto& r : s.rows(*find_table("closures"), view)) {
      if (targets.contains(std::string{r.text("target")}) && concerns(r)) {
        (r.text("effect") == "closed" ? shut_ : reopened_).push_back(std::move(r));
      }
    }
  }

  // Closures that bar it that day: those that a reopening of `target` on it ends, and the rest.
  void on(day d, std::string const& target, std::set<std::string>& ended,
          std::set<std::string>& other) const {
    for (auto const& c : shut_) {
      auto const from = first_of(c, "closed_from");
      auto const* to = c.find("closed_to");
      auto const over = (to != nullptr && to->span.end <= d) || !c.valid.contains(d) ||
                        reopened_between(c, from, d);
      auto const seasonal = c.find("season_from") != nullptr;
      if (from > d || (over && !seasonal) || (seasonal && !in_season(c, d))) {
        continue;
      }
      auto const ends = !seasonal && from < d && c.text("target") == target;
      (ends ? ended : other).insert(c.entity);
    }
  }

 private:
  bool concerns(row const& r) const {
    auto const effect = r.text("effect");
    auto const has = r.text("traffic");
    return (effect == "closed" || (effect == "reopened" && r.find("closed_to") == nullptr)) &&
           (traffic_ == "all" || has == "all" || has == traffic_);
  }

  static day first_of(row const& r, char const* column) {
    auto const* c = r.find(column);
    return c == nullptr ? day::min() : c->span.first;
  }

  bool reopened_between(row const& c, day from, day until) const {
    return std::ranges::any_of(reopened_, [&](row const& o) {
      auto const on = first_of(o, "closed_from");
      return o.text("target") == c.text("target") && on > from && on <= until;
    });
  }

  static bool in_season(row const& c, day d) {
    auto const ymd = std::chrono::year_month_day{d};
    auto const now = static_cast<unsigned>(ymd.month()) * 100 + static_cast<unsigned>(ymd.day());
    auto const from = c.number("season_from").value_or(101);
    auto const to = c.number("season_to").value_or(1231);
    return from <= to ? from <= now && now <= to : from <= now || now <= to;
  }

  std::string traffic_;
  std::vector<row> shut_, reopened_;
};

addition closure_row(state_report const& r, std::string const& target, bool open,
                     std::string const& from, std::string const& to, source_finder const& source) {
  auto const entity = fmt::format("cl-{}-{}{}", target, open ? "open-" : "", slug(from));
  addition a{entity, "closures", {}, r.pack, {}, {}};
  a.cells = {{"target", target},
             {"traffic", r.traffic.empty() ? "all" : r.traffic},
             {"effect", open ? "reopened" : "closed"},
             {"closed_from", from}};
  add_if(a.cells, "closed_to", to);
  a.cells.emplace_back("evidence_last_on", !r.seen_on.empty()     ? r.seen_on
                                           : !r.published.empty() ? r.published
                                                                  : r.from);
  add_if(a.cells, "reason", r.reason);
  if (r.reason.empty()) {
    a.cells.emplace_back("summary",
                         fmt::format("reported {}{}{}", open ? "open" : "shut",
                                     source.called.empty() ? "" : " by ", source.called));
  }
  add_if(a.shared, "source", source.id);
  a.shared.emplace_back("grade", r.grade.empty() ? "reported" : r.grade);
  add_if(a.shared, "note", r.note);
  add_if(a.shared, "locator", r.locator);
  return a;
}

// The same source has said the same before.
void refuse_twice(store const& s, addition const& a, std::string const& source,
                  view_spec const& view) {
  for (auto const& r : s.rows_of(a.entity, view)) {
    auto const same = std::ranges::all_of(a.cells, [&](auto const& c) {
      return c.first == "summary" || r.text(c.first) == c.second;
    });
    if (r.source == source && same) {
      refuse(error_kind::conflict,
             fmt::format("row {} says so already, from that source", r.row_id), {},
             "Nothing was recorded");
    }
  }
}

void check(state_report const& r, manner const& how) {
  if (r.source.empty() && how.layer.empty()) {
    refuse(error_kind::bad_input, "a report needs a source", "--source",
           "Give the address of a page or the id of a source; your own word is --private NAME");
  }
  auto const from = date_of(r.from, "--from");
  if (from.first == day::min()) {
    refuse(error_kind::bad_input, "the report does not say from when", "--from", "Give a date");
  }
  if (!r.to.empty() && date_of(r.to, "--to").end <= from.first) {
    refuse(error_kind::bad_input, fmt::format("{} comes before {}", r.to, r.from), "--to",
           "Give the last day");
  }
  if (!r.published.empty()) {
    date_of(r.published, "--published");
  }
  if (!r.seen_on.empty()) {
    date_of(r.seen_on, "--seen-on");
  }
}

}  // namespace

result<state_reported> report_state(store& to, name_index const& names, state_report const& asked,
                                    signature const& who, manner const& how) {
  return as_result([&]() -> result<state_reported> {
    check(asked, how);
    auto r = asked;
    auto const from = date_of(r.from, "--from");
    auto const view = view_on(from.first, how);
    state_reported out;
    out.target = target_of(to, names, r.target, view);
    if (r.pack.empty()) {
      r.pack = pack_of(to, out.target);
    }
    source_finder source{to, r, view};
    source.find(r.today);
    std::set<std::string> ended, other;
    closures_of{to, out.target, r.traffic.empty() ? "all" : r.traffic, view}.on(
        from.first, out.target, ended, other);

    auto additions = source.to_add;
    for (auto& a : additions) {
      a.pack = r.pack;
    }
    additions.push_back(closure_row(r, out.target, r.open, r.from, r.open ? "" : r.to, source));
    refuse_twice(to, additions.back(), source.id, view);
    if (r.open && !r.to.empty() && !ended.empty()) {
      // Open for a while: what it interrupts goes on after the last day.
      auto const again = to_string(date_of(r.to, "--to").end);
      additions.push_back(closure_row(r, out.target, false, again, {}, source));
    }
    auto rows = add(to, additions, who, how);
    if (!rows) {
      return tl::unexpected{std::move(rows.error())};
    }
    out.rows = std::move(*rows);
    out.source = source.id;
    out.source_is_new = !source.to_add.empty();
    if (r.open) {
      out.ends.assign(ended.begin(), ended.end());
      out.still_shut.assign(other.begin(), other.end());
    }
    return out;
  });
}

}  // namespace karwan::record
