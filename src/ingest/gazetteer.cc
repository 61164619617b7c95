#include "karwan/ingest/gazetteer.h"

#include <algorithm>
#include <set>

#include "karwan/base/text.h"

namespace karwan::ingest {
namespace {

constexpr double kLeast = 0.6;   // share of words that a likely name has in common with the text
constexpr double kMargin = 0.1;  // by which it leads the next

// Which of two kinds is meant where both are called so: "Karachi" is the town, not its port.
int precedence(known_entity const& e) {
  return e.is_country ? 0 : static_cast<int>(e.kind) + 1;
}

struct kind_of_table {
  std::string_view table;
  mention_kind kind;
};
constexpr kind_of_table kTables[] = {
    {"countries", mention_kind::place},
    {"places", mention_kind::place},
    {"chokepoints", mention_kind::place},
    {"people", mention_kind::person},
    {"organisations", mention_kind::organisation},
    {"agreements", mention_kind::agreement},
    {"instruments", mention_kind::agreement},
    {"events", mention_kind::event},
    {"corridors", mention_kind::route},
    {"products", mention_kind::product},
    {"projects", mention_kind::route},
};

// Of projects those that are ways: no agreement, no post.
bool is_spoken_of(std::string_view table, record::row const& row) {
  return table != "projects" || row.text("mode") == "rail" || row.text("mode") == "road" ||
         row.text("mode") == "other";
}

bool is_content(std::string_view word) {
  return word.size() > 2 && word != "the" && word != "and" && word != "for";
}

}  // namespace

gazetteer::gazetteer(record::store const& from, record::view_spec const& view) {
  for (auto const& [name, kind] : kTables) {
    auto const table = record::find_table(name);
    if (!table) {
      continue;
    }
    for (auto const& row : from.rows(*table, view)) {
      if (!by_id_.contains(row.entity) && is_spoken_of(name, row)) {
        by_id_.emplace(row.entity, entities_.size());
        entities_.push_back({row.entity,
                             kind,
                             {},
                             name == "countries",
                             name == "places" ? std::string{row.text("country")} : std::string{}});
      }
    }
  }
  for (auto const& row : from.rows(*record::find_table("names"), view)) {
    auto const at = by_id_.find(row.entity);
    auto const use = row.text("use");
    if (at == by_id_.end() || use == "code") {
      continue;
    }
    auto& e = entities_[at->second];
    if (e.name.empty() || (row.text("language") == "en" && use == "official")) {
      e.name = row.text("name");
    }
    add(known_entity{e}, row.text("name"), use == "official" || use == "alias" || use.empty());
  }
}

void gazetteer::add(known_entity const& e, std::string_view name, bool current) {
  auto const at = by_id_.try_emplace(e.id, entities_.size());
  if (at.second) {
    entities_.push_back(e);
  }
  auto const text = text_model::read(std::string{name});
  if (!text || text->size() == 0 || (*text)[text->size() - 1].end < 3) {
    return;  // two letters name too many things
  }
  auto const capitals = text->size() == 1 && (*text)[0].all_capitals;
  listed_.push_back({at.first->second, current, capitals,
                     (*text)[0].kind == token_kind::word && !(*text)[0].capital});
  book_.add(name, static_cast<std::uint32_t>(listed_.size() - 1));
  note_words(name, at.first->second);
}

void gazetteer::note_words(std::string_view name, std::size_t entity) {
  auto const folded = fold(name);
  std::set<std::string_view> distinct;
  for (auto const word : words(folded)) {
    if (is_content(word)) {
      distinct.insert(word);
    }
  }
  for (auto const word : distinct) {
    by_word_[std::string{word}].push_back(bags_.size());
  }
  bags_.push_back({entity, distinct.size()});
}

known_entity const* gazetteer::best_of(std::vector<std::uint32_t> const& payloads) const {
  known_entity const* best = nullptr;
  auto best_rank = 0;
  auto tied = false;
  for (auto const p : payloads) {
    auto const& l = listed_[p];
    auto const& e = entities_[l.entity];
    auto const rank = precedence(e) * 2 + (l.current ? 0 : 1);
    if (best == nullptr || rank < best_rank) {
      best = &e;
      best_rank = rank;
      tied = false;
    } else if (rank == best_rank && best->id != e.id) {
      tied = true;
    }
  }
  return tied ? nullptr : best;
}

gazetteer::hit gazetteer::find(text_model const& t, std::vector<std::uint32_t> const& ids,
                               std::size_t at) const {
  hit out;
  if (ids[at] == 0) {
    return out;
  }
  std::vector<std::uint32_t> payloads;
  auto const& first = t[at];
  auto const has_case = first.kind == token_kind::word && first.folded.front() != '\0' &&
                        !(static_cast<unsigned char>(first.folded.front()) >= 0xD8 &&
                          static_cast<unsigned char>(first.folded.front()) <= 0xDB);
  book_.matches(t, ids, at, [&](std::size_t end, std::uint32_t payload) {
    auto const& l = listed_[payload];
    auto const is_goods = entities_[l.entity].kind == mention_kind::product;
    if ((l.all_capitals && !first.all_capitals) || (has_case && !first.capital && !is_goods)) {
      return;
    }
    if (end > out.end) {
      payloads.clear();
      out.end = end;
    }
    payloads.push_back(payload);
  });
  if (out.end != 0) {
    out.entity = best_of(payloads);
    auto const& e = out.entity != nullptr ? *out.entity : entities_[listed_[payloads[0]].entity];
    out.kind = e.kind;
    out.name = e.name;
  }
  return out;
}

known_entity const* gazetteer::named(std::string_view text) const {
  auto const t = text_model::read(std::string{text});
  if (!t || t->size() == 0) {
    return nullptr;
  }
  auto const h = find(*t, ids(*t), 0);
  return h.end == t->size() ? h.entity : nullptr;
}

known_entity const* gazetteer::likeliest(std::string_view text, mention_kind kind) const {
  auto const folded = fold(text);
  std::map<std::size_t, std::size_t> shared;  // of each bag
  std::set<std::string_view> asked;
  for (auto const word : words(folded)) {
    if (!is_content(word) || !asked.insert(word).second) {
      continue;
    }
    if (auto const found = by_word_.find(word); found != by_word_.end()) {
      for (auto const b : found->second) {
        ++shared[b];
      }
    }
  }
  std::map<std::size_t, double> likeness;  // of each entity
  for (auto const& [b, n] : shared) {
    auto const& names = bags_[b];
    if (entities_[names.entity].kind == kind && n >= 2) {
      auto const all = names.words + asked.size() - n;
      auto& best = likeness[names.entity];
      best = std::max(best, static_cast<double>(n) / static_cast<double>(all));
    }
  }
  std::size_t best = entities_.size();
  auto top = 0.0, second = 0.0;
  for (auto const& [e, l] : likeness) {
    if (l > top) {
      second = top;
      top = l;
      best = e;
    } else {
      second = std::max(second, l);
    }
  }
  return top >= kLeast && top - second >= kMargin ? &entities_[best] : nullptr;
}

known_entity const* gazetteer::entity(std::string_view id) const {
  auto const at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &entities_[at->second];
}

}  // namespace karwan::ingest
