#include "karwan/base/text.h"
#include "karwan/record/series_json.h"
#include "serve/endpoints.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

std::optional<record::sum_over> sum_of(std::string const& text) {
  if (text.empty()) {
    return std::nullopt;
  }
  if (text != "periods" && text != "partners") {
    throw failure{{error_kind::bad_input, in_quotes(text) + " is nothing to add over", "sum",
                   "Give periods or partners"}};
  }
  return text == "periods" ? record::sum_over::periods : record::sum_over::partners;
}

}  // namespace

std::string series_endpoint::operator()(query& q) const {
  record::series_question asked;
  asked.names = q.many("name");
  asked.from = q.one("from");
  asked.to = q.one("to");
  asked.reporter = q.one("reporter");
  asked.partner = q.one("partner");
  asked.direction = q.one("direction");
  asked.basis = q.one("basis");
  asked.mirror = q.flag("mirror");
  asked.sum = sum_of(q.one("sum"));
  auto const view = view_of(q, today);
  q.finish();
  if (asked.names.empty()) {
    throw failure{{error_kind::bad_input, "it is missing", "name", "Add name=... to the query"}};
  }
  record::answer_writer answers{in.record, in.names};
  auto const found = value_or_throw(record::read_series(in.record, in.names, asked, view));
  return record::series_json(in.record, answers, asked, found, view);
}

}  // namespace karwan::serve
