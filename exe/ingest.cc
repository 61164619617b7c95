#include <cstdio>
#include <filesystem>

#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/ingest_run.h"
#include "exe/ingest_text.h"

namespace karwan::exe {
namespace {

constexpr auto kIngestExamples =
    R"(Text, HTML, PDF, DOCX and ODT. What it states waits for karwan review: no view sees it before.

Examples:
  karwan ingest interview.txt --title "Interview" --published 2026-02-10
  karwan ingest page.html --dry-run
  karwan ingest articles/ --jobs 2
  karwan ingest inbox/ --watch
  curl -s https://example.org/news.html | karwan ingest - --url https://example.org/news.html
  karwan ingest eval gold.csv --faults)";

void run_ingest_file(ingest_command const& o) {
  auto run = intake_of(o);
  auto read = read_file(run, o, o.file);
  auto const report = run.record(read, signature_of(o));
  if (o.json) {
    print_line(run.json(report, read));
  } else {
    std::fputs(ingest_text(report, read).c_str(), stdout);
  }
}

}  // namespace

void add_ingest(CLI::App& app) {
  static ingest_command o;
  auto& sub = *app.add_subcommand("ingest", "Propose what a document states, each with its quote");
  sub.footer(kIngestExamples);
  sub.require_subcommand(0, 1);
  auto* const file = sub.add_option(
      "FILE", o.file, "Text, HTML, PDF, DOCX, ODT, or a folder of them; - for standard input");
  sub.add_option("--title", o.title, "Of the document (default: what it says itself)");
  sub.add_option("--publisher", o.publisher, "Who published it");
  sub.add_option("--url", o.url, "Where it can be read");
  sub.add_option("--published", o.published, "When")->type_name("DATE");
  sub.add_option("--lang", o.language, "en, kk, ru or ur")
      ->check(CLI::IsMember({"en", "kk", "ru", "ur"}));
  sub.add_option("--reference", o.reference,
                 "From when \"last year\" counts (default: its interview, else its date)")
      ->type_name("DATE");
  sub.add_flag("--dry-run", o.dry_run, "Show what it states; record nothing");
  sub.add_flag("--again", o.again, "Of a document that is known: propose what is not there yet");
  sub.add_option("--jobs", o.jobs, "Of a folder: threads that read (1)")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  sub.add_flag("--watch", o.watch, "Of a folder: go on with what comes into it, until stopped");
  sub.add_option("--pack", o.pack, "Which pack it joins, where the record holds several");
  sub.add_option("--by", o.by, "Who records it (default: your user name)")->type_name("NAME");
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  add_ingest_eval(sub);
  sub.callback([&sub, file] {
    if (!sub.get_subcommands().empty()) {
      return;
    }
    if (file->count() == 0) {
      refuse(error_kind::bad_input, "no document is named", "FILE", "Name a file, or - ");
    }
    if (std::filesystem::is_directory(o.file)) {
      run_ingest_folder(o);
    } else if (o.watch) {
      refuse(error_kind::bad_input, "it is no folder", "--watch", "Name a folder");
    } else {
      run_ingest_file(o);
    }
  });
}

}  // namespace karwan::exe
