#include "karwan/trade/products.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "trade/sides.h"

namespace karwan::trade {
namespace {

product_value value_of(flow const& f) {
  return {f.code, f.product, f.usd, f.bound, f.grade, f.statement};
}

using set_key = std::tuple<std::string, std::string, day, day, level>;

// Totals stand in every level of their source and period.
using total_key = std::tuple<std::string, std::string, day, day>;

void put(product_trade& into, flow const& f) {
  auto const& books = f.reporter;
  // The exporter's books go before the importer's, whichever comes first; totals come last, and
  // never take the place of products.
  auto const better = f.way == direction::exports && into.books != books;
  if (into.books.empty() || (better && (!f.is_total() || into.by_code.empty()))) {
    into = {books, {}, {}};
  }
  if (into.books != books) {
    return;
  }
  if (f.is_total()) {
    if (!into.total) {
      into.total = value_of(f);
    }
    return;
  }
  // Groups of a source may share a code: each is told under its name.
  auto key = f.code;
  if (into.by_code.contains(key)) {
    key += " " + f.product;
  }
  into.by_code.emplace(std::move(key), value_of(f));
}

}  // namespace

double product_trade::sum() const {
  double out = 0;
  for (auto const& [_, v] : by_code) {
    out += v.usd;
  }
  return out;
}

std::vector<record::statement_ix> product_trade::statements() const {
  std::vector<record::statement_ix> out;
  if (total) {
    out.push_back(total->statement);
  }
  for (auto const& [_, v] : by_code) {
    out.push_back(v.statement);
  }
  return out;
}

std::string text_of(level const& l) {
  auto const name = l.classification == "hs"     ? std::string{"HS"}
                    : l.classification == "sitc" ? std::string{"SITC"}
                                                 : l.classification;
  if (l.digits == 0) {
    return name + " groups";
  }
  if (l.classification == "sitc" && l.digits == 1) {
    return "SITC sections";
  }
  if (l.classification == "hs" && l.digits == 2) {
    return "HS chapters";
  }
  return fmt::format("{}, {} digits", name, l.digits);
}

std::optional<level> read_level(std::string_view text) {
  for (std::string_view const name : {"sitc", "hs"}) {
    if (!text.starts_with(name)) {
      continue;
    }
    auto const digits = text.substr(name.size());
    if (digits.empty()) {
      return level{std::string{name}, std::string_view::npos};
    }
    std::size_t n = 0;
    auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    if (fault == std::errc{} && end == digits.data() + digits.size() && n <= 10) {
      return level{std::string{name}, n};
    }
  }
  return std::nullopt;
}

product_trade const* data_set::find(std::string const& exporter,
                                    std::string const& importer) const {
  auto const at = trade.find({exporter, importer});
  return at == trade.end() ? nullptr : &at->second;
}

std::vector<data_set> data_sets_of(std::span<flow const> flows) {
  std::map<set_key, data_set> sets;
  std::map<total_key, std::vector<flow const*>> totals;
  for (auto const& f : flows) {
    if (f.way == direction::turnover || f.bound > record::figure_bound::about) {
      continue;
    }
    if (f.is_total()) {
      totals[{f.source, f.basis, f.period.first, f.period.end}].push_back(&f);
    } else if (f.classification == "hs" || f.classification == "sitc") {
      level const of{f.classification, all_digits(f.code) ? f.code.size() : 0};
      auto& set = sets[{f.source, f.basis, f.period.first, f.period.end, of}];
      set.key = {f.source, f.basis, f.period, of};
      put(set.trade[{f.exporter(), f.importer()}], f);
    }
  }
  std::vector<data_set> out;
  for (auto& [key, set] : sets) {
    auto const& [source, basis, first, end, of] = key;
    for (auto const* f : totals[{source, basis, first, end}]) {
      put(set.trade[{f->exporter(), f->importer()}], *f);
    }
    out.push_back(std::move(set));
  }
  std::ranges::stable_sort(out, [](data_set const& a, data_set const& b) {
    return std::tuple{a.key.of.digits, a.key.period.end} >
           std::tuple{b.key.of.digits, b.key.period.end};
  });
  return out;
}

result<std::vector<data_set const*>> fitting(std::vector<data_set> const& sets,
                                             set_wish const& wish, date_span const& period) {
  auto const wanted = wish.level.empty() ? std::optional{level{}} : read_level(wish.level);
  if (!wanted) {
    return fail(error_kind::bad_input, in_quotes(wish.level) + " is no level", "level",
                "Write sitc1 for SITC sections, hs2, hs4 or hs6 for digits of the HS");
  }
  std::vector<data_set const*> out;
  for (auto const& s : sets) {
    auto const fits_level =
        wish.level.empty() ||
        (s.key.of.classification == wanted->classification &&
         (wanted->digits == std::string_view::npos || wanted->digits == s.key.of.digits));
    auto const fits_period =
        wish.year.empty() || (s.key.period.first >= period.first && s.key.period.end <= period.end);
    if (fits_level && fits_period) {
      out.push_back(&s);
    }
  }
  return out;
}

namespace {

std::string told(data_set_key const& k) {
  return fmt::format("{} of {}", text_of(k.of), period_text(k.period));
}

// Shares of a country's exports against those of the world, where both are whole.
std::optional<double> rca_of(data_set const& set, product_trade const& ours,
                             std::string const& key) {
  auto const* world = set.find(std::string{kWorld}, std::string{kWorld});
  if (world == nullptr || !world->by_code.contains(key) || ours.sum() <= 0 || world->sum() <= 0 ||
      world->by_code.at(key).usd <= 0) {
    return std::nullopt;
  }
  return ours.by_code.at(key).usd / ours.sum() / (world->by_code.at(key).usd / world->sum());
}

products_answer answer_of(data_set const& set, product_trade const& trade,
                          std::string const& exporter, std::string const& importer, direction way) {
  products_answer out;
  out.country = way == direction::exports ? exporter : importer;
  out.partner = way == direction::exports ? importer : exporter;
  out.way = way;
  out.of = set.key;
  out.books = trade.books;
  out.total = trade.total;
  out.parts_overlap = set.key.of.digits == 0;
  // A list of some products has no shares unless the whole is stated.
  auto const whole = trade.total && !out.parts_overlap ? trade.total->usd : 0;
  auto const to_world = importer == kWorld && way == direction::exports;
  for (auto const& [key, v] : trade.by_code) {
    product_row row{v, {}, {}};
    if (whole > 0) {
      row.share = v.usd / whole;
    }
    if (to_world) {
      row.rca = rca_of(set, trade, key);
    }
    out.products.push_back(std::move(row));
  }
  std::ranges::stable_sort(out.products, [](product_row const& a, product_row const& b) {
    return a.value.usd > b.value.usd;
  });
  return out;
}

}  // namespace

result<products_answer> find_products(record::store const& from, record::name_index const& names,
                                      products_question const& q, record::view_spec const& view) {
  record::reading const one_state{from};
  auto const flows = read_flows(from, view);
  auto const country = side_of(names, flows, q.country, "COUNTRY");
  auto const partner = q.partner.empty() ? result<std::string>{std::string{kWorld}}
                                         : side_of(names, flows, q.partner, "partner");
  if (!country || !partner) {
    return tl::unexpected{!country ? country.error() : partner.error()};
  }
  if (!q.direction.empty() && q.direction != "export" && q.direction != "import") {
    return fail(error_kind::bad_input, in_quotes(q.direction) + " is not a choice here",
                "direction", "Choose among export, import");
  }
  auto const period = period_of(from, view, *country, q.of.year);
  if (!period) {
    return tl::unexpected{period.error()};
  }
  auto const sets = data_sets_of(flows);
  auto const fit = fitting(sets, q.of, *period);
  if (!fit) {
    return tl::unexpected{fit.error()};
  }
  auto const way = q.direction == "import" ? direction::imports : direction::exports;
  auto const& exporter = way == direction::exports ? *country : *partner;
  auto const& importer = way == direction::exports ? *partner : *country;
  std::vector<data_set const*> have_trade;
  for (auto const* set : *fit) {
    auto const* trade = set->find(exporter, importer);
    if (trade != nullptr && !trade->by_code.empty()) {
      have_trade.push_back(set);
    }
  }
  // The longest list first: a few products of a finer level tell less than all of a coarser one.
  std::ranges::stable_sort(have_trade, [&](data_set const* x, data_set const* y) {
    return x->find(exporter, importer)->by_code.size() >
           y->find(exporter, importer)->by_code.size();
  });
  std::optional<products_answer> out;
  for (auto const* set : have_trade) {
    if (!out) {
      out = answer_of(*set, *set->find(exporter, importer), exporter, importer, way);
    } else {
      out->others.push_back(set->key);
    }
  }
  if (!out) {
    std::set<std::string> have;
    for (auto const& s : sets) {
      if (auto const* t = s.find(exporter, importer); t != nullptr && !t->by_code.empty()) {
        have.insert(told(s.key));
      }
    }
    return fail(error_kind::not_found, "the record has no such trade by product", "year",
                have.empty() ? "Import a data set: karwan trade import --help"
                             : fmt::format("It has {}", fmt::join(have, ", ")));
  }
  return std::move(*out);
}

}  // namespace karwan::trade
