#include "karwan/plan/stale.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "karwan/plan/planner.h"
#include "karwan/record/entity.h"
#include "karwan/record/statement.h"
#include "plan/basket.h"
#include "plan/evidence.h"
#include "plan/patience.h"

namespace karwan::plan {
namespace {

struct key {
  stale_kind kind;
  std::string entity, target;
  friend auto operator<=>(key const&, key const&) = default;
};

// On what the answers to a basket of questions turn, and how many of them.
class counter {
 public:
  void add(answer const& a, record::store const& record) {
    std::set<key> seen;
    for (auto const& b : a.no_route ? *a.no_route : a.closures) {
      if (is_in(record, b.entity, "closures")) {
        seen.insert({stale_kind::closure, b.entity, b.target});
      }
    }
    for (auto const& j : a.journeys) {
      for (auto const& l : j.legs) {
        if (l.kind == leg_kind::crossing) {
          seen.insert({stale_kind::crossing, l.entity, {}});
        }
        if (l.by == network::mode::sea || l.by == network::mode::ferry ||
            l.by == network::mode::air) {
          add_services(l, record, seen);
        }
      }
    }
    for (auto const& k : seen) {
      ++journeys[k];
    }
  }

  std::map<key, int> journeys;

 private:
  // Is the entity one of that table? Asked again and again of the same few.
  bool is_in(record::store const& record, std::string const& entity, std::string_view table) {
    auto const [at, fresh] = known_.try_emplace({entity, std::string{table}}, false);
    if (fresh) {
      record::view_spec any;
      any.all_worlds = true;
      at->second = std::ranges::any_of(record.rows_of(entity, any), [&](record::row const& r) {
        return record::tables()[*r.table].name == table;
      });
    }
    return at->second;
  }

  // Services whose times a leg rests on.
  void add_services(leg const& l, record::store const& record, std::set<key>& seen) {
    for (auto const& id : l.statements) {
      auto const [at, fresh] = services_.try_emplace(id);
      if (fresh) {
        auto const s = record::read_statement(record, id, {});
        if (s && record::table_of(s->property).name == "services") {
          at->second = s->entity;
        }
      }
      if (!at->second.empty()) {
        seen.insert({stale_kind::service, at->second, {}});
      }
    }
  }

  std::map<std::pair<std::string, std::string>, bool> known_;
  std::map<std::string, std::string> services_;  // statement -> service, or blank
};

// The last word of the rows that speak of a thing, up to today.
struct dated_word {
  std::optional<day> on;
  record::row const* row{nullptr};
  record::cell const* cell{nullptr};
};

dated_word of_closure(record::row const& r, day today) {
  auto const* evidence = r.find("evidence_last_on");
  if (evidence == nullptr) {
    evidence = r.find("closed_from");
  }
  if (evidence == nullptr || evidence->span.first == day::min() || evidence->span.first > today) {
    return {std::nullopt, &r, &r.cells.front()};
  }
  auto const last = evidence->span.end == day::max() ? evidence->span.first : evidence->span.last();
  return {std::min(last, today), &r, evidence};
}

dated_word of_row(record::row const& r, day today) {
  auto const last = evidence::last_known(r);
  if (!last) {
    return {std::nullopt, &r, &r.cells.front()};
  }
  return {std::min(*last, today), &r, &r.cells.front()};
}

class describer {
 public:
  describer(record::store const& record, record::view_spec const& view, day today)
      : record_{record},
        view_{view},
        today_{today},
        names_{record, view},
        patient_{read_patience(record, view)} {}

  stale_item describe(key const& k, int journeys) const {
    stale_item out;
    out.kind = k.kind;
    out.entity = k.entity;
    out.target = k.target;
    out.journeys = journeys;
    auto const rows = record_.rows_of(k.entity, view_);
    auto const last = last_word(k, rows);
    out.says = says(k, rows);
    if (last.row != nullptr) {
      out.source = last.row->source;
      if (last.on) {  // a page that dates nothing has nobody to ask
        auto const source = record::read_source(record_, out.source, view_);
        out.ask = source.publisher.empty() ? source.title : source.publisher;
      }
      out.statement = record_.id_of(last.cell->statement);
    }
    out.last_confirmed = last.on;
    auto const limit =
        k.kind == stale_kind::closure ? patient_.evidence_days : patient_.measurement_days;
    if (last.on) {
      out.age_days = static_cast<int>((today_ - *last.on).count());
    }
    out.unconfirmed = !out.age_days || *out.age_days > limit;
    return out;
  }

 private:
  static bool counts(key const& k, record::row const& r) {
    auto const table = record::tables()[*r.table].name;
    switch (k.kind) {
      case stale_kind::closure:
        return table == "closures" && r.text("target") == k.target && r.text("effect") == "closed";
      case stale_kind::crossing:
        return table == "crossings";
      case stale_kind::service:
        return table == "services";
    }
    return false;
  }

  dated_word last_word(key const& k, std::vector<record::row> const& rows) const {
    dated_word best;
    for (auto const& r : rows) {
      if (!counts(k, r)) {
        continue;
      }
      auto const w = k.kind == stale_kind::closure ? of_closure(r, today_) : of_row(r, today_);
      if (best.row == nullptr || best.on < w.on) {
        best = w;
      }
    }
    return best;
  }

  std::string name(std::string const& entity) const {
    return record::title_of(record_, names_, entity);
  }

  std::string says(key const& k, std::vector<record::row> const& rows) const {
    if (k.kind == stale_kind::crossing) {
      return crossing_name(rows, k.entity) + " open";
    }
    if (k.kind == stale_kind::service) {
      return name(k.entity) + " runs";
    }
    std::optional<day> since;
    for (auto const& r : rows) {
      auto const* from = counts(k, r) ? r.find("closed_from") : nullptr;
      if (from != nullptr && from->span.first != day::min()) {
        since = std::min(since.value_or(day::max()), from->span.first);
      }
    }
    auto target = record_.rows_of(k.target, view_);
    auto out = crossing_name(target, k.target) + " closed";
    return since ? out + " since " + to_string(*since) : out;
  }

  // A crossing without a name is called by its posts.
  std::string crossing_name(std::vector<record::row> const& rows, std::string const& entity) const {
    auto const own = name(entity);
    if (own != entity) {
      return own;
    }
    for (auto const& r : rows) {
      if (record::tables()[*r.table].name != "crossings") {
        continue;
      }
      auto const a = std::string{r.text("post_a")}, b = std::string{r.text("post_b")};
      if (!a.empty() || !b.empty()) {
        return a.empty() ? name(b) : b.empty() || a == b ? name(a) : name(a) + " – " + name(b);
      }
    }
    return own;
  }

  record::store const& record_;
  record::view_spec const& view_;
  day today_;
  record::name_index names_;
  patience patient_;
};

answer ask(planner& plan, record::view_spec const& view, day today, std::string const& from,
           std::string const& to, std::string const& product) {
  asked a;
  a.from = from;
  a.to = to;
  a.product = product;
  auto q = value_or_throw(read_question(a, today));
  q.view.known_at = view.known_at;
  q.view.published_by = view.published_by;
  q.view.layers = view.layers;
  try {
    return plan(q);
  } catch (failure const& f) {
    if (product.empty() || f.what_failed.place != "product") {
      throw;
    }
    q.product.clear();  // the record knows the code only from the basket
    return plan(q);
  }
}

void rank(std::vector<stale_item>& items) {
  auto oldest = 0;
  for (auto const& i : items) {
    oldest = std::max(oldest, i.age_days.value_or(0));
  }
  auto const weight = [&](stale_item const& i) {
    return static_cast<std::int64_t>(i.journeys) * i.age_days.value_or(oldest);
  };
  std::ranges::stable_sort(
      items, [&](stale_item const& a, stale_item const& b) { return weight(a) > weight(b); });
}

}  // namespace

std::string_view name_of(stale_kind k) noexcept {
  constexpr std::string_view kNames[] = {"closure", "crossing", "service"};
  return kNames[static_cast<std::size_t>(k)];
}

stale_answer find_stale(record::store const& record, record::view_spec view, day today) {
  record::reading const one_state{record};
  view.as_of = today;
  stale_answer out{today, view.layers, 0, 0, {}};
  planner plan{record};
  counter count;
  for (auto const& [from, to, product] : flows_of(record, view)) {
    auto const a = ask(plan, view, today, from, to, product);
    ++out.flows;
    out.no_route += a.no_route ? 1 : 0;
    count.add(a, record);
  }
  describer const describe{record, view, today};
  for (auto const& [k, journeys] : count.journeys) {
    out.items.push_back(describe.describe(k, journeys));
  }
  rank(out.items);
  return out;
}

}  // namespace karwan::plan
