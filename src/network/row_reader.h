#pragma once

#include "network/rows.h"

namespace karwan::network {

// Reads cells of one row and keeps which statements were read, and whether one was withdrawn.
class row_reader {
 public:
  explicit row_reader(record::row const& r) : row_{r} {}

  std::string_view text(std::string_view column);
  std::optional<double> number(std::string_view column);
  std::optional<date_span> date(std::string_view column);
  names list(std::string_view column);
  std::optional<stated<date_span>> stated_date(std::string_view column);
  std::optional<stated<names>> stated_list(std::string_view column);
  std::optional<stated<double>> stated_number(std::string_view column);
  std::optional<stated<std::string_view>> stated_text(std::string_view column);

  // Was any of the cells asked for so far withdrawn?
  bool withdrawn() const { return withdrawn_; }
  // The statements read so far; the reader forgets them.
  statements take() { return std::move(read_); }

 private:
  record::cell const* find(std::string_view column);

  record::row const& row_;
  statements read_;
  bool withdrawn_{false};
};

}  // namespace karwan::network
