#include "karwan/require/journeys.h"

#include "karwan/base/text.h"
#include "karwan/plan/json.h"
#include "karwan/plan/text.h"

namespace karwan::require {
namespace {

template <typename... F>
struct either : F... {
  using F::operator()...;
};
template <typename... F>
either(F...) -> either<F...>;  // clang 16 does not deduce it

status refuse_of_person(journeys_asked const& in) {
  auto const& w = in.way;
  for (auto const& [option, given] : {std::pair{"via", !w.via.empty()},
                                      {"deadline", !w.deadline.empty()},
                                      {"crew", !w.crew.empty()},
                                      {"carrier", !w.carrier.empty()},
                                      {"under", !w.under.empty()},
                                      {"value", !w.value.empty()},
                                      {"compare", !in.compare.empty()},
                                      {"best", !in.best.empty()},
                                      {"explain", !in.explain.empty()}}) {
    if (given) {
      return fail(error_kind::bad_input, "it is not asked of a person", option, "Leave it out");
    }
  }
  return {};
}

// A person takes no goods, and goes by what carries people.
result<journeys_question> read_traveller(journeys_asked const& in, day today) {
  if (auto ok = refuse_of_person(in); !ok) {
    return tl::unexpected{std::move(ok.error())};
  }
  asked a;
  a.person = true;
  a.way = in.way;
  a.nationality = in.nationality;
  a.purpose = in.purpose;
  a.by = std::move(a.way.modes);
  a.way.modes.clear();
  auto out = read_question(a, today);
  if (!out) {
    return tl::unexpected{std::move(out.error())};
  }
  if (out->way.depart_at) {
    return fail(error_kind::bad_input, "a person's way is planned by the day", "depart",
                "Leave the hour out");
  }
  return std::move(*out);
}

// What is asked of goods beside their journeys has a meaning.
status check_goods(journeys_asked const& in) {
  if (!in.nationality.empty() || !in.purpose.empty()) {
    return fail(error_kind::bad_input, "it is asked of a person only",
                in.purpose.empty() ? "nationality" : "purpose",
                "Ask for a traveller, or leave it out");
  }
  if (!in.compare.empty() && in.compare != "corridors") {
    return fail(error_kind::bad_input, in_quotes(in.compare) + " cannot be compared", "compare",
                "Compare corridors");
  }
  if (!in.compare.empty() && !in.explain.empty()) {
    return fail(error_kind::bad_input, "a comparison is not explained", "explain",
                "Explain a journey of the plan, or compare corridors");
  }
  if (!in.best.empty() && in.compare.empty()) {
    return fail(error_kind::bad_input, "it chooses the journey of a comparison", "best",
                "Also ask to compare corridors");
  }
  return {};
}

}  // namespace

result<journeys_question> read_journeys_question(journeys_asked const& in, day today) {
  if (in.traveller) {
    return read_traveller(in, today);
  }
  if (auto ok = check_goods(in); !ok) {
    return tl::unexpected{std::move(ok.error())};
  }
  auto way = plan::read_question(in.way, today);
  if (!way) {
    return tl::unexpected{std::move(way.error())};
  }
  if (!in.compare.empty()) {
    return plan::read_best(in.best).map([&](plan::label best) -> journeys_question {
      return corridors_question{std::move(*way), best};
    });
  }
  if (!in.explain.empty()) {
    return plan::read_explain(in.explain).map([&](plan::explain_wish of) -> journeys_question {
      return numbers_question{std::move(*way), std::move(of)};
    });
  }
  return std::move(*way);
}

record::view_spec const& view_of(journeys_question const& q) {
  return std::visit(either{[](plan::question const& goods) -> auto const& { return goods.view; },
                           [](auto const& other) -> auto const& { return other.way.view; }},
                    q);
}

journeys_answer find_journeys(record::store const& from, plan::planner& planner,
                              journeys_question const& asked) {
  return std::visit(
      either{[&](plan::question const& q) -> journeys_answer { return planner(q); },
             [&](corridors_question const& q) -> journeys_answer {
               return planner.compare(q.way, q.best);
             },
             [&](numbers_question const& q) -> journeys_answer {
               return planner.explain(q.way, q.of);
             },
             [&](question const& q) -> journeys_answer {
               return find_travel(from, record::name_index{from, q.way.view}, planner, q);
             }},
      asked);
}

std::string to_json(journeys_answer const& a, record::store const& from) {
  return std::visit(either{[&](travel const& t) { return to_json(t, from); },
                           [](auto const& goods) { return plan::to_json(goods); }},
                    a);
}

std::string to_text(journeys_answer const& a, bool colour) {
  return std::visit(
      either{[&](plan::answer const& p) { return plan::to_text(p, {.colour = colour}); },
             [&](travel const& t) { return to_text(t, colour); },
             [&](auto const& goods) { return plan::to_text(goods, colour); }},
      a);
}

}  // namespace karwan::require
