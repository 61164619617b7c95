#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "karwan/record/store.h"

// What one more country in a convention or agreement, or one more permit of trucks, would do for
// the journeys of the record's basket.
namespace karwan::plan {

enum class accession_kind : std::uint8_t {
  joins,    // a country becomes party to an instrument that a ban of trucks or goods names
  admits,   // a country lets in the trucks of another that a ban keeps out
  through,  // at the borders of two countries where goods change trucks they stay in theirs
};
std::string_view name_of(accession_kind) noexcept;

struct accession {
  accession_kind kind{accession_kind::joins};
  std::string instrument{};      // of joins
  std::string country{}, who{};  // that joins, admits, or the first of a pair; whose trucks
  int opened{0};                 // journeys that had no way and have one
  int faster{0}, cheaper{0};     // journeys whose fastest way is faster, whose cheapest is cheaper
  std::int64_t saved_s{0}, saved_cents{0};  // by these, expected, all together
  int rank{0};                              // from 1; the same: a tie. 0: it changes nothing
};

// What cannot be told, and why: `about` is an instrument or a crossing.
struct accession_gap {
  std::string about;
  bool dwell{
      false};  // a border whose measured dwell holds the change of trucks; else no ban names it
};

struct accessions {
  int flows{0};     // of the basket that were planned
  int journeys{0};  // a flow in trucks of where it starts, and one in trucks of where it ends
  int no_way{0};    // of these, without any way by road and ferry
  std::vector<accession> all;  // the best first
  std::vector<accession_gap> unknown;
};

// Plans every flow of the basket by road and ferry, for a departure on the view's day, once as it
// is and once for each accession that may matter. Trucks run under no instrument, any one of those
// that bans name, or all of them, whichever serves best: where both countries and theirs are party.
// Determined by the record and the view. Throws failure.
accessions find_accessions(record::store const&, record::view_spec const&);

}  // namespace karwan::plan
