// Sentences of the region's register with what must be found in them: sentences/*.txt and
// claims/*.txt, see the README.md beside them. Anyone can add one; nothing is compiled.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "karwan/ingest/claim.h"

namespace karwan::ingest {
namespace {

constexpr double kWanted = 0.98;  // share of the sentences of each file that must be right

struct sentence {
  std::size_t line{0};
  std::string text;
  std::vector<std::string> wanted;
  day reference{};
};

std::vector<sentence> read_sentences(std::filesystem::path const& file) {
  std::vector<sentence> out;
  std::ifstream in{file};
  auto reference = day{};
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    if (line.starts_with("reference ")) {
      reference = value_or_throw(parse_day(line.substr(10)));
    } else if (line.starts_with("> ")) {
      out.push_back({number, line.substr(2), {}, reference});
    } else if (!out.empty()) {
      out.back().wanted.push_back(line);
    }
  }
  return out;
}

// What was found, as the files have it; plain numbers are left out.
std::vector<std::string> found_in(sentence const& s) {
  auto const text = value_or_throw(text_model::read(s.text));
  date_frame const frame{s.reference, std::nullopt, std::chrono::July / 1, false};
  std::vector<std::string> out;
  for (auto const& m : find_values(text, frame)) {
    if (m.kind == mention_kind::number || m.kind == mention_kind::ordinal) {
      continue;
    }
    auto line = fmt::format("{} {}", name_of(m.kind), normal_form(m));
    if (m.value.limit != bound::exact && m.value.limit != bound::range) {
      line += fmt::format(" {}", name_of(m.value.limit));
    }
    if (m.relation != date_relation::on) {
      line += fmt::format(" {}", name_of(m.relation));
    }
    out.push_back(line);
  }
  return out;
}

// Claims of the kinds that a sentence can state without a figure, an office or an opinion.
std::vector<std::string> claimed_in(sentence const& s) {
  auto const text = value_or_throw(text_model::read(s.text));
  date_frame const frame{s.reference, std::nullopt, std::chrono::July / 1, false};
  std::vector<std::string> out;
  for (auto const& c : find_claims(text, find_mentions(text, {}, frame), frame)) {
    if (c.negated || c.conditional || c.kind == claim_kind::figure || c.kind == claim_kind::role ||
        c.kind == claim_kind::position) {
      continue;
    }
    auto const promise = c.kind == claim_kind::commitment;
    out.push_back(fmt::format("{}{}{}", name_of(c.kind), promise ? " " : "",
                              promise ? name_of(c.how) : std::string_view{}));
  }
  return out;
}

// Reads all files of a folder, tells what is wrong, and returns how many sentences there are.
template <typename Found>
std::size_t check_folder(std::string const& folder, Found const& found_of) {
  std::size_t all = 0;
  for (auto const& entry : std::filesystem::directory_iterator{KARWAN_TESTS "/ingest/" + folder}) {
    if (entry.path().extension() != ".txt") {
      continue;
    }
    auto const sentences = read_sentences(entry.path());
    std::size_t right = 0;
    for (auto s : sentences) {
      auto found = found_of(s);
      std::ranges::sort(found);
      std::ranges::sort(s.wanted);
      right += found == s.wanted ? 1 : 0;
      if (found != s.wanted) {
        fmt::print("{}:{}: {}\n  wanted: {}\n  found:  {}\n", entry.path().filename().string(),
                   s.line, s.text, fmt::join(s.wanted, " | "), fmt::join(found, " | "));
      }
    }
    all += sentences.size();
    EXPECT_GE(static_cast<double>(right), kWanted * static_cast<double>(sentences.size()))
        << entry.path().filename();
  }
  return all;
}

TEST(IngestSentences, AreReadAsTheyMean) {
  EXPECT_GE(check_folder("sentences", found_in), 400U);
}

TEST(IngestSentences, StateWhatTheyState) {
  EXPECT_GE(check_folder("claims", claimed_in), 45U);
}

}  // namespace
}  // namespace karwan::ingest
