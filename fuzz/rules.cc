// A cell of a rule: the first byte chooses the field. Total; what it reads can be told, and holds
// somewhere between no and yes in any case.
#include "karwan/rules/condition.h"

#include "fuzz.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  if (size == 0) {
    return 0;
  }
  auto const field = static_cast<rules::field>(bytes[0] % rules::kFields);
  auto const parsed = rules::parse_clause(field, fuzz::as_text(bytes + 1, size - 1));
  if (!parsed) {
    fuzz::require(!parsed.error().text.empty() && !parsed.error().place.empty());
    return 0;
  }
  fuzz::require(!rules::to_words(*parsed).empty());
  rules::circumstances in;
  in.way = {{"aa", {}, {}, {}, false, false}, {"bb", {"road"}, {"road"}, {"post"}}};
  auto const open = rules::holds(*parsed, in, 0);
  in.product = "08";
  in.carrier = in.nationality = "aa";
  in.purpose = "study";
  in.instruments.emplace();
  in.value_usd = 0;
  in.way[0].modes_known = in.way[0].posts_known = true;
  auto const known = rules::holds(*parsed, in, 0);
  // Knowing more never turns a no into a yes.
  fuzz::require(open != rules::truth::no || known == rules::truth::no);
  fuzz::require(known != rules::truth::unknown || field == rules::field::product);
  return 0;
}
