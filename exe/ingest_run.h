#pragma once

#include <string>

#include "exe/record_options.h"
#include "karwan/ingest/intake.h"

namespace karwan::exe {

struct ingest_command : record_options {
  std::string file, reference;
  bool dry_run{false}, again{false}, watch{false};
  unsigned jobs{1};
};

ingest::intake intake_of(ingest_command const&);

// Throws failure where the file is at fault.
ingest::document_reading read_file(ingest::intake const&, ingest_command const&,
                                   std::string const& file);

// The documents of a folder, one after the other, and with --watch those that come (never returns).
void run_ingest_folder(ingest_command const&);

}  // namespace karwan::exe
