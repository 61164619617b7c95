// Trade files of any bytes, the first byte choosing the form, are read to their end: every line has
// sides, a period and a value, and every fault a text and a remedy.
#include "karwan/exchange/trade.h"

#include <cmath>
#include <sstream>

#include "fuzz.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  std::istringstream in{std::string{fuzz::as_text(bytes + 1, size - 1)}};
  using exchange::trade_reader;
  trade_reader reader{in, static_cast<exchange::trade_form>(bytes[0] % 4)};
  exchange::trade_line line;
  for (;;) {
    auto const is = reader.next(line);
    if (is == trade_reader::found::end) {
      return 0;
    }
    if (is == trade_reader::found::line) {
      fuzz::require(!line.reporter.empty() && !line.partner.empty());
      fuzz::require(line.year >= 1000 && line.month >= 0 && line.month <= 12);
      fuzz::require(std::isfinite(line.usd) && line.usd >= 0);
      fuzz::require(line.classification == "total" || !line.code.empty());
    } else if (is == trade_reader::found::fault) {
      fuzz::require(!reader.fault().text.empty() && !reader.fault().remedy.empty());
    } else {
      fuzz::require(!reader.why().empty());
    }
  }
}
