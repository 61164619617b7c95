#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/base/json_writer.h"
#include "karwan/exchange/ftm.h"

namespace karwan::exe {
namespace {

namespace fs = std::filesystem;

struct options : common_options {
  std::string out;
  std::string as_of, known_at, published_by;
};

// Standard output, or a file that is there whole or not at all.
class output {
 public:
  explicit output(options const& o) : file_{o.out} {
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

// Any of the three makes a cut; none: the whole record with its history.
exchange::cut cut_of(options const& o) {
  if (o.as_of.empty() && o.known_at.empty() && o.published_by.empty()) {
    return std::nullopt;
  }
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

using writer_of_form = exchange::export_report (*)(record::store const&, exchange::cut const&,
                                                   exchange::text_sink const&);

void transfer(options const& o, writer_of_form write_form) {
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
void run(options const& o) {
  transfer(o, kWrite);
}

CLI::App& add_form(CLI::App& out, char const* name, char const* about, options& o,
                   void (*run_form)(options const&)) {
  auto& sub = *out.add_subcommand(name, about);
  add_db(sub, o);
  add_json(sub, o);
  add_today(sub, o);
  sub.add_option("--out", o.out, "Write to this file (default: standard output)")
      ->type_name("FILE");
  sub.callback([&o, run_form] { run_form(o); });
  return sub;
}

void add_cut(CLI::App& sub, options& o) {
  sub.add_option("--as-of", o.as_of, "Only what holds on that day, without its history")
      ->type_name("DATE");
  sub.add_option("--known-at", o.known_at, "Only what was recorded by then")->type_name("DATE");
  sub.add_option("--published-by", o.published_by, "Only sources published by then")
      ->type_name("DATE");
}

}  // namespace

void add_export(CLI::App& app) {
  static options o;
  auto& out = *app.add_subcommand("export", "The record in the forms of others");
  out.require_subcommand(1);
  add_cut(add_form(out, "ftm", "FollowTheMoney statements (CSV), a line per value and source", o,
                   run<exchange::write_ftm>),
          o);
}

}  // namespace karwan::exe
