// What is called proposable is what the record takes, and takes once.
#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "karwan/ingest/proposal.h"
#include "karwan/record/review.h"
#include "tests/record/small_pack.h"

namespace karwan::ingest {
namespace {

record::signature const kMe{"me", parse_instant("2026-02-10T10:00:00Z").value()};
record::manner const kProposed{.proposed = true, .layer = {}};

// Every sentence of the tests' files of a language, one a paragraph.
std::string sentences(std::string const& file) {
  std::ifstream in{std::string{KARWAN_TESTS} + "/ingest/" + file};
  std::string out, line;
  while (std::getline(in, line)) {
    if (line.starts_with("> ")) {
      out += line.substr(2) + "\n\n";
    }
  }
  EXPECT_FALSE(out.empty()) << file;
  return out;
}

struct IngestProposals : testing::Test {
  record::small_pack pack{{
      {"sources.csv", "row_id,entity,title,published_on\nsrc-a,src-a,Atlas,2024\n"},
      {"countries.csv",
       "row_id,entity,iso2,grade,source\n"
       "c-kz,kz,KZ,official,src-a\n"
       "c-pk,pk,PK,official,src-a\n"},
      {"names.csv",
       "row_id,entity,language,name,use,grade,source\n"
       "n-1,kz,en,Kazakhstan,official,reported,src-a\n"
       "n-2,pk,en,Pakistan,official,reported,src-a\n"
       "n-3,kz,ru,Казахстан,official,reported,src-a\n"},
  }};
  record::store store{pack.loaded()};
  gazetteer known{store, {}};
  date_frame const frame{value_or_throw(parse_day("2026-02-10")), std::nullopt,
                         std::chrono::July / 1, false};

  static record::addition source(std::string const& id) {
    return {id, "sources", {}, {}, {{"title", "Talk " + id}}, {}};
  }

  std::vector<claim_proposal> proposals(std::string const& text, std::string const& from,
                                        bool is_dry) const {
    auto const t = value_or_throw(text_model::read(text));
    proposal_context context{from, "2026-02-10", {}, {}, "0123", {}};
    if (is_dry) {
      context.source_to_be = source(from);
    }
    return propose(store, {}, known, t, find_claims(t, find_mentions(t, known, frame), frame),
                   context);
  }

  void record_some(std::span<claim_proposal const> some) {
    for (auto const& p : some) {
      if (!p.rows.empty()) {
        auto const taken = record::add(store, p.rows, kMe, kProposed);
        EXPECT_TRUE(taken) << taken.error().sentence() << "\n" << p.what.predicate;
      }
    }
  }
};

auto const has_rows = [](claim_proposal const& p) { return !p.rows.empty(); };

// By the rules; the record has no say in it.
bool is_only_shown(claim const& c) {
  return c.repeated || c.by_interviewer || c.negated || c.conditional ||
         c.kind == claim_kind::position || c.kind == claim_kind::project ||
         c.predicate == "duration";
}

// A figure's own column.
std::string cell_of(claim_proposal const& p, std::string_view column) {
  for (auto const& [name, value] : p.rows.back().cells) {
    if (name == column) {
      return value;
    }
  }
  return {};
}

TEST_F(IngestProposals, ADryRunIsTheRealOne) {
  auto n = 0;
  for (auto const* file : {"claims/en.txt", "sentences/en.txt", "sentences/ru.txt",
                           "sentences/kk.txt", "sentences/ur.txt"}) {
    auto const text = sentences(file);
    auto const from = "src-" + std::to_string(++n);
    auto const dry = proposals(text, from, true);
    value_or_throw(record::add(store, source(from), kMe));
    auto const real = proposals(text, from, false);
    EXPECT_GT(std::ranges::count_if(real, has_rows), 0) << file;
    ASSERT_EQ(dry.size(), real.size());
    for (std::size_t i = 0; i < real.size(); ++i) {
      EXPECT_EQ(dry[i].why_not, real[i].why_not) << file;
      EXPECT_EQ(dry[i].rows.size(), real[i].rows.size()) << file;
      EXPECT_NE(has_rows(real[i]), is_only_shown(real[i].what)) << file << ": " << real[i].why_not;
    }
    record_some(real);
  }
}

TEST_F(IngestProposals, WhatWasCutOffIsCompleted) {
  auto const text = sentences("claims/en.txt");
  value_or_throw(record::add(store, source("src-1"), kMe));
  auto const first = proposals(text, "src-1", false);
  auto const all = std::ranges::count_if(first, has_rows);
  record_some(std::span{first}.first(first.size() / 2));
  auto const before = static_cast<std::ptrdiff_t>(record::open_proposals(store).size());
  ASSERT_GT(before, 0);
  ASSERT_LT(before, all);
  auto const rest = proposals(text, "src-1", false);
  EXPECT_EQ(std::ranges::count_if(rest, has_rows), all - before);
  record_some(rest);
  EXPECT_EQ(static_cast<std::ptrdiff_t>(record::open_proposals(store).size()), all);
  auto const again = proposals(text, "src-1", false);
  EXPECT_EQ(std::ranges::count_if(again, has_rows), 0);
}

TEST_F(IngestProposals, WhatWasTurnedDownIsNotProposedAgain) {
  std::string const text = "Bilateral trade with Pakistan was $103 million in 2020.";
  value_or_throw(record::add(store, source("src-1"), kMe));
  record_some(proposals(text, "src-1", false));
  auto const open = record::open_proposals(store);
  ASSERT_EQ(open.size(), 1U);
  value_or_throw(record::reject(store, open.front().id, "it is of another year", kMe));
  auto const again = proposals(text, "src-1", false).front();
  EXPECT_EQ(again.why_not, "it was proposed before");
  EXPECT_EQ(again.row, open.front().rows.back().row_id);
  EXPECT_EQ(again.became, record::statement_status::rejected);
}

TEST_F(IngestProposals, WhatWasAcceptedIsNotKnownFromItself) {
  std::string const text = "Bilateral trade with Pakistan was $103 million in 2020.";
  value_or_throw(record::add(store, source("src-1"), kMe));
  record_some(proposals(text, "src-1", false));
  value_or_throw(record::accept(store, record::open_proposals(store).at(0).id, "", kMe));
  auto const again = proposals(text, "src-1", false).front();
  EXPECT_EQ(again.stands, standing::is_new);
  EXPECT_EQ(again.became, record::statement_status::accepted);
  // Another document is compared with it.
  auto const other =
      proposals("Bilateral trade with Pakistan was $150 million in 2020.", "src-2", true);
  EXPECT_EQ(other.front().stands, standing::contradicting);
  EXPECT_EQ(other.front().beside, again.row);
  EXPECT_FALSE(other.front().other_side.empty());
}

TEST_F(IngestProposals, APromiseOnRecordIsToldWithItsNextStage) {
  auto const said = [&](char const* text) {
    auto const all = proposals(text, "src-2", true);
    EXPECT_EQ(all.size(), 1U) << text;
    return all.front();
  };
  auto const stages = [](claim_proposal const& p) { return p.stage + " > " + p.next_stage; };
  value_or_throw(record::add(store, source("src-1"), kMe));
  record_some(proposals("Pakistan hopes to open a cargo terminal in Almaty.", "src-1", false));
  value_or_throw(record::accept(store, record::open_proposals(store).at(0).id, "", kMe));
  constexpr auto kAgain = "Pakistan will open a cargo terminal in Almaty in 2027.";
  auto const first = said(kAgain);
  EXPECT_EQ(first.stands, standing::progress);
  EXPECT_EQ(stages(first), " > planned");
  record::addition stage{"stage-1",
                         "stages",
                         {},
                         {},
                         {{"of", first.entity}, {"stage", "negotiating"}, {"on", "2025-03"}},
                         {{"source", "src-a"}, {"grade", "reported"}}};
  value_or_throw(record::add(store, stage, kMe));
  EXPECT_EQ(stages(said(kAgain)), "negotiating > ");
  EXPECT_EQ(stages(said("Pakistan agreed to open a cargo terminal in Almaty.")),
            "negotiating > agreed");
}

TEST_F(IngestProposals, TwoFiguresOfOneClauseAreBothKept) {
  std::string const text = "Pakistan bought wheat for $5 million and rice for $3 million.";
  value_or_throw(record::add(store, source("src-1"), kMe));
  auto const both = proposals(text, "src-1", false);
  ASSERT_EQ(std::ranges::count_if(both, has_rows), 2);
  record_some(std::span{both}.first(1));
  auto const rest = proposals(text, "src-1", false);
  ASSERT_EQ(std::ranges::count_if(rest, has_rows), 1);
  EXPECT_EQ(cell_of(*std::ranges::find_if(rest, has_rows), "value"), "3000000");
}

TEST_F(IngestProposals, AFigureSaysOfWhatPeriodItIsIfTheTextDoes) {
  auto const basis = [&](std::string const& when) {
    auto const all = proposals("Exports to Pakistan were $90 million " + when + ".", "src-1", true);
    return all.size() == 1 && has_rows(all.front()) ? cell_of(all.front(), "basis") : "none";
  };
  EXPECT_EQ(basis("in fiscal year 2023-24"), "fiscal_year");
  EXPECT_EQ(basis("in FY2024"), "fiscal_year");
  EXPECT_EQ(basis("in the calendar year 2024"), "calendar_year");
  EXPECT_EQ(basis("in the first half of 2025"), "part_year");
  EXPECT_EQ(basis("in Q2 2025"), "part_year");
  EXPECT_EQ(basis("in 2024"), "unknown");
  EXPECT_EQ(basis("last year"), "unknown");
  EXPECT_EQ(basis("in May 2025"), "unknown");
  EXPECT_EQ(basis(""), "unknown");
}

TEST_F(IngestProposals, ABoundOfADueDateIsKept) {
  auto const due = [&](std::string const& when) {
    auto const all =
        proposals("Kazakhstan will open a terminal in Pakistan " + when + ".", "src-1", true);
    return all.size() == 1 && has_rows(all.front()) ? cell_of(all.front(), "due") : "none";
  };
  EXPECT_EQ(due("before 2027"), "../2026-12-31");
  EXPECT_EQ(due("before May 2026"), "../2026-04-30");
  EXPECT_EQ(due("by 2027"), "2027");
  EXPECT_EQ(due("in May 2026"), "2026-05");
  EXPECT_EQ(due("after 2027"), "");
}

TEST_F(IngestProposals, AnotherEventOfTheSameDayIsNew) {
  record::addition fair{"event-fair", "events", {}, {}, {}, {}};
  fair.cells = {{"title", "Fair of carpets in Lahore"},
                {"kind", "exhibition"},
                {"starts_on", "2025-05-05"},
                {"country", "pk"},
                {"held", "yes"},
                {"sector", "culture"}};
  fair.shared = {{"source", "src-a"}, {"grade", "reported"}};
  value_or_throw(record::add(store, std::vector{fair}, kMe));
  auto const stands = [&](std::string const& text) {
    return proposals(text, "src-1", true).front().stands;
  };
  EXPECT_EQ(stands("A fair of carpets was opened in Pakistan on 5 May 2025."), standing::known);
  EXPECT_EQ(stands("Pakistan dismissed a minister on 5 May 2025."), standing::is_new);
}

}  // namespace
}  // namespace karwan::ingest
