#include "karwan/base/json_writer.h"
#include "karwan/record/report.h"

namespace karwan::record {
namespace {

// What both kinds of reports tell last.
template <typename Reported>
void write_recorded(json_writer& w, Reported const& done, manner const& how) {
  w.key("proposed").boolean(how.proposed);
  write_if(w, "private", how.layer);
  write_if(w, "source", done.source);
  w.key("source_is_new").boolean(done.source_is_new);
  w.key("rows").open_array();
  for (auto const& row : done.rows) {
    w.open_object().key("row_id").text(row.row_id);
    w.key("statements").texts(row.statements).close_object();
  }
  w.close_array();
}

}  // namespace

std::string report_json(state_report const& asked, state_reported const& done, manner const& how,
                        std::string_view name) {
  json_writer w;
  w.open_object();
  w.key("target").text(done.target).key("name").text(name);
  w.key("state").text(asked.open ? "open" : "closed").key("from").text(asked.from);
  write_if(w, "to", asked.to);
  write_recorded(w, done, how);
  w.key("ends").texts(done.ends);
  w.key("still_shut").texts(done.still_shut);
  w.close_object();
  return std::move(w).take();
}

std::string report_json(value_report const& asked, value_reported const& done, manner const& how,
                        std::string_view name) {
  json_writer w;
  w.open_object();
  w.key("target").text(done.target).key("name").text(name);
  w.key("property").text(asked.property).key("value").text(asked.value);
  write_if(w, "unit", done.unit);
  w.key("from").text(asked.from);
  write_recorded(w, done, how);
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::record
