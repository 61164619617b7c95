#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "karwan/base/date_order.h"
#include "karwan/base/date_text.h"
#include "karwan/base/text.h"
#include "karwan/record/fiscal_year.h"
#include "record/indicators.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

// A reporter or partner, or (no part) either: a country by any of its names, or an area as it is
// written.
result<std::string> side(std::vector<named_series> const& all, std::string const& text,
                         std::string figure_key::*part, char const* option,
                         name_index const& names) {
  for (auto const& s : all) {
    for (auto const& f : s.figures) {
      auto const is = [&](std::string figure_key::*one) { return f.key.*one == text; };
      if (!text.empty() &&
          (part != nullptr ? is(part) : is(&figure_key::reporter) || is(&figure_key::partner))) {
        return text;
      }
    }
  }
  std::string_view const kinds[] = {"country"};
  auto out = text.empty() ? result<std::string>{text} : names.resolve(text, kinds);
  if (!out) {
    out.error().place = option;
  }
  return out;
}

// One of the column's choices; "calendar" for calendar_year.
result<std::string> choice(std::string const& text, char const* column_name, char const* option) {
  auto const choices =
      split(column_of(*find_property(*find_table("figures"), column_name)).choices, '|');
  for (auto const c : choices) {
    if (text.empty() || c == text || c == text + "_year") {
      return text.empty() ? text : std::string{c};
    }
  }
  return fail(error_kind::bad_input, in_quotes(text) + " is not a choice here", option,
              fmt::format("Choose among {}", fmt::join(choices, ", ")));
}

result<date_span> limit(std::string const& text, char const* option, date_context const& context) {
  if (text.empty()) {
    return date_span{};
  }
  auto span = read_date(text, context);
  if (!span) {
    span.error().place = option;
  }
  return span;
}

struct filter {
  std::string reporter, direction, basis;
  flow_wish flows;                    // its sides resolved
  std::vector<std::string> partners;  // empty: any
  date_span window;
  bool has_window{false};
  day as_of;

  bool keeps(figure const& f) const {
    auto const is = [](std::string const& wanted, std::string const& got) {
      return wanted.empty() || wanted == got;
    };
    return is(reporter, f.key.reporter) && has_partner(f.key.partner) &&
           is(direction, f.key.direction) && is(basis, f.key.basis) && keeps_flow(f) && seen(f);
  }
  bool keeps_flow(figure const& f) const {
    auto const& k = f.key;
    auto const out = k.direction != "import";
    auto const& from = out ? k.reporter : k.partner;
    auto const& to = out ? k.partner : k.reporter;
    auto const between = k.direction == "turnover"
                             ? flows.exporter.empty() && flows.importer.empty()
                             : (flows.exporter.empty() || flows.exporter == from) &&
                                   (flows.importer.empty() || flows.importer == to);
    return between && (flows.classification.empty() || flows.classification == k.classification) &&
           is_of_goods(f);
  }
  // Goods are named by their code, or by words of their name.
  bool is_of_goods(figure const& f) const {
    if (flows.product.empty()) {
      return true;
    }
    auto const code = f.from.text("code");
    return code == flows.product ||
           (!f.key.measure.empty() &&
            fold(f.from.text("product")).find(fold(flows.product)) != std::string::npos);
  }
  bool has_partner(std::string const& partner) const {
    return partners.empty() || std::ranges::find(partners, partner) != partners.end();
  }
  // What was observed is not seen before its period has begun; what is aimed at is.
  bool seen(figure const& f) const {
    return f.key.nature != "observed" || f.period.first == day::min() || f.period.first <= as_of;
  }
  bool is_undated(figure const& f) const { return is_open(f.period); }
};

result<std::vector<std::string>> partners_of(std::vector<named_series> const& all,
                                             std::string const& texts, name_index const& names) {
  std::vector<std::string> out;
  for (auto const text : split(texts, ',')) {
    auto one = side(all, std::string{text}, &figure_key::partner, "partner", names);
    if (!one) {
      return tl::unexpected{std::move(one.error())};
    }
    out.push_back(std::move(*one));
  }
  return out;
}

// In whose books a fiscal year would be meant: the reporter's that was asked for, else those that
// give fiscal years.
std::set<std::string> books_of(std::vector<named_series> const& all,
                               std::vector<std::size_t> const& found, std::string const& reporter) {
  std::set<std::string> out;
  if (!reporter.empty()) {
    out.insert(reporter);
    return out;
  }
  for (auto const i : found) {
    for (auto const& f : all[i].figures) {
      if (f.key.basis == "fiscal_year") {
        out.insert(f.key.reporter);
      }
    }
  }
  return out;
}

struct source_of_filter {
  std::vector<named_series> const& all;
  std::vector<std::size_t> const& found;
  store const& from;
  name_index const& names;
};

result<filter> read_filter(source_of_filter const& in, series_question const& q,
                           view_spec const& view) {
  auto const reporter = side(in.all, q.reporter, &figure_key::reporter, "reporter", in.names);
  auto const direction = choice(q.direction, "direction", "direction");
  auto const basis = choice(q.basis, "basis", "basis");
  auto const wish = q.flows.value_or(flow_wish{});
  auto const exporter = side(in.all, wish.exporter, nullptr, "exporter", in.names);
  auto const importer = side(in.all, wish.importer, nullptr, "importer", in.names);
  auto const level = choice(wish.classification, "classification", "classification");
  for (auto const* r : {&reporter, &direction, &basis, &exporter, &importer, &level}) {
    if (!*r) {
      return tl::unexpected{r->error()};
    }
  }
  auto partners = partners_of(in.all, q.partner, in.names);
  if (!partners) {
    return tl::unexpected{std::move(partners.error())};
  }
  auto const books = books_of(in.all, in.found, *reporter);
  date_context const context{view.as_of, leaning::past, fiscal_year_start(in.from, view, books)};
  auto const first = limit(q.from, "from", context);
  auto const last = limit(q.to, "to", context);
  if (!first || !last) {
    return tl::unexpected{!first ? first.error() : last.error()};
  }
  if (last->end <= first->first) {
    return fail(error_kind::bad_input, "it lies before from", "to",
                "Write the earlier date as from");
  }
  return filter{
      *reporter,
      *direction,
      *basis,
      {*exporter, *importer, *level, wish.product},
      std::move(*partners),
      {first->first, last->end, date_precision::interval, first->approximate || last->approximate},
      !q.from.empty() || !q.to.empty(),
      view.as_of};
}

// The preferred value of each group.
std::vector<figure> preferred_of(std::vector<series_period const*> const& periods) {
  std::vector<figure> out;
  for (auto const* p : periods) {
    for (auto const& g : p->groups) {
      out.push_back(g.values.front().stated);
    }
  }
  return out;
}

std::vector<series_sum> sums_of(std::vector<series_period> const& periods, sum_over over) {
  std::vector<series_sum> out;
  std::vector<series_period const*> all;
  for (auto const& p : periods) {
    all.push_back(&p);
    if (over == sum_over::partners) {
      out.push_back(add_up(preferred_of({&p}), over));
    }
  }
  if (over == sum_over::periods) {
    out.push_back(add_up(preferred_of(all), over));
  }
  return out;
}

// Trade between two sides, in one's books.
bool is_flow(figure const& f) {
  return !f.key.direction.empty() && !f.key.reporter.empty() && !f.key.partner.empty();
}

result<std::vector<std::size_t>> find_all(std::vector<named_series> const& all,
                                          series_question const& q) {
  std::set<std::size_t> found;
  for (std::size_t i = 0; q.flows && i < all.size(); ++i) {
    if (std::ranges::any_of(all[i].figures, is_flow)) {
      found.insert(i);
    }
  }
  for (auto const& name : q.names) {
    auto const one = find_indicator(all, name);
    if (!one) {
      return one;
    }
    found.insert(one->begin(), one->end());
  }
  if (q.mirror) {
    auto const more = mirrors_of(all, {found.begin(), found.end()});
    found.insert(more.begin(), more.end());
  }
  return std::vector<std::size_t>{found.begin(), found.end()};
}

}  // namespace

result<series_answer> read_series(store const& from, name_index const& names,
                                  series_question const& q, view_spec const& view) {
  return as_result([&]() -> result<series_answer> {
    reading const one_state{from};
    auto const all = read_indicators(from, names, view);
    auto const found = find_all(all, q);
    if (!found) {
      return tl::unexpected{found.error()};
    }
    auto const keep = read_filter({all, *found, from, names}, q, view);
    if (!keep) {
      return tl::unexpected{keep.error()};
    }
    series_answer out;
    out.window = with_precision(keep->window);
    std::vector<figure> figures;
    for (auto const i : *found) {
      auto used = false;
      for (auto const& f : all[i].figures) {
        if (!keep->keeps(f)) {
          continue;
        }
        if (keep->has_window && keep->is_undated(f)) {
          ++out.undated;
        } else if (keep->window.overlaps(f.period)) {
          figures.push_back(f);
          used = true;
        }
      }
      if (used) {
        out.indicators.push_back(all[i].called);
      }
    }
    out.periods = arrange(std::move(figures), view.as_of);
    if (q.sum) {
      out.sums = sums_of(out.periods, *q.sum);
    }
    return out;
  });
}

}  // namespace karwan::record
