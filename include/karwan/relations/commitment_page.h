#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/relations/commitments.h"

// The whole story of one commitment, as it stood on a day.
namespace karwan::relations {

struct linked {
  std::string entity;
  std::optional<standing> status;  // where it is a commitment that had begun
};

struct effect {
  std::string entity;                // the project or scenario
  std::vector<std::string> changes;  // entities of which statements would become true
};

struct commitment_page {
  told it;
  std::vector<linked> belongs_to, depends_on;
  std::vector<linked> needed_by;  // stories that depend on it
  std::vector<linked> parts;      // stories that belong to it
  std::vector<effect> effects;
};

// `id` may be a name. not_found: no commitment is called so, or nothing of it had been said.
result<commitment_page> read_commitment(record::store const&, record::name_index const&,
                                        record::view_spec const&, std::string const& id);

// Schema CommitmentStory of openapi.yaml.
std::string commitment_json(record::store const&, record::name_index const&, asked const&,
                            commitment_page const&);
std::string commitment_text(record::store const&, record::name_index const&, asked const&,
                            commitment_page const&, text_style);

}  // namespace karwan::relations
