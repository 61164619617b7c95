#include "karwan/rules/rule.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "rules/overlay.h"

namespace karwan::rules {
namespace {

using record::row;

constexpr double kCalendarPerWorking = 7.0 / 5.0;

struct condition_column {
  std::string_view name;
  field of;
};
constexpr condition_column kOfRules[] = {
    {"at", field::at},
    {"origins", field::origin},
    {"destinations", field::destination},
    {"passes", field::passes},
    {"carriers", field::carrier},
    {"nationalities", field::nationality},
    {"purposes", field::purpose},
    {"product_hs", field::product},
    {"modes", field::mode},
    {"instruments", field::instrument},
    {"other_instruments", field::other_instrument},
    {"posts", field::post},
    {"other_posts", field::other_post},
    {"value_min_usd", field::value_min},
    {"value_max_usd", field::value_max},
};
constexpr condition_column kOfQuestions[] = {
    {"product_hs", field::product},
    {"modes", field::mode},
    {"purposes", field::purpose},
    {"instruments", field::instrument},
};

template <typename T, std::size_t N>
T choice(std::string_view text, std::array<std::pair<std::string_view, T>, N> const& all, T other) {
  for (auto const& [name, value] : all) {
    if (name == text) {
      return value;
    }
  }
  return other;
}

bool is_withdrawn(row const& r, std::string_view column) {
  auto const p = record::find_property(r.table, column);
  return p && std::ranges::find(r.withdrawn, *p) != r.withdrawn.end();
}

// A condition that lost its statement is not one that was never set.
template <typename Columns>
std::vector<std::string> read_conditions(row const& r, Columns const& columns,
                                         std::vector<clause>& into) {
  std::vector<std::string> unreadable;
  for (auto const& c : columns) {
    auto const text = r.text(c.name);
    if (text.empty()) {
      if (is_withdrawn(r, c.name)) {
        unreadable.emplace_back(c.name);
      }
      continue;
    }
    if (auto parsed = parse_clause(c.of, text); parsed) {
      into.push_back(std::move(*parsed));
    } else {
      unreadable.emplace_back(c.name);
    }
  }
  return unreadable;
}

std::optional<bounded<double>> read_days(row const& r) {
  auto const take = r.number("processing_d"), longest = r.number("processing_high_d"),
             ahead = r.number("apply_ahead_d");
  if (!take && !ahead) {
    return std::nullopt;
  }
  auto const factor = r.text("processing_basis") == "working" ? kCalendarPerWorking : 1;
  auto const low = take.value_or(0) * factor;
  auto const best = std::max(low, ahead.value_or(0));
  return bounded<double>{low, best, std::max(best, longest.value_or(0) * factor)};
}

std::optional<fee> read_fee(row const& r) {
  using pair = std::pair<std::string_view, fee_unit>;
  constexpr std::array<pair, 2> kUnits{pair{"vehicle", fee_unit::vehicle},
                                       pair{"person", fee_unit::person}};
  auto const amount = r.number("fee");
  if (!amount) {
    return std::nullopt;
  }
  return fee{{*amount, *amount, std::max(*amount, r.number("fee_high").value_or(*amount))},
             std::string{r.text("fee_currency")},
             std::string{r.text("fee_per")},
             choice(r.text("fee_times"), kUnits, fee_unit::once)};
}

std::optional<limit> read_limit(row const& r) {
  auto const least = r.number("amount_min"), most = r.number("amount_max");
  if (!least && !most) {
    return std::nullopt;
  }
  return limit{std::string{r.text("amount_of")}, std::string{r.text("amount_unit")}, least, most};
}

std::optional<std::pair<int, int>> read_season(row const& r) {
  auto const from = r.number("season_from"), to = r.number("season_to");
  if (!from || !to) {
    return std::nullopt;
  }
  return std::pair{static_cast<int>(*from), static_cast<int>(*to)};
}

// By what it is about, then by id.
auto order_of(question const& q) {
  constexpr std::array<std::string_view, 5> kSubjects{"traveller", "company", "goods", "vehicle",
                                                      "driver"};
  return std::tuple{std::ranges::find(kSubjects, q.subject) - kSubjects.begin(), q.entity,
                    q.row_id};
}

}  // namespace

std::string_view name_of(stage s) noexcept {
  constexpr std::array<std::string_view, 3> kNames{"before", "border", "after"};
  return kNames[static_cast<std::size_t>(s)];
}

rule read_rule(row const& r) {
  using pair = std::pair<std::string_view, effect>;
  constexpr std::array<pair, 4> kEffects{
      pair{"required", effect::required}, pair{"not_required", effect::not_required},
      pair{"barred", effect::barred}, pair{"unsettled", effect::unsettled}};
  using when = std::pair<std::string_view, stage>;
  constexpr std::array<when, 2> kStages{when{"border", stage::border}, when{"after", stage::after}};
  rule out;
  out.row_id = r.row_id;
  out.entity = r.entity;
  out.title = r.text("requirement");
  out.kind = r.text("kind");
  out.text = r.text("condition");
  out.questions = r.items("questions");
  out.does = choice(r.text("effect"), kEffects, effect::none);
  out.unreadable = read_conditions(r, kOfRules, out.when);
  for (auto const column : {"valid_from", "valid_to", "season_from", "season_to"}) {
    if (is_withdrawn(r, column)) {
      out.unreadable.emplace_back(column);
    }
  }
  out.valid = r.valid;
  out.season = read_season(r);
  out.due = choice(r.text("stage"), kStages, stage::before);
  out.requires_ = r.items("requires");
  out.issuers = r.items("issuers");
  out.legal_basis = r.items("legal_basis");
  out.gives = r.text("gives");
  out.issued_by = r.text("issued_by");
  out.confidence = r.text("confidence");
  out.days_basis = r.text("processing_basis");
  out.days = read_days(r);
  out.costs = read_fee(r);
  out.limits = read_limit(r);
  out.worst = r.row_grade;
  out.source = r.source;
  for (auto const& c : r.cells) {
    out.statements.push_back(c.statement);
  }
  return out;
}

question read_question(row const& r) {
  using pair = std::pair<std::string_view, arising>;
  constexpr std::array<pair, 5> kArising{
      pair{"origin", arising::origin}, pair{"transit", arising::transit},
      pair{"destination", arising::destination}, pair{"entered", arising::entered},
      pair{"each", arising::each}};
  question out;
  out.row_id = r.row_id;
  out.entity = r.entity;
  out.title = r.text("title");
  out.subject = r.text("subject");
  out.kind = r.text("kind");
  out.ask = r.text("ask");
  out.ask_kinds = r.items("ask_kinds");
  out.source = r.source;
  out.at = choice(r.text("arises"), kArising, arising::journey);
  out.foreign = r.text("foreign") == "yes";
  // A condition that cannot be read is left out: the question is then asked more often, not less.
  read_conditions(r, kOfQuestions, out.when);
  return out;
}

rule_book read_rules(record::store const& from, record::view_spec const& view) {
  rule_book out;
  // A question is no fact: it was there to be asked before anybody wrote it down.
  auto asking = view;
  asking.known_at.reset();
  asking.published_by.reset();
  for (auto const& r : from.rows(record::find_table("questions").value(), asking)) {
    if (record::holds_on(r, view.as_of)) {
      out.questions.push_back(read_question(r));
    }
  }
  std::ranges::sort(out.questions, {}, order_of);
  auto const again = std::ranges::unique(out.questions, {}, &question::entity);
  out.questions.erase(again.begin(), again.end());
  // Rows of other days stay: a rule that ended is a reason to ask.
  for (auto const& r : procedures(from, view)) {
    out.rules.push_back(read_rule(r));
  }
  return out;
}

}  // namespace karwan::rules
