#include "karwan/trade/text.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "karwan/base/columns.h"
#include "karwan/base/quantity.h"
#include "trade/sides.h"

namespace karwan::trade {
namespace {

constexpr double kMillion = 1e6, kBillion = 1e9;

std::string basis_text(std::string_view basis) {
  return basis == "calendar_year" ? "calendar year"
         : basis == "fiscal_year" ? "fiscal year"
         : basis == "part_year"   ? "part of a year"
                                  : "basis not stated";
}

std::string bounded_text(double usd, record::figure_bound bound) {
  auto const sign = bound == record::figure_bound::about      ? "~"
                    : bound == record::figure_bound::at_least ? "≥ "
                    : bound == record::figure_bound::at_most  ? "≤ "
                                                              : "";
  return sign + usd_text(usd);
}

std::string value_text(std::optional<product_value> const& v) {
  return v ? bounded_text(v->usd, v->bound) : "–";
}

std::string usd_or_dash(std::optional<double> v) {
  return v ? usd_text(*v) : "–";
}

std::string percent(std::optional<double> share) {
  if (!share) {
    return "–";
  }
  auto const p = *share * kPercent;
  auto const size = std::abs(p);
  return size != 0 && size < 0.001 ? "<0.001%"
         : size < 1                ? fmt::format("{:.2g}%", p)
                                   : fmt::format("{:.{}f}%", p, size < 10 ? 1 : 0);
}

std::string ratio_text(double r) {
  return fmt::format("{:.{}f}", r, std::abs(r) < 10 ? 2 : 1);
}

// A fiscal year by its label where there is one.
std::string months_of(flow const& f) {
  auto const short_basis = f.basis == "calendar_year" ? "CY " : "";
  return f.fiscal_label.empty() ? short_basis + period_text(f.period) : f.fiscal_label;
}

struct text_answer {
  record::answer_writer& answers;
  std::string out{};
  std::set<std::string> used{};

  std::string name(std::string const& id) {
    return id == kWorld ? std::string{"the world"} : answers.title(id);
  }
  void line(std::string const& text) { wrap_into(out, "", text, 2); }

  void uses(std::string const& source) { used.insert(source); }
  void sources() {
    out += out.ends_with("\n\n") ? "" : "\n";
    for (auto const& id : used) {
      wrap_into(out, "Source: ", answers.source(id).title, 8);
    }
  }

  void data_set(data_set_key const& k, std::string const& of) {
    line(fmt::format("{} · {} · {} {}", of, text_of(k.of), basis_text(k.basis),
                     period_text(k.period)));
    uses(k.source);
  }

  void others(std::vector<data_set_key> const& keys) {
    if (keys.empty()) {
      return;
    }
    std::string text;
    for (auto const& k : keys) {
      text +=
          fmt::format("{}{} of {}", text.empty() ? "" : "; ", text_of(k.of), period_text(k.period));
    }
    wrap_into(out, "Also in the record: ", text, 2);
  }

  std::string mirror(stated_flow const& p) {
    if (!p.mirror) {
      return "–";
    }
    auto const& m = *p.mirror;
    auto text = fmt::format("{} in {}", bounded_text(m.said.usd, m.said.bound), months_of(m.said));
    if (m.ratio) {
      text += fmt::format(", ratio {}{}", ratio_text(*m.ratio),
                          m.same_period ? "" : " of other months");
    }
    uses(m.said.source);
    return text;
  }

  void partner(stated_flow const& p) {
    auto const row = fmt::format("  {} {} {}  {}", left_in(name(p.said.partner), 22),
                                 right_in(bounded_text(p.said.usd, p.said.bound), 10),
                                 right_in(percent(p.share), 8), mirror(p));
    out += left_in(row, kTerminalColumns);
    out.erase(out.find_last_not_of(' ') + 1);
    out += "\n";
    uses(p.said.source);
    for (auto const& o : p.others) {
      out += fmt::format("  {} {}           another source\n", left_in("", 22),
                         right_in(bounded_text(o.usd, o.bound), 10));
      uses(o.source);
    }
  }

  void books(books_of_period const& b) {
    auto const of = [&](std::optional<flow> const& f) {
      if (f) {
        uses(f->source);
      }
      return f ? bounded_text(f->usd, f->bound) : std::string{"–"};
    };
    auto const row =
        fmt::format("  in the books of {} {} {} {} {}", left_in(name(b.books), 18),
                    right_in(of(b.exports), 12), right_in(of(b.imports), 12),
                    right_in(usd_or_dash(b.balance), 12), right_in(of(b.turnover), 12));
    out += row + "\n";
  }
};

std::string heading_of(direction d) {
  return d == direction::exports   ? "exports by partner"
         : d == direction::imports ? "imports by partner"
                                   : "trade both ways by partner";
}

std::string index_text(index_value const& v, int decimals) {
  return v.value ? fmt::format("{:.{}f}", *v.value, decimals) : "unknown: " + v.unknown;
}

std::string goods_text(std::string const& code, std::string const& product) {
  return code.empty() ? product : code + " " + product;
}

}  // namespace

std::string usd_text(double usd) {
  auto const size = std::abs(usd);
  if (size >= kBillion) {
    return fmt::format("{:.{}f} bn", usd / kBillion, size >= 10 * kBillion ? 1 : 2);
  }
  if (size >= kMillion) {
    return fmt::format("{:.{}f} m", usd / kMillion, size >= 10 * kMillion ? 1 : 2);
  }
  auto text = fmt::format("{:.0f}", usd);
  if (size >= 1000) {
    text.insert(text.size() - 3, ",");
  }
  return text;
}

std::string to_text(partners_answer const& a, record::answer_writer& answers) {
  text_answer w{answers};
  auto const goods = a.classification == "total" ? "all goods" : goods_text(a.code, a.product);
  w.line(fmt::format("{}, {} · {} {} · {} · USD", w.name(a.country), heading_of(a.way),
                     basis_text(a.basis), period_text(a.period), goods));
  if (a.world) {
    w.line(fmt::format("  the world {}", bounded_text(a.world->usd, a.world->bound)));
    w.uses(a.world->source);
  }
  auto const other = a.way == direction::exports   ? "partner's imports from it"
                     : a.way == direction::imports ? "partner's exports to it"
                                                   : "in the partner's books";
  w.out += fmt::format("\n  {} {} {}  {}\n", left_in("partner", 22), right_in("said", 10),
                       right_in("share", 8), other);
  for (auto const& p : a.partners) {
    w.partner(p);
  }
  if (!a.other_periods.empty()) {
    std::string text;
    for (auto const& p : a.other_periods) {
      text += (text.empty() ? "" : ", ") + period_text(p);
    }
    w.out += "\n";
    wrap_into(w.out, "Other periods: ", text, 2);
  }
  w.sources();
  return std::move(w.out);
}

std::string to_text(balance_answer const& a, record::answer_writer& answers) {
  text_answer w{answers};
  w.line(fmt::format("{} with {} · USD · never added across periods or books", w.name(a.country),
                     w.name(a.partner)));
  w.out += fmt::format("{} {} {} {} {}\n", left_in("", 36), right_in("exports", 12),
                       right_in("imports", 12), right_in("balance", 12), right_in("both ways", 12));
  for (auto const& p : a.periods) {
    w.line(fmt::format("{} · {}{}", period_text(p.period), basis_text(p.basis),
                       p.classification == "total" ? "" : " · goods and services"));
    for (auto const& b : p.books) {
      w.books(b);
    }
    if (p.balance_of_exporters) {
      w.line(fmt::format("  what each says that it exported: balance {}",
                         usd_text(*p.balance_of_exporters)));
    }
    for (auto const& [ratio, from, to] : {std::tuple{p.exports_ratio, a.country, a.partner},
                                          std::tuple{p.imports_ratio, a.partner, a.country}}) {
      if (ratio) {
        w.line(fmt::format("  {} says that it sold {} times what {} says that it bought",
                           w.name(from), ratio_text(*ratio), w.name(to)));
      }
    }
  }
  w.sources();
  return std::move(w.out);
}

std::string to_text(products_answer const& a, record::answer_writer& answers) {
  text_answer w{answers};
  auto const way = a.way == direction::exports ? "to" : "from";
  w.data_set(a.of, fmt::format("{}, {}s {} {}", w.name(a.country), name_of(a.way), way,
                               w.name(a.partner)));
  auto const books = a.books == kWorld ? std::string{"exporters"} : w.name(a.books);
  w.line(fmt::format("  in the books of {} · USD{}", books,
                     a.total ? " · all goods " + value_text(a.total) : ""));
  w.out += fmt::format("\n  {} {} {} {}\n", left_in("product", 48), right_in("value", 10),
                       right_in("share", 8), right_in("RCA", 8));
  for (auto const& p : a.products) {
    w.out += fmt::format("  {} {} {} {}\n", left_in(goods_text(p.value.code, p.value.product), 48),
                         right_in(value_text(p.value), 10), right_in(percent(p.share), 8),
                         right_in(p.rca ? ratio_text(*p.rca) : "–", 8));
  }
  w.out += "\n";
  if (a.parts_overlap) {
    w.line("Groups as the source made them: one may hold another, and they are never added.");
  } else {
    w.line("RCA: its share of the product over that of the world; above 1 it is an advantage.");
  }
  w.others(a.others);
  w.sources();
  return std::move(w.out);
}

std::string to_text(indices_answer const& a, record::answer_writer& answers) {
  text_answer w{answers};
  w.data_set(a.of, fmt::format("{} and {}", w.name(a.country), w.name(a.partner)));
  w.out += "\n";
  for (auto const& f : a.fit) {
    w.line(fmt::format("{} to {}", w.name(f.exporter), w.name(f.importer)));
    w.line(
        fmt::format("  complementarity (Michaely, 0..100): {}", index_text(f.complementarity, 1)));
    w.line(fmt::format("  intensity (1: as the world's trade): {}", index_text(f.intensity, 3)));
  }
  w.out += fmt::format("\n  {} {} {}\n", left_in("revealed comparative advantage", 48),
                       right_in(w.name(a.country), 14), right_in(w.name(a.partner), 14));
  auto const& first = a.rca.front();
  auto const& second = a.rca.back();
  for (std::size_t i = 0; i < std::max(first.products.size(), second.products.size()); ++i) {
    auto const& any = i < first.products.size() ? first.products[i] : second.products[i];
    auto const cell = [&](advantages const& c) {
      return i < c.products.size() && c.products[i].rca.value ? ratio_text(*c.products[i].rca.value)
                                                              : std::string{"–"};
    };
    w.out += fmt::format("  {} {} {}\n", left_in(goods_text(any.code, any.product), 48),
                         right_in(cell(first), 14), right_in(cell(second), 14));
  }
  for (auto const& c : a.rca) {
    if (!c.unknown.empty()) {
      w.line(fmt::format("  {}: unknown, {}", w.name(c.country), c.unknown));
    }
  }
  w.out += "\n";
  w.others(a.others);
  w.sources();
  return std::move(w.out);
}

std::string to_text(potential_answer const& a, record::answer_writer& answers) {
  text_answer w{answers};
  w.data_set(a.of,
             fmt::format("Export potential, {} to {}", w.name(a.exporter), w.name(a.importer)));
  w.line(fmt::format("  potential = supply x demand x ease (Decreux and Spies); ease {}; traded {}",
                     index_text(a.ease, 4), value_text(a.traded)));
  if (a.unrealised_usd) {
    w.line(fmt::format("  unrealised {} of {} USD{}", usd_text(*a.unrealised_usd),
                       usd_or_dash(a.potential_usd),
                       a.without_actual == 0 ? ""
                                             : fmt::format("; {} products without a row of trade "
                                                           "are not counted in it",
                                                           a.without_actual)));
  }
  w.out += fmt::format("\n  {} {} {} {} {} {}\n", left_in("product", 36), right_in("supply", 9),
                       right_in("demand", 10), right_in("potential", 11), right_in("traded", 10),
                       right_in("unrealised", 11));
  for (auto const& r : a.products) {
    w.out +=
        fmt::format("  {} {} {} {} {} {}\n", left_in(goods_text(r.code, r.product), 36),
                    right_in(percent(r.supply), 9), right_in(value_text(r.demand), 10),
                    right_in(usd_or_dash(r.potential_usd), 11), right_in(value_text(r.actual), 10),
                    right_in(usd_or_dash(r.unrealised_usd), 11));
  }
  w.out += "\n";
  w.line("Supply: its share of the world's exports of the product. –: no row, which is not zero.");
  for (auto const applied : {true, false}) {
    std::string text;
    for (auto const& c : a.corrections) {
      if (c.applied == applied) {
        text += fmt::format("{}{} ({})", text.empty() ? "" : "; ", c.name, c.why);
      }
    }
    if (!text.empty()) {
      wrap_into(w.out, applied ? "Corrected for: " : "Not corrected for: ", text, 2);
    }
  }
  w.others(a.others);
  w.sources();
  return std::move(w.out);
}

}  // namespace karwan::trade
