#include "record/report_source.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos;
}

std::string host_of(std::string_view address) {
  auto const ok = address.starts_with("http://") || address.starts_with("https://");
  auto host = address.substr(address.find("://") + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  auto const clean = std::ranges::none_of(
      address, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
  if (!ok || host.empty() || !clean || host.find('.') == std::string_view::npos) {
    refuse(error_kind::bad_input, in_quotes(address) + " is no web address", "--source",
           "Give https://... or the id of a source");
  }
  return std::string{host.starts_with("www.") ? host.substr(4) : host};
}

}  // namespace

void add_if(cell_texts& to, char const* column, std::string const& value) {
  if (!value.empty()) {
    to.emplace_back(column, value);
  }
}

view_spec view_on(day as_of, manner const& how) {
  view_spec view;
  view.as_of = as_of;
  if (!how.layer.empty()) {
    view.layers.push_back(how.layer);
  }
  return view;
}

date_span date_of(std::string const& text, char const* option) {
  auto span = parse_date_span(text);
  if (!span) {
    span.error().place = option;
  }
  return value_or_throw(std::move(span));
}

std::string pack_of(store& s, std::string const& entity) {
  query q{store_access::of(s).db,
          "SELECT DISTINCT pack FROM pack_row WHERE entity = ?1 AND pack NOT LIKE 'private:%'"};
  q.bind(entity);
  std::vector<std::string> packs;
  while (q.step()) {
    packs.emplace_back(q.text(0));
  }
  return packs.size() == 1 ? packs.front() : std::string{};
}

void source_finder::find(day today) {
  if (r_.source.empty()) {
    return;  // of a private layer: its owner's
  }
  if (!is_address(r_.source)) {
    id = r_.source;
    auto const known = read_source(s_, id, view_);
    if (known.title.empty()) {
      refuse(error_kind::not_found, "there is no source " + in_quotes(id), "--source",
             "Give its web address, or record it first: karwan record add-source");
    }
    called = known.publisher.empty() ? known.title : known.publisher;
    return;
  }
  auto const host = host_of(r_.source);
  called = r_.publisher.empty() ? host : r_.publisher;
  if (!known_by_address()) {
    make(host, today);
  }
}

bool source_finder::known_by_address() {
  for (auto const& row : s_.rows(*find_table("sources"), view_)) {
    if (row.text("url") == r_.source) {
      id = row.entity;
      return true;
    }
  }
  return false;
}

void source_finder::make(std::string const& host, day today) {
  auto const on = r_.published.empty() ? to_string(today) : r_.published;
  auto const title = r_.title.empty() ? fmt::format("{}, {}", host, on) : r_.title;
  auto const stem = "src-" + slug(title);
  id = stem;
  for (int n = 2; !s_.rows_of(id, view_).empty(); ++n) {
    id = fmt::format("{}-{}", stem, n);
  }
  addition a{id, "sources", {}, {}, {{"title", title}, {"url", r_.source}}, {}};
  add_if(a.cells, "publisher", r_.publisher);
  add_if(a.cells, "published_on", r_.published);
  add_if(a.cells, "language", r_.language);
  to_add.push_back(std::move(a));
}

}  // namespace karwan::record
