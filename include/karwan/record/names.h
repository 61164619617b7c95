#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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

// An index of the names that a view sees. Views into it live as long as it does.
class name_index {
 public:
  name_index(store const&, view_spec const&);

  // The one entity that the text names: its id, a code (UN/LOCODE, ISO 3166, HS) or a name, alike
  // but for case, accents and the forms of Kazakh and Arabic letters. A current name goes before a
  // former one. `kinds`: place, country, product ...; empty: any. Error bad_input: unknown (with
  // up to three suggestions) or several entities (all named); `place` is left for the caller.
  result<std::string> resolve(std::string_view text,
                              std::span<std::string_view const> kinds = {}) const;

  // Entities of which a name, a code or the id begins with the text, or holds a word that does;
  // the best first, each once.
  std::vector<name_hit> complete(std::string_view text, std::span<std::string_view const> kinds,
                                 std::size_t limit) const;

  // Its name in that language, else in English, else in any, else the id.
  std::string_view display_name(std::string_view entity, std::string_view language = "en") const;

  // The kinds of an entity in the order of the dictionary; empty where there is no such entity.
  std::vector<std::string_view> kinds_of(std::string_view entity) const;

  // The private layers of its view.
  std::vector<std::string> const& layers() const noexcept { return layers_; }

 private:
  enum class rank : std::uint8_t { id, current, former, misspelt };
  struct name {
    std::uint32_t entity;
    rank how;
    bool is_code;
    std::string language, text, folded;
  };
  struct entity {
    std::string id;
    std::uint64_t tables{0};  // bit per table of the dictionary
    std::vector<std::uint32_t> names;
  };

  void read_entities(store const&, view_spec const&);
  void read_names(store const&, view_spec const&);
  void read_codes(store const&, view_spec const&);
  void add(std::string_view entity_id, name);
  entity const* find(std::string_view id) const;
  std::vector<std::uint32_t> matches(std::string_view folded, std::uint64_t tables) const;
  std::vector<name_hit> similar(std::string_view folded, std::uint64_t tables) const;
  void keep_the_whole(std::vector<std::uint32_t>& found) const;
  std::string described(std::uint32_t entity_number) const;

  std::vector<std::string> layers_;
  std::vector<entity> entities_;  // by id
  std::vector<name> names_;
  std::unordered_multimap<std::string_view, std::uint32_t> by_folded_;  // -> names_
};

}  // namespace karwan::record
