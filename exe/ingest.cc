#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/ingest_files.h"
#include "exe/ingest_text.h"
#include "exe/record_options.h"
#include "karwan/base/atomic_file.h"
#include "karwan/base/text.h"

namespace karwan::exe {
namespace {

constexpr auto kIngestExamples =
    R"(Text, HTML, PDF, DOCX and ODT. What it states waits for karwan review: no view sees it before.

Examples:
  karwan ingest interview.txt --title "Interview" --published 2026-02-10
  karwan ingest page.html --dry-run
  curl -s https://example.org/news.html | karwan ingest - --url https://example.org/news.html
  karwan ingest eval gold.csv --faults)";

struct ingest_command : record_options {
  std::string file, reference;
  bool dry_run{false}, again{false};
};

ingest::document document_of(ingest_command const& o) {
  auto read = ingest::read_document(read_document_file(o.file));
  if (!read) {
    read.error().place = o.file;
  }
  auto d = value_or_throw(std::move(read));
  auto const take = [](std::string& to, std::string const& from) {
    to = from.empty() ? to : to_nfc(from);
  };
  take(d.title, o.title);
  take(d.publisher, o.publisher);
  take(d.url, o.url);
  take(d.language, o.language);
  if (!o.published.empty()) {
    auto span = parse_date_span(o.published);
    if (!span) {
      span.error().place = "--published";
    }
    d.published = value_or_throw(std::move(span));
  }
  if (d.title.empty()) {
    d.title = o.file == "-" ? "Document of " + to_string(today_of(o))
                            : std::filesystem::path{o.file}.filename().string();
  }
  return d;
}

constexpr std::size_t kHashInId = 12;  // digits: a source is known by the text that it is of

// The source that holds this document already; empty: none does.
std::string source_with(record::store const& s, record::view_spec const& view,
                        std::string const& hash) {
  for (auto const& row : s.rows(*record::find_table("sources"), view)) {
    if (row.entity.ends_with("-" + hash.substr(0, kHashInId))) {
      return row.entity;
    }
  }
  return {};
}

std::string add_source(record::store& s, ingest::document const& d, ingest_command const& o) {
  auto const id = fmt::format("src-{}-{}", record::slug(d.title), d.hash.substr(0, kHashInId));
  record::addition a{id, "sources", {}, o.pack, {{"title", d.title}}, {}};
  auto const set = [&](char const* column, std::string const& value) {
    if (!value.empty()) {
      a.cells.emplace_back(column, value);
    }
  };
  set("publisher", d.publisher);
  set("url", d.url);
  set("published_on", d.published ? to_string(*d.published) : "");
  set("language", d.language);
  a.shared.emplace_back("note", "text kept under its SHA-256, " + d.hash);
  auto added = record::add(s, a, signature_of(o), {});
  value_or_throw(std::move(added));
  return id;
}

// Of the countries that the text names: where those with a fiscal year of their own agree.
std::optional<std::chrono::month_day> fiscal_year_start(record::store const& s,
                                                        record::view_spec const& view,
                                                        std::vector<ingest::mention> const& names) {
  std::optional<std::chrono::month_day> out;
  for (auto const& row : s.rows(*record::find_table("countries"), view)) {
    auto const* cell = row.find("fiscal_year_start");
    auto const n = cell == nullptr ? 101U : static_cast<unsigned>(cell->number);
    std::chrono::month_day const start{std::chrono::month{n / 100}, std::chrono::day{n % 100}};
    auto const named = std::ranges::any_of(
        names, [&](ingest::mention const& m) { return m.entity == row.entity; });
    if (n == 101U || !named || (out && *out == start)) {
      continue;
    }
    if (out) {
      return std::nullopt;
    }
    out = start;
  }
  return out;
}

// The text that offsets count in, beside the record.
void keep_text(ingest_command const& o, ingest::document const& d) {
  auto const folder = database_file(o).parent_path() / "documents";
  std::error_code wrong;
  std::filesystem::create_directories(folder, wrong);
  write_file_or_throw(folder / (d.hash + ".txt"), d.text);
}

void record_proposals(record::store& s, ingest_command const& o,
                      std::vector<ingest::claim_proposal>& all) {
  for (auto& p : all) {
    if (p.rows.empty()) {
      continue;
    }
    auto const added =
        record::add(s, p.rows, signature_of(o), record::manner{.proposed = true, .layer = {}});
    if (!added) {
      p.why_not = added.error().sentence();
      p.rows.clear();
    }
  }
}

void run(ingest_command const& o) {
  auto const d = document_of(o);
  auto const text = value_or_throw(ingest::text_model::read(d.text));
  auto s = open_store(o, o.dry_run ? record::store::mode::read : record::store::mode::write);
  auto const view = view_of(o);
  ingest_report report{d, source_with(s, view, d.hash), false, {}};
  report.is_known = !report.source.empty();
  auto const reference =
      o.reference.empty() ? d.reference() : std::optional{day_option("--reference", o.reference)};
  if (!report.is_known || o.again || o.dry_run) {
    ingest::gazetteer const known{s, view};
    ingest::date_frame const frame{reference, std::nullopt,
                                   fiscal_year_start(s, view, ingest::find_names(text, known)),
                                   false};
    auto const claims = ingest::find_claims(text, ingest::find_mentions(text, known, frame), frame);
    if (!o.dry_run && !report.is_known) {
      keep_text(o, d);
      report.source = add_source(s, d, o);
    }
    ingest::proposal_context const context{
        report.source, reference ? to_string(*reference) : std::string{}, {}, o.pack, d.hash};
    report.proposals = ingest::propose(s, view, known, text, claims, context);
    if (!o.dry_run) {
      record_proposals(s, o, report.proposals);
    }
  }
  report.dry_run = o.dry_run;
  report.reference = reference;
  if (o.json) {
    print_line(ingest_json(report, text));
  } else {
    fmt::print("{}", ingest_text(report, text));
  }
}

}  // namespace

void add_ingest(CLI::App& app) {
  static ingest_command o;
  auto& sub = *app.add_subcommand("ingest", "Propose what a document states, each with its quote");
  sub.footer(kIngestExamples);
  sub.require_subcommand(0, 1);
  auto* const file =
      sub.add_option("FILE", o.file, "Text, HTML, PDF, DOCX or ODT; - for standard input");
  sub.add_option("--title", o.title, "Of the document (default: what it says itself)");
  sub.add_option("--publisher", o.publisher, "Who published it");
  sub.add_option("--url", o.url, "Where it can be read");
  sub.add_option("--published", o.published, "When")->type_name("DATE");
  sub.add_option("--lang", o.language, "en, kk, ru or ur")
      ->check(CLI::IsMember({"en", "kk", "ru", "ur"}));
  sub.add_option(
         "--reference", o.reference,
         "From when it counts last year and the like (default: its interview, else its date)")
      ->type_name("DATE");
  sub.add_flag("--dry-run", o.dry_run, "Show what it states; record nothing");
  sub.add_flag("--again", o.again, "Of a document that is known: propose what is not there yet");
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
    run(o);
  });
}

}  // namespace karwan::exe
