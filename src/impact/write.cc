#include "impact/write.h"

namespace karwan::impact {

void write(json_writer& w, bounded<double> const& v, int decimals) {
  w.open_object().key("low").number(v.low, decimals).key("best").number(v.best, decimals);
  w.key("high").number(v.high, decimals).close_object();
}

void write(json_writer& w, std::string_view key, std::optional<bounded<double>> const& v,
           int decimals) {
  w.key(key);
  if (v) {
    write(w, *v, decimals);
  } else {
    w.null();
  }
}

void write(json_writer& w, std::string_view key, std::vector<std::string> const& texts) {
  w.key(key).open_array();
  for (auto const& t : texts) {
    w.text(t);
  }
  w.close_array();
}

void write(json_writer& w, summary const& s) {
  auto const count = [&](std::string_view key, std::size_t n) {
    w.key(key).integer(static_cast<std::int64_t>(n));
  };
  w.open_object();
  count("flows", s.flows);
  count("changing", s.changing);
  count("opened", s.opened);
  count("lost", s.lost);
  count("no_route", s.no_route);
  count("refused", s.refused);
  count("duties", s.duties);
  write(w, "days", s.days, 3);
  write(w, "usd_t", s.usd_t, 2);
  w.key("assumed_share").number(s.assumed, 3).close_object();
}

void write(json_writer& w, subject_ref const& s) {
  w.open_object().key("id").text(s.id).key("name").text(s.name).key("from");
  s.from ? w.text(to_string(*s.from)) : w.null();
  w.close_object();
}

void write(json_writer& w, investment const& c) {
  w.open_object().key("subject").text(c.subject);
  write(w, "usd", c.usd, 0);
  write(w, "rows", c.rows);
  w.key("grade").text(record::name_of(c.worst)).close_object();
}

void write(json_writer& w, coverage const& c) {
  w.open_object().key("kind").text(c.kind.empty() ? "other" : c.kind).key("all").integer(c.all);
  w.key("modelled").integer(c.modelled).key("number_missing").integer(c.number_missing);
  w.key("never").integer(c.never).key("not_looked_at").integer(c.not_looked_at);
  w.close_object();
}

void write_asked(json_writer& w, impact_question const& q) {
  w.key("depart").text(to_string(q.depart)).key("today").text(to_string(q.today));
  w.key("basket").text(q.basket || q.own ? "own" : "record").key("draws").integer(q.draws);
  w.key("seed").integer(static_cast<std::int64_t>(q.seed));
  if (q.own) {
    w.key("own").open_object().key("from").text(q.own->from).key("to").text(q.own->to);
    w.key("product").text(q.own->product).key("unit").text(q.own->unit).close_object();
  }
  for (auto const& [key, ids] : {std::pair{"flows", &q.flows}, {"lifted", &q.lifted}}) {
    if (!ids->empty()) {
      write(w, key, *ids);
    }
  }
}

}  // namespace karwan::impact
