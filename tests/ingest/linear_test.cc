// Texts made to make a reader slow. No clock is read: what grows with the square of a text takes
// hours here, and the runner's limit ends it.
#include <gtest/gtest.h>

#include "karwan/ingest/gazetteer.h"
#include "tests/rounds.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kBytes = rounds(1'250'000);  // of each of the eight: 10 MB in all

std::string repeated(std::string_view piece) {
  std::string out;
  out.reserve(kBytes + piece.size());
  while (out.size() < kBytes) {
    out += piece;
  }
  return out;
}

TEST(IngestLinear, AdversarialText) {
  date_frame const frame{day{std::chrono::days{20000}}, std::nullopt, std::chrono::July / 1, false};
  gazetteer known;
  known.add({"a-place", mention_kind::place, "Karachi", false, {}}, "Karachi");
  for (auto const* piece : {"one hundred and ", "1,", "from ", "the end of early mid ", "((((",
                            "20 to 30 to ", "Ministry of Karachi and ", "Q: a. "}) {
    auto const text = value_or_throw(text_model::read(repeated(piece)));
    for (auto const& m : find_mentions(text, known, frame)) {
      ASSERT_LT(m.begin, m.end) << piece;
    }
  }
}

}  // namespace
}  // namespace karwan::ingest
