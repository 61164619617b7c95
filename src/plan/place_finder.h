#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/geo.h"
#include "karwan/record/names.h"

// From places as reports write them to places of the network.
namespace karwan::plan {

// How far a town may lie from the place that stands for it.
inline constexpr double kNearKm = 50;

struct found_place {
  std::string place{};    // entity; empty: none within kNearKm
  std::string country{};  // entity; also where only the country is named
  double off_km{0};       // from the town named to the place
  std::string nearest{};  // where `place` is empty and the town is known: the nearest place
  double nearest_km{0};   // ... and how far it is
  bool uncertain{false};  // named in brackets only
};

// Names in the index, towns beside them, and posts that a border is named after.
class place_finder {
 public:
  // The index must outlive it.
  place_finder(record::store const&, record::view_spec const&, record::name_index const&);

  // Reads text like "Aktau (Kazakhstan, sea port)", "Okara / Rahim Yar Khan" or "(Turkmenistan)":
  // the first alternative that is a place or lies near one; else the country named; else nothing.
  // A place outside `country` (an entity; empty: any) is not taken.
  found_place find(std::string_view text, std::string_view country = {}) const;
  // Other places within kNearKm of one, the nearest first: a town's port, airport or terminal.
  std::vector<std::string> beside(std::string_view place) const;
  // A country by name or code; empty where it is none.
  std::string country(std::string_view text) const;

 private:
  struct spot {
    std::string entity, country;
    lat_lon at;
    bool border{false};
  };
  struct town : spot {
    std::string folded;
  };

  spot const* place(std::string_view text, std::string_view country) const;
  spot const* post(std::string_view text, std::string_view country) const;
  bool near_town(std::string_view text, std::string_view country, found_place&) const;
  spot const* known(std::string_view entity) const;

  record::name_index const& names_;
  std::vector<spot> places_;                                // by entity
  std::vector<town> towns_;                                 // by folded name
  std::vector<std::pair<std::string, std::string>> posts_;  // crossing, place
};

}  // namespace karwan::plan
