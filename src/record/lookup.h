#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/dictionary.h"
#include "karwan/record/sqlite.h"
#include "karwan/record/view.h"
#include "record/key_spool.h"

// What is looked up by name and by reference, kept beside the statements by whoever writes them:
// candidates only, which the view then accepts or not. What is private stands apart by its layer,
// so that it never takes the place of what is public where only so many are looked at.
namespace karwan::record {

// Of a column whose values name their entity as well as its id does.
enum class naming : std::uint8_t { none, name, code };
naming naming_of(table const&, column const&) noexcept;

// How a name or a code stands in name_key; blank: nothing to look up.
std::string name_key_of(naming, std::string_view text);

// How an entity stands in reference: 63 bits of a hash, so that the same entity is always found,
// and rarely another one with it.
std::int64_t reference_key(std::string_view entity) noexcept;

// Does a cell that refers to entities name this one, alone or in a list?
bool names_it(column const&, std::string_view text, std::string_view entity) noexcept;

// Layers that a view looks into, the public one (blank) first.
std::vector<std::string_view> layers_seen(view_spec const&);

class lookup_index {
 public:
  // In bulk references wait on the disk until `flush`, to be written in order.
  lookup_index(database&, bool bulk);

  // What a statement says that is looked up, whether it holds or waits.
  void add_references(std::string_view layer, property_ix, std::int64_t property_number,
                      std::int64_t statement, std::string_view text);
  // What names its entity, once it holds.
  void add_name(std::string_view layer, property_ix, std::string_view text,
                std::string_view entity);
  // To be called once before the commit.
  void flush();

 private:
  bool bulk_;
  query name_, reference_;
  std::vector<naming> naming_;  // by property_ix
  std::optional<key_spool> references_;
};

// Fills both tables from what the record holds; for migrations.
void rebuild_lookups(database&);

}  // namespace karwan::record
