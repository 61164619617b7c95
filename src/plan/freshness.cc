#include <algorithm>
#include <map>

#include "plan/sentences.h"
#include "plan/warnings.h"

namespace karwan::plan {
namespace {

// `alone`: what is said of evidence of the day itself, `before`: of older evidence.
evidence_age aged(said what, sentence_code alone, sentence_code before, std::string statement,
                  day last, day as_of, int patience_days) {
  auto const days = static_cast<int>((as_of - last).count());
  evidence_age out;
  out.evidence_on = last;
  out.age_days = std::max(0, days);
  auto on = said_date(to_string(last)).as("date");
  out.says = days > 0 ? told_as(before, std::move(what).as("what"), std::move(on),
                                said_count(days).as("n"))
                      : told_as(alone, std::move(what).as("what"), std::move(on));
  out.statement = std::move(statement);
  out.unconfirmed = days > patience_days;
  return out;
}

evidence_age age_of(scene const& in, evidence const& known, patience const& patient, day as_of,
                    blocker const& b) {
  auto what =
      b.target_name.empty() ? said_entity(b.entity, b.name) : said_entity(b.target, b.target_name);
  auto out = aged(std::move(what), "closed_confirmed", "closed_confirmed_before",
                  b.statements.front(), *b.last_confirmed, as_of, patient.evidence_days);
  record::row const* last_row = nullptr;
  for (auto const& id : b.statements) {
    auto const s = in.ids.find(id);
    auto const at = s ? known.find(*s) : evidence::place{nullptr, nullptr};
    if (at.row == nullptr) {
      continue;
    }
    last_row = at.row;
    if (record::column_of(at.cell->property).name == "evidence_last_on") {
      out.statement = id;
    }
  }
  if (last_row != nullptr) {
    out.ask = known.publisher_of(*last_row);
  }
  return out;
}

struct newest_word {
  day last;
  record::statement_ix statement;
};

// The newest word of the record on each border that a journey passes, by crossing.
std::map<std::string, newest_word> newest_words(evidence const& known,
                                                std::vector<told> const& journeys) {
  std::map<std::string, newest_word> out;
  auto const note = [&](leg const& l, record::statement_ix s) {
    auto const at = known.find(s);
    if (at.row == nullptr || at.row->entity != l.entity) {
      return;
    }
    if (auto const last = evidence::last_known(*at.row)) {
      auto const [have, is_new] = out.try_emplace(l.entity, newest_word{*last, s});
      if (!is_new && have->second.last < *last) {
        have->second = {*last, s};
      }
    }
  };
  for (auto const& j : journeys) {
    for (std::size_t i = 0; i < j.as.legs.size(); ++i) {
      if (j.as.legs[i].kind == leg_kind::crossing) {
        std::for_each(j.behind[i].begin(), j.behind[i].end(),
                      [&](auto s) { note(j.as.legs[i], s); });
      }
    }
  }
  return out;
}

}  // namespace

std::vector<evidence_age> freshness_of(scene const& in, task const& t, evidence const& known,
                                       patience const& patient, answer const& a,
                                       std::vector<told> const& journeys) {
  std::vector<evidence_age> out;
  auto const as_of = t.options.view.as_of;
  for (auto const& b : a.no_route ? *a.no_route : a.closures) {
    if (b.last_confirmed && !b.statements.empty()) {
      out.push_back(age_of(in, known, patient, as_of, b));
    }
  }
  for (auto const& [crossing, newest] : newest_words(known, journeys)) {
    out.push_back(aged(said_entity(crossing, in.names.of(crossing)), "last_measured",
                       "last_measured_before", in.ids.of(newest.statement), newest.last, as_of,
                       patient.measurement_days));
    out.back().ask = known.publisher_of(*known.find(newest.statement).row);
  }
  std::stable_sort(out.begin(), out.end(), [](evidence_age const& x, evidence_age const& y) {
    return x.evidence_on < y.evidence_on;
  });
  return out;
}

}  // namespace karwan::plan
