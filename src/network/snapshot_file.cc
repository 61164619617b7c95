#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "karwan/network/snapshot.h"

// The file of a snapshot, mapped privately.
namespace karwan::network {
namespace {

tl::unexpected<error> refused(std::filesystem::path const& file, char const* what,
                              std::string remedy) {
  return fail(error_kind::unavailable, std::string{what} + " (" + std::strerror(errno) + ")",
              file.string(), std::move(remedy));
}

}  // namespace

struct snapshot::mapping {
  mapping(char* at, std::size_t size, std::string name) : bytes{at, size}, file{std::move(name)} {}
  mapping(mapping const&) = delete;
  mapping& operator=(mapping const&) = delete;
  ~mapping() { ::munmap(bytes.data(), bytes.size()); }

  std::span<char> bytes;
  std::string file;
  snapshot_arrays arrays;
  bool checked{false};
};

snapshot::snapshot(std::unique_ptr<mapping> m) : mapping_{std::move(m)} {}
snapshot::snapshot(snapshot&&) noexcept = default;
snapshot& snapshot::operator=(snapshot&&) noexcept = default;
snapshot::~snapshot() = default;

result<snapshot> snapshot::open(std::filesystem::path const& file) {
  constexpr auto kRemedy = "Name another file, or make one with karwan snapshot make";
  auto const fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return refused(file, "the snapshot cannot be read", kRemedy);
  }
  struct stat about {};
  auto const known = ::fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
  if (!known || about.st_size == 0) {
    ::close(fd);
    return fail(error_kind::bad_data, "it is not a snapshot of a network", file.string(), kRemedy);
  }
  auto const size = static_cast<std::size_t>(about.st_size);
  auto* const at = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  ::close(fd);
  if (at == MAP_FAILED) {
    return refused(file, "the snapshot cannot be mapped", kRemedy);
  }
  auto m = std::make_unique<mapping>(static_cast<char*>(at), size, file.string());
  auto arrays = read_snapshot(m->bytes);
  if (!arrays) {
    arrays.error().place = m->file;
    return tl::unexpected{std::move(arrays.error())};
  }
  m->arrays = *arrays;
  return snapshot{std::move(m)};
}

std::string_view snapshot::record_version() const {
  return mapping_->arrays.record_version;
}
std::string_view snapshot::made_for() const {
  return mapping_->arrays.made_for;
}
std::size_t snapshot::bytes() const {
  return mapping_->bytes.size();
}
std::size_t snapshot::nodes() const {
  return mapping_->arrays.nodes();
}
std::size_t snapshot::arcs() const {
  return mapping_->arrays.arcs();
}

result<snapshot_arrays> snapshot::arrays() {
  auto& m = *mapping_;
  if (!m.checked) {
    if (auto sound = check_snapshot(m.bytes, m.arrays); !sound) {
      sound.error().place = m.file;
      return tl::unexpected{std::move(sound.error())};
    }
    m.checked = true;
  }
  return m.arrays;
}

status snapshot::apply(std::span<arc_patch const> patches) {
  auto const a = arrays();
  if (!a) {
    return tl::unexpected{a.error()};
  }
  for (auto const& p : patches) {
    auto const shut = p.duration_s == kBarred;
    constexpr std::int64_t kMost = std::int64_t{1} << 40;
    auto const in_range = [](std::int64_t v) { return v >= 0 && v <= kMost; };
    if (p.arc >= a->arcs() || (!shut && !in_range(p.duration_s)) || !in_range(p.cost_cents) ||
        !in_range(p.emissions_g)) {
      return fail(error_kind::bad_input, "no such arc, or a cost below 0 or above 2^40",
                  "patch of arc " + std::to_string(p.arc), "Patch what the network has");
    }
  }
  // The mapping is private and writable: what is written here is this process's own copy.
  auto const write = [](std::span<std::int64_t const> array, std::uint32_t i, std::int64_t value) {
    const_cast<std::int64_t&>(array[i]) = value;
  };
  for (auto const& p : patches) {
    write(a->duration_s, p.arc, p.duration_s);
    write(a->cost_cents, p.arc, p.cost_cents);
    write(a->emissions_g, p.arc, p.emissions_g);
  }
  return {};
}

}  // namespace karwan::network
