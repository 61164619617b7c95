#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "karwan/record/store.h"

// Who is party to which convention or agreement as of a day.
namespace karwan::rules {

// How far a country has come; later ones need the earlier.
enum class standing : std::uint8_t {
  unknown,  // nothing is stated: a gap, not a no
  not_party,
  contested,  // one source says party, another not
  signed_,
  suspended,  // or denounced, or inactive
  party,      // acceded or ratified
  in_force,
  in_use,  // operational, connected or used
};
std::string_view name_of(standing) noexcept;

struct reached {  // one stage, as a source states it
  std::string stage, on, certainty, evidence, row_id, source;
};

struct membership {
  std::string country;
  standing is{standing::unknown};
  std::string since;            // of the decisive stage; empty: not known
  std::string row_id;           // that decides: a stage, or the instrument that lists its parties
  std::vector<reached> stages;  // reached by the day, in order; of not yet reached ones none
};

// Tables `instruments`, `agreements` and `stages` of a view, for any day.
class memberships {
 public:
  memberships() = default;  // nobody is party to anything
  // Throws failure where the record cannot be read.
  memberships(record::store const&, record::view_spec const&);

  // By the ids of instrument and country. A stage that is not dated counts from when its source was
  // out; of a closed agreement whoever is not listed is not party.
  membership of(std::string const& instrument, std::string const& country, day on) const;
  // Party for sure: acceded, in force or in use. What is not known is no.
  bool holds(std::string const& instrument, std::string const& country, day on) const;

  // Countries of which a stage is reached by the day.
  std::set<std::string> told_of(std::string const& instrument, day on) const;
  // In the order of the tables, each once: the row that lists its parties, if any does.
  std::vector<record::row> const& instruments() const { return instruments_; }

  // From now on the country is taken as party.
  void suppose(std::string instrument, std::string country);

 private:
  std::vector<record::row> instruments_;
  std::map<std::string, std::vector<record::row>, std::less<>> stages_;
  std::set<std::pair<std::string, std::string>> supposed_;
};

}  // namespace karwan::rules
