#include "record/key_spool.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

#include "karwan/base/error.h"

namespace karwan::record {
namespace {

constexpr std::size_t kInMemory = std::size_t{1} << 19;  // 12 MB
constexpr std::size_t kPerRun = std::size_t{1} << 13;    // read at a time

std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  __extension__ using wide = unsigned __int128;
  auto const product = static_cast<wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t eight_bytes(char const* at, std::size_t n) noexcept {
  std::uint64_t out = 0;
  std::memcpy(&out, at, n);
  return out;
}

[[noreturn]] void throw_no_room() {
  throw failure{{error_kind::unavailable, "the keys of the pack cannot be kept on the disk",
                 std::filesystem::temp_directory_path().string(),
                 "Free space there, or set TMPDIR to a folder with more"}};
}

}  // namespace

// Two multiply-and-fold chains with different odd constants (as of wyhash, public domain).
key_hash hash_of(std::string_view text) noexcept {
  constexpr std::uint64_t kA = 0xa0761d6478bd642f, kB = 0xe7037ed1a0b428db;
  constexpr std::uint64_t kC = 0x8ebc6af09c88c6e3, kD = 0x589965cc75374cc3;
  auto high = mix(kA ^ text.size(), kB);
  auto low = mix(kC ^ text.size(), kD);
  for (std::size_t i = 0; i < text.size(); i += 8) {
    auto const word = eight_bytes(text.data() + i, std::min<std::size_t>(8, text.size() - i));
    high = mix(high ^ word, kB ^ i);
    low = mix(low ^ word ^ kA, kD + i) + word;
  }
  return {mix(high, kC), mix(low, kA)};
}

// One sorted part of the file.
struct key_spool::run {
  std::size_t from, left;  // keys in the file
  std::vector<spooled_key> read;
  std::size_t at{0};

  spooled_key const& front() const { return read[at]; }
};

key_spool::key_spool() = default;
key_spool::~key_spool() = default;
key_spool::key_spool(key_spool&&) noexcept = default;

void key_spool::add(spooled_key const& k) {
  keys_.push_back(k);
  if (keys_.size() == kInMemory) {
    spill();
  }
}

void key_spool::spill() {
  std::ranges::sort(keys_);
  if (!file_) {
    file_.reset(std::tmpfile());
  }
  auto const from = runs_.empty() ? 0 : runs_.back().from + runs_.back().left;
  if (!file_ ||
      std::fwrite(keys_.data(), sizeof(spooled_key), keys_.size(), file_.get()) != keys_.size()) {
    throw_no_room();
  }
  runs_.push_back({from, keys_.size(), {}});
  keys_.clear();
}

bool key_spool::refill(run& r) {
  auto const n = std::min(kPerRun, r.left);
  r.read.resize(n);
  r.at = 0;
  if (n == 0) {
    return false;
  }
  if (std::fseek(file_.get(), static_cast<long>(r.from * sizeof(spooled_key)), SEEK_SET) != 0 ||
      std::fread(r.read.data(), sizeof(spooled_key), n, file_.get()) != n) {
    throw_no_room();
  }
  r.from += n;
  r.left -= n;
  return true;
}

void key_spool::sort() {
  if (runs_.empty()) {
    std::ranges::sort(keys_);
    return;
  }
  if (!keys_.empty()) {
    spill();
  }
  keys_.shrink_to_fit();
  if (std::fflush(file_.get()) != 0) {
    throw_no_room();
  }
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    refill(runs_[i]);
    heap_.push_back(i);
  }
  std::ranges::make_heap(heap_, std::greater{}, [this](auto i) { return runs_[i].front(); });
}

bool key_spool::next(spooled_key& to) {
  if (runs_.empty()) {
    if (at_ == keys_.size()) {
      return false;
    }
    to = keys_[at_++];
    return true;
  }
  if (heap_.empty()) {
    return false;
  }
  auto const least = [this](auto i) { return runs_[i].front(); };
  std::ranges::pop_heap(heap_, std::greater{}, least);
  auto& r = runs_[heap_.back()];
  to = r.front();
  if (++r.at < r.read.size() || refill(r)) {
    std::ranges::push_heap(heap_, std::greater{}, least);
  } else {
    heap_.pop_back();
  }
  return true;
}

}  // namespace karwan::record
