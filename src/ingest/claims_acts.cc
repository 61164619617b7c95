#include <algorithm>
#include <map>

#include "ingest/claims_grammar.h"
#include "ingest/claims_read.h"

namespace karwan::ingest {
namespace {

// Which kind a clause is of where its words say several: a plan to sign is a commitment.
int strength(trigger_row const& row) {
  switch (row.kind) {
    case claim_kind::commitment:
      return 0;
    case claim_kind::agreement:
      return 1;
    case claim_kind::event:
      return 2;
    case claim_kind::project:
      return 3;
    default:
      return 4;
  }
}

// A question states nothing.
bool is_question(claim_text const& c, token_range clause, token_range sentence) {
  return c.lexed.is(sentence.end - 1, "?") && clause.end == sentence.end;
}

// What begins at a token: by the build of the clause, else by a phrase.
trigger_hit hit_at(claim_text const& c, std::size_t at, token_range clause) {
  auto const built = grammar_hit(c, at, clause);
  auto const said = c.words.trigger(at);
  auto const has_said = said.row != nullptr && said.end <= clause.end;
  auto const promised = has_said && said.row->kind == claim_kind::commitment;
  auto const told_better = promised || (has_said && said.end > built.end);
  if (built.row != nullptr && !(told_better && built.row->kind == claim_kind::event)) {
    return built;
  }
  if (!has_said) {
    return {};
  }
  auto const before = [&](std::string_view words) {
    return at > clause.begin && c.lexed.is_any(at - 1, words);
  };
  auto const event = said.row->kind == claim_kind::event;
  // challenges to be addressed; "chaired by" is no act of its own; it ought to be signed
  auto const accord = said.row->kind == claim_kind::agreement;
  auto const none =
      (event && (before("be|to") || c.lexed.is(said.end, "by"))) ||
      (accord && before("be") && at >= clause.begin + 2 && c.lexed.is(at - 2, "to")) ||
      (promised && c.lexed.is(at, "to") &&
       before("ought|need|needs|needed|have|has|had|want|wants|like|unlikely"));
  return none ? trigger_hit{nullptr, at, said.end} : said;
}

// `promise` is the last one of the sentence, and nullptr at its beginning.
std::vector<trigger_hit> triggers_in(claim_text const& c, token_range clause,
                                     trigger_row const*& promise) {
  std::vector<trigger_hit> out;
  for (std::size_t i = clause.begin; i < clause.end;) {
    auto hit = hit_at(c, i, clause);
    if (hit.row == nullptr && promise != nullptr) {
      hit = joined_infinitive(c, i, clause, *promise);
    }
    if (!out.empty()) {
      auto const joined = joined_participle(c, i, out.back());
      hit = joined.row != nullptr ? joined : hit;
    }
    if (hit.row != nullptr && !is_no_promise(c, hit, clause)) {
      out.push_back(hit);
      promise = hit.row->kind == claim_kind::commitment ? hit.row : promise;
    }
    i = std::max(i + 1, hit.end);
  }
  return out;
}

// The date that stands nearest to the verb of an act.
void take_nearest_time(claim_text const& c, trigger_hit const& hit, token_range clause, claim& a) {
  auto best = clause.end - clause.begin + std::uint32_t{1};
  for (auto const& m : c.within(clause)) {
    if (m.kind != mention_kind::date || !m.when) {
      continue;
    }
    auto const gap =
        m.tokens.begin >= hit.end   ? m.tokens.begin - static_cast<std::uint32_t>(hit.end)
        : m.tokens.end <= hit.begin ? static_cast<std::uint32_t>(hit.begin) - m.tokens.end
                                    : 0;
    if (gap < best) {
      best = gap;
      a.when = m.when;
      a.relation = m.relation;
    }
  }
}

void add_act(claim_text const& c, trigger_hit const& hit, token_range clause,
             std::vector<claim>& out) {
  auto a = made_claim(c, hit.row->kind, clause, clause);
  a.how = hit.row->how;
  take_nearest_time(c, hit, clause, a);
  a.predicate = c.t.written({static_cast<std::uint32_t>(hit.begin), clause.end});
  auto const verb = static_cast<std::uint32_t>(hit.begin);
  auto own = clause.begin;  // where the words of its subject begin
  while (own < verb && c.lexed.is_any(own, "and|but|then|also")) {
    ++own;
  }
  auto before = c.within({own, verb});
  if (own == verb) {  // "..., and opened a fair" has the subject of the act before
    before = c.within({c.t.sentence_of(verb).begin, verb});
  }
  a.subject = before.empty() ? std::string{c.t.written({own, verb})} : before.front().name;
  out.push_back(std::move(a));
}

// "Talks were held, a forum was opened": each passive closes a statement of its own.
void add_passives(claim_text const& c, std::vector<trigger_hit> const& hits,
                  trigger_hit const& told, token_range clause, std::vector<claim>& out) {
  auto begin = clause.begin;
  for (auto const& hit : hits) {
    auto const kind = hit.row->kind;
    auto const act = kind == claim_kind::event || kind == claim_kind::agreement;
    if (act && hit.begin != told.begin && c.lexed.is_any(hit.begin, "was|were")) {
      add_act(c, hit, {begin, static_cast<std::uint32_t>(hit.end)}, out);
    }
    begin = static_cast<std::uint32_t>(hit.end);
  }
}

// Agreements that are only counted: 19 memorandums, 32 trade documents.
std::vector<mention const*> counted_accords(claim_text const& c, token_range clause) {
  std::vector<mention const*> out;
  for (auto const& m : c.within(clause)) {
    if (m.kind == mention_kind::count &&
        (c.lexed.find(m.tokens.end - 1, sense_kind::accord) ||
         c.lexed.is_any(m.tokens.end - 1, "documents|contracts"))) {
      out.push_back(&m);
    }
  }
  return out;
}

void add_counted_accords(claim_text const& c, token_range clause, std::vector<claim>& out) {
  for (auto const* m : counted_accords(c, clause)) {
    auto a = made_claim(c, claim_kind::agreement, m->tokens, clause);
    a.value = m->value;
    a.predicate = c.t.written(m->tokens);
    out.push_back(std::move(a));
  }
}

// "The sides signed 11 agreements": one statement with its number.
bool is_told_with_number(claim_text const& c, token_range clause, claim& act) {
  auto const counted = counted_accords(c, clause);
  auto const named = std::ranges::any_of(c.within(clause), [](mention const& m) {
    return m.kind == mention_kind::agreement && m.tokens.end > m.tokens.begin + 1;
  });
  if (act.kind != claim_kind::agreement || counted.size() != 1 || named) {
    return false;
  }
  act.value = counted.front()->value;
  return true;
}

}  // namespace

namespace {

bool is_told_alone(trigger_hit const& hit) {
  return hit.row->kind == claim_kind::commitment || hit.row->kind == claim_kind::agreement ||
         hit.row->kind == claim_kind::event;
}

// Where a second act begins that a comma or "and" parts from the first: its subject stands between
// the mark and its verb. 0: they are one, or it is a passive, which add_passives tells.
std::size_t parting(claim_text const& c, trigger_hit const& one, trigger_hit const& next) {
  if (!is_told_alone(one) || !is_told_alone(next)) {
    return 0;
  }
  if (c.lexed.is(next.begin, "and")) {
    return next.begin + 1;
  }
  if (next.begin > one.end && c.lexed.is(next.begin - 1, "and")) {
    return next.begin;
  }
  if (next.begin > one.end + 1 && c.lexed.is(next.begin - 2, "and") &&
      c.lexed.is_any(next.begin - 1, "has|have|had")) {
    return next.begin - 1;
  }
  for (auto i = next.begin; i > one.end; --i) {
    if (c.lexed.is(i - 1, ",")) {
      return i;
    }
  }
  return 0;
}

void find_acts_in(claim_text const& c, token_range clause, std::vector<trigger_hit> const& hits,
                  std::vector<claim>& out) {
  auto const best =
      std::ranges::min_element(hits, {}, [](trigger_hit const& h) { return strength(*h.row); });
  add_act(c, *best, clause, out);
  if (!is_told_with_number(c, clause, out.back())) {
    add_counted_accords(c, clause, out);
  }
  add_passives(c, hits, *best, clause, out);
}

}  // namespace

void find_acts(claim_text const& c, std::vector<claim>& out) {
  trigger_row const* promise = nullptr;
  for (auto const& clause : c.clauses) {
    auto const sentence = c.t.sentence_of(clause.begin);
    promise = clause.begin == sentence.begin ? nullptr : promise;
    auto const hits = triggers_in(c, clause, promise);
    if (hits.empty() || is_question(c, clause, sentence)) {
      add_counted_accords(c, clause, out);
      continue;
    }
    auto part = clause;
    std::vector<trigger_hit> own;
    for (auto const& hit : hits) {
      auto const at = own.empty() ? 0 : parting(c, own.back(), hit);
      if (at != 0) {
        part.end = static_cast<std::uint32_t>(at);
        find_acts_in(c, part, own, out);
        part = {part.end, clause.end};
        own.clear();
      }
      own.push_back(hit);
    }
    find_acts_in(c, part, own, out);
  }
}

}  // namespace karwan::ingest
