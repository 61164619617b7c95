#include "exe/batch.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "exe/sheet_file.h"
#include "exe/view_options.h"
#include "karwan/base/json_writer.h"

namespace karwan::exe {
namespace {

struct tally {
  std::size_t planned{0}, no_route{0}, refused{0}, kept{0};
  std::size_t all() const { return planned + no_route + refused + kept; }

  void add(plan::batch_answer const& a) {
    auto const* is = std::get_if<plan::answer>(&a.is);
    ++(is == nullptr ? refused : is->journeys.empty() ? no_route : planned);
  }
};

plan::batch_rows rows_of(std::string const& text) {
  if (text == "all" || text == "best") {
    return text == "all" ? plan::batch_rows::all : plan::batch_rows::best;
  }
  throw failure{{error_kind::bad_input, fmt::format("\"{}\" is not known", text), "rows",
                 "Choose all or best"}};
}

std::vector<plan::shipment> read(batch_command const& c, bool json, plan::asked const& common) {
  if (!common.from.empty() || !common.to.empty()) {
    throw failure{{error_kind::bad_input, "a batch has its places in the table", "--batch",
                   "Leave out FROM and TO, or --batch"}};
  }
  std::vector<sheet_fault> faults;
  auto const table = read_sheet(read_sheet_file(c.file), faults);
  auto all = plan::read_shipments(table, common, faults);
  if (!faults.empty()) {
    refuse_sheet(c.file, json, faults, "Nothing was planned: mend each, and try again");
  }
  return all;
}

// Where the answers go: standard output, or a file that is continued where it stopped.
class sink {
 public:
  sink(batch_command const& c, plan::batch_run const& run) : file_{c.out} {
    if (file_.empty()) {
      return;
    }
    if (std::filesystem::exists(file_)) {
      std::ifstream in{file_, std::ios::binary};
      std::string const before{std::istreambuf_iterator<char>{in}, {}};
      auto kept = run.resume(before);
      if (!kept) {
        kept.error().place = file_;
      }
      kept_ = value_or_throw(std::move(kept));
      std::error_code fault;
      std::filesystem::resize_file(file_, kept_.bytes, fault);
      check(!fault);
    }
    to_.open(file_, std::ios::binary | std::ios::app);
    check(to_.good());
  }

  plan::batch_run::kept const& kept() const { return kept_; }

  void write(std::string_view text) {
    if (file_.empty()) {
      fmt::print("{}", text);
      std::fflush(stdout);
      return;
    }
    to_.write(text.data(), static_cast<std::streamsize>(text.size()));
    check(to_.flush().good());
  }

 private:
  void check(bool good) const {
    if (!good) {
      throw failure{{error_kind::unavailable, "the answers cannot be written", file_,
                     "Check the folder and the disk; what is there already stays"}};
    }
  }

  std::string file_;
  std::ofstream to_;
  plan::batch_run::kept kept_;
};

class progress {
 public:
  explicit progress(std::size_t all) : all_{all}, shown_{isatty(STDERR_FILENO) != 0} {}

  void operator()(tally const& t) const {
    if (!shown_) {
      return;
    }
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began_;
    auto const rate = static_cast<double>(t.all() - t.kept) / took.count();
    fmt::print(stderr, "\r\x1b[K{} of {} shipments, {:.0f}/s, about {:.0f} s left", t.all(), all_,
               rate, static_cast<double>(all_ - t.all()) / rate);
    if (t.all() == all_) {
      fmt::print(stderr, "\r\x1b[K");
    }
    std::fflush(stderr);
  }

 private:
  std::size_t all_;
  bool shown_;
  std::chrono::steady_clock::time_point began_{std::chrono::steady_clock::now()};
};

std::string summary_json(tally const& t) {
  json_writer w;
  w.open_object();
  auto const count = [&](std::string_view name, std::size_t n) {
    w.key(name).integer(static_cast<std::int64_t>(n));
  };
  count("shipments", t.all());
  count("kept", t.kept);
  count("planned", t.planned);
  count("no_route", t.no_route);
  count("refused", t.refused);
  w.close_object();
  return std::move(w).take();
}

void say_bad_rows(batch_command const& c, std::span<plan::shipment const> asked,
                  std::span<plan::batch_answer const> answers) {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (auto const* e = std::get_if<error>(&answers[i].is)) {
      fmt::print(stderr, "{}:{}: {}\n", c.file, asked[i].line, e->sentence());
    }
  }
}

// With --json, answers on standard output are members of one object; in a file they are lines.
class framed {
 public:
  framed(sink& to, bool json, bool to_stdout) : to_{to}, json_{json}, one_{json && to_stdout} {
    if (one_) {
      to_.write("{\"shipments\":[\n");
    } else if (!json && to_.kept().bytes == 0) {
      to_.write(plan::batch_header());
    }
  }
  void write(std::span<plan::batch_answer const> block) {
    std::string text;
    for (auto const& a : block) {
      text += one_ && !first_ ? "," : "";
      text += a.text;
      first_ = false;
    }
    to_.write(text);
  }
  void close(tally const& t) {
    if (one_) {
      to_.write(fmt::format("],\"summary\":{}}}\n", summary_json(t)));
    } else if (json_) {
      fmt::print("{{\"summary\":{}}}\n", summary_json(t));
    }
  }

 private:
  sink& to_;
  bool json_, one_, first_{true};
};

}  // namespace

void add_batch(CLI::App& sub, batch_command& c) {
  sub.add_option("--batch", c.file, "A table of shipments instead of FROM and TO (docs/batch.md)")
      ->type_name("FILE");
  sub.add_option("--out", c.out, "Of a batch: the answers; continued where it stopped")
      ->type_name("FILE");
  sub.add_option("--rows", c.rows, "Of a batch: all journeys, or the best in something (all)")
      ->type_name("all|best");
  sub.add_option("--jobs", c.jobs, "Of a batch: threads (one per core)")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
}

void run_batch(common_options const& o, batch_command const& c, plan::asked const& common) {
  check_layers(common.layers);
  auto const jobs = c.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : c.jobs;
  plan::batch_run run{[&] { return open_store(o, record::store::mode::read); },
                      {.today = today_of(o),
                       .rows = rows_of(c.rows),
                       .form = o.json ? plan::batch_form::json : plan::batch_form::csv,
                       .jobs = jobs},
                      read(c, o.json, common)};
  sink to{c, run};
  framed out{to, o.json, c.out.empty()};
  tally t;
  t.kept = to.kept().shipments;
  progress const tell{run.shipments().size()};
  auto const before = t.kept;
  run.run(before, [&](std::span<plan::batch_answer const> block) {
    out.write(block);
    auto const asked = run.shipments().subspan(t.all(), block.size());
    std::ranges::for_each(block, [&](auto const& a) { t.add(a); });
    tell(t);
    say_bad_rows(c, asked, block);
  });
  out.close(t);
  fmt::print(stderr, "{} shipments: {} planned, {} without a route, {} refused{}\n", t.all(),
             t.planned, t.no_route, t.refused,
             t.kept == 0 ? "" : fmt::format(", {} were answered already", t.kept));
  if (t.refused == t.all()) {
    throw already_reported{};
  }
}

}  // namespace karwan::exe
