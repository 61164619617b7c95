#pragma once

#include <map>
#include <string>
#include <string_view>

// Documents for tests, made and not kept: small, and plain where they are broken.
namespace karwan::ingest {

// A ZIP archive of these parts. `password`: its parts are marked as encrypted.
std::string zipped(std::map<std::string, std::string> const& parts, bool password = false);

std::string docx_of(std::string_view body);  // what lies within w:body
std::string odt_of(std::string_view body);   // what lies within office:text

// One page, a line of text each, in ASCII.
std::string pdf_of(std::string_view lines);

}  // namespace karwan::ingest
