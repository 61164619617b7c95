#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "record/store_impl.h"

// Names of single entities, and candidates for what a text may name.
namespace karwan::record {

inline constexpr std::size_t kSuggestions = 3;  // of what a text may have meant

enum class name_rank : std::uint8_t { id, current, former, misspelt };  // best first

struct known_name {
  name_rank how;
  bool is_code;
  std::string language, text, folded;
};

struct named_entity {
  std::string id;
  std::uint64_t tables{0};        // bit per table of the dictionary that speaks of it
  std::vector<known_name> names;  // by row_id, then codes
};

// What a view sees of names. Entities live as long as the lookup.
class name_lookup {
 public:
  name_lookup(store::impl&, view_spec const&);

  // nullptr where no row that the view may see, but one of names, speaks of it.
  named_entity const* find(std::string_view id) const;

  // Entities that may be called so (`key` as of name_key_of), by id; the view may think otherwise.
  // At most a few hundred.
  std::vector<named_entity const*> called(std::string_view key) const;
  // Of which a name, code or id may begin with the folded text, or hold a word that does.
  std::vector<named_entity const*> beginning(std::string_view folded) const;
  // Of which a name or the id may be within a few edits of the folded text.
  std::vector<named_entity const*> near(std::string_view folded, std::size_t limit) const;

  std::size_t kept() const noexcept { return known_.size(); }
  std::vector<std::string> const& layers() const noexcept { return view_.layers; }

 private:
  // How a candidate ranks where not all are looked at, and whose it is.
  struct candidate {
    std::size_t cost;
    std::string key, entity;
    friend auto operator<=>(candidate const&, candidate const&) = default;
  };

  std::uint64_t tables_of(std::string_view id) const;
  void read_names(named_entity&) const;
  // Names, or ids, from a text to before another (of a large record only so many), with the cost
  // that `cost` gives a key; nullopt: no candidate. The best are added.
  template <typename Cost>
  void add_names(std::vector<std::string>& to, std::string_view from, Cost const& cost) const;
  template <typename Cost>
  void add_ids(std::vector<std::string>& to, std::string_view from, Cost const& cost) const;
  void add_best(std::vector<std::string>& to, std::vector<candidate>) const;
  void add_within(std::vector<std::string>& to, std::string_view folded) const;
  bool may_be_hidden(std::string const& entity) const;
  std::vector<named_entity const*> seen_among(std::vector<std::string>) const;

  store::impl& s_;
  view_spec view_;
  bool small_;                                            // few enough rows to look at all of them
  std::pair<std::int64_t, std::int64_t> last_recording_;  // what came later is not known
  std::unordered_set<std::int64_t> waiting_;              // rows of which nothing was accepted
  mutable query rows_, called_;
  mutable std::optional<std::unordered_set<std::string>> maybe_hidden_;
  mutable std::unordered_map<std::string, std::unique_ptr<named_entity>> known_;
};

// Does the name begin with the text? 0: it is the text; 1: it begins so; 2: a word of it does;
// nullopt: no.
std::optional<int> closeness(std::string_view name, std::string_view text);

}  // namespace karwan::record
