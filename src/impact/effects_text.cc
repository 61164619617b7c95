#include <fmt/format.h>

#include "impact/write.h"
#include "karwan/impact/effects.h"
#include "karwan/plan/layout.h"

namespace karwan::impact {
namespace {

using plan::kColumns;
using plan::wrapped;

void write_effect(json_writer& w, record::effect const& e) {
  w.open_object();
  w.key("id").text(e.id).key("row").text(e.row_id).key("effect").text(name_of(e.kind));
  w.key("targets").texts(e.targets);
  w.key("worlds").texts(e.worlds);
  if (e.from) {
    w.key("from").text(to_string(*e.from));
  }
  write_if(w, "what", e.what);
  write_if(w, "why", e.why);
  write_if(w, "missing", e.missing);
  w.key("grade").text(record::name_of(e.how_known)).key("source").text(e.source);
  w.close_object();
}

void write_row(json_writer& w, changed_row const& r) {
  w.open_object();
  w.key("table").text(r.table).key("row").text(r.row_id).key("entity").text(r.entity);
  w.key("world").text(r.world).key("grade").text(record::name_of(r.how_known));
  w.key("source").text(r.source);
  w.close_object();
}

void write_subject(json_writer& w, subject const& s) {
  w.open_object();
  w.key("id").text(s.id).key("kind").text(s.kind).key("title").text(s.title);
  w.key("reach").text(name_of(s.is));
  w.key("effects").open_array();
  for (auto const& e : s.effects) {
    write_effect(w, e);
  }
  w.close_array();
  w.key("worlds").texts(s.worlds);
  w.key("rows").open_array();
  for (auto const& r : s.rows) {
    write_row(w, r);
  }
  w.close_array().close_object();
}

std::string line(coverage const& c) {
  auto out = fmt::format("{:>5} {:<12} {:>9} {:>15} {:>6}", c.all,
                         c.kind.empty() ? "others" : fmt::format("{}s", c.kind), c.modelled,
                         c.number_missing, c.never);
  return out + (c.not_looked_at > 0 ? fmt::format("   {} not looked at", c.not_looked_at) : "");
}

constexpr std::size_t kIndent = 2, kTextAt = 15;

std::string lines(record::effect const& e) {
  auto text = e.kind == record::effect_kind::none ? e.why : e.what;
  if (!e.missing.empty()) {
    text += fmt::format("; missing: {}", e.missing);
  }
  if (e.from) {
    text += fmt::format(" (from {})", to_string(*e.from));
  }
  return fmt::format("{:{}}{} {}\n", "", kIndent, left_in(name_of(e.kind), kTextAt - kIndent - 1),
                     wrapped(text, kColumns, kTextAt));
}

std::string line(changed_row const& r) {
  return fmt::format("{:{}}{} {} {}\n", "", kTextAt, left_in(r.table, 12), left_in(r.row_id, 44),
                     record::name_of(r.how_known));
}

std::string lines(subject const& s, listing much) {
  auto out = fmt::format("\n{}\n", s.title == s.id ? s.id : fmt::format("{}  {}", s.id, s.title));
  if (columns_of(out) > kColumns) {
    out = fmt::format("\n{}\n{:{}}{}\n", s.id, "", kIndent, wrapped(s.title, kColumns, kIndent));
  }
  for (auto const& e : s.effects) {
    out += lines(e);
  }
  if (much == listing::rows) {
    for (auto const& r : s.rows) {
      out += line(r);
    }
  } else if (!s.rows.empty()) {
    out += fmt::format("{:{}}{} row{} of {} world{}\n", "", kTextAt, s.rows.size(),
                       s.rows.size() == 1 ? "" : "s", s.worlds.size(),
                       s.worlds.size() == 1 ? "" : "s");
  }
  return out;
}

}  // namespace

std::string to_json(effects_list const& l) {
  json_writer w;
  w.open_object().key("as_of").text(to_string(l.view.as_of));
  if (!l.view.layers.empty()) {
    w.key("view").open_object();
    w.key("private").texts(l.view.layers);
    w.close_object();
  }
  w.key("coverage").open_array();
  for (auto const& c : l.covered) {
    write(w, c);
  }
  w.close_array().key("subjects").open_array();
  for (auto const& s : l.subjects) {
    write_subject(w, s);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

std::string to_text(effects_list const& l, listing much) {
  std::string out = "                   with effects  number missing  never\n";
  for (auto const& c : l.covered) {
    if (c.all > 0) {
      out += line(c) + "\n";
    }
  }
  for (auto const& s : l.subjects) {
    if (much != listing::modelled || s.is == reach::modelled) {
      out += lines(s, much);
    }
  }
  if (much == listing::modelled) {
    out +=
        "\nwhat has none, and why: karwan effects --all; the rows behind one: karwan effects ID\n";
  }
  return out;
}

}  // namespace karwan::impact
