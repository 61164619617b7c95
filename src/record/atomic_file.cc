#include "record/atomic_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace karwan::record {
namespace {

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

status write_file(std::filesystem::path const& file, std::string_view bytes) {
  auto const part = file.string() + ".part";
  auto const fd = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  auto ok = fd >= 0 && write_all(fd, bytes) && ::fsync(fd) == 0;
  auto reason = errno;
  if (fd >= 0 && ::close(fd) != 0 && ok) {
    ok = false;
    reason = errno;
  }
  if (ok && ::rename(part.c_str(), file.c_str()) != 0) {
    ok = false;
    reason = errno;
  }
  if (ok) {
    return {};
  }
  if (fd >= 0) {
    ::unlink(part.c_str());
  }
  return fail(error_kind::unavailable,
              std::string{"the file cannot be written ("} + std::strerror(reason) + ")",
              file.string(), "Check the folder, its permissions and the space on the disk");
}

}  // namespace karwan::record
