#include <fmt/format.h>

#include "karwan/base/columns.h"
#include "karwan/base/quantity.h"
#include "karwan/require/opportunities.h"
#include "karwan/trade/json_parts.h"
#include "karwan/trade/text.h"
#include "require/write.h"

namespace karwan::require {
namespace {

constexpr int kExactDayDecimals = 2;

std::string percent(double share) {
  return fmt::format("{:.{}f}%", share * kPercent, share < 0.1 ? 1 : 0);
}

std::string percent_or_dash(std::optional<bounded<double>> const& v) {
  return v ? percent(v->best) : "–";
}

std::string heading_of(opportunities const& o, record::answer_writer& answers) {
  auto const& p = o.potential;
  std::chrono::year_month_day const first{p.of.period.first};
  return fmt::format("Opportunities, {} to {} · potential by {} of {} · departing {}",
                     answers.title(p.exporter), answers.title(p.importer), trade::text_of(p.of.of),
                     static_cast<int>(first.year()), to_string(o.depart));
}

std::string way_of(delivery const& d) {
  return fmt::format("{} to {}, {:g} t, {}: {}", d.from_name, d.to_name, d.tonnes, d.unit,
                     d.journey.empty() ? d.unknown
                                       : fmt::format("{} ({})", fmt::join(d.modes, "+"),
                                                     fmt::join(d.countries, "-")));
}

std::string why_not(opportunity const& o) {
  std::string out;
  auto const add = [&](std::string const& what, std::string const& why) {
    if (!why.empty()) {
      out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", what, why);
    }
  };
  add("potential unknown", o.unknown);
  add("deliverability unknown", o.way.journey.empty() ? "" : o.way.unknown);
  return out;
}

void write_or_null(json_writer& w, char const* key, std::optional<bounded<double>> const& v,
                   int decimals) {
  w.key(key);
  if (v) {
    write(w, *v, decimals);
  } else {
    w.null();
  }
}

void write_delivery(json_writer& w, delivery const& d, trade::part_writer& parts) {
  w.key("delivery").open_object();
  w.key("from").open_object().key("id").text(d.from).key("name").text(d.from_name).close_object();
  w.key("to").open_object().key("id").text(d.to).key("name").text(d.to_name).close_object();
  w.key("unit").text(d.unit).key("tonnes").number(d.tonnes, 3).key("journey");
  d.journey.empty() ? w.null() : w.text(d.journey);
  write(w, "modes", d.modes);
  write(w, "countries", d.countries);
  write_or_null(w, "days", d.days, kExactDayDecimals);
  write_or_null(w, "shelf_life_left", d.left, kShareDecimals);
  w.key("keeps").boolean(d.keeps);
  write_or_null(w, "value_usd", d.value_usd, kMoneyDecimals);
  write_or_null(w, "freight_usd", d.freight_usd, kMoneyDecimals);
  write_or_null(w, "freight_share", d.freight_share, kShareDecimals);
  write_or_null(w, "duty_pct", d.duty_pct, kShareDecimals);
  write_or_null(w, "duty_share", d.duty_share, kShareDecimals);
  parts.ratio_or_null("freight_assumed", d.assumed);
  parts.ratio_or_null("deliverability", d.deliverability);
  w.key("without_duty").boolean(d.without_duty);
  if (!d.unknown.empty()) {
    w.key("unknown").text(d.unknown);
  }
  write(w, "statements", d.statements);
  w.close_object();
}

}  // namespace

std::string to_json(opportunities const& o, record::store const& from,
                    record::answer_writer& answers) {
  json_writer w;
  trade::part_writer parts{w, from, answers};
  auto const& p = o.potential;
  w.open_object();
  answers.write_layers(w);
  w.key("heading").text(heading_of(o, answers));
  parts.side("exporter", p.exporter);
  parts.side("importer", p.importer);
  w.key("depart").text(to_string(o.depart)).key("as_of").text(to_string(o.view.as_of));
  parts.data_set("data_set", p.of);
  parts.ratio_or_null("ease", p.ease.value);
  w.key("products").open_array();
  for (auto const& one : o.products) {
    w.open_object();
    w.key("product").open_object().key("id").text(one.product).key("name").text(one.name);
    w.key("hs_code").text(one.hs_code).close_object();
    w.key("code").text(one.code).key("group").text(one.group);
    parts.usd_or_null("potential_usd", one.potential_usd);
    parts.usd_or_null("unrealised_usd", one.unrealised_usd);
    if (!one.unknown.empty()) {
      w.key("unknown").text(one.unknown);
    }
    parts.usd_or_null("score_usd", one.score_usd);
    write_delivery(w, one.way, parts);
    w.close_object();
  }
  w.close_array().key("groups").open_array();
  for (auto const& r : p.products) {
    w.open_object().key("code").text(r.code).key("product").text(r.product);
    parts.ratio_or_null("supply", r.supply);
    parts.value_or_null("demand", r.demand);
    parts.value_or_null("actual", r.actual);
    parts.usd_or_null("potential_usd", r.potential_usd);
    parts.statements(r.statements);
    w.close_object();
  }
  w.close_array();
  parts.sources();
  w.close_object();
  return std::move(w).take();
}

std::string to_text(opportunities const& o, record::answer_writer& answers) {
  std::string out;
  wrap_into(out, "", heading_of(o, answers), 2);
  wrap_into(out, "  ",
            "score = potential x deliverability; deliverability = shelf life left x value / (value "
            "+ freight + duty)",
            2);
  out += fmt::format("\n  {} {} {} {} {} {} {} {} {}\n", left_in("product", 22),
                     right_in("code", 6), right_in("potential", 10), right_in("days", 5),
                     right_in("left", 6), right_in("freight", 8), right_in("duty", 6),
                     right_in("deliver", 8), right_in("score", 10));
  auto duty_left_out = false;
  for (auto const& one : o.products) {
    auto const& d = one.way;
    auto const open = d.without_duty && d.deliverability;
    duty_left_out = duty_left_out || open;
    out += fmt::format(
        "  {} {} {} {} {} {} {} {} {}\n", left_in(one.name, 22), right_in(one.code, 6),
        right_in(one.potential_usd ? trade::usd_text(*one.potential_usd) : "–", 10),
        right_in(d.days ? fmt::format("{:.0f}", d.days->best) : "–", 5),
        right_in(d.keeps && d.left ? "keeps" : percent_or_dash(d.left), 6),
        right_in(percent_or_dash(d.freight_share), 8), right_in(percent_or_dash(d.duty_share), 6),
        right_in(d.deliverability ? (open ? "≤ " : "") + percent(*d.deliverability) : "–", 8),
        right_in(one.score_usd ? trade::usd_text(*one.score_usd) : "–", 10));
    wrap_into(out, "    ", way_of(d), 6);
    if (auto const why = why_not(one); !why.empty()) {
      wrap_into(out, "    ", why, 6);
    }
  }
  out += "\n";
  wrap_into(out, "",
            "Potential is of the whole group of the data set, the same for each of its products; "
            "freight and duty are shares of the value of the goods. –: not known, which is not "
            "zero.",
            2);
  if (duty_left_out) {
    wrap_into(out, "", "≤: the duty is not known and left out.", 2);
  }
  wrap_into(out, "Source of trade: ", answers.source(o.potential.of.source).title, 2);
  return out;
}

}  // namespace karwan::require
