#include "karwan/require/question.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "karwan/base/list.h"
#include "karwan/base/text.h"
#include "karwan/record/dictionary.h"

namespace karwan::require {
namespace {

std::vector<std::string> choices_of(std::string_view table, std::string_view column) {
  auto const p = record::find_property(record::find_table(table).value(), column);
  return items_of(record::column_of(p.value()).choices, '|');
}

status choose(std::string const& text, std::vector<std::string> const& among,
              std::string_view option) {
  if (std::ranges::find(among, text) == among.end()) {
    return fail(error_kind::bad_input, fmt::format("there is no {} {}", option, in_quotes(text)),
                std::string{option}, fmt::format("Choose among {}", fmt::join(among, ", ")));
  }
  return {};
}

// An option that has no meaning here would be ignored: better said.
status refuse(std::initializer_list<std::pair<std::string_view, bool>> given,
              std::string_view what) {
  for (auto const& [option, is] : given) {
    if (is) {
      return fail(error_kind::bad_input, fmt::format("it is not asked of {}", what),
                  std::string{option}, "Leave it out");
    }
  }
  return {};
}

status read_person(asked const& in, question& out) {
  auto const& w = in.way;
  if (auto ok = refuse({{"product", !w.product.empty()},
                        {"tonnes", !w.tonnes.empty()},
                        {"unit", !w.unit.empty()},
                        {"journey", !in.journey.empty()},
                        {"value", !w.value.empty()},
                        {"carrier", !w.carrier.empty()},
                        {"driver", !in.driver.empty()},
                        {"under", !w.under.empty()},
                        {"avoid", !w.avoid.empty()}},
                       "a person");
      !ok) {
    return ok;
  }
  for (auto const& [option, text] :
       {std::pair{"nationality", &in.nationality}, {"to", &w.to}, {"purpose", &in.purpose}}) {
    if (text->empty()) {
      return fail(error_kind::bad_input, "it is not given", option,
                  "A person's needs depend on nationality, destination and purpose");
    }
  }
  if (auto ok = choose(in.purpose, purposes(), "purpose"); !ok) {
    return ok;
  }
  for (auto const& list : in.by) {
    for (auto const& m : items_of(list, ',')) {
      if (auto ok = choose(m, choices_of("questions", "modes"), "by"); !ok) {
        return ok;
      }
      out.by.push_back(m);
    }
  }
  out.nationality = in.nationality;
  out.purpose = in.purpose;
  return {};
}

status read_goods(asked const& in, question& out) {
  if (auto ok = refuse({{"nationality", !in.nationality.empty()},
                        {"purpose", !in.purpose.empty()},
                        {"by", !in.by.empty()}},
                       "goods");
      !ok) {
    return ok;
  }
  out.journey = in.journey;
  out.driver = in.driver;
  return {};
}

}  // namespace

std::vector<std::string> purposes() {
  return choices_of("questions", "purposes");
}

result<question> read_question(asked const& in, day today) {
  question out;
  out.person = in.person;
  if (auto ok = in.person ? read_person(in, out) : read_goods(in, out); !ok) {
    return tl::unexpected{std::move(ok.error())};
  }
  auto way = in.way;
  if (in.person && way.from.empty()) {
    way.from = in.nationality;
  }
  auto read = plan::read_question(way, today);
  if (!read) {
    return tl::unexpected{std::move(read.error())};
  }
  out.way = std::move(*read);
  return out;
}

}  // namespace karwan::require
