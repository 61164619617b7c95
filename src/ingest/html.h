#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace karwan::ingest {

// Pieces of a page, in order: tags and the text between them. Any bytes give pieces.
struct html_piece {
  std::string_view tag;  // lower case is not promised; empty: text
  bool closing{false};
  std::string_view attributes;  // all behind the name
  std::string_view text;        // as it stands, entities unread
};

class html_reader {
 public:
  explicit html_reader(std::string_view html) : rest_{html} {}
  bool next(html_piece&);

 private:
  bool read_tag(html_piece&);
  std::string_view rest_;
  std::string_view raw_until_;  // the name of script or style that is open
};

bool same_tag(std::string_view tag, std::string_view lower);
// Any of the names, separated by |.
bool tag_is(std::string_view tag, std::string_view names);
// The value of an attribute; empty: none.
std::string attribute(std::string_view attributes, std::string_view name);
// Text with its entities read: named ones of HTML 4 that prose needs, and numbers.
std::string entities_read(std::string_view text);

}  // namespace karwan::ingest
