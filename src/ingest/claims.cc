#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "ingest/claims_grammar.h"
#include "ingest/claims_read.h"
#include "ingest/word_list.h"
#include "karwan/base/text.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kShortestClause = 4;  // tokens; shorter ones stay with the one before
constexpr std::string_view kJoining =
    "and|but|which|who|where|while|because|so|as|whereas|и|но|который|которая|которые|а|اور|لیکن";
constexpr std::string_view kSubjects =
    "we|he|she|they|it|i|both|this|these|his|our|the|you|there|мы|он|они|она|это";

bool opens_clause(text_model const& t, std::size_t i) {
  auto const is_any = [&](std::size_t at, std::string_view list) {
    return is_listed(t[at].folded, list);
  };
  auto const mark = t[i - 1].folded;
  if (mark == ";" || mark == "–" || mark == "—" || (mark == ":" && t[i].spaced)) {
    return true;
  }
  if (mark == "," || mark == "؛" || mark == "،") {
    return is_any(i, kJoining) || is_any(i, kSubjects) || is_any(i, "then|in|planning|with|for");
  }
  return i + 1 < t.size() && t[i].folded == "and" && is_any(i + 1, kSubjects) &&
         !is_any(i + 1, "the|our|his|these|this");
}

std::string described(claim const& c) {
  auto const nameless = c.kind == claim_kind::figure && c.parties.empty();
  return fmt::format("{}|{}|{}|{}", static_cast<int>(c.kind), nameless ? "" : fold(c.subject),
                     c.value
                         ? fmt::format("{}{}{}", c.value->best, c.value->unit, c.value->currency)
                         : fold(c.predicate),
                     c.when ? to_string(*c.when) : "");
}

void take_parties(claim_text const& c, token_range r, claim& out) {
  std::set<std::string> seen;
  for (auto const& m : c.within(r)) {
    auto const is_party = m.kind == mention_kind::person || m.kind == mention_kind::organisation ||
                          m.kind == mention_kind::place;
    auto const& name = m.entity.empty() ? m.name : m.entity;
    if (is_party && seen.insert(name).second) {
      (m.entity.empty() ? out.new_parties : out.parties).push_back(name);
    }
  }
}

// "They", "both sides": who is meant stands in the sentence before.
bool refers_back(claim_text const& c, token_range clause) {
  constexpr std::uint32_t kFirst = 3;  // tokens
  for (auto i = clause.begin; i < std::min(clause.end, clause.begin + kFirst); ++i) {
    if (c.lexed.is_any(i, "they|both|it|he|she|these|this|those|они|обе|он|она|олар")) {
      return true;
    }
  }
  return false;
}

// The first date of the clause; else, of an act, the nearest one before it in the sentence.
void take_time(claim_text const& c, token_range clause, token_range sentence, claim& out) {
  auto const take = [&](mention const& m) {
    if (m.when && m.kind == mention_kind::date) {
      out.when = m.when;
      out.relation = m.relation;
    }
  };
  for (auto const& m : c.within(clause)) {
    if (!out.when) {
      take(m);
    }
  }
  if (!out.when && out.kind != claim_kind::figure && out.kind != claim_kind::role) {
    std::ranges::for_each(c.within({sentence.begin, clause.begin}), take);
  }
}

void weigh(claim& c) {
  c.confidence = c.kind == claim_kind::role       ? 0.8
                 : c.kind == claim_kind::position ? 0.4
                 : c.kind == claim_kind::project  ? 0.5
                                                  : 0.6;
  c.reason = std::string{name_of(c.how)};
  auto const add = [&](double by, std::string_view why) {
    c.confidence += by;
    c.reason += fmt::format(", {}", why);
  };
  if (c.when) {
    add(0.1, "dated");
  }
  if (!c.parties.empty()) {
    add(c.parties_from_before ? 0.0 : 0.1,
        c.parties_from_before ? "parties from the sentence before" : "parties known");
  }
  if (c.conditional) {
    add(-0.2, "conditional");
  }
  if (c.negated) {
    add(-0.2, "negated");
  }
  if (c.by_interviewer) {
    add(-0.1, "said by the interviewer");
  }
  c.confidence = std::clamp(c.confidence, 0.1, 0.95);
}

}  // namespace

std::string_view name_of(claim_kind k) noexcept {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"figure", "event", "agreement", "commitment", "role", "position", "project"});
  return kNames[static_cast<std::size_t>(k)];
}

std::string_view name_of(modality m) noexcept {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"done", "agreed", "planned", "expected", "hoped", "invited", "considered", "wanted"});
  return kNames[static_cast<std::size_t>(m)];
}

claim_text::claim_text(text_model const& text, std::vector<mention> const& all, date_frame const& f)
    : t{text},
      mentions{all},
      frame{f},
      words{text},
      lexed{text},
      openings{grammar_openings(text)},
      clauses{clauses_of(text)} {}

std::span<mention const> claim_text::within(token_range r) const {
  auto const by_token = [](mention const& m) { return m.tokens.begin; };
  auto const from = std::ranges::lower_bound(mentions, r.begin, {}, by_token);
  auto const to = std::ranges::lower_bound(from, mentions.end(), r.end, {}, by_token);
  return {from, to};
}

std::vector<token_range> clauses_of(text_model const& t) {
  std::vector<token_range> out;
  for (auto const& s : t.sentences()) {
    auto begin = s.begin;
    for (auto i = s.begin + 1; i < s.end; ++i) {
      if (i >= begin + kShortestClause && i + kShortestClause <= s.end && opens_clause(t, i)) {
        out.push_back({begin, i});
        begin = i;
      }
    }
    out.push_back({begin, s.end});
  }
  return out;
}

claim made_claim(claim_text const& c, claim_kind kind, token_range tokens, token_range clause) {
  claim out{.kind = kind, .tokens = tokens};
  out.begin = c.t[tokens.begin].begin;
  out.end = c.t[tokens.end - 1].end;
  take_parties(c, clause, out);
  auto const sentence = c.t.sentence_of(clause.begin);
  if (out.parties.empty() && out.new_parties.empty()) {
    take_parties(c, sentence, out);
  }
  if (out.parties.empty() && out.new_parties.empty() && sentence.begin > 0 &&
      refers_back(c, clause)) {
    take_parties(c, c.t.sentence_of(sentence.begin - 1), out);
    out.parties_from_before = true;
  }
  take_time(c, clause, sentence, out);
  for (auto i = clause.begin; i < clause.end; ++i) {
    out.negated =
        out.negated ||
        c.lexed.is_any(i, "not|never|cannot|no|nobody|nothing|none|neither|не|нет|емес|نہیں");
    out.conditional =
        out.conditional || c.lexed.is_any(i, "if|unless|could|might|если|бы|егер|اگر");
  }
  out.sector = c.words.sector(clause);
  if (auto const* turn = c.t.turn_of(tokens.end - 1)) {
    out.by_interviewer = turn->role == speaker_role::interviewer;
  }
  return out;
}

std::vector<claim> find_claims(text_model const& t, std::vector<mention> const& mentions,
                               date_frame const& frame) {
  if (t.size() == 0) {
    return {};
  }
  claim_text const c{t, mentions, frame};
  std::vector<claim> out;
  find_figures(c, out);
  find_roles(c, out);
  find_acts(c, out);
  std::ranges::stable_sort(out, {}, &claim::begin);
  std::set<std::string> seen;
  for (auto& one : out) {
    one.repeated = !seen.insert(described(one)).second;
    weigh(one);
  }
  return out;
}

}  // namespace karwan::ingest
