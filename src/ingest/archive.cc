#include "ingest/archive.h"

#include <unzip.h>

#include <algorithm>
#include <array>
#include <cstring>

#include <fmt/format.h>

namespace karwan::ingest {

// Bytes in memory as the file that minizip wants.
struct memory_file {
  std::string_view bytes;
  std::size_t at{0};
};

namespace {

constexpr std::size_t kPiece = 1U << 16U;  // bytes
constexpr int kCaseMatters = 1;

voidpf open_memory(voidpf opaque, void const*, int) {
  return opaque;
}
int close_memory(voidpf, voidpf) {
  return 0;
}
int no_error(voidpf, voidpf) {
  return 0;
}
uLong read_memory(voidpf, voidpf stream, void* to, uLong size) {
  auto& f = *static_cast<memory_file*>(stream);
  auto const n = std::min<std::size_t>(size, f.bytes.size() - f.at);
  std::memcpy(to, f.bytes.data() + f.at, n);
  f.at += n;
  return static_cast<uLong>(n);
}
ZPOS64_T tell_memory(voidpf, voidpf stream) {
  return static_cast<memory_file*>(stream)->at;
}
long seek_memory(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  auto& f = *static_cast<memory_file*>(stream);
  std::size_t const from = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                           : origin == ZLIB_FILEFUNC_SEEK_CUR ? f.at
                                                              : f.bytes.size();
  if (offset > f.bytes.size() - from) {
    return -1;
  }
  f.at = from + static_cast<std::size_t>(offset);
  return 0;
}

tl::unexpected<error> damaged(std::string what) {
  return fail(error_kind::bad_data, std::move(what), {},
              "Open it in a word processor and save it again, without a password");
}

}  // namespace

struct archive::state {
  memory_file file;
  unzFile zip{nullptr};
  state() = default;
  state(state const&) = delete;
  state& operator=(state const&) = delete;
  ~state() {
    if (zip != nullptr) {
      unzClose(zip);
    }
  }
};

result<archive> archive::open(std::string_view bytes) {
  auto s = std::make_shared<state>();
  s->file.bytes = bytes;
  zlib_filefunc64_def functions{};
  functions.zopen64_file = open_memory;
  functions.zread_file = read_memory;
  functions.ztell64_file = tell_memory;
  functions.zseek64_file = seek_memory;
  functions.zclose_file = close_memory;
  functions.zerror_file = no_error;
  functions.opaque = &s->file;
  s->zip = unzOpen2_64("", &functions);
  if (s->zip == nullptr) {
    return damaged("it begins like an archive, and its directory cannot be read");
  }
  return archive{std::move(s)};
}

bool archive::has(char const* part) const {
  return unzLocateFile(state_->zip, part, kCaseMatters) == UNZ_OK;
}

status archive::read(char const* part, sink const& take) const {
  unz_file_info64 about{};
  if (!has(part) ||
      unzGetCurrentFileInfo64(state_->zip, &about, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) {
    return damaged(fmt::format("its part {} is missing", part));
  }
  if ((about.flag & 1U) != 0) {
    return damaged(fmt::format("its part {} is encrypted", part));
  }
  if (unzOpenCurrentFile(state_->zip) != UNZ_OK) {
    return damaged(fmt::format("its part {} cannot be unpacked", part));
  }
  std::array<char, kPiece> piece{};
  std::size_t size = 0;
  auto wanted = true;
  int n = 0;
  while (wanted && size <= kLargestPart &&
         (n = unzReadCurrentFile(state_->zip, piece.data(), kPiece)) > 0) {
    size += static_cast<std::size_t>(n);
    wanted = take({piece.data(), static_cast<std::size_t>(n)});
  }
  auto const sum_is_wrong = unzCloseCurrentFile(state_->zip) == UNZ_CRCERROR;
  if (size > kLargestPart) {
    return fail(error_kind::bad_data,
                fmt::format("its part {} unpacks to more than {} MB", part, kLargestPart >> 20U),
                {}, "Split the document");
  }
  if (n < 0 || (wanted && sum_is_wrong)) {
    return damaged(fmt::format("its part {} is damaged", part));
  }
  return {};
}

}  // namespace karwan::ingest
