// Whatever body comes, its members are texts without control characters, or it is refused with
// what to do; no refusal repeats it, for it may hold a password.
#include "serve/json_body.h"

#include "fuzz.h"
#include "karwan/base/text.h"
#include "serve/refusal.h"

using namespace karwan;

namespace {

void require_text(std::string const& text) {
  fuzz::require(is_utf8(text) && is_nfc(text));
  for (auto const c : text) {
    fuzz::require(c < 0 || (c >= ' ' && c != '\x7f'));
  }
}

void read(serve::request const& q) {
  serve::json_body body{q};
  require_text(body.one("reason"));
  require_text(body.required("decision"));
  body.flag("accept");
  fuzz::require(is_utf8(body.lines("text")));
  for (auto const& [column, value] : body.texts("cells")) {
    require_text(value);
  }
  body.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  serve::request q;
  q.content_type = "application/json";
  q.body = fuzz::as_text(bytes, size);
  try {
    read(q);
  } catch (failure const& f) {
    fuzz::require(f.what_failed.kind == error_kind::bad_input && !f.what_failed.remedy.empty());
    fuzz::require(is_utf8(f.what_failed.sentence()));
  } catch (serve::refusal const& r) {
    fuzz::require(r.is.status == 413);
  }
  return 0;
}
