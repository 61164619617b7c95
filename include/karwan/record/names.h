#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/record/store.h"

// From what people write to entities, and back: ids, codes and names in any script.
namespace karwan::record {

struct name_hit {
  std::string_view entity;
  std::string_view name;  // what matched, as it is written
  std::string_view kind;  // place, country, product, ...
};

// The names that a view sees, looked up in the record as they are asked for and then kept: to make
// one costs nothing. Views into it live as long as it does; the record must outlive it. One thread
// at a time, like the store.
class name_index {
 public:
  name_index(store const&, view_spec const&);
  name_index(name_index&&) noexcept;
  name_index& operator=(name_index&&) noexcept;
  ~name_index();

  // The one entity that the text names: its id, a code (UN/LOCODE, ISO 3166, HS) or a name, alike
  // but for case, accents and the forms of Kazakh and Arabic letters. A current name goes before a
  // former one. `kinds`: place, country, product ...; empty: any. Error bad_input: unknown (with
  // up to three suggestions) or several entities (all named); `place` is left for the caller.
  result<std::string> resolve(std::string_view text,
                              std::span<std::string_view const> kinds = {}) const;

  // Entities of which a name, a code or the id begins with the text, or holds a word that does;
  // the best first, each once. In a record of more than 100,000 rows the best of some thousand.
  std::vector<name_hit> complete(std::string_view text, std::span<std::string_view const> kinds,
                                 std::size_t limit) const;

  // Its name in that language, else in English, else in any, else the id.
  std::string_view display_name(std::string_view entity, std::string_view language = "en") const;

  // The kinds of an entity in the order of the dictionary; empty where there is no such entity.
  std::vector<std::string_view> kinds_of(std::string_view entity) const;

  // Entities, and texts that are none, that were asked for and are kept.
  std::size_t kept() const noexcept;

  // The private layers of its view.
  std::vector<std::string> const& layers() const noexcept;

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace karwan::record
