#include "karwan/require/text.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "require/lines.h"
#include "require/phrases.h"

namespace karwan::require {
namespace {

class writer {
 public:
  writer(needs const& n, bool colour) : n_{n}, colour_{colour} {}

  std::string run() {
    out_ = bold(title_of(n_)) + "\n";
    line("", standpoint_of(n_) + " · " + way_of(n_));
    out_ += "\n";
    if (n_.no_route) {
      no_route();
      return std::move(out_);
    }
    summary();
    steps("What a rule bars", [](step const& s) { return s.barred; });
    for (auto const& [due, heading] :
         {std::pair{rules::stage::before, "Before departure, in the order of beginning"},
          {rules::stage::border, "On the way"},
          {rules::stage::after, "After arrival"}}) {
      steps(heading, [at = due](step const& s) { return !s.barred && s.taken && s.due == at; });
    }
    steps("Will do instead", [](step const& s) { return !s.barred && !s.taken; });
    unknown();
    waived();
    if (n_.landed_cost) {
      landed_cost(*n_.landed_cost);
    }
    return std::move(out_);
  }

 private:
  std::string bold(std::string_view text) const { return strong(text, colour_); }

  void heading(std::string_view title) { out_ += require::heading(title, colour_); }

  // Nothing to say is no line.
  void line(std::string const& first, std::string_view text, bool is_faint = false) {
    if (first.empty() && text.empty()) {
      return;
    }
    out_ += is_faint ? faint(lines(first, text), colour_) : lines(first, text);
  }

  void summary() {
    auto const count = [&](rules::outcome o) {
      return std::ranges::count(n_.findings, o, &finding::is);
    };
    out_ += bold(fmt::format("{} required · {} not required · {} unknown",
                             count(rules::outcome::required), count(rules::outcome::not_required),
                             count(rules::outcome::unknown))) +
            "\n";
    line("", time_of(n_));
    line("", fees_of(n_));
    line("", total_of(n_));
    for (auto const& c : n_.circular) {
      line("", c + ": the rules make its steps wait for each other");
    }
    out_ += "\n";
  }

  void no_route() {
    heading("No route is open, so no papers are listed");
    for (auto const& b : *n_.no_route) {
      line("   ", b.name + "  [" + b.entity + "]");
    }
    line("   ", "karwan plan says more: what would be used, and since when it is shut");
  }

  template <typename Wanted>
  void steps(std::string_view title, Wanted const& wanted) {
    auto begun = false;
    for (std::size_t i = 0; i < n_.steps.size(); ++i) {
      if (!wanted(n_.steps[i])) {
        continue;
      }
      if (!begun) {
        heading(title);
        begun = true;
      }
      write(n_.steps[i], i);
    }
    if (begun) {
      out_ += "\n";
    }
  }

  void write(step const& s, std::size_t i) {
    auto title = s.title;
    if (!s.countries.empty()) {
      title += " · " + countries(s.countries);
    }
    auto const* mark = s.barred ? "✗" : s.critical ? "▸" : "☐";
    line(fmt::format("{:>3} {} ", i + 1, mark), title);
    std::vector<std::string> facts;
    auto const add = [&](std::string text) {
      if (!text.empty()) {
        facts.push_back(std::move(text));
      }
    };
    add(s.issued_by.empty() ? "" : "from " + s.issued_by);
    add(days_of(s));
    add(fee_of(s));
    if (s.days && s.begins_before && *s.begins_before > 0) {
      add("begin by " + to_string(start_by(n_.depart, *s.begins_before)));
    }
    add(inputs_of(s));
    add(instead_of(s));
    if (!s.open.empty()) {
      add("only where " + open_words(s.open) + (s.open.size() == 1 ? " fits" : " fit"));
    }
    constexpr auto kIndent = "      ";
    if (!facts.empty()) {
      line(kIndent, join(facts, " · "));
    }
    if (!s.limits.empty()) {
      line(kIndent, limits_of(s));
    }
    for (auto const& t : s.text) {
      line(kIndent, t);
    }
    auto law = join(s.legal_basis, "; ");
    line(kIndent,
         fmt::format("{}{}{} confidence  [{}]", law, law.empty() ? "" : " · ", s.confidence,
                     join(s.rows, ", ")),
         true);
  }

  // Findings of one question with the same answer stand together.
  template <typename Wanted, typename Tell>
  void grouped(std::string_view title, Wanted const& wanted, Tell const& tell) {
    std::vector<std::pair<std::string, std::vector<finding const*>>> groups;
    for (auto const& f : n_.findings) {
      if (!wanted(f)) {
        continue;
      }
      std::string key = f.question + why_of(f) + ask_of(f);
      for (auto const& r : f.rules) {
        key += r.row_id;
      }
      if (groups.empty() || groups.back().first != key) {
        auto const it = std::ranges::find(groups, key, [](auto const& g) { return g.first; });
        if (it != groups.end()) {
          it->second.push_back(&f);
          continue;
        }
        groups.emplace_back(key, std::vector<finding const*>{});
      }
      groups.back().second.push_back(&f);
    }
    if (groups.empty()) {
      return;
    }
    heading(title);
    for (auto const& [key, all] : groups) {
      std::vector<std::string> where;
      for (auto const* f : all) {
        if (f->country) {
          where.push_back(*f->country);
        }
      }
      tell(*all.front(), where.empty() ? "" : " · " + countries(where));
    }
    out_ += "\n";
  }

  void bearings(finding const& f) {
    std::vector<std::string> told;
    for (auto const& r : f.rules) {
      auto text = r.title == r.text || r.text.empty() ? r.title : r.title + ": " + r.text;
      if (std::ranges::find(told, text) == told.end()) {
        line("      ", fmt::format("{}  [{}]", text, r.row_id), true);
        told.push_back(std::move(text));
      }
    }
  }

  void unknown() {
    grouped(
        "Not known: ask", [](finding const& f) { return f.is == rules::outcome::unknown; },
        [&](finding const& f, std::string const& where) {
          line("  ? ", fmt::format("{}{} · {}", f.title, where, why_of(f)));
          line("      ", "ask " + ask_of(f));
          bearings(f);
        });
  }

  void waived() {
    grouped(
        "Not required, by this rule",
        [](finding const& f) { return f.is == rules::outcome::not_required; },
        [&](finding const& f, std::string const& where) {
          line("  – ", f.title + where);
          bearings(f);
        });
  }

  void tariffs(std::string_view what, std::vector<tariff_line> const& all) {
    for (auto const& l : all) {
      line("   ",
           fmt::format("{}{}: {}  [{}]", what, l.part ? " on a part" : "", line_of(l), l.row_id));
    }
  }

  void landed_cost(landed const& l) {
    heading("Duty, tax and cost at the destination");
    tariffs("duty", l.duties);
    tariffs("may be lower, to be proved", l.lower);
    tariffs("tax", l.taxes);
    tariffs("beside it, not added", l.others);
    if (l.freight_per_kg) {
      line("   ", "carriage: $" + number(*l.freight_per_kg) + " a kg" + share_of(l));
    }
    line("   ", cost_of(l));
  }

  static std::string share_of(landed const& l) {
    if (!l.freight_share) {
      return {};
    }
    auto const pct = [](double share) { return std::round(100 * share); };
    return fmt::format(", {} % of the value of the goods",
                       number({pct(l.freight_share->low), pct(l.freight_share->best),
                               pct(l.freight_share->high)}));
  }

  needs const& n_;
  bool colour_;
  std::string out_;
};

}  // namespace

std::string to_text(needs const& n, bool colour) {
  return writer{n, colour}.run();
}

}  // namespace karwan::require
