#include "karwan/trade/gravity_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "karwan/base/json_writer.h"

namespace karwan::trade {
namespace {

constexpr int kDecimals = 10;  // of what is estimated or solved for
constexpr int kResidualDecimals = 20;
constexpr double kZ95 = 1.959963984540054;

// --- Estimates ---

// The lines of rows dropped for a reason, in their order.
std::vector<std::size_t> lines_of(gravity_fit const& fit, gravity_data const& from,
                                  drop_reason why) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < fit.rows.size(); ++i) {
    if (fit.rows[i] == why) {
      out.push_back(from.line[i]);
    }
  }
  return out;
}

struct dropped {
  std::string reason, means;
  std::vector<std::size_t> lines;
};

std::vector<dropped> dropped_rows(gravity_fit const& fit, gravity_data const& from) {
  std::vector<dropped> out{{"blank", "a blank cell", from.without.blank},
                           {"log_of_zero", "no logarithm of zero", from.without.log_of_zero},
                           {"singleton", "alone in a group of a fixed effect",
                            lines_of(fit, from, drop_reason::singleton)},
                           {"only_zeros", "in a group with nothing but zeros",
                            lines_of(fit, from, drop_reason::only_zeros)},
                           {"separated", "zeros that the regressors foretell perfectly",
                            lines_of(fit, from, drop_reason::separated)}};
  std::erase_if(out, [](dropped const& d) { return d.lines.empty(); });
  return out;
}

std::string first_lines(std::vector<std::size_t> const& lines) {
  constexpr std::size_t kMostShown = 5;
  auto out = fmt::format("line{} ", lines.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < std::min(lines.size(), kMostShown); ++i) {
    out += fmt::format("{}{}", i == 0 ? "" : ", ", lines[i]);
  }
  return lines.size() > kMostShown ? out + " ..." : out;
}

// A name in a column of text, cut where it is longer.
std::string column_text(std::string const& name, std::size_t width) {
  return fmt::format("{:<{}.{}}", name, width, width);
}

std::string coefficient_lines(gravity_fit const& fit) {
  auto out = fmt::format("  {:<30}{:>13}{:>13}{:>9}{:>9}{:>24}\n", "", "coefficient", "std. error",
                         "z", "p", "95 % interval");
  for (auto const& c : fit.coefficients) {
    auto const reach = kZ95 * c.standard_error;
    out += fmt::format("  {}{:>13.6g}{:>13.6g}{:>9.2f}{:>9.4f}{:>24}\n", column_text(c.name, 30),
                       c.value, c.standard_error, c.z(), c.p_value(),
                       fmt::format("{:.5g} to {:.5g}", c.value - reach, c.value + reach));
  }
  for (auto const& o : fit.omitted) {
    out += fmt::format("  {} left out: {}\n", column_text(o.name, 30), o.reason);
  }
  return out;
}

std::string counts(std::vector<group_count> const& groups) {
  std::string out;
  for (auto const& g : groups) {
    out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", g.name, g.groups);
  }
  return out;
}

std::string error_kind_text(gravity_fit const& fit) {
  auto out = fit.clusters.empty() ? std::string{"robust to heteroskedasticity"}
                                  : "clustered by " + counts(fit.clusters);
  out += ", times " + fit.correction;
  return fit.covariance_mended ? out + "; negative eigenvalues set to 0" : out;
}

void write_counts(json_writer& w, std::vector<group_count> const& groups) {
  w.open_array();
  for (auto const& g : groups) {
    w.open_object().key("name").text(g.name);
    w.key("groups").integer(static_cast<std::int64_t>(g.groups)).close_object();
  }
  w.close_array();
}

void write_dropped(json_writer& w, std::vector<dropped> const& all) {
  w.open_array();
  for (auto const& d : all) {
    w.open_object().key("reason").text(d.reason);
    w.key("rows").integer(static_cast<std::int64_t>(d.lines.size()));
    w.key("lines").open_array();
    for (auto const line : d.lines) {
      w.integer(static_cast<std::int64_t>(line));
    }
    w.close_array().close_object();
  }
  w.close_array();
}

void write_coefficient(json_writer& w, coefficient const& c) {
  auto const reach = kZ95 * c.standard_error;
  w.open_object().key("name").text(c.name).key("value").number(c.value, kDecimals);
  w.key("standard_error").number(c.standard_error, kDecimals);
  w.key("z").number(c.z(), 4).key("p").number(c.p_value(), kDecimals);
  w.key("low").number(c.value - reach, kDecimals).key("high").number(c.value + reach, kDecimals);
  w.close_object();
}

// --- Equilibria ---

double exports_of(std::vector<double> const& flow, std::size_t n, std::size_t i) {
  double sum = 0;
  for (std::size_t j = 0; j < n; ++j) {
    sum += j == i ? 0 : flow[i * n + j];
  }
  return sum;
}

double percent_change(double hat) {
  return 100 * (hat - 1);
}

// Change of a country's exports; not a number where it had none.
double exports_hat(solved_trade const& s, std::vector<double> const& after, std::size_t i) {
  auto const n = s.from.base.size();
  return exports_of(after, n, i) / exports_of(s.from.base.flow, n, i);
}

std::string conditional_text(solved_trade const& s) {
  auto const& c = *s.conditional;
  auto out = fmt::format(
      "Conditional equilibrium of {} countries: output and spending held.\n"
      "theta {:g}; price indices relative to {}; largest gap of a sum {:.1e} after {} rounds.\n\n"
      "  {:<30}{:>14}{:>17}{:>22}\n",
      s.from.base.size(), c.theta, s.from.base.countries[c.reference], c.residual, c.iterations, "",
      "exports %", "price index %", "outward resistance %");
  for (std::size_t i = 0; i < s.from.base.size(); ++i) {
    out += fmt::format("  {}{:>+14.4f}{:>+17.4f}{:>+22.4f}\n",
                       column_text(s.from.base.countries[i], 30),
                       percent_change(exports_hat(s, c.flow, i)), percent_change(c.price_index[i]),
                       percent_change(c.outward_resistance[i]));
  }
  return out;
}

std::string full_text(solved_trade const& s) {
  auto const& e = *s.full;
  auto out = fmt::format(
      "Full equilibrium of {} countries: {} closure{}, theta {:g}, psi {:g}.\n"
      "Numeraire: world output. Markets clear to {:.1e} after {} steps.\n"
      "Real income by domestic shares alone differs by up to {:.2g} %.\n\n"
      "  {:<26}{:>14}{:>12}{:>14}{:>12}{:>20}\n",
      s.from.base.size(), name_of(e.options.closes),
      e.options.closes == closure::universal ? fmt::format(" (Xi {:.6g})", e.xi) : "",
      e.options.theta, e.options.psi, e.residual, e.iterations, 100 * e.acr_gap, "",
      "real income %", "price %", "price index %", "exports %", "domestic share %");
  for (std::size_t i = 0; i < s.from.base.size(); ++i) {
    out += fmt::format("  {}{:>+14.4f}{:>+12.4f}{:>+14.4f}{:>+12.4f}{:>20}\n",
                       column_text(s.from.base.countries[i], 26), percent_change(e.real_income[i]),
                       percent_change(e.price[i]), percent_change(e.price_index[i]),
                       percent_change(exports_hat(s, e.flow, i)),
                       fmt::format("{:.3f} to {:.3f}", 100 * e.domestic_share_before[i],
                                   100 * e.domestic_share_after[i]));
  }
  return out;
}

void write_flows(json_writer& w, solved_trade const& s, std::vector<double> const& after) {
  auto const n = s.from.base.size();
  w.key("flows").open_array();
  for (std::size_t k = 0; k < n * n; ++k) {
    w.open_object().key("exporter").text(s.from.base.countries[k / n]);
    w.key("importer").text(s.from.base.countries[k % n]);
    w.key("before").number(s.from.base.flow[k], 6).key("after").number(after[k], 6);
    w.close_object();
  }
  w.close_array();
}

void write_conditional(json_writer& w, solved_trade const& s) {
  auto const& c = *s.conditional;
  w.key("kind").text("conditional").key("theta").number(c.theta, kDecimals);
  w.key("numeraire").text("price index of " + s.from.base.countries[c.reference]);
  w.key("residual").number(c.residual, kResidualDecimals);
  w.key("iterations").integer(static_cast<std::int64_t>(c.iterations));
  w.key("countries").open_array();
  for (std::size_t i = 0; i < s.from.base.size(); ++i) {
    w.open_object().key("country").text(s.from.base.countries[i]);
    w.key("price_index").number(c.price_index[i], kDecimals);
    w.key("outward_resistance").number(c.outward_resistance[i], kDecimals);
    w.key("exports").number(exports_hat(s, c.flow, i), kDecimals).close_object();
  }
  w.close_array();
}

void write_full(json_writer& w, solved_trade const& s) {
  auto const& e = *s.full;
  w.key("kind").text("full").key("theta").number(e.options.theta, kDecimals);
  w.key("psi").number(e.options.psi, kDecimals).key("closure").text(name_of(e.options.closes));
  w.key("xi").number(e.xi, kDecimals).key("numeraire").text("world output");
  w.key("residual").number(e.residual, kResidualDecimals);
  w.key("iterations").integer(static_cast<std::int64_t>(e.iterations));
  w.key("acr_gap").number(e.acr_gap, kDecimals);
  w.key("countries").open_array();
  for (std::size_t i = 0; i < s.from.base.size(); ++i) {
    w.open_object().key("country").text(s.from.base.countries[i]);
    w.key("real_income").number(e.real_income[i], kDecimals);
    w.key("real_income_acr").number(e.real_income_acr[i], kDecimals);
    w.key("price").number(e.price[i], kDecimals);
    w.key("price_index").number(e.price_index[i], kDecimals);
    w.key("output").number(e.output[i], kDecimals);
    w.key("expenditure").number(e.expenditure[i], kDecimals);
    w.key("exports").number(exports_hat(s, e.flow, i), kDecimals);
    w.key("domestic_share_before").number(e.domestic_share_before[i], kDecimals);
    w.key("domestic_share_after").number(e.domestic_share_after[i], kDecimals);
    w.close_object();
  }
  w.close_array();
}

}  // namespace

std::string to_text(gravity_fit const& fit, gravity_data const& from) {
  auto const ppml = fit.method == estimator::ppml;
  auto out = fmt::format(
      "{} of {:.60} on {} of {} rows.\n", ppml ? "PPML" : "OLS", from.columns.outcome.name,
      fit.used, fit.rows.size() + from.without.blank.size() + from.without.log_of_zero.size());
  for (auto const& d : dropped_rows(fit, from)) {
    out += fmt::format("  dropped {}, {}: {}\n", d.lines.size(), d.means, first_lines(d.lines));
  }
  out += "\n" + coefficient_lines(fit) + "\n";
  if (!fit.fixed_effects.empty()) {
    out += fmt::format("  fixed effects: {}\n", counts(fit.fixed_effects));
  }
  out += fmt::format("  standard errors: {}\n", error_kind_text(fit));
  out += ppml ? fmt::format(
                    "  deviance {:.8g}, pseudo R2 {:.4f}; {} iterations to {:.0e}; sums of "
                    "effects kept to {:.1e}\n",
                    fit.deviance, fit.pseudo_r2, fit.iterations, fit.tolerance, fit.score_residual)
              : fmt::format("  squared residuals {:.8g}, R2 {:.4f}\n", fit.deviance, fit.pseudo_r2);
  return out;
}

std::string to_json(gravity_fit const& fit, gravity_data const& from) {
  json_writer w;
  w.open_object().key("method").text(name_of(fit.method));
  w.key("outcome").text(from.columns.outcome.name);
  w.key("rows").integer(static_cast<std::int64_t>(fit.rows.size() + from.without.blank.size() +
                                                  from.without.log_of_zero.size()));
  w.key("used").integer(static_cast<std::int64_t>(fit.used));
  w.key("dropped");
  write_dropped(w, dropped_rows(fit, from));
  w.key("coefficients").open_array();
  for (auto const& c : fit.coefficients) {
    write_coefficient(w, c);
  }
  w.close_array().key("omitted").open_array();
  for (auto const& o : fit.omitted) {
    w.open_object().key("name").text(o.name).key("reason").text(o.reason).close_object();
  }
  w.close_array().key("fixed_effects");
  write_counts(w, fit.fixed_effects);
  w.key("clusters");
  write_counts(w, fit.clusters);
  w.key("correction").text(fit.correction);
  w.key("correction_factor").number(fit.correction_factor, kDecimals);
  w.key("covariance_mended").boolean(fit.covariance_mended);
  w.key("covariance").open_array();
  for (auto const& row : fit.covariance) {
    w.open_array();
    for (auto const v : row) {
      w.number(v, 14);
    }
    w.close_array();
  }
  w.close_array();
  w.key("deviance").number(fit.deviance, 8).key("pseudo_r2").number(fit.pseudo_r2, kDecimals);
  w.key("iterations").integer(static_cast<std::int64_t>(fit.iterations));
  w.key("tolerance").number(fit.tolerance, kResidualDecimals);
  w.key("score_residual").number(fit.score_residual, kResidualDecimals);
  w.close_object();
  return std::move(w).take();
}

std::string to_text(solved_trade const& s) {
  return (s.conditional ? conditional_text(s) : "") + (s.full ? full_text(s) : "");
}

std::string to_json(solved_trade const& s, bool with_flows) {
  json_writer w;
  w.open_object();
  if (s.conditional) {
    write_conditional(w, s);
  } else {
    write_full(w, s);
  }
  if (with_flows) {
    write_flows(w, s, s.conditional ? s.conditional->flow : s.full->flow);
  }
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::trade
