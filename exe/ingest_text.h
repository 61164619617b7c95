#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/ingest/document.h"
#include "karwan/ingest/proposal.h"

namespace karwan::exe {

// What became of a document.
struct ingest_report {
  ingest::document from;
  std::string source;  // its id; empty: a dry run of one that is new
  bool is_known{false};
  std::vector<ingest::claim_proposal> proposals;
  bool dry_run{false};
  std::optional<day> reference{};
};

std::string ingest_text(ingest_report const&, ingest::text_model const&);
std::string ingest_json(ingest_report const&, ingest::text_model const&);

}  // namespace karwan::exe
