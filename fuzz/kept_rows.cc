// Bytes kept as a table's rows give rows, the same again when they are written, or are refused.
#include "record/kept_rows.h"

#include "fuzz.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  auto const table = static_cast<std::uint16_t>(bytes[0] % record::tables().size());
  // Behind what says that this program wrote them: else all are passed over.
  auto kept = record::bytes_of_rows({});
  kept.resize(kept.size() - sizeof(std::uint32_t));
  kept += fuzz::as_text(bytes + 1, size - 1);
  try {
    auto const rows = record::rows_of_bytes(record::table_ix{table}, kept, "fuzz");
    fuzz::require(rows.has_value());
    auto const again =
        record::rows_of_bytes(record::table_ix{table}, record::bytes_of_rows(*rows), "fuzz");
    fuzz::require(again && again->size() == rows->size());
  } catch (failure const& f) {
    fuzz::require(f.what_failed.kind == error_kind::bad_data);
  }
  return 0;
}
