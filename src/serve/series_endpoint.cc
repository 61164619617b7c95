#include "karwan/base/text.h"
#include "karwan/record/series_csv.h"
#include "karwan/record/series_json.h"
#include "serve/endpoints.h"
#include "serve/series_asked.h"
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

record::series_question series_asked(query& q) {
  record::series_question out;
  out.from = q.one("from");
  out.to = q.one("to");
  out.reporter = q.one("reporter");
  out.partner = q.one("partner");
  out.direction = q.one("direction");
  out.basis = q.one("basis");
  out.sum = sum_of(q.one("sum"));
  return out;
}

std::string series_endpoint::operator()(query& q) const {
  auto asked = series_asked(q);
  asked.names = q.many("name");
  asked.mirror = q.flag("mirror");
  auto const csv = q.wants_csv();
  auto const view = view_of(q, today);
  q.finish();
  if (asked.names.empty()) {
    throw failure{{error_kind::bad_input, "it is missing", "name", "Add name=... to the query"}};
  }
  record::name_index const names{in.record, view};
  record::answer_writer answers{in.record, names};
  auto const found = value_or_throw(record::read_series(in.record, names, asked, view));
  if (csv) {
    type = kCsv;
    return record::series_csv(in.record, answers, found);
  }
  return record::series_json(in.record, answers, asked, found, view);
}

}  // namespace karwan::serve
