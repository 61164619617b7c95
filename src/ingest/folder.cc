#include "karwan/ingest/folder.h"

#include <algorithm>

namespace karwan::ingest {
namespace {

bool is_hidden(std::filesystem::path const& file) {
  return file.filename().string().starts_with('.');
}

}  // namespace

result<std::vector<std::filesystem::path>> documents_in(std::filesystem::path const& folder) {
  std::error_code wrong;
  std::vector<std::filesystem::path> out;
  std::filesystem::recursive_directory_iterator at{folder, wrong};
  for (; !wrong && at != std::filesystem::recursive_directory_iterator{}; at.increment(wrong)) {
    std::error_code gone;  // a file may go while the folder is read
    if (is_hidden(at->path())) {
      at.disable_recursion_pending();
    } else if (at->is_regular_file(gone) && !gone) {
      out.push_back(at->path());
    }
  }
  if (wrong) {
    return fail(error_kind::bad_input, "it cannot be read: " + wrong.message(), folder.string(),
                "Name a folder of documents");
  }
  std::ranges::sort(out);
  return out;
}

result<std::vector<std::filesystem::path>> folder_watch::look() {
  auto const files = documents_in(folder_);
  if (!files) {
    return tl::unexpected{files.error()};
  }
  std::map<std::filesystem::path, state> now;
  std::vector<std::filesystem::path> out;
  for (auto const& file : *files) {
    std::error_code gone_size, gone_time;
    state const is{std::filesystem::file_size(file, gone_size),
                   std::filesystem::last_write_time(file, gone_time)};
    if (gone_size || gone_time) {
      continue;
    }
    now.emplace(file, is);
    auto const before = seen_.find(file);
    auto const last = told_.find(file);
    if (before != seen_.end() && before->second == is &&
        (last == told_.end() || last->second != is)) {
      told_.insert_or_assign(file, is);
      out.push_back(file);
    }
  }
  seen_ = std::move(now);
  return out;
}

}  // namespace karwan::ingest
