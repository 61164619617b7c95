#include "exe/series_text.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "exe/lines.h"
#include "karwan/base/columns.h"
#include "karwan/base/date_order.h"

namespace karwan::exe {
namespace {

using record::figure;
using record::figure_bound;
using record::figure_key;
using record::series_group;
using record::series_period;

constexpr std::size_t kValue = 15, kBooks = 14, kPartner = 24, kGrade = 8;
constexpr std::size_t kNotes = 6;  // how far notes are indented
auto const kNote = std::string(kNotes, ' ');

std::string spaced(std::string_view text) {
  std::string out{text};
  std::ranges::replace(out, '_', ' ');
  return out;
}

// As wide as that, cut with an ellipsis where it is longer.
std::string padded(std::string text, std::size_t columns) {
  while (columns_of(text) > columns) {
    auto cut = text.ends_with("…") ? text.size() - 3 : text.size();
    do {
      --cut;
    } while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80);
    text = text.substr(0, cut) + "…";
  }
  return text + std::string(columns - columns_of(text), ' ');
}

// 1234567.5 as 1,234,567.5
std::string grouped(std::string digits) {
  auto const end = std::min(digits.find('.'), digits.size());
  auto const begin = digits.starts_with('-') ? std::size_t{1} : 0;
  for (auto at = end; at > begin + 3; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

std::string number(double v) {
  auto text = fmt::format("{:.3f}", v);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) {
    text.pop_back();
  }
  return grouped(std::move(text));
}

struct scale {
  double by{1};
  char const* name{""};
};

// Millions and billions of money and people; all else as it is.
scale scale_for(double v, figure_key const& k) {
  if (k.unit != "usd" && k.currency.empty() && k.unit != "person") {
    return {};
  }
  auto const size = std::abs(v);
  return size >= 1e9 ? scale{1e9, " bn"} : size >= 1e6 ? scale{1e6, " m"} : scale{};
}

std::string amount(double v, figure_key const& k) {
  auto const s = scale_for(v, k);
  return number(v / s.by) + s.name;
}

std::string value_of(figure const& f) {
  if (!f.value) {
    return f.low || f.high ? fmt::format("{}–{}", f.low ? amount(*f.low, f.key) : "",
                                         f.high ? amount(*f.high, f.key) : "")
                           : f.text;
  }
  auto const sign = f.bound == figure_bound::about      ? "~"
                    : f.bound == figure_bound::at_least ? "≥ "
                    : f.bound == figure_bound::at_most  ? "≤ "
                                                        : "";
  return sign + amount(*f.value, f.key);
}

std::string times(double ratio) {
  return fmt::format("{:.{}f}", ratio, ratio < 2 ? 2 : 1);
}

std::string unit_of(figure_key const& k) {
  auto out = k.currency.empty() || k.unit.find('/') != std::string::npos ? k.unit : k.currency;
  if (!k.price_basis.empty() && k.price_basis != "unknown") {
    out += fmt::format(", {} prices", k.price_basis);
  }
  return out;
}

// 2018-01 to 2018-08 where it begins and ends with months.
std::string words_for(date_span const& s) {
  if (is_open(s)) {
    return "period not stated";
  }
  if (s.precision != date_precision::interval) {
    return to_string(s);
  }
  auto const first = to_string(s.first), last = to_string(s.last()), after = to_string(s.end);
  auto const shared = first.ends_with("-01-01") && after.ends_with("-01-01") ? std::size_t{4}
                      : first.ends_with("-01") && after.ends_with("-01")     ? std::size_t{7}
                                                                             : std::string::npos;
  return fmt::format("{} to {}", first.substr(0, shared), last.substr(0, shared));
}

// What the values of a group are, save whose they are.
std::string heading(figure_key const& k, std::string const& of) {
  auto out = of;
  if (k.nature != "observed") {
    out += ", " + k.nature;
  }
  out += " · " + (k.basis == "unknown" ? std::string{"basis not stated"} : spaced(k.basis));
  if (k.classification == "total_goods_services") {
    out += " · goods and services";
  } else if (k.classification == "total") {
    out += " · all goods";
  }
  return out + " · " + unit_of(k);
}

// Several partners of one reporter.
bool is_family(record::series_answer const& a) {
  std::set<std::string> partners, reporters;
  for (auto const& p : a.periods) {
    for (auto const& g : p.groups) {
      if (g.key.direction.empty() || g.key.partner.empty()) {
        return false;
      }
      partners.insert(g.key.partner);
      reporters.insert(g.key.reporter + g.key.direction);
    }
  }
  return reporters.size() == 1 && partners.size() > 1;
}

class table {
 public:
  table(record::answer_writer& answers, record::series_answer const& answer)
      : answers_{answers}, family_{is_family(answer)} {}

  void print(series_period const& p) {
    auto const title = words_for(p.period);
    auto line = fmt::format("── {} ", title);
    auto const left = kTerminalColumns - columns_of(line);
    for (std::size_t i = 0; i < left; ++i) {
      line += "─";
    }
    fmt::print("\n{}\n", line);
    // Groups that differ only in whose books they are from stand under one heading.
    std::vector<std::pair<std::string, std::vector<series_group const*>>> headed;
    for (auto const& g : p.groups) {
      auto head = heading(g.key, called(g));
      auto at = std::ranges::find(headed, head, [](auto const& h) { return h.first; });
      if (at == headed.end()) {
        at = headed.insert(headed.end(), {std::move(head), {}});
      }
      at->second.push_back(&g);
    }
    for (auto const& [head, groups] : headed) {
      print_lines("", head, 2);
      for (auto const* g : groups) {
        print(*g);
      }
    }
    for (auto const& a : p.apart) {
      auto const& low = p.groups[a.low];
      auto const& high = p.groups[a.high];
      print_lines(
          "  ↔ ",
          fmt::format("{} in the books of {} is {} times {} in those of {}",
                      value_of(high.values.front().stated), side(high.key.reporter), times(a.ratio),
                      value_of(low.values.front().stated), side(low.key.reporter)),
          kNotes);
    }
  }

  void print(record::series_sum const& s) {
    auto const over = s.over == record::sum_over::periods ? "periods" : "partners";
    if (s.total) {
      auto text = fmt::format("{}{} {}, {}, {} value{}, grade {}", s.about ? "~" : "",
                              amount(*s.total, s.key), unit_of(s.key), words_for(s.covers),
                              s.statements.size(), s.statements.size() == 1 ? "" : "s",
                              record::name_of(s.worst));
      fmt::print("\n");
      print_lines(fmt::format("Sum over {}: ", over), text, 2);
      return;
    }
    fmt::print("\nNot added over {}{}:\n", over,
               s.over == record::sum_over::partners ? ", " + words_for(s.covers) : "");
    for (auto const& r : s.refused) {
      print_lines("  - ", r.text, 4);
    }
  }

 private:
  std::string side(std::string const& id) {
    return id.empty() ? "books unknown" : answers_.title(id);
  }

  // The indicator; of several partners, what they have in common.
  std::string called(series_group const& g) {
    if (!family_) {
      return g.values.front().stated.indicator;
    }
    auto const verb = g.key.direction == "turnover" ? "trade" : g.key.direction + "s";
    return fmt::format("{} of {}", verb, side(g.key.reporter));
  }

  // Whose books; where they are one's, the partner.
  std::string who(figure const& f) {
    if (family_) {
      auto const by = f.key.direction == "export"   ? "to"
                      : f.key.direction == "import" ? "from"
                                                    : "with";
      return fmt::format("{} {}", by, side(f.key.partner));
    }
    return f.key.direction.empty() && f.key.reporter.empty() ? "" : side(f.key.reporter);
  }

  void print(series_group const& g) {
    for (auto const& v : g.values) {
      print(v, &v == &g.values.front());
    }
    std::string more;
    if (!g.why.empty()) {
      more = "* " + g.why;
    }
    if (g.spread && g.spread->low != g.spread->high) {
      auto const ratio = g.spread->ratio ? fmt::format(", {} times", times(*g.spread->ratio)) : "";
      more += fmt::format("{}exact values from {} to {}{}", more.empty() ? "" : "; ",
                          amount(g.spread->low, g.key), amount(g.spread->high, g.key), ratio);
    }
    if (!more.empty()) {
      print_lines("  → ", more, 4);
    }
  }

  void print(record::series_value const& v, bool first) {
    auto const& f = v.stated;
    auto const value = value_of(f);
    auto const books = family_ ? kPartner : kBooks;
    auto const rest =
        kTerminalColumns - 4 - std::max(kValue, columns_of(value)) - 2 - books - 1 - kGrade - 1;
    auto const source = answers_.title(f.from.source);
    auto const aligned = std::string(kValue - std::min(kValue, columns_of(value)), ' ') + value;
    auto line = fmt::format("  {} {}  {} {} {}", first ? "*" : " ", aligned, padded(who(f), books),
                            padded(std::string{record::name_of(f.from.row_grade)}, kGrade),
                            padded(source, rest));
    line.erase(line.find_last_not_of(' ') + 1);
    fmt::print("{}\n", line);
    if (auto const more = notes(f); !more.empty()) {
      print_lines(kNote, more, kNotes);
    }
  }

  std::string notes(figure const& f) {
    std::string out = f.qualifier;
    auto const add = [&](std::string const& text) { out += (out.empty() ? "" : "; ") + text; };
    if (f.change_pct) {
      add(fmt::format("{}{} % on a year earlier, as stated", *f.change_pct > 0 ? "+" : "",
                      number(*f.change_pct)));
    }
    if (!f.fiscal_label.empty()) {
      add(f.fiscal_label);
    }
    std::string by;
    for (auto const& id : f.stated_by) {
      by += (by.empty() ? "" : ", ") + answers_.title(id);
    }
    if (!f.stated_by_text.empty()) {
      by += (by.empty() ? "" : ", ") + f.stated_by_text;
    }
    if (!by.empty()) {
      add("said by " + by);
    }
    return out;
  }

  record::answer_writer& answers_;
  bool family_;
};

}  // namespace

void print_series(record::answer_writer& answers, record::series_question const& q,
                  record::series_answer const& a) {
  std::size_t values = 0;
  for (auto const& p : a.periods) {
    for (auto const& g : p.groups) {
      values += g.values.size();
    }
  }
  auto const name =
      q.names.size() == 1 && !a.indicators.empty() && !is_family(a)
          ? a.indicators[0].name +
                (a.indicators[0].subject.empty() ? "" : ", " + a.indicators[0].subject)
          : fmt::format("{}", fmt::join(q.names, "; "));
  print_lines("", fmt::format("{} · {} value{}", name, values, values == 1 ? "" : "s"), 2);
  std::string ids;
  for (auto const& i : a.indicators) {
    ids += (ids.empty() ? "" : ", ") + i.entity;
  }
  if (!ids.empty()) {
    print_lines("  ", ids, 2);
  }
  table t{answers, a};
  for (auto const& p : a.periods) {
    t.print(p);
  }
  if (a.undated > 0) {
    fmt::print("\n{} value{} without a period left out\n", a.undated, a.undated == 1 ? "" : "s");
  }
  for (auto const& s : a.sums) {
    t.print(s);
  }
  if (values > 0) {
    fmt::print("\n* preferred among values of one unit, basis, direction and reporter\n");
  }
}

}  // namespace karwan::exe
