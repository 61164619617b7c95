// The target of a request line: what is read is UTF-8, whole and without escapes left to decode,
// and the parameters of an endpoint are refused with a sentence or read. It can be written again,
// and the same bytes as a header are read too.
#include "karwan/serve/http.h"

#include "fuzz.h"
#include "karwan/base/text.h"
#include "serve/finish.h"
#include "serve/paging.h"

using namespace karwan;

namespace {

void read_parameters(serve::request const& r) {
  serve::query q{r};
  try {
    q.one("q");
    q.many("id");
    q.day_of("as_of");
    q.flag("countries");
    serve::read_part(q, serve::kDefaultLimit);
    q.wants_csv();
    q.whole("seed", 0, UINT64_MAX, 1);
    q.finish();
  } catch (failure const& f) {
    fuzz::require(f.what_failed.kind == error_kind::bad_input);
    fuzz::require(is_utf8(f.what_failed.sentence()));
  }
}

void write_again(serve::request const& r) {
  constexpr std::string_view kName = "cursor", kValue = "3.a&b=c d%";
  if (r.path.empty() || r.path[0].empty() || r.path[0] == ".") {
    return;  // no path of an answer begins so
  }
  serve::request again;
  fuzz::require(serve::read_target(serve::target_with(r, kName, kValue), again).has_value());
  fuzz::require(again.path == r.path);
  fuzz::require(again.params.back() == std::pair{std::string{kName}, std::string{kValue}});
}

void read_headers(std::string_view text) {
  auto const q = serve::quality(text, "gzip");
  fuzz::require(q >= 0 && q <= 1);
  fuzz::require(!serve::names_tag(text, "\"a\"") || text.find_first_of("*a") != text.npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  read_headers(text);
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
  write_again(r);
  return 0;
}
