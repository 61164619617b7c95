#include "record/word_rank.h"

#include <algorithm>
#include <cmath>

namespace karwan::record {
namespace {

// Usual values: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), section 3.
constexpr double kSaturation = 1.2;
constexpr double kLength = 0.75;

// likeness * 2 + (not whole), then the score, in one double: thousands and below.
constexpr double kStep = 10'000;

struct clause_state {
  bool seen{false};
  likeness how{likeness::misspelt};
  double weight{0};
  std::size_t words{1};
  int times{0};
};

int read_instances(Fts5ExtensionApi const* api, Fts5Context* text, rank_plan const& plan,
                   std::vector<clause_state>& clauses) {
  int count = 0;
  if (auto const code = api->xInstCount(text, &count); code != SQLITE_OK) {
    return code;
  }
  for (int i = 0; i < count; ++i) {
    int number = 0, column = 0, offset = 0;
    if (auto const code = api->xInst(text, i, &number, &column, &offset); code != SQLITE_OK) {
      return code;
    }
    if (static_cast<std::size_t>(number) >= plan.phrases.size()) {
      continue;  // of an excluded clause
    }
    auto const& p = plan.phrases[static_cast<std::size_t>(number)];
    auto& c = clauses[p.clause];
    if (!c.seen || p.how < c.how) {
      c = {true, p.how, p.weight, p.words, c.times};
    }
    ++c.times;
  }
  return SQLITE_OK;
}

int set_average(Fts5ExtensionApi const* api, Fts5Context* text, rank_plan& plan) {
  sqlite3_int64 words = 0, rows = 0;
  if (auto const code = api->xColumnTotalSize(text, 0, &words); code != SQLITE_OK) {
    return code;
  }
  if (auto const code = api->xRowCount(text, &rows); code != SQLITE_OK) {
    return code;
  }
  plan.average_length =
      std::max(1.0, static_cast<double>(words) / static_cast<double>(std::max<long long>(1, rows)));
  return SQLITE_OK;
}

double pack(std::vector<clause_state> const& clauses, rank_plan const& plan, int length) {
  auto how = likeness::exact;
  double score = 0;
  std::size_t matched = 0;
  for (auto const& c : clauses) {
    if (c.seen) {
      how = std::max(how, c.how);
      matched += c.words;
      auto const times = static_cast<double>(c.times);
      auto const norm = 1 - kLength + kLength * length / plan.average_length;
      score += c.weight * times * (kSaturation + 1) / (times + kSaturation * norm);
    }
  }
  auto const other_words = matched < static_cast<std::size_t>(length) ? 1 : 0;
  return (static_cast<double>(how) * 2 + other_words) * kStep +
         std::clamp(kStep / 2 - score, 0.0, kStep - 1);
}

void rank(Fts5ExtensionApi const* api, Fts5Context* text, sqlite3_context* out, int count,
          sqlite3_value** values) {
  auto* plan =
      count == 1 ? static_cast<rank_plan*>(sqlite3_value_pointer(values[0], "rank_plan")) : nullptr;
  if (plan == nullptr) {
    sqlite3_result_error(out, "karwan_rank needs a plan", -1);
    return;
  }
  auto code = plan->average_length > 0 ? SQLITE_OK : set_average(api, text, *plan);
  int length = 0;
  code = code == SQLITE_OK ? api->xColumnSize(text, 0, &length) : code;
  std::vector<clause_state> clauses(plan->clauses);
  code = code == SQLITE_OK ? read_instances(api, text, *plan, clauses) : code;
  if (code != SQLITE_OK) {
    sqlite3_result_error_code(out, code);
    return;
  }
  sqlite3_result_double(out, pack(clauses, *plan, length));
}

}  // namespace

double inverse_frequency(std::int64_t used, std::int64_t all) {
  auto const n = static_cast<double>(used);
  return std::log(1 + std::max(0.0, static_cast<double>(all) - n + 0.5) / (n + 0.5));
}

void add_rank_function(database& db) {
  fts5_api* api = nullptr;
  query q{db, "SELECT fts5(?1)"};
  q.bind(pointer_value{&api, "fts5_api_ptr"}).step();
  if (api == nullptr ||
      api->xCreateFunction(api, "karwan_rank", nullptr, rank, nullptr) != SQLITE_OK) {
    throw_sqlite(db.raw(), db.name());
  }
}

row_rank read_rank(double packed) {
  auto const step = static_cast<int>(packed / kStep);
  return {static_cast<likeness>(step / 2), step % 2 == 0, kStep / 2 - (packed - step * kStep)};
}

}  // namespace karwan::record
