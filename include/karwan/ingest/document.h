#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "karwan/base/date.h"
#include "karwan/base/error.h"
#include "karwan/ingest/pdf.h"
#include "karwan/ingest/text.h"

namespace karwan::ingest {

// A document as it came: its text without what a page has around it, and what it says of itself.
struct document {
  std::string text;  // UTF-8; all offsets count its code points
  std::string hash;  // SHA-256 of the text, hexadecimal
  std::string title, publisher, url;
  std::string language;                  // en, kk, ru, ur
  std::string kind;                      // page (HTML), text, pdf, docx or odt
  std::optional<date_span> published{};  // of the page, or of its dateline
  std::optional<date_span> spoken{};     // when an interview was taken, where the text says so
  // From which day relative dates are counted: the interview's before the page's.
  std::optional<day> reference() const;
};

// Reads text, HTML, DOCX, ODT, and PDF within the limits of its process. Errors bad_data: another
// format; binary data; text in an encoding that is neither UTF-8 nor declared by the page or a byte
// order mark; a damaged, encrypted or too large file; no words. For PDF also those of pdf_text.
result<document> read_document(std::string bytes, pdf_limits const& = {});

// The same of a text that was read before, in NFC: what it says of itself where `said` does not.
result<document> document_of_text(document said);

// The main text of a page without menus, comments and lists of links, a line per paragraph; what
// the page says of itself goes into the document. Linear in the bytes, whatever they are.
std::string main_text(std::string_view html, document& about);

// en, kk, ru or ur by its letters.
std::string_view language_of(std::string_view text);

}  // namespace karwan::ingest
