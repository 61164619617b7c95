#include "karwan/ingest/kept_texts.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "karwan/base/atomic_file.h"
#include "karwan/base/text.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kDigits = 12;  // of the hash, in an id
constexpr std::string_view kEnding = ".txt";

}  // namespace

kept_texts kept_texts::beside(std::filesystem::path const& record) {
  return kept_texts{record.parent_path() / "documents"};
}

std::string kept_texts::end_of_id(std::string_view hash) {
  return "-" + std::string{hash.substr(0, kDigits)};
}

std::filesystem::path kept_texts::file_of(std::string_view hash) const {
  return folder_ / (std::string{hash} += kEnding);
}

bool kept_texts::has(std::string_view hash) const {
  return std::filesystem::exists(file_of(hash));
}

void kept_texts::keep(std::string_view hash, std::string_view text) const {
  std::error_code wrong;
  std::filesystem::create_directories(folder_, wrong);
  write_file_or_throw(file_of(hash), text);
}

// What is asked for is compared with the names of files and never becomes a path.
result<std::string> kept_texts::text_of(std::string_view source) const {
  auto const digits = source.substr(std::min(source.rfind('-') + 1, source.size()));
  std::error_code wrong;
  for (auto const& file : std::filesystem::directory_iterator{folder_, wrong}) {
    auto const name = file.path().filename().string();
    if (digits.size() == kDigits && name.starts_with(digits) && name.ends_with(kEnding)) {
      std::ifstream in{file.path(), std::ios::binary};
      return std::string{std::istreambuf_iterator<char>{in}, {}};
    }
  }
  return fail(error_kind::not_found, "no text is kept of " + in_quotes(source), {},
              "Texts are kept of documents that were read by ingest");
}

}  // namespace karwan::ingest
