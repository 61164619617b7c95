#include "record/lookup.h"

#include <algorithm>

#include "karwan/base/text.h"
#include "record/values.h"

namespace karwan::record {
namespace {

struct code_column {
  std::string_view table, column;
};
constexpr code_column kCodes[] = {
    {"places", "unlocode"}, {"countries", "iso2"}, {"countries", "iso3"}, {"products", "hs_code"}};

std::vector<naming> naming_of_all() {
  std::vector<naming> out;
  for (auto const& t : tables()) {
    for (auto const& c : t.columns) {
      out.push_back(naming_of(t, c));
    }
  }
  return out;
}

}  // namespace

naming naming_of(table const& t, column const& c) noexcept {
  if (t.name == "names" && c.name == "name") {
    return naming::name;
  }
  auto const is_code = std::ranges::any_of(
      kCodes, [&](code_column const& k) { return k.table == t.name && k.column == c.name; });
  return is_code ? naming::code : naming::none;
}

std::string name_key_of(naming how, std::string_view text) {
  auto out = fold(text);
  if (how == naming::code) {
    std::erase(out, ' ');
  }
  return out;
}

std::int64_t reference_key(std::string_view entity) noexcept {
  return static_cast<std::int64_t>(hash_of(entity).high >> 1);
}

bool names_it(column const& c, std::string_view text, std::string_view entity) noexcept {
  if (!c.list) {
    return text == entity;
  }
  while (true) {
    auto const end = std::min(text.find(';'), text.size());
    if (text.substr(0, end) == entity) {
      return true;
    }
    if (end == text.size()) {
      return false;
    }
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string_view> layers_seen(view_spec const& view) {
  std::vector<std::string_view> out{std::string_view{}};
  for (std::string_view const layer : view.layers) {
    if (std::ranges::find(out, layer) == out.end()) {
      out.push_back(layer);
    }
  }
  return out;
}

lookup_index::lookup_index(database& db, bool bulk)
    : bulk_{bulk},
      name_{db, "INSERT OR IGNORE INTO name_key(layer, key, entity) VALUES (?1, ?2, ?3)"},
      reference_{db,
                 "INSERT OR IGNORE INTO reference(layer, key, property, statement) "
                 "VALUES (?1, ?2, ?3, ?4)"},
      naming_{naming_of_all()} {}

void lookup_index::add_references(std::string_view layer, property_ix p,
                                  std::int64_t property_number, std::int64_t statement,
                                  std::string_view text) {
  auto const& c = column_of(p);
  if (c.ref.empty()) {
    return;
  }
  auto const add = [&](std::string_view entity) {
    auto const key = reference_key(entity);
    if (!bulk_ || !layer.empty()) {
      reference_.bind(layer, key, property_number, statement).run();
      return;
    }
    if (!references_) {
      references_.emplace();
    }
    references_->add(
        {{static_cast<std::uint64_t>(key), static_cast<std::uint64_t>(property_number)},
         static_cast<std::uint64_t>(statement)});
  };
  if (!c.list) {
    add(text);
    return;
  }
  for (auto const item : split(text, ';')) {
    add(item);
  }
}

void lookup_index::add_name(std::string_view layer, property_ix p, std::string_view text,
                            std::string_view entity) {
  auto const how = naming_[*p];
  if (how == naming::none) {
    return;
  }
  if (auto const key = name_key_of(how, text); !key.empty()) {
    name_.bind(layer, key, entity).run();
  }
}

void lookup_index::flush() {
  if (!references_) {
    return;
  }
  references_->sort();
  for (spooled_key k; references_->next(k);) {
    reference_
        .bind(std::string_view{}, static_cast<std::int64_t>(k.key.high),
              static_cast<std::int64_t>(k.key.low), static_cast<std::int64_t>(k.of))
        .run();
  }
  references_.reset();
}

void rebuild_lookups(database& db) {
  std::vector<std::optional<property_ix>> known;
  query properties{db, "SELECT p.id, t.name, p.name FROM property p JOIN tbl t ON t.id = p.tbl"};
  while (properties.step()) {
    auto const t = find_table(properties.text(1));
    known.resize(std::max(known.size(), static_cast<std::size_t>(properties.integer(0)) + 1));
    known[static_cast<std::size_t>(properties.integer(0))] =
        t ? find_property(*t, properties.text(2)) : std::nullopt;
  }
  lookup_index index{db, true};
  query q{db,
          "SELECT s.id, s.property, s.text, r.entity, r.world, s.status = 'accepted' OR EXISTS "
          "(SELECT 1 FROM status_change c WHERE c.statement = s.id AND c.status = 'accepted') "
          "FROM pack_row r CROSS JOIN statement s ON s.tbl = r.tbl AND s.row = r.id"};
  while (q.step()) {
    auto const p = known[static_cast<std::size_t>(q.integer(1))];
    if (!p) {
      continue;  // a column that is no more
    }
    auto const layer = layer_of(q.text(4)).value_or("");
    index.add_references(layer, *p, q.integer(1), q.integer(0), q.text(2));
    if (q.integer(5) != 0) {
      index.add_name(layer, *p, q.text(2), q.text(3));
    }
  }
  index.flush();
}

}  // namespace karwan::record
