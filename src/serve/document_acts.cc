#include <algorithm>
#include <array>
#include <mutex>

#include <fmt/format.h>

#include "karwan/access/audit.h"
#include "karwan/base/list.h"
#include "karwan/base/text.h"
#include "karwan/ingest/intake.h"
#include "karwan/serve/limits.h"
#include "serve/act_table.h"
#include "serve/json_body.h"
#include "serve/query.h"
#include "serve/refusal.h"

namespace karwan::serve {
namespace {

constexpr std::string_view kJson = "application/json";
// What a body may be said to be; what it is is told by its bytes.
constexpr auto kTypes = std::to_array<std::string_view>(
    {"text/plain", "text/html", "application/xhtml+xml", "application/pdf",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "application/vnd.oasis.opendocument.text", "application/octet-stream"});

struct document_asked {
  std::string bytes;
  ingest::document_details said;
  std::string pack;
  bool dry_run{false}, again{false};
};

// Members of a body of JSON and parameters of a query have the same names.
template <typename Line, typename Flag>
void read_details(document_asked& out, Line const& line, Flag const& flag) {
  auto& said = out.said;
  said.title = line("title");
  said.publisher = line("publisher");
  said.url = line("url");
  said.published = line("published");
  said.language = line("lang");
  constexpr std::array<std::string_view, 5> kLanguages{"", "en", "kk", "ru", "ur"};
  if (std::ranges::find(kLanguages, said.language) == kLanguages.end()) {
    refuse(error_kind::bad_input, "there is no language " + in_quotes(said.language), "lang",
           "Choose among en, kk, ru, ur");
  }
  if (auto const from = line("reference"); !from.empty()) {
    auto read = parse_day(from);
    if (!read) {
      read.error().place = "reference";
    }
    said.reference = value_or_throw(std::move(read));
  }
  out.pack = line("pack");
  out.dry_run = flag("dry_run");
  out.again = flag("again");
}

document_asked in_json(request const& q, std::size_t most) {
  query{q}.finish();
  json_body body{q, most};
  document_asked out;
  out.bytes = body.lines("text");
  read_details(
      out, [&](auto name) { return body.one(name); }, [&](auto name) { return body.flag(name); });
  body.finish();
  if (out.bytes.empty()) {
    refuse(error_kind::bad_input, "it is missing", "text", "Send the document's text");
  }
  return out;
}

document_asked as_it_is(request const& q) {
  document_asked out;
  query params{q};
  read_details(
      out, [&](auto name) { return params.line(name); },
      [&](auto name) { return params.flag(name); });
  params.finish();
  if (q.body.empty()) {
    refuse(error_kind::bad_input, "the body is empty", {}, "Send the document as the body");
  }
  out.bytes = q.body;
  return out;
}

document_asked document_in(request const& q) {
  auto const parts = items_of(plain_type(q.content_type), ';');
  auto const type = parts.empty() ? std::string{} : parts.front();
  if (type == kJson) {
    return in_json(q, limits{}.document_bytes);
  }
  auto const is_utf8 = [](std::string const& part) {
    return !part.starts_with("charset=") || part == "charset=utf-8" || part == "charset=\"utf-8\"";
  };
  if (std::ranges::find(kTypes, type) == kTypes.end() ||
      !std::all_of(parts.begin() + 1, parts.end(), is_utf8)) {
    refuse_as(415, "the body is not said to be a document that is read", "Content-Type",
              fmt::format("Send JSON with the member text, or one of {}; text in UTF-8",
                          fmt::join(kTypes, ", ")));
  }
  return as_it_is(q);
}

ingest::intake intake_of(acting const& a, document_asked const& asked) {
  ingest::intake_options o;
  o.record = a.with.record;
  o.view.as_of = a.with.today();
  o.pack = asked.pack;
  o.dry_run = asked.dry_run;
  o.again = asked.again;
  o.show_known = o.keep_mentions = true;
  o.most_text = o.pdf.text = kMostDocumentTextBytes;
  o.by = a.asked.by;
  return {a.with.open(), std::move(o)};
}

// Two that bring the same document at once record it once: who comes second finds it proposed.
std::mutex one_records;

ingest::ingest_report recorded(ingest::intake& into, ingest::document_reading& read,
                               record::signature const& by) {
  std::lock_guard const held{one_records};
  return into.record(read, by);
}

}  // namespace

reply read_document(acting const& a) {
  auto const who = a.at.admit(access::deed::report);
  auto asked = document_in(a.asked);
  if (auto const ok = access::within_documents(a.accounts, who.account, a.with.now()); !ok) {
    refuse_entry(ok.error());
  }
  auto const note = [&](std::string_view source, std::string_view outcome) {
    access::note(a.accounts, a.at.occasion_of(who.account), access::kIngest, source, outcome);
  };
  asked.said.untitled = "Document of " + to_string(a.with.today());
  try {
    auto into = intake_of(a, asked);
    auto read = into.read(std::move(asked.bytes), asked.said);
    auto const report = recorded(into, read, {who.account, a.with.now()});
    note(report.source, asked.dry_run ? "dry run" : "done");
    return {.body = into.json(report, read)};
  } catch (failure const& f) {
    note({}, name_of(f.what_failed.kind));
    throw;
  }
}

// The text is its author's: it is shown to those who work on the record, not to everybody.
reply show_document(acting const& a) {
  a.at.admit_reading({access::deed::report, access::deed::review});
  query{a.asked}.finish();
  auto from = intake_of(a, {.bytes = {}, .said = {}, .pack = {}, .dry_run = true});
  auto read = from.read_kept(a.id);
  auto const report = from.record(read, {});
  return {.body = from.json(report, read)};
}

}  // namespace karwan::serve
