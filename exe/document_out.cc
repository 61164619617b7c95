#include "exe/document_out.h"

#include <fmt/format.h>

#include "karwan/base/text.h"

namespace karwan::exe {

void add_format(CLI::App& sub, std::string& format) {
  sub.add_option("--format", format, "md, html (prints to A4) or json (default: md)");
}

document_form form_of(std::string const& format, bool json) {
  if (json || format == "json") {
    return document_form::json;
  }
  if (format == "html") {
    return document_form::html;
  }
  if (format != "md") {
    throw failure{{error_kind::bad_input, "there is no format " + in_quotes(format), "--format",
                   "Choose md, html or json"}};
  }
  return document_form::markdown;
}

void print_document(document_form form, relations::document const& d, viewed_record const& r) {
  switch (form) {
    case document_form::markdown:
      fmt::print("{}", relations::to_markdown(d, r.from));
      break;
    case document_form::html:
      fmt::print("{}", relations::to_html(d, r.from));
      break;
    case document_form::json: {
      record::answer_writer answers{r.from, r.names};
      fmt::print("{}\n", relations::to_json(d, r.from, answers));
    }
  }
}

}  // namespace karwan::exe
