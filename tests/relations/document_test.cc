#include "karwan/relations/document.h"

#include <algorithm>
#include <regex>

#include <gtest/gtest.h>

#include "karwan/relations/brief.h"
#include "karwan/relations/diff.h"
#include "karwan/relations/pillar.h"
#include "tests/shipped_record.h"

// No sentence without a number: on the shipped pack, for every sector, session, pillar and day.
namespace karwan::relations {
namespace {

class documents : public testing::Test {
 protected:
  static record::view_spec on(char const* text) {
    record::view_spec view;
    view.as_of = *parse_day(text);
    return view;
  }

  // Every item of a list ends with a number or has one after its last source, and every number is
  // one of the list of sources.
  void check(document const& d) const {
    auto const known = numbered_sources(d).size();
    for (auto const& s : d.sections) {
      EXPECT_TRUE(!s.sentences.empty() || !s.remark.english.empty())
          << d.title.english << ": " << s.heading.english;
      for (auto const& one : s.sentences) {
        std::size_t cited = 0;
        for (auto const& p : one.parts) {
          cited += p.sources.size();
        }
        EXPECT_GT(cited, 0U) << d.title.english << ": " << one.parts.front().text;
        EXPECT_FALSE(one.entity.empty()) << one.parts.front().text;
      }
    }
    auto const text = to_markdown(d, from);
    static std::regex const item{"\n- (?:[^\n]|\n  )*"}, number{"\\[([0-9]+)\\]"};
    for (std::sregex_iterator it{text.begin(), text.end(), item}, end; it != end; ++it) {
      auto const one = it->str();
      std::smatch found;
      ASSERT_TRUE(std::regex_search(one, found, number)) << one;
      EXPECT_LE(std::stoul(found[1]), known) << one;
    }
    EXPECT_EQ(to_markdown(d, from), text);
    auto const html = to_html(d, from);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_EQ(html.find("src="), std::string::npos);
  }

  record::store const& from = shipped_record();
  record::name_index const names{from, {}};
};

TEST_F(documents, briefs_tell_nothing_without_a_source) {
  std::string const sectors{
      record::column_of(*record::find_property(*record::find_table("agreements"), "sector"))
          .choices};
  for (auto const* day : {"2019-06-30", "2023-12-31", "2026-11-23"}) {
    std::size_t at = 0;
    while (at < sectors.size()) {
      auto const end = std::min(sectors.find('|', at), sectors.size());
      check(value_or_throw(
          write_brief(from, names, {sectors.substr(at, end - at), {}, {}, {}, on(day)})));
      at = end + 1;
    }
    check(
        value_or_throw(write_brief(from, names, {{}, {}, {}, *parse_day("2019-01-01"), on(day)})));
  }
  for (auto const session : {9, 12, 13, 14}) {
    check(value_or_throw(write_brief(from, names, {{}, {}, session, {}, on("2026-11-23")})));
  }
}

TEST_F(documents, pillars_and_diffs_neither) {
  for (auto const* word : {"universities", "think tanks", "media", "companies", "ministry"}) {
    check(value_or_throw(write_pillar(from, names, word, on("2026-11-23"))));
  }
  for (auto const* since : {"2015-01-01", "2022-12-31", "2026-01-31"}) {
    check(
        value_or_throw(write_diff(from, names, {*parse_day(since), {}, false, on("2026-11-23")})));
  }
}

TEST_F(documents, a_diff_on_one_page_shows_the_first_of_each_kind_and_counts_all) {
  for (auto const* since : {"2015-01-01", "2022-12-31", "2026-01-31"}) {
    diff_question q{*parse_day(since), {}, false, on("2026-11-23")};
    auto const whole = value_or_throw(write_diff(from, names, q));
    q.one_page = true;
    auto const page = value_or_throw(write_diff(from, names, q));
    check(page);
    EXPECT_LE(std::ranges::count(to_markdown(page, from), '\n'), 60);
    std::size_t told = 0;
    for (auto const& s : whole.sections) {
      auto const at = std::ranges::find(page.sections, s.id, &section::id);
      ASSERT_EQ(at == page.sections.end(), s.sentences.empty()) << s.id;
      if (at != page.sections.end()) {
        EXPECT_TRUE(at->heading.english.ends_with(" " + std::to_string(s.sentences.size())))
            << at->heading.english;
        told += at->sentences.size();
      }
    }
    EXPECT_GE(told, 8U);
  }
}

TEST_F(documents, a_brief_from_sources_of_a_day_cites_no_later_one) {
  auto view = on("2021-12-31");
  view.published_by = view.as_of;
  auto const d = value_or_throw(write_brief(from, names, {"transport", {}, {}, {}, view}));
  for (auto const& s : d.sections) {
    for (auto const& one : s.sentences) {
      for (auto const& p : one.parts) {
        for (auto const& id : p.sources) {
          auto const published = record::read_source(from, id).published_on;
          if (auto const span = parse_date_span(published); span && !published.empty()) {
            EXPECT_LE(span->first, *parse_day("2021-12-31")) << one.entity << " from " << id;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace karwan::relations
