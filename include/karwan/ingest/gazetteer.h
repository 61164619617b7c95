#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/ingest/mention.h"
#include "karwan/ingest/phrases.h"
#include "karwan/record/store.h"

namespace karwan::ingest {

// Something that the record has names for.
struct known_entity {
  std::string id;
  mention_kind kind{};
  std::string name;  // in English, else in any language
  bool is_country{false};
  std::string country;  // of a place: the id of its country; empty: not known
};

// The names of a record in all its scripts, found in texts.
class gazetteer {
 public:
  gazetteer() = default;
  // All names of the kinds that texts speak of, as the view sees them.
  gazetteer(record::store const&, record::view_spec const&);

  // A name of an entity; `current` ones go before former and misspelt ones.
  void add(known_entity const&, std::string_view name, bool current = true);

  struct hit {
    std::size_t end{0};                   // token; 0: no name begins there
    known_entity const* entity{nullptr};  // nullptr: several are called so
    mention_kind kind{};
    std::string_view name;
    explicit operator bool() const noexcept { return end != 0; }
  };
  // The longest name that begins at a token, written like a name: with a capital where its script
  // has them (goods may be small).
  hit find(text_model const&, std::vector<std::uint32_t> const& ids, std::size_t at) const;
  std::vector<std::uint32_t> ids(text_model const& t) const { return book_.ids(t); }

  // The one entity that a whole text names; nullptr: none or several.
  known_entity const* named(std::string_view text) const;
  // The entity of a kind whose name shares most words with the text, where it leads the next by a
  // margin: "Kazakh Ministry of Foreign Affairs". nullptr: none leads.
  known_entity const* likeliest(std::string_view text, mention_kind) const;

  known_entity const* entity(std::string_view id) const;

 private:
  struct listed {
    std::size_t entity{};
    bool current{true};
    bool all_capitals{false};
    bool small{false};  // it is written with a small letter
  };
  known_entity const* best_of(std::vector<std::uint32_t> const& payloads) const;
  void note_words(std::string_view name, std::size_t entity);

  std::vector<known_entity> entities_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::vector<listed> listed_;
  phrase_book book_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_word_;  // places in names_
  struct bag {
    std::size_t entity{};
    std::size_t words{0};
  };
  std::vector<bag> bags_;
};

// People, organisations, places, routes, agreements, events and goods of a text, in its order,
// those of the record by its names, others by their titles and heads (docs/ingest.md). A place
// within the name of an organisation is not told apart.
std::vector<mention> find_names(text_model const&, gazetteer const&);

// Values and names together, in the order of the text.
std::vector<mention> find_mentions(text_model const&, gazetteer const&, date_frame const&);

}  // namespace karwan::ingest
