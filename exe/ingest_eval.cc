#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/ingest_files.h"
#include "exe/view_options.h"
#include "karwan/ingest/eval.h"
#include "karwan/ingest/fiscal_years.h"

namespace karwan::exe {
namespace {

constexpr auto kEvalExamples =
    R"(GOLD is a CSV (doc, start, end, text or quote, kind or type, normalised or value) beside the
documents that it names, or JSON in the form of Recognizers-Text. Strict: a find counts where it
overlaps its mark and has its value.

Examples:
  karwan ingest eval gold/entities.csv --reference interview.txt=2022-03-20
  karwan ingest eval gold/NumberModel.json --faults)";

struct eval_command : view_options {
  std::string gold;
  std::vector<std::string> references;  // DOC=DATE
  bool faults{false};
};

std::map<std::string, day> references_of(eval_command const& o) {
  std::map<std::string, day> out;
  for (auto const& r : o.references) {
    auto const at = r.find('=');
    if (at == std::string::npos) {
      refuse(error_kind::bad_input, "it names no document", "--reference", "Write DOC=DATE");
    }
    out[r.substr(0, at)] = day_option("--reference", r.substr(at + 1));
  }
  return out;
}

void print_faults(std::vector<ingest::eval_fault> const& faults) {
  for (auto const& f : faults) {
    fmt::print("{} {}{}: wanted {}, got {}\n    .. {} ..\n", f.what, f.kind,
               f.doc.empty() ? "" : " in " + f.doc, f.wanted.empty() ? "nothing" : f.wanted,
               f.got.empty() ? "nothing" : f.got, f.context);
  }
}

void run_cases(eval_command const& o, std::string const& text) {
  auto const r = value_or_throw(ingest::run_recognizer_cases(text));
  if (o.faults) {
    print_faults(r.faults);
  }
  auto const share = [](std::size_t part, std::size_t all) {
    return all == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(all);
  };
  fmt::print("cases {}  passed {} ({:.1f} %)\n", r.cases, r.passed, share(r.passed, r.cases));
  if (r.stated > 0) {
    fmt::print("of them with dates fully stated {}  passed {} ({:.1f} %)\n", r.stated,
               r.stated_passed, share(r.stated_passed, r.stated));
  }
}

void print_scores(std::string const& title, ingest::evaluation const& all) {
  fmt::print("{}\n  {:<14}{:>6}{:>7}{:>7}{:>11}{:>9}{:>7}{:>8}\n", title, "kind", "gold", "found",
             "right", "precision", "recall", "F1", "value");
  for (auto const& [kind, s] : all.kinds) {
    if (s.gold > 0) {
      fmt::print("  {:<14}{:>6}{:>7}{:>7}{:>11.2f}{:>9.2f}{:>7.2f}{:>8.2f}\n", kind, s.gold,
                 s.found, s.right, s.precision(), s.recall(), s.f1(), s.value_accuracy());
    }
  }
}

void run_gold(eval_command const& o, std::string const& csv) {
  viewed_record const from{o};
  ingest::gazetteer const known{from.from, from.view};
  ingest::fiscal_years const years{from.from, from.view};
  auto gold = value_or_throw(ingest::read_gold(csv));
  auto const references = references_of(o);
  auto const folder = std::filesystem::path{o.gold}.parent_path();
  ingest::evaluation all;
  for (auto const& [doc, marks] : gold.documents) {
    auto const text =
        value_or_throw(ingest::text_model::read(read_document_file((folder / doc).string())));
    ingest::date_frame frame;
    if (auto const r = references.find(doc); r != references.end()) {
      frame.reference = r->second;
    }
    frame.fiscal_year_start = years.start(ingest::find_names(text, known));
    auto const mentions = ingest::find_mentions(text, known, frame);
    auto const found = gold.claims
                           ? ingest::marks_of(text, ingest::find_claims(text, mentions, frame))
                           : ingest::marks_of(text, mentions);
    auto const same =
        gold.claims ? ingest::same_value{ingest::same_claim} : ingest::same_normal_form(known);
    ingest::evaluation one;
    ingest::score(one, doc, text.text(), marks, found, same);
    ingest::score(all, doc, text.text(), marks, found, same);
    print_scores(doc, one);
  }
  if (gold.documents.size() > 1) {
    print_scores("all documents", all);
  }
  if (o.faults) {
    print_faults(all.faults);
  }
}

void run(eval_command const& o) {
  auto const bytes = read_document_file(o.gold);
  if (auto const first = bytes.find_first_of("[{,;a-zA-Z");
      first != std::string::npos && bytes[first] == '[') {
    run_cases(o, bytes);
  } else {
    run_gold(o, bytes);
  }
}

}  // namespace

void add_ingest_eval(CLI::App& ingest) {
  static eval_command o;
  auto& sub = *ingest.add_subcommand("eval", "Measure what is found against marks made by hand");
  sub.footer(kEvalExamples);
  sub.add_option("GOLD", o.gold, "The marks: CSV or JSON")->required()->type_name("FILE");
  sub.add_option("--reference", o.references,
                 "From when a document counts last year and the like: DOC=DATE")
      ->type_name("DOC=DATE");
  sub.add_flag("--faults", o.faults, "Every miss and false find with its context");
  add_today(sub, o);
  add_db(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
