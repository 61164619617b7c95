#include "relations/commitment_json.h"

#include "karwan/record/statement.h"
#include "relations/write.h"

namespace karwan::relations {
namespace {

void write_span(json_writer& w, std::string_view key, std::optional<date_span> const& s) {
  if (s) {
    w.key(key).text(to_string(*s));
  }
}

}  // namespace

void commitment_writer::entities(std::string_view key, std::vector<std::string> const& ids) {
  write_named(w_, answers_, key, ids);
}

void commitment_writer::statements(std::string_view key,
                                   std::vector<record::statement_ix> const& all) {
  w_.key(key).open_array();
  for (auto const s : all) {
    w_.text(from_.id_of(s));
  }
  w_.close_array();
}

void commitment_writer::query(asked const& q) {
  answers_.write_layers(w_);
  w_.key("query").open_object().key("as_of").text(to_string(q.view.as_of));
  if (q.view.known_at) {
    w_.key("known_at").text(to_string(*q.view.known_at));
  }
  if (q.view.published_by) {
    w_.key("published_by").text(to_string(*q.view.published_by));
  }
  auto const& f = q.filter;
  if (!f.owed_by.empty()) {
    w_.key("owed_by").text(f.owed_by);
  }
  if (!f.sector.empty()) {
    w_.key("sector").text(f.sector);
  }
  if (f.status) {
    w_.key("status").text(name_of(*f.status));
  }
  if (f.how) {
    w_.key("force").text(name_of(*f.how));
  }
  if (f.due_before) {
    w_.key("due_before").text(to_string(*f.due_before));
  }
  w_.close_object();
}

// The members of the schema Commitment, into an object that is open.
void commitment_writer::head(told const& t) {
  auto const& [s, v] = t;
  w_.key("id").text(s.id).key("title").text(title_of(s, names_));
  w_.key("status").text(name_of(v.status)).key("force").text(name_of(v.how));
  w_.key("why").text(v.why);
  w_.key("sectors").texts(sectors_of(s));
  entities("owed_by", debtors_of(s));
  w_.key("owed_by_text").texts(other_debtors_of(s));
  entities("owed_to", creditors_of(s));
  if (v.first_due) {
    w_.key("first_due").text(to_string(*v.first_due));
    w_.key("first_due_last_day").text(to_string(v.first_due->last()));
    w_.key("first_due_force").text(name_of(v.due_how));
    w_.key("latest_due").text(to_string(*v.latest_due));
    w_.key("latest_due_last_day").text(to_string(v.latest_due->last()));
  }
  if (v.months_late) {
    w_.key("months_late").number(*v.months_late, 1);
  }
  if (v.contested) {
    w_.key("contested").boolean(true);
  }
  if (v.reached) {
    w_.key("stage").text(name_of(*v.reached));
  }
  w_.key("times_said").integer(static_cast<std::int64_t>(s.sayings.size()));
  w_.key("last_seen").text(to_string(v.last_seen));
  statements("decided_by", v.decided_by);
}

void commitment_writer::links(std::string_view key, std::vector<linked> const& all) {
  w_.key(key).open_array();
  for (auto const& l : all) {
    w_.open_object().key("id").text(l.entity).key("name").text(answers_.title(l.entity));
    if (l.status) {
      w_.key("status").text(name_of(*l.status));
    }
    w_.close_object();
  }
  w_.close_array();
}

void commitment_writer::effects(std::vector<effect> const& all) {
  w_.key("effects").open_array();
  for (auto const& e : all) {
    w_.open_object().key("id").text(e.entity).key("name").text(answers_.title(e.entity));
    entities("changes", e.changes);
    w_.close_object();
  }
  w_.close_array();
}

void commitment_writer::cite(citation const& c) {
  w_.key("row").text(c.row_id);
  if (auto const n = cited_->number_of(c.source); n != 0) {
    w_.key("source").integer(static_cast<std::int64_t>(n));
  }
  for (auto const& e : record::read_statements(from_, std::span{c.statements}.first(1))) {
    write_if(w_, "grade", e.grade);
    write_if(w_, "locator", e.locator);
    write_if(w_, "note", e.note);
  }
  statements("statements", c.statements);
}

void commitment_writer::write(saying const& s) {
  w_.open_object();
  write_span(w_, "said_on", s.said_on);
  w_.key("counts_from").text(to_string(s.counts_from));
  w_.key("force").text(name_of(s.how)).key("what").text(s.what).key("sector").text(s.sector);
  entities("said_by", s.said_by);
  w_.key("said_by_text").texts(s.said_by_text);
  entities("owed_by", s.owed_by);
  w_.key("owed_by_text").texts(s.owed_by_text);
  write_span(w_, "due", s.due);
  if (s.due && s.due->end != day::max()) {
    w_.key("due_last_day").text(to_string(s.due->last()));
  }
  write_if(w_, "due_text", s.due_text);
  if (s.target) {
    w_.key("target").number(*s.target, 6);
    write_if(w_, "target_bound", s.target_bound);
    write_if(w_, "target_unit", s.target_unit);
    write_if(w_, "currency", s.currency);
  }
  cite(s.at);
  w_.close_object();
}

void commitment_writer::write(stage_mark const& m) {
  w_.open_object().key("stage").text(name_of(m.what));
  write_span(w_, "on", m.on);
  w_.key("counts_from").text(to_string(m.counts_from));
  if (!m.country.empty()) {
    w_.key("country").text(m.country);
  }
  if (!m.place.empty()) {
    w_.key("place").text(m.place);
  }
  write_if(w_, "certainty", m.certainty);
  write_if(w_, "evidence", m.evidence);
  cite(m.at);
  w_.close_object();
}

void commitment_writer::write(sighting const& s) {
  w_.open_object().key("text").text(s.text);
  write_span(w_, "on", s.on);
  w_.key("counts_from").text(to_string(s.counts_from));
  cite(s.at);
  w_.close_object();
}

void commitment_writer::sources() {
  w_.key("sources").open_array();
  for (auto const& id : cited_->all()) {
    answers_.write(w_, answers_.source(id));
  }
  w_.close_array();
}

std::string commitment_json(record::store const& from, record::name_index const& names,
                            asked const& q, commitment_page const& p) {
  json_writer w;
  commitment_writer out{w, from, names};
  cited_sources const cited{p.it.what};
  out.number_by(cited);
  w.open_object();
  out.query(q);
  w.key("commitment").open_object();
  out.head(p.it);
  w.close_object();
  auto const list = [&](char const* key, auto const& all) {
    w.key(key).open_array();
    for (auto const& x : all) {
      out.write(x);
    }
    w.close_array();
  };
  list("sayings", p.it.what.sayings);
  list("stages", p.it.what.stages);
  list("sightings", p.it.what.sightings);
  out.links("belongs_to", p.belongs_to);
  out.links("depends_on", p.depends_on);
  out.links("needed_by", p.needed_by);
  out.links("parts", p.parts);
  out.effects(p.effects);
  out.sources();
  w.close_object();
  return std::move(w).take();
}

std::string commitments_json(record::store const& from, record::name_index const& names,
                             asked const& q, std::vector<told> const& all) {
  json_writer w;
  commitment_writer out{w, from, names};
  w.open_object();
  out.query(q);
  w.key("commitments").open_array();
  for (auto const& t : all) {
    w.open_object();
    out.head(t);
    w.close_object();
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::relations
