#include "karwan/exchange/feed.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include <fmt/format.h>

#include "karwan/base/markup.h"
#include "karwan/base/text.h"
#include "karwan/record/changes.h"
#include "karwan/record/entity.h"

namespace karwan::exchange {
namespace {

using record::recorded_act;
using record::recorded_change;

constexpr std::size_t kMostEntities = 25;  // of an act that has an entry for each
constexpr std::size_t kMostLines = 50;     // of one entry

std::string counts_of(std::span<recorded_change const> changes) {
  std::map<record::change_kind, std::size_t> counts;
  for (auto const& c : changes) {
    ++counts[c.kind];
  }
  std::string out;
  for (auto const& [kind, n] : counts) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", n, record::name_of(kind));
  }
  return out;
}

class feed_writer {
 public:
  feed_writer(record::store const& in, record::name_index const& names, feed_options const& o)
      : in_{in}, names_{names}, options_{o} {}

  std::string run() {
    auto const acts = record::latest_acts(in_, options_.acts);
    auto const updated = acts.empty() ? instant{} : latest(acts);
    out_ =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
    element("id", fmt::format("tag:{},2026:changes", options_.authority));
    element("title", "Karwan: changes of the record");
    element("updated", to_string(updated));
    if (!options_.self.empty()) {
      out_ += fmt::format("<link rel=\"self\" href=\"{}\"/>\n", markup_escaped(options_.self));
    }
    out_ += "<generator>Karwan</generator>\n";
    for (auto const& a : acts) {
      write(a);
    }
    return out_ + "</feed>\n";
  }

 private:
  static instant latest(std::vector<recorded_act> const& acts) {
    return std::ranges::max(acts, {}, [](recorded_act const& a) { return a.act.at; }).act.at;
  }

  void element(char const* name, std::string_view text) {
    out_ += fmt::format("<{0}>{1}</{0}>\n", name, markup_escaped(text));
  }

  void write(recorded_act const& a) {
    if (a.changes.empty()) {
      return;  // nothing of it is public
    }
    std::set<std::string_view> entities;
    for (auto const& c : a.changes) {
      entities.insert(c.entity);
    }
    if (entities.size() > kMostEntities || a.total > a.changes.size()) {
      write_whole(a);
      return;
    }
    for (auto begin = a.changes.begin(); begin != a.changes.end();) {
      auto const end = std::find_if(begin, a.changes.end(), [&](recorded_change const& c) {
        return c.entity != begin->entity;
      });
      write_entity(a, {begin, end});
      begin = end;
    }
  }

  void open(recorded_act const& a, std::string_view of, std::string const& title) {
    out_ += "<entry>\n";
    // The record's digest after the act is its name for good; numbers differ between copies.
    element("id", fmt::format("tag:{},2026:changes/{}{}", options_.authority,
                              a.digest.substr(0, 16), of));
    element("title", title);
    element("updated", to_string(a.act.at));
    out_ += fmt::format("<author><name>{}</name></author>\n", markup_escaped(a.act.by));
  }

  void close(std::string_view content) {
    out_ += fmt::format("<content type=\"text\">{}</content>\n</entry>\n", markup_escaped(content));
  }

  void write_whole(recorded_act const& a) {
    open(a, {}, fmt::format("{} changes by {}", a.total, a.act.by));
    out_ += fmt::format("<category term=\"{}\"/>\n", markup_escaped(a.act.what));
    close(a.act.pack.empty()
              ? fmt::format("{}: {} statements", a.act.what, a.total)
              : fmt::format("{} of pack {}: {} statements", a.act.what, a.act.pack, a.total));
  }

  void write_entity(recorded_act const& a, std::span<recorded_change const> changes) {
    auto const& entity = changes.front().entity;
    open(a, "/" + entity,
         fmt::format("{}: {}", record::title_of(in_, names_, entity), counts_of(changes)));
    out_ +=
        fmt::format("<category term=\"{}\"/>\n", record::table_of(changes.front().property).kind);
    std::string text;
    for (auto const& c : changes.first(std::min(changes.size(), kMostLines))) {
      auto const& column = record::column_of(c.property);
      text += fmt::format("{}{} {}: {}{}{}", text.empty() ? "" : "\n", record::name_of(c.kind),
                          column.name, c.value, column.unit.empty() ? "" : " ", column.unit);
      if (!c.reason.empty()) {
        text += fmt::format(" ({})", c.reason);
      }
      if (!c.source.empty()) {
        text += fmt::format(" [{}]", title_of_source(c.source));
      }
    }
    if (changes.size() > kMostLines) {
      text += fmt::format("\nand {} more", changes.size() - kMostLines);
    }
    close(text);
  }

  std::string title_of_source(std::string const& id) {
    auto& out = sources_[id];
    if (out.empty()) {
      out = record::read_source(in_, id).title;
      out = out.empty() ? id : out;
    }
    return out;
  }

  record::store const& in_;
  record::name_index const& names_;
  feed_options const& options_;
  std::string out_;
  std::map<std::string, std::string> sources_;
};

}  // namespace

result<public_place> read_public_url(std::string_view url) {
  auto const bad = [&] {
    return fail(error_kind::bad_input,
                in_quotes(std::string{url}) + " is not the address of a site", "--public-url",
                "Write it as readers reach it, for example https://karwan.example.org");
  };
  auto rest = url;
  for (auto const scheme : {"https://", "http://"}) {
    if (rest.starts_with(scheme)) {
      rest.remove_prefix(std::string_view{scheme}.size());
      break;
    }
  }
  constexpr std::string_view kHost =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  auto const host = rest.substr(0, rest.find_first_not_of(kHost));
  auto const after = rest.substr(host.size());
  auto const port_or_path = after.empty() || after[0] == '/' || after[0] == ':';
  if (rest.size() == url.size() || host.empty() || host.front() == '.' || !port_or_path ||
      after.find_first_of("?#@ <>\"'") != std::string_view::npos) {
    return bad();
  }
  while (url.ends_with('/')) {
    url.remove_suffix(1);
  }
  return public_place{std::string{url}, std::string{host}};
}

std::string changes_atom(record::store const& in, record::name_index const& names,
                         feed_options const& o) {
  return feed_writer{in, names, o}.run();
}

}  // namespace karwan::exchange
