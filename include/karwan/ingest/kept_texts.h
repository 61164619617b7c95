#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "karwan/base/error.h"

namespace karwan::ingest {

// Texts of documents, each a file that is called by its SHA-256: what offsets count in. A source is
// known by the first digits of it, with which its id ends.
class kept_texts {
 public:
  explicit kept_texts(std::filesystem::path folder) : folder_{std::move(folder)} {}
  // Those of the record in this file.
  static kept_texts beside(std::filesystem::path const& record);

  bool has(std::string_view hash) const;
  // Throws failure (unavailable): it cannot be written.
  void keep(std::string_view hash, std::string_view text) const;
  // Error not_found: the source is of no document whose text is kept.
  result<std::string> text_of(std::string_view source) const;

  // The end of the id of a document's source.
  static std::string end_of_id(std::string_view hash);

 private:
  std::filesystem::path file_of(std::string_view hash) const;

  std::filesystem::path folder_;
};

}  // namespace karwan::ingest
