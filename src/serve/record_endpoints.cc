#include "karwan/base/json_writer.h"
#include "karwan/record/answers.h"
#include "karwan/record/entity_history.h"
#include "karwan/relations/reading.h"
#include "serve/endpoints.h"
#include "serve/paging.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

constexpr std::size_t kMostHits = 1000;  // before a part: the further down, the longer it takes

bool looks_back(record::view_spec const& v) {
  return v.known_at || v.published_by;
}

// The names that the view sees; those of now are at hand.
class names_of {
 public:
  names_of(reading const& in, record::view_spec const& view) : now_{in.names} {
    if (looks_back(view)) {
      then_.emplace(in.record, view);
    }
  }
  record::name_index const& operator*() const { return then_ ? *then_ : now_; }

 private:
  record::name_index const& now_;
  std::optional<record::name_index> then_;
};

template <typename T>
result<T> as_not_found(result<T> r) {
  if (!r) {
    r.error().kind = error_kind::not_found;
  }
  return r;
}

}  // namespace

std::string entity_endpoint::operator()(std::string const& id, query& q) const {
  auto const view = all_worlds_of(q, today);
  q.finish();
  names_of const names{in, view};
  auto const page = value_or_throw(as_not_found(record::read_entity(in.record, *names, id, view)));
  auto actual = view;
  actual.all_worlds = false;
  auto const claims = relations::read_claims(in.record, *names, page.id, actual);
  return record::answer_writer{in.record, *names}.entity(
      page, [&](json_writer& w) { relations::write_claims(w, claims); });
}

std::string entity_endpoint::history(std::string const& id, query& q) const {
  auto const view = all_worlds_of(q, today);
  q.finish();
  names_of const names{in, view};
  return record::history_json(value_or_throw(record::read_history(in.record, *names, id, view)));
}

std::string search_endpoint::operator()(query& q) const {
  record::search_question asked;
  asked.text = q.required("q");
  asked.kinds = q.many("kind");
  asked.sectors = q.many("sector");
  asked.countries = q.many("country");
  asked.from = q.one("from");
  asked.to = q.one("to");
  auto const part = read_part(q, kDefaultLimit);
  if (part.first > kMostHits) {
    refuse_cursor();
  }
  asked.limit = part.end() + 1;
  auto const view = all_worlds_of(q, today);
  q.finish();
  names_of const names{in, view};
  auto found = record::search(in.record, *names, asked, view);
  if (!found && found.error().place == "text") {
    found.error().place = "q";
  }
  auto told = value_or_throw(std::move(found));
  told.hits = take_part(
      std::move(told.hits), part, [](auto const& hit) { return hit.entity; }, next);
  return record::answer_writer{in.record, *names}.search(asked.text, told);
}

std::string statements_endpoint::operator()(query& q) const {
  auto const ids = q.many("id");
  auto const view = all_worlds_of(q, today);
  q.finish();
  if (ids.empty()) {
    throw failure{{error_kind::bad_input, "it is missing", "id", "Add id=... for each statement"}};
  }
  std::vector<record::statement_entry> found;
  for (auto const& id : ids) {
    found.push_back(value_or_throw(record::read_statement(in.record, id, view)));
  }
  names_of const names{in, view};
  return record::answer_writer{in.record, *names}.statements(found);
}

std::string statements_endpoint::one(std::string const& id, query& q) const {
  auto const view = all_worlds_of(q, today);
  q.finish();
  names_of const names{in, view};
  return record::answer_writer{in.record, *names}.statement(
      value_or_throw(record::read_statement(in.record, id, view)));
}

}  // namespace karwan::serve
