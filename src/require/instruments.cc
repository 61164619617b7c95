#include "karwan/require/instruments.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "karwan/plan/instrument.h"
#include "require/way.h"

namespace karwan::require {
namespace {

using record::row;

constexpr std::size_t kTold = 4;  // countries of which stages make an instrument a column

standing standing_of(std::string_view stage) {
  static std::map<std::string_view, standing> const kOf{
      {"not_party", standing::not_party}, {"not_seen", standing::unknown},
      {"signed", standing::signed_},      {"suspended", standing::suspended},
      {"inactive", standing::suspended},  {"denounced", standing::suspended},
      {"dropped", standing::suspended},   {"acceded", standing::party},
      {"ratified", standing::party},      {"in_force", standing::in_force},
      {"connected", standing::in_use},    {"operational", standing::in_use},
      {"first_use", standing::in_use}};
  auto const it = kOf.find(stage);
  return it == kOf.end() ? standing::unknown : it->second;
}

// The day by which it was surely reached, else on which it was seen; nullopt: not dated.
std::optional<day> day_of(row const& r) {
  for (auto const* column : {"on", "evidence_on"}) {
    if (auto const* c = r.find(column); c != nullptr && c->span.end != day::max()) {
      return c->span.last();
    }
  }
  return std::nullopt;
}

// What is not dated counts from when its source was out.
bool is_reached(row const& r, day as_of) {
  auto const on = day_of(r);
  return on ? *on <= as_of : !r.published || r.published->first <= as_of;
}

// One country's stages to one standing. Of an end and a stage that is not dated after it, the end
// holds; party and not party contradict each other where neither is known to be later.
void judge(membership& m, std::vector<row const*> const& stages) {
  row const *best = nullptr, *no = nullptr, *end = nullptr;
  for (auto const* r : stages) {
    auto const s = standing_of(r->text("stage"));
    if (s == standing::not_party) {
      no = r;
    } else if (s == standing::suspended) {
      end = r;
    } else if (s != standing::unknown &&
               (best == nullptr || standing_of(best->text("stage")) < s)) {
      best = r;
    }
  }
  auto const later = [](row const* a, row const* b) {  // is a known to be later than b?
    auto const x = day_of(*a), y = day_of(*b);
    return x && y && *x > *y;
  };
  auto const* decides = best;
  m.is = best == nullptr ? standing::unknown : standing_of(best->text("stage"));
  if (end != nullptr && (best == nullptr || !later(best, end))) {
    decides = end;
    m.is = standing::suspended;
  }
  if (no != nullptr && (best == nullptr || later(no, best))) {
    decides = no;
    m.is = standing::not_party;
  } else if (no != nullptr && m.is >= standing::party && !later(best, no)) {
    m.is = standing::contested;
  }
  if (decides != nullptr) {
    m.since = decides->text("on");
    m.row_id = decides->row_id;
  }
}

class finder {
 public:
  finder(record::store const& from, record::name_index const& names, record::view_spec const& view)
      : from_{from}, names_{names}, view_{view} {
    out_.view = view;
    for (auto& r : from_.rows(record::find_table("stages").value(), view_)) {
      if (is_reached(r, view_.as_of)) {
        auto of = std::string{r.text("of")};
        stages_[std::move(of)].push_back(std::move(r));
      }
    }
  }

  instruments run(std::string const& only, std::vector<std::string> const& carriers) {
    find_countries();
    for (auto const* table : {"instruments", "agreements"}) {
      for (auto const& r : from_.rows(record::find_table(table).value(), view_)) {
        auto const is_new =
            std::ranges::find(out_.columns, r.entity, &instrument_column::id) == out_.columns.end();
        if (is_new && (only.empty() ? is_told(r) : r.entity == only)) {
          add_column(r);
        }
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
    auto const it = stages_.find(r.entity);
    if (r.text("sector") != "transport" || it == stages_.end()) {
      return false;
    }
    std::set<std::string_view> countries;
    for (auto const& s : it->second) {
      if (!s.text("country").empty()) {
        countries.insert(s.text("country"));
      }
    }
    return countries.size() >= kTold;
  }

  void add_column(row const& r) {
    instrument_column out{r.entity, std::string{r.text("title")}, {}, {}, {}};
    out.short_name = r.entity.substr(r.entity.find('-') + 1);
    std::ranges::transform(out.short_name, out.short_name.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    auto const parties = r.items("countries");
    for (auto const& c : out_.countries) {
      out.cells.push_back(cell_of(r, parties, c.id));
      if (out.cells.back().is <= standing::suspended) {
        out.gaps.push_back(c.id);
      }
    }
    out_.columns.push_back(std::move(out));
  }

  membership cell_of(row const& r, std::vector<std::string> const& parties,
                     std::string const& country) const {
    membership out;
    out.country = country;
    auto const listed = std::ranges::find(parties, country) != parties.end();
    std::vector<row const*> its;
    if (auto const it = stages_.find(r.entity); it != stages_.end()) {
      for (auto const& s : it->second) {
        // A stage without a country is of all that the instrument lists.
        if (s.text("country") == country || (s.text("country").empty() && listed)) {
          its.push_back(&s);
        }
      }
    }
    std::ranges::stable_sort(its, {}, [](row const* s) { return day_of(*s).value_or(day::min()); });
    for (auto const* s : its) {
      out.stages.push_back({std::string{s->text("stage")}, std::string{s->text("on")},
                            std::string{s->text("certainty")}, std::string{s->text("evidence")},
                            s->row_id, s->source});
    }
    judge(out, its);
    if (its.empty() && !parties.empty() && !listed) {
      out.is = standing::not_party;  // a closed agreement: its parties are listed
      out.row_id = r.row_id;
    }
    return out;
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
  std::map<std::string, std::vector<row>> stages_;
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

std::string_view name_of(standing s) noexcept {
  constexpr std::array<std::string_view, 8> kNames{"unknown",   "not_party", "contested", "signed",
                                                   "suspended", "party",     "in_force",  "in_use"};
  return kNames[static_cast<std::size_t>(s)];
}

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
    return finder{from, names, view}.run(only, who);
  } catch (failure& f) {
    if (f.what_failed.place == "under") {
      f.what_failed.place = "instrument";
    }
    return tl::unexpected{std::move(f.what_failed)};
  }
}

}  // namespace karwan::require
