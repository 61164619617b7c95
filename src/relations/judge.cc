#include <algorithm>

#include <fmt/format.h>

#include "karwan/relations/stories.h"

namespace karwan::relations {
namespace {

constexpr auto kSoon = std::chrono::days{90};
constexpr auto kSilence = std::chrono::months{12};
constexpr auto kDaysInMonth = 365.2425 / 12;  // of the Gregorian calendar

// The same day of the month, or the month's last.
day months_later(day d, std::chrono::months n) {
  std::chrono::year_month_day at{d};
  at += n;
  return at.ok() ? day{at} : day{at.year() / at.month() / std::chrono::last};
}

bool has_end(saying const& s) {
  return s.due && s.due->end != day::max();
}

// How a story stands on a day. What counts from a later day is not looked at.
class judging {
 public:
  judging(story const& s, day on) : story_{s}, on_{on} {}

  std::optional<verdict> operator()() {
    for (auto const& s : story_.sayings) {
      if (s.counts_from <= on_) {
        said_.push_back(&s);
      }
    }
    if (said_.empty()) {
      return std::nullopt;
    }
    out_.how = strongest();
    look_at_stages();
    out_.last_seen = last_seen();
    collect_dues();
    decide();
    std::ranges::sort(out_.decided_by);
    auto const same = std::ranges::unique(out_.decided_by);
    out_.decided_by.erase(same.begin(), same.end());
    return std::move(out_);
  }

 private:
  force strongest() const { return (*std::ranges::min_element(said_, {}, &saying::how))->how; }

  void look_at_stages() {
    for (auto const& m : story_.stages) {
      if (m.counts_from > on_) {
        continue;
      }
      if (m.what != stage::not_seen) {
        out_.reached = m.what;
      }
      if (m.what == stage::started || m.what == stage::first_use || m.what == stage::operational) {
        begun_ = begun_ == nullptr ? &m : begun_;
      }
      if (m.what == stage::delivered) {
        add_delivery(m);
      } else if (m.what == stage::dropped) {
        dropped_ = &m;
      }
    }
  }

  // Of several the earliest: later evidence can move a delivery to an earlier day only.
  void add_delivery(stage_mark const& m) {
    if (delivered_ == nullptr) {
      delivery_known_ = m.counts_from;
    }
    if (delivered_ == nullptr || first_day(m) < first_day(*delivered_)) {
      delivered_ = &m;
    }
  }

  // A source contradicts the delivery, at once or later.
  void look_for_contest() {
    for (auto const& m : story_.stages) {
      if (m.counts_from <= on_ && m.counts_from >= delivery_known_ && m.certainty == "contested") {
        out_.contested = true;
        use(m.at.statements);
      }
    }
  }

  // A day that is not known is not known to be too late.
  static day first_day(stage_mark const& m) { return m.on ? m.on->first : day::min(); }

  day last_seen() const {
    auto last = said_.back()->counts_from;
    for (auto const& m : story_.stages) {
      if (m.counts_from <= on_ && m.what != stage::not_seen) {
        last = std::max(last, m.counts_from);
      }
    }
    for (auto const& s : story_.sightings) {
      if (s.counts_from <= on_) {
        last = std::max(last, s.counts_from);
      }
    }
    return last;
  }

  // The first due date is the first that was undertaken, or where none was, the first that was
  // hoped for; every date stated from then on can move the latest one, also a softer one. What is
  // said after the delivery moves nothing.
  void collect_dues() {
    auto const closed =
        delivered_ == nullptr ? on_ : std::max(delivery_known_, said_.front()->counts_from);
    for (auto const* s : said_) {
      if (has_end(*s) && s->counts_from <= closed) {
        dues_.push_back(s);
      }
    }
    auto const firm = std::ranges::find_if(dues_, [](auto const* s) { return is_firm(s->how); });
    if (firm != dues_.end()) {
      dues_.erase(dues_.begin(), firm);
    }
    if (dues_.empty()) {
      return;
    }
    out_.first_due = dues_.front()->due;
    out_.due_how = dues_.front()->how;
    latest_ = *std::ranges::max_element(dues_, {}, [](saying const* s) { return s->due->end; });
    out_.latest_due = latest_->due;
  }

  void decide() {
    if (delivered_ != nullptr) {
      keep();
    } else if (dropped_ != nullptr && said_.back()->counts_from <= dropped_->counts_from) {
      out_.status = standing::dropped;
      use(dropped_->at.statements);
      out_.why = fmt::format(
          "given up: {}", dropped_->evidence.empty() ? "no evidence stated" : dropped_->evidence);
    } else if (!dues_.empty()) {
      compare_dates();
    } else {
      wait();
    }
  }

  void keep() {
    use(delivered_->at.statements);
    look_for_contest();
    out_.reached = stage::delivered;  // whatever else is said of it later
    auto const when = delivered_->on ? to_string(*delivered_->on)
                                     : "a day unknown, by " + to_string(delivered_->counts_from);
    out_.status = standing::kept;
    out_.why = "delivered on " + when;
    if (out_.first_due) {
      use(dues_.front()->due_statements);
      auto const late = first_day(*delivered_) >= out_.first_due->end;
      if (late) {
        out_.status = standing::kept_late;
        out_.months_late = months_after_first_due(first_day(*delivered_));
      }
      auto const surely_in_time =
          (delivered_->on ? delivered_->on->last() : delivered_->counts_from) < out_.first_due->end;
      out_.why += fmt::format(", {} its first due date {}",
                              late             ? "after"
                              : surely_in_time ? "in time for"
                                               : "not known to be after",
                              to_string(out_.first_due->last()));
      if (!is_firm(out_.due_how)) {
        out_.why += fmt::format(", which was only {}{}", name_of(out_.due_how),
                                out_.due_how == force::hoped ? " for" : "");
      }
    }
    if (out_.contested) {
      out_.why += "; contested";
    }
  }

  void compare_dates() {
    use(dues_.front()->due_statements);
    use(latest_->due_statements);
    auto const firm = is_firm(out_.due_how);
    auto const first_passed = out_.first_due->end <= on_;
    auto const all_passed = out_.latest_due->end <= on_;
    if (first_passed) {
      out_.months_late = months_after_first_due(on_);
    }
    if (first_passed && !firm) {
      out_.status = standing::date_passed_no_evidence;
      out_.months_late = std::nullopt;  // nobody is late with a hope
      out_.why = fmt::format("a date that was only {}{} has passed: {}", name_of(out_.due_how),
                             out_.due_how == force::hoped ? " for" : "",
                             to_string(out_.first_due->last()));
    } else if (all_passed) {
      out_.status = standing::overdue;
      out_.why = fmt::format(
          "its {} passed without evidence {}",
          dues_.size() == 1 ? "due date has" : "due dates have all",
          begun_ == nullptr ? "that it was done" : "that it was done in full; " + begun());
    } else if (first_passed) {
      out_.status = standing::late;
      out_.why = fmt::format("its first due date has passed; a later one, {}, was stated",
                             to_string(out_.latest_due->last()));
    } else {
      auto const left = out_.latest_due->last() - on_;
      out_.status = left <= kSoon ? standing::due_soon : standing::open;
      out_.why = fmt::format("due by {}, in {} day{}", to_string(out_.latest_due->last()),
                             left.count(), left.count() == 1 ? "" : "s");
    }
  }

  // "started on 2023-07-08, inactive since"
  std::string begun() const {
    auto out = begun_->on ? fmt::format("{} on {}", words(begun_->what), to_string(*begun_->on))
                          : std::string{words(begun_->what)};
    if (out_.reached == stage::inactive || out_.reached == stage::suspended) {
      out += fmt::format(", {} since", name_of(*out_.reached));
    }
    return out;
  }
  static std::string_view words(stage s) {
    return s == stage::first_use ? "first used" : name_of(s);
  }

  void wait() {
    use(said_.back()->at.statements);
    auto const silent = months_later(out_.last_seen, kSilence) < on_;
    out_.status = silent ? standing::unknown : standing::open;
    out_.why = fmt::format("no due date; last on record {}", to_string(out_.last_seen));
  }

  double months_after_first_due(day d) const { return months_from(out_.first_due->last(), d); }

  void use(std::vector<record::statement_ix> const& all) {
    out_.decided_by.insert(out_.decided_by.end(), all.begin(), all.end());
  }

  story const& story_;
  day on_;
  verdict out_;
  std::vector<saying const*> said_, dues_;
  saying const* latest_{nullptr};
  stage_mark const* delivered_{nullptr};
  stage_mark const* dropped_{nullptr};
  stage_mark const* begun_{nullptr};
  day delivery_known_{};
};

}  // namespace

double months_from(day from, day to) noexcept {
  return static_cast<double>((to - from).count()) / kDaysInMonth;
}

std::optional<verdict> judge(story const& s, day on) {
  return judging{s, on}();
}

}  // namespace karwan::relations
