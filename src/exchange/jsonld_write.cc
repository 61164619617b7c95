#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "exchange/history_json.h"
#include "karwan/exchange/jsonld.h"

namespace karwan::exchange {
namespace {

using record::column_of;
using record::history_act;
using record::history_load;
using record::history_statement;
using record::table_of;

// Terms of others where they fit. Members that are not here are terms of ours (@vocab).
constexpr auto kContext = R"({"@version":1.1,"@vocab":"urn:karwan:terms:",
"entity":"urn:karwan:entity:","statement":"urn:karwan:statement:","act_node":"urn:karwan:act:",
"load_node":"urn:karwan:load:","rdf":"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
"rdfs":"http://www.w3.org/2000/01/rdf-schema#","xsd":"http://www.w3.org/2001/XMLSchema#",
"prov":"http://www.w3.org/ns/prov#","dc":"http://purl.org/dc/elements/1.1/",
"dcterms":"http://purl.org/dc/terms/","schema":"https://schema.org/",
"id":"@id","type":"@type","label":"rdfs:label","statements":{"@reverse":"rdf:subject"},
"Statement":"rdf:Statement","property":{"@id":"rdf:predicate","@type":"@vocab"},
"value":"rdf:object","unit":"schema:unitText","refers_to":{"@id":"dcterms:references","@type":"@id"},
"source":{"@id":"prov:wasDerivedFrom","@type":"@id"},"world":{"@type":"@id"},"note":"rdfs:comment",
"valid_from":"schema:validFrom","valid_to":"schema:validThrough",
"recorded_at":{"@id":"prov:generatedAtTime","@type":"xsd:dateTime"},"recorded_by":"dc:creator",
"generated_by":{"@id":"prov:wasGeneratedBy","@type":"@id"},
"corrects":{"@id":"prov:wasRevisionOf","@type":"@id"},"row_since":{"@type":"xsd:dateTime"},
"history":{"@container":"@list"},"at":{"@id":"dcterms:date","@type":"xsd:dateTime"},
"Act":"prov:Activity","by":"dc:creator","Load":"schema:Dataset","version":"schema:version",
"created":{"@id":"dcterms:created","@type":"xsd:dateTime"},
"head":{"@type":"@json"},"columns":{"@type":"@json"}})";

struct kind_class {
  std::string_view table, name;
};
constexpr kind_class kClasses[] = {
    {"people", "schema:Person"},
    {"organisations", "schema:Organization"},
    {"events", "schema:Event"},
    {"places", "schema:Place"},
    {"chokepoints", "schema:Place"},
    {"crossings", "schema:Place"},
    {"countries", "schema:Country"},
    {"sources", "schema:CreativeWork"},
    {"agreements", "schema:CreativeWork"},
    {"projects", "schema:Project"},
    {"products", "schema:Product"},
    {"services", "schema:Service"},
};

// What an entity is called: in English, else what its rows call it. Only what holds counts.
std::string label_of(std::span<history_statement const> of_entity) {
  std::string_view best;
  auto const says = [&](history_statement const& s, std::string_view column,
                        std::string_view text) {
    return std::ranges::any_of(of_entity, [&](history_statement const& o) {
      return o.row_id == s.row_id && o.current && column_of(o.property).name == column &&
             o.value == text;
    });
  };
  for (auto const& s : of_entity) {
    auto const& c = column_of(s.property).name;
    if (!s.current || !s.at("world").empty()) {
      continue;
    }
    if (table_of(s.property).name == "names") {
      if (c == "name" && says(s, "language", "en") && says(s, "use", "official")) {
        return s.value;
      }
    } else if (best.empty() && (c == "title" || c == "name" || c == "what")) {
      best = s.value;
    }
  }
  return std::string{best};
}

class jsonld_writer {
 public:
  explicit jsonld_writer(text_sink const& to) : to_{to} {}

  export_report run(record::store const& from, cut const& c) {
    std::string context{kContext};
    std::erase(context, '\n');
    to_(fmt::format("{{\"@context\":{},\n\"@graph\":[", context));
    record::read_history(
        from, c,
        {[this](history_act const& a) { write(a); }, [this](history_load const& l) { write(l); },
         [this](std::span<history_statement const> s) { write_entity(s); }});
    to_("\n]}\n");
    return report_;
  }

 private:
  void send(json_writer&& w) {
    to_(first_ ? "\n" : ",\n");
    first_ = false;
    to_(std::move(w).take());
  }

  void write(history_act const& a) {
    authors_[a.number] = a.by;
    json_writer w;
    w.open_object().key("id").text(fmt::format("act_node:{}", a.number)).key("type").text("Act");
    write_act(w, a);
    w.close_object();
    send(std::move(w));
  }

  void write(history_load const& l) {
    json_writer w;
    w.open_object().key("id").text(fmt::format("load_node:{}:{}", l.act, l.pack));
    w.key("type").text("Load");
    write_load(w, l);
    w.close_object();
    send(std::move(w));
  }

  void write_entity(std::span<history_statement const> all) {
    ++report_.entities;
    json_writer w;
    w.open_object().key("id").text("entity:" + all.front().entity).key("type").open_array();
    std::string_view last;
    for (auto const& s : all) {  // by table
      auto const& t = table_of(s.property);
      if (t.name != last) {
        last = t.name;
        w.text(t.kind);
        for (auto const& [table, name] : kClasses) {
          if (table == t.name) {
            w.text(name);
          }
        }
      }
    }
    w.close_array();
    if (auto const label = label_of(all); !label.empty()) {
      w.key("label").text(label);
    }
    w.key("statements").open_array();
    for (auto const& s : all) {
      ++report_.statements;
      write_statement(w, s);
    }
    w.close_array().close_object();
    send(std::move(w));
  }

  void write_statement(json_writer& w, history_statement const& s) {
    auto const& c = column_of(s.property);
    w.open_object().key("id").text("statement:" + s.id()).key("type").text("Statement");
    w.key("property").text(fmt::format("{}.{}", table_of(s.property).name, c.name));
    w.key("value").text(s.value);
    write_if(w, "unit", std::string{c.unit});
    write_references(w, c, s.value);
    for (std::size_t i = 0; i < record::kSharedColumns; ++i) {
      auto const& shared = record::common_columns()[i];
      auto const name = shared.name == "recorded_at" ? "row_recorded_at" : shared.name;
      if (!s.shared[i].empty()) {
        w.key(name).text(shared.ref.empty() ? s.shared[i] : "entity:" + s.shared[i]);
      }
    }
    w.key("pack").text(s.pack).key("row_version").integer(s.version);
    if (s.corrects > 0) {
      w.key("corrects").text("statement:" + corrected(s).id());
    }
    w.key("recorded_at").text(to_string(s.recorded_at)).key("recorded_by").text(authors_[s.act]);
    w.key("generated_by").text(fmt::format("act_node:{}", s.act));
    w.key("row_since").text(to_string(s.row_since)).key("row_act").integer(s.row_act);
    auto const is_old = s.status() == record::statement_status::accepted && !s.current;
    w.key("status").text(is_old ? "corrected" : record::name_of(s.status()));
    if (s.proposed || !s.changes.empty()) {
      w.key("history");
      write_changes(w, s);
    }
    w.close_object();
  }

  static history_statement corrected(history_statement s) {
    s.seq = s.corrects;
    return s;
  }

  static void write_references(json_writer& w, record::column const& c, std::string_view text) {
    if (c.ref.empty()) {
      return;
    }
    w.key("refers_to").open_array();
    while (!text.empty()) {
      auto const end = c.list ? std::min(text.find(';'), text.size()) : text.size();
      w.text(fmt::format("entity:{}", text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    w.close_array();
  }

  text_sink const& to_;
  export_report report_;
  bool first_{true};
  std::unordered_map<std::int64_t, std::string> authors_;
};

}  // namespace

export_report write_jsonld(record::store const& from, cut const& c, text_sink const& to) {
  return jsonld_writer{to}.run(from, c);
}

}  // namespace karwan::exchange
