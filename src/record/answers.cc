#include "karwan/record/answers.h"

#include "karwan/base/date_order.h"
#include "record/values.h"

namespace karwan::record {
namespace {

std::string kind_of(name_index const& names, std::string_view entity) {
  auto const kinds = names.kinds_of(entity);
  return kinds.empty() ? std::string{"entity"} : std::string{kinds.front()};
}

void write_names(json_writer& w, std::vector<entity_name> const& names) {
  w.key("names").open_array();
  for (auto const& n : names) {
    w.open_object();
    w.key("language").text(n.language);
    w.key("name").text(n.name);
    w.key("use").text(n.use);
    if (n.own_translation) {
      w.key("own_translation").boolean(true);
    }
    w.close_object();
  }
  w.close_array();
}

}  // namespace

answer_writer::answer_writer(store const& s, name_index const& names, std::string language)
    : store_{s}, names_{names}, language_{std::move(language)} {}

void answer_writer::write_layers(json_writer& w) const {
  if (names_.layers().empty()) {
    return;
  }
  w.key("view").open_object().key("private").open_array();
  for (auto const& layer : names_.layers()) {
    w.text(layer);
  }
  w.close_array().close_object();
}

source_entry const& answer_writer::source(std::string const& id) {
  auto it = sources_.find(id);
  if (it == sources_.end()) {
    it = sources_.emplace(id, read_source(store_, id, {.layers = names_.layers()})).first;
  }
  return it->second;
}

std::string const& answer_writer::title(std::string const& entity) {
  auto const it = titles_.find(entity);
  if (it != titles_.end()) {
    return it->second;
  }
  return titles_.emplace(entity, title_of(store_, names_, entity, language_)).first->second;
}

void answer_writer::write(json_writer& w, source_entry const& s) {
  w.open_object();
  w.key("id").text(s.id);
  w.key("title").text(s.title);
  write_if(w, "publisher", s.publisher);
  write_if(w, "url", s.url);
  write_if(w, "published_on", s.published_on);
  write_if(w, "language", s.language);
  w.close_object();
}

// Of a list of entities, each with its name.
void answer_writer::write_refs(json_writer& w, std::string_view list) {
  w.key("refs").open_array();
  for (auto const item : split(list, ';')) {
    w.open_object();
    w.key("entity").text(item);
    w.key("name").text(title(std::string{item}));
    w.close_object();
  }
  w.close_array();
}

void answer_writer::write(json_writer& w, statement_entry const& e) {
  auto const& c = column_of(e.property);
  w.open_object();
  w.key("id").text(e.id);
  w.key("entity").text(e.entity);
  w.key("name").text(title(e.entity));
  w.key("kind").text(table_of(e.property).kind);
  w.key("property").text(c.name);
  w.key("value").text(e.value);
  if (e.number) {
    w.key("number").number(*e.number, kDecimals);
  }
  write_if(w, "unit", c.unit);
  if (!c.ref.empty() && !c.list) {
    w.key("ref_name").text(title(e.value));
  } else if (!c.ref.empty()) {
    write_refs(w, e.value);
  }
  write_if(w, "world", e.world);
  if (!is_open(e.valid)) {
    w.key("valid").text(to_string(e.valid));
  }
  if (!is_open(e.observed)) {
    w.key("observed").text(to_string(e.observed));
  }
  write_if(w, "grade", e.grade);
  w.key("status").text(name_of(e.status));
  write_if(w, "reason", e.status_reason);
  if (e.superseded) {
    w.key("superseded").boolean(true);
  }
  if (!e.source.empty()) {
    w.key("source");
    write(w, source(e.source));
  }
  write_if(w, "locator", e.locator);
  write_if(w, "note", e.note);
  w.key("recorded_at").text(to_string(e.recorded_at));
  write_if(w, "recorded_by", e.recorded_by);
  w.close_object();
}

void answer_writer::write(json_writer& w, conflict const& c) {
  w.open_object();
  w.key("property").text(column_of(c.property).name);
  w.key("preferred").text(store_.id_of(c.statements.front()));
  w.key("why").text(c.why);
  w.key("statements").open_array();
  for (auto const s : c.statements) {
    w.text(store_.id_of(s));
  }
  w.close_array();
  w.key("values").open_array();
  for (auto const& v : c.values) {
    w.text(v);
  }
  w.close_array();
  w.close_object();
}

void answer_writer::write(json_writer& w, entity_row const& r) {
  w.open_object();
  w.key("row_id").text(r.row_id);
  w.key("table").text(tables()[*r.table].name);
  w.key("statements").open_array();
  for (auto const& e : r.statements) {
    write(w, e);
  }
  w.close_array();
  w.close_object();
}

std::string answer_writer::statement(statement_entry const& e) {
  json_writer w;
  write(w, e);
  return std::move(w).take();
}

std::string answer_writer::statements(std::vector<statement_entry> const& all) {
  json_writer w;
  w.open_object();
  w.key("statements").open_array();
  for (auto const& e : all) {
    write(w, e);
  }
  w.close_array();
  w.close_object();
  return std::move(w).take();
}

std::string answer_writer::entity(entity_page const& p,
                                  std::function<void(json_writer&)> const& more) {
  json_writer w;
  w.open_object();
  write_layers(w);
  w.key("id").text(p.id);
  w.key("kind").text(p.kind);
  w.key("name").text(p.name);
  write_names(w, p.names);
  w.key("rows").open_array();
  for (auto const& r : p.rows) {
    write(w, r);
  }
  w.close_array();
  w.key("conflicts").open_array();
  for (auto const& c : p.conflicts) {
    write(w, c);
  }
  w.close_array();
  w.key("used_by").open_array();
  for (auto const& u : p.used_by) {
    w.open_object();
    w.key("entity").text(u.entity);
    w.key("name").text(title(u.entity));
    w.key("kind").text(kind_of(names_, u.entity));
    w.key("property").text(u.property);
    w.close_object();
  }
  w.close_array();
  if (more) {
    more(w);
  }
  if (p.used_by_more) {
    w.key("used_by_more").boolean(true);
  }
  w.close_object();
  return std::move(w).take();
}

std::string answer_writer::search(std::string_view query, search_answer const& a) {
  json_writer w;
  w.open_object();
  write_layers(w);
  w.key("query").text(query);
  w.key("hits").open_array();
  for (auto const& h : a.hits) {
    w.open_object();
    w.key("entity").text(h.entity);
    w.key("name").text(title(h.entity));
    w.key("kind").text(h.kind);
    w.key("property").text(h.property);
    w.key("text").text(h.text);
    w.key("marks").open_array();
    for (auto const& m : h.marks) {
      w.open_array().integer(m.begin).integer(m.end).close_array();
    }
    w.close_array();
    w.key("statement").text(h.statement);
    w.key("match").text(name_of(h.how));
    if (h.across) {
      w.key("across").boolean(true);
    }
    w.key("more").integer(static_cast<std::int64_t>(h.more));
    w.close_object();
  }
  w.close_array();
  w.key("taken").open_array();
  for (auto const& t : a.taken) {
    w.open_object();
    w.key("asked").text(t.asked);
    w.key("match").text(name_of(t.how));
    w.key("as").open_array();
    for (auto const& term : t.taken) {
      w.text(term);
    }
    w.close_array();
    w.close_object();
  }
  w.close_array();
  w.key("complete").boolean(a.complete);
  w.key("suggestions").open_array();
  for (auto const& s : a.suggestions) {
    w.text(s);
  }
  w.close_array();
  w.close_object();
  return std::move(w).take();
}

std::string answer_writer::conflicts(std::vector<conflict> const& all) {
  json_writer w;
  w.open_object();
  write_layers(w);
  w.key("conflicts").open_array();
  for (auto const& c : all) {
    w.open_object();
    w.key("entity").text(c.entity);
    w.key("name").text(title(c.entity));
    w.key("conflict");
    write(w, c);
    w.close_object();
  }
  w.close_array();
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::record
