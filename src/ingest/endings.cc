#include "ingest/endings.h"

#include <array>
#include <string>

#include "karwan/base/spelling.h"

namespace karwan::ingest {
namespace {

// Folded: Kazakh letters as their Russian neighbours. The longest first.
constexpr auto kCaseEndings = std::to_array<std::string_view>(
    {"ындагы", "индеги", "лардын", "лердин", "дардын", "дердин", "ларынын", "леринин", "ынын",
     "инин",   "ынан",   "инен",   "ында",   "инде",   "ымен",   "имен",    "дагы",    "деги",
     "тагы",   "теги",   "лары",   "лери",   "дары",   "дери",   "нын",     "нин",     "дын",
     "дин",    "тын",    "тин",    "мен",    "бен",    "пен",    "нан",     "нен",     "дан",
     "ден",    "тан",    "тен",    "лар",    "лер",    "дар",    "дер",     "тар",     "тер",
     "ами",    "ями",    "ого",    "его",    "ому",    "ему",    "ыми",     "ими",     "ной",
     "ском",   "ской",   "ах",     "ях",     "ам",     "ям",     "ом",      "ем",      "ою",
     "ею",     "ой",     "ей",     "ов",     "ев",     "га",     "ге",      "ка",      "ке",
     "ды",     "ди",     "ты",     "ти",     "ны",     "ни",     "да",      "де",      "та",
     "те",     "сы",     "си",     "на",     "не",     "ын",     "ин",      "ым",      "им",
     "ых",     "их",     "ую",     "юю",     "а",      "я",      "у",       "ю",       "е",
     "ы",      "и",      "о",      "ь"});
// What the base form may end in where an ending was taken off: Астане is of Астана.
constexpr auto kBaseEndings = std::to_array<std::string_view>({"", "а", "ь", "й", "я", "ия"});
constexpr std::size_t kShortestStem = 6;  // bytes: three letters

}  // namespace

void for_each_base_form(std::string_view folded,
                        std::function<bool(std::string_view)> const& is_known) {
  if (folded.size() <= kShortestStem || script_of(folded) != script::cyrillic) {
    return;
  }
  std::string form;
  for (auto const ending : kCaseEndings) {
    if (folded.size() < kShortestStem + ending.size() || !folded.ends_with(ending)) {
      continue;
    }
    auto const stem = folded.substr(0, folded.size() - ending.size());
    for (auto const base : kBaseEndings) {
      form.assign(stem);
      form += base;
      if (form != folded && is_known(form)) {
        return;
      }
    }
  }
}

}  // namespace karwan::ingest
