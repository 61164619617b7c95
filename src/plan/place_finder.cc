#include "plan/place_finder.h"

#include <algorithm>
#include <array>

#include "karwan/base/text.h"
#include "karwan/plan/units.h"
#include "plan/namer.h"

namespace karwan::plan {
namespace {

constexpr std::array<std::string_view, 1> kPlace{"place"}, kBorder{"crossing"};
constexpr std::size_t kLooked = 12;  // completions among which an ambiguous name is settled

std::string_view trimmed(std::string_view text) {
  auto const from = text.find_first_not_of(" \t");
  return from == text.npos ? std::string_view{}
                           : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

void split(std::string_view text, std::string_view separators, std::vector<std::string_view>& out) {
  while (!text.empty()) {
    auto const end = std::min(text.find_first_of(separators), text.size());
    if (auto const piece = trimmed(text.substr(0, end)); !piece.empty()) {
      out.push_back(piece);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// What stands outside brackets and what within or after a comma, each split into alternatives.
struct alternatives {
  std::vector<std::string_view> plain, bracketed;

  explicit alternatives(std::string_view text) {
    while (!text.empty()) {
      auto const open = std::min(text.find('('), text.size());
      auto const comma = std::min(text.substr(0, open).find(','), open);
      split(text.substr(0, comma), "/", plain);
      split(text.substr(comma, open - comma), "/,", bracketed);
      text.remove_prefix(open);
      auto const close = std::min(text.find(')'), text.size());
      if (!text.empty()) {
        split(text.substr(1, close - std::min<std::size_t>(close, 1)), "/,", bracketed);
      }
      text.remove_prefix(std::min(close + 1, text.size()));
    }
  }
};

}  // namespace

place_finder::place_finder(record::store const& store, record::view_spec const& view,
                           record::name_index const& names)
    : names_{names} {
  auto const rows = [&](char const* table) { return store.rows(*record::find_table(table), view); };
  auto const spot_of = [](record::row const& r) {
    return spot{r.entity,
                std::string{r.text("country")},
                {r.number("lat").value_or(0), r.number("lon").value_or(0)}};
  };
  for (auto const& r : rows("places")) {
    if (r.number("lat") && r.number("lon") && known(r.entity) == nullptr) {
      auto s = spot_of(r);
      s.border = r.text("kind") == "border";
      places_.insert(std::ranges::upper_bound(places_, s.entity, {}, &spot::entity), std::move(s));
    }
  }
  for (auto const& r : rows("towns")) {
    if (r.number("lat") && r.number("lon")) {
      towns_.push_back({spot_of(r), fold(r.text("name"))});
    }
  }
  std::ranges::stable_sort(towns_, {}, &town::folded);
  for (auto const& r : rows("crossings")) {
    for (auto const* column : {"post_a", "post_b"}) {
      if (auto const post = r.text(column); !post.empty()) {
        posts_.emplace_back(r.entity, post);
      }
    }
  }
}

place_finder::spot const* place_finder::known(std::string_view entity) const {
  auto const at = std::ranges::lower_bound(places_, entity, {}, &spot::entity);
  return at != places_.end() && at->entity == entity ? &*at : nullptr;
}

std::string place_finder::country(std::string_view text) const {
  return names_.resolve(trimmed(text), kCountry).value_or("");
}

std::vector<std::string> place_finder::beside(std::string_view place) const {
  std::vector<std::pair<double, std::string>> near;
  auto const* from = known(place);
  for (auto const& s : places_) {
    if (from != nullptr && &s != from) {
      if (auto const km = geodesic_metres(from->at, s.at) / kMetresPerKm; km <= kNearKm) {
        near.emplace_back(km, s.entity);
      }
    }
  }
  std::ranges::sort(near);
  std::vector<std::string> out;
  for (auto& [_, entity] : near) {
    out.push_back(std::move(entity));
  }
  return out;
}

// A name that several places share is settled by the country. Posts of a border bear the name of
// either side.
place_finder::spot const* place_finder::place(std::string_view text,
                                              std::string_view country) const {
  auto const fits = [&](spot const* s) {
    return s != nullptr && (country.empty() || s->country == country || s->border);
  };
  if (auto const one = names_.resolve(text, kPlace)) {
    auto const* s = known(*one);
    return fits(s) ? s : nullptr;
  }
  auto const folded = fold(text);
  for (auto const& hit : names_.complete(text, kPlace, kLooked)) {
    if (auto const* s = known(hit.entity); fold(hit.name) == folded && fits(s)) {
      return s;
    }
  }
  return nullptr;
}

place_finder::spot const* place_finder::post(std::string_view text,
                                             std::string_view country) const {
  for (auto const& hit : names_.complete(text, kBorder, kLooked)) {
    for (auto const& [crossing, post] : posts_) {
      auto const* s = crossing == hit.entity ? known(post) : nullptr;
      if (s != nullptr && (country.empty() || s->country == country)) {
        return s;
      }
    }
  }
  return nullptr;
}

// False where no town has that name; else the place near it, or how far the nearest is.
bool place_finder::near_town(std::string_view text, std::string_view country,
                             found_place& out) const {
  auto const folded = fold(text);
  auto const [from, to] = std::ranges::equal_range(towns_, folded, {}, &town::folded);
  for (auto const& t : std::ranges::subrange(from, to)) {
    if (!country.empty() && t.country != country) {
      continue;
    }
    auto const km = [&](spot const& s) { return geodesic_metres(s.at, t.at) / kMetresPerKm; };
    auto const nearest = std::ranges::min_element(places_, {}, km);
    if (nearest == places_.end()) {
      return false;
    }
    auto const far = km(*nearest) > kNearKm;
    (far ? out.nearest : out.place) = nearest->entity;
    (far ? out.nearest_km : out.off_km) = km(*nearest);
    out.country = t.country;
    return true;
  }
  return false;
}

found_place place_finder::find(std::string_view text, std::string_view country) const {
  alternatives const named{text};
  found_place out;
  for (auto const* group : {&named.plain, &named.bracketed}) {
    for (auto const each : *group) {
      auto const* s = place(each, country);
      auto const c = s == nullptr ? this->country(each) : std::string{};
      if (!c.empty()) {
        out.uncertain = out.country.empty() ? group == &named.bracketed : out.uncertain;
        out.country = out.country.empty() ? c : out.country;
        continue;
      }
      if (s == nullptr && near_town(each, country, out) && !out.place.empty()) {
        return out;
      }
      s = s == nullptr ? post(each, country) : s;
      if (s != nullptr) {
        return {.place = s->entity, .country = s->country};
      }
    }
  }
  return out;
}

}  // namespace karwan::plan
