#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/json_writer.h"
#include "karwan/plan/layout.h"
#include "karwan/plan/stale.h"

namespace karwan::plan {
namespace {

void write_item(json_writer& w, stale_item const& i) {
  w.open_object();
  w.key("kind").text(name_of(i.kind)).key("entity").text(i.entity);
  if (!i.target.empty()) {
    w.key("target").text(i.target);
  }
  w.key("says").text(i.says).key("last_confirmed");
  i.last_confirmed ? w.text(to_string(*i.last_confirmed)) : w.null();
  if (i.age_days) {
    w.key("age_days").integer(*i.age_days);
  }
  w.key("unconfirmed").boolean(i.unconfirmed).key("journeys").integer(i.journeys);
  if (!i.source.empty()) {
    w.key("source").text(i.source);
  }
  if (!i.ask.empty()) {
    w.key("ask").text(i.ask);
  }
  if (!i.statement.empty()) {
    w.key("statement").text(i.statement);
  }
  w.close_object();
}

std::string line(stale_item const& i) {
  auto const age = i.age_days ? fmt::format("{} d", *i.age_days) : "unknown";
  auto const on = i.last_confirmed ? to_string(*i.last_confirmed) : "no day";
  auto out =
      fmt::format("{} {} {}  {}  {}\n", right_in(std::to_string(i.journeys), 8), right_in(age, 8),
                  i.unconfirmed ? "!" : " ", left_in(on, 10), left_in(i.says, 66));
  return out + std::string(21, ' ') +
         left_in(fmt::format("{} {}{}{}", name_of(i.kind), i.entity, i.ask.empty() ? "" : " · ask ",
                             i.ask),
                 kColumns - 21) +
         "\n";
}

// Without blanks at the ends of lines.
std::string trimmed(std::string const& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find('\n', at), text.size());
    auto piece = text.substr(at, end - at);
    piece.erase(piece.find_last_not_of(' ') + 1);
    out += piece + '\n';
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string to_json(stale_answer const& a) {
  json_writer w;
  w.open_object().key("today").text(to_string(a.today));
  if (!a.layers.empty()) {
    w.key("view").open_object().key("private").open_array();
    for (auto const& layer : a.layers) {
      w.text(layer);
    }
    w.close_array().close_object();
  }
  w.key("flows").integer(a.flows).key("no_route").integer(a.no_route);
  w.key("items").open_array();
  for (auto const& i : a.items) {
    write_item(w, i);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

std::string to_text(stale_answer const& a, std::size_t most) {
  auto out = fmt::format("{} flows of the basket, leaving {}; {} without a way\n", a.flows,
                         in_words(a.today), a.no_route);
  for (auto const& layer : a.layers) {
    out += fmt::format("with private layer {}\n", layer);
  }
  if (a.items.empty()) {
    return out + "nothing in the record decides where they go\n";
  }
  out += "\njourneys      age    last word   what the record says (! unconfirmed)\n";
  for (std::size_t i = 0; i < std::min(most, a.items.size()); ++i) {
    out += line(a.items[i]);
  }
  if (a.items.size() > most) {
    out += fmt::format("\nand {} more: --limit, --json\n", a.items.size() - most);
  }
  return trimmed(out);
}

}  // namespace karwan::plan
