#include <gtest/gtest.h>

#include "small_pack.h"

namespace karwan::record {
namespace {

struct checked : testing::Test {
  small_pack pack{{
      {"sources.csv", "row_id,entity,title\nsrc-a,src-a,Atlas\n"},
      {"countries.csv", "row_id,entity,iso2,grade,source\nc-aa,aa,AA,official,src-a\n"},
      {"places.csv",
       "row_id,entity,country,kind,lat,valid_from,valid_to,grade,source,note\n"
       "p-1,alpha,aa,city,10,,,reported,src-a,\n"
       "p-2,beta,aa,city,11,,,reported,src-a,\n"},
      {"links.csv",
       "row_id,entity,from,to,mode,part_of,grade,source\n"
       "l-1,one,alpha,beta,road,two,reported,src-a\n"
       "l-2,two,alpha,beta,road,,reported,src-a\n"},
  }};

  std::string faults() const {
    std::string out;
    for (auto const& f : check_pack(pack.dir()).faults) {
      out += f.sentence() + "\n";
    }
    return out;
  }
  // What the check says once the text is changed.
  void expect(std::string const& file, std::string const& from, std::string const& to,
              std::string const& fault) {
    auto const before = pack.read(file);
    pack.replace(file, from, to);
    EXPECT_NE(faults().find(fault), std::string::npos)
        << to << "\nis missing: " << fault << "\nfound: " << faults();
    pack.write(file, before);
  }
};

TEST_F(checked, a_sound_pack_has_no_faults) {
  EXPECT_EQ(faults(), "");
  auto const r = check_pack(pack.dir());
  EXPECT_EQ(r.rows, 6U);
  EXPECT_EQ(r.name, "small");
}

TEST_F(checked, every_kind_of_fault_has_file_line_column_and_remedy) {
  expect("links.csv", "beta,road,two", "betta,road,two",
         "links.csv:2: to: no row of places speaks of \"betta\". Did you mean beta?");
  expect("places.csv", "city,10", "town,10", "places.csv:2: kind: \"town\" is not a choice here");
  expect("places.csv", "p-2,", "p-1,", "places.csv:3: row_id: \"p-1\" stands already in");
  expect("places.csv", "city,10", "city,NaN", "places.csv:2: lat: \"NaN\" is not a number");
  expect("places.csv", "city,10", "city,91", "places.csv:2: lat: 91 is outside -90 to 90 degree");
  expect("places.csv", "city,10,", "city,10", "places.csv:2: the row has 9 cells, the header 10");
  expect("places.csv", "city,10,,,", "city,10,2025-02-30,,", "places.csv:2: valid_from: ");
  expect("places.csv", "city,10,,,", "city,10,2025,2024,", "places.csv:2: valid_from: 2025 comes");
  expect("places.csv", ",lat,", ",height,", "places.csv:1: height: table places has no column");
  expect("places.csv", "kind,lat", "lat,kind", "places.csv:1: the columns are not in the order");
  expect("places.csv", "alpha,aa", "Alpha,aa", "places.csv:2: entity: \"Alpha\" is not an entity");
  expect("places.csv", "alpha,aa,", "alpha,,", "places.csv:2: country: the cell is blank");
  expect("places.csv", "reported,src-a", "assumed,src-a", "places.csv:2: note: an assumed row");
  expect("places.csv", "reported,src-a", ",src-a", "places.csv:2: grade: the cell is blank");
  expect("places.csv", "reported,src-a", "reported,", "places.csv:2: source: the cell is blank");
  expect("places.csv", "reported,src-a", "reported,src-b", "places.csv:2: source: no row of sour");
  expect("places.csv", "src-a,\n", "src-a, blank\n", "places.csv:2: note: \" blank\" starts or");
  expect("places.csv", "src-a,\n", "src-a,e\u0301\n", "places.csv:2: note: ");
  expect("places.csv", "src-a,\n", "src-a,\"needless\"\n", "places.csv:2: a cell is quoted with");
  expect("places.csv", "src-a,\n", "src-a,caf\xe9\n", "places.csv:2: there are bytes that are not");
  expect("places.csv", "row_id", "\xEF\xBB\xBFrow_id", "places.csv:1: the file starts with a byte");
  expect("places.csv", "p-1,alpha", "p-3,alpha", "places.csv:3: row_id: \"p-2\" comes after");
  expect("links.csv", "road,,reported", "road,one,reported", "links.csv:2: part_of: \"one\" leads");
  expect("links.csv", "road,,reported", "road,two,reported", "links.csv:3: part_of: \"two\" leads");
  expect("sources.csv", "Atlas", "", "sources.csv:2: the row states nothing");
  expect("datapackage.json", "2025-01-01", "soon", "datapackage.json: created: ");
  expect("datapackage.json", "\"maximum\": 90", "\"maximum\": 91", "field \"lat\"");
  expect("datapackage.json", "places.csv", "plaices.csv", "places.csv: datapackage.json does not");
  expect("datapackage.json", "{", "", "datapackage.json: the file is not a JSON object");
}

TEST_F(checked, all_faults_come_at_once) {
  pack.replace("places.csv", "city,10", "town,91");
  pack.replace("links.csv", "beta,road,two", "betta,roda,two");
  pack.write("extra.csv", "a\n");
  std::filesystem::remove(pack.dir() / "countries.csv");
  auto const r = check_pack(pack.dir());
  EXPECT_GE(r.faults.size(), 7U);
  for (auto const& f : r.faults) {
    EXPECT_FALSE(f.remedy.empty()) << f.sentence();
  }
  EXPECT_NE(faults().find("extra.csv: the dictionary has no such table"), std::string::npos);
  EXPECT_NE(faults().find("countries.csv: datapackage.json lists it"), std::string::npos);
}

TEST_F(checked, what_is_not_there_is_said) {
  auto const r = check_pack(pack.root / "nowhere");
  ASSERT_EQ(r.faults.size(), 1U);
  EXPECT_NE(r.faults[0].sentence().find("there is no such folder"), std::string::npos);
  std::filesystem::remove(pack.dir() / "datapackage.json");
  EXPECT_NE(faults().find("datapackage.json: the file is missing"), std::string::npos);
}

TEST_F(checked, the_descriptor_keeps_what_it_does_not_derive) {
  pack.replace("datapackage.json", "\"version\": \"1\"", "\"version\": \"7\", \"homepage\": \"x\"");
  pack.describe();
  auto const text = pack.read("datapackage.json");
  EXPECT_NE(text.find("\"homepage\": \"x\""), std::string::npos);
  EXPECT_NE(text.find("\"version\": \"7\""), std::string::npos);
  pack.describe();
  EXPECT_EQ(pack.read("datapackage.json"), text);
  EXPECT_EQ(faults(), "");
}

}  // namespace
}  // namespace karwan::record
