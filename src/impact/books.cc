#include "impact/books.h"

#include <algorithm>
#include <map>

#include "karwan/record/series.h"

namespace karwan::impact {
namespace {

using record::figure;

bool is_year(figure const& f) {
  auto const days = f.period.length();
  return days >= std::chrono::days{360} && days <= std::chrono::days{370};
}

// Does it state all goods from one to the other, as the seller exports or the buyer imports them?
bool states(figure const& f, std::string const& from, std::string const& to) {
  auto const& k = f.key;
  auto const sold = k.direction == "export" && k.reporter == from && k.partner == to;
  auto const bought = k.direction == "import" && k.reporter == to && k.partner == from;
  auto const firm =
      f.bound == record::figure_bound::exact || f.bound == record::figure_bound::about;
  return (sold || bought) && k.classification == "total" && !f.area && firm && f.value &&
         *f.value > 0 && k.currency == "USD" && is_year(f);
}

std::vector<figure> figures_from(record::store const& record, record::view_spec const& view) {
  std::vector<figure> out;
  for (auto const* name : {"trade_flows", "figures"}) {
    for (auto const& r : record.rows(*record::find_table(name), view)) {
      if (r.text("direction").empty() || r.text("partner").empty()) {
        continue;
      }
      for (auto& f : record::figures_of(r)) {
        out.push_back(std::move(f));
      }
    }
  }
  return out;
}

}  // namespace

std::vector<pair_change::book> books_of(record::store const& record, record::view_spec const& view,
                                        std::string const& from, std::string const& to) {
  std::map<std::pair<std::string, std::string>, figure> last;  // by reporter and direction
  for (auto& f : figures_from(record, view)) {
    if (!states(f, from, to) || f.period.first > view.as_of) {
      continue;
    }
    auto const [at, fresh] = last.try_emplace({f.key.reporter, f.key.direction}, f);
    auto const& had = at->second;
    if (!fresh && (f.period.end != had.period.end ? f.period.end > had.period.end
                                                  : record::goes_before(f, had, view.as_of))) {
      at->second = std::move(f);
    }
  }
  std::vector<pair_change::book> out;
  for (auto const& [_, f] : last) {
    auto const first = to_string(f.period.first), end = to_string(f.period.last());
    out.push_back({f.from.row_id, f.key.reporter,
                   f.fiscal_label.empty()
                       ? first.substr(0, 4) +
                             (end.substr(0, 4) == first.substr(0, 4) ? "" : "/" + end.substr(2, 2))
                       : f.fiscal_label,
                   *f.value});
  }
  return out;
}

}  // namespace karwan::impact
