#pragma once

#include <string>

#include <CLI/App.hpp>

#include "exe/view_options.h"
#include "karwan/relations/document.h"

// Documents on standard output.
namespace karwan::exe {

enum class document_form { markdown, html, json };

// --format md|html|json.
void add_format(CLI::App&, std::string& format);
// --json goes before --format. Throws failure (bad_input): no such format.
document_form form_of(std::string const& format, bool json);
void print_document(document_form, relations::document const&, viewed_record const&);

}  // namespace karwan::exe
