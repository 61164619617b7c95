#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "karwan/base/json_writer.h"
#include "karwan/record/entity.h"
#include "karwan/record/search.h"

// The record's answers in JSON, as openapi.yaml has them: for the program and the server alike.
namespace karwan::record {

inline constexpr int kDecimals = 9;  // enough for every decimal that a pack writes

// Writes answers from one record; titles and sources are looked up once.
class answer_writer {
 public:
  answer_writer(store const&, name_index const&, std::string language = "en");

  // `more` adds members of other modules at its end.
  std::string entity(entity_page const&, std::function<void(json_writer&)> const& more = {});
  std::string search(std::string_view query, search_answer const&);
  std::string statements(std::vector<statement_entry> const&);
  std::string conflicts(std::vector<conflict> const&);
  std::string statement(statement_entry const&);

  void write(json_writer&, statement_entry const&);
  void write(json_writer&, source_entry const&);
  // The member `view` into an object that is open, only where private layers are laid over the
  // record: an answer names them.
  void write_layers(json_writer&) const;
  source_entry const& source(std::string const& id);  // also of a layer that is laid over
  std::string const& title(std::string const& entity);

 private:
  void write(json_writer&, conflict const&);
  void write(json_writer&, entity_row const&);
  void write_refs(json_writer&, std::string_view list);

  store const& store_;
  name_index const& names_;
  std::string language_;
  std::unordered_map<std::string, std::string> titles_;
  std::unordered_map<std::string, source_entry> sources_;
};

}  // namespace karwan::record
