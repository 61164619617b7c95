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

void write_problem(json_writer& w, error const& e) {
  w.key("type").text("about:blank");
  w.key("title").text(e.text);
  w.key("status").integer(http_status(e.kind));
  w.key("kind").text(name_of(e.kind));
  w.key("detail").text(e.sentence());
  if (!e.place.empty()) {
    w.key("field").text(e.place);
  }
  if (!e.remedy.empty()) {
    w.key("remedy").text(e.remedy);
  }
}

std::string problem_json(error const& e) {
  json_writer w;
  w.open_object();
  write_problem(w, e);
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan
