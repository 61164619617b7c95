#include "ingest/report_json.h"

#include "karwan/base/json_writer.h"
#include "karwan/record/answers.h"

namespace karwan::ingest {
namespace {

// Writes claims with what the record says beside them.
class report_writer {
 public:
  report_writer(record::store const& s, record::view_spec const& view, json_writer& w)
      : store_{s}, view_{view}, names_{s, view}, answers_{s, names_}, w_{w} {}

  void about(ingest_report const& report, document_reading const& r) {
    auto const& d = r.from;
    write_if(w_, "source", report.source);
    w_.key("known").boolean(report.is_known).key("dry_run").boolean(report.dry_run);
    w_.key("title").text(d.title);
    write_if(w_, "publisher", d.publisher);
    write_if(w_, "url", d.url);
    w_.key("language").text(d.language).key("hash").text(d.hash);
    write_if(w_, "published", d.published ? to_string(*d.published) : "");
    write_if(w_, "interview", d.spoken ? to_string(*d.spoken) : "");
    write_if(w_, "reference", r.reference ? to_string(*r.reference) : "");
    w_.key("text").text(r.text->text());
  }

  void write(mention const& m) {
    w_.open_object().key("kind").text(name_of(m.kind));
    w_.key("begin").integer(m.begin).key("end").integer(m.end);
    write_if(w_, "value", normal_form(m));
    write_if(w_, "entity", m.entity);
    w_.close_object();
  }

  void write(claim_proposal const& p, text_model const& text) {
    w_.open_object();
    claim_itself(p.what, text);
    w_.key("standing").text(name_of(p.stands));
    write_if(w_, "entity", p.rows.empty() ? "" : p.rows.back().entity);
    write_if(w_, "beside", p.beside);
    other_side(p);
    write_if(w_, "stage", p.stage);
    write_if(w_, "next_stage", p.next_stage);
    write_if(w_, "not_proposed", p.why_not);
    if (!p.row.empty()) {
      w_.key("row").text(p.row).key("status").text(record::name_of(p.became));
    }
    would_add(p);
    w_.close_object();
  }

 private:
  void claim_itself(claim const& c, text_model const& text) {
    w_.key("kind").text(name_of(c.kind)).key("modality").text(name_of(c.how));
    w_.key("quote").text(text.written(c.tokens));
    w_.key("begin").integer(c.begin).key("end").integer(c.end);
    w_.key("subject").text(c.subject).key("predicate").text(c.predicate);
    write_if(w_, "value", value_of(c));
    write_if(w_, "when", c.when ? to_string(*c.when) : "");
    w_.key("parties").texts(c.parties);
    write_if(w_, "sector", c.sector);
    w_.key("confidence").number(c.confidence, 2).key("reason").text(c.reason);
  }

  void other_side(claim_proposal const& p) {
    if (p.other_side.empty()) {
      return;
    }
    w_.key("record_says").open_array();
    for (auto const& e : record::read_statements(store_, p.other_side, view_)) {
      answers_.write(w_, e);
    }
    w_.close_array();
  }

  void would_add(claim_proposal const& p) {
    if (p.rows.empty()) {
      return;
    }
    w_.key("table").text(p.rows.back().table).key("cells").open_object();
    for (auto const& [column, value] : p.rows.back().cells) {
      w_.key(column).text(value);
    }
    w_.close_object();
  }

  record::store const& store_;
  record::view_spec const& view_;
  record::name_index names_;
  record::answer_writer answers_;
  json_writer& w_;
};

}  // namespace

std::string report_json(record::store const& s, record::view_spec const& view,
                        ingest_report const& report, document_reading const& r) {
  json_writer w;
  report_writer out{s, view, w};
  w.open_object();
  out.about(report, r);
  w.key("mentions").open_array();
  for (auto const& m : r.mentions) {
    out.write(m);
  }
  w.close_array().key("claims").open_array();
  for (auto const& p : report.proposals) {
    out.write(p, *r.text);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::ingest
