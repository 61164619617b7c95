#include <gtest/gtest.h>

#include "karwan/record/edit.h"
#include "karwan/record/entity.h"
#include "karwan/record/search.h"
#include "small_pack.h"

// Contact data that are not public are in no answer of the record.
namespace karwan::record {
namespace {

signature signed_at(char const* when) {
  return {"me", parse_instant(when).value()};
}

view_spec all() {
  view_spec v;
  v.all_worlds = true;
  return v;
}

struct withheld : testing::Test {
  small_pack pack{{
      {"sources.csv",
       "row_id,entity,title\n"
       "src-a,src-a,Yearbook of Chambers\n"},
      {"organisations.csv",
       "row_id,entity,name,kind,sector,grade,source\n"
       "o-1,org-mill,Valley Mill,company,trade,reported,src-a\n"},
      {"contacts.csv",
       "row_id,entity,of,kind,value,public,grade,source\n"
       "k-1,contact-1,org-mill,email,office@mill.example,yes,reported,src-a\n"},
  }};
  store s{pack.loaded()};
  table_ix contacts{*find_table("contacts")};

  void SetUp() override {
    value_or_throw(
        add(s,
            {"contact-2",
             "contacts",
             {},
             {},
             {{"of", "org-mill"}, {"kind", "person"}, {"value", "Zarina Qaxyz"}, {"public", "no"}},
             {{"source", "src-a"}, {"grade", "reported"}, {"note", "mobileqaz"}}},
            signed_at("2026-05-01T10:00:00Z")));
  }
};

TEST_F(withheld, rows_are_shown_where_their_owner_allows_it) {
  auto const rows = s.rows(contacts, all());
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].row_id, "k-1");
  auto own = all();
  own.withheld = true;
  EXPECT_EQ(s.rows(contacts, own).size(), 2U);
  EXPECT_TRUE(s.rows_of("contact-2", all()).empty());
}

TEST_F(withheld, statements_are_not_found_by_id_or_entity) {
  auto const found = s.find_statement("contact-2.value");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, error_kind::not_found);
  EXPECT_TRUE(s.find_statement("k-1.value"));
  EXPECT_TRUE(statements_of(s, "contact-2").empty());
  EXPECT_FALSE(statements_of(s, "contact-1").empty());
}

TEST_F(withheld, neither_hits_nor_suggestions_tell_of_them) {
  for (auto const* text : {"zarina", "qaxyz", "qaxyx", "mobileqaz", "mobileqax"}) {
    name_index const names{s, all()};
    auto const found = value_or_throw(search(s, names, {text, {}, {}, {}, {}, {}, 10}, all()));
    EXPECT_TRUE(found.hits.empty()) << text;
    EXPECT_TRUE(found.suggestions.empty()) << text;
  }
}

TEST_F(withheld, the_page_of_their_owner_does_not_name_them) {
  name_index const names{s, all()};
  auto const page = value_or_throw(read_entity(s, names, "org-mill", all()));
  for (auto const& use : page.used_by) {
    EXPECT_NE(use.entity, "contact-2");
  }
}

TEST_F(withheld, an_export_leaves_them_out_and_counts_them) {
  auto const r = value_or_throw(export_pack(s, pack.root / "out"));
  EXPECT_EQ(r.withheld, std::vector<std::string>{"contact-2"});
  auto const text = small_pack::read_at(pack.root / "out/contacts.csv");
  EXPECT_NE(text.find("office@mill.example"), std::string::npos);
  EXPECT_EQ(text.find("Zarina"), std::string::npos) << text;
  EXPECT_TRUE(check_pack(pack.root / "out").faults.empty());
}

TEST_F(withheld, a_permission_taken_back_holds_for_the_past_too) {
  auto const shut = signed_at("2026-06-01T10:00:00Z");
  value_or_throw(add(s, {{}, {}, "k-1", {}, {{"public", "no"}}, {}}, shut));
  auto before = all();
  before.known_at = parse_instant("2026-05-15T00:00:00Z").value();
  EXPECT_TRUE(s.rows(contacts, before).empty());
  EXPECT_TRUE(s.rows(contacts, all()).empty());
  EXPECT_FALSE(s.find_statement("k-1.value"));
  EXPECT_FALSE(s.find_statement("k-1.public"));
}

TEST_F(withheld, no_pack_may_hold_them) {
  pack.replace("contacts.csv", "example,yes", "example,no");
  auto const faults = check_pack(pack.dir()).faults;
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].file, "contacts.csv");
  EXPECT_EQ(faults[0].line, 2U);
  EXPECT_EQ(faults[0].column, "public");
}

}  // namespace
}  // namespace karwan::record
