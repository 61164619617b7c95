#include <map>

#include <fmt/format.h>

#include "karwan/relations/commitments.h"
#include "relations/commitment_words.h"
#include "relations/wrap.h"

namespace karwan::relations {
namespace {

std::string counts_line(std::vector<told> const& all) {
  std::map<standing, std::size_t> counts;
  for (auto const& t : all) {
    ++counts[t.how.status];
  }
  std::string out;
  for (auto const& [status, n] : counts) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", n, words_for(status));
  }
  return out;
}

std::string dates_of(verdict const& v) {
  if (!v.first_due) {
    return "no due date";
  }
  auto out = "due " + to_string(v.first_due->last());
  if (v.latest_due->last() != v.first_due->last()) {
    out += " › " + to_string(v.latest_due->last());
  }
  if (v.months_late) {
    out += fmt::format(", {} late", months_text(*v.months_late));
  }
  return out;
}

std::string names_of(std::vector<std::string> const& ids, std::vector<std::string> const& others,
                     record::answer_writer& answers) {
  std::string out;
  for (auto const& id : ids) {
    out += (out.empty() ? "" : ", ") + answers.title(id);
  }
  for (auto const& text : others) {
    out += (out.empty() ? "" : ", ") + text;
  }
  return out;
}

}  // namespace

std::string commitments_text(record::store const& from, record::name_index const& names,
                             asked const& q, std::vector<told> const& all, text_style style) {
  record::answer_writer answers{from, names};
  std::string out;
  wrap(out, "",
       fmt::format("{} commitment{} as of {}{}{}", all.size(), all.size() == 1 ? "" : "s",
                   to_string(q.view.as_of), all.empty() ? "" : ": ", counts_line(all)),
       2);
  std::optional<standing> group;
  for (auto const& [s, v] : all) {
    if (group != v.status) {
      group = v.status;
      out += "\n" + heading(words_for(v.status), style);
    }
    wrap(out, "", title_of(s, names), 2);
    auto const who = names_of(debtors_of(s), other_debtors_of(s), answers);
    auto const of_whom = who.empty()                ? std::string{"owed by nobody"}
                         : v.how == force::demanded ? "asked of " + who
                                                    : who;
    wrap(out, "  ", fmt::format("{} · {} · {} · {}", name_of(v.how), dates_of(v), of_whom, s.id),
         4);
  }
  return out;
}

}  // namespace karwan::relations
