#include "karwan/base/json_writer.h"
#include "karwan/base/text.h"
#include "karwan/record/answers.h"
#include "karwan/relations/reading.h"
#include "serve/endpoints.h"

namespace karwan::serve {
namespace {

record::view_spec all_worlds(day as_of) {
  record::view_spec view;
  view.as_of = as_of;
  view.all_worlds = true;
  return view;
}

}  // namespace

std::string entity_endpoint::operator()(std::string const& id, query& q) const {
  auto const as_of = q.day_of("as_of").value_or(today);
  q.finish();
  auto page = record::read_entity(in.record, in.names, id, all_worlds(as_of));
  if (!page) {
    page.error().kind = error_kind::not_found;
  }
  auto const found = value_or_throw(std::move(page));
  auto const claims =
      relations::read_claims(in.record, in.names, found.id, record::view_spec{.as_of = as_of});
  return record::answer_writer{in.record, in.names}.entity(
      found, [&](json_writer& w) { relations::write_claims(w, claims); });
}

std::string search_endpoint::operator()(query& q) const {
  auto const text = q.required("q");
  auto const limit = q.limit();
  q.finish();
  if (fold(text).empty()) {
    throw failure{
        {error_kind::bad_input, "there is nothing to search for", "q", "Write a word or more"}};
  }
  auto const found = record::search(in.record, text, all_worlds(today), limit);
  return record::answer_writer{in.record, in.names}.search(text, found);
}

std::string statements_endpoint::operator()(query& q) const {
  auto const ids = q.many("id");
  q.finish();
  if (ids.empty()) {
    throw failure{{error_kind::bad_input, "it is missing", "id", "Add id=... for each statement"}};
  }
  std::vector<record::statement_ix> wanted;
  for (auto const& id : ids) {
    wanted.push_back(value_or_throw(in.record.find_statement(id)));
  }
  return record::answer_writer{in.record, in.names}.statements(
      record::read_statements(in.record, wanted));
}

std::string statements_endpoint::one(std::string const& id, query& q) const {
  q.finish();
  auto const ix = value_or_throw(in.record.find_statement(id));
  return record::answer_writer{in.record, in.names}.statement(
      record::read_statements(in.record, std::span{&ix, 1}).front());
}

}  // namespace karwan::serve
