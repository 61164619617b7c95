// Whatever is asked of whatever list is an estimate, faults that name a remedy, or a plain refusal.
// The first line is the formula: outcome|regressors|fixed effects|clusters.
#include "karwan/trade/gravity_answer.h"

#include <array>
#include <cmath>

#include "fuzz.h"
#include "karwan/base/text.h"

using namespace karwan;

namespace {

// What is read back from its own text is the same.
template <typename List, typename Read>
List read_again(result<List> const& list, Read const& read) {
  if (!list) {
    fuzz::require(list.error().kind == error_kind::bad_input && !list.error().remedy.empty());
    return {};
  }
  std::string text;
  for (auto const& each : *list) {
    text += (text.empty() ? "" : ",") + trade::text_of(each);
  }
  auto const again = read(text, "again");
  fuzz::require(again.has_value() && *again == *list);
  return *list;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto text = fuzz::as_text(bytes, size);
  auto const end = text.find('\n');
  auto formula_text = text.substr(0, end);
  auto const csv = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  std::array<std::string_view, 4> parts;
  for (auto& part : parts) {
    part = formula_text.substr(0, formula_text.find('|'));
    formula_text.remove_prefix(std::min(part.size() + 1, formula_text.size()));
  }
  auto const outcome = trade::read_outcome(parts[0], "depvar");
  trade::gravity_formula f;
  f.regressors = read_again(trade::read_terms(parts[1], "regressors"), trade::read_terms);
  f.fixed_effects = read_again(trade::read_keys(parts[2], "fe"), trade::read_keys);
  f.clusters = read_again(trade::read_keys(parts[3], "cluster"), trade::read_keys);
  if (!outcome) {
    return 0;
  }
  f.outcome = *outcome;
  std::vector<sheet_fault> faults;
  auto const data = trade::read_gravity_data(csv, f, {.skip_blank = true}, faults);
  for (auto const& fault : faults) {
    fuzz::require(!fault.text.empty() && !fault.remedy.empty());
  }
  if (!faults.empty() || data.line.size() > 200) {
    return 0;
  }
  auto const fit = trade::fit_gravity(data.columns, {.most_iterations = 30});
  if (!fit) {
    fuzz::require(fit.error().kind != error_kind::internal && !fit.error().remedy.empty());
    return 0;
  }
  fuzz::require(fit->used <= data.line.size() && !trade::to_json(*fit, data).empty());
  for (auto const& c : fit->coefficients) {
    fuzz::require(std::isfinite(c.value));
  }
  return 0;
}
