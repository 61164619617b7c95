#pragma once

#include <string>
#include <unordered_map>

#include "karwan/relations/document.h"

// What the forms of a document share.
namespace karwan::relations {

class source_numbers {
 public:
  explicit source_numbers(document const&);
  std::size_t operator[](std::string const& source) const { return numbers_.at(source); }
  std::vector<std::string> const& all() const noexcept { return all_; }

  // " [1][4]" after a part's sources, each number once and in order; nothing where there are none.
  std::string after(part const&) const;
  // The sentence with its marks: "May 2025: a visit [3]."
  std::string text_of(sentence const&) const;

 private:
  std::vector<std::string> all_;
  std::unordered_map<std::string, std::size_t> numbers_;
};

// One that the document names, also of a private layer that is laid over the record.
record::source_entry source_in(document const&, record::store const&, std::string const& id);
// "Title, publisher, date": what is known of a source, without its address.
std::string described(record::source_entry const&);

}  // namespace karwan::relations
