#include "impact/write.h"
#include "karwan/impact/sets.h"

namespace karwan::impact {
namespace {

void write_totals(json_writer& w, std::string_view key, totals const& t) {
  w.key(key).open_object().key("days").number(t.days, 3).key("usd_t").number(t.usd_t, 2);
  w.key("saved_usd").number(t.saved_usd, 0).key("trade_usd").number(t.trade_usd, 0);
  w.key("opened").number(t.opened, 3).close_object();
}

void write_head(json_writer& w, impact_question const& q, std::string const& version) {
  w.open_object().key("query").open_object();
  write_asked(w, q);
  w.close_object();
  if (!q.view.layers.empty()) {
    w.key("view").open_object();
    write(w, "private", q.view.layers);
    w.close_object();
  }
  w.key("record_version").text(version);
}

void write_ranked(json_writer& w, ranked const& r) {
  w.open_object().key("subjects").open_array();
  for (auto const& s : r.are) {
    write(w, s);
  }
  w.close_array().key("summary");
  write(w, r.all);
  write_totals(w, "together", r.together);
  write(w, "saved_usd", r.saved_usd, 0);
  write(w, "trade_usd", r.trade_usd, 0);
  w.key("investment").open_array();
  for (auto const& c : r.costs) {
    write(w, c);
  }
  w.close_array().close_object();
}

}  // namespace

std::string to_json(ranking const& r) {
  json_writer w;
  write_head(w, r.asked, r.record_version);
  w.key("by").text(r.by_saved ? "saved_usd" : "opened").key("coverage").open_array();
  for (auto const& c : r.covered) {
    write(w, c);
  }
  w.close_array().key("ranking").open_array();
  for (auto const& one : r.entries) {
    write_ranked(w, one);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

std::string to_json(sharing const& s) {
  json_writer w;
  write_head(w, s.asked, s.record_version);
  write_totals(w, "together", s.together);
  w.key("shares").open_array();
  for (auto const& each : s.shares) {
    w.open_object().key("subject");
    write(w, each.is);
    write_totals(w, "alone", each.alone);
    write_totals(w, "share", each.has);
    w.close_object();
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::impact
