#include "karwan/relations/brief.h"
#include "karwan/relations/diff.h"
#include "karwan/relations/pillar.h"
#include "serve/endpoints.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

constexpr std::uint64_t kMostSessions = 100'000;

// json | html | md.
std::string written(relations::document const& d, reading const& in, std::string const& format,
                    std::string& type) {
  if (format == "html") {
    type = "text/html; charset=utf-8";
    return relations::to_html(d, in.record);
  }
  if (format == "md") {
    type = "text/markdown; charset=utf-8";
    return relations::to_markdown(d, in.record);
  }
  record::answer_writer answers{in.record, in.names};
  return relations::to_json(d, in.record, answers);
}

}  // namespace

std::string brief_endpoint::operator()(query& q) const {
  relations::brief_question asked;
  asked.sector = q.one("sector");
  asked.with = q.one("with");
  asked.since = q.day_of("since");
  if (auto const session = q.whole("session", 1, kMostSessions, 0); session != 0) {
    asked.session = static_cast<int>(session);
  }
  asked.view = view_of(q, today);
  auto const format = q.document_format();
  q.finish();
  return written(value_or_throw(relations::write_brief(in.record, in.names, asked)), in, format,
                 type);
}

std::string diff_endpoint::operator()(query& q) const {
  relations::diff_question asked;
  q.required("since");
  asked.since = *q.day_of("since");
  asked.sector = q.one("sector");
  asked.view = view_of(q, today);
  auto const format = q.document_format();
  q.finish();
  return written(value_or_throw(relations::write_diff(in.record, in.names, asked)), in, format,
                 type);
}

std::string pillar_endpoint::operator()(std::string const& word, query& q) const {
  auto const view = view_of(q, today);
  auto const format = q.document_format();
  q.finish();
  return written(value_or_throw(relations::write_pillar(in.record, in.names, word, view)), in,
                 format, type);
}

}  // namespace karwan::serve
