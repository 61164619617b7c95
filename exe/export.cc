#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/base/json_writer.h"
#include "karwan/exchange/calendar.h"
#include "karwan/exchange/feed.h"
#include "karwan/exchange/ftm.h"
#include "karwan/exchange/jsonld.h"
#include "karwan/relations/commitments.h"

namespace karwan::exe {
namespace {

namespace fs = std::filesystem;

struct export_command : common_options {
  std::string out;
  std::string as_of, known_at, published_by;
  std::string sector, owed_by, from, to;
  exchange::feed_options feed;
};

// Standard output, or a file that is there whole or not at all.
class output {
 public:
  explicit output(export_command const& o) : file_{o.out} {
    if (file_.empty()) {
      return;
    }
    beside_ = fmt::format("{}.{}.part", file_, ::getpid());
    opened_.reset(std::fopen(beside_.c_str(), "wb"));
    if (opened_ == nullptr) {
      refuse();
    }
  }
  output(output const&) = delete;
  output& operator=(output const&) = delete;
  ~output() {
    if (opened_ != nullptr) {
      opened_.reset();
      std::remove(beside_.c_str());
    }
  }

  void write(std::string_view text) {
    auto* to = opened_ ? opened_.get() : stdout;
    if (std::fwrite(text.data(), 1, text.size(), to) != text.size()) {
      refuse();
    }
  }

  void finish() {
    if (opened_ == nullptr) {
      return;
    }
    auto const ok = std::fflush(opened_.get()) == 0 && ::fsync(::fileno(opened_.get())) == 0;
    opened_.reset();
    if (!ok || std::rename(beside_.c_str(), file_.c_str()) != 0) {
      std::remove(beside_.c_str());
      refuse();
    }
  }

 private:
  [[noreturn]] void refuse() const {
    throw failure{{error_kind::unavailable, "it cannot be written",
                   file_.empty() ? "standard output" : file_, "Check the folder and the disk"}};
  }

  struct close_file {
    void operator()(std::FILE* f) const noexcept { std::fclose(f); }
  };
  std::string file_, beside_;
  std::unique_ptr<std::FILE, close_file> opened_;
};

record::view_spec view_of(export_command const& o) {
  record::view_spec view;
  view.as_of = o.as_of.empty() ? today_of(o) : day_option("--as-of", o.as_of);
  if (!o.known_at.empty()) {
    // A day means all of it: what was recorded on it was known on it.
    view.known_at = o.known_at.size() == 10 ? instant{day_option("--known-at", o.known_at)} +
                                                  std::chrono::days{1} - std::chrono::seconds{1}
                                            : instant_option("--known-at", o.known_at);
  }
  if (!o.published_by.empty()) {
    view.published_by = day_option("--published-by", o.published_by);
  }
  return view;
}

// Any of the three makes a cut; none: the whole record with its history.
exchange::cut cut_of(export_command const& o) {
  return o.as_of.empty() && o.known_at.empty() && o.published_by.empty()
             ? std::nullopt
             : std::optional{view_of(o)};
}

using writer_of_form = exchange::export_report (*)(record::store const&, exchange::cut const&,
                                                   exchange::text_sink const&);

void transfer(export_command const& o, writer_of_form write_form) {
  if (o.json && o.out.empty()) {
    throw failure{{error_kind::bad_input, "standard output holds the export itself", "--json",
                   "Name a file with --out; then --json says what was written"}};
  }
  auto const from = open_store(o, record::store::mode::read);
  auto const c = cut_of(o);
  output to{o};
  auto const r = write_form(from, c, [&](std::string_view text) { to.write(text); });
  to.finish();
  if (o.json) {
    json_writer w;
    w.open_object().key("file").text(o.out);
    w.key("entities").integer(static_cast<std::int64_t>(r.entities));
    w.key("statements").integer(static_cast<std::int64_t>(r.statements)).close_object();
    fmt::print("{}\n", std::move(w).take());
  } else if (!o.out.empty()) {
    fmt::print("{} is written: {} entities, {} statements\n", o.out, r.entities, r.statements);
  }
}

template <writer_of_form kWrite>
void run(export_command const& o) {
  transfer(o, kWrite);
}

std::optional<day> day_of(char const* option, std::string const& text) {
  return text.empty() ? std::nullopt : std::optional{day_option(option, text)};
}

void write_whole(export_command const& o, std::string const& text) {
  output to{o};
  to.write(text);
  to.finish();
  if (!o.out.empty()) {
    fmt::print("{} is written\n", o.out);
  }
}

void calendar(export_command const& o) {
  auto const from = open_store(o, record::store::mode::read);
  record::reading const one_state{from};
  auto const view = view_of(o);
  record::name_index const names{from, view};
  auto read = relations::read_filter({o.owed_by, o.sector, {}, {}, {}}, names);
  if (!read) {
    read.error().place = read.error().place == "sector" ? "--sector" : "--owed-by";
  }
  auto const of = value_or_throw(std::move(read));
  exchange::calendar_filter const f{of.sector, of.owed_by, day_of("--from", o.from),
                                    day_of("--to", o.to)};
  write_whole(o, exchange::calendar_ics(from, names, view, f));
}

void feed(export_command const& o) {
  auto const from = open_store(o, record::store::mode::read);
  record::reading const one_state{from};
  record::name_index const names{from, view_of(o)};
  write_whole(o, exchange::changes_atom(from, names, o.feed));
}

CLI::App& add_form(CLI::App& out, char const* name, char const* about, export_command& o,
                   void (*run_form)(export_command const&)) {
  auto& sub = *out.add_subcommand(name, about);
  add_db(sub, o);
  add_today(sub, o);
  sub.add_option("--out", o.out, "Write to this file (default: standard output)")
      ->type_name("FILE");
  sub.callback([&o, run_form] { run_form(o); });
  return sub;
}

void add_cut(CLI::App& sub, export_command& o) {
  add_json(sub, o);
  sub.add_option("--as-of", o.as_of, "Only what holds on that day, without its history")
      ->type_name("DATE");
  sub.add_option("--known-at", o.known_at, "Only what was recorded by then")->type_name("DATE");
  sub.add_option("--published-by", o.published_by, "Only sources published by then")
      ->type_name("DATE");
}

void add_calendar(CLI::App& sub, export_command& o) {
  sub.add_option("--sector", o.sector, "Only this one");
  sub.add_option("--owed-by", o.owed_by, "Only what this country, body or person owes, no events");
  sub.add_option("--from", o.from, "Only what is not over by then")->type_name("DATE");
  sub.add_option("--to", o.to, "Only what begins by then")->type_name("DATE");
  sub.add_option("--as-of", o.as_of, "The day of which statuses are told (default: today)")
      ->type_name("DATE");
  sub.add_option("--known-at", o.known_at, "Only what was recorded by then")->type_name("DATE");
  sub.add_option("--published-by", o.published_by, "Only sources published by then")
      ->type_name("DATE");
}

void add_feed(CLI::App& sub, export_command& o) {
  sub.add_option("--limit", o.feed.acts, "At most so many acts, the latest")
      ->check(CLI::Range(std::size_t{1}, std::size_t{10000}));
  sub.add_option("--authority", o.feed.authority, "A domain of yours, for the ids of entries")
      ->capture_default_str();
  sub.add_option("--self", o.feed.self, "Where the feed will be found")->type_name("URL");
}

}  // namespace

void add_export(CLI::App& app) {
  static export_command o;
  auto& out = *app.add_subcommand("export", "The record in the forms of others");
  out.require_subcommand(1);
  add_cut(add_form(out, "ftm", "FollowTheMoney statements (CSV), a line per value and source", o,
                   run<exchange::write_ftm>),
          o);
  add_cut(add_form(out, "jsonld", "JSON-LD, each value with its source", o,
                   run<exchange::write_jsonld>),
          o);
  add_calendar(add_form(out, "ical", "iCalendar of due dates, meetings and visits", o, calendar),
               o);
  add_feed(add_form(out, "atom", "Atom feed of what changed in the record", o, feed), o);
}

}  // namespace karwan::exe
