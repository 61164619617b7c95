// What is to be explained: read or refused, with what to write instead.
#include "karwan/plan/explain.h"

#include "fuzz.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const wish = plan::read_explain(std::string{fuzz::as_text(bytes, size)});
  if (!wish) {
    fuzz::require(wish.error().place == "explain" && !wish.error().remedy.empty());
    return 0;
  }
  fuzz::require(!wish->leg || (*wish->leg > 0 && !wish->all_legs));
  return 0;
}
