#include "karwan/require/landed.h"

#include <algorithm>

#include "karwan/base/quantity.h"
#include "karwan/rules/condition.h"

namespace karwan::require {
namespace {

using record::row;
using rules::truth;

constexpr double kKgPerTonne = 1000;

bool lists(row const& r, std::string_view column, std::string const& item) {
  auto const text = r.text(column);
  return text.empty() ||
         (";" + std::string{text} + ";").find(";" + item + ";") != std::string::npos;
}

bool in_season(row const& r, day on) {
  auto const from = r.number("season_from"), to = r.number("season_to");
  if (!from || !to) {
    return true;
  }
  std::chrono::year_month_day const d{on};
  auto const at =
      static_cast<double>(static_cast<unsigned>(d.month()) * 100 + static_cast<unsigned>(d.day()));
  return *from <= *to ? *from <= at && at <= *to : *from <= at || at <= *to;
}

// Does the row speak of the goods? A row without codes is of all goods only where it is a tax; of
// duties it says no more than how they are spread.
truth speaks_of(row const& r, std::string const& code, bool all_if_blank) {
  auto const codes = r.text("hs_code");
  if (codes.empty()) {
    return all_if_blank ? truth::yes : truth::no;
  }
  if (code.empty()) {
    return truth::unknown;
  }
  auto const parsed = rules::parse_clause(rules::field::product, codes);
  if (!parsed) {
    return truth::unknown;
  }
  rules::circumstances in;
  in.product = code;
  in.way.resize(1);
  return rules::holds(*parsed, in, 0);
}

tariff_line line_of(row const& r, truth speaks) {
  tariff_line out;
  out.row_id = r.row_id;
  out.product = r.text("product");
  out.code = r.text("hs_code");
  out.text = r.text("condition");
  out.source = r.source;
  out.part = speaks == truth::unknown;
  for (auto const& c : r.cells) {
    out.statements.push_back(c.statement);
  }
  return out;
}

// The preferred first, then by row_id; those of a longer code before.
std::vector<row> rows_in_order(record::store const& from, record::view_spec const& view,
                               landed_case const& in) {
  auto all = from.rows(record::find_table("tariffs").value(), view);
  std::erase_if(all, [&](row const& r) {
    return r.text("country") != in.country || r.text("flow") != "import" ||
           r.text("kind") != "applied" || !record::holds_on(r, view.as_of) ||
           !lists(r, "origins", in.origin) || !in_season(r, view.as_of);
  });
  std::ranges::stable_sort(all, [&](row const& a, row const& b) {
    auto const exact = [](row const& r) {
      return std::min(r.text("hs_code").find(';'), r.text("hs_code").size());
    };
    return exact(a) != exact(b) ? exact(a) > exact(b) : record::preferred(a, b, view.as_of);
  });
  return all;
}

void add_duty(row const& r, truth speaks, landed& out) {
  if (auto const p = r.number("preferential_pct"); p) {
    auto l = line_of(r, speaks);
    l.pct = bounded<double>{*p, *p, *p};
    l.text = r.text("preference_basis");
    out.lower.push_back(std::move(l));
    return;
  }
  if (r.number("preferential_share_pct")) {
    auto l = line_of(r, speaks);
    l.text = r.text("preference_basis");
    out.lower.push_back(std::move(l));
    return;
  }
  auto const p = r.number("ad_valorem_pct");
  if (!p) {
    return;
  }
  auto l = line_of(r, speaks);
  auto const high = r.number("ad_valorem_high_pct").value_or(*p);
  l.pct = bounded<double>{*p, r.number("ad_valorem_high_pct") ? (*p + high) / 2 : *p, high};
  l.at_least = r.number("specific").has_value();
  out.duties.push_back(std::move(l));
}

// Charges beside duty and tax: on which lines or importers they fall is mostly not said, so they
// are told and not added.
void add_others(row const& r, truth speaks, landed& out) {
  constexpr std::pair<std::string_view, std::string_view> kColumns[] = {
      {"additional_duty_pct", "additional duty"},
      {"regulatory_duty_pct", "regulatory duty"},
      {"excise_pct", "excise"},
      {"withholding_pct", "tax in advance"}};
  for (auto const& [column, what] : kColumns) {
    if (auto const p = r.number(column); p && *p > 0) {
      auto l = line_of(r, speaks);
      l.product = std::string{what} + ": " + l.product;
      l.pct = bounded<double>{*p, *p, *p};
      out.others.push_back(std::move(l));
    }
  }
}

// A duty or tax that a chosen world states takes the place of the actual ones: on all of the goods,
// of all; on a part of them, of those of the same code.
void keep_world(std::vector<row> const& rows, std::vector<tariff_line>& lines) {
  auto const of_world = [&](tariff_line const& l) {
    auto const at = std::ranges::find(rows, l.row_id, &row::row_id);
    return at != rows.end() && !at->world.empty();
  };
  std::vector<std::string> codes;
  auto whole = false;
  for (auto const& l : lines) {
    if (of_world(l)) {
      codes.push_back(l.code);
      whole = whole || !l.part;
    }
  }
  std::erase_if(lines, [&](tariff_line const& l) {
    return !of_world(l) && (whole || std::ranges::find(codes, l.code) != codes.end());
  });
}

void read_lines(record::store const& from, record::view_spec const& view, landed_case const& in,
                landed& out) {
  auto const rows = rows_in_order(from, view, in);
  for (auto const& r : rows) {
    if (auto const tax = r.number("vat_pct"); tax) {
      if (auto const speaks = speaks_of(r, in.code, true); speaks != truth::no) {
        auto l = line_of(r, speaks);
        l.pct = bounded<double>{*tax, *tax, *tax};
        out.taxes.push_back(std::move(l));
      }
    }
    if (auto const speaks = speaks_of(r, in.code, true); speaks != truth::no) {
      add_others(r, speaks, out);
    }
    if (auto const speaks = speaks_of(r, in.code, false); speaks != truth::no) {
      add_duty(r, speaks, out);
    }
  }
  keep_world(rows, out.duties);
  keep_world(rows, out.taxes);
}

// Of lines on all of the goods a longer code goes before a shorter one, which means the rest.
void keep_most_exact(std::vector<tariff_line>& lines) {
  auto const first = std::ranges::find_if(lines, [](auto const& l) { return !l.part; });
  if (first != lines.end()) {
    auto const code = first->code;
    std::erase_if(lines, [&](auto const& l) { return !l.part && l.code != code; });
  }
}

// The first line that speaks of all the goods, widened by others of as exact a code.
std::optional<bounded<double>> rate_of(std::vector<tariff_line> const& lines) {
  auto const first = std::ranges::find_if(lines, [](auto const& l) { return !l.part; });
  if (first == lines.end()) {
    return std::nullopt;
  }
  auto out = *first->pct;
  for (auto const& l : lines) {
    if (!l.part && l.code == first->code) {
      out.low = std::min(out.low, l.pct->low);
      out.high = std::max(out.high, l.pct->high);
    }
  }
  return out;
}

bounded<double> each(bounded<double> const& a, bounded<double> const& b, auto const& f) {
  return {f(a.low, b.low), f(a.best, b.best), f(a.high, b.high)};
}

std::string what_is_missing(landed_case const& in, landed const& l) {
  if (in.code.empty()) {
    return "the product is not given";
  }
  if (!in.value_usd) {
    return "the value of the goods is not given";
  }
  if (!l.duty_pct) {
    return l.duties.empty() ? "no duty on the goods was found"
                            : "the duty depends on the exact line of the tariff";
  }
  if (!l.tax_pct) {
    return "no tax on import was found";
  }
  return l.freight_usd ? "" : "no journey was found";
}

void add_up(landed& l) {
  auto const plus = [](double a, double b) { return a + b; };
  auto const share = [](double base, double pct) { return base * pct / kPercent; };
  auto const base = each(*l.value_usd, *l.freight_usd, plus);
  l.duty_usd = each(base, *l.duty_pct, share);
  auto const taxed = each(base, *l.duty_usd, plus);
  l.tax_usd = each(taxed, *l.tax_pct, share);
  l.total_usd = each(each(taxed, *l.tax_usd, plus), l.papers_usd, plus);
}

}  // namespace

landed land(record::store const& from, record::view_spec const& view, landed_case const& in) {
  landed out;
  read_lines(from, view, in, out);
  keep_most_exact(out.duties);
  keep_most_exact(out.taxes);
  out.duty_pct = rate_of(out.duties);
  out.tax_pct = rate_of(out.taxes);
  auto const first = std::ranges::find_if(out.duties, [](auto const& l) { return !l.part; });
  out.at_least = (out.duty_pct && first->at_least) || !out.others.empty();
  out.freight_usd = in.freight_usd;
  out.papers_usd = in.papers_usd;
  out.papers_in_other_currencies = in.papers_in_other_currencies;
  if (in.value_usd) {
    out.value_usd = bounded<double>{*in.value_usd, *in.value_usd, *in.value_usd};
  }
  if (out.freight_usd && in.tonnes > 0) {
    auto const kg = in.tonnes * kKgPerTonne;
    out.freight_per_kg = bounded<double>{out.freight_usd->low / kg, out.freight_usd->best / kg,
                                         out.freight_usd->high / kg};
  }
  if (out.freight_usd && in.value_usd) {
    out.freight_share =
        bounded<double>{out.freight_usd->low / *in.value_usd, out.freight_usd->best / *in.value_usd,
                        out.freight_usd->high / *in.value_usd};
  }
  out.missing = what_is_missing(in, out);
  if (out.missing.empty()) {
    add_up(out);
  }
  return out;
}

std::optional<bounded<double>> duty_span(landed const& l) {
  auto out = l.duty_pct;
  for (auto const& line : l.duties) {
    if (!l.duty_pct && line.pct) {
      out = out ? bounded<double>{std::min(out->low, line.pct->low), out->best,
                                  std::max(out->high, line.pct->high)}
                : *line.pct;
    }
  }
  return out;
}

}  // namespace karwan::require
