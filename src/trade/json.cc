#include "karwan/trade/json.h"

#include "karwan/trade/json_parts.h"

namespace karwan::trade {
namespace {

struct json_answer {
  record::store const& from;
  record::answer_writer& answers;
  json_writer w{};
  part_writer parts{w, from, answers};

  void begin() {
    w.open_object();
    answers.write_layers(w);
  }
  std::string end() {
    parts.sources();
    w.close_object();
    return std::move(w).take();
  }

  void goods(std::string const& code, std::string const& product) {
    w.key("code").text(code).key("product").text(product);
  }

  void flow_or_null(char const* key, std::optional<flow> const& f) {
    w.key(key);
    if (f) {
      parts.flow(*f);
    } else {
      w.null();
    }
  }

  void write(stated_flow const& p) {
    w.open_object();
    parts.side("partner", p.said.partner);
    w.key("area").boolean(p.said.partner_is_area);
    w.key("said");
    parts.flow(p.said);
    parts.ratio_or_null("share", p.share);
    w.key("others").open_array();
    for (auto const& o : p.others) {
      parts.flow(o);
    }
    w.close_array();
    w.key("mirror");
    if (p.mirror) {
      w.open_object().key("said");
      parts.flow(p.mirror->said);
      w.key("same_period").boolean(p.mirror->same_period);
      parts.ratio_or_null("ratio", p.mirror->ratio);
      w.close_object();
    } else {
      w.null();
    }
    w.close_object();
  }

  void write(char const* key, index_value const& v) {
    w.key(key).open_object();
    parts.ratio_or_null("value", v.value);
    if (!v.value) {
      w.key("unknown").text(v.unknown);
    }
    parts.statements(v.statements);
    w.close_object();
  }

  void write(balance_period const& p) {
    w.open_object();
    parts.period(p.period);
    w.key("basis").text(p.basis).key("classification").text(p.classification);
    w.key("books").open_array();
    for (auto const& b : p.books) {
      w.open_object();
      parts.side("of", b.books);
      flow_or_null("exports", b.exports);
      flow_or_null("imports", b.imports);
      flow_or_null("turnover", b.turnover);
      parts.usd_or_null("balance_usd", b.balance);
      w.close_object();
    }
    w.close_array();
    parts.usd_or_null("balance_of_exporters_usd", p.balance_of_exporters);
    parts.ratio_or_null("exports_ratio", p.exports_ratio);
    parts.ratio_or_null("imports_ratio", p.imports_ratio);
    w.close_object();
  }

  void write(potential_row const& r) {
    w.open_object();
    goods(r.code, r.product);
    parts.ratio_or_null("supply", r.supply);
    parts.value_or_null("exports", r.supply_of);
    parts.value_or_null("world", r.world);
    parts.value_or_null("demand", r.demand);
    parts.value_or_null("actual", r.actual);
    parts.usd_or_null("potential_usd", r.potential_usd);
    parts.usd_or_null("unrealised_usd", r.unrealised_usd);
    if (!r.unknown.empty()) {
      w.key("unknown").text(r.unknown);
    }
    parts.statements(r.statements);
    w.close_object();
  }
};

}  // namespace

std::string to_json(partners_answer const& a, record::store const& from,
                    record::answer_writer& answers) {
  json_answer out{from, answers};
  auto& w = out.w;
  out.begin();
  out.parts.side("country", a.country);
  w.key("direction").text(name_of(a.way)).key("classification").text(a.classification);
  out.goods(a.code, a.product);
  w.key("basis").text(a.basis);
  out.parts.period(a.period);
  out.flow_or_null("world", a.world);
  w.key("partners").open_array();
  for (auto const& p : a.partners) {
    out.write(p);
  }
  w.close_array().key("other_periods").open_array();
  for (auto const& p : a.other_periods) {
    w.text(to_string(p));
  }
  w.close_array();
  return out.end();
}

std::string to_json(balance_answer const& a, record::store const& from,
                    record::answer_writer& answers) {
  json_answer out{from, answers};
  out.begin();
  out.parts.side("country", a.country);
  out.parts.side("partner", a.partner);
  out.w.key("periods").open_array();
  for (auto const& p : a.periods) {
    out.write(p);
  }
  out.w.close_array();
  return out.end();
}

std::string to_json(products_answer const& a, record::store const& from,
                    record::answer_writer& answers) {
  json_answer out{from, answers};
  auto& w = out.w;
  out.begin();
  out.parts.side("country", a.country);
  out.parts.side("partner", a.partner);
  w.key("direction").text(name_of(a.way));
  out.parts.data_set("data_set", a.of);
  w.key("books").text(a.books).key("parts_overlap").boolean(a.parts_overlap);
  out.parts.value_or_null("total", a.total);
  w.key("products").open_array();
  for (auto const& p : a.products) {
    w.open_object();
    out.goods(p.value.code, p.value.product);
    w.key("said");
    out.parts.value(p.value);
    out.parts.ratio_or_null("share", p.share);
    out.parts.ratio_or_null("rca", p.rca);
    w.close_object();
  }
  w.close_array();
  out.parts.data_sets("other_data_sets", a.others);
  return out.end();
}

std::string to_json(indices_answer const& a, record::store const& from,
                    record::answer_writer& answers) {
  json_answer out{from, answers};
  auto& w = out.w;
  out.begin();
  out.parts.side("country", a.country);
  out.parts.side("partner", a.partner);
  out.parts.data_set("data_set", a.of);
  w.key("advantage").open_array();
  for (auto const& c : a.rca) {
    w.open_object();
    out.parts.side("country", c.country);
    if (!c.unknown.empty()) {
      w.key("unknown").text(c.unknown);
    }
    w.key("products").open_array();
    for (auto const& p : c.products) {
      w.open_object();
      out.goods(p.code, p.product);
      out.write("rca", p.rca);
      out.parts.value_or_null("exports", p.sold);
      w.close_object();
    }
    w.close_array().close_object();
  }
  w.close_array().key("fit").open_array();
  for (auto const& f : a.fit) {
    w.open_object();
    out.parts.side("exporter", f.exporter);
    out.parts.side("importer", f.importer);
    out.write("complementarity", f.complementarity);
    out.write("intensity", f.intensity);
    w.close_object();
  }
  w.close_array();
  out.parts.data_sets("other_data_sets", a.others);
  return out.end();
}

std::string to_json(potential_answer const& a, record::store const& from,
                    record::answer_writer& answers) {
  json_answer out{from, answers};
  auto& w = out.w;
  out.begin();
  out.parts.side("exporter", a.exporter);
  out.parts.side("importer", a.importer);
  out.parts.data_set("data_set", a.of);
  out.write("ease", a.ease);
  out.parts.value_or_null("traded", a.traded);
  out.parts.usd_or_null("potential_usd", a.potential_usd);
  out.parts.usd_or_null("unrealised_usd", a.unrealised_usd);
  w.key("without_actual").integer(static_cast<std::int64_t>(a.without_actual));
  w.key("products").open_array();
  for (auto const& r : a.products) {
    out.write(r);
  }
  w.close_array().key("corrections").open_array();
  for (auto const& c : a.corrections) {
    w.open_object().key("name").text(c.name).key("applied").boolean(c.applied);
    w.key("why").text(c.why).close_object();
  }
  w.close_array();
  out.parts.data_sets("other_data_sets", a.others);
  return out.end();
}

}  // namespace karwan::trade
