// A record that travels arrives whole: with corrections, retractions and whole rows stated anew.
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "karwan/exchange/ftm.h"
#include "karwan/exchange/jsonld.h"
#include "karwan/record/edit.h"
#include "karwan/record/pack.h"
#include "karwan/record/review.h"
#include "karwan/record/search.h"
#include "tests/rounds.h"
#include "tests/shipped_record.h"

namespace karwan::exchange {
namespace {

namespace fs = std::filesystem;
using record::store;

struct form {
  char const* name;
  export_report (*write)(store const&, cut const&, text_sink const&);
  record::history_report (*read)(store&, std::istream&, import_watch const&);
};
constexpr form kForms[] = {{"ftm", write_ftm, read_ftm}, {"jsonld", write_jsonld, read_jsonld}};

std::string written(form const& f, store const& from, cut const& c = {}) {
  std::string out;
  f.write(from, c, [&](std::string_view text) { out += text; });
  return out;
}

struct round_trip : testing::TestWithParam<form> {
  fs::path root = fs::temp_directory_path() / ("karwan-travel-" + std::to_string(::getpid()));
  std::vector<std::string> faults;

  round_trip() { fs::remove_all(root), fs::create_directories(root); }
  ~round_trip() override { fs::remove_all(root); }

  store open(char const* name) {
    return value_or_throw(store::open(root / name, store::mode::write));
  }

  record::history_report read(store& to, std::string const& text) {
    std::istringstream in{text};
    return GetParam().read(to, in,
                           {[this](record::history_fault const& f) {
                              faults.push_back(f.place + ": " + f.column + ": " + f.text);
                            },
                            {}});
  }

  std::map<std::string, std::string> pack_of(store const& s) {
    auto const dir = root / "pack";
    fs::remove_all(dir);
    value_or_throw(record::export_pack(s, dir));
    std::map<std::string, std::string> out;
    for (auto const& entry : fs::directory_iterator{dir}) {
      std::ifstream in{entry.path()};
      out[entry.path().filename()] = std::string{std::istreambuf_iterator<char>{in}, {}};
    }
    return out;
  }

  void expect_arrives_whole(store const& from) {
    auto const text = written(GetParam(), from);
    auto to = open("to.db");
    auto const r = read(to, text);
    ASSERT_EQ(r.faults, 0U) << faults.front();
    EXPECT_EQ(pack_of(from), pack_of(to));
    EXPECT_EQ(text, written(GetParam(), to));
    auto const version = to.version();
    auto const again = read(to, text);
    EXPECT_EQ(again.statements, r.statements);
    EXPECT_EQ(again.new_statements + again.new_rows + again.new_changes, 0U);
    EXPECT_EQ(to.version(), version);
  }
};

// Changes a record at random as people do. The same seed, the same changes.
void edit_at_random(store& s, unsigned seed, int acts) {
  std::mt19937 random{seed};
  auto const rows = s.rows(*record::find_table("places"), {.all_worlds = true});
  auto at = parse_instant("2026-08-01T10:00:00Z").value();
  for (int i = 0; i < acts; ++i) {
    auto const& r = rows[random() % rows.size()];
    at += std::chrono::hours{1};
    record::signature const who{"tester", at};
    auto const lat = std::to_string(random() % 80) + ".5";
    switch (random() % 4) {
      case 0:
        record::add(s, {r.entity, {}, r.row_id, {}, {{"lat", lat}}, {}}, who);
        break;
      case 1:  // what the cells share: the whole row anew
        record::add(s, {r.entity, {}, r.row_id, {}, {}, {{"note", "seen, \"twice\"\n" + lat}}},
                    who);
        break;
      case 2:
        record::retract(s, r.row_id + ".lat", "a, reason; with \"quotes\" and\nlines", who);
        break;
      default:
        record::add(s,
                    {r.entity,
                     "places",
                     {},
                     {},
                     {{"country", std::string{r.text("country")}}, {"kind", "other"}},
                     {{"source", r.source}, {"grade", "reported"}}},
                    who);
    }
  }
}

TEST_P(round_trip, the_shipped_pack) {
#ifdef KARWAN_SANITIZED
  GTEST_SKIP() << "takes half a minute; tests/cases/exchange_shipped.test does it on the program";
#endif
  expect_arrives_whole(shipped_record());
}

TEST_P(round_trip, the_small_packs_with_changes_at_random) {
  for (auto const& entry : fs::directory_iterator{fs::path{KARWAN_TESTS} / "packs"}) {
    for (unsigned seed = 1; seed <= 5; ++seed) {
      SCOPED_TRACE(entry.path().string() + " " + std::to_string(seed));
      fs::remove(root / "from.db"), fs::remove(root / "to.db");
      auto s = open("from.db");
      value_or_throw(record::load_pack(s, entry.path()));
      edit_at_random(s, seed, 40);
      expect_arrives_whole(s);
    }
  }
}

// A later export of the same record brings what is new to an earlier copy.
TEST_P(round_trip, what_came_later_follows) {
  auto s = open("from.db");
  value_or_throw(record::load_pack(s, fs::path{KARWAN_TESTS} / "packs/uz-ge"));
  auto to = open("to.db");
  read(to, written(GetParam(), s));
  edit_at_random(s, 7, 20);
  auto const r = read(to, written(GetParam(), s));
  ASSERT_TRUE(faults.empty()) << faults.front();
  EXPECT_GT(r.new_statements, 0U);
  EXPECT_EQ(pack_of(s), pack_of(to));
  EXPECT_EQ(written(GetParam(), s), written(GetParam(), to));
}

// What had been proposed and was accepted is found there too; what waits is not.
TEST_P(round_trip, what_was_accepted_is_found) {
  auto s = open("from.db");
  value_or_throw(record::load_pack(s, fs::path{KARWAN_TESTS} / "packs/uz-ge"));
  auto const place = s.rows(*record::find_table("places"), {}).front();
  record::signature const who{"tester", parse_instant("2026-08-01T10:00:00Z").value()};
  auto const propose = [&](char const* name) {
    return value_or_throw(record::add(s,
                                      {place.entity,
                                       "names",
                                       {},
                                       {},
                                       {{"language", "en"}, {"name", name}, {"use", "former"}},
                                       {{"source", place.source}, {"grade", "reported"}}},
                                      who, {.proposed = true, .layer = {}}));
  };
  auto const accepted = propose("Lantern Gate");
  value_or_throw(record::accept(s, accepted.row_id, {}, who));
  propose("Quarry Gate");
  auto to = open("to.db");
  ASSERT_EQ(read(to, written(GetParam(), s)).faults, 0U);
  for (auto const* from : {&s, &to}) {
    record::name_index const names{*from, {}};
    auto const hits = [&](char const* text) {
      return value_or_throw(record::search(*from, names, {text, {}, {}, {}, {}, {}, 5}, {})).hits;
    };
    ASSERT_EQ(hits("lantern").size(), 1U);
    EXPECT_EQ(hits("lantern").front().entity, place.entity);
    EXPECT_TRUE(hits("quarry").empty());
  }
}

// What two records say otherwise under one id is refused, and nothing is written.
TEST_P(round_trip, contradictions_are_named) {
  auto const dir = fs::path{KARWAN_TESTS} / "packs/uz-ge";
  auto s = open("from.db");
  auto to = open("to.db");
  value_or_throw(record::load_pack(s, dir));
  value_or_throw(record::load_pack(to, dir));
  auto const place = s.rows(*record::find_table("places"), {}).front();
  record::signature const who{"tester", parse_instant("2026-08-01T10:00:00Z").value()};
  record::addition a{place.entity, {}, place.row_id, {}, {{"lat", "1.5"}}, {}};
  value_or_throw(record::add(s, a, who));
  a.cells = {{"lat", "2.5"}};
  value_or_throw(record::add(to, a, who));
  auto const version = to.version();
  auto const r = read(to, written(GetParam(), s));
  EXPECT_EQ(r.faults, 1U);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_NE(faults.front().find("the record says 2.5 here"), std::string::npos) << faults.front();
  EXPECT_EQ(to.version(), version);
}

INSTANTIATE_TEST_SUITE_P(forms, round_trip, testing::ValuesIn(kForms),
                         [](auto const& p) { return std::string{p.param.name}; });

}  // namespace
}  // namespace karwan::exchange
