#include "karwan/relations/country.h"
#include "relations/cells.h"
#include "relations/write.h"

namespace karwan::relations {
namespace {

class country_writer {
 public:
  country_writer(record::store const& from, record::name_index const& names)
      : from_{from}, answers_{from, names} {}

  std::string write(country_page const& p) {
    w_.open_object();
    answers_.write_layers(w_);
    w_.key("country");
    write_name(w_, answers_, p.country);
    w_.key("reader");
    write_name(w_, answers_, p.reader);
    list("numbers", p.numbers);
    list("figures", p.figures);
    list("practice", p.practice);
    list("bodies", p.bodies);
    list("connections", p.connections);
    list("facts", p.facts);
    w_.key("missing").texts(p.missing);
    w_.close_object();
    return std::move(w_).take();
  }

 private:
  template <typename T>
  void list(std::string_view key, std::vector<T> const& all) {
    w_.key(key).open_array();
    for (auto const& one : all) {
      w_.open_object();
      members(one);
      w_.close_object();
    }
    w_.close_array();
  }

  void statements(std::vector<record::statement_ix> const& all) {
    w_.key("statements").open_array();
    for (auto const s : all) {
      w_.text(from_.id_of(s));
    }
    w_.close_array();
  }

  void number(std::string_view key, std::optional<double> const& value) {
    if (value) {
      w_.key(key).number(*value, kDecimals);
    }
  }

  void span(std::string_view key, date_span const& s) {
    if (!is_open(s)) {
      w_.key(key).text(to_string(s));
    }
  }

  // What every item rests on.
  void basis(std::string const& grade, std::string const& source,
             std::vector<record::statement_ix> const& from) {
    w_.key("grade").text(grade);
    w_.key("source");
    answers_.write(w_, answers_.source(source));
    statements(from);
  }

  void named(std::string_view key, std::string const& entity) {
    if (!entity.empty()) {
      w_.key(key);
      write_name(w_, answers_, entity);
    }
  }

  void members(country_point const& p) {
    w_.key("value").number(p.value, kDecimals);
    span("period", p.period);
    basis(p.grade, p.source, {p.statement});
  }

  void members(country_number const& n) {
    w_.key("measure").text(n.measure);
    write_if(w_, "unit", n.unit);
    w_.key("latest").open_object();
    members(n.latest);
    w_.close_object();
    if (n.before) {
      w_.key("before").open_object();
      members(*n.before);
      w_.close_object();
    }
  }

  void members(country_value const& v) {
    number("value", v.value);
    number("low", v.low);
    number("high", v.high);
    w_.key("words").text(v.words);
    w_.key("unit").text(v.unit);
    write_if(w_, "bound", v.bound);
    write_if(w_, "qualifier", v.qualifier);
    span("period", v.period);
    basis(v.grade, v.source, v.statements);
  }

  void members(country_figure const& f) {
    w_.key("id").text(f.entity);
    w_.key("indicator").text(f.indicator);
    write_if(w_, "sector", f.sector);
    list("values", f.values);
  }

  void members(country_practice const& p) {
    w_.key("what").text(p.what);
    w_.key("value").text(p.value);
    span("on", p.on);
    basis(p.grade, p.source, p.statements);
  }

  void members(contact const& c) { w_.key("kind").text(c.kind).key("value").text(c.value); }

  void members(country_office const& o) {
    named("person", o.person);
    w_.key("role").text(o.role);
    span("seen", o.seen);
    statements(o.statements);
  }

  void members(country_body const& b) {
    w_.key("id").text(b.id);
    w_.key("name").text(b.name);
    w_.key("kind").text(b.kind);
    write_if(w_, "sector", b.sector);
    write_if(w_, "role", b.role);
    write_if(w_, "website", b.website);
    w_.key("between").boolean(b.between);
    w_.key("tied").boolean(b.tied);
    list("contacts", b.contacts);
    list("offices", b.offices);
    statements(b.statements);
  }

  void members(country_connection const& c) {
    w_.key("id").text(c.id);
    w_.key("mode").text(c.mode);
    named("from", c.from);
    named("to", c.to);
    named("via", c.via);
    write_if(w_, "carries", c.carries);
    write_if(w_, "operator", c.operator_name);
    w_.key("status").text(c.status);
    write_if(w_, "weekdays", c.weekdays);
    number("per_week", c.per_week);
    number("hours", c.hours);
    number("price", c.price);
    write_if(w_, "currency", c.currency);
    span("evidence", c.evidence);
    basis(c.grade, c.source, c.statements);
  }

  void members(country_fact const& f) {
    w_.key("topic").text(f.topic);
    w_.key("kind").text(f.kind);
    w_.key("entity").text(f.said.entity);
    std::string text;
    w_.key("sources").open_array();
    for (auto const& p : f.said.parts) {
      text += p.text;
      for (auto const& source : p.sources) {
        answers_.write(w_, answers_.source(source));
      }
    }
    w_.close_array();
    w_.key("text").text(text + ".");
    write_if(w_, "mark", f.said.mark);
    span("on", f.on);
    statements(f.said.statements);
  }

  record::store const& from_;
  record::answer_writer answers_;
  json_writer w_;
};

}  // namespace

std::string country_json(record::store const& from, record::name_index const& names,
                         country_page const& page) {
  return country_writer{from, names}.write(page);
}

}  // namespace karwan::relations
