#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "karwan/record/answers.h"
#include "karwan/record/pack.h"

// What the record holds and what it does not: counts, grades, age of the evidence, blank cells
// (docs/coverage.md).
namespace karwan::record {

inline constexpr std::size_t kGrades = 5;

// Rows by how long before the day their evidence ends: observed, else published.
struct evidence_ages {
  static constexpr std::array kYears{1, 3, 10};  // upper bounds; the last class is older
  std::array<std::size_t, kYears.size() + 1> by_years{};
  std::size_t undated{0};
};

// An own column of a table that may be left blank.
struct column_cover {
  std::string name;
  std::size_t known{0};  // of the rows
};

struct table_cover {
  std::string name, kind;
  std::size_t entities{0}, rows{0}, statements{0};
  std::array<std::size_t, kGrades> grades{};  // rows, in the order of the enum; sources have none
  evidence_ages ages;
  std::optional<day> latest;          // the latest day that any row speaks for
  std::vector<column_cover> columns;  // in the order of the dictionary
};

// What is sorted by a column `sector`, over all tables.
struct sector_cover {
  std::string sector;
  std::size_t rows{0}, entities{0};
  std::optional<day> latest;
};

struct language_cover {
  std::string language;
  std::size_t names{0}, entities{0};
  std::size_t own{0};  // names that are a translation of the record's keepers, not of a source
};

// A question that the record asks of travellers and goods, and that no rule on record answers.
struct open_question {
  std::string entity, title, subject, ask;
};

struct coverage {
  std::vector<pack_identity> packs;
  std::vector<table_cover> tables;        // as the dictionary orders them; empty ones are left out
  std::vector<sector_cover> sectors;      // by name
  std::vector<language_cover> languages;  // by code
  std::size_t questions{0};
  std::vector<open_question> open_questions;
  std::size_t waiting{0};  // proposals
};

// As the view knows it, rows of every world; ages are before its day.
coverage read_coverage(store const&, view_spec);

// Schema Coverage of openapi.yaml.
std::string coverage_json(answer_writer&, view_spec const&, coverage const&);

// The member `packs` of an open object, as Coverage and Meta have it.
void write_packs(json_writer&, std::vector<pack_identity> const&);

}  // namespace karwan::record
