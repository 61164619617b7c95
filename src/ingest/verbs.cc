#include "ingest/verbs.h"

#include <array>
#include <string>
#include <unordered_map>

#include "ingest/word_list.h"
#include "karwan/ingest/phrases.h"

namespace karwan::ingest {
namespace {

bool is_vowel(char c) {
  return is_listed({&c, 1}, "a|e|i|o|u");
}

bool ends_in_consonant_y(std::string_view base) {
  return base.size() > 1 && base.back() == 'y' && !is_vowel(base[base.size() - 2]);
}

// Short verbs and those stressed at their end double it: shipped, transferred.
bool doubles_its_end(std::string_view base) {
  return is_listed(
      base,
      "ship|cancel|confer|transfer|travel|submit|enrol|commit|cut|begin|run|set|ban|bar|drop|fit|"
      "put|quit|scrap|shut|split|stop|trim|win|defer|expel|admit");
}

std::string with_ed(std::string_view base) {
  std::string out{base};
  if (ends_in_consonant_y(base)) {
    out.back() = 'i';
  } else if (doubles_its_end(base)) {
    out += base.back();
  }
  return out + (base.back() == 'e' ? "d" : "ed");
}

std::string with_ing(std::string_view base) {
  std::string out{base};
  if (base.back() == 'e') {
    out.pop_back();
  } else if (doubles_its_end(base)) {
    out += base.back();
  }
  return out + "ing";
}

std::string with_s(std::string_view base) {
  std::string out{base};
  if (ends_in_consonant_y(base)) {
    out.back() = 'i';
    return out + "es";
  }
  return out + (base.ends_with("sh") || base.ends_with("ch") || base.ends_with("ss") ? "es" : "s");
}

// The words of a row, which are parted by blanks; the last one again where there are less.
std::array<std::string, 3> forms_in(std::string_view row) {
  auto const first = row.find(' ');
  auto const base = row.substr(0, first);
  if (first == std::string_view::npos) {
    return {std::string{base}, with_ed(base), with_ed(base)};
  }
  auto const second = row.find(' ', first + 1);
  return {std::string{base}, std::string{row.substr(first + 1, second - first - 1)},
          std::string{row.substr(second + 1)}};
}

using form_table = std::unordered_map<std::string, std::uint8_t, folded_hash, std::equal_to<>>;

form_table const& table() {
  static form_table const all = [] {
    form_table out;
    for (auto const row : verb_words()) {
      auto const [base, past, participle] = forms_in(row);
      out[base] |= kBase;
      out[with_s(base)] |= kThird;
      out[past] |= kPast;
      out[participle] |= kParticiple;
      out[with_ing(base)] |= kGerund;
    }
    return out;
  }();
  return all;
}

}  // namespace

std::uint8_t forms_of(std::string_view folded) {
  auto const at = table().find(folded);
  return at == table().end() ? std::uint8_t{0} : at->second;
}

bool looks_like_participle(std::string_view folded) {
  constexpr std::size_t kShortest = 5;  // letters: asked, not bed
  return (folded.size() >= kShortest && folded.ends_with("ed")) ||
         (forms_of(folded) & kParticiple) != 0 ||
         is_listed(folded,
                   "used|kept|found|seen|sent|told|taught|heard|thrown|cast|caught|forced|hit");
}

}  // namespace karwan::ingest
