#include <algorithm>
#include <map>

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

std::vector<trigger_hit> triggers_in(claim_text const& c, token_range clause) {
  std::vector<trigger_hit> out;
  for (std::size_t i = clause.begin; i < clause.end;) {
    auto const hit = c.words.trigger(i);
    if (hit.row != nullptr && hit.end <= clause.end) {
      auto const infinitive = hit.row->kind == claim_kind::event && i > clause.begin &&
                              c.lexed.is_any(i - 1, "be|to");  // challenges to be addressed
      if (!infinitive) {
        out.push_back(hit);
      }
      i = hit.end;
    } else {
      ++i;
    }
  }
  return out;
}

void add_act(claim_text const& c, trigger_hit const& hit, token_range clause,
             std::vector<claim>& out) {
  auto a = made_claim(c, hit.row->kind, clause, clause);
  a.how = hit.row->how;
  a.predicate = c.t.written({static_cast<std::uint32_t>(hit.begin), clause.end});
  auto const before = c.within({clause.begin, static_cast<std::uint32_t>(hit.begin)});
  if (!before.empty()) {
    a.subject = before.front().name;
  } else {
    a.subject = c.t.written({clause.begin, static_cast<std::uint32_t>(hit.begin)});
  }
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

void find_acts(claim_text const& c, std::vector<claim>& out) {
  for (auto const& clause : c.clauses) {
    auto const sentence = c.t.sentence_of(clause.begin);
    auto hits = triggers_in(c, clause);
    if (hits.empty() || is_question(c, clause, sentence)) {
      add_counted_accords(c, clause, out);
      continue;
    }
    auto const best =
        std::ranges::min_element(hits, {}, [](trigger_hit const& h) { return strength(*h.row); });
    add_act(c, *best, clause, out);
    if (!is_told_with_number(c, clause, out.back())) {
      add_counted_accords(c, clause, out);
    }
    add_passives(c, hits, *best, clause, out);
  }
}

}  // namespace karwan::ingest
