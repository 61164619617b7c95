#include "karwan/relations/brief.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/relations/words.h"
#include "relations/brief_parts.h"
#include "relations/brief_session.h"
#include "relations/sentences.h"

namespace karwan::relations {
namespace {

constexpr std::size_t kFewFacts = 3;

said title_of_brief(brief_question const& q, std::string const& with, teller const& tell) {
  static constexpr std::array<sentence_code, 7> kTitles{
      "brief_sector",       "brief_with",       "brief_sector_with",      "brief_since",
      "brief_sector_since", "brief_with_since", "brief_sector_with_since"};
  std::size_t which = 0;
  std::vector<said> values;
  if (!q.sector.empty()) {
    which += 1;
    values.push_back(said_word("sector", q.sector).as("sector"));
    values.back().english = capital(q.sector);
  }
  if (!with.empty()) {
    which += 2;
    values.push_back(said_entity(with, tell.name(with)).as("with"));
  }
  if (q.since) {
    which += 4;
    values.push_back(said_day(*q.since).as("since"));
  }
  return say_with(kTitles.at(which - 1).is, std::move(values));
}

said few_facts(std::size_t n) {
  return n == 0   ? told_as("brief_no_fact")
         : n == 1 ? told_as("brief_one_fact")
                  : told_as("brief_few_facts", said_count(n).as("n"));
}

// Sections that have something to tell, and how many facts they tell.
void add(document& d, section s, std::size_t* facts) {
  if (facts != nullptr) {
    *facts += s.sentences.size();
  }
  if (!s.sentences.empty() || !s.remark.english.empty()) {
    d.sections.push_back(std::move(s));
  }
}

}  // namespace

result<document> write_brief(record::store const& from, record::name_index const& names,
                             brief_question const& q) {
  if (q.sector.empty() && q.with.empty() && !q.session && !q.since) {
    return fail(error_kind::bad_input, "it is not said what the brief is about", {},
                "Give --sector, --session, --since or --with");
  }
  if (q.since && *q.since > q.view.as_of) {
    return fail(error_kind::bad_input,
                fmt::format("{} is after the day of the brief, {}", to_string(*q.since),
                            to_string(q.view.as_of)),
                "--since", "Give an earlier day, or a later --as-of");
  }
  if (auto ok = check_sector(q.sector); !ok) {
    return tl::unexpected{std::move(ok.error())};
  }
  std::string with;
  if (!q.with.empty()) {
    auto found = names.resolve(q.with);
    if (!found) {
      found.error().place = "--with";
      return tl::unexpected{std::move(found.error())};
    }
    with = *found;
  }
  brief_scope const scope{q.sector, with, q.since, q.view};
  if (q.session) {
    return write_session_brief(from, names, *q.session, scope);
  }
  teller const tell{from, names, q.view};
  brief_writer const write{from, names, scope};
  document d{"brief", title_of_brief(q, with, tell), standpoint_of(q.view), {}, {}, q.view.layers};
  std::size_t facts = 0;
  add(d, write.agreed(), &facts);
  add(d, write.due(), &facts);
  add(d, write.came_of_it(), &facts);
  add(d, write.happened(), &facts);
  add(d, write.ahead(), &facts);
  add(d, write.figures(), &facts);
  add(d, write.relations(), &facts);
  add(d, write.positions(), &facts);
  if (!q.sector.empty() || !with.empty()) {
    add(d, write.organisations(), nullptr);
    add(d, write.people(), nullptr);
  }
  if (facts < kFewFacts) {
    d.remark = few_facts(facts);
  }
  return d;
}

}  // namespace karwan::relations
