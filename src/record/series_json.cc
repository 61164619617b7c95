#include "karwan/record/series_json.h"

#include "karwan/base/date_order.h"

namespace karwan::record {
namespace {

constexpr int kRatioDecimals = 3;

void write_if(json_writer& w, char const* key, std::optional<double> value) {
  if (value) {
    w.key(key).number(*value, kDecimals);
  }
}

struct series_writer {
  store const& from;
  answer_writer& answers;
  json_writer w{};

  void period(char const* key, date_span const& s) {
    w.key(key);
    is_open(s) ? w.null() : w.text(to_string(s));
  }

  void side(char const* key, char const* name_key, std::string const& id) {
    if (!id.empty()) {
      w.key(key).text(id);
      w.key(name_key).text(answers.title(id));
    }
  }

  void ids(std::vector<statement_ix> const& statements) {
    w.open_array();
    for (auto const s : statements) {
      w.text(from.id_of(s));
    }
    w.close_array();
  }

  void what(figure_key const& k) {
    w.open_object();
    w.key("unit").text(k.unit);
    write_if(w, "currency", k.currency);
    write_if(w, "price_basis", k.price_basis);
    w.key("basis").text(k.basis);
    w.key("nature").text(k.nature);
    write_if(w, "direction", k.direction);
    write_if(w, "classification", k.classification);
    side("reporter", "reporter_name", k.reporter);
    side("partner", "partner_name", k.partner);
    w.close_object();
  }

  void stated_by(figure const& f) {
    if (f.stated_by.empty() && f.stated_by_text.empty()) {
      return;
    }
    w.key("stated_by").open_array();
    for (auto const& id : f.stated_by) {
      w.text(answers.title(id));
    }
    if (!f.stated_by_text.empty()) {
      w.text(f.stated_by_text);
    }
    w.close_array();
  }

  void value(series_value const& v) {
    auto const& f = v.stated;
    w.open_object();
    w.key("statements");
    ids(v.statements);
    w.key("row").text(f.from.row_id);
    w.key("entity").text(f.from.entity);
    w.key("indicator").text(f.indicator);
    write_if(w, "subject", f.subject);
    write_if(w, "value", f.value);
    write_if(w, "low", f.low);
    write_if(w, "high", f.high);
    write_if(w, "text", f.text);
    w.key("bound").text(name_of(f.bound));
    write_if(w, "qualifier", f.qualifier);
    write_if(w, "change_pct", f.change_pct);
    write_if(w, "fiscal_label", f.fiscal_label);
    stated_by(f);
    w.key("grade").text(name_of(f.from.row_grade));
    w.key("source");
    answers.write(w, answers.source(f.from.source));
    w.close_object();
  }

  void spread(std::optional<series_spread> const& s) {
    w.key("spread");
    if (!s) {
      w.null();
      return;
    }
    w.open_object();
    w.key("values").integer(static_cast<std::int64_t>(s->values));
    w.key("low").number(s->low, kDecimals);
    w.key("high").number(s->high, kDecimals);
    w.key("range").number(s->high - s->low, kDecimals);
    if (s->ratio) {
      w.key("ratio").number(*s->ratio, kRatioDecimals);
    }
    w.close_object();
  }

  void group(series_group const& g) {
    w.open_object();
    w.key("what");
    what(g.key);
    w.key("preferred").text(from.id_of(g.values.front().stated.statement));
    write_if(w, "why", g.why);
    spread(g.spread);
    w.key("values").open_array();
    for (auto const& v : g.values) {
      value(v);
    }
    w.close_array();
    w.close_object();
  }

  void apart(series_period const& p) {
    w.key("apart").open_array();
    for (auto const& a : p.apart) {
      auto const& low = p.groups[a.low];
      auto const& high = p.groups[a.high];
      w.open_object();
      w.key("low").text(from.id_of(low.values.front().stated.statement));
      w.key("low_reporter").text(low.key.reporter);
      w.key("high").text(from.id_of(high.values.front().stated.statement));
      w.key("high_reporter").text(high.key.reporter);
      w.key("ratio").number(a.ratio, kRatioDecimals);
      w.close_object();
    }
    w.close_array();
  }

  void sum(series_sum const& s) {
    w.open_object();
    w.key("over").text(s.over == sum_over::periods ? "periods" : "partners");
    period("period", s.covers);
    w.key("total");
    s.total ? w.number(*s.total, kDecimals) : w.null();
    if (s.total) {
      w.key("bound").text(s.about ? "about" : "exact");
      w.key("what");
      what(s.key);
      w.key("grade").text(name_of(s.worst));
      w.key("statements");
      ids(s.statements);
      if (!s.partners.empty()) {
        w.key("partners").open_array();
        for (auto const& p : s.partners) {
          w.text(p);
        }
        w.close_array();
      }
    }
    w.key("refused").open_array();
    for (auto const& r : s.refused) {
      w.open_object();
      w.key("what").text(r.what);
      w.key("text").text(r.text);
      w.key("rows").open_array();
      for (auto const& row : r.rows) {
        w.text(row);
      }
      w.close_array();
      w.close_object();
    }
    w.close_array();
    w.close_object();
  }

  void question(series_question const& q, series_answer const& a, view_spec const& view) {
    w.key("query").open_object();
    w.key("names").open_array();
    for (auto const& n : q.names) {
      w.text(n);
    }
    w.close_array();
    period("period", a.window);
    write_if(w, "reporter", q.reporter);
    write_if(w, "partner", q.partner);
    write_if(w, "direction", q.direction);
    write_if(w, "basis", q.basis);
    if (q.flows) {
      write_if(w, "exporter", q.flows->exporter);
      write_if(w, "importer", q.flows->importer);
      write_if(w, "classification", q.flows->classification);
      write_if(w, "product", q.flows->product);
    }
    w.key("mirror").boolean(q.mirror);
    w.key("as_of").text(to_string(view.as_of));
    w.close_object();
  }
};

}  // namespace

std::string series_json(store const& from, answer_writer& answers, series_question const& q,
                        series_answer const& a, view_spec const& view) {
  series_writer out{from, answers};
  auto& w = out.w;
  w.open_object();
  answers.write_layers(w);
  out.question(q, a, view);
  w.key("indicators").open_array();
  for (auto const& i : a.indicators) {
    w.open_object();
    w.key("entity").text(i.entity);
    w.key("name").text(i.name);
    write_if(w, "subject", i.subject);
    w.close_object();
  }
  w.close_array();
  w.key("undated").integer(static_cast<std::int64_t>(a.undated));
  w.key("periods").open_array();
  for (auto const& p : a.periods) {
    w.open_object();
    out.period("period", p.period);
    w.key("groups").open_array();
    for (auto const& g : p.groups) {
      out.group(g);
    }
    w.close_array();
    out.apart(p);
    w.close_object();
  }
  w.close_array();
  w.key("sums").open_array();
  for (auto const& s : a.sums) {
    out.sum(s);
  }
  w.close_array();
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::record
