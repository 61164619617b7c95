#include "exe/view_options.h"

#include <fmt/format.h>

#include "karwan/record/edit.h"

namespace karwan::exe {

void add_view(CLI::App& sub, view_options& o) {
  add_today(sub, o);
  sub.add_option("--as-of", o.as_of, "The day for which it is asked (default: today)")
      ->type_name("DATE");
  sub.add_option("--known-at", o.known_at, "Only what was recorded by then")->type_name("DATE");
  sub.add_option("--published-by", o.published_by, "Only sources published by then")
      ->type_name("DATE");
  add_layers(sub, o);
}

void add_layers(CLI::App& sub, view_options& o) {
  sub.add_option("--private", o.layers, "Your private layer to lay over the record; again for more")
      ->allow_extra_args(false)
      ->type_name("NAME");
}

void check_layers(std::vector<std::string> const& names) {
  for (auto const& name : names) {
    if (auto ok = record::check_layer_name(name); !ok) {
      throw failure{std::move(ok.error())};
    }
  }
}

void print_layers(view_options const& o) {
  for (auto const& layer : o.layers) {
    fmt::print("with private layer {}\n", layer);
  }
}

record::view_spec view_of(view_options const& o) {
  record::view_spec view;
  view.as_of = o.as_of.empty() ? today_of(o) : day_option("--as-of", o.as_of);
  if (!o.known_at.empty()) {
    view.known_at = known_at_option("--known-at", o.known_at);
  }
  if (!o.published_by.empty()) {
    view.published_by = day_option("--published-by", o.published_by);
  }
  check_layers(o.layers);
  view.layers = o.layers;
  return view;
}

viewed_record::viewed_record(view_options const& o)
    : from{open_store(o, record::store::mode::read)}, view{view_of(o)}, names{from, view} {}

}  // namespace karwan::exe
