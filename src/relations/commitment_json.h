#pragma once

#include "karwan/base/json_writer.h"
#include "karwan/relations/commitment_page.h"
#include "relations/cited_sources.h"

namespace karwan::relations {

// Writes the parts that several answers about commitments share.
class commitment_writer {
 public:
  commitment_writer(json_writer& w, record::store const& from, record::name_index const& names)
      : w_{w}, from_{from}, names_{names}, answers_{from, names} {}

  void query(asked const&);
  void head(told const&);
  void entities(std::string_view key, std::vector<std::string> const& ids);
  void statements(std::string_view key, std::vector<record::statement_ix> const&);

  void links(std::string_view key, std::vector<linked> const&);
  void effects(std::vector<effect> const&);
  void write(saying const&);
  void write(stage_mark const&);
  void write(sighting const&);
  // The numbers of sources in what is written from here on; then the numbered list itself.
  void number_by(cited_sources const& c) { cited_ = &c; }
  void sources();

 private:
  void cite(citation const&);

  json_writer& w_;
  record::store const& from_;
  record::name_index const& names_;
  record::answer_writer answers_;
  cited_sources const* cited_{nullptr};
};

}  // namespace karwan::relations
