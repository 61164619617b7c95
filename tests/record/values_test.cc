#include "record/values.h"

#include <random>

#include <gtest/gtest.h>

#include "karwan/base/digest.h"
#include "karwan/base/sheet.h"
#include "record/csv.h"
#include "tests/rounds.h"

namespace karwan::record {
namespace {

TEST(values, are_read_by_type) {
  EXPECT_EQ(read_value(value_type::number, "-12.50")->number, -12.5);
  EXPECT_EQ(read_value(value_type::integer, "1520")->number, 1520);
  EXPECT_EQ(read_value(value_type::boolean, "yes")->number, 1);
  EXPECT_EQ(read_value(value_type::month_day, "02-29")->number, 229);
  EXPECT_EQ(read_value(value_type::clock, "24:00")->number, 1440);
  EXPECT_TRUE(read_value(value_type::hs_code, "080450"));
  EXPECT_EQ(read_value(value_type::date, "2025-Q1")->span.precision, date_precision::quarter);
}

TEST(values, refuse_what_is_not_of_their_type) {
  for (auto const* text : {"", "nan", "NaN", "inf", "-", ".", ".5", "5.", "1e3", "+1", "01", "1,5",
                           "1 000", "0x10", " 1", "--1"}) {
    EXPECT_FALSE(read_value(value_type::number, text)) << text;
    EXPECT_FALSE(read_value(value_type::integer, text)) << text;
  }
  EXPECT_FALSE(read_value(value_type::integer, "1.0"));
  EXPECT_FALSE(read_value(value_type::number, std::string(400, '9')));
  EXPECT_FALSE(read_value(value_type::boolean, "true"));
  EXPECT_FALSE(read_value(value_type::month_day, "02-30"));
  EXPECT_FALSE(read_value(value_type::month_day, "13-01"));
  EXPECT_FALSE(read_value(value_type::clock, "24:01"));
  EXPECT_FALSE(read_value(value_type::clock, "9:00"));
  for (auto const* text : {"", "8", "080", "0804.50", "08 04", "00", "HS08", "080450001234"}) {
    EXPECT_FALSE(read_value(value_type::hs_code, text)) << text;
  }
}

TEST(values, say_how_a_date_in_words_is_written) {
  auto const remedy = [](std::string_view text) {
    auto const v = read_value(value_type::date, text);
    return v ? std::string{"taken"} : v.error().remedy;
  };
  EXPECT_EQ(remedy("by end of 2023"),
            "Write ../2023-12-31, or FROM/2023-12-31 with the day from which it counts");
  EXPECT_EQ(remedy("second quarter of 2022"), "Write 2022-Q2");
  EXPECT_NE(remedy("FY2025-26").find("FROM/TO"), std::string::npos);
  EXPECT_NE(remedy("soon").find("2025-06-16"), std::string::npos);
}

TEST(values, keep_to_choices_and_bounds) {
  column const choice{.name = "mode", .choices = "road|rail"};
  EXPECT_TRUE(check_value(choice, "rail"));
  EXPECT_FALSE(check_value(choice, "roa"));
  column const bounded{.name = "lat", .type = value_type::number, .low = -90, .high = 90};
  EXPECT_TRUE(check_value(bounded, "-90"));
  EXPECT_FALSE(check_value(bounded, "90.1"));
  column const list{.name = "modes", .choices = "road|rail", .list = true};
  EXPECT_TRUE(check_value(list, "road;rail"));
  for (auto const* text : {"road;", ";road", "road; rail", "road;;rail", "road;air"}) {
    EXPECT_FALSE(check_value(list, text)) << text;
  }
}

TEST(csv, reads_what_it_writes) {
  std::mt19937 random{5};
  std::string const letters = "ab,\"\n \t;'";
  for (int i = 0; i < 3000; ++i) {
    std::vector<std::vector<std::string>> rows;
    std::string text;
    for (auto n = random() % 4; n > 0; --n) {
      auto& row = rows.emplace_back(1 + random() % 4);
      for (auto& cell : row) {
        for (auto k = random() % 6; k > 0; --k) {
          cell += letters[random() % letters.size()];
        }
      }
      row.front() += 'x';  // a record of one blank cell reads as an empty line
      write_csv(text, {row.begin(), row.end()});
    }
    auto const read = read_csv(text);
    ASSERT_TRUE(read.faults.empty()) << text << read.faults.front().text;
    ASSERT_EQ(read.records.size(), rows.size()) << text;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      ASSERT_EQ(read.records[r].cells, rows[r]) << text;
    }
  }
}

TEST(csv, names_the_line_of_each_fault) {
  auto const faults_of = [](std::string_view text) {
    std::string out;
    for (auto const& f : read_csv(text).faults) {
      out += std::to_string(f.line) + " " + f.text + "; ";
    }
    return out;
  };
  EXPECT_EQ(faults_of("a,b\n1,2\n"), "");
  EXPECT_NE(faults_of("\xEF\xBB\xBF"
                      "a\n")
                .find("BOM"),
            std::string::npos);
  EXPECT_NE(faults_of("a\ncaf\xe9\n").find("2 there are bytes"), std::string::npos);
  EXPECT_NE(faults_of("a\r\nb\r\n").find("1 lines end"), std::string::npos);
  EXPECT_NE(faults_of("a\nb").find("2 the last line"), std::string::npos);
  EXPECT_NE(faults_of("a\n\nb\n").find("2 the line is empty"), std::string::npos);
  EXPECT_NE(faults_of("a\n\"b\n").find("2 a quoted cell"), std::string::npos);
  EXPECT_NE(faults_of("a\n\"b\"c\n").find("2 text follows"), std::string::npos);
  EXPECT_NE(faults_of("a\n\"b\"\n").find("2 a cell is quoted without need"), std::string::npos);
  EXPECT_NE(faults_of("a\nb\"c\n").find("2 a quote stands"), std::string::npos);
}

TEST(csv, survives_any_bytes) {
  std::mt19937 random{13};
  std::string const likely = "a,\"\n\r\xEF\xBB\xBF";
  for (int i = 0; i < rounds(20'000); ++i) {
    std::string text(random() % 30, ' ');
    for (auto& c : text) {
      c = random() % 4 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    }
    (void)read_csv(text);
  }
}

// Test vectors of FIPS 180-4 and a length on each side of a block.
TEST(digest, is_sha_256) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace karwan::record
