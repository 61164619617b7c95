#include "karwan/require/needs.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "karwan/plan/instrument.h"
#include "karwan/plan/units.h"
#include "karwan/record/effects.h"
#include "require/steps.h"
#include "require/way.h"

namespace karwan::require {
namespace {

constexpr std::array<std::string_view, 4> kOfGoods{"company", "goods", "vehicle", "driver"};
constexpr std::array<std::string_view, 1> kOfPerson{"traveller"};
constexpr std::array<std::string_view, 2> kOfDriver{"traveller", "driver"};
constexpr std::string_view kUsd = "USD";  // the currency in which plans tell costs

class needs_finder {
 public:
  needs_finder(record::store const& from, record::name_index const& names, plan::planner& planner,
               question const& q)
      : from_{from}, names_{names}, planner_{planner}, q_{q} {
    out_.asked = q;
    out_.depart = q.way.depart;
    out_.today = q.way.today;
    out_.view = q.way.view;
    out_.view.worlds = record::scenario_of(from, q.way.view, names, q.way.view.worlds);
  }

  needs run() {
    auto const book = rules::read_rules(from_, out_.view);
    if (book.questions.empty()) {
      throw failure{{error_kind::bad_data, "the record has no questions to ask of needs",
                     "questions.csv", "Load a pack that has them: what is required is not known"}};
    }
    in_.on = q_.way.depart;
    if (q_.person) {
      read_person();
    } else if (!read_journey()) {
      return std::move(out_);
    }
    for (auto const& v : in_.way) {
      out_.way.push_back(name(v.country));
    }
    auto const found = rules::find(book, in_, subjects());
    for (auto const& f : found) {
      out_.findings.push_back(tell(book, f));
    }
    counts const n{std::max(out_.vehicles, 1), std::max(out_.vehicles, 1)};
    add_steps(out_, book, found, in_, names_, n);
    out_.ready = out_.today + std::chrono::days{static_cast<int>(std::ceil(out_.days.best))};
    if (!q_.person) {
      out_.landed_cost = land(from_, out_.view, landed_of());
      out_.total = total();
    }
    return std::move(out_);
  }

 private:
  named name(std::string const& id) {
    named out{id, std::string{names_.display_name(id, q_.way.lang)}};
    return out;
  }

  std::span<std::string_view const> subjects() const {
    if (!q_.person) {
      return kOfGoods;
    }
    return q_.purpose == "drive" ? std::span<std::string_view const>{kOfDriver}
                                 : std::span<std::string_view const>{kOfPerson};
  }

  void read_person() {
    auto const nationality = country_of(names_, q_.nationality, "nationality");
    out_.nationality = name(nationality);
    in_.nationality = nationality;
    in_.purpose = q_.purpose;
    add_stop(q_.way.from, "from");
    out_.from = name(in_.way.front().country);
    for (auto const& via : q_.way.via) {
      add_stop(via, "via");
      out_.via.push_back(name(in_.way.back().country));
    }
    add_stop(q_.way.to, "to");
    out_.to = name(in_.way.back().country);
    if (in_.way.size() < 2) {
      throw failure{{error_kind::bad_input, "start and destination are in one country", "to",
                     "Give a country of destination, and with from where the way begins"}};
    }
  }

  // How a person travels is known only as far as it was said; a driver goes by road.
  void add_stop(std::string const& text, std::string_view option) {
    auto const country = country_or_place(from_, names_, out_.view, text, option);
    if (!in_.way.empty() && in_.way.back().country == country) {
      return;
    }
    auto by = q_.by;
    if (by.empty() && q_.purpose == "drive") {
      by = {"road"};
    }
    in_.way.push_back({country, by, by, {}, !by.empty(), false});
  }

  // False where there is no way.
  bool read_journey() {
    auto answer = planner_(q_.way);
    out_.from = {answer.from.id, answer.from.name};
    out_.to = {answer.to.id, answer.to.name};
    for (auto const& v : answer.via) {
      out_.via.push_back({v.id, v.name});
    }
    out_.product = answer.product;
    out_.tonnes = answer.carried.tonnes;
    out_.vehicles = answer.vehicles;
    if (answer.journeys.empty()) {
      out_.no_route = std::move(answer.no_route);
      if (!out_.no_route) {
        out_.no_route.emplace();
      }
      return false;
    }
    out_.journey = choose_journey(answer.journeys, q_.journey);
    in_.way = way_of(*out_.journey, legs_);
    if (answer.product && !answer.product->hs_code.empty()) {
      in_.product = answer.product->hs_code;
    }
    in_.value_usd = q_.way.value_usd;
    in_.purpose = "drive";
    read_carrier();
    return true;
  }

  void read_carrier() {
    out_.carrier_taken = q_.way.carrier.empty();
    auto const carrier = out_.carrier_taken ? in_.way.front().country
                                            : country_of(names_, q_.way.carrier, "carrier");
    auto const driver = q_.driver.empty() ? carrier : country_of(names_, q_.driver, "driver");
    out_.carrier = name(carrier);
    out_.nationality = name(driver);
    in_.carrier = carrier;
    in_.nationality = driver;
    if (!q_.way.under.empty()) {
      in_.instruments.emplace();
      for (auto const& text : q_.way.under) {
        auto const id = plan::instrument_of(names_, text);
        in_.instruments->push_back(id);
        out_.under.push_back(name(id));
      }
    }
  }

  finding tell(rules::rule_book const& book, rules::finding const& f) {
    auto const& asked = book.questions[f.question];
    finding out;
    out.question = asked.entity;
    out.title = asked.title;
    out.subject = asked.subject;
    out.kind = asked.kind;
    out.source = asked.source;
    out.is = f.is;
    out.why = f.why;
    if (f.visit) {
      out.country = in_.way[*f.visit].country;
      if (*f.visit < legs_.size()) {
        out.legs = legs_[*f.visit];
      }
    }
    for (auto const& a : f.rules) {
      out.rules.push_back(bearing_of(book.rules[a.rule], a));
    }
    if (f.is == rules::outcome::unknown) {
      out.ask = asked.ask;
      add_bodies(asked, book, f, out);
    }
    return out;
  }

  static bearing bearing_of(rules::rule const& r, rules::applied const& a) {
    bearing out{r.row_id, r.title, r.text, r.does, a.holds, {}, a.open, r.source};
    if (a.ended) {
      out.ended = r.valid.end - std::chrono::days{1};
    }
    return out;
  }

  // Who issues what bears on the question, then bodies of its kinds in the country.
  void add_bodies(rules::question const& asked, rules::rule_book const& book,
                  rules::finding const& f, finding& out) {
    auto const add = [&](std::string const& id) {
      if (std::ranges::find(out.bodies, id, &named::id) == out.bodies.end()) {
        out.bodies.push_back(name(id));
      }
    };
    for (auto const& a : f.rules) {
      std::ranges::for_each(book.rules[a.rule].issuers, add);
    }
    if (asked.ask_kinds.empty() || !out.country) {
      return;
    }
    for (auto const& r : organisations()) {
      auto const is_kind =
          std::ranges::find(asked.ask_kinds, r.text("kind")) != asked.ask_kinds.end();
      if (is_kind && r.text("countries") == *out.country) {
        add(r.entity);
      }
    }
  }

  std::vector<record::row> const& organisations() {
    if (!organisations_) {
      organisations_ = from_.rows(record::find_table("organisations").value(), out_.view);
    }
    return *organisations_;
  }

  // Without what rules charge its trucks: those fees are among those of the steps.
  static bounded<double> carriage_usd(plan::journey const& j) {
    auto const& all = j.cost.value;
    auto const usd = [](std::int64_t cents, std::int64_t charged) {
      return static_cast<double>(cents - charged) / plan::kCentsPerUsd;
    };
    return {usd(all.low, j.charged.low), usd(all.best, j.charged.best),
            usd(all.high, j.charged.high)};
  }

  // The journey as it is on the day on which it can begin: borders may be open on others.
  door_to_door total() {
    door_to_door out;
    out.leaves = std::max(out_.depart, out_.ready);
    auto journey = *out_.journey;
    if (out.leaves != out_.depart) {
      auto later = q_.way;
      later.depart = out.leaves;
      auto const answer = planner_(later);
      auto const same = std::ranges::find(answer.journeys, journey.id, &plan::journey::id);
      out.replanned = same != answer.journeys.end();
      journey = out.replanned ? *same : journey;
    }
    auto const seconds = journey.time.value;
    out.arrives = instant{out.leaves} + std::chrono::seconds{seconds.best};
    auto const before = static_cast<double>((out.leaves - out_.today).count());
    out.days = {before + static_cast<double>(seconds.low) / plan::kSecondsPerDay,
                before + static_cast<double>(seconds.best) / plan::kSecondsPerDay,
                before + static_cast<double>(seconds.high) / plan::kSecondsPerDay};
    out.usd = carriage_usd(journey);
    auto const fees = std::ranges::find(out_.fees, kUsd, &fee_sum::currency);
    if (fees != out_.fees.end()) {
      out.usd += fees->amount;
    }
    return out;
  }

  landed_case landed_of() const {
    landed_case c;
    c.country = in_.way.back().country;
    c.origin = in_.way.front().country;
    c.code = in_.product.value_or("");
    c.tonnes = out_.tonnes;
    c.value_usd = in_.value_usd;
    c.freight_usd = carriage_usd(*out_.journey);
    for (auto const& f : out_.fees) {
      if (f.currency == kUsd) {
        c.papers_usd = f.amount;
      } else {
        c.papers_in_other_currencies = true;
      }
    }
    return c;
  }

  record::store const& from_;
  record::name_index const& names_;
  plan::planner& planner_;
  question const& q_;
  rules::circumstances in_;
  std::vector<std::vector<std::string>> legs_;  // per visit
  needs out_;
  std::optional<std::vector<record::row>> organisations_;
};

}  // namespace

day start_by(day depart, double days_before) {
  return depart - std::chrono::days{static_cast<int>(std::ceil(days_before))};
}

needs find_needs(record::store const& from, record::name_index const& names, plan::planner& planner,
                 question const& q) {
  return needs_finder{from, names, planner, q}.run();
}

}  // namespace karwan::require
