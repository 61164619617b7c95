#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <span>
#include <thread>

#include <fmt/format.h>

#include "exe/ingest_run.h"
#include "exe/lines.h"
#include "exe/progress.h"
#include "karwan/base/json_writer.h"
#include "karwan/ingest/folder.h"

namespace karwan::exe {
namespace {

constexpr std::size_t kAhead = 4;  // documents a thread that are read before they are recorded
constexpr std::chrono::seconds kLookEvery{2};
constexpr std::size_t kPathWidth = 68;  // columns
constexpr std::size_t kIndent = 26;

using outcome = result<ingest::document_reading>;

outcome outcome_of(ingest::intake const& run, ingest_command const& o, std::string const& file) {
  try {
    return read_file(run, o, file);
  } catch (failure const& f) {
    return tl::unexpected{f.what_failed};
  } catch (std::exception const& e) {
    return fail(error_kind::internal, e.what(), file, "Try it alone");
  }
}

// Reads some documents beside each other.
std::vector<outcome> read_block(ingest::intake const& run, ingest_command const& o,
                                std::span<std::filesystem::path const> files) {
  std::vector<outcome> out(files.size());
  std::atomic<std::size_t> next{0};
  auto const work = [&] {
    for (auto i = next++; i < files.size(); i = next++) {
      out[i] = outcome_of(run, o, files[i].string());
    }
  };
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < o.jobs; ++i) {
    others.emplace_back(work);
  }
  work();
  return out;
}

struct told_document {
  std::string file, title, source;
  bool known{false};
  std::size_t claims{0}, proposed{0}, contradicting{0}, progress{0};
  std::optional<error> fault{};
};

told_document told_of(std::string const& file, std::string const& title,
                      ingest::ingest_report const& r) {
  told_document out{.file = file, .title = title, .source = r.source, .known = r.is_known};
  out.claims = r.proposals.size();
  for (auto const& p : r.proposals) {
    auto const counts = p.rows.empty() ? 0U : 1U;
    out.proposed += counts;
    out.contradicting += p.stands == ingest::standing::contradicting ? counts : 0;
    out.progress += p.stands == ingest::standing::progress ? counts : 0;
  }
  return out;
}

told_document recorded(ingest::intake& run, ingest_command const& o, std::string const& file,
                       outcome& read) {
  if (!read) {
    return {.file = file, .title = {}, .source = {}, .fault = read.error()};
  }
  return told_of(file, read->from.title, run.record(*read, signature_of(o)));
}

std::vector<told_document> ingest_all(ingest_command const& o,
                                      std::span<std::filesystem::path const> files) {
  auto run = intake_of(o);
  std::vector<told_document> out;
  count_line tell{"documents"};
  auto const block = std::size_t{o.jobs} * kAhead;
  for (std::size_t from = 0; from < files.size(); from += block) {
    auto const some = files.subspan(from, std::min(block, files.size() - from));
    auto read = read_block(run, o, some);
    for (std::size_t i = 0; i < some.size(); ++i) {
      out.push_back(recorded(run, o, some[i].string(), read[i]));
      tell(out.size(), files.size());
    }
  }
  return out;
}

struct folder_totals {
  std::size_t refused{0}, known{0}, proposed{0};
};

folder_totals totals_of(std::vector<told_document> const& all) {
  folder_totals out;
  for (auto const& d : all) {
    out.refused += d.fault ? 1 : 0;
    out.known += d.known ? 1 : 0;
    out.proposed += d.proposed;
  }
  return out;
}

std::string cut_path(std::string const& file) {
  return file.size() <= kPathWidth ? file : "..." + file.substr(file.size() - kPathWidth + 3);
}

void print_folder(std::vector<told_document> const& all, bool dry_run) {
  for (auto const& d : all) {
    if (d.fault) {
      fmt::print("{:>24}  {}\n", "not read", cut_path(d.file));
      print_lines(std::string(kIndent, ' '), d.fault->text + ". " + d.fault->remedy, kIndent);
    } else if (d.known && d.claims == 0) {
      fmt::print("{:>24}  {}\n", "known", cut_path(d.file));
    } else {
      fmt::print("{:>5} of {:>4} proposed{:>5}  {}\n", d.proposed, d.claims,
                 d.contradicting > 0 ? fmt::format("!{}", d.contradicting) : "", cut_path(d.file));
    }
  }
  auto const t = totals_of(all);
  fmt::print("{} documents: {} known already, {} not read; {} statements {}\n", all.size(), t.known,
             t.refused, t.proposed, dry_run ? "would be proposed" : "wait: karwan review");
}

void write_told(json_writer& w, told_document const& d) {
  w.open_object().key("file").text(d.file);
  if (d.fault) {
    w.key("error").text(d.fault->text).key("remedy").text(d.fault->remedy);
  } else {
    w.key("title").text(d.title);
    write_if(w, "source", d.source);
    w.key("known").boolean(d.known);
    w.key("claims").integer(static_cast<std::int64_t>(d.claims));
    w.key("proposed").integer(static_cast<std::int64_t>(d.proposed));
    w.key("contradicting").integer(static_cast<std::int64_t>(d.contradicting));
    w.key("progress").integer(static_cast<std::int64_t>(d.progress));
  }
  w.close_object();
}

std::string folder_json(std::vector<told_document> const& all) {
  auto const t = totals_of(all);
  json_writer w;
  w.open_object().key("documents").open_array();
  for (auto const& d : all) {
    write_told(w, d);
  }
  w.close_array().key("summary").open_object();
  w.key("documents").integer(static_cast<std::int64_t>(all.size()));
  w.key("known").integer(static_cast<std::int64_t>(t.known));
  w.key("refused").integer(static_cast<std::int64_t>(t.refused));
  w.key("proposed").integer(static_cast<std::int64_t>(t.proposed));
  w.close_object().close_object();
  return std::move(w).take();
}

void tell_folder(ingest_command const& o, std::vector<told_document> const& all) {
  if (o.json) {
    print_line(folder_json(all));
  } else {
    print_folder(all, o.dry_run);
  }
  std::fflush(stdout);
}

void refuse_options_of_one(ingest_command const& o) {
  for (auto const& [name, value] : {std::pair{"--title", &o.title}, std::pair{"--url", &o.url}}) {
    if (!value->empty()) {
      refuse(error_kind::bad_input, "the documents of a folder have each their own", name,
             "Leave it out");
    }
  }
}

}  // namespace

void run_ingest_folder(ingest_command const& o) {
  refuse_options_of_one(o);
  if (!o.watch) {
    tell_folder(o, ingest_all(o, value_or_throw(ingest::documents_in(o.file))));
    return;
  }
  for (ingest::folder_watch watch{o.file};;) {
    if (auto const files = value_or_throw(watch.look()); !files.empty()) {
      tell_folder(o, ingest_all(o, files));
    }
    std::this_thread::sleep_for(kLookEvery);
  }
}

}  // namespace karwan::exe
