#include "gravity_peer.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace karwan::bench {
namespace {

void write_rows(std::filesystem::path const& file, trade::regression const& r) {
  std::ofstream out{file};
  out << "y";
  for (std::size_t k = 0; k < r.regressors.size(); ++k) {
    out << ",x" << k;
  }
  for (std::size_t f = 0; f < r.fixed_effects.size(); ++f) {
    out << ",f" << f;
  }
  out << '\n';
  for (std::size_t i = 0; i < r.outcome.values.size(); ++i) {
    out << fmt::format("{}", r.outcome.values[i]);
    for (auto const& x : r.regressors) {
      out << fmt::format(",{}", x.values[i]);
    }
    for (auto const& g : r.fixed_effects) {
      out << ',' << g.of[i];
    }
    out << '\n';
  }
}

void write_script(std::filesystem::path const& file, std::filesystem::path const& rows,
                  std::filesystem::path const& answer, trade::regression const& r) {
  std::string right;
  for (std::size_t k = 0; k < r.regressors.size(); ++k) {
    right += fmt::format("{}x{}", k == 0 ? "" : " + ", k);
  }
  for (std::size_t f = 0; f < r.fixed_effects.size(); ++f) {
    right += fmt::format(" + factor(f{})", f);
  }
  std::ofstream{file} << fmt::format(
      "d <- read.csv('{}')\n"
      "t <- system.time(m <- glm(y ~ {}, data = d, family = quasipoisson,\n"
      "                          control = glm.control(epsilon = 1e-10, maxit "
      "= 100)))\n"
      "cat(sprintf('%.12f\\n', 1000 * (t[1] + t[2])), sprintf('%.12f\\n', "
      "coef(m)[2:{}]),\n"
      "    sep = '', file = '{}')\n",
      rows.string(), right, r.regressors.size() + 1, answer.string());
}

}  // namespace

std::optional<glm_answer> run_glm(trade::regression const& r) {
  auto const folder =
      std::filesystem::temp_directory_path() / fmt::format("karwan-bench-{}", getpid());
  std::filesystem::create_directories(folder);
  auto const answer = folder / "answer";
  write_rows(folder / "rows.csv", r);
  write_script(folder / "fit.R", folder / "rows.csv", answer, r);
  auto const command =
      fmt::format("Rscript --vanilla '{}' >/dev/null 2>&1", (folder / "fit.R").string());
  std::optional<glm_answer> out;
  if (std::system(command.c_str()) == 0) {
    std::ifstream in{answer};
    glm_answer read;
    in >> read.cpu_ms;
    for (double c = 0; in >> c;) {
      read.coefficients.push_back(c);
    }
    out = read;
  }
  std::filesystem::remove_all(folder);
  return out;
}

}  // namespace karwan::bench
