#include "karwan/require/instruments.h"

#include <algorithm>
#include <array>
#include <set>

#include "karwan/plan/instrument.h"
#include "require/way.h"

namespace karwan::require {
namespace {

using record::row;

constexpr std::size_t kTold = 4;  // countries of which stages make an instrument a column

class instrument_finder {
 public:
  instrument_finder(record::store const& from, record::name_index const& names,
                    record::view_spec const& view)
      : from_{from}, names_{names}, view_{view}, memberships_{from, view} {
    out_.view = view;
  }

  instruments run(std::string const& only, std::vector<std::string> const& carriers) {
    find_countries();
    for (auto const& r : memberships_.instruments()) {
      if (only.empty() ? is_told(r) : r.entity == only) {
        add_column(r);
      }
    }
    std::ranges::sort(out_.columns, {}, &instrument_column::short_name);
    auto const book = rules::read_rules(from_, view_);
    for (auto const& c : carriers) {
      add_papers(book, c);
    }
    return std::move(out_);
  }

 private:
  void find_countries() {
    std::set<std::string> found;
    for (auto const& r : from_.rows(record::find_table("crossings").value(), view_)) {
      if (r.text("mode") == "road" || r.text("mode") == "rail") {
        for (auto const* column : {"country_a", "country_b"}) {
          if (!r.text(column).empty()) {
            found.emplace(r.text(column));
          }
        }
      }
    }
    for (auto const& id : found) {
      out_.countries.push_back({id, std::string{names_.display_name(id)}});
    }
  }

  bool is_told(row const& r) const {
    return r.text("sector") == "transport" &&
           memberships_.told_of(r.entity, view_.as_of).size() >= kTold;
  }

  void add_column(row const& r) {
    instrument_column out{r.entity, std::string{r.text("title")}, {}, {}, {}};
    out.short_name = r.entity.substr(r.entity.find('-') + 1);
    std::ranges::transform(out.short_name, out.short_name.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    for (auto const& c : out_.countries) {
      out.cells.push_back(memberships_.of(r.entity, c.id, view_.as_of));
      if (out.cells.back().is <= rules::standing::suspended) {
        out.gaps.push_back(c.id);
      }
    }
    out_.columns.push_back(std::move(out));
  }

  // What a truck and driver of the country need where they are foreign: as for a journey there.
  void add_papers(rules::rule_book const& book, std::string const& carrier) {
    for (auto const& q : book.questions) {
      auto const asked = (q.subject == "vehicle" && q.kind == "permit") ||
                         (q.subject == "driver" && q.kind == "visa");
      if (asked) {
        paper_column column{q.entity, q.title, q.kind, {}, {}};
        column.carrier = {carrier, std::string{names_.display_name(carrier)}};
        for (auto const& c : out_.countries) {
          column.cells.push_back(paper_of(book, q, carrier, c.id));
        }
        out_.papers.push_back(std::move(column));
      }
    }
  }

  paper_cell paper_of(rules::rule_book const& book, rules::question const& q,
                      std::string const& carrier, std::string const& country) const {
    paper_cell out;
    out.country = country;
    out.at_home = carrier == country;
    if (out.at_home) {
      return out;
    }
    rules::circumstances in;
    in.way = {{carrier, {"road"}, {"road"}, {}, true, false},
              {country, {"road"}, {"road"}, {}, true, false}};
    in.carrier = in.nationality = carrier;
    in.purpose = "drive";
    in.on = view_.as_of;
    constexpr std::array<std::string_view, 2> kSubjects{"vehicle", "driver"};
    for (auto const& f : rules::find(book, in, kSubjects)) {
      if (book.questions[f.question].entity == q.entity) {
        out.is = f.is;
        out.why = f.why;
        for (auto const& a : f.rules) {
          out.rows.push_back(book.rules[a.rule].row_id);
          out.sources.push_back(book.rules[a.rule].source);
        }
      }
    }
    return out;
  }

  record::store const& from_;
  record::name_index const& names_;
  record::view_spec view_;
  rules::memberships memberships_;
  instruments out_;
};

std::vector<std::string> tour_ends(record::store const& from, record::name_index const& names,
                                   record::view_spec const& view) {
  std::vector<std::string> out;
  for (auto const& r : from.rows(record::find_table("tours").value(), view)) {
    for (auto const* column : {"from", "to"}) {
      auto c = country_or_place(from, names, view, std::string{r.text(column)}, column);
      if (std::ranges::find(out, c) == out.end()) {
        out.push_back(std::move(c));
      }
    }
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace

result<instruments> find_instruments(record::store const& from, record::name_index const& names,
                                     record::view_spec const& view, std::string const& instrument,
                                     std::vector<std::string> const& carriers) {
  try {
    std::string only;
    if (!instrument.empty()) {
      only = plan::instrument_of(names, instrument);
    }
    std::vector<std::string> who;
    for (auto const& c : carriers) {
      who.push_back(country_of(names, c, "carrier"));
    }
    if (carriers.empty()) {
      who = tour_ends(from, names, view);
    }
    return instrument_finder{from, names, view}.run(only, who);
  } catch (failure& f) {
    if (f.what_failed.place == "under") {
      f.what_failed.place = "instrument";
    }
    return tl::unexpected{std::move(f.what_failed)};
  }
}

}  // namespace karwan::require
