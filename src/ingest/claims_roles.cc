#include <set>

#include "ingest/claims_read.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kLongestOffice = 14;  // tokens between a person and the end of an office

bool is_office(claim_text const& c, std::size_t at) {
  auto const title = c.lexed.find(at, sense_kind::title);
  return title && title.meaning->code == "office";
}

// Where the words of an office end: "of Kazakhstan to Pakistan", "for Commerce".
std::size_t end_of_office(claim_text const& c, std::size_t at, std::size_t stop) {
  auto end = at;
  for (auto i = at; i < stop && i < at + kLongestOffice; ++i) {
    if (auto const title = c.lexed.find(i, sense_kind::title)) {
      i = title.end - 1;
      end = title.end;
    } else if (c.t[i].kind == token_kind::word && c.t[i].capital) {
      end = i + 1;
    } else if (!c.lexed.is_any(i, "of|to|for|the|and|in|-|at") &&
               !(i > at && c.lexed.is_any(i - 1, "of|for"))) {
      break;
    }
  }
  return end;
}

// The office in front of a person: where it begins; `at` where there is none.
std::size_t start_of_office(claim_text const& c, std::size_t at, std::size_t stop) {
  for (std::size_t back = 1; back <= kLongestOffice && back <= at - stop; ++back) {
    auto const i = at - back;
    auto const title = c.lexed.find(i, sense_kind::title);
    if (title && title.meaning->code == "office" && title.end <= at) {
      auto const before = i > stop ? c.lexed.find(i - 1, sense_kind::title) : sense_hit{};
      return before && before.end > i ? i - 1 : i;
    }
    if (c.lexed.is_any(i, ";|:|said|and|with|by") && back > 1) {
      return at;
    }
  }
  return at;
}

// The title behind a name and its comma: ", Ruritania's outgoing ambassador"; stop: there is none.
std::size_t office_behind(claim_text const& c, std::size_t comma, std::size_t stop) {
  constexpr std::size_t kMostBefore = 6;  // tokens, those of a country's name with its 's too
  for (auto i = comma; i < std::min(stop, comma + kMostBefore); ++i) {
    if (is_office(c, i)) {
      return i;
    }
    if (c.lexed.is_any(i,
                       ",|;|.|:|who|which|and|or|met|said|told|by|of|to|for|from|with|is|was|in|"
                       "on|at|as|that|has|had|will|-|–")) {
      break;
    }
  }
  return stop;
}

// Where the words behind a name that say what one does end: at a mark, or some tokens on.
std::uint32_t end_of_duty(claim_text const& c, std::size_t at, std::size_t stop) {
  constexpr std::size_t kLongest = 9;
  auto end = at;
  while (end < stop && end < at + kLongest && !c.lexed.is_any(end, ",|;|.|:|–|—")) {
    ++end;
  }
  return static_cast<std::uint32_t>(end);
}

// "of the Council of Traders", "of the operator Dala Rail", ", Institute of Roads" in a byline: the
// end of the body that one is of; 0: of none.
std::uint32_t end_of_own_body(claim_text const& c, mention const& person) {
  constexpr std::uint32_t kNear = 3;  // tokens between the name and the body
  auto const end = person.tokens.end;
  auto const signed_by =
      c.lexed.is(end, ",") && person.tokens.begin > 0 && c.lexed.is(person.tokens.begin - 1, "by");
  if (!c.lexed.is_any(end, "of|from") && !signed_by) {
    return 0;
  }
  for (auto const& m : c.within({end + 1, end + 1 + kNear})) {
    return m.kind == mention_kind::organisation ? m.tokens.end : 0;
  }
  return 0;
}

void add_role(claim_text const& c, mention const& person, token_range office, token_range quote,
              token_range sentence, std::set<std::string>& seen, std::vector<claim>& out) {
  std::string const words{c.t.written(office)};
  if (office.end <= office.begin || !seen.insert(person.name + "|" + words).second) {
    return;
  }
  auto r = made_claim(c, claim_kind::role, quote, quote);
  r.subject = person.entity.empty() ? person.name : person.entity;
  r.predicate = words;
  for (auto const& m : c.within(sentence)) {
    if (m.kind == mention_kind::date && m.relation == date_relation::since) {
      r.when = m.when;
      r.relation = m.relation;
    }
  }
  out.push_back(std::move(r));
}

// The duty told of somebody without the word for an office: ", who heads the board"; "of the
// Council of Traders".
void by_duty(claim_text const& c, mention const& m, token_range sentence,
             std::set<std::string>& seen, std::vector<claim>& out) {
  auto const end = m.tokens.end;
  if (c.lexed.is(end, ",") && c.lexed.is(end + 1, "who") &&
      c.lexed.is_any(end + 2,
                     "heads|leads|chairs|runs|directs|manages|headed|led|chaired|ran|"
                     "directed|founded|owns|represents|coordinates")) {
    auto const stop = end_of_duty(c, end + 2, sentence.end);
    add_role(c, m, {end + 2, stop}, {m.tokens.begin, stop}, sentence, seen, out);
  } else if (auto const body = end_of_own_body(c, m); body != 0) {
    add_role(c, m, {end, body}, {m.tokens.begin, body}, sentence, seen, out);
  }
}

// Who holds the office of a clause: a person in it, else its first party; empty: nobody is named.
std::string holder_in(claim_text const& c, token_range clause, claim const& role) {
  for (auto const& m : c.within(clause)) {
    if (m.kind == mention_kind::person) {
      return m.entity.empty() ? m.name : m.entity;
    }
  }
  return !role.parties.empty()       ? role.parties.front()
         : !role.new_parties.empty() ? role.new_parties.front()
                                     : std::string{};
}

// "You have been serving as the Ambassador since 2021", "the Embassy has functioned since 1994".
void by_verbs(claim_text const& c, std::vector<claim>& out) {
  static constexpr std::string_view kServing =
      "serving|served|serves|appointed|elected|named|"
      "functioning|functioned|functions|responsible";
  for (auto const& clause : c.clauses) {
    for (auto i = clause.begin; i < clause.end; ++i) {
      if (c.lexed.is_any(i, "headed|chaired|heads|chairs") && i > clause.begin &&
          c.lexed.is_any(i + 1, "the|a|an|its|their") && !c.lexed.is_any(i - 1, "who|and|,")) {
        auto r = made_claim(c, claim_kind::role, clause, clause);
        r.predicate = c.t.written({i, end_of_duty(c, i, clause.end)});
        r.subject = holder_in(c, {clause.begin, i}, r);
        if (!r.subject.empty()) {
          out.push_back(std::move(r));
        }
        break;
      }
      auto const as = c.lexed.is(i, "as");
      if (!as && !c.lexed.is_any(i, kServing)) {
        continue;
      }
      auto at = i + 1;
      while (at < clause.end && c.lexed.is_any(at, "as|the|a|to|be")) {
        ++at;
      }
      auto const office =
          at < clause.end && is_office(c, at) ? end_of_office(c, at, clause.end) : at;
      if (as && (office <= at ||
                 !c.lexed.is_any(c.lexed.find(at, sense_kind::title).end, "of|for|at|to"))) {
        continue;  // as a minister, he said
      }
      auto const functions = c.lexed.is_any(i, "functioning|functioned|functions|responsible");
      if (office > at || functions) {
        auto r = made_claim(c, claim_kind::role, clause, clause);
        r.predicate = c.t.written(office > at ? token_range{static_cast<std::uint32_t>(at),
                                                            static_cast<std::uint32_t>(office)}
                                              : token_range{i, clause.end});
        r.subject = holder_in(c, clause, r);
        if (!r.subject.empty()) {
          out.push_back(std::move(r));
        }
        break;
      }
    }
  }
}

}  // namespace

void find_roles(claim_text const& c, std::vector<claim>& out) {
  std::set<std::string> seen;
  for (auto const& m : c.mentions) {
    if (m.kind != mention_kind::person) {
      continue;
    }
    auto const sentence = c.t.sentence_of(m.tokens.begin);
    auto const comma = m.tokens.end + (c.lexed.is(m.tokens.end, ",") ? 1U : 0U);
    auto const plain = comma + (c.lexed.is(comma, "the") ? 1U : 0U);
    auto const at = comma != m.tokens.end ? office_behind(c, comma, sentence.end) : plain;
    auto const whole = m.tokens.end - m.tokens.begin >= 2;
    auto const apposed = comma != m.tokens.end || (whole && at < sentence.end && c.t[at].capital);
    if (apposed && at < sentence.end && is_office(c, at)) {
      auto const end = static_cast<std::uint32_t>(end_of_office(c, at, sentence.end));
      if (end == c.lexed.find(at, sense_kind::title).end && at > comma) {
        continue;  // "..., the minister said" is no apposition
      }
      auto const from = at > plain ? plain : static_cast<std::uint32_t>(at);
      add_role(c, m, {from, end}, {m.tokens.begin, end}, sentence, seen, out);
    } else if (auto const begin =
                   static_cast<std::uint32_t>(start_of_office(c, m.tokens.begin, sentence.begin));
               begin < m.tokens.begin && whole) {
      auto const end = m.tokens.begin - (c.lexed.is(m.tokens.begin - 1, ",") ? 1U : 0U);
      add_role(c, m, {begin, end}, {begin, m.tokens.end}, sentence, seen, out);
    } else if (whole && m.tokens.begin > 0 && c.lexed.is(m.tokens.begin - 1, "by") &&
               (m.tokens.end == c.t.size() || c.t[m.tokens.end].line_start)) {
      auto r = made_claim(c, claim_kind::role, {m.tokens.begin - 1, m.tokens.end}, m.tokens);
      r.subject = m.entity.empty() ? m.name : m.entity;
      r.predicate = "author";
      out.push_back(std::move(r));
    }
    if (whole) {
      by_duty(c, m, sentence, seen, out);
    }
  }
  by_verbs(c, out);
}

}  // namespace karwan::ingest
