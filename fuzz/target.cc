// The target of a request line: what is read is UTF-8, whole and without escapes left to decode,
// and the parameters of an endpoint are refused with a sentence or read.
#include "karwan/serve/http.h"

#include "fuzz.h"
#include "karwan/base/text.h"
#include "serve/query.h"

using namespace karwan;

namespace {

void read_parameters(serve::request const& r) {
  serve::query q{r};
  try {
    q.one("q");
    q.many("id");
    q.day_of("as_of");
    q.flag("countries");
    q.limit();
    q.finish();
  } catch (failure const& f) {
    fuzz::require(f.what_failed.kind == error_kind::bad_input);
    fuzz::require(is_utf8(f.what_failed.sentence()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  serve::request r;
  if (auto const ok = serve::read_target(text, r); !ok) {
    fuzz::require(ok.error().kind == error_kind::bad_input);
    fuzz::require(is_utf8(ok.error().sentence()));
    return 0;
  }
  for (auto const& segment : r.path) {
    fuzz::require(is_utf8(segment) && segment.size() <= text.size());
  }
  for (auto const& [name, value] : r.params) {
    fuzz::require(is_utf8(name) && is_utf8(value));
  }
  read_parameters(r);
  return 0;
}
