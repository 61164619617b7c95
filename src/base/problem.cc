#include "karwan/base/problem.h"

namespace karwan {

int http_status(error_kind k) noexcept {
  switch (k) {
    case error_kind::bad_input:
      return 400;
    case error_kind::bad_data:
      return 422;
    case error_kind::not_found:
      return 404;
    case error_kind::conflict:
      return 409;
    case error_kind::unavailable:
      return 503;
    case error_kind::internal:
      break;
  }
  return 500;
}

namespace {

void write(json_writer& w, error const& e, int code, std::string_view kind) {
  w.key("type").text("about:blank");
  w.key("title").text(e.text);
  w.key("status").integer(code);
  w.key("kind").text(kind);
  w.key("detail").text(e.sentence());
  if (!e.place.empty()) {
    w.key("field").text(e.place);
  }
  if (!e.remedy.empty()) {
    w.key("remedy").text(e.remedy);
  }
}

}  // namespace

void write_problem(json_writer& w, error const& e) {
  write(w, e, http_status(e.kind), name_of(e.kind));
}

std::string problem_json(error const& e) {
  return problem_json(e, http_status(e.kind), name_of(e.kind));
}

std::string problem_json(error const& e, int code, std::string_view kind) {
  json_writer w;
  w.open_object();
  write(w, e, code, kind);
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan
