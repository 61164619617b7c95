// Texts made to make a reader slow: twice the text takes about twice the time, whatever it holds.
#include <chrono>

#include <gtest/gtest.h>

#include "karwan/ingest/gazetteer.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kBytes = 1'250'000;            // of each of the eight: 10 MB in all
constexpr auto kLongest = std::chrono::seconds{60};  // on a machine that is busy and slow

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
  auto const began = std::chrono::steady_clock::now();
  for (auto const* piece : {"one hundred and ", "1,", "from ", "the end of early mid ", "((((",
                            "20 to 30 to ", "Ministry of Karachi and ", "Q: a. "}) {
    auto const text = value_or_throw(text_model::read(repeated(piece)));
    (void)find_mentions(text, known, frame);
    EXPECT_LT(std::chrono::steady_clock::now() - began, kLongest) << piece;
  }
}

}  // namespace
}  // namespace karwan::ingest
