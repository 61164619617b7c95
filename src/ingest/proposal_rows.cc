#include <algorithm>

#include <fmt/format.h>

#include "ingest/proposal_read.h"
#include "karwan/base/text_hash.h"

namespace karwan::ingest {
namespace {

using record::addition;
using record::cell_texts;

constexpr std::size_t kLongestQuote = 280;  // bytes of a locator
constexpr std::size_t kLongestWhat = 160;   // bytes of a title in our table

// The text cut at the end of a word.
std::string cut(std::string_view text, std::size_t most) {
  std::string out{text.substr(0, most)};
  if (text.size() > most) {
    auto const blank = out.rfind(' ');
    out.resize(blank == std::string::npos ? 0 : blank);
    out += " …";
  }
  std::ranges::replace(out, '\n', ' ');
  std::ranges::replace(out, ';', ',');  // it parts the items of a list
  return out;
}

std::string plain(double v) {
  return fmt::format("{:.15g}", v);
}

std::string joined(std::vector<std::string> const& items) {
  return fmt::format("{}", fmt::join(items, ";"));
}

void set(cell_texts& cells, char const* column, std::string value) {
  if (!value.empty()) {
    cells.emplace_back(column, std::move(value));
  }
}

std::string sector_of(claim const& c) {
  return c.sector.empty() ? "politics" : c.sector;
}

std::string bound_column(bound b) {
  switch (b) {
    case bound::at_least:
    case bound::vague:
      return "at_least";
    case bound::at_most:
      return "at_most";
    case bound::about:
    case bound::almost:
      return "about";
    case bound::range:
      return "range";
    default:
      return "exact";
  }
}

std::string basis_column(period_basis b) {
  switch (b) {
    case period_basis::calendar_year:
      return "calendar_year";
    case period_basis::fiscal_year:
      return "fiscal_year";
    case period_basis::part_of_year:
      return "part_year";
    default:
      return "unknown";
  }
}

// Countries among the parties, and the rest of them.
struct sides {
  std::vector<std::string> countries, others;
};

sides sides_of(claim const& c, gazetteer const& known) {
  sides out;
  for (auto const& p : c.parties) {
    auto const* e = known.entity(p);
    auto const country = e != nullptr && e->is_country;
    (country ? out.countries : out.others).push_back(p);
  }
  return out;
}

std::vector<std::string> of_kind(std::vector<std::string> const& ids, gazetteer const& known,
                                 mention_kind kind) {
  std::vector<std::string> out;
  std::ranges::copy_if(ids, std::back_inserter(out), [&](auto const& id) {
    auto const* e = known.entity(id);
    return e != nullptr && e->kind == kind;
  });
  return out;
}

// By when it is promised: "before 2027" ends with the day before; "after 2027" names no end.
std::optional<date_span> due_of(claim const& c) {
  if (c.when && c.relation == date_relation::before && c.when->first != day::min()) {
    return date_span{day::min(), c.when->first};
  }
  return c.relation == date_relation::after ? std::nullopt : c.when;
}

class row_maker {
 public:
  row_maker(claim_proposal& p, gazetteer const& known, text_model const& t,
            proposal_context const& context)
      : p_{p}, c_{p.what}, known_{known}, context_{context}, sides_{sides_of(p.what, known)} {
    quote_ = t.written(c_.tokens);
  }

  void figure() {
    auto& row = add("figures", "figure");
    auto& cells = row.cells;
    set(cells, "indicator", c_.predicate);
    set(cells, "subject", cut(c_.subject, kLongestWhat));
    set(cells, "about", joined(c_.parties));
    set(cells, "sector", sector_of(c_));
    set(cells, "nature", c_.how == modality::done ? "observed" : "planned");
    auto const& v = *c_.value;
    if (v.limit == bound::range) {
      set(cells, "low", plain(v.low));
      set(cells, "high", plain(v.high));
    } else if (v.limit == bound::vague) {
      set(cells, "low", plain(v.best));
    } else {
      set(cells, "value", plain(v.best));
    }
    set(cells, "bound", bound_column(v.limit));
    set(cells, "unit", v.currency.empty() ? (v.unit.empty() ? "rank" : v.unit) : v.currency);
    set(cells, "currency", v.currency);
    set(cells, "basis", basis_column(c_.basis));
    if (c_.when && c_.when->first != day::min() && c_.when->end != day::max()) {
      set(cells, "period_start", to_string(c_.when->first));
      set(cells, "period_end", to_string(c_.when->last()));
    }
  }

  void event() {
    auto& row = add("events", "event");
    set(row.cells, "title",
        cut(c_.subject.empty() ? c_.predicate : c_.subject + " " + c_.predicate, kLongestWhat));
    set(row.cells, "kind", event_kind());
    if (c_.when && c_.when->first != day::min() && c_.when->end != day::max()) {
      set(row.cells, "starts_on", to_string(*c_.when));
      set(row.cells, "dates_basis", "stated");
    }
    set(row.cells, "held", "yes");
    auto const where = of_kind(sides_.others, known_, mention_kind::place);
    set(row.cells, "place", where.empty() ? "" : where.front());
    auto who = of_kind(sides_.others, known_, mention_kind::person);
    auto const bodies = of_kind(sides_.others, known_, mention_kind::organisation);
    who.insert(who.end(), bodies.begin(), bodies.end());
    set(row.cells, "participants", joined(who));
    set(row.cells, "participants_text", joined(c_.new_parties));
    set(row.cells, "sector", sector_of(c_));
  }

  void agreement() {
    auto& row = add("agreements", "agreement");
    set(row.cells, "title",
        cut(c_.subject.empty() ? c_.predicate : c_.subject + " " + c_.predicate, kLongestWhat));
    set(row.cells, "kind", agreement_kind());
    set(row.cells, "countries", joined(sides_.countries));
    set(row.cells, "organisations",
        joined(of_kind(sides_.others, known_, mention_kind::organisation)));
    set(row.cells, "sector", sector_of(c_));
    if (c_.value) {
      set(row.cells, "documents", plain(c_.value->best));
      set(row.cells, "documents_bound", bound_column(c_.value->limit));
    }
  }

  void commitment() {
    auto& row = add("commitments", "commitment");
    set(row.cells, "what", cut(c_.predicate, kLongestWhat));
    set(row.cells, "force", force());
    set(row.cells, "owed_by", joined(c_.parties));
    if (c_.parties.empty()) {
      set(row.cells, "owed_by_text", cut(c_.subject, kLongestWhat));
    }
    set(row.cells, "said_by_text", context_.said_by_text);
    set(row.cells, "sector", sector_of(c_));
    set(row.cells, "said_on", context_.said_on);
    if (auto const due = due_of(c_)) {
      set(row.cells, "due", to_string(*due));
    }
  }

  void role() {
    auto const known = known_.entity(c_.subject) != nullptr;
    auto const person = known ? c_.subject : "person-" + record::slug(c_.subject);
    if (!known) {
      auto& name = add("names", "person");
      name.entity = person;
      set(name.cells, "language", "en");
      set(name.cells, "name", c_.subject);
      set(name.cells, "use", "official");
    }
    auto& row = add("people", "person");
    row.entity = person;
    set(row.cells, "role", c_.predicate);
    set(row.cells, "country", sides_.countries.empty() ? "" : sides_.countries.front());
    set(row.shared, "observed_from", context_.said_on);
    set(row.shared, "observed_to", context_.said_on);
  }

 private:
  addition& add(char const* table, std::string_view kind) {
    text_hash hash;
    hash.add(context_.hash);
    hash.add(fmt::format("{}-{}-{}", c_.begin, c_.end, table));
    addition a;
    a.entity = !p_.entity.empty()
                   ? p_.entity
                   : fmt::format("{}-{}-{:06x}", kind, record::slug(cut(c_.predicate, 40)),
                                 hash.value() & 0xFFFFFFU);
    a.table = table;
    a.pack = context_.pack;
    set(a.shared, "source", context_.source);
    set(a.shared, "grade", "reported");
    set(a.shared, "locator",
        fmt::format("characters {}-{}: \"{}\"", c_.begin, c_.end, cut(quote_, kLongestQuote)));
    set(a.shared, "note", fmt::format("read by rule, {}", c_.reason));
    p_.rows.push_back(std::move(a));
    return p_.rows.back();
  }

  bool says(std::string_view word) const {
    return c_.predicate.find(word) != std::string::npos || quote_.find(word) != std::string::npos;
  }

  std::string event_kind() const {
    return says("visit")                                         ? "visit"
           : says("forum")                                       ? "forum"
           : says("summit")                                      ? "summit"
           : says("exhibition")                                  ? "exhibition"
           : says("drill") || says("exercise")                   ? "exercise"
           : says("launch") || says("open") || says("inaugurat") ? "launch"
           : says("session")                                     ? "commission_session"
           : says("request") || says("asked")                    ? "request"
                                                                 : "meeting";
  }

  std::string agreement_kind() const {
    return c_.value                                        ? "package"
           : says("emorand") || says("MoU") || says("MOU") ? "mou"
           : says("eclaration")                            ? "declaration"
           : says("reaty")                                 ? "treaty"
           : says("ontract")                               ? "contract"
                                                           : "agreement";
  }

  std::string force() const {
    switch (c_.how) {
      case modality::agreed:
        return "agreed";
      case modality::hoped:
      case modality::expected:
      case modality::considered:
        return "hoped";
      case modality::wanted:
        return "demanded";
      default:
        return "announced";
    }
  }

  claim_proposal& p_;
  claim const& c_;
  gazetteer const& known_;
  proposal_context const& context_;
  sides sides_;
  std::string quote_;
};

}  // namespace

void fill_rows(claim_proposal& p, gazetteer const& known, text_model const& t,
               proposal_context const& context) {
  row_maker make{p, known, t, context};
  switch (p.what.kind) {
    case claim_kind::figure:
      return make.figure();
    case claim_kind::event:
      return make.event();
    case claim_kind::agreement:
      return make.agreement();
    case claim_kind::commitment:
      return make.commitment();
    case claim_kind::role:
      return make.role();
    default:
      return;
  }
}

}  // namespace karwan::ingest
