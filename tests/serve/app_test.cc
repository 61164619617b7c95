#include <map>
#include <string>

#include "karwan/record/edit.h"
#include "karwan/record/report.h"
#include "karwan/relations/inquiry.h"
#include "tests/serve/served_record.h"

namespace karwan::serve {
namespace {

namespace json = boost::json;

class app_test : public served_record {
 protected:
  static std::map<std::string, json::object> features(std::string_view target) {
    std::map<std::string, json::object> out;
    auto const all = get(target);
    for (auto const& f : all.at("features").as_array()) {
      out.emplace(std::string{f.at("id").as_string()}, f.as_object());
    }
    return out;
  }
  static std::string status_of(std::map<std::string, json::object> const& all, char const* id) {
    return std::string{all.at(id).at("properties").at("status").as_string()};
  }
};

TEST_F(app_test, finds_places_in_any_script) {
  for (auto const* text : {"almat", "%D0%90%D0%BB%D0%BC%D0%B0%D1%82", "KZALA"}) {
    auto const found = get(std::string{"/api/v1/places?q="} + text).at("places").as_array();
    ASSERT_FALSE(found.empty()) << text;
    EXPECT_EQ(found[0].at("id").as_string(), "almaty") << text;
    EXPECT_EQ(found[0].at("country").as_string(), "KZ");
  }
}

TEST_F(app_test, finds_countries_where_they_are_wanted) {
  EXPECT_TRUE(get("/api/v1/places?q=afghanistan").at("places").as_array().empty());
  auto const found = get("/api/v1/places?q=afghanistan&countries=true").at("places").as_array();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].at("kind").as_string(), "country");
}

TEST_F(app_test, finds_products_by_name_and_code) {
  for (auto const* text : {"mango", "080450"}) {
    auto const found = get(std::string{"/api/v1/products?q="} + text).at("products").as_array();
    ASSERT_FALSE(found.empty()) << text;
    EXPECT_EQ(found[0].at("hs_code").as_string(), "080450");
  }
}

TEST_F(app_test, names_everything_in_a_language_at_once) {
  auto const in_urdu = get("/api/v1/names?lang=ur");
  EXPECT_EQ(in_urdu.at("lang").as_string(), "ur");
  auto const& names = in_urdu.at("names").as_object();
  EXPECT_EQ(names.at("almaty").as_string(), "\u0627\u0644\u0645\u0627\u062a\u06cc");
  EXPECT_FALSE(names.contains("src-karwan"));  // no one names it in Urdu
  EXPECT_EQ(get("/api/v1/names").at("names").at("almaty").as_string(), "Almaty");
  EXPECT_EQ(refused("/api/v1/names?lang=fr"), "400 lang");
}

TEST_F(app_test, plans_as_the_command_does) {
  auto const plan = get("/api/v1/plan?from=multan&to=almaty&product=mango&depart=2025-06-16");
  EXPECT_FALSE(plan.at("journeys").as_array().empty());
  EXPECT_EQ(plan.at("query").at("unit").as_string(), "reefer");
  EXPECT_EQ(plan.at("query").at("today").as_string(), "2026-03-01");
}

TEST_F(app_test, says_which_parameter_is_at_fault) {
  EXPECT_EQ(refused("/api/v1/plan?to=almaty"), "400 from");
  EXPECT_EQ(refused("/api/v1/plan?from=multan&to=almaty&as_of=soon"), "400 as_of");
  EXPECT_EQ(refused("/api/v1/plan?from=multan&to=almaty&tonnes=-1"), "400 tonnes");
  EXPECT_EQ(refused("/api/v1/plan?from=multan&to=almaty&tons=5"), "400 \"tons\"");
  EXPECT_EQ(refused("/api/v1/plan?from=multan&from=x&to=almaty"), "400 from");
  EXPECT_EQ(refused("/api/v1/places?q=a&limit=0"), "400 limit");
  EXPECT_EQ(refused("/api/v1/places?q=" + std::string(201, 'a')), "400 q");
  EXPECT_EQ(refused("/api/v1/network?date=2025-02-30"), "400 date");
  EXPECT_EQ(refused("/api/v1/statements"), "400 id");
  EXPECT_EQ(refused("/api/v1/search?q=%20"), "400 q");
}

TEST_F(app_test, does_not_know_what_is_not_there) {
  for (auto const* target : {"/api", "/api/v1", "/api/v2/plan", "/api/v1/nothing", "/api/v1/plan/x",
                             "/api/v1/entities", "/api/v1/entities/a/b"}) {
    EXPECT_EQ(ask(target).status, 404) << target;
  }
  EXPECT_EQ(ask("/api/v1/entities/no-such-thing").status, 404);
  EXPECT_EQ(ask("/api/v1/statements/no-such.thing").status, 404);
}

TEST_F(app_test, only_reads) {
  for (auto const* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "NONSENSE"}) {
    EXPECT_EQ(ask("/api/v1/health", method).status, 405) << method;
  }
  EXPECT_EQ(ask("/api/v1/health", "HEAD").status, 200);
}

TEST_F(app_test, shows_what_is_shut_on_a_day) {
  auto const before = features("/api/v1/network?date=2025-06-16");
  EXPECT_EQ(status_of(before, "x-road-torkham"), "open");
  auto const after = features("/api/v1/network?date=2025-12-01");
  EXPECT_EQ(status_of(after, "x-road-torkham"), "closed");
  EXPECT_EQ(after.at("x-road-torkham").at("properties").at("since").as_string(), "2025-10-11");
  // Shut at weekends; 2025-06-14 was a Saturday.
  EXPECT_EQ(status_of(before, "x-road-khunjerab"), "open");
  EXPECT_EQ(status_of(features("/api/v1/network?date=2025-06-14"), "x-road-khunjerab"), "closed");
}

TEST_F(app_test, tells_old_word_from_new) {
  auto const word = [](char const* date) {
    auto const all = features(std::string{"/api/v1/network?date="} + date);
    return all.at("x-road-torkham").at("properties").at("unconfirmed").as_bool();
  };
  EXPECT_FALSE(word("2025-10-20"));
  EXPECT_TRUE(word("2029-01-01"));
}

TEST_F(app_test, takes_a_promise_as_kept_from_its_date) {
  auto const planned = [](std::string const& more) {
    std::map<std::string, int> out;
    for (auto const& [id, f] : features("/api/v1/network?date=2030-06-01" + more)) {
      auto const& p = f.at("properties").as_object();
      if (auto const* world = p.if_contains("world");
          world != nullptr && world->as_string() == "project-trans-afghan-railway") {
        ++out[std::string{p.at("status").as_string()}];
      }
    }
    return out;
  };
  auto const without = planned("");
  ASSERT_GT(without.count("planned"), 0U);
  EXPECT_EQ(without.size(), 1U);
  EXPECT_EQ(planned("&scenario=project-trans-afghan-railway").count("planned"), 0U);
  EXPECT_EQ(planned("&scenario=project-trans-afghan-railway@2031"), without);
}

TEST_F(app_test, tells_what_was_promised_and_when) {
  auto const all = get("/api/v1/timeline").at("items").as_array();
  ASSERT_GT(all.size(), 100U);
  std::string last;
  std::map<std::string, int> kinds;
  for (auto const& i : all) {
    auto const first = std::string{i.at("first").as_string()};
    EXPECT_LE(last, first);
    last = first;
    ++kinds[std::string{i.at("kind").as_string()}];
    EXPECT_FALSE(i.at("statements").as_array().empty()) << i.at("entity");
  }
  EXPECT_EQ(kinds.size(), 3U);
  auto const some = get("/api/v1/timeline?sector=transport&from=2025-01-01&to=2025-12-31");
  ASSERT_FALSE(some.at("items").as_array().empty());
  EXPECT_LT(some.at("items").as_array().size(), all.size());
  for (auto const& i : some.at("items").as_array()) {
    EXPECT_EQ(i.at("sector").as_string(), "transport");
    EXPECT_LE(i.at("first").as_string(), "2025-12-31");
  }
}

TEST_F(app_test, shows_an_entity_with_its_sources) {
  auto const page = get("/api/v1/entities/x-road-torkham");
  EXPECT_EQ(page.at("kind").as_string(), "crossing");
  auto const& rows = page.at("rows").as_array();
  ASSERT_FALSE(rows.empty());
  auto const& statement = rows[0].at("statements").as_array()[0];
  EXPECT_TRUE(statement.at("source").as_object().contains("title"));
  auto const id = std::string{statement.at("id").as_string()};
  EXPECT_EQ(get("/api/v1/statements/" + id).at("id").as_string(), id);
  EXPECT_EQ(get("/api/v1/statements?id=" + id + "&id=" + id).at("statements").as_array().size(),
            2U);
}

TEST_F(app_test, searches_with_filters) {
  auto const found = [](std::string const& target) {
    std::string out;
    auto const all = get("/api/v1/search?q=ambassador&limit=100&" + target);
    for (auto const& h : all.at("hits").as_array()) {
      out += std::string{h.at("entity").as_string()} + "\n";
    }
    return out;
  };
  auto const has = [](std::string const& all, char const* id) {
    return all.find(std::string{id} + "\n") != std::string::npos;
  };
  constexpr auto kFromKazakhstan = "person-yerzhan-kistafin";
  constexpr auto kFromPakistan = "person-abdul-salik-khan";
  auto const people = found("kind=person");
  EXPECT_TRUE(has(people, kFromKazakhstan) && has(people, kFromPakistan));
  for (auto const* name : {"kz", "KAZ", "%D2%9A%D0%B0%D0%B7%D0%B0%D2%9B%D1%81%D1%82%D0%B0%D0%BD"}) {
    auto const there = found(std::string{"kind=person&country="} + name);
    EXPECT_TRUE(has(there, kFromKazakhstan) && !has(there, kFromPakistan)) << name;
  }
  EXPECT_TRUE(has(found("kind=person&country=kz&country=pk"), kFromPakistan));
  EXPECT_TRUE(has(found("kind=person&from=2017&to=2018"), kFromPakistan));
  EXPECT_FALSE(has(found("kind=person&to=2001"), kFromPakistan));
}

TEST_F(app_test, says_which_filter_is_at_fault) {
  for (auto const* fault :
       {"kind=train", "sector=steam", "country=narnia", "from=yesterday", "from=2025&to=2024"}) {
    std::string const text{fault};
    auto const field = text.starts_with("from=2025") ? "to" : text.substr(0, text.find('='));
    EXPECT_EQ(refused("/api/v1/search?q=rail&" + text), "400 " + field);
  }
  EXPECT_EQ(refused("/api/v1/search?q=-rail"), "400 q");
}

TEST_F(app_test, searches_the_record) {
  auto const hits = get("/api/v1/search?q=transit+trade+agreement&limit=5").at("hits").as_array();
  ASSERT_FALSE(hits.empty());
  EXPECT_LE(hits.size(), 5U);
}

TEST_F(app_test, says_what_it_serves) {
  EXPECT_EQ(get("/api/v1/health").at("status").as_string(), "ok");
  auto const meta = get("/api/v1/meta");
  EXPECT_EQ(meta.at("packs").as_array()[0].at("name").as_string(), "kaz-pak");
  EXPECT_EQ(meta.at("pair").as_array()[1].as_string(), "pk");
  EXPECT_EQ(meta.at("today").as_string(), "2026-03-01");
  EXPECT_GT(meta.at("counts").at("statement").as_int64(), 10'000);
  EXPECT_FALSE(meta.at("scenarios").as_array().empty());
}

TEST_F(app_test, offers_only_questions_that_it_answers) {
  auto const meta = get("/api/v1/meta");
  ASSERT_FALSE(meta.at("examples").as_array().empty());
  for (auto const& e : meta.at("examples").as_array()) {
    auto const& o = e.as_object();
    auto target = "/api/v1/plan?from=" + std::string{o.at("from").as_string()} +
                  "&to=" + std::string{o.at("to").as_string()};
    if (auto const* product = o.if_contains("product")) {
      target += "&product=" + std::string{product->as_string()};
    }
    EXPECT_EQ(ask(target).status, 200) << target;
  }
}

TEST_F(app_test, sees_what_is_recorded_meanwhile) {
  auto const status = [] {
    return std::string{get("/api/v1/statements/x-road-torkham-1.mode").at("status").as_string()};
  };
  auto const before = get("/api/v1/meta").at("record_version");
  EXPECT_EQ(status(), "accepted");
  {
    auto to = value_or_throw(record::store::open(folder / "r.db", record::store::mode::write));
    auto const ok = record::retract(to, "x-road-torkham-1.mode", "for a test",
                                    {"tester", *parse_instant("2026-02-01")});
    ASSERT_TRUE(ok) << ok.error().sentence();
  }
  EXPECT_EQ(status(), "retracted");
  EXPECT_NE(get("/api/v1/meta").at("record_version"), before);
}

TEST_F(app_test, shows_on_the_timeline_how_commitments_stand) {
  auto const all = get("/api/v1/timeline").at("items").as_array();
  std::map<std::string, std::string> status;
  for (auto const& i : all) {
    auto const* s = i.as_object().if_contains("status");
    status[std::string{i.at("entity").as_string()}] =
        s == nullptr ? "" : std::string{s->as_string()};
  }
  EXPECT_EQ(status.at("commitment-transit-trade-agreement"), "kept_late");
  EXPECT_EQ(status.at("commitment-direct-flights"), "overdue");
  EXPECT_EQ(status.at("agreement-strategic-partnership"), "signed");  // its last stage
}

TEST_F(app_test, tells_how_commitments_stand) {
  auto const all = get("/api/v1/commitments?owed_by=kazakhstan&status=overdue");
  EXPECT_EQ(all.at("query").at("as_of").as_string(), "2026-03-01");
  EXPECT_EQ(all.at("query").at("owed_by").as_string(), "kz");
  ASSERT_FALSE(all.at("commitments").as_array().empty());
  for (auto const& c : all.at("commitments").as_array()) {
    EXPECT_EQ(c.at("status").as_string(), "overdue");
  }
  auto const target = std::string{"/api/v1/commitments/commitment-transit-trade-agreement"};
  auto const status = [&](std::string const& params) {
    return get(target + params).at("commitment").at("status").as_string();
  };
  EXPECT_EQ(status(""), "kept_late");
  EXPECT_EQ(status("?as_of=2024-03-01"), "date_passed_no_evidence");
  EXPECT_EQ(status("?published_by=2025-12-31"), "date_passed_no_evidence");
  EXPECT_GE(get("/api/v1/commitments/stats").at("all").at("stories").as_int64(), 50);
  EXPECT_EQ(refused("/api/v1/commitments?status=broken"), "400 status");
  EXPECT_EQ(refused("/api/v1/commitments?due_before=soon"), "400 due_before");
  EXPECT_EQ(refused("/api/v1/commitments/commitment-to-nothing"), "404 ");
}

TEST_F(app_test, gives_a_calendar_and_a_feed) {
  auto const calendar = ask("/calendar.ics?owed_by=kz&sector=trade");
  EXPECT_EQ(calendar.status, 200);
  EXPECT_EQ(calendar.type, "text/calendar; charset=utf-8");
  EXPECT_TRUE(calendar.body.starts_with("BEGIN:VCALENDAR\r\n"));
  EXPECT_NE(calendar.body.find("UID:commitment-transit-trade-agreement.due.20231231@karwan\r\n"),
            std::string::npos);
  EXPECT_EQ(calendar.body.find(".event@karwan"), std::string::npos);
  EXPECT_NE(ask("/calendar.ics").body.find(".event@karwan"), std::string::npos);
  auto const feed = ask("/changes.atom");
  EXPECT_EQ(feed.type, "application/atom+xml; charset=utf-8");
  EXPECT_NE(feed.body.find("<link rel=\"self\" href=\"/changes.atom\"/>"), std::string::npos);
  EXPECT_EQ(refused("/calendar.ics?owed_by=nobody-at-all"), "400 owed_by");
  EXPECT_EQ(refused("/calendar.ics?from=soon"), "400 from");
  EXPECT_EQ(refused("/changes.atom?limit=0"), "400 limit");
  // Where the server is told where readers find it, the feed says so, and its ids are of that
  // domain.
  auto o = options();
  o.place = value_or_throw(exchange::read_public_url("https://karwan.example.org:8443/pak/"));
  auto const known = make_app(std::move(o));
  request q;
  ASSERT_TRUE(read_target("/changes.atom", q));
  auto const there = known(q).body;
  EXPECT_NE(there.find("href=\"https://karwan.example.org:8443/pak/changes.atom\""),
            std::string::npos);
  EXPECT_NE(there.find("<id>tag:karwan.example.org,2026:changes</id>"), std::string::npos);
  EXPECT_EQ(there.find("karwan.invalid"), std::string::npos);
  for (auto const* bad :
       {"", "karwan.example.org", "ftp://a.org", "https://", "https://u@a.org",
        "https://a.org/?x=1", "https://a b", "https://.a", "javascript:alert(1)"}) {
    EXPECT_FALSE(exchange::read_public_url(bad)) << bad;
  }
  EXPECT_EQ(refused("/changes.atom?speed=1"), "400 \"speed\"");
}

TEST_F(app_test, gives_a_series_as_the_command_does) {
  auto const a = get("/api/v1/series?name=bilateral+trade&from=2021&to=2021&sum=periods");
  EXPECT_EQ(a.at("query").at("period").as_string(), "2021");
  auto const& groups = a.at("periods").as_array().at(0).at("groups").as_array();
  EXPECT_EQ(groups.at(0).at("what").at("reporter").as_string(), "kz");
  EXPECT_EQ(groups.at(0).at("preferred").as_string(), "fig-fi008.value");
  EXPECT_TRUE(a.at("sums").as_array().at(0).at("total").is_null());
  auto const earlier = get("/api/v1/series?name=bilateral+trade&published_by=2022-12-31");
  for (auto const& p : earlier.at("periods").as_array()) {
    EXPECT_FALSE(p.at("period").is_string() && p.at("period").as_string().starts_with("2023"));
  }
}

TEST_F(app_test, says_which_parameter_of_a_series_is_at_fault) {
  EXPECT_EQ(refused("/api/v1/series"), "400 name");
  EXPECT_EQ(refused("/api/v1/series?name=trade"), "400 name");
  EXPECT_EQ(refused("/api/v1/series?name=moonstone"), "404 name");
  EXPECT_EQ(refused("/api/v1/series?name=bilateral+trade&from=soon"), "400 from");
  EXPECT_EQ(refused("/api/v1/series?name=bilateral+trade&basis=lunar"), "400 basis");
  EXPECT_EQ(refused("/api/v1/series?name=bilateral+trade&sum=all"), "400 sum");
  EXPECT_EQ(refused("/api/v1/series?name=bilateral+trade&since=2021"), "400 \"since\"");
}

TEST_F(app_test, says_what_a_journey_or_a_person_needs) {
  auto const goods = get("/api/v1/needs?from=multan&to=almaty&product=mango&carrier=pk");
  EXPECT_EQ(goods.at("query").at("kind").as_string(), "goods");
  EXPECT_FALSE(goods.at("steps").as_array().empty());
  EXPECT_GT(goods.at("summary").at("unknown").as_int64(), 0);
  auto const person = get("/api/v1/needs?person=true&nationality=pk&to=kz&purpose=study");
  EXPECT_EQ(person.at("query").at("purpose").as_string(), "study");
  auto const html =
      ask("/api/v1/needs?person=true&nationality=pk&to=kz&purpose=business&format=html");
  EXPECT_TRUE(html.type.starts_with("text/html"));
  EXPECT_EQ(refused("/api/v1/needs?from=multan&to=almaty&carrier=atlantis"), "400 carrier");
  EXPECT_EQ(refused("/api/v1/needs?from=multan&to=almaty&format=pdf"), "400 format");
  EXPECT_EQ(refused("/api/v1/needs?person=true&to=kz&purpose=study"), "400 nationality");
}

TEST_F(app_test, shows_instruments_by_country) {
  auto const all = get("/api/v1/instruments?as_of=2018-01-01&carrier=pk");
  EXPECT_GT(all.at("instruments").as_array().size(), 3U);
  EXPECT_EQ(get("/api/v1/instruments?instrument=tir").at("instruments").as_array().size(), 1U);
  EXPECT_EQ(refused("/api/v1/instruments?instrument=warp"), "400 instrument");
  EXPECT_EQ(refused("/api/v1/instruments?carrier=atlantis"), "400 carrier");
}

TEST_F(app_test, writes_briefs_diffs_and_pillars_in_three_forms) {
  auto const brief = get("/api/v1/brief?sector=education");
  EXPECT_EQ(brief.at("kind").as_string(), "brief");
  EXPECT_FALSE(brief.at("sources").as_array().empty());
  auto const html = ask("/api/v1/brief?session=13&format=html");
  EXPECT_EQ(html.status, 200);
  EXPECT_EQ(html.type, "text/html; charset=utf-8");
  EXPECT_NE(html.body.find("<h1>Brief: session 13"), std::string::npos);
  EXPECT_EQ(ask("/api/v1/pillars/think%20tanks?format=md").type, "text/markdown; charset=utf-8");
  EXPECT_EQ(get("/api/v1/diff?since=2025-12-31").at("sections").as_array().size(), 6U);
  EXPECT_EQ(refused("/api/v1/brief"), "400 ");
  EXPECT_EQ(refused("/api/v1/brief?sector=trde"), "400 sector");
  EXPECT_EQ(refused("/api/v1/brief?sector=trade&format=pdf"), "400 format");
  EXPECT_EQ(refused("/api/v1/brief?session=x"), "400 session");
  EXPECT_EQ(refused("/api/v1/diff"), "400 since");
  EXPECT_EQ(refused("/api/v1/diff?since=2027-01-01"), "400 since");
  EXPECT_EQ(refused("/api/v1/pillars/wizards"), "400 ");
}

TEST_F(app_test, answers_the_directory_and_matches_without_private_contacts) {
  auto const all = get("/api/v1/directory?direction=want").at("organisations").as_array();
  ASSERT_FALSE(all.empty());
  auto const id = std::string{all.front().at("organisation").as_string()};
  EXPECT_EQ(get("/api/v1/match?organisation=" + id).at("organisation").as_string(), id);
  EXPECT_EQ(refused("/api/v1/directory?sector=trde"), "400 sector");
  EXPECT_EQ(refused("/api/v1/match"), "400 organisation");
  EXPECT_EQ(refused("/api/v1/match?organisation=nobody%20at%20all"), "400 organisation");
}

TEST_F(app_test, gives_the_reading_of_a_source) {
  auto const page = get("/api/v1/entities/src-interview-with-ambassador-kistafin-on-ka-717c38");
  EXPECT_FALSE(page.at("reading").as_array().empty());
  EXPECT_EQ(get("/api/v1/entities/torkham").if_contains("reading"), nullptr);
}

TEST_F(app_test, keeps_both_clocks) {
  record::state_report r;
  r.target = "x-road-torkham";
  r.open = true;
  r.from = "2026-08-12";
  r.source = "https://example.org/torkham";
  r.today = *parse_day("2026-08-15");
  {
    auto to = value_or_throw(record::store::open(folder / "r.db", record::store::mode::write));
    record::name_index const names{to, {}};
    value_or_throw(record::report_state(to, names, r, {"amina", *parse_instant("2026-08-15")}));
  }
  auto const torkham = [](std::string const& clocks) {
    return status_of(features("/api/v1/network?date=2026-08-20" + clocks), "x-road-torkham");
  };
  EXPECT_EQ(torkham(""), "open");
  EXPECT_EQ(torkham("&known_at=2026-08-15"), "open");
  EXPECT_EQ(torkham("&known_at=2026-08-14"), "closed");
  EXPECT_EQ(torkham("&known_at=2026-08-14T23:59:59Z"), "closed");

  std::string const closure = "/api/v1/entities/cl-x-road-torkham-open-2026-08-12";
  EXPECT_EQ(get(closure + "?known_at=2026-08-15").at("rows").as_array().size(), 1U);
  EXPECT_EQ(refused(closure + "?known_at=2026-08-14"), "404 ");
  auto const events = get(closure + "/history").at("events").as_array();
  EXPECT_EQ(events.at(0).at("by").as_string(), "amina");
  EXPECT_EQ(refused(closure + "/history?known_at=2026-08-14"), "404 ");

  // Before the pack was recorded nothing was known.
  EXPECT_TRUE(get("/api/v1/timeline?known_at=2026-07-30").at("items").as_array().empty());
  EXPECT_TRUE(get("/api/v1/places?q=almaty&known_at=2026-07-30").at("places").as_array().empty());
  EXPECT_TRUE(
      get("/api/v1/products?q=mango&known_at=2026-07-30").at("products").as_array().empty());
  EXPECT_TRUE(get("/api/v1/search?q=almaty&known_at=2026-07-30").at("hits").as_array().empty());
  EXPECT_EQ(refused("/api/v1/statements/x-road-torkham-2.dwell_h?known_at=2026-07-30"), "404 ");
  auto const all = get("/api/v1/timeline").at("items").as_array().size();
  EXPECT_LT(get("/api/v1/timeline?published_by=2023-12-31").at("items").as_array().size(), all);
  EXPECT_EQ(refused("/api/v1/timeline?known_at=soon"), "400 known_at");
}

TEST_F(app_test, serves_nothing_private_or_proposed) {
  auto const ask_all = [] {
    std::string out;
    for (auto const* target :
         {"/api/v1/meta", "/api/v1/entities/x-road-torkham", "/api/v1/search?q=torkham",
          "/api/v1/places?q=tork", "/api/v1/network?date=2026-03-01", "/api/v1/timeline",
          "/api/v1/entities/x-road-torkham/history", "/api/v1/search?q=qaxyz",
          "/api/v1/brief?sector=trade", "/api/v1/diff?since=2026-01-01", "/api/v1/commitments",
          "/api/v1/directory", "/calendar.ics", "/changes.atom",
          "/api/v1/plan?from=multan&to=almaty&product=mango&depart=2026-03-01"}) {
      out += ask(target).body;
    }
    return out;
  };
  auto const before = ask_all();
  {
    auto to = value_or_throw(record::store::open(folder / "r.db", record::store::mode::write));
    record::addition const a{"x-road-torkham",
                             "crossings",
                             {},
                             {},
                             {{"mode", "road"}, {"dwell_h", "1"}, {"side", "both"}},
                             {{"note", "torkham of our own"}}};
    value_or_throw(record::add(to, a, {"amina", *parse_instant("2026-08-16")},
                               {.proposed = false, .layer = "me"}));
    record::name_index const names{to, {}};
    value_or_throw(relations::add_inquiry(to, names, {"Qaxyz", "", "mango", "multan", "almaty", ""},
                                          *parse_day("2026-08-16"),
                                          {"amina", *parse_instant("2026-08-16")}));
  }
  EXPECT_EQ(ask_all(), before);
  EXPECT_EQ(refused("/api/v1/statements/private:me:x-road-torkham.dwell_h"), "404 ");
  EXPECT_EQ(refused("/api/v1/entities/src-private-me"), "404 ");
  EXPECT_EQ(refused("/api/v1/entities/inquiry-1"), "404 ");
  EXPECT_EQ(refused("/api/v1/brief?sector=trade&private=desk"), "400 \"private\"");
  EXPECT_EQ(refused("/api/v1/entities/x-road-torkham?private=me"), "400 \"private\"");
}

}  // namespace
}  // namespace karwan::serve
