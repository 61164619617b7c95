#include "exe/ingest_run.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/ingest_files.h"
#include "karwan/base/atomic_file.h"
#include "karwan/base/text.h"
#include "karwan/record/rehearse.h"

namespace karwan::exe {

// When fiscal years begin where they have a beginning of their own.
struct fiscal_year {
  std::string country;
  std::chrono::month_day start;
};

namespace {

ingest::document document_of(ingest_command const& o, std::string const& name) {
  auto read = ingest::read_document(read_document_file(name));
  if (!read) {
    read.error().place = name;
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
    d.title = name == "-" ? "Document of " + to_string(today_of(o))
                          : std::filesystem::path{name}.filename().string();
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

record::addition source_of(ingest::document const& d, ingest_command const& o) {
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
  return a;
}

std::vector<fiscal_year> fiscal_years(record::store const& s, record::view_spec const& view) {
  constexpr auto kCalendar = 101U;  // month and day of calendar years
  std::vector<fiscal_year> out;
  for (auto const& row : s.rows(*record::find_table("countries"), view)) {
    auto const* cell = row.find("fiscal_year_start");
    auto const n = cell == nullptr ? kCalendar : static_cast<unsigned>(cell->number);
    if (n != kCalendar) {
      out.push_back({row.entity, std::chrono::month{n / 100} / std::chrono::day{n % 100}});
    }
  }
  return out;
}

// Of the countries that the text names: where those with a fiscal year of their own agree.
std::optional<std::chrono::month_day> fiscal_year_start(std::vector<fiscal_year> const& years,
                                                        std::vector<ingest::mention> const& names) {
  std::optional<std::chrono::month_day> out;
  for (auto const& [country, start] : years) {
    auto const named =
        std::ranges::any_of(names, [&](ingest::mention const& m) { return m.entity == country; });
    if (!named || (out && *out == start)) {
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
std::filesystem::path kept_text(ingest_command const& o, ingest::document const& d) {
  return database_file(o).parent_path() / "documents" / (d.hash + ".txt");
}

void keep_text(std::filesystem::path const& file, std::string const& text) {
  std::error_code wrong;
  std::filesystem::create_directories(file.parent_path(), wrong);
  write_file_or_throw(file, text);
}

void record_proposals(record::store& s, ingest_command const& o,
                      std::vector<ingest::claim_proposal> const& all) {
  for (auto const& p : all) {
    if (!p.rows.empty()) {
      value_or_throw(
          record::add(s, p.rows, signature_of(o), record::manner{.proposed = true, .layer = {}}));
    }
  }
}

// The context of its proposals. The source is added first, or checked where nothing is recorded.
ingest::proposal_context context_of(record::store& s, ingest_command const& o,
                                    document_reading const& r, ingest_report& out) {
  ingest::proposal_context context{.source = out.source,
                                   .said_on = r.reference ? to_string(*r.reference) : "",
                                   .said_by_text = {},
                                   .pack = o.pack,
                                   .hash = r.from.hash,
                                   .source_to_be = {}};
  if (!out.source.empty()) {
    return context;
  }
  auto source = source_of(r.from, o);
  context.source = source.entity;
  if (o.dry_run) {
    if (auto can = record::can_add(s, {&source, 1}); !can) {
      throw failure{std::move(can.error())};
    }
    context.source_to_be = std::move(source);
  } else {
    value_or_throw(record::add(s, source, signature_of(o)));
    out.source = source.entity;
  }
  return context;
}

}  // namespace

struct ingest_run::state {
  explicit state(ingest_command const& command)
      : o{command},
        store{open_store(o, o.dry_run ? record::store::mode::read : record::store::mode::write)},
        view{view_of(o)},
        years{fiscal_years(store, view)},
        known{store, view} {}

  ingest_command o;
  record::store store;
  record::view_spec view;
  std::vector<fiscal_year> years;
  ingest::gazetteer known;
};

ingest_run::ingest_run(ingest_command const& o) : state_{std::make_unique<state>(o)} {}
ingest_run::~ingest_run() = default;

document_reading ingest_run::read(std::string const& file) const {
  auto const& o = state_->o;
  document_reading out{.from = document_of(o, file), .text = {}, .claims = {}};
  out.text =
      std::make_unique<ingest::text_model>(value_or_throw(ingest::text_model::read(out.from.text)));
  out.reference = o.reference.empty() ? out.from.reference()
                                      : std::optional{day_option("--reference", o.reference)};
  // It is kept last, so that a document of which only some was recorded is none that is known.
  out.is_known = std::filesystem::exists(kept_text(o, out.from));
  if (!out.is_known || o.again || o.dry_run) {
    auto const& known = state_->known;
    ingest::date_frame const frame{
        out.reference, std::nullopt,
        fiscal_year_start(state_->years, ingest::find_names(*out.text, known)), false};
    out.claims =
        ingest::find_claims(*out.text, ingest::find_mentions(*out.text, known, frame), frame);
  }
  return out;
}

ingest_report ingest_run::record(document_reading const& r) {
  auto const& o = state_->o;
  auto& s = state_->store;
  ingest_report out{r.from, source_with(s, state_->view, r.from.hash), r.is_known, {}};
  out.is_known = r.is_known && !out.source.empty();
  out.dry_run = o.dry_run;
  out.reference = r.reference;
  if (out.is_known && !o.again && !o.dry_run) {
    return out;
  }
  auto const context = context_of(s, o, r, out);
  out.proposals = ingest::propose(s, state_->view, state_->known, *r.text, r.claims, context);
  if (!o.dry_run) {
    record_proposals(s, o, out.proposals);
    keep_text(kept_text(o, r.from), r.from.text);
  }
  return out;
}

}  // namespace karwan::exe
