// Any bytes are a document or an error; offsets stay within the text, values are finite, and what
// is read twice is the same.
#include <cmath>

#include "fuzz.h"
#include "karwan/ingest/claim.h"
#include "karwan/ingest/document.h"

using namespace karwan;
using namespace karwan::ingest;

namespace {

gazetteer const& some_names() {
  static gazetteer const known = [] {
    gazetteer g;
    g.add({"kz", mention_kind::place, "Kazakhstan", true, {}}, "Kazakhstan");
    g.add({"kz", mention_kind::place, "Kazakhstan", true, {}}, "Қазақстан");
    g.add({"org-rail", mention_kind::organisation, "National Railway Company", false, {}},
          "National Railway Company");
    g.add({"person-a", mention_kind::person, "Amina Bolat", false, {}}, "Amina Bolat");
    return g;
  }();
  return known;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const read = read_document(std::string{fuzz::as_text(bytes, size)});
  if (!read) {
    return 0;
  }
  auto const text = text_model::read(read->text);
  fuzz::require(text.has_value());
  auto const end = text->size() == 0 ? 0U : (*text)[text->size() - 1].end;
  date_frame const frame{day{std::chrono::days{20000}}, std::nullopt, std::chrono::July / 1, false};
  auto const mentions = find_mentions(*text, some_names(), frame);
  for (auto const& m : mentions) {
    fuzz::require(m.begin < m.end && m.end <= end);
    fuzz::require(std::isfinite(m.value.best) || !std::isnan(m.value.best));
    (void)normal_form(m);
  }
  auto const claims = find_claims(*text, mentions, frame);
  for (auto const& c : claims) {
    fuzz::require(c.begin < c.end && c.end <= end);
    fuzz::require(c.confidence > 0 && c.confidence < 1);
  }
  fuzz::require(find_claims(*text, mentions, frame).size() == claims.size());
  return 0;
}
