#pragma once

#include <memory>
#include <string>
#include <vector>

#include "exe/ingest_text.h"
#include "exe/record_options.h"

namespace karwan::exe {

struct ingest_command : record_options {
  std::string file, reference;
  bool dry_run{false}, again{false}, watch{false};
  unsigned jobs{1};
};

// A document with what it states; nothing of it is recorded yet.
struct document_reading {
  ingest::document from;
  std::unique_ptr<ingest::text_model> text;  // claims point into it
  std::optional<day> reference{};
  bool is_known{false};  // the record holds it: its claims were not looked for
  std::vector<ingest::claim> claims;
};

// The record with its names, opened once for many documents.
class ingest_run {
 public:
  explicit ingest_run(ingest_command const&);
  ~ingest_run();

  // May be called by several threads at once. Throws failure where the file is at fault.
  document_reading read(std::string const& file) const;
  // One after the other. What was cut off when the program was last killed is completed.
  ingest_report record(document_reading const&);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

// The documents of a folder, one after the other, and with --watch those that come (never returns).
void run_ingest_folder(ingest_command const&);

}  // namespace karwan::exe
