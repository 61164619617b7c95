#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "record/pack_files.h"

// All rows of a pack in order, a few hundred at a time, read ahead by a second thread where there
// is enough to read. The rows are the same with it and without.
namespace karwan::record {

// A row, and what a search finds in it.
struct read_row {
  pack_row row;
  std::vector<std::string> words;  // folded text of each own column that is searched
  std::string common_words;        // of entity and note
};

struct row_batch {
  pack_table table;     // without rows
  bool begins{false};   // the first of its table
  std::size_t size{0};  // of `rows`; more may be there, for their room
  std::vector<read_row> rows;
  fault_list faults;       // of form, in these rows and between them
  std::uint64_t bytes{0};  // read so far, of all tables
};

class pack_reader {
 public:
  enum class folding { none, words };  // whether to fill in what a search finds

  // `descriptor`: its bytes, for the digest.
  pack_reader(std::filesystem::path dir, std::string const& descriptor, folding);
  pack_reader(pack_reader const&) = delete;
  pack_reader& operator=(pack_reader const&) = delete;
  ~pack_reader();

  // The next rows, at least one batch for each table that is there; nullptr at the end. What was
  // given before is taken back. Throws what reading threw.
  row_batch* next();

  std::uint64_t bytes_in_all() const noexcept { return bytes_in_all_; }
  // Of the descriptor and every table. At the end.
  std::string digest() { return digest_.hex(); }

 private:
  bool read(row_batch& to);
  void read_ahead();
  std::unique_ptr<row_batch> empty_batch();

  std::filesystem::path dir_;
  folding folding_;
  sha256_digest digest_;
  std::uint64_t bytes_in_all_{0}, bytes_before_{0};
  std::size_t table_{0};
  fault_list faults_;  // of the table that is read
  std::unique_ptr<table_stream> stream_;
  std::unique_ptr<row_batch> given_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<row_batch>> full_;
  std::vector<std::unique_ptr<row_batch>> empty_;
  bool ended_{false}, stopped_{false};
  std::exception_ptr broken_;
  std::thread thread_;
};

// What a search finds of a cell, folded: of text that is no code, key or choice, and nothing that
// may be withheld, of which the words that are suggested would tell.
std::string words_of(table const&, column const&, std::string_view text);
// And of a row's entity and note.
std::string common_words_of(table const&, pack_row const&);

}  // namespace karwan::record
