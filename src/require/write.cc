#include "require/write.h"

#include <algorithm>

namespace karwan::require {
namespace {

constexpr int kAmountDecimals = 6;

std::string_view name_of(rules::effect e) {
  constexpr std::string_view kNames[] = {"none", "required", "not_required", "barred", "unsettled"};
  return kNames[static_cast<std::size_t>(e)];
}

void write_fields(json_writer& w, std::vector<rules::field> const& open) {
  if (!open.empty()) {
    w.key("open").open_array();
    for (auto const f : open) {
      w.text(rules::name_of(f));
    }
    w.close_array();
  }
}

void write_needs(json_writer& w, step const& s, needs const& of) {
  w.key("needs").open_array();
  for (auto const& n : s.needs) {
    w.open_object();
    w.key("paper").text(n.paper);
    w.key("from").open_array();
    for (auto const i : n.from) {
      w.text(of.steps[i].id);
    }
    w.close_array();
    w.close_object();
  }
  w.close_array();
}

void write_fees(json_writer& w, step const& s) {
  w.key("fees").open_array();
  for (auto const& f : s.fees) {
    w.open_object();
    w.key("amount");
    write(w, f.of.amount, kMoneyDecimals);
    w.key("currency").text(f.of.currency);
    write_if(w, "per", f.of.per);
    w.key("times").integer(f.times);
    w.close_object();
  }
  w.close_array();
}

void write_limits(json_writer& w, step const& s) {
  w.key("limits").open_array();
  for (auto const& l : s.limits) {
    w.open_object();
    w.key("of").text(l.of);
    if (l.least) {
      w.key("least").number(*l.least, kAmountDecimals);
    }
    if (l.most) {
      w.key("most").number(*l.most, kAmountDecimals);
    }
    write_if(w, "unit", l.unit);
    w.close_object();
  }
  w.close_array();
}

void write_lines(json_writer& w, std::string_view key, std::vector<tariff_line> const& lines,
                 record::store const& from) {
  w.key(key).open_array();
  for (auto const& l : lines) {
    w.open_object();
    w.key("row_id").text(l.row_id);
    w.key("product").text(l.product);
    write_if(w, "hs_code", l.code);
    if (l.pct) {
      w.key("pct");
      write(w, *l.pct, kMoneyDecimals);
    }
    w.key("part").boolean(l.part);
    w.key("at_least").boolean(l.at_least);
    write_if(w, "condition", l.text);
    w.key("source").text(l.source);
    write_ids(w, from, l.statements);
    w.close_object();
  }
  w.close_array();
}

void write_if(json_writer& w, std::string_view key, std::optional<bounded<double>> const& v,
              int decimals) {
  if (v) {
    w.key(key);
    write(w, *v, decimals);
  }
}

}  // namespace

void write(json_writer& w, named const& n) {
  w.open_object();
  w.key("id").text(n.id);
  w.key("name").text(n.name);
  w.close_object();
}

void write(json_writer& w, bounded<double> const& v, int decimals) {
  w.open_object();
  w.key("low").number(v.low, decimals);
  w.key("best").number(v.best, decimals);
  w.key("high").number(v.high, decimals);
  w.close_object();
}

void write(json_writer& w, std::string_view key, std::vector<named> const& all) {
  w.key(key).open_array();
  for (auto const& n : all) {
    write(w, n);
  }
  w.close_array();
}

void write(json_writer& w, std::string_view key, std::vector<std::string> const& all) {
  w.key(key).open_array();
  for (auto const& n : all) {
    w.text(n);
  }
  w.close_array();
}

void write_ids(json_writer& w, record::store const& from,
               std::vector<record::statement_ix> const& all) {
  w.key("statements").open_array();
  for (auto const s : all) {
    w.text(from.id_of(s));
  }
  w.close_array();
}

void write(json_writer& w, step const& s, std::size_t place, needs const& of,
           record::store const& from) {
  w.open_object();
  w.key("id").text(s.id);
  w.key("number").integer(static_cast<std::int64_t>(place) + 1);
  w.key("entity").text(s.entity);
  w.key("title").text(s.title);
  w.key("kind").text(s.kind);
  w.key("subject").text(s.subject);
  write(w, "countries", s.countries);
  w.key("stage").text(rules::name_of(s.due));
  w.key("taken").boolean(s.taken);
  w.key("direct").boolean(s.direct);
  w.key("barred").boolean(s.barred);
  w.key("critical").boolean(s.critical);
  write_if(w, "days", s.days, kDayDecimals);
  w.key("takes_time").boolean(s.takes_time);
  if (s.begins_before) {
    w.key("begins_before_d").number(*s.begins_before, kDayDecimals);
    w.key("begin_by").text(to_string(start_by(of.depart, *s.begins_before)));
  }
  write_fees(w, s);
  write_needs(w, s, of);
  write_if(w, "gives", s.gives);
  w.key("instead").open_array();
  for (auto const i : s.instead) {
    w.text(of.steps[i].id);
  }
  w.close_array();
  write_fields(w, s.open);
  write(w, "conditions", s.text);
  write_limits(w, s);
  write_if(w, "issued_by", s.issued_by);
  write(w, "issuers", s.issuers);
  write(w, "legal_basis", s.legal_basis);
  w.key("confidence").text(s.confidence);
  w.key("grade").text(record::name_of(s.worst));
  write(w, "rows", s.rows);
  write(w, "sources", s.sources);
  write_ids(w, from, s.statements);
  w.close_object();
}

void write(json_writer& w, finding const& f) {
  w.open_object();
  w.key("question").text(f.question);
  w.key("title").text(f.title);
  w.key("subject").text(f.subject);
  w.key("kind").text(f.kind);
  w.key("country");
  f.country ? w.text(*f.country) : w.null();
  if (!f.legs.empty()) {
    write(w, "legs", f.legs);
  }
  w.key("outcome").text(rules::name_of(f.is));
  w.key("reason").text(rules::name_of(f.why));
  w.key("rules").open_array();
  for (auto const& r : f.rules) {
    w.open_object();
    w.key("row_id").text(r.row_id);
    w.key("title").text(r.title);
    w.key("effect").text(name_of(r.does));
    w.key("holds").text(rules::name_of(r.holds));
    if (r.ended) {
      w.key("ended").text(to_string(*r.ended));
    }
    write_fields(w, r.open);
    write_if(w, "condition", r.text);
    w.key("source").text(r.source);
    w.close_object();
  }
  w.close_array();
  if (f.is == rules::outcome::unknown) {
    w.key("ask").text(f.ask);
    write(w, "bodies", f.bodies);
  }
  w.close_object();
}

void write(json_writer& w, landed const& l, record::store const& from) {
  w.open_object();
  write_lines(w, "duties", l.duties, from);
  write_lines(w, "taxes", l.taxes, from);
  write_lines(w, "others", l.others, from);
  write_lines(w, "preferences", l.lower, from);
  write_if(w, "duty_pct", l.duty_pct, kMoneyDecimals);
  write_if(w, "tax_pct", l.tax_pct, kMoneyDecimals);
  w.key("at_least").boolean(l.at_least);
  write_if(w, "value_usd", l.value_usd, kMoneyDecimals);
  write_if(w, "freight_usd", l.freight_usd, kMoneyDecimals);
  w.key("papers_usd");
  write(w, l.papers_usd, kMoneyDecimals);
  w.key("papers_in_other_currencies").boolean(l.papers_in_other_currencies);
  write_if(w, "freight_usd_per_kg", l.freight_per_kg, kShareDecimals);
  write_if(w, "freight_share", l.freight_share, kShareDecimals);
  write_if(w, "duty_usd", l.duty_usd, kMoneyDecimals);
  write_if(w, "tax_usd", l.tax_usd, kMoneyDecimals);
  write_if(w, "total_usd", l.total_usd, kMoneyDecimals);
  write_if(w, "missing", l.missing);
  w.close_object();
}

}  // namespace karwan::require
