#include "ingest/claims_build.h"

#include <algorithm>

namespace karwan::ingest {
namespace {

bool is_adverb(claim_text const& c, std::size_t at) {
  return (c.t[at].folded.size() > 3 && c.t[at].folded.ends_with("ly") &&
          !c.lexed.is_any(at, "likely|unlikely|friendly|costly|early")) ||
         c.lexed.is_any(
             at,
             "also|soon|again|then|both|together|now|further|once|thus|first|already|still|"
             "just|since|never|ever|later|earlier|twice|always|often|yet");
}

}  // namespace

bool is_act(claim_text const& c, std::size_t at, unsigned forms) {
  return at < c.t.size() && (forms_of(c.t[at].folded) & forms) != 0;
}

std::size_t behind_adverbs(claim_text const& c, std::size_t at, std::size_t end) {
  constexpr int kMost = 3;
  for (int n = 0; n < kMost && at < end && is_adverb(c, at); ++n) {
    ++at;
  }
  return at;
}

bool is_infinitive(claim_text const& c, std::size_t to, std::size_t end) {
  auto const verb = behind_adverbs(c, to + 1, end);
  return c.lexed.is(to, "to") && verb < end && c.t[verb].kind == token_kind::word &&
         !c.t[verb].capital && !c.lexed.is_any(verb, kDeterminers) &&
         !c.t[verb].folded.ends_with("ing");
}

bool is_denied(claim_text const& c, std::size_t from, std::size_t to) {
  for (auto i = from; i < to; ++i) {
    if (c.lexed.is_any(i, "not|never|cannot|t") && !c.lexed.is_any(i + 1, "only|just")) {
      return c.lexed.is_any(i, "not|never|cannot") || (i > 0 && c.lexed.is_any(i - 1, "’|'"));
    }
  }
  return false;
}

namespace {

// The tokens of a clause around one of them: the longest clause is read in bounded time.
token_range around(std::size_t at, token_range clause) {
  constexpr std::uint32_t kNear = 60;
  auto const i = static_cast<std::uint32_t>(at);
  return {std::max(clause.begin, i > kNear ? i - kNear : 0), std::min(clause.end, i + kNear)};
}

}  // namespace

bool has_day(claim_text const& c, std::size_t at, token_range clause) {
  return std::ranges::any_of(c.within(around(at, clause)),
                             [](mention const& m) { return m.kind == mention_kind::date; });
}

bool has_day_to_come(claim_text const& c, std::size_t at, token_range clause) {
  return std::ranges::any_of(c.within(around(at, clause)), [&](mention const& m) {
    return m.kind == mention_kind::date && m.when && c.frame.reference &&
           m.when->end > *c.frame.reference;
  });
}

}  // namespace karwan::ingest
