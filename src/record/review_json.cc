#include "karwan/record/review_json.h"

namespace karwan::record {
namespace {

void write_proposed(json_writer& w, answer_writer& answers, proposed_row const& r) {
  w.open_object();
  w.key("row_id").text(r.row_id);
  w.key("table").text(tables()[*r.table].name);
  w.key("entity").text(r.entity);
  w.key("new").boolean(r.is_new);
  w.key("statements").open_array();
  for (auto const& e : r.statements) {
    answers.write(w, e);
  }
  w.close_array();
  w.key("now").texts(r.now);
  w.close_object();
}

void write_proposal(json_writer& w, answer_writer& answers, proposal const& p) {
  w.open_object();
  w.key("id").text(p.id);
  w.key("proposed_at").text(to_string(p.at));
  write_if(w, "proposed_by", p.by);
  w.key("rows").open_array();
  for (auto const& r : p.rows) {
    write_proposed(w, answers, r);
  }
  w.close_array().close_object();
}

void write_contradiction(json_writer& w, store const& from, conflict const& c) {
  w.open_object();
  w.key("entity").text(c.entity);
  w.key("property").text(column_of(c.property).name);
  w.key("would_be_preferred").text(from.id_of(c.statements.front()));
  w.key("why").text(c.why);
  w.key("statements").open_array();
  for (auto const s : c.statements) {
    w.text(from.id_of(s));
  }
  w.close_array();
  w.key("values").texts(c.values);
  w.close_object();
}

}  // namespace

std::string proposals_json(answer_writer& answers, std::vector<proposal> const& all) {
  json_writer w;
  w.open_object().key("proposals").open_array();
  for (auto const& p : all) {
    write_proposal(w, answers, p);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

std::string review_json(store const& from, answer_writer& answers, review_page const& page) {
  json_writer w;
  w.open_object();
  answers.write_layers(w);
  w.key("proposal");
  write_proposal(w, answers, page.is);
  w.key("beside").open_array();
  for (auto const& e : page.beside) {
    answers.write(w, e);
  }
  w.close_array();
  w.key("duplicates").texts(page.duplicates);
  w.key("contradictions").open_array();
  for (auto const& c : page.contradictions) {
    write_contradiction(w, from, c);
  }
  w.close_array();
  if (!page.overtaken.empty()) {
    w.key("overtaken").text(page.overtaken);
  }
  w.close_object();
  return std::move(w).take();
}

std::string decision_json(decision const& done, std::string_view what) {
  json_writer w;
  w.open_object().key("proposal").text(done.proposal).key("decision").text(what);
  w.key("accepted").texts(done.accepted);
  w.key("rejected").texts(done.rejected);
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::record
