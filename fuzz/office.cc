// Any bytes are an archive with a text, the XML of a text, or an error; texts are bounded, and the
// cut into pieces does not change them.
#include "ingest/office.h"
#include "fuzz.h"

using namespace karwan;
using namespace karwan::ingest;

namespace {

result<std::string> read_in_pieces(office_format f, std::string_view xml, std::size_t piece) {
  office_reader reader{f};
  while (!xml.empty() && reader.take(xml.substr(0, piece))) {
    xml.remove_prefix(std::min(piece, xml.size()));
  }
  return reader.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  if (text.starts_with("PK")) {
    document d;
    auto const read = office_text(text, d);
    fuzz::require(!read || d.kind == "docx" || d.kind == "odt");
    return 0;
  }
  for (auto const format : {office_format::docx, office_format::odt}) {
    auto const whole = read_in_pieces(format, text, size + 1);
    auto const pieces = read_in_pieces(format, text, 3);
    fuzz::require(whole.has_value() == pieces.has_value());
    fuzz::require(!whole || (*whole == *pieces && whole->size() <= office_reader::kLongestText));
  }
  return 0;
}
