#include "karwan/record/statement.h"
#include "karwan/relations/json.h"
#include "relations/write.h"

namespace karwan::relations {
namespace {

void write(json_writer& w, record::answer_writer& a, offer const& o) {
  w.open_object();
  w.key("id").text(o.id);
  w.key("row_id").text(o.row_id);
  w.key("direction").text(o.is_want ? "want" : "offer");
  w.key("what").text(o.what);
  w.key("products").texts(o.products);
  w.key("sector").text(o.sector);
  if (o.quantity) {
    w.key("quantity").number(*o.quantity, kDecimals);
  }
  write_if(w, "unit", o.quantity_unit);
  w.key("certificates").texts(o.certificates);
  write_named(w, a, "looks_in", o.looks_in);
  write_if(w, "contact_policy", o.contact_policy);
  w.key("verification").text(o.verification);
  if (!o.verified_by.empty()) {
    w.key("verified_by");
    write_name(w, a, o.verified_by);
  }
  w.key("grade").text(o.grade);
  w.key("sources").open_array();
  a.write(w, a.source(o.source));
  for (auto const& other : o.also) {
    if (other != o.source) {
      a.write(w, a.source(other));
    }
  }
  w.close_array();
  if (o.stated) {
    w.key("stated").text(to_string(*o.stated));
  }
  w.close_object();
}

void write_contacts(json_writer& w, std::vector<contact> const& all) {
  w.key("contacts").open_array();
  for (auto const& c : all) {
    w.open_object();
    w.key("kind").text(c.kind);
    w.key("value").text(c.value);
    w.close_object();
  }
  w.close_array();
}

void write_who(json_writer& w, record::answer_writer& a, std::string const& id,
               std::string const& name, std::string const& kind,
               std::vector<std::string> const& countries) {
  w.key("organisation").text(id);
  w.key("name").text(name);
  w.key("kind").text(kind);
  write_named(w, a, "countries", countries);
}

void write(json_writer& w, match_part const& p) {
  w.open_object();
  w.key("name").text(p.name);
  w.key("points").integer(p.points);
  w.key("most").integer(p.most);
  w.key("why").text(p.why);
  w.close_object();
}

void write(json_writer& w, record::answer_writer& a, matched const& m) {
  w.open_object();
  write_who(w, a, m.organisation, m.name, m.kind, m.countries);
  w.key("score").integer(m.score);
  w.key("parts").open_array();
  for (auto const& p : m.parts) {
    write(w, p);
  }
  w.close_array();
  w.key("ours").text(m.ours.id);
  w.key("theirs");
  write(w, a, m.theirs);
  write_contacts(w, m.contacts);
  w.close_object();
}

}  // namespace

std::string to_json(record::answer_writer& a, std::vector<directory_entry> const& all) {
  json_writer w;
  w.open_object();
  a.write_layers(w);
  w.key("organisations").open_array();
  for (auto const& e : all) {
    w.open_object();
    write_who(w, a, e.organisation, e.name, e.kind, e.countries);
    write_if(w, "seat", e.seat);
    w.key("offers").open_array();
    for (auto const& o : e.offers) {
      write(w, a, o);
    }
    w.close_array();
    write_contacts(w, e.contacts);
    w.close_object();
  }
  w.close_array();
  w.close_object();
  return std::move(w).take();
}

std::string to_json(record::answer_writer& a, match_answer const& m) {
  json_writer w;
  w.open_object();
  a.write_layers(w);
  w.key("organisation").text(m.organisation);
  w.key("name").text(m.name);
  w.key("offers").open_array();
  for (auto const& o : m.offers) {
    write(w, a, o);
  }
  w.close_array();
  w.key("matches").open_array();
  for (auto const& one : m.matches) {
    write(w, a, one);
  }
  w.close_array();
  write_if(w, "advice", m.advice);
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::relations
