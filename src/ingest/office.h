#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "karwan/base/error.h"
#include "karwan/ingest/document.h"

// Texts of word processors: DOCX (ECMA-376) and ODT (OASIS OpenDocument).
namespace karwan::ingest {

enum class office_format { docx, odt };

// The text of the main part, which comes in pieces: a line per paragraph. What is deleted, noted in
// the margin or drawn twice is left out.
class office_reader {
 public:
  explicit office_reader(office_format);
  ~office_reader();
  office_reader(office_reader const&) = delete;
  office_reader& operator=(office_reader const&) = delete;

  bool take(std::string_view piece);  // false: it wants no more, finish() says why
  result<std::string> finish();

  static constexpr std::size_t kLongestText = 16U << 20U;  // bytes

 private:
  struct state;
  std::unique_ptr<state> state_;
};

// The text of an archive that is one of them; its title and language go into the document. Errors
// bad_data: another archive; damaged, encrypted or too large, see archive.h and xml.h.
result<std::string> office_text(std::string_view bytes, document& about);

}  // namespace karwan::ingest
