#include "karwan/base/spelling.h"

#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include "karwan/base/text.h"

namespace karwan {
namespace {

// \uXXXX for what cannot be seen in an editor: joiners and marks.
std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (text.starts_with("\\u")) {
      auto const c = std::stoul(std::string{text.substr(2, 4)}, nullptr, 16);
      if (c >= 0x800) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      } else {
        out += static_cast<char>(0xC0 | c >> 6);
      }
      out += static_cast<char>(0x80 | (c & 0x3F));
      text.remove_prefix(6);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string key_of(std::string_view how, std::string_view spelling) {
  auto const folded = fold(spelling);
  if (how == "fold") {
    return folded;
  }
  std::string out;
  for (auto const word : words(folded)) {
    auto const sound = sound_of(word);
    out += (how == "bones" ? bones_of(sound) : sound) + " ";
  }
  return out;
}

struct line {
  std::string how;
  std::vector<std::string> spellings;
};

std::vector<line> lines() {
  std::ifstream in{KARWAN_TESTS "/base/spellings.txt"};
  std::vector<line> out;
  for (std::string text; std::getline(in, text);) {
    if (text.empty() || text.front() == '#') {
      continue;
    }
    auto const space = text.find(' ');
    line l{text.substr(0, space), {}};
    text.erase(0, space + 1);
    for (std::size_t at = 0; at != std::string::npos;) {
      auto const end = text.find(" | ", at);
      l.spellings.push_back(unescaped(text.substr(at, end - at)));
      at = end == std::string::npos ? end : end + 3;
    }
    out.push_back(std::move(l));
  }
  return out;
}

TEST(spelling, meets_as_the_table_says) {
  auto const all = lines();
  ASSERT_GT(all.size(), 60U);
  for (auto const& l : all) {
    ASSERT_GT(l.spellings.size(), 1U) << l.how;
    for (std::size_t i = 1; i < l.spellings.size(); ++i) {
      if (l.how == "apart") {
        for (std::size_t j = 0; j < i; ++j) {
          EXPECT_NE(key_of("sound", l.spellings[i]), key_of("sound", l.spellings[j]));
        }
      } else {
        EXPECT_EQ(key_of(l.how, l.spellings[i]), key_of(l.how, l.spellings[0]))
            << l.how << ": " << l.spellings[i];
      }
    }
  }
}

TEST(sound_of, is_small_latin_letters_or_nothing) {
  EXPECT_EQ(sound_of("40"), "");
  EXPECT_EQ(sound_of("m39"), "");
  EXPECT_EQ(sound_of("ωmega"), "");
  EXPECT_EQ(sound_of("北京"), "");
  std::mt19937 random{7};
  for (int i = 0; i < 20000; ++i) {
    std::string text(random() % 20, ' ');
    for (auto& c : text) {
      c = static_cast<char>(random() % 256);
    }
    auto const folded = fold(text);
    for (auto const word : words(folded)) {
      auto const sound = sound_of(word);
      EXPECT_EQ(sound.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos);
      EXPECT_LE(bones_of(sound).size(), sound.size());
    }
  }
}

TEST(script_of, tells_scripts) {
  EXPECT_EQ(script_of("kistafin"), script::latin);
  EXPECT_EQ(script_of(fold("Қыстафин")), script::cyrillic);
  EXPECT_EQ(script_of("مزار"), script::arabic);
  EXPECT_EQ(script_of("2025"), script::other);
  EXPECT_EQ(script_of(""), script::other);
}

}  // namespace
}  // namespace karwan
