#include "karwan/network/snapshot.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace karwan::network {
namespace {

constexpr std::array<char, 8> kMagic{'k', 'a', 'r', 'w', 'a', 'n', 's', 'n'};
constexpr std::uint64_t kFormat = 1;
constexpr std::size_t kSections = 14;
constexpr std::int64_t kMaxCost = std::int64_t{1} << 40;  // as route/search.h demands

struct section {
  std::uint64_t offset, bytes;
};

// Numbers as this machine holds them: a snapshot is a cache, it does not travel.
struct header {
  std::array<char, 8> magic;
  std::uint64_t format, file_bytes;
  std::uint64_t body_sum;    // of all after the header
  std::uint64_t header_sum;  // of the header with this field 0
  std::array<section, kSections> sections;
};
static_assert(sizeof(header) % 8 == 0);

// All arrays in the order of the file.
template <typename Arrays, typename Each>
bool each_section(Arrays& a, Each each) {
  return each(a.record_version) && each(a.made_for) && each(a.first_out) && each(a.head) &&
         each(a.duration_s) && each(a.cost_cents) && each(a.emissions_g) && each(a.borders) &&
         each(a.opens) && each(a.first_window) && each(a.windows) && each(a.place_of) &&
         each(a.first_letter) && each(a.letters);
}

std::uint64_t sum_of_header(header h) {
  h.header_sum = 0;
  return XXH3_64bits(&h, sizeof h);
}

std::uint64_t sum_of_body(std::span<char const> bytes) {
  auto const body = bytes.subspan(sizeof(header));
  return XXH3_64bits(body.data(), body.size());
}

template <typename Array>
bool take(Array& into, std::span<char const> bytes, section const& s) {
  using item = std::remove_cvref_t<decltype(into[0])>;
  if (s.offset % 8 != 0 || s.offset < sizeof(header) || s.offset > bytes.size() ||
      s.bytes > bytes.size() - s.offset || s.bytes % sizeof(item) != 0) {
    return false;
  }
  into = Array{reinterpret_cast<item const*>(bytes.data() + s.offset), s.bytes / sizeof(item)};
  return true;
}

tl::unexpected<error> damaged(std::string what) {
  return fail(error_kind::bad_data, "the snapshot is damaged: " + std::move(what), {},
              "Make it again with karwan snapshot make");
}

bool sizes_fit(snapshot_arrays const& a) {
  auto const arcs = a.head.size();
  return a.first_out.size() == a.place_of.size() + 1 && a.duration_s.size() == arcs &&
         a.cost_cents.size() == arcs && a.emissions_g.size() == arcs && a.borders.size() == arcs &&
         a.opens.size() == arcs && !a.first_window.empty() && !a.first_letter.empty();
}

// Offsets into an array of that size: from 0, rising, to its end.
bool divides(std::span<std::uint32_t const> firsts, std::size_t size) {
  return firsts.front() == 0 && firsts.back() == size && std::ranges::is_sorted(firsts);
}

bool are_below(std::span<std::uint32_t const> indices, std::size_t end) {
  return std::ranges::all_of(indices, [&](auto i) { return i < end; });
}

bool are_costs(snapshot_arrays const& a) {
  auto const in_range = [](std::int64_t v) { return v >= 0 && v <= kMaxCost; };
  for (std::size_t i = 0; i < a.arcs(); ++i) {
    if (a.duration_s[i] != kBarred &&
        !(in_range(a.duration_s[i]) && in_range(a.cost_cents[i]) && in_range(a.emissions_g[i]))) {
      return false;
    }
  }
  return std::ranges::all_of(a.borders, [](auto b) { return b <= 1; });
}

bool are_windows(snapshot_arrays const& a) {
  auto const sets = a.first_window.size() - 1;
  for (std::size_t s = 0; s < sets; ++s) {
    for (auto i = a.first_window[s]; i < a.first_window[s + 1]; ++i) {
      auto const& w = a.windows[i];
      if (w.empty() || w.from > kMaxCost ||
          (i > a.first_window[s] && a.windows[i - 1].to > w.from)) {
        return false;
      }
    }
  }
  return std::ranges::all_of(a.opens, [&](auto o) { return o == kAlwaysOpen || o < sets; });
}

}  // namespace

std::string_view snapshot_arrays::place(std::uint32_t i) const {
  return letters.substr(first_letter[i], first_letter[i + 1] - first_letter[i]);
}

std::string snapshot_bytes(snapshot_arrays const& a) {
  if (a.letters.size() >= kAlwaysOpen || a.arcs() >= kAlwaysOpen || a.nodes() >= kAlwaysOpen) {
    throw std::length_error{"a network too large for a snapshot"};
  }
  header h{kMagic, kFormat, 0, 0, 0, {}};
  std::string out(sizeof h, '\0');
  std::size_t n = 0;
  each_section(a, [&](auto const& array) {
    out.resize((out.size() + 7) / 8 * 8, '\0');
    h.sections[n++] = {out.size(), array.size() * sizeof(array[0])};
    out.append(reinterpret_cast<char const*>(array.data()), array.size() * sizeof(array[0]));
    return true;
  });
  h.file_bytes = out.size();
  std::memcpy(out.data(), &h, sizeof h);
  seal_snapshot(out);
  return out;
}

std::string snapshot_bytes(topology const& t, metric const& m, std::string_view record_version,
                           std::string_view made_for) {
  std::vector<std::uint32_t> place_of, first_letter{0};
  std::string letters;
  for (auto const& n : t.nodes) {
    place_of.push_back(*n.at);
  }
  for (auto const& p : t.places) {
    letters += p.entity;
    first_letter.push_back(static_cast<std::uint32_t>(letters.size()));
  }
  return snapshot_bytes({record_version, made_for, t.first_out, t.head, m.duration_s, m.cost_cents,
                         m.emissions_g, m.borders, m.opens, m.first_window, m.windows, place_of,
                         first_letter, letters});
}

void seal_snapshot(std::span<char> bytes) {
  header h;
  std::memcpy(&h, bytes.data(), sizeof h);
  h.body_sum = sum_of_body(bytes);
  h.header_sum = sum_of_header(h);
  std::memcpy(bytes.data(), &h, sizeof h);
}

result<snapshot_arrays> read_snapshot(std::span<char const> bytes) {
  header h;
  if (bytes.size() < sizeof h || !std::equal(kMagic.begin(), kMagic.end(), bytes.begin())) {
    return fail(error_kind::bad_data, "it is not a snapshot of a network", {},
                "Make one with karwan snapshot make");
  }
  std::memcpy(&h, bytes.data(), sizeof h);
  if (h.format != kFormat) {
    return fail(error_kind::bad_data, "the snapshot was made by another version of the program", {},
                "Make it again with karwan snapshot make");
  }
  if (h.header_sum != sum_of_header(h)) {
    return damaged("its header does not fit its checksum");
  }
  if (h.file_bytes != bytes.size()) {
    return damaged("it is not as long as it says");
  }
  snapshot_arrays a;
  std::size_t n = 0;
  if (!each_section(a, [&](auto& array) { return take(array, bytes, h.sections[n++]); }) ||
      !sizes_fit(a)) {
    return damaged("its parts do not fit into it");
  }
  return a;
}

status check_snapshot(std::span<char const> bytes, snapshot_arrays const& a) {
  header h;
  std::memcpy(&h, bytes.data(), sizeof h);
  if (h.body_sum != sum_of_body(bytes)) {
    return damaged("it does not fit its checksum");
  }
  if (!divides(a.first_out, a.arcs()) || !are_below(a.head, a.nodes()) ||
      !are_below(a.place_of, a.places()) || !divides(a.first_letter, a.letters.size()) ||
      !divides(a.first_window, a.windows.size())) {
    return damaged("an index leaves its array");
  }
  if (!are_costs(a) || !are_windows(a)) {
    return damaged("a cost or a window is out of range");
  }
  return {};
}

}  // namespace karwan::network
