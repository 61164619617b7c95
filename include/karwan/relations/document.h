#pragma once

#include <string>
#include <vector>

#include "karwan/base/saying.h"
#include "karwan/record/answers.h"
#include "karwan/record/store.h"

// A page to read or print, of sentences that each name their sources by number.
namespace karwan::relations {

// A piece of a sentence; the numbers of its sources follow it.
struct part {
  std::string text;
  std::vector<std::string> sources;  // ids
};

struct sentence {
  std::vector<part> parts;  // at least one of them has a source
  std::string entity;       // what it speaks of; may be blank
  std::string mark;         // how that stands, set off from the text: overdue, kept ...
  std::vector<record::statement_ix> statements;
  std::string kind{};  // in the plural, where its section holds several: agreements, promises ...
};

inline constexpr auto kContradictions = "contradictions";

struct section {
  std::string id;  // a slug
  said heading;
  std::vector<sentence> sentences;
  said remark{};  // of the program, about what is shown: it states no fact; may be blank
};

struct document {
  std::string kind;  // brief, pillar, diff, inquiry
  said title;
  said standpoint;  // as of which day, known when
  said remark{};    // as that of a section
  std::vector<section> sections{};
  std::vector<std::string> layers{};  // private ones that are laid over the record
  bool one_page{false};               // sources are told in a line each, without addresses
};

// The sources of a document in the order in which it comes to them: number 1 is the first.
std::vector<std::string> numbered_sources(document const&);

// CommonMark, in lines of at most 100 columns but for addresses; ends with a line end. Fit for a
// terminal too.
std::string to_markdown(document const&, record::store const&);
// One page of HTML without any other file; prints on A4 with page numbers.
std::string to_html(document const&, record::store const&);
// Schema Document of openapi.yaml.
std::string to_json(document const&, record::store const&, record::answer_writer&);

}  // namespace karwan::relations
