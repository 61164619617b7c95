#include <charconv>

#include "karwan/base/text.h"
#include "karwan/relations/brief.h"
#include "karwan/relations/diff.h"
#include "karwan/relations/pillar.h"
#include "serve/endpoints.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

// json | html | md; empty: json. Throws failure (bad_input).
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

// The command's option --sector is the parameter sector.
relations::document as_parameters(result<relations::document> r) {
  if (!r && r.error().place.starts_with("--")) {
    r.error().place.erase(0, 2);
  }
  return value_or_throw(std::move(r));
}

int session_of(std::string const& text) {
  int n = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (fault != std::errc{} || end != text.data() + text.size() || n < 1) {
    throw failure{{error_kind::bad_input, in_quotes(text) + " is not the number of a session",
                   "session", "Give a whole number"}};
  }
  return n;
}

}  // namespace

std::string brief_endpoint::operator()(query& q) const {
  relations::brief_question asked;
  asked.sector = q.one("sector");
  asked.with = q.one("with");
  asked.since = q.day_of("since");
  if (auto const session = q.one("session"); !session.empty()) {
    asked.session = session_of(session);
  }
  asked.view = view_of(q, today);
  auto const format = q.document_format();
  q.finish();
  return written(as_parameters(relations::write_brief(in.record, in.names, asked)), in, format,
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
  return written(as_parameters(relations::write_diff(in.record, in.names, asked)), in, format,
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
