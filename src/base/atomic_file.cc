#include "karwan/base/atomic_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace karwan {
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

atomic_file::atomic_file(std::filesystem::path const& file)
    : file_{file},
      part_{file.string() + ".XXXXXX"},  // of this process alone
      fd_{::mkostemp(part_.data(), O_CLOEXEC)} {
  if (fd_ < 0) {
    keep_reason();
  }
}

atomic_file::~atomic_file() {
  if (fd_ >= 0) {
    ::close(fd_);
    ::unlink(part_.c_str());
  }
}

void atomic_file::keep_reason() {
  reason_ = reason_ == 0 ? errno : reason_;
}

void atomic_file::write(std::string_view bytes) {
  if (reason_ == 0 && !write_all(fd_, bytes)) {
    keep_reason();
  }
}

status atomic_file::put_in_place() {
  if (reason_ == 0 && (::fchmod(fd_, 0644) != 0 || ::fsync(fd_) != 0)) {
    keep_reason();
  }
  if (fd_ >= 0 && ::close(std::exchange(fd_, -1)) != 0) {
    keep_reason();
  }
  if (reason_ == 0 && ::rename(part_.c_str(), file_.c_str()) != 0) {
    keep_reason();
  }
  if (reason_ == 0) {
    return {};
  }
  ::unlink(part_.c_str());
  return fail(error_kind::unavailable,
              std::string{"the file cannot be written ("} + std::strerror(reason_) + ")",
              file_.string(), "Check the folder, its permissions and the space on the disk");
}

status write_file(std::filesystem::path const& file, std::string_view bytes) {
  atomic_file out{file};
  out.write(bytes);
  return out.put_in_place();
}

void write_file_or_throw(std::filesystem::path const& file, std::string_view bytes) {
  if (auto ok = write_file(file, bytes); !ok) {
    throw failure{std::move(ok.error())};
  }
}

}  // namespace karwan
