#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <optional>

#include "gravity_peer.h"
#include "karwan/trade/equilibrium.h"
#include "karwan/trade/gravity_table.h"
#include "measure.h"
#include "random_numbers.h"

// Gravity equations and equilibria: the panel of the Advanced Guide to Trade
// Policy Analysis where KARWAN_TESTDATA names its folder, generated panels, R's
// glm on a small one in the same run where Rscript is there, and equilibria of
// generated worlds. Prints Markdown; exit status 1 and no times where an answer
// is wrong, or differs on two threads.
namespace karwan::bench {

namespace {

using trade::fit_gravity;
using trade::gravity_fit;
using trade::regression;

double uniform(random_numbers& random) {
  return static_cast<double>(random.next() >> 11) * 0x1p-53;
}

// Trade of all pairs in all years: exp(0.5 rta - 0.3 tariff + effects) times
// noise of mean 1; a twentieth is zero, nearly all of it between small
// countries.
regression generate_panel(std::uint32_t countries, std::uint32_t years) {
  random_numbers random{17};
  regression r;
  r.outcome.name = "trade";
  r.regressors = {{"rta", {}}, {"tariff", {}}};
  r.fixed_effects = {{"exp#year", {}, countries * years},
                     {"imp#year", {}, countries * years},
                     {"pair", {}, countries * countries}};
  std::vector<double> seller, buyer;
  for (std::uint32_t k = 0; k < countries * years; ++k) {
    seller.push_back(3 * uniform(random));
    buyer.push_back(3 * uniform(random));
  }
  for (std::uint32_t i = 0; i < countries; ++i) {
    for (std::uint32_t j = 0; j < countries; ++j) {
      auto const pair = i == j ? 5.0 : 2 * uniform(random);
      auto const since = random.below(2 * years);  // the agreement, if ever
      for (std::uint32_t t = 0; t < years; ++t) {
        auto const rta = i != j && t >= since ? 1.0 : 0.0;
        auto const tariff = i == j ? 0.0 : uniform(random);
        auto const mu = std::exp(seller[i * years + t] + buyer[j * years + t] + pair + 0.5 * rta -
                                 0.3 * tariff);
        auto const noise = 2 * uniform(random);
        r.outcome.values.push_back(mu < 60 && random.below(6) == 0 ? 0 : mu * noise);
        r.regressors[0].values.push_back(rta);
        r.regressors[1].values.push_back(tariff);
        r.fixed_effects[0].of.push_back(i * years + t);
        r.fixed_effects[1].of.push_back(j * years + t);
        r.fixed_effects[2].of.push_back(i * countries + j);
      }
    }
  }
  r.clusters = {r.fixed_effects[2]};
  return r;
}

bool same_bits(gravity_fit const& a, gravity_fit const& b) {
  return a.deviance == b.deviance &&
         std::ranges::equal(a.coefficients, b.coefficients, [](auto const& x, auto const& y) {
           return x.value == y.value && x.standard_error == y.standard_error;
         });
}

struct timed_fit {
  gravity_fit fit;
  elapsed one, two;  // threads
};

// The least of some rounds; nothing where it fails or differs on two threads.
std::optional<timed_fit> time_fit(regression const& r, int rounds) {
  std::optional<timed_fit> out;
  for (int round = 0; round < rounds; ++round) {
    result<gravity_fit> one = fail(error_kind::internal, ""), two = one;
    auto const first = measure([&] { one = fit_gravity(r); });
    auto const second = measure([&] { two = fit_gravity(r, {.threads = 2}); });
    if (!one || !two || !same_bits(*one, *two)) {
      fmt::print(stderr, "{}\n", one ? "two threads differ" : one.error().sentence());
      return std::nullopt;
    }
    if (!out) {
      out = timed_fit{std::move(*one), first, second};
    }
    out->one.cpu_ms = std::min(out->one.cpu_ms, first.cpu_ms);
    out->two.wall_ms = std::min(out->two.wall_ms, second.wall_ms);
  }
  return out;
}

void print_fit(char const* name, std::size_t rows, timed_fit const& t) {
  std::string groups;
  for (auto const& g : t.fit.fixed_effects) {
    groups += fmt::format("{}{}", groups.empty() ? "" : " + ", g.groups);
  }
  fmt::print("| {} | {} | {} | {} | {:.8f} | {:.8f} | {:.0f} | {:.0f} | {} |\n", name, rows, groups,
             t.fit.used, t.fit.coefficients[0].value, t.fit.coefficients[0].standard_error,
             t.one.cpu_ms, t.two.wall_ms, t.fit.iterations);
}

std::optional<std::string> read_file(std::filesystem::path const& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) {
    return std::nullopt;
  }
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

// The effect of trade agreements in the Guide: 0.5571853 with three-way fixed
// effects.
bool published_panel() {
  auto const* folder = std::getenv("KARWAN_TESTDATA");
  auto const csv = folder == nullptr
                       ? std::nullopt
                       : read_file(std::filesystem::path{folder} / "gravity" / "agtpa_6yr.csv");
  if (!csv) {
    fmt::print(
        "| panel of the Guide | not at hand: set KARWAN_TESTDATA | | | "
        "| | | | |\n");
    return true;
  }
  trade::gravity_formula const formula{*trade::read_outcome("trade", ""),
                                       *trade::read_terms("rta", ""),
                                       *trade::read_keys("exporter#year,importer#year,pair_id", ""),
                                       *trade::read_keys("pair_id", "")};
  std::vector<sheet_fault> faults;
  auto const data = trade::read_gravity_data(*csv, formula, {}, faults);
  auto const timed = faults.empty() ? time_fit(data.columns, 5) : std::nullopt;
  if (!timed || std::abs(timed->fit.coefficients[0].value - 0.5571853) > 1e-7) {
    fmt::print(stderr, "the panel of the Guide is estimated otherwise than printed\n");
    return false;
  }
  print_fit("panel of the Guide", data.line.size(), *timed);
  return true;
}

bool generated_panel(char const* name, std::uint32_t countries, std::uint32_t years, int rounds) {
  auto const r = generate_panel(countries, years);
  auto const timed = time_fit(r, rounds);
  if (!timed) {
    return false;
  }
  print_fit(name, r.outcome.values.size(), *timed);
  return timed->fit.score_residual < 1e-6;
}

long peak_mb() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

// R's glm with a dummy per group, its own process, its own clock.
bool against_glm(std::uint32_t countries, std::uint32_t years) {
  auto const r = generate_panel(countries, years);
  auto const own = time_fit(r, 5);
  auto const peer = own ? run_glm(r) : std::nullopt;
  if (!own) {
    return false;
  }
  if (!peer) {
    fmt::print("| {} | Rscript is not at hand | | | |\n", r.outcome.values.size());
    return true;
  }
  for (std::size_t k = 0; k < peer->coefficients.size(); ++k) {
    if (std::abs(peer->coefficients[k] - own->fit.coefficients[k].value) > 1e-6) {
      fmt::print(stderr, "glm has {}, we have {}\n", peer->coefficients[k],
                 own->fit.coefficients[k].value);
      return false;
    }
  }
  std::size_t dummies = 0;
  for (auto const& g : own->fit.fixed_effects) {
    dummies += g.groups;
  }
  fmt::print("| {} | {} | {:.1f} | {:.0f} | {:.0f} |\n", r.outcome.values.size(), dummies,
             own->one.cpu_ms, peer->cpu_ms, peer->cpu_ms / own->one.cpu_ms);
  return true;
}

// A world of countries of all sizes, with trade costs that grow with distance
// on a line.
trade::trade_matrix generate_world(std::size_t n) {
  random_numbers random{5};
  trade::trade_matrix m;
  std::vector<double> size;
  for (std::size_t i = 0; i < n; ++i) {
    m.countries.push_back(fmt::format("c{:03}", i));
    size.push_back(std::exp(6 * uniform(random)));
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      auto const far = static_cast<double>(i > j ? i - j : j - i);
      m.flow.push_back(size[i] * size[j] * (i == j ? 1 : (0.01 + 0.1 * uniform(random)) / far));
    }
  }
  return m;
}

bool equilibrium_of(std::size_t n) {
  auto const m = generate_world(n);
  std::vector<double> ratio(n * n, 1.0);
  for (std::size_t i = 0; i < n / 4; ++i) {  // a quarter of the countries makes an agreement
    for (std::size_t j = 0; j < n / 4; ++j) {
      ratio[i * n + j] = i == j ? 1 : std::exp(0.5);
    }
  }
  for (auto const c : {trade::closure::additive, trade::closure::universal}) {
    double least = 1e9;
    trade::equilibrium found;
    for (int round = 0; round < 5; ++round) {
      result<trade::equilibrium> e = fail(error_kind::internal, "");
      auto const took =
          measure([&] { e = trade::solve_full(m, ratio, {.theta = 5, .closes = c}); });
      if (!e || e->residual > 1e-10 || (round > 0 && e->flow != found.flow)) {
        fmt::print(stderr, "no equilibrium of {} countries, or not the same again\n", n);
        return false;
      }
      found = std::move(*e);
      least = std::min(least, took.cpu_ms);
    }
    fmt::print("| {} | {} | {:.2f} | {} | {:.1e} |\n", n, trade::name_of(c), least,
               found.iterations, found.residual);
  }
  return true;
}

int report() {
  fmt::print(
      "| panel | rows | groups | used | first coefficient | standard "
      "error | CPU ms, 1 thread | wall "
      "ms, 2 threads | iterations |\n| --- | --- | --- | --- | --- | "
      "--- | --- | --- | --- |\n");
  if (!published_panel() || !generated_panel("generated, 60 x 60 x 10", 60, 10, 3) ||
      !generated_panel("generated, 200 x 200 x 25", 200, 25, 1)) {
    return EXIT_FAILURE;
  }
  fmt::print("\nPeak memory of the process: {} MB.\n", peak_mb());
  fmt::print(
      "\n| rows | dummies | own CPU ms | glm CPU ms | glm / own |\n| "
      "--- | --- | --- | --- | --- "
      "|\n");
  if (!against_glm(12, 6) || !against_glm(20, 6)) {
    return EXIT_FAILURE;
  }
  fmt::print(
      "\n| countries | closure | CPU ms | steps to 1e-12 | residual "
      "|\n| --- | --- | --- | --- | "
      "--- |\n");
  return equilibrium_of(69) && equilibrium_of(250) ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

}  // namespace karwan::bench

int main() {
  return karwan::bench::report();
}
