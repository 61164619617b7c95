#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "karwan/record/statement.h"
#include "karwan/relations/commitment_page.h"
#include "relations/cited_sources.h"
#include "relations/commitment_words.h"
#include "relations/wrap.h"

namespace karwan::relations {
namespace {

constexpr std::size_t kDateColumn = 12, kWhatColumn = 14;

// One line of the timeline.
struct moment {
  day at{};
  int order{0};  // of what falls on one day
  std::string date, what, text;
};

std::string date_text(std::optional<date_span> const& s, day counts_from) {
  if (!s || s->first == day::min()) {
    return "≤" + to_string(counts_from);
  }
  auto const text = to_string(*s);
  return columns_of(text) < kDateColumn ? text : to_string(s->first);
}

std::string padded(std::string text, std::size_t columns) {
  for (auto n = columns_of(text); n < columns; ++n) {
    text += ' ';
  }
  return text;
}

class story_writer {
 public:
  story_writer(record::store const& from, record::name_index const& names, asked const& q,
               commitment_page const& p, text_style style)
      : from_{from},
        names_{names},
        q_{q},
        p_{p},
        style_{style},
        answers_{from, names},
        cited_{p.it.what} {}

  std::string operator()() {
    head();
    facts();
    timeline();
    sources();
    return std::move(out_);
  }

 private:
  void head() {
    auto const& [s, v] = p_.it;
    wrap(out_, "", title_of(s, names_), 2);
    auto status = std::string{words_for(v.status)};
    if (v.months_late) {
      auto const months = months_text(*v.months_late);
      status += v.status == standing::kept_late ? " by " + months : ", " + months + " so far";
    }
    if (style_.colour) {
      status = "\x1b[1m" + status + "\x1b[0m";
    }
    wrap(out_, "",
         fmt::format("{}{} · {} · {} · as of {}", status, v.contested ? ", contested" : "",
                     name_of(v.how), fmt::join(sectors_of(s), ", "), to_string(q_.view.as_of)),
         2);
    wrap(out_, "  ", v.why, 4);
    std::string ids;
    for (auto const d : v.decided_by) {
      ids += (ids.empty() ? "" : ", ") + from_.id_of(d);
    }
    wrap(out_, "  decided by ", ids, 4);
  }

  void fact(std::string_view label, std::string const& text) {
    if (!text.empty()) {
      wrap(out_, padded("  " + std::string{label}, 18), text, 18);
    }
  }

  std::string names_of(std::vector<std::string> const& ids,
                       std::vector<std::string> const& others = {}) {
    std::string out;
    for (auto const& id : ids) {
      out += (out.empty() ? "" : ", ") + answers_.title(id);
    }
    for (auto const& text : others) {
      out += (out.empty() ? "" : ", ") + text;
    }
    return out;
  }

  std::string linked_text(std::vector<linked> const& all) {
    std::string out;
    for (auto const& l : all) {
      out += (out.empty() ? "" : "; ") + answers_.title(l.entity);
      if (l.status) {
        out += fmt::format(" ({})", words_for(*l.status));
      }
    }
    return out;
  }

  void facts() {
    auto const& s = p_.it.what;
    out_ += '\n';
    auto const who = names_of(debtors_of(s), other_debtors_of(s));
    fact(p_.it.how.how == force::demanded ? "asked of" : "owed by", who.empty() ? "nobody" : who);
    fact("owed to", names_of(creditors_of(s)));
    if (auto const& v = p_.it.how; v.first_due && !is_firm(v.due_how)) {
      fact("in the counts",
           fmt::format("not among firm promises that fell due: its due date was {}",
                       v.due_how == force::hoped      ? "only hoped for"
                       : v.due_how == force::demanded ? "only asked for"
                                                      : "only recommended"));
    }
    fact("belongs to", linked_text(p_.belongs_to));
    fact("depends on", linked_text(p_.depends_on));
    fact("needed by", linked_text(p_.needed_by));
    fact("parts", linked_text(p_.parts));
    for (auto const& e : p_.effects) {
      fact("would make true",
           e.changes.empty()
               ? answers_.title(e.entity) + ": nothing of it is described yet"
               : fmt::format("{}: {}", answers_.title(e.entity), names_of(e.changes)));
    }
  }

  std::string mark(citation const& c) const {
    auto const n = cited_.number_of(c.source);
    return n == 0 ? std::string{} : fmt::format(" [{}]", n);
  }

  void add_sayings(std::vector<moment>& all) {
    std::optional<day> latest;
    for (auto const& s : p_.it.what.sayings) {
      auto text = s.what;
      if (s.target) {
        auto const unit = s.target_unit.empty() ? "" : " " + s.target_unit;
        auto const bound = s.target_bound.empty() || s.target_bound == "exact"
                               ? std::string{}
                               : words_for_bound(s.target_bound) + " ";
        text += fmt::format(" ({}{}{})", bound, s.target_text, unit);
      }
      if (s.due && s.due->end != day::max()) {
        auto const last = s.due->last();
        text += "; due " + to_string(last);
        if (latest && last > *latest) {
          text += fmt::format(" (+{})", months_between(*latest, last));
        }
        latest = std::max(latest.value_or(last), last);
      } else if (!s.due_text.empty()) {
        text += "; due " + s.due_text;
      }
      if (auto const who = names_of(s.said_by, s.said_by_text); !who.empty()) {
        text += " — " + who;
      }
      all.push_back({s.counts_from, 0, date_text(s.said_on, s.counts_from),
                     std::string{name_of(s.how)}, text + mark(s.at)});
    }
  }

  void add_stages(std::vector<moment>& all) {
    for (auto const& m : p_.it.what.stages) {
      auto text = m.evidence;
      if (!m.country.empty()) {
        text = answers_.title(m.country) + (text.empty() ? "" : ": " + text);
      }
      if (m.certainty == "inferred" || m.certainty == "contested") {
        text += (text.empty() ? "" : " ") + fmt::format("({})", m.certainty);
      }
      auto const planned = m.what == stage::planned;
      auto const label = m.what == stage::not_seen ? std::string{"  not seen"}
                                                   : "» " + std::string{name_of(m.what)};
      all.push_back({m.counts_from, 1,
                     planned ? to_string(m.counts_from) : date_text(m.on, m.counts_from), label,
                     text + mark(m.at)});
    }
  }

  void add_sightings(std::vector<moment>& all) {
    for (auto const& s : p_.it.what.sightings) {
      all.push_back(
          {s.counts_from, 2, date_text(s.on, s.counts_from), "  seen", s.text + mark(s.at)});
    }
  }

  void add_passed(std::vector<moment>& all) {
    auto delivered = day::max();
    for (auto const& m : p_.it.what.stages) {
      if (m.what == stage::delivered) {
        delivered = std::min(delivered, m.on ? m.on->first : day::min());
      }
    }
    std::set<day> passed;
    for (auto const& s : p_.it.what.sayings) {
      if (s.due && s.due->end <= q_.view.as_of && s.due->end <= delivered) {
        passed.insert(s.due->last());
      }
    }
    for (auto const d : passed) {
      all.push_back({d, 3, to_string(d), "  –", "due date passed"});
    }
  }

  void timeline() {
    std::vector<moment> all;
    add_sayings(all);
    add_stages(all);
    add_sightings(all);
    add_passed(all);
    std::ranges::stable_sort(all, {}, [](moment const& m) { return std::tuple{m.at, m.order}; });
    out_ += '\n' + heading("What was said, and what came of it", style_);
    for (auto const& m : all) {
      wrap(out_, padded(m.date, kDateColumn) + padded(m.what, kWhatColumn), m.text,
           kDateColumn + kWhatColumn);
    }
  }

  void sources() {
    out_ += '\n' + heading("Sources", style_);
    std::size_t n = 0;
    for (auto const& id : cited_.all()) {
      auto const s = record::read_source(from_, id, {.layers = names_.layers()});
      auto text = s.title.empty() ? id : s.title;
      if (!s.published_on.empty()) {
        text += ", " + s.published_on;
      }
      wrap(out_, fmt::format("{:>3}  ", ++n), text + " · " + id, 5);
    }
  }

  record::store const& from_;
  record::name_index const& names_;
  asked const& q_;
  commitment_page const& p_;
  text_style style_;
  record::answer_writer answers_;
  cited_sources cited_;
  std::string out_;
};

}  // namespace

std::string commitment_text(record::store const& from, record::name_index const& names,
                            asked const& q, commitment_page const& p, text_style style) {
  return story_writer{from, names, q, p, style}();
}

}  // namespace karwan::relations
