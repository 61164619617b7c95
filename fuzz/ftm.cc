// Any bytes are refused with faults or a failure, or come in whole: then a second time changes
// nothing, and what goes out comes back in.
#include "karwan/exchange/ftm.h"

#include "fuzz.h"
#include "travel.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  karwan::fuzz::travel(karwan::fuzz::as_text(bytes, size), karwan::exchange::read_ftm,
                       karwan::exchange::write_ftm);
  return 0;
}
