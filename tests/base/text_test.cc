#include "karwan/base/text.h"

#include <random>

#include <gtest/gtest.h>

#include "karwan/base/markup.h"

namespace karwan {
namespace {

std::string utf8(char32_t c) {
  auto const byte = [](char32_t v) { return static_cast<char>(static_cast<unsigned char>(v)); };
  if (c < 0x80) {
    return {byte(c)};
  }
  if (c < 0x800) {
    return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  }
  if (c < 0x10000) {
    return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  }
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)),
          byte(0x80 | (c & 0x3F))};
}

TEST(fold, joins_spellings_of_one_name) {
  EXPECT_EQ(fold("  Türkmenbaşy-Port "), "turkmenbasy port");
  EXPECT_EQ(fold("ҚОСТАНАЙ"), fold("Костанай"));
  EXPECT_EQ(fold("Өскемен"), fold("оскемен"));
  EXPECT_EQ(fold("Хоргос"), "хоргос");
  EXPECT_EQ(fold("كراچي"), fold("کراچی"));
  EXPECT_EQ(fold("پِشاور"), fold("پشاور"));
  EXPECT_EQ(fold("٢٠٢٥"), "2025");
  EXPECT_EQ(fold("Qo‘qon"), fold("Qo'qon"));
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("..."), "");
}

TEST(fold, leaves_what_is_folded) {
  for (auto const* text : {"Алматы қ.", "مزار شریف", "Dry Port-(Sost)", "Ақтөбе", "Ærø İzmir"}) {
    auto const once = fold(text);
    EXPECT_EQ(fold(once), once);
  }
}

TEST(fold, is_the_same_with_and_without_icu) {
  for (int c = 1; c < 0x700; ++c) {
    if (c >= 0x80 && c < 0x400) {
      continue;  // always ICU's
    }
    std::string text;
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else {
      text += static_cast<char>(0xC0 | c >> 6);
      text += static_cast<char>(0x80 | (c & 0x3F));
    }
    // An accent on a Latin letter makes the whole text go through ICU.
    EXPECT_EQ(fold("x" + text + "x\u00e9"), fold("x" + text + "x") + "e") << std::hex << c;
  }
}

TEST(fold, is_idempotent_for_every_code_point) {
  for (char32_t c = 1; c < 0x30000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) {
      continue;
    }
    auto const once = fold("a" + utf8(c) + "b");
    ASSERT_EQ(fold(once), once) << std::hex << static_cast<std::uint32_t>(c);
  }
}

TEST(word_places, points_at_the_words_as_written) {
  auto const places = word_places("«Қостанай» – مزارِ شریف, Cafe\u0301 №5");
  ASSERT_EQ(places.size(), 5U);
  EXPECT_EQ(places[0].folded, "костанаи");
  EXPECT_EQ(places[0].begin, 1U);
  EXPECT_EQ(places[0].end, 9U);
  EXPECT_EQ(places[1].folded, "مزار");
  EXPECT_EQ(places[1].begin, 13U);
  EXPECT_EQ(places[1].end, 17U);
  EXPECT_EQ(places[3].folded, "cafe");
  EXPECT_EQ(places[4].folded, "no5");
}

TEST(word_places, are_the_words_of_the_folded_text) {
  std::mt19937 random{5};
  constexpr char32_t kFrom[] = {0x20, 0xA0, 0x300, 0x400, 0x600, 0x1100, 0xFB00, 0x1F100};
  constexpr char32_t kSpan[] = {0x5F, 0x200, 0x70, 0x130, 0x100, 0x100, 0x500, 0x80};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto n = random() % 24; n > 0; --n) {
      auto const block = random() % 8;
      text += utf8(kFrom[block] + static_cast<char32_t>(random()) % kSpan[block]);
      text += random() % 4 == 0 ? " " : "";
    }
    auto const folded = fold(text);
    auto const wanted = words(folded);
    auto const places = word_places(text);
    ASSERT_EQ(places.size(), wanted.size()) << text;
    for (std::size_t w = 0; w < wanted.size(); ++w) {
      ASSERT_EQ(places[w].folded, wanted[w]) << text;
      ASSERT_LT(places[w].begin, places[w].end);
    }
  }
}

TEST(utf8, tells_valid_from_invalid) {
  EXPECT_TRUE(is_utf8("Алматы کراچی"));
  EXPECT_FALSE(is_utf8("caf\xe9"));
  EXPECT_FALSE(is_utf8("\xed\xa0\x80"));  // a surrogate
  EXPECT_FALSE(is_utf8("\xc0\xaf"));      // overlong
}

TEST(nfc, composes) {
  EXPECT_FALSE(is_nfc("e\u0301"));
  EXPECT_EQ(to_nfc("e\u0301"), "\u00e9");
  EXPECT_TRUE(is_nfc("\u00e9 plain"));
}

TEST(to_latin, gives_a_rough_reading) {
  EXPECT_EQ(to_latin("Алматы"), "almaty");
  EXPECT_EQ(to_latin("Karachi"), "karachi");
}

TEST(edit_distance, counts_edits) {
  EXPECT_EQ(edit_distance("almaty", "almaty", 2), 0U);
  EXPECT_EQ(edit_distance("almaty", "almtay", 2), 1U);
  EXPECT_EQ(edit_distance("алматы", "алмата", 2), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3U);
  EXPECT_EQ(edit_distance("", "abc", 1), 2U);
}

TEST(text, survives_any_bytes) {
  std::mt19937 random{3};
  for (int i = 0; i < 20000; ++i) {
    std::string text(random() % 40, ' ');
    for (auto& c : text) {
      c = static_cast<char>(random() % 256);
    }
    EXPECT_TRUE(is_utf8(fold(text)));
    EXPECT_TRUE(is_utf8(in_quotes(text)));
    (void)to_nfc(text);
    (void)edit_distance(text, fold(text), 3);
  }
}

TEST(markup_escaped, lets_no_text_become_a_mark) {
  EXPECT_EQ(markup_escaped("<a href=\"x\" id='y'>&amp;</a>"),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  EXPECT_EQ(markup_escaped("кистафин – کارواں\n\t1"), "кистафин – کارواں\n\t1");
  EXPECT_EQ(markup_escaped(std::string_view{"a\0b\x1b\x7f", 5}),
            "ab\x7f");  // XML holds no NUL, no ESC
}

}  // namespace
}  // namespace karwan
