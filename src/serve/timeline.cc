#include "serve/timeline.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "karwan/relations/stories.h"

namespace karwan::serve {
namespace {

using record::row;

void use(timeline_item& item, row const& r, std::initializer_list<std::string_view> columns) {
  for (auto const c : columns) {
    if (auto const* cell = r.find(c)) {
      item.statements.push_back(cell->statement);
    }
  }
}

// Names of the entities in a list column, then what the source names otherwise.
std::string names_in(reading const& in, row const& r, std::string_view refs,
                     std::string_view text) {
  std::string out;
  auto const add = [&](std::string_view one) {
    out += out.empty() ? "" : ", ";
    out += one;
  };
  for (auto const& entity : r.items(refs)) {
    add(in.name_of(entity));
  }
  for (auto const& other : r.items(text)) {
    add(other);
  }
  return out;
}

bool dated(row const& r, std::string_view column) {
  auto const* cell = r.find(column);
  return cell != nullptr && cell->span.first != day::min();
}

void set_day(timeline_item& item, row const& r, std::string_view column) {
  item.on = r.find(column)->span;
  item.on_text = r.find(column)->text;
}

// One item per story: the row that said it first, and the latest due date of all its rows.
void add_commitments(reading const& in, std::map<std::string, timeline_item>& out) {
  for (auto const& r : in.rows("commitments")) {
    if (!dated(r, "said_on")) {
      continue;
    }
    auto const [at, is_new] = out.try_emplace(r.entity);
    auto& item = at->second;
    if (is_new || r.find("said_on")->span.first < item.on.first) {
      item.entity = r.entity;
      item.kind = item_kind::commitment;
      item.title = r.text("what");
      item.sector = r.text("sector");
      item.force = r.text("force");
      item.who = names_in(in, r, "owed_by", "owed_by_text");
      set_day(item, r, "said_on");
    }
    use(item, r, {"what", "said_on", "due"});
    auto const* due = r.find("due");
    if (due != nullptr && (!item.due || item.due->end < due->span.end)) {
      item.due = due->span;
      item.due_text = due->text;
    }
  }
}

void add_events(reading const& in, std::map<std::string, timeline_item>& out) {
  for (auto const& r : in.rows("events")) {
    if (!dated(r, "starts_on") || out.contains(r.entity)) {
      continue;
    }
    auto& item = out[r.entity];
    item.entity = r.entity;
    item.kind = item_kind::event;
    item.title = r.text("title");
    item.sector = r.text("sector");
    item.who = names_in(in, r, "participants", "participants_text");
    item.status = r.text("held") == "yes" ? "" : r.text("held");
    set_day(item, r, "starts_on");
    if (dated(r, "ends_on")) {
      item.on.end = std::max(item.on.end, r.find("ends_on")->span.end);
    }
    use(item, r, {"title", "starts_on", "ends_on"});
  }
}

using stages = std::unordered_map<std::string, std::vector<row>>;

stages read_stages(reading const& in) {
  stages out;
  for (auto& r : in.rows("stages")) {
    auto of = std::string{r.text("of")};
    out[std::move(of)].push_back(std::move(r));
  }
  return out;
}

// The day a stage speaks for: reached then, else seen then.
std::optional<date_span> day_of_stage(row const& r) {
  for (auto const* column : {"on", "evidence_on"}) {
    if (dated(r, column)) {
      return r.find(column)->span;
    }
  }
  return std::nullopt;
}

// An agreement stands at its signing, else at its first dated stage.
void add_agreements(reading const& in, stages const& all,
                    std::map<std::string, timeline_item>& out) {
  for (auto const& r : in.rows("agreements")) {
    auto const its = all.find(r.entity);
    if (its == all.end() || out.contains(r.entity)) {
      continue;
    }
    row const* best = nullptr;
    for (auto const& s : its->second) {
      auto const rank = [](row const& x) {
        return std::pair{x.text("stage") != "signed", x.find("on")->span.first};
      };
      if (dated(s, "on") && (best == nullptr || rank(s) < rank(*best))) {
        best = &s;
      }
    }
    if (best == nullptr) {
      continue;
    }
    auto& item = out[r.entity];
    item.entity = r.entity;
    item.kind = item_kind::agreement;
    item.title = r.text("title");
    item.sector = r.text("sector");
    item.who = names_in(in, r, "countries", "parties_text");
    set_day(item, *best, "on");
    use(item, r, {"title"});
    use(item, *best, {"stage", "on"});
  }
}

// How a promise stands, by rule.
void add_standing(relations::story const& s, day today, timeline_item& item) {
  if (auto const v = relations::judge(s, today); v) {
    item.status = name_of(v->status);
    item.statements.insert(item.statements.end(), v->decided_by.begin(), v->decided_by.end());
  }
}

// The last stage that an item is known to have reached.
void add_status(stages const& all, timeline_item& item) {
  auto const its = all.find(item.entity);
  if (its == all.end()) {
    return;
  }
  row const* last = nullptr;
  for (auto const& s : its->second) {
    auto const on = day_of_stage(s);
    if (on && (last == nullptr || day_of_stage(*last)->end <= on->end)) {
      last = &s;
    }
  }
  if (last != nullptr) {
    item.status = last->text("stage");
    use(item, *last, {"stage", "on", "evidence_on"});
  }
}

}  // namespace

std::string_view name_of(item_kind k) noexcept {
  constexpr std::string_view kNames[] = {"commitment", "agreement", "event"};
  return kNames[static_cast<std::size_t>(k)];
}

std::vector<timeline_item> read_timeline(reading const& in, day today) {
  std::map<std::string, timeline_item> items;
  auto const all = read_stages(in);
  add_commitments(in, items);
  add_agreements(in, all, items);
  add_events(in, items);
  std::unordered_map<std::string, relations::story> stories;
  auto view = in.view;
  view.as_of = today;
  for (auto& s : relations::read_stories(in.record, view)) {
    auto id = s.id;
    stories.emplace(std::move(id), std::move(s));
  }
  std::vector<timeline_item> out;
  for (auto& [id, item] : items) {
    if (auto const story = stories.find(id); story != stories.end()) {
      add_standing(story->second, today, item);
    } else {
      add_status(all, item);
    }
    std::ranges::sort(item.statements);
    item.statements.erase(std::unique(item.statements.begin(), item.statements.end()),
                          item.statements.end());
    out.push_back(std::move(item));
  }
  std::ranges::stable_sort(out, {}, [](timeline_item const& i) { return i.on.first; });
  return out;
}

}  // namespace karwan::serve
