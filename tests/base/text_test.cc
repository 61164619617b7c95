#include "karwan/base/text.h"

#include <random>

#include <gtest/gtest.h>

#include "karwan/base/markup.h"

namespace karwan {
namespace {

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
