#include <algorithm>
#include <set>
#include <string>
#include <tuple>

#include "karwan/impact/sets.h"
#include "karwan/record/report.h"
#include "karwan/record/review.h"
#include "karwan/require/journeys.h"
#include "tests/serve/served_record.h"

// What only the command line could answer: the same bytes by the same writers.
namespace karwan::serve {
namespace {

class commands_test : public served_record {
 protected:
  static std::string body(std::string_view target) {
    auto const r = ask(target);
    EXPECT_EQ(r.status, 200) << target << ": " << r.body;
    return r.body;
  }
  static day today() { return *parse_day("2026-03-01"); }
};

TEST_F(commands_test, plans_with_all_options_of_the_command) {
  std::string const goods = "/api/v1/plan?from=multan&to=almaty&product=mango&depart=2026-06-16";
  auto const timed =
      get(goods + "&deadline=2026-07-30&value=50000&carrier=pk&under=tir&crew=double");
  EXPECT_EQ(timed.at("query").at("deadline").as_string(), "2026-07-30");
  EXPECT_EQ(timed.at("query").at("crew").as_string(), "double");
  EXPECT_EQ(timed.at("query").at("carrier").as_string(), "pk");
  EXPECT_EQ(get(goods + "&compare=corridors&best=cheapest").at("best").as_string(), "cheapest");
  auto const numbers = get(goods + "&explain=total.time").at("numbers").as_array();
  ASSERT_EQ(numbers.size(), 1U);
  EXPECT_FALSE(numbers[0].at("formula").as_string().empty());
  auto const person =
      get("/api/v1/plan?from=lahore&to=almaty&traveller=true&nationality=pk&purpose=study");
  EXPECT_FALSE(person.at("ways").as_array().empty());
}

TEST_F(commands_test, writes_a_plan_as_the_command_does) {
  require::journeys_asked asked;
  asked.way.from = "multan";
  asked.way.to = "almaty";
  asked.way.depart = "2026-06-16";
  auto const record = open();
  plan::planner planner{record};
  for (auto const* compare : {"", "corridors"}) {
    asked.compare = compare;
    auto const question = value_or_throw(require::read_journeys_question(asked, today()));
    auto const target =
        std::string{"/api/v1/plan?from=multan&to=almaty&depart=2026-06-16&compare="};
    EXPECT_EQ(body(target + compare),
              require::to_json(require::find_journeys(record, planner, question), record));
  }
}

TEST_F(commands_test, says_which_option_of_a_plan_is_at_fault) {
  std::string const goods = "/api/v1/plan?from=multan&to=almaty";
  EXPECT_EQ(refused(goods + "&compare=borders"), "400 compare");
  EXPECT_EQ(refused(goods + "&compare=corridors&best=shortest"), "400 best");
  EXPECT_EQ(refused(goods + "&best=cheapest"), "400 best");
  EXPECT_EQ(refused(goods + "&explain=price"), "400 explain");
  EXPECT_EQ(refused(goods + "&explain=all&compare=corridors"), "400 explain");
  EXPECT_EQ(refused(goods + "&nationality=pk"), "400 nationality");
  EXPECT_EQ(refused(goods + "&traveller=perhaps"), "400 traveller");
  EXPECT_EQ(refused(goods + "&deadline=soon"), "400 deadline");
  EXPECT_EQ(refused(goods + "&value=-1"), "400 value");
  EXPECT_EQ(refused(goods + "&draws=10001"), "400 draws");
  EXPECT_EQ(refused(goods + "&format=kml"), "400 format");
  EXPECT_EQ(refused(goods + "&compare=corridors&format=geojson"), "400 format");
  std::string const person = "/api/v1/plan?from=lahore&to=almaty&traveller=true";
  EXPECT_EQ(refused(person), "400 nationality");
  EXPECT_EQ(refused(person + "&nationality=pk&purpose=study&carrier=pk"), "400 carrier");
}

TEST_F(commands_test, draws_journeys_for_a_map) {
  std::string const goods = "/api/v1/plan?from=multan&to=almaty&product=mango&depart=2026-06-16";
  auto const r = ask(goods + "&format=geojson");
  EXPECT_EQ(r.type, "application/geo+json");
  auto const features = boost::json::parse(r.body).at("features").as_array();
  std::size_t legs = 0;
  auto const plan = get(goods);
  for (auto const& j : plan.at("journeys").as_array()) {
    for (auto const& leg : j.at("legs").as_array()) {
      ASSERT_LT(legs, features.size());
      auto const& f = features[legs++];
      EXPECT_EQ(f.at("id"), leg.at("id"));
      EXPECT_EQ(f.at("properties").at("time_h"), leg.at("time_h").at("best"));
      auto const point = leg.at("from").at("id") == leg.at("to").at("id");
      EXPECT_EQ(f.at("geometry").at("type").as_string(), point ? "Point" : "LineString");
    }
  }
  EXPECT_EQ(legs, features.size());
}

TEST_F(commands_test, tells_what_a_promise_would_change) {
  impact::impact_question q;
  q.subjects = {"project-trans-afghan-railway"};
  q.today = q.view.as_of = today();
  q.from = q.depart = *parse_day("2030-01-01");
  q.draws = 20;
  q.seed = 7;
  EXPECT_EQ(body("/api/v1/impact?id=project-trans-afghan-railway&from=2030-01-01&draws=20&seed=7"),
            impact::to_json(impact::find_impact([] { return open(); }, q)));
  auto const shares =
      get("/api/v1/impact?id=project-herat-kandahar-railway"
          "&id=project-kandahar-spin-boldak-railway&shares=true&draws=20");
  EXPECT_EQ(shares.at("shares").as_array().size(), 2U);
}

// The ranking of all promises takes minutes under sanitizers: tests/e2e asks for it.
TEST_F(commands_test, says_which_part_of_an_impact_is_at_fault) {
  EXPECT_EQ(refused("/api/v1/impact"), "400 id");
  EXPECT_EQ(refused("/api/v1/impact?id=project-atlantis"), "400 id");
  EXPECT_EQ(refused("/api/v1/impact?id=project-ml1-upgrade&shares=true"), "400 id");
  EXPECT_EQ(refused("/api/v1/impact?id=project-ml1-upgrade&draws=0"), "400 draws");
  EXPECT_EQ(refused("/api/v1/impact?id=project-ml1-upgrade&draws=10001"), "400 draws");
  EXPECT_EQ(refused("/api/v1/impact?id=project-ml1-upgrade&seed=x"), "400 seed");
  EXPECT_EQ(refused("/api/v1/impact?id=project-ml1-upgrade&from=2030"), "400 from");
  EXPECT_EQ(refused("/api/v1/impact/ranking?id=project-ml1-upgrade"), "400 \"id\"");
  EXPECT_EQ(refused("/api/v1/impact?origin=multan"), "400 destination");
  EXPECT_EQ(refused("/api/v1/impact?product=mango&destination=almaty"), "400 origin");
  auto const way = std::string{"/api/v1/impact?origin=multan&destination="};
  EXPECT_EQ(refused(way + "atlantis"), "400 destination");
  EXPECT_EQ(refused(way + "almaty&product=mangle"), "400 product");
  EXPECT_EQ(refused(way + "almaty&unit=lorry"), "400 unit");
  EXPECT_EQ(refused(way + "almaty&lifted=cl-atlantis"), "400 lifted");
  EXPECT_EQ(refused(way + "almaty&flow=flow-basket-b003"), "400 flow");
  EXPECT_EQ(refused("/api/v1/impact?id=project-ml1-upgrade&flow=none"), "400 flow");
  EXPECT_EQ(refused("/api/v1/impact/ranking?lifted=cl-pk-af-2025"), "400 \"lifted\"");
}

// Each stops at its next step, and says which steps there are.
TEST_F(commands_test, ends_early_where_nobody_waits) {
  for (auto const* target : {"/api/v1/impact?id=project-trans-afghan-railway&draws=5",
                             "/api/v1/bottlenecks?limit=2", "/api/v1/matrix?countries=kz"}) {
    std::stop_source gone;
    std::size_t told = 0, steps = 0;
    request q;
    ASSERT_TRUE(read_target(target, q));
    q.by = {gone.get_token(), [&](std::size_t, std::size_t all) {
              ++told;
              steps = all;
              gone.request_stop();
            }};
    EXPECT_EQ(answer(q).status, 503) << target;
    EXPECT_EQ(told, 1U) << target;
    EXPECT_GT(steps, 1U) << target;
  }
  for (auto const* target : {"/api/v1/impact/ranking",
                             "/api/v1/impact?id=project-herat-kandahar-railway"
                             "&id=project-kandahar-spin-boldak-railway&shares=true"}) {
    std::stop_source gone;
    gone.request_stop();
    request q;
    ASSERT_TRUE(read_target(target, q));
    q.by.stop = gone.get_token();
    EXPECT_EQ(answer(q).status, 503) << target;
  }
}

TEST_F(commands_test, lists_effects_and_bottlenecks) {
  EXPECT_EQ(get("/api/v1/effects").at("coverage").at(0).at("kind").as_string(), "commitment");
  EXPECT_EQ(get("/api/v1/effects?id=commitment-western-trans-afghan-railway")
                .at("subjects")
                .as_array()
                .size(),
            1U);
  EXPECT_EQ(refused("/api/v1/effects?id=atlantis"), "400 id");
  EXPECT_EQ(get("/api/v1/bottlenecks?limit=2&by=dollar").at("items").as_array().size(), 2U);
  EXPECT_EQ(refused("/api/v1/bottlenecks?by=week"), "400 by");
  EXPECT_EQ(refused("/api/v1/bottlenecks?limit=0"), "400 limit");
}

TEST_F(commands_test, tells_who_trades_what) {
  EXPECT_FALSE(get("/api/v1/trade/series?exporter=pk&importer=kz&from=2021")
                   .at("periods")
                   .as_array()
                   .empty());
  EXPECT_FALSE(get("/api/v1/trade/partners?country=pk").at("partners").as_array().empty());
  EXPECT_FALSE(get("/api/v1/trade/balance?country=kz&partner=pk").at("periods").as_array().empty());
  EXPECT_FALSE(
      get("/api/v1/trade/products?country=kz&level=sitc1").at("products").as_array().empty());
  EXPECT_EQ(get("/api/v1/trade/indices?country=pk&partner=kz").at("fit").as_array().size(), 2U);
  EXPECT_TRUE(get("/api/v1/trade/potential?exporter=pk&importer=kz").contains("potential_usd"));
  auto const found =
      get("/api/v1/trade/opportunities?exporter=pk&importer=kz&product=mango&depart=2025-06-16");
  ASSERT_EQ(found.at("products").as_array().size(), 1U);
}

TEST_F(commands_test, says_which_part_of_a_question_of_trade_is_at_fault) {
  EXPECT_EQ(refused("/api/v1/trade/series?exporter=narnia"), "400 exporter");
  EXPECT_EQ(refused("/api/v1/trade/series?exporter=pk&sum=all"), "400 sum");
  EXPECT_EQ(refused("/api/v1/trade/partners"), "400 country");
  EXPECT_EQ(refused("/api/v1/trade/partners?country=narnia"), "400 country");
  EXPECT_EQ(refused("/api/v1/trade/partners?country=pk&direction=up"), "400 direction");
  EXPECT_EQ(refused("/api/v1/trade/balance?country=kz&partner=kz"), "400 partner");
  EXPECT_EQ(refused("/api/v1/trade/products?country=kz&level=steam"), "400 level");
  EXPECT_EQ(refused("/api/v1/trade/potential?exporter=pk"), "400 importer");
  EXPECT_EQ(refused("/api/v1/trade/opportunities?exporter=pk&importer=kz&unit=mule"), "400 unit");
  EXPECT_EQ(refused("/api/v1/trade/nothing"), "404 ");
}

TEST_F(commands_test, gives_a_matrix_in_two_forms) {
  std::string const three = "/api/v1/matrix?places=multan,almaty&places=tashkent&by=time,cost";
  auto const m = get(three);
  EXPECT_EQ(m.at("places").as_array().size(), 3U);
  auto const csv = ask(three + "&format=csv");
  EXPECT_EQ(csv.type, "text/csv; charset=utf-8; header=present");
  EXPECT_TRUE(csv.body.starts_with("from,to,")) << csv.body;
  request q;
  ASSERT_TRUE(read_target(three, q));
  q.accept = "text/csv, application/json;q=0.5";
  EXPECT_EQ(answer(q).body, csv.body);
  EXPECT_EQ(refused("/api/v1/matrix?places=multan"), "400 places");
  EXPECT_EQ(refused("/api/v1/matrix?places=multan,atlantis"), "400 places");
  EXPECT_EQ(refused(three + "&by=beauty"), "400 by");
  EXPECT_EQ(refused(three + "&format=omx"), "400 format");
}

std::size_t lines_in(std::string const& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

TEST_F(commands_test, gives_tables) {
  auto const table = [](std::string const& target) {
    auto const r = ask(target + "&format=csv");
    EXPECT_EQ(r.status, 200) << target << r.body;
    EXPECT_EQ(r.type, "text/csv; charset=utf-8; header=present") << target;
    return r.body;
  };
  auto const series = std::string{"/api/v1/series?name=bilateral+trade&from=2021"};
  std::size_t values = 0;
  auto const as_json = get(series);
  for (auto const& p : as_json.at("periods").as_array()) {
    for (auto const& g : p.at("groups").as_array()) {
      values += g.at("values").as_array().size();
    }
  }
  EXPECT_EQ(lines_in(table(series)), values + 1);
  EXPECT_TRUE(table(series).starts_with("period,reporter,partner,"));
  EXPECT_GT(lines_in(table("/api/v1/trade/series?exporter=pk&importer=kz")), 1U);
  EXPECT_EQ(lines_in(table("/api/v1/trade/partners?country=pk")),
            get("/api/v1/trade/partners?country=pk").at("partners").as_array().size() + 1);
  EXPECT_GT(lines_in(table("/api/v1/trade/balance?country=kz&partner=pk")), 1U);
  EXPECT_EQ(
      lines_in(table("/api/v1/trade/products?country=kz&level=sitc1")),
      get("/api/v1/trade/products?country=kz&level=sitc1").at("products").as_array().size() + 1);
  EXPECT_EQ(lines_in(table("/api/v1/commitments?sector=transport")),
            get("/api/v1/commitments?sector=transport").at("commitments").as_array().size() + 1);
  EXPECT_EQ(refused("/api/v1/trade/potential?exporter=pk&importer=kz&format=csv"),
            "400 \"format\"");
  EXPECT_EQ(refused("/api/v1/trade/partners?country=narnia&format=csv"), "400 country");
}

// Where more follows, by the header Link; empty: nothing does.
std::string next_of(reply const& r) {
  for (auto const& [name, value] : r.headers) {
    if (name == "Link") {
      EXPECT_TRUE(value.ends_with(">; rel=\"next\"")) << value;
      return value.substr(1, value.find('>') - 1);
    }
  }
  return {};
}

TEST_F(commands_test, gives_long_lists_in_parts) {
  for (auto const& [target, list, id] :
       {std::tuple{"/api/v1/commitments?sector=transport", "commitments", "id"},
        std::tuple{"/api/v1/directory?direction=offer", "organisations", "organisation"},
        std::tuple{"/api/v1/search?q=%D0%90%D0%BB%D0%BC%D0%B0%D1%82%D1%8B+OR+road", "hits",
                   "entity"}}) {
    std::set<std::string> seen;
    std::size_t parts = 0;
    for (auto next = std::string{target} + "&limit=7"; !next.empty(); ++parts) {
      auto const r = ask(next);
      ASSERT_EQ(r.status, 200) << next << r.body;
      auto const body = boost::json::parse(r.body);
      for (auto const& item : body.at(list).as_array()) {
        EXPECT_TRUE(seen.insert(std::string{item.at(id).as_string()}).second) << next;
      }
      next = parts < 5 ? next_of(r) : std::string{};
    }
    EXPECT_GT(parts, 1U) << target;
    EXPECT_GT(seen.size(), 7U) << target;
  }
  std::string const all = "/api/v1/commitments?cursor=";
  for (auto const* bad :
       {"x", "0.a", "3", "3.no-such", "99999999999999999999.a", "-1.a", "500.a"}) {
    EXPECT_EQ(refused(all + bad), "400 cursor") << bad;
  }
}

TEST_F(commands_test, shows_what_was_proposed) {
  EXPECT_TRUE(get("/api/v1/review").at("proposals").as_array().empty());
  {
    auto to = open(record::store::mode::write);
    record::name_index const names{to, {}};
    record::state_report r;
    r.target = "x-road-torkham";
    r.open = true;
    r.from = "2026-02-20";
    r.source = "https://example.org/torkham";
    r.today = today();
    value_or_throw(record::report_state(to, names, r, {"amina", *parse_instant("2026-02-21")},
                                        {.proposed = true, .layer = {}}));
  }
  auto const all = get("/api/v1/review").at("proposals").as_array();
  ASSERT_EQ(all.size(), 1U);
  auto const id = std::string{all[0].at("id").as_string()};
  EXPECT_EQ(get("/api/v1/review/" + id).at("proposal"), all[0]);
  EXPECT_EQ(refused("/api/v1/review/no-such"), "404 ");
  EXPECT_EQ(ask("/api/v1/review/" + id, "POST").status, 405);
}

}  // namespace
}  // namespace karwan::serve
