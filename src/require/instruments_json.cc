#include <set>

#include "karwan/plan/units.h"
#include "karwan/require/instruments.h"
#include "require/write.h"

namespace karwan::require {
namespace {

void write_stage(json_writer& w, rules::reached const& s) {
  w.open_object();
  w.key("stage").text(s.stage);
  for (auto const& [key, text] :
       {std::pair{"on", &s.on}, {"certainty", &s.certainty}, {"evidence", &s.evidence}}) {
    if (!text->empty()) {
      w.key(key).text(*text);
    }
  }
  w.key("row_id").text(s.row_id);
  w.key("source").text(s.source);
  w.close_object();
}

void write_cell(json_writer& w, rules::membership const& m) {
  w.open_object();
  w.key("country").text(m.country);
  w.key("standing").text(rules::name_of(m.is));
  if (!m.since.empty()) {
    w.key("since").text(m.since);
  }
  if (!m.row_id.empty()) {
    w.key("row_id").text(m.row_id);
  }
  w.key("stages").open_array();
  for (auto const& s : m.stages) {
    write_stage(w, s);
  }
  w.close_array();
  w.close_object();
}

void write_column(json_writer& w, instrument_column const& c) {
  w.open_object();
  w.key("id").text(c.id);
  w.key("name").text(c.name);
  w.key("cells").open_array();
  for (auto const& m : c.cells) {
    write_cell(w, m);
  }
  w.close_array();
  write(w, "gaps", c.gaps);
  w.close_object();
}

void write_papers(json_writer& w, paper_column const& c) {
  w.open_object();
  w.key("question").text(c.question);
  w.key("title").text(c.title);
  w.key("kind").text(c.kind);
  w.key("carrier");
  write(w, c.carrier);
  w.key("cells").open_array();
  for (auto const& p : c.cells) {
    w.open_object();
    w.key("country").text(p.country);
    w.key("at_home").boolean(p.at_home);
    if (!p.at_home) {
      w.key("outcome").text(rules::name_of(p.is));
      w.key("reason").text(rules::name_of(p.why));
    }
    write(w, "rows", p.rows);
    w.close_object();
  }
  w.close_array();
  w.close_object();
}

std::set<std::string> sources_of(instruments const& all) {
  std::set<std::string> out;
  for (auto const& c : all.columns) {
    for (auto const& m : c.cells) {
      for (auto const& s : m.stages) {
        out.insert(s.source);
      }
    }
  }
  for (auto const& c : all.papers) {
    for (auto const& p : c.cells) {
      out.insert(p.sources.begin(), p.sources.end());
    }
  }
  return out;
}

void write_accession(json_writer& w, plan::accessions const& all) {
  w.key("accession").open_object();
  w.key("flows").integer(all.flows).key("journeys").integer(all.journeys);
  w.key("no_way").integer(all.no_way);
  w.key("candidates").open_array();
  for (auto const& a : all.all) {
    w.open_object().key("kind").text(plan::name_of(a.kind));
    for (auto const& [key, text] :
         {std::pair{"instrument", &a.instrument}, {"country", &a.country}, {"who", &a.who}}) {
      if (!text->empty()) {
        w.key(key).text(*text);
      }
    }
    w.key("opened").integer(a.opened).key("faster").integer(a.faster);
    w.key("cheaper").integer(a.cheaper);
    w.key("saved_h").number(static_cast<double>(a.saved_s) / plan::kSecondsPerHour, 1);
    w.key("saved_usd").number(static_cast<double>(a.saved_cents) / plan::kCentsPerUsd, 2);
    if (a.rank > 0) {
      w.key("rank").integer(a.rank);
    }
    w.close_object();
  }
  w.close_array();
  w.key("unknown").open_array();
  for (auto const& u : all.unknown) {
    w.open_object().key("about").text(u.about);
    w.key("why").text(u.dwell ? "dwell_holds_exchange" : "no_ban_names_it").close_object();
  }
  w.close_array();
  w.close_object();
}

}  // namespace

std::string to_json(instruments const& all, record::store const& from,
                    record::answer_writer& answers) {
  json_writer w;
  w.open_object();
  answers.write_layers(w);
  w.key("as_of").text(to_string(all.view.as_of));
  write(w, "countries", all.countries);
  w.key("instruments").open_array();
  for (auto const& c : all.columns) {
    write_column(w, c);
  }
  w.close_array();
  w.key("papers").open_array();
  for (auto const& c : all.papers) {
    write_papers(w, c);
  }
  w.close_array();
  if (all.accession) {
    write_accession(w, *all.accession);
  }
  w.key("sources").open_array();
  for (auto const& id : sources_of(all)) {
    answers.write(w, record::read_source(from, id));
  }
  w.close_array();
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::require
