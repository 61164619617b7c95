#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "karwan/base/error.h"
#include "karwan/base/interval.h"
#include "karwan/base/quantity.h"
#include "karwan/network/metric.h"

// A network in a file that is mapped, not read: the topology and one metric of it, as arrays for a
// search. It holds no evidence: what a number rests on is asked of the record, and so are the bans
// of a consignment. docs/decisions/0007-snapshot.md says when it is stale.
namespace karwan::network {

// Views into the bytes of a snapshot. Meanings as in metric.h and route/search.h.
struct snapshot_arrays {
  std::string_view record_version;  // of the record that it was made from
  std::string_view made_for;        // load, day and view, for people
  std::span<std::uint32_t const> first_out, head;
  std::span<std::int64_t const> duration_s, cost_cents, emissions_g;
  std::span<std::uint8_t const> borders;
  std::span<std::uint32_t const> opens, first_window;
  std::span<interval<std::int64_t> const> windows;
  std::span<std::uint32_t const> place_of;      // per node
  std::span<std::uint32_t const> first_letter;  // places + 1, into `letters`
  std::string_view letters;                     // the places' entities, sorted, one after the other

  std::size_t nodes() const { return place_of.size(); }
  std::size_t arcs() const { return head.size(); }
  std::size_t places() const { return first_letter.size() - 1; }
  std::string_view place(std::uint32_t) const;
};

// The bytes of a file. Throws std::length_error above 2^32 - 1 arcs, nodes or letters.
std::string snapshot_bytes(snapshot_arrays const&);
std::string snapshot_bytes(topology const&, metric const&, std::string_view record_version,
                           std::string_view made_for);

// What the header says is there, without reading further. Error bad_data: not a snapshot, of
// another version of the program, cut off, or its header is damaged. The bytes must outlive the
// answer and begin at a multiple of 8.
result<snapshot_arrays> read_snapshot(std::span<char const> bytes);

// Reads all: the checksum, and that no index leaves its array, no cost is negative, no window set
// is out of order. Error bad_data.
status check_snapshot(std::span<char const> bytes, snapshot_arrays const&);

// Puts both checksums right, in bytes that are as long as a header at least.
void seal_snapshot(std::span<char> bytes);

// What a scenario changes of one arc, in the memory of one process: never in the file.
struct arc_patch {
  std::uint32_t arc;
  std::int64_t duration_s;  // kBarred: closed
  std::int64_t cost_cents, emissions_g;
};

// A mapped file. To open one takes no longer for a large one.
class snapshot {
 public:
  // Error unavailable: there is no such file, or it cannot be read; bad_data as in read_snapshot.
  static result<snapshot> open(std::filesystem::path const&);
  snapshot(snapshot&&) noexcept;
  snapshot& operator=(snapshot&&) noexcept;
  ~snapshot();

  // What the header says, before anything else of the file is trusted.
  std::string_view record_version() const;
  std::string_view made_for() const;
  std::size_t bytes() const;
  std::size_t nodes() const;
  std::size_t arcs() const;

  // The arrays, checked as a whole the first time they are asked for. Error bad_data.
  result<snapshot_arrays> arrays();

  // Without a rebuild: pages that change are copied for this process alone. Asks for arrays().
  // Error bad_input: no such arc, a negative value.
  status apply(std::span<arc_patch const>);

 private:
  struct mapping;
  explicit snapshot(std::unique_ptr<mapping>);
  std::unique_ptr<mapping> mapping_;
};

}  // namespace karwan::network
