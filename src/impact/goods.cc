#include "impact/goods.h"

#include <algorithm>
#include <tuple>

#include "karwan/base/text.h"

namespace karwan::impact {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  auto const folded = fold(text);
  std::vector<std::string> out;
  for (auto const w : words(folded)) {
    out.emplace_back(w);
  }
  return out;
}

// "wheats" is like "wheat": one begins with the other.
bool alike(std::string const& a, std::string const& b) {
  return a.starts_with(b) || b.starts_with(a);
}

std::size_t shared(std::vector<std::string> const& a, std::vector<std::string> const& b) {
  return static_cast<std::size_t>(std::ranges::count_if(a, [&](auto const& x) {
    return std::ranges::any_of(b, [&](auto const& y) { return alike(x, y); });
  }));
}

// The rows of one product agree on its code; of what they say of its value the whole range counts.
void add_value(record::row const& r, goods& to) {
  auto const low = r.number("value_low_usd_t"), high = r.number("value_high_usd_t");
  if (!low || !high) {
    return;  // one side alone bounds it, and says no more
  }
  bounded<double> v{*low, (*low + *high) / 2, *high};
  if (to.value_usd_t) {
    v = {std::min(v.low, to.value_usd_t->low), to.value_usd_t->best,
         std::max(v.high, to.value_usd_t->high)};
  }
  to.value_usd_t = v;
  to.graded = std::max(to.graded, r.row_grade);
  to.rows.push_back(r.row_id);
}

// How well a code fits: the same, one the beginning of the other, or not at all.
int fit(std::string_view code, std::string_view of) {
  if (code.empty() || of.empty()) {
    return 0;
  }
  return code == of ? 2 : code.starts_with(of) || of.starts_with(code) ? 1 : 0;
}

}  // namespace

goods_finder::goods_finder(record::store const& record, record::view_spec const& view,
                           record::name_index const& names) {
  auto rows = record.rows(*record::find_table("products"), view);
  std::ranges::stable_sort(rows, [&](auto const& a, auto const& b) {
    return a.entity != b.entity ? a.entity < b.entity : record::preferred(a, b, view.as_of);
  });
  for (auto const& r : rows) {
    if (products_.empty() || products_.back().is.id != r.entity) {
      auto& p = products_.emplace_back();
      p.is.id = r.entity;
      p.is.name = names.display_name(r.entity);
      p.words = words_of(p.is.name);
    }
    auto& p = products_.back();
    p.code = p.code.empty() ? std::string{r.text("hs_code")} : p.code;
    if (!p.is.unit) {
      p.is.unit = network::parse_load_unit(r.text("load_unit"));
    }
    add_value(r, p.is);
  }
  for (auto const& r : record.rows(*record::find_table("load_units"), view)) {
    auto const unit = network::parse_load_unit(r.text("load_unit"));
    auto const capacity = r.number("capacity_t");
    if (unit && capacity && *capacity > 0) {
      capacity_t_.try_emplace(*unit, *capacity);
    }
  }
}

goods goods_finder::of(basket_flow const& f) const {
  auto const wanted = words_of(f.product);
  product const* best = nullptr;
  std::tuple<int, std::size_t, std::size_t> best_fit{0, 0, 0};
  for (auto const& p : products_) {
    auto const common = shared(p.words, wanted);
    auto const code = fit(f.product_hs, p.code);
    if (code == 0 && (!f.product_hs.empty() || common < p.words.size())) {
      continue;
    }
    // Fewer words of its own that were not asked for are better.
    std::tuple const fits{code, common, 1000 - (p.words.size() - common)};
    if (best == nullptr || fits > best_fit) {
      best = &p;
      best_fit = fits;
    }
  }
  auto out = best == nullptr ? goods{} : best->is;
  if (f.tonnes_year.value_or(0) > 0 && f.value_usd_year) {
    auto const own = *f.value_usd_year / *f.tonnes_year;
    out.value_usd_t = bounded<double>{own, own, own};
    out.graded = f.graded;
    out.rows = {f.row_id.empty() ? f.id : f.row_id};
  }
  if (f.unit) {
    out.unit = f.unit;
  }
  out.code = !f.product_hs.empty() ? f.product_hs : best == nullptr ? std::string{} : best->code;
  return out;
}

std::optional<double> goods_finder::capacity_t(network::load_unit unit) const {
  auto const at = capacity_t_.find(unit);
  return at == capacity_t_.end() ? std::nullopt : std::optional{at->second};
}

}  // namespace karwan::impact
