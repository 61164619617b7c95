// Whatever is asked is words, filters or a plain refusal, and the plainest form of a query is read
// as the same query.
#include "fuzz.h"
#include "karwan/base/text.h"
#include "karwan/record/find_query.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  auto const query = record::parse_find_query(text);
  if (!query) {
    fuzz::require(query.error().kind == error_kind::bad_input);
    fuzz::require(!query.error().remedy.empty());
    return 0;
  }
  auto wanted = false;
  for (auto const& clause : query->clauses) {
    fuzz::require(!clause.any.empty());
    wanted = wanted || !clause.excluded;
    for (auto const& term : clause.any) {
      fuzz::require(!term.words.empty());
      for (auto const& word : term.words) {
        fuzz::require(!word.empty() && fold(word) == word && word.find(' ') == std::string::npos);
      }
    }
  }
  fuzz::require(wanted);
  auto const plain = record::plain_text(*query);
  if (plain.size() <= record::kMostQueryBytes) {
    auto const again = record::parse_find_query(plain);
    fuzz::require(again.has_value() && *again == *query);
  }
  return 0;
}
