#include "karwan/ingest/intake.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "ingest/report_json.h"
#include "karwan/base/text.h"
#include "karwan/ingest/fiscal_years.h"
#include "karwan/ingest/kept_texts.h"
#include "karwan/record/rehearse.h"

namespace karwan::ingest {

namespace {

void take_details(document& d, document_details const& said) {
  auto const take = [](std::string& to, std::string const& from) {
    to = from.empty() ? to : to_nfc(from);
  };
  take(d.title, said.title);
  take(d.publisher, said.publisher);
  take(d.url, said.url);
  take(d.language, said.language);
  if (!said.published.empty()) {
    auto span = parse_date_span(said.published);
    if (!span) {
      span.error().place = "--published";
    }
    d.published = value_or_throw(std::move(span));
  }
  if (d.title.empty()) {
    d.title = said.untitled;
  }
}

// The source that holds this document already; empty: none does.
std::string source_with(record::store const& s, record::view_spec const& view,
                        std::string const& hash) {
  auto const end = kept_texts::end_of_id(hash);
  for (auto const& row : s.rows(*record::find_table("sources"), view)) {
    if (row.entity.ends_with(end)) {
      return row.entity;
    }
  }
  return {};
}

record::addition source_of(document const& d, std::string const& pack) {
  auto const id = "src-" + record::slug(d.title) + kept_texts::end_of_id(d.hash);
  record::addition a{id, "sources", {}, pack, {{"title", d.title}}, {}};
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

// There is one copy of a text, and it may be long.
void take_text(document_reading& r) {
  r.text = std::make_unique<text_model>(
      value_or_throw(text_model::read(std::exchange(r.from.text, {}))));
}

void record_proposals(record::store& s, record::signature const& by,
                      std::vector<claim_proposal>& all) {
  for (auto& p : all) {
    if (!p.rows.empty()) {
      auto const added =
          value_or_throw(record::add(s, p.rows, by, record::manner{.proposed = true, .layer = {}}));
      p.row = added.back().row_id;
    }
  }
}

}  // namespace

struct intake::state {
  state(record::store s, intake_options options)
      : o{std::move(options)},
        store{std::move(s)},
        texts{kept_texts::beside(o.record)},
        years{store, o.view},
        known{store, o.view} {}

  // What the text states, by the day from which it counts.
  void find(document_reading& r) const;
  proposal_context context_of(document_reading const&, record::signature const&, ingest_report&);

  intake_options o;
  record::store store;
  kept_texts texts;
  fiscal_years years;
  gazetteer known;
};

void intake::state::find(document_reading& r) const {
  o.by.check();
  date_frame const frame{r.reference, std::nullopt, years.start(find_names(*r.text, known)), false};
  o.by.check();
  r.mentions = find_mentions(*r.text, known, frame);
  o.by.check();
  r.claims = find_claims(*r.text, r.mentions, frame);
  if (!o.keep_mentions) {
    r.mentions = {};
  }
  o.by.check();
}

// The context of its proposals. The source is added first, or checked where nothing is recorded.
proposal_context intake::state::context_of(document_reading const& r, record::signature const& by,
                                           ingest_report& out) {
  proposal_context context{.source = out.source,
                           .said_on = r.reference ? to_string(*r.reference) : "",
                           .said_by_text = {},
                           .pack = o.pack,
                           .hash = r.from.hash,
                           .source_to_be = {}};
  if (!out.source.empty()) {
    return context;
  }
  auto source = source_of(r.from, o.pack);
  context.source = source.entity;
  if (o.dry_run) {
    if (auto can = record::can_add(store, {&source, 1}); !can) {
      throw failure{std::move(can.error())};
    }
    context.source_to_be = std::move(source);
  } else {
    value_or_throw(record::add(store, source, by));
    out.source = source.entity;
  }
  return context;
}

intake::intake(record::store s, intake_options o)
    : state_{std::make_unique<state>(std::move(s), std::move(o))} {}
intake::~intake() = default;

document_reading intake::read(std::string bytes, document_details const& said) const {
  auto const& o = state_->o;
  document_reading out;
  auto pdf = o.pdf;
  pdf.stop = o.by.stop;
  out.from = value_or_throw(read_document(std::move(bytes), pdf));
  if (out.from.text.size() > o.most_text) {
    refuse(error_kind::bad_data, fmt::format("its text is longer than {} MB", o.most_text >> 20U),
           {}, "Split it");
  }
  take_details(out.from, said);
  take_text(out);
  out.reference = said.reference ? said.reference : out.from.reference();
  // It is kept last, so that a document of which only some was recorded is none that is known.
  out.is_known = state_->texts.has(out.from.hash);
  if (!out.is_known || o.again || o.dry_run || o.show_known) {
    state_->find(out);
  }
  return out;
}

document_reading intake::read_kept(std::string const& source) const {
  document said;
  said.text = value_or_throw(state_->texts.text_of(source));
  auto const is = record::read_source(state_->store, source, state_->o.view);
  said.title = is.title;
  said.publisher = is.publisher;
  said.url = is.url;
  said.language = is.language;
  if (auto const on = parse_date_span(is.published_on)) {
    said.published = *on;
  }
  document_reading out;
  out.from = value_or_throw(document_of_text(std::move(said)));
  take_text(out);
  out.reference = out.from.reference();
  out.is_known = true;
  state_->find(out);
  return out;
}

ingest_report intake::record(document_reading& r, record::signature const& by) {
  auto& in = *state_;
  auto const& o = in.o;
  ingest_report out{source_with(in.store, o.view, r.from.hash), r.is_known, {}, o.dry_run};
  out.is_known = r.is_known && !out.source.empty();
  auto const is_settled = out.is_known && !o.again && !o.dry_run;
  if (is_settled && !o.show_known) {
    return out;
  }
  auto const context = in.context_of(r, by, out);
  out.proposals =
      propose(in.store, o.view, in.known, *r.text, std::exchange(r.claims, {}), context);
  if (!o.dry_run && !is_settled) {
    record_proposals(in.store, by, out.proposals);
    in.texts.keep(r.from.hash, r.text->text());
  }
  return out;
}

std::string intake::json(ingest_report const& report, document_reading const& r) const {
  return report_json(state_->store, state_->o.view, report, r);
}

}  // namespace karwan::ingest
