#include "karwan/rules/membership.h"

#include <algorithm>
#include <array>
#include <optional>

namespace karwan::rules {
namespace {

using record::row;

standing standing_of(std::string_view stage) {
  static std::map<std::string_view, standing> const kOf{
      {"not_party", standing::not_party}, {"not_seen", standing::unknown},
      {"signed", standing::signed_},      {"suspended", standing::suspended},
      {"inactive", standing::suspended},  {"denounced", standing::suspended},
      {"dropped", standing::suspended},   {"acceded", standing::party},
      {"ratified", standing::party},      {"in_force", standing::in_force},
      {"connected", standing::in_use},    {"operational", standing::in_use},
      {"first_use", standing::in_use}};
  auto const it = kOf.find(stage);
  return it == kOf.end() ? standing::unknown : it->second;
}

// The day by which it was surely reached, else on which it was seen; nullopt: not dated.
std::optional<day> day_of(row const& r) {
  for (auto const* column : {"on", "evidence_on"}) {
    if (auto const* c = r.find(column); c != nullptr && c->span.end != day::max()) {
      return c->span.last();
    }
  }
  return std::nullopt;
}

// What is not dated counts from when its source was out.
bool is_reached(row const& r, day as_of) {
  auto const on = day_of(r);
  return on ? *on <= as_of : !r.published || r.published->first <= as_of;
}

// One country's stages to one standing. Of an end and a stage that is not dated after it, the end
// holds; party and not party contradict each other where neither is known to be later.
void judge(membership& m, std::vector<row const*> const& stages) {
  row const *best = nullptr, *no = nullptr, *end = nullptr;
  for (auto const* r : stages) {
    auto const s = standing_of(r->text("stage"));
    if (s == standing::not_party) {
      no = r;
    } else if (s == standing::suspended) {
      end = r;
    } else if (s != standing::unknown &&
               (best == nullptr || standing_of(best->text("stage")) < s)) {
      best = r;
    }
  }
  auto const later = [](row const* a, row const* b) {  // is a known to be later than b?
    auto const x = day_of(*a), y = day_of(*b);
    return x && y && *x > *y;
  };
  auto const* decides = best;
  m.is = best == nullptr ? standing::unknown : standing_of(best->text("stage"));
  if (end != nullptr && (best == nullptr || !later(best, end))) {
    decides = end;
    m.is = standing::suspended;
  }
  if (no != nullptr && (best == nullptr || later(no, best))) {
    decides = no;
    m.is = standing::not_party;
  } else if (no != nullptr && m.is >= standing::party && !later(best, no)) {
    m.is = standing::contested;
  }
  if (decides != nullptr) {
    m.since = decides->text("on");
    m.row_id = decides->row_id;
  }
}

}  // namespace

std::string_view name_of(standing s) noexcept {
  constexpr std::array<std::string_view, 8> kNames{"unknown",   "not_party", "contested", "signed",
                                                   "suspended", "party",     "in_force",  "in_use"};
  return kNames[static_cast<std::size_t>(s)];
}

memberships::memberships(record::store const& from, record::view_spec const& view) {
  for (auto const* table : {"instruments", "agreements"}) {
    for (auto& r : from.rows(record::find_table(table).value(), view)) {
      if (std::ranges::find(instruments_, r.entity, &row::entity) == instruments_.end()) {
        instruments_.push_back(std::move(r));
      }
    }
  }
  for (auto& r : from.rows(record::find_table("stages").value(), view)) {
    auto of = std::string{r.text("of")};
    stages_[std::move(of)].push_back(std::move(r));
  }
}

membership memberships::of(std::string const& instrument, std::string const& country,
                           day on) const {
  membership out;
  out.country = country;
  auto const its = std::ranges::find(instruments_, instrument, &row::entity);
  auto const parties =
      its == instruments_.end() ? std::vector<std::string>{} : its->items("countries");
  auto const listed = std::ranges::find(parties, country) != parties.end();
  std::vector<row const*> stages;
  if (auto const it = stages_.find(instrument); it != stages_.end()) {
    for (auto const& s : it->second) {
      // A stage without a country is of all that the instrument lists.
      auto const is_its = s.text("country") == country || (s.text("country").empty() && listed);
      if (is_its && is_reached(s, on)) {
        stages.push_back(&s);
      }
    }
  }
  std::ranges::stable_sort(stages, {},
                           [](row const* s) { return day_of(*s).value_or(day::min()); });
  for (auto const* s : stages) {
    out.stages.push_back({std::string{s->text("stage")}, std::string{s->text("on")},
                          std::string{s->text("certainty")}, std::string{s->text("evidence")},
                          s->row_id, s->source});
  }
  judge(out, stages);
  if (stages.empty() && !parties.empty() && !listed) {
    out.is = standing::not_party;  // a closed agreement: its parties are listed
    out.row_id = its->row_id;
  }
  if (supposed_.contains({instrument, country})) {
    out.is = std::max(out.is, standing::party);
  }
  return out;
}

bool memberships::holds(std::string const& instrument, std::string const& country, day on) const {
  return of(instrument, country, on).is >= standing::party;
}

std::set<std::string> memberships::told_of(std::string const& instrument, day on) const {
  std::set<std::string> out;
  if (auto const it = stages_.find(instrument); it != stages_.end()) {
    for (auto const& s : it->second) {
      if (!s.text("country").empty() && is_reached(s, on)) {
        out.emplace(s.text("country"));
      }
    }
  }
  return out;
}

void memberships::suppose(std::string instrument, std::string country) {
  supposed_.emplace(std::move(instrument), std::move(country));
}

}  // namespace karwan::rules
