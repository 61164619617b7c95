// docs/coverage.md against the pack: what it names exists, and no claim was left out.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "record/csv.h"
#include "record/pack_files.h"
#include "record/values.h"

namespace karwan::record {
namespace {

struct claim {
  std::size_t number{0};
  std::string text, where;
};

// Claims by the source row that the article's section names.
using claims_by_source = std::map<std::string, std::vector<claim>>;

std::vector<std::string> in_backticks(std::string_view line) {
  std::vector<std::string> out;
  auto const parts = split(line, '`');
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) {
    out.emplace_back(parts[i]);
  }
  return out;
}

// Sections begin with a line "... Source: `ROW`"; claims are rows "| 7 | what | where |".
claims_by_source read_claims(std::string const& page) {
  claims_by_source out;
  std::string source;
  for (auto const line : split(page, '\n')) {
    if (line.starts_with("## ")) {
      source.clear();
    } else if (line.find("Source: `") != std::string_view::npos) {
      source = in_backticks(line).back();
    } else if (auto const cells = split(line, '|'); !source.empty() && cells.size() == 5) {
      if (auto const n = std::strtoul(std::string{cells[1]}.c_str(), nullptr, 10); n > 0) {
        out[source].push_back({n, std::string{cells[2]}, std::string{cells[3]}});
      }
    }
  }
  return out;
}

std::string coverage_page() {
  auto page = read_file(std::filesystem::path{KARWAN_TESTS}.parent_path() / "docs/coverage.md");
  return page ? *page : std::string{};
}

std::set<std::string> row_ids_of_the_pack() {
  fault_list faults;
  std::set<std::string> out;
  for (auto const& t : read_pack(KARWAN_PACK, faults).tables) {
    for (auto const& r : t.rows) {
      out.insert(r.row_id);
    }
  }
  return out;
}

TEST(coverage, names_rows_that_the_pack_has) {
  auto const rows = row_ids_of_the_pack();
  auto const claims = read_claims(coverage_page());
  ASSERT_EQ(claims.size(), 3U);
  for (auto const& [source, list] : claims) {
    EXPECT_TRUE(rows.contains(source)) << source;
    for (auto const& c : list) {
      for (auto const& id : in_backticks(c.where)) {
        EXPECT_TRUE(rows.contains(id)) << source << ", claim " << c.number << ": no row " << id;
      }
    }
  }
}

TEST(coverage, numbers_claims_without_a_gap_and_answers_each) {
  for (auto const& [source, list] : read_claims(coverage_page())) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      EXPECT_EQ(list[i].number, i + 1) << source;
      EXPECT_NE(list[i].text.find_first_not_of(' '), std::string::npos) << source << ' ' << i + 1;
      EXPECT_NE(list[i].where.find_first_not_of(' '), std::string::npos) << source << ' ' << i + 1;
    }
  }
}

TEST(coverage, leaves_out_no_claim_of_the_gold) {
  auto const* folder = std::getenv("KARWAN_TESTDATA");
  auto const gold = folder == nullptr
                        ? std::nullopt
                        : read_file(std::filesystem::path{folder} / "articles/claims_gold.csv");
  if (!gold) {
    GTEST_SKIP() << "KARWAN_TESTDATA holds no articles/claims_gold.csv: claims are not counted";
  }
  std::map<std::string, std::size_t> wanted;
  auto const file = read_csv(*gold);
  for (std::size_t i = 1; i < file.records.size(); ++i) {
    ++wanted[file.records[i].cells.front()];
  }
  std::multiset<std::size_t> counts, counted;
  for (auto const& [doc, n] : wanted) {
    counts.insert(n);
  }
  for (auto const& [source, list] : read_claims(coverage_page())) {
    counted.insert(list.size());
  }
  EXPECT_EQ(counted, counts);
}

}  // namespace
}  // namespace karwan::record
