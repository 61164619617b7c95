#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "karwan/base/watch.h"
#include "karwan/ingest/document.h"
#include "karwan/ingest/proposal.h"

// A document's way into the record: it is read, what it states is found, and that is proposed.
namespace karwan::ingest {

// What whoever brings a document says of it. Blank: what it says itself.
struct document_details {
  std::string title, publisher, url, language;
  std::string published;  // a date, as people write it
  std::optional<day> reference{};
  std::string untitled;  // its title where neither says one
};

// A document with what it states; nothing of it is recorded yet.
struct document_reading {
  document from;                     // without its text
  std::unique_ptr<text_model> text;  // which mentions and claims point into
  std::optional<day> reference{};
  bool is_known{false};  // its text is kept
  // Empty where it is known and nothing asks for them again, or where mentions are not kept.
  std::vector<mention> mentions;
  std::vector<claim> claims;
};

// What became of a document.
struct ingest_report {
  std::string source;  // its id; empty: a dry run of one that is new
  bool is_known{false};
  std::vector<claim_proposal> proposals;
  bool dry_run{false};
};

struct intake_options {
  std::filesystem::path record;  // texts are kept beside it
  record::view_spec view;
  std::string pack;     // which sources and rows join; empty: the only one
  bool dry_run{false};  // nothing is recorded
  bool again{false};    // of a known document: propose what is not there yet
  bool keep_mentions{false};
  bool show_known{false};  // of a known document: find what it states, and propose nothing
  std::size_t most_text{64U << 20U};  // bytes
  pdf_limits pdf{};
  watch by{};  // looked at between the steps of reading
};

// The record with its names, opened once for many documents.
class intake {
 public:
  // The store is one that writes, but for dry runs.
  intake(record::store, intake_options);
  ~intake();

  // May be called by several threads at once. Throws failure: those of read_document and of dates;
  // bad_data where the text is too long; unavailable where nobody waits any more.
  document_reading read(std::string bytes, document_details const&) const;
  // A document whose text is kept, by its source. Throws failure (not_found).
  document_reading read_kept(std::string const& source) const;
  // One after the other. What was cut off when the program was last killed is completed. The claims
  // go into the report.
  ingest_report record(document_reading&, record::signature const&);

  // The report with the text and what stands where in it: the schema `Ingested`, without a line
  // end.
  std::string json(ingest_report const&, document_reading const&) const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace karwan::ingest
