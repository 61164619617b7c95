// The answer to an inquiry: plan, needs and matches in one document.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "karwan/plan/planner.h"
#include "karwan/relations/directory.h"
#include "karwan/relations/inquiry.h"
#include "karwan/relations/words.h"
#include "relations/brief_parts.h"
#include "relations/cells.h"

namespace karwan::relations {
namespace {

using record::row;

constexpr std::size_t kMostJourneys = 4;
constexpr std::size_t kMostSources = 6;  // of one journey: those that most of its statements name
constexpr double kSecondsInDay = 86'400, kCentsInDollar = 100;

// The sources behind statements, those of most statements first; at most kMostSources.
std::vector<std::string> leading_sources(record::store const& from,
                                         std::vector<std::string> const& statements,
                                         std::vector<record::statement_ix>& found) {
  for (auto const& id : statements) {
    if (auto const ix = from.find_statement(id); ix) {
      found.push_back(*ix);
    }
  }
  std::ranges::sort(found);
  auto const same = std::ranges::unique(found);
  found.erase(same.begin(), same.end());
  std::map<std::string, std::size_t> count;
  for (auto const& e : record::read_statements(from, found)) {
    if (!e.source.empty()) {
      ++count[e.source];
    }
  }
  std::vector<std::pair<std::size_t, std::string>> order;
  for (auto const& [source, n] : count) {
    order.emplace_back(n, source);
  }
  std::ranges::stable_sort(order, std::greater{}, [](auto const& x) { return x.first; });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(order.size(), kMostSources); ++i) {
    out.push_back(order[i].second);
  }
  return out;
}

class answerer {
 public:
  answerer(record::store const& from, record::name_index const& names, inquiry const& i,
           record::view_spec const& view, day today)
      : from_{from}, names_{names}, i_{i}, view_{view}, today_{today}, tell_{from, names, view} {
    read_places();
    read_product();
  }

  document write() {
    document d{"inquiry",
               said_text(fmt::format("Answer to {}: {}, {} to {}", i_.id, i_.about,
                                     tell_.name(i_.from), tell_.name(i_.to))),
               said_text(standpoint_of(view_).english + fmt::format("; asked on {}", i_.asked_on)),
               {},
               {},
               view_.layers};
    if (i_.for_whom == "goods") {
      d.sections.push_back(plan_section());
    }
    needs(d);
    d.sections.push_back(match_section());
    return d;
  }

 private:
  std::string country_of(std::string const& place) const {
    for (auto const& r : from_.rows_of(place, view_)) {
      if (r.table == record::find_table("places") && r.find("country") != nullptr) {
        return std::string{r.text("country")};
      }
    }
    return place;  // a country itself
  }

  void read_places() {
    from_country_ = country_of(i_.from);
    to_country_ = country_of(i_.to);
  }

  void read_product() {
    if (i_.product.empty()) {
      return;
    }
    for (auto const& r : from_.rows_of(i_.product, view_)) {
      if (r.table == record::find_table("products")) {
        code_ = r.text("hs_code");
      }
    }
  }

  section plan_section() {
    section out{"plan", said_text("How to get it there"), {}, {}};
    auto const country = [&](std::string const& id) {
      auto const kinds = names_.kinds_of(id);
      return std::ranges::find(kinds, "country") != kinds.end();
    };
    if (country(i_.from) || country(i_.to)) {
      out.remark = said_text("A plan needs two places: name a town, port or station on each side");
      return out;
    }
    try {
      plan::asked q;
      q.from = i_.from;
      q.to = i_.to;
      q.product = i_.product;
      q.tonnes = i_.tonnes ? fmt::format("{}", *i_.tonnes) : std::string{};
      q.as_of = q.depart = to_string(view_.as_of);
      auto question = value_or_throw(plan::read_question(q, today_));
      question.view.known_at = view_.known_at;
      question.view.published_by = view_.published_by;
      question.view.layers = view_.layers;
      tell_plan(plan::plan(from_, question), out);
    } catch (failure const& f) {
      out.remark = said_text("No plan could be made: " + without_stop(f.what_failed.text));
    }
    return out;
  }

  void tell_plan(plan::answer const& a, section& out) {
    for (auto const& j : a.journeys) {
      if (out.sentences.size() == kMostJourneys) {
        break;
      }
      add_journey(j, out);
    }
    for (auto const& b : a.closures) {
      sentence s;
      s.entity = b.entity;
      s.mark = "shut";
      s.parts.push_back(
          {fmt::format("{}: {}{}", b.target_name.empty() ? b.target : b.target_name, b.name,
                       b.last_confirmed ? ", last confirmed " + to_string(*b.last_confirmed)
                                        : std::string{}),
           leading_sources(from_, b.statements, s.statements)});
      if (!s.parts.front().sources.empty()) {
        out.sentences.push_back(std::move(s));
      }
    }
    out.remark.english =
        a.journeys.empty() ? "No way is open on the day; what shuts it is listed"
                           : fmt::format(
                                 "Low and high are bounds; the sources are those on which most of "
                                 "the statements rest. karwan plan {} {} shows every leg",
                                 i_.from, i_.to);
  }

  void add_journey(plan::journey const& j, section& out) {
    std::vector<std::string> statements, modes;
    for (auto const& leg : j.legs) {
      statements.insert(statements.end(), leg.statements.begin(), leg.statements.end());
    }
    for (auto const m : j.modes) {
      modes.emplace_back(network::name_of(m));
    }
    std::string labels;
    for (auto const l : j.labels) {
      labels += (labels.empty() ? "" : ", ") + spaced(name_of(l));
    }
    auto const days = [](std::int64_t s) { return static_cast<double>(s) / kSecondsInDay; };
    auto const dollars = [](std::int64_t c) {
      return number_words(std::round(static_cast<double>(c) / kCentsInDollar));
    };
    sentence s;
    s.mark = labels;
    auto sources = leading_sources(from_, statements, s.statements);
    if (sources.empty()) {
      return;
    }
    s.parts.push_back(
        {fmt::format(
             "By {}, {}: {:.1f} days ({:.1f} to {:.1f}), USD {} ({} to {}); {:.0f} % of the "
             "time and {:.0f} % of the cost rest on what no source states",
             fmt::join(modes, " and "), fmt::join(j.countries, "›"), days(j.time.value.best),
             days(j.time.value.low), days(j.time.value.high), dollars(j.cost.value.best),
             dollars(j.cost.value.low), dollars(j.cost.value.high), 100 * j.time.assumed,
             100 * j.cost.assumed),
         std::move(sources)});
    out.sentences.push_back(std::move(s));
  }

  // Does a list of HS codes and ranges of chapters speak of the goods?
  bool covers(std::vector<std::string> const& codes) const {
    if (codes.empty()) {
      return true;
    }
    if (code_.empty()) {
      return false;
    }
    return std::ranges::any_of(codes, [&](std::string const& c) {
      if (auto const dash = c.find('-'); dash != std::string::npos) {
        auto const chapter = code_.substr(0, dash);
        return c.substr(0, dash) <= chapter && chapter <= c.substr(dash + 1);
      }
      return code_.starts_with(c) || c.starts_with(code_);
    });
  }

  bool applies(row const& r) const {
    auto const fits = [](std::string_view cell, std::string const& country) {
      return cell.empty() || cell == country;
    };
    auto const whom = r.text("for_whom");
    auto const carriage = whom == "goods" || whom == "vehicle" || whom == "driver";
    auto const who_fits = i_.for_whom == "goods" ? carriage : whom == i_.for_whom;
    auto const only = r.items("nationalities");
    auto const nation_fits = only.empty() || std::ranges::find(only, from_country_) != only.end();
    return who_fits && nation_fits && record::holds_on(r, view_.as_of) &&
           fits(r.text("from_country"), from_country_) && fits(r.text("to_country"), to_country_) &&
           covers(r.items("product_hs"));
  }

  sentence need(row const& r) const {
    auto text = without_stop(r.text("requirement"));
    if (!r.text("issued_by").empty()) {
      text += ", by " + without_stop(r.text("issued_by"));
    }
    if (auto const d = r.number("processing_d"); d) {
      text += "; " + days_words(*d, r.number("processing_high_d"));
    }
    if (auto const fee = r.number("fee"); fee) {
      text += fmt::format("; fee {} {}", r.text("fee_currency"), number_words(*fee));
    }
    if (!r.text("condition").empty()) {
      text += "; " + without_stop(r.text("condition"));
    }
    sentence s{{{std::move(text), {r.source}}}, r.entity, spaced(r.text("kind")), {}};
    s.statements =
        statements_in(r, {"requirement", "issued_by", "processing_d", "fee", "condition"});
    return s;
  }

  void needs(document& d) const {
    std::map<std::string, section> groups;
    std::vector<std::string> order{"goods", "vehicle", "driver", i_.for_whom};
    for (auto const& r : rows_of_table(from_, "procedures", view_)) {
      if (was_out(r, view_.as_of) && applies(r)) {
        auto const whom = std::string{r.text("for_whom")};
        auto& s = groups[whom];
        s.id = "needs-" + whom;
        std::ranges::replace(s.id, '_', '-');
        s.heading.english = fmt::format("What is needed: {}", spaced(whom));
        s.sentences.push_back(need(r));
      }
    }
    for (auto const& whom : order) {
      if (auto const it = groups.find(whom); it != groups.end() && !it->second.id.empty()) {
        it->second.remark = said_text(
            "As stated by the sources; whether a condition is met in this case is not evaluated: "
            "karwan needs does that");
        d.sections.push_back(std::move(it->second));
        groups.erase(it);
      }
    }
  }

  section match_section() const {
    section out{"matches", said_text("Whom to talk to"), {}, {}};
    directory_filter filter;
    static std::map<std::string, std::string> const kSectors{{"tourist", "tourism"},
                                                             {"student", "education"},
                                                             {"investor", "investment"},
                                                             {"business_traveller", "trade"}};
    if (auto const it = kSectors.find(i_.for_whom); it != kSectors.end()) {
      filter.sector = it->second;
    } else {
      filter.product = code_.empty() ? i_.about : code_;
    }
    filter.country = to_country_;
    auto const found = read_directory(from_, names_, filter, view_);
    if (found) {
      for (auto const& e : *found) {
        for (auto const& o : e.offers) {
          out.sentences.push_back(
              {{{fmt::format("{}{}: {}", e.name, o.is_want ? " seeks" : " offers",
                             without_stop(o.what)),
                 {o.source}}},
               o.id,
               {},
               {}});
        }
      }
    }
    if (out.sentences.empty()) {
      out.remark.english = fmt::format(
          "The directory names nobody in {} for this. A list of a chamber or ministry would: "
          "karwan "
          "directory import FILE.csv",
          tell_.name(to_country_));
    }
    return out;
  }

  record::store const& from_;
  record::name_index const& names_;
  inquiry const& i_;
  record::view_spec view_;
  day today_;
  teller tell_;
  std::string from_country_, to_country_, code_;
};

}  // namespace

document answer_inquiry(record::store const& from, record::name_index const& names,
                        inquiry const& i, record::view_spec const& view, day today) {
  return answerer{from, names, i, view, today}.write();
}

}  // namespace karwan::relations
