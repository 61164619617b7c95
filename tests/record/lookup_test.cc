// What is looked up is what a scan finds, whatever was recorded before and in which file.
#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "karwan/record/answers.h"
#include "karwan/record/edit.h"
#include "karwan/record/maintain.h"
#include "karwan/record/references.h"
#include "karwan/record/review.h"
#include "record/kept_rows.h"
#include "record/lookup.h"
#include "record/schema.h"
#include "record/store_impl.h"
#include "small_pack.h"
#include "tests/rounds.h"

namespace karwan::record {
namespace {

std::map<std::string, std::string> some_bodies() {
  return {{"sources.csv",
           "row_id,entity,title,published_on\n"
           "src-a,src-a,Atlas,2024\n"
           "src-b,src-b,Bulletin,2025\n"},
          {"countries.csv",
           "row_id,entity,iso2,grade,source\n"
           "c-aa,aa,AA,official,src-a\n"
           "c-bb,bb,BB,official,src-a\n"},
          {"organisations.csv",
           "row_id,entity,name,kind,countries,sector,part_of,grade,source\n"
           "o-1,ministry,Ministry,ministry,aa,transport,,official,src-a\n"
           "o-2,agency,Agency,agency,aa;bb,transport,ministry,official,src-b\n"},
          {"commitments.csv",
           "row_id,entity,what,force,owed_by,sector,said_on,evidence,evidence_on,evidence_source,"
           "grade,source\n"
           "cm-1,road,Build the road,agreed,aa;agency,transport,2024,built,2025,src-b,official,"
           "src-a\n"
           "cm-2,road,Build it soon,hoped,ministry,transport,2025,,,,reported,src-b\n"
           "cm-3,fair,Hold a fair,agreed,bb,trade,2024,,,,reported,src-a\n"},
          {"stages.csv",
           "row_id,entity,of,stage,on,grade,source\n"
           "s-1,road-begun,road,started,2025,reported,src-b\n"},
          {"names.csv",
           "row_id,entity,language,name,use,grade,source\n"
           "n-1,ministry,en,Ministry of Roads,official,reported,src-a\n"
           "n-2,agency,en,Road Agency,official,reported,src-b\n"}};
}

std::string const& one_of(std::vector<std::string> const& all, std::mt19937& random) {
  return all[std::uniform_int_distribution<std::size_t>{0, all.size() - 1}(random)];
}

signature at(int second) {
  return {"me", parse_instant("2026-05-01T10:00:00Z").value() + std::chrono::seconds{second}};
}

// Additions, corrections and retractions at random; some refused, which is no matter here.
void act(store& s, std::mt19937& random, int second, manner const& how) {
  std::vector<std::string> const bodies{"aa", "bb", "ministry", "agency", "bureau"};
  auto const who = one_of(bodies, random) + ";" + one_of(bodies, random);
  std::vector<std::pair<std::string, std::string>> const from{
      {"source", one_of({"src-a", "src-b"}, random)}, {"grade", "reported"}};
  std::vector<addition> const choices{
      {one_of({"road", "fair", "bridge"}, random),
       "commitments",
       {},
       {},
       {{"what", "Do it"}, {"sector", "trade"}, {"force", "hoped"}, {"owed_by", who}},
       from},
      {"road", {}, "cm-1", {}, {{"owed_by", who}}, {}},
      {"bureau",
       "organisations",
       {},
       {},
       {{"name", "Bureau"}, {"kind", "agency"}, {"sector", "trade"}, {"part_of", "ministry"}},
       from},
      {one_of({"agency", "bureau"}, random),
       "names",
       {},
       {},
       {{"language", "en"},
        {"name", one_of({"The Bureau", "Bureau B"}, random)},
        {"use", "former"}},
       from},
      {"bridge-begun",
       "stages",
       {},
       {},
       {{"of", one_of({"road", "bridge"}, random)}, {"stage", "planned"}},
       from}};
  auto const& a =
      choices[std::uniform_int_distribution<std::size_t>{0, choices.size() - 1}(random)];
  if (!how.layer.empty() && !a.row.empty()) {
    return;
  }
  auto const made = add(s, a, at(second), how);
  if (made && !how.proposed && second % 5 == 0) {
    (void)retract(s, made->statements.back(), "wrong", at(second));
  }
  if (made && how.proposed && second % 2 == 0) {
    (void)(second % 4 == 0 ? accept(s, made->statements.front(), {}, at(second))
                           : reject(s, made->statements.front(), "no", at(second)));
  }
}

using row_ids = std::vector<std::string>;

row_ids ids_of(std::vector<row> const& rows) {
  row_ids out;
  for (auto const& r : rows) {
    out.push_back(std::string{tables()[*r.table].name} + "/" + r.row_id);
  }
  return out;
}

template <typename F>
void each_column(F const& f) {
  for (std::size_t t = 0; t < tables().size(); ++t) {
    auto const first = first_property(table_ix{static_cast<std::uint16_t>(t)});
    for (std::size_t c = 0; c < tables()[t].columns.size(); ++c) {
      f(table_ix{static_cast<std::uint16_t>(t)},
        property_ix{static_cast<std::uint16_t>(*first + c)});
    }
  }
}

constexpr auto kEntities = {"aa",   "bb",     "ministry", "agency", "bureau",       "road",
                            "fair", "bridge", "src-a",    "src-b",  "bridge-begun", "road-begun"};

void compare_rows_naming(store const& s, view_spec const& view) {
  each_column([&](table_ix t, property_ix p) {
    auto const& c = column_of(p);
    if (c.ref.empty()) {
      return;
    }
    for (std::string const id : kEntities) {
      auto scanned = s.rows(t, view);
      std::erase_if(scanned, [&](row const& r) {
        return (";" + std::string{r.text(c.name)} + ";").find(";" + id + ";") == std::string::npos;
      });
      ASSERT_EQ(ids_of(rows_naming(s, id, p, view)), ids_of(scanned)) << c.name << " " << id;
    }
  });
}

void compare_rows_from(store const& s, view_spec const& view) {
  for (std::string const id : {"src-a", "src-b", "src-private-me"}) {
    std::vector<row> scanned;
    for (std::size_t t = 0; t < tables().size(); ++t) {
      for (auto& r : s.rows(table_ix{static_cast<std::uint16_t>(t)}, view)) {
        if (r.source == id ||
            (tables()[t].name == "commitments" && r.text("evidence_source") == id)) {
          scanned.push_back(std::move(r));
        }
      }
    }
    auto const found = rows_from(s, id, view, 1000);
    ASSERT_EQ(ids_of(found.rows), ids_of(scanned)) << id;
    ASSERT_FALSE(found.more);
    if (scanned.size() > 1) {
      auto const some = rows_from(s, id, view, scanned.size() - 1);
      ASSERT_EQ(some.rows.size(), scanned.size() - 1);
      ASSERT_TRUE(some.more);
    }
  }
}

void compare_uses(store const& s, view_spec const& view) {
  name_index const names{s, view};
  for (std::string const id : kEntities) {
    std::set<std::pair<std::string, std::string>> scanned;
    for (std::string const other : kEntities) {
      for (auto const& e : statements_of(s, other, view)) {
        auto const& c = column_of(e.property);
        if (other != id && e.status == statement_status::accepted && !c.ref.empty() &&
            (";" + e.value + ";").find(";" + id + ";") != std::string::npos) {
          scanned.emplace(other, c.name);
        }
      }
    }
    std::set<std::pair<std::string, std::string>> found;
    if (auto const page = read_entity(s, names, id, view)) {
      for (auto const& u : page->used_by) {
        found.emplace(u.entity, u.property);
      }
      ASSERT_EQ(found, scanned) << id;
    }
  }
}

void compare_names(store const& s, view_spec const& view) {
  name_index const names{s, view};
  std::map<std::string, std::set<std::string>> scanned, current;
  for (auto const& r : s.rows(*find_table("names"), view)) {
    if (names.kinds_of(r.entity).empty()) {
      continue;
    }
    scanned[std::string{r.text("name")}].insert(r.entity);
    if (r.text("use") != "former") {
      current[std::string{r.text("name")}].insert(r.entity);
    }
  }
  for (std::string const name :
       {"The Bureau", "Bureau B", "Road Agency", "Ministry of Roads", "Nobody at all"}) {
    std::set<std::string> found;
    for (auto const& hit : names.complete(name, {}, 100)) {
      found.emplace(hit.entity);
    }
    ASSERT_EQ(found, scanned[name]) << name;
    auto const one = names.resolve(name);
    auto const& best = current[name].empty() ? scanned[name] : current[name];
    ASSERT_EQ(one.has_value(), best.size() == 1) << name;
  }
}

// In this order: values, then where they come from.
auto all_of(row const& r) {
  std::vector<std::tuple<property_ix, statement_ix, std::uint32_t, std::string, double, date_span>>
      cells;
  for (auto const& c : r.cells) {
    cells.emplace_back(c.property, c.statement, c.stated, c.text, c.number, c.span);
  }
  return std::tuple{r.row_id, r.entity, r.world,     r.layer,     r.valid,     r.observed,
                    cells,    r.source, r.published, r.row_grade, r.withdrawn, r.recorded_at};
}

// Rows that are kept are those that the statements give.
void compare_kept(store const& s, view_spec const& view) {
  for (std::uint16_t t = 0; t < tables().size(); ++t) {
    auto const kept = s.rows(table_ix{t}, view);
    auto const read = read_statements_of(store_access::of(s), table_ix{t}, view);
    ASSERT_EQ(kept.size(), read.size()) << tables()[t].name;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      ASSERT_EQ(all_of(kept[i]), all_of(read[i])) << tables()[t].name << " " << read[i].row_id;
    }
  }
}

// In this program's way, so that the test above compares two things.
void expect_kept(store const& s) {
  auto& impl = store_access::of(s);
  view_spec plain;
  for (auto const* table : {"commitments", "names", "sources", "stages"}) {
    EXPECT_TRUE(kept_rows(impl, *find_table(table), plain)) << table;
  }
  EXPECT_FALSE(kept_rows(impl, *find_table("contacts"), plain));  // it says who may see them
  plain.layers = {"me"};
  EXPECT_FALSE(kept_rows(impl, *find_table("commitments"), plain));
  EXPECT_TRUE(wrongly_kept(impl).empty());
}

void compare(store const& s) {
  std::vector<view_spec> views(4);
  views[1].known_at = at(60).at;
  views[2].layers = {"me"};
  views[3].layers = {"me", "us"};
  views[3].known_at = at(90).at;
  for (auto& v : views) {
    v.as_of = parse_day("2026-06-16").value();
    compare_rows_naming(s, v);
    compare_rows_from(s, v);
    compare_uses(s, v);
    compare_names(s, v);
    compare_kept(s, v);
  }
  view_spec by_then, lifted, worlds;
  by_then.published_by = parse_day("2024-12-31").value();
  lifted.without = {"src-b", "road"};
  worlds.all_worlds = true;
  for (auto const& v : {by_then, lifted, worlds}) {
    compare_kept(s, v);
  }
}

TEST(lookup, finds_what_a_scan_finds) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    small_pack const pack{some_bodies()};
    auto s = pack.loaded();
    compare(s);
    std::mt19937 random{seed};
    for (int i = 1; i <= rounds(120); ++i) {
      auto const kind = std::uniform_int_distribution{0, 3}(random);
      act(s, random, i, {kind == 1, kind == 2 ? "me" : kind == 3 ? "us" : ""});
    }
    compare(s);
    expect_kept(s);
    EXPECT_TRUE(value_or_throw(check(pack.db())).found.empty());
  }
}

std::string all_of(store const& s) {
  std::string out;
  for (auto const* sql : {"SELECT layer, key, entity FROM name_key ORDER BY 1, 2, 3",
                          "SELECT layer, key, property, statement FROM reference "
                          "ORDER BY 1, 2, 3, 4"}) {
    query q{store_access::of(s).db, sql};
    while (q.step()) {
      for (int i = 0; i < q.columns(); ++i) {
        out += std::string{q.text(i)} + "|";
      }
      out += "\n";
    }
  }
  view_spec view;
  view.as_of = parse_day("2026-06-16").value();
  name_index const names{s, view};
  answer_writer answers{s, names};
  for (std::string const id : kEntities) {
    auto const page = read_entity(s, names, id, view);
    out += page ? answers.entity(*page) : page.error().sentence();
  }
  return out;
}

// The tables of facts as a file of an older schema holds them.
void copy_facts(std::filesystem::path const& from, std::filesystem::path const& to,
                std::int64_t schema) {
  database d{to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
  bring_up_to_date(d, true, schema);
  d.run(("ATTACH '" + from.string() + "' AS newer").c_str());
  for (std::string const table : {"recording", "tbl", "property", "pack_load", "pack_row",
                                  "statement", "status_change", "recording_sum"}) {
    if (schema > 1 || table != "recording_sum") {
      d.run(("INSERT INTO " + table + " SELECT * FROM newer." + table).c_str());
    }
  }
}

TEST(lookup, is_made_anew_in_a_file_of_an_older_schema) {
  small_pack const pack{some_bodies()};
  for (std::int64_t const schema : {1, 2, 3, 4}) {
    auto const db = pack.root / ("kept" + std::to_string(schema));
    auto s = value_or_throw(store::open(db, store::mode::write));
    ASSERT_TRUE(value_or_throw(load_pack(s, pack.dir())).pack.faults.empty());
    std::mt19937 random{static_cast<unsigned>(schema)};
    for (int i = 1; i <= 60; ++i) {  // proposals and layers are younger than the first schemas
      auto const kind = schema < 3 ? 0 : std::uniform_int_distribution{0, 2}(random);
      act(s, random, i, {kind == 1, kind == 2 ? "me" : ""});
    }
    auto const old = pack.root / ("old" + std::to_string(schema));
    copy_facts(db, old, schema);
    auto const migrated = value_or_throw(store::open(old, store::mode::write));
    ASSERT_EQ(all_of(migrated), all_of(s)) << schema;
    ASSERT_NE(all_of(s).find("ministry of roads|ministry"), std::string::npos);
    ASSERT_TRUE(value_or_throw(check(old)).found.empty()) << schema;
  }
}

}  // namespace
}  // namespace karwan::record
