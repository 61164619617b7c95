#include "karwan/relations/pillar.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/relations/words.h"
#include "relations/brief_parts.h"
#include "relations/cells.h"

namespace karwan::relations {
namespace {

using record::row;

constexpr auto kLive = std::chrono::months{24};  // seen within so long: live

// As the dictionary writes it: "Think tanks" is think_tank.
std::string singular(std::string_view word, std::string const& choices) {
  auto out = fold(word);
  std::ranges::replace(out, ' ', '_');
  if (is_choice(choices, out)) {
    return out;
  }
  if (out.ends_with("ies") && is_choice(choices, out.substr(0, out.size() - 3) + "y")) {
    return out.substr(0, out.size() - 3) + "y";
  }
  auto const cut = out.ends_with('s') ? out.substr(0, out.size() - 1) : std::string{};
  return is_choice(choices, cut) ? cut : std::string{};
}

class pillar_writer {
 public:
  pillar_writer(record::store const& from, record::name_index const& names, std::string kind,
                std::string sector, record::view_spec const& view)
      : from_{from},
        view_{view},
        kind_{std::move(kind)},
        sector_{std::move(sector)},
        tell_{from, names, view},
        stages_{read_stages(from, view)} {
    for (auto& g : read_groups(from, "organisations", view)) {
      if (g.text("kind") == kind_ || (!sector_.empty() && g.text("sector") == sector_)) {
        bodies_.insert(g.entity);
        groups_.push_back(std::move(g));
      }
    }
    read_ties();
  }

  std::vector<section> write() const {
    return {live_, announced_, dormant_, next_steps(), members()};
  }

 private:
  bool has_body(std::vector<std::string> const& entities) const {
    return std::ranges::any_of(entities, [&](auto const& e) { return bodies_.contains(e); });
  }

  void read_ties() {
    std::set<std::string> told;  // agreements that a relation stands for
    for (auto const& g : read_groups(from_, "relations", view_)) {
      auto const& r = g.rows.front();
      if (!has_body({std::string{g.text("from")}, std::string{g.text("to")}}) &&
          (sector_.empty() || r.text("sector") != sector_)) {
        continue;
      }
      told.emplace(g.text("agreement"));
      auto const state = g.text("state");
      (state == "live"        ? live_
       : state == "announced" ? announced_
                              : dormant_)
          .sentences.push_back(tell_.relation(g));
    }
    for (auto const& g : read_groups(from_, "agreements", view_)) {
      if (!told.contains(g.entity) && has_body(g.rows.front().items("organisations"))) {
        add_agreement(g);
      }
    }
  }

  void add_agreement(group const& g) {
    auto const its = stages_.find(g.entity);
    auto const reached = its == stages_.end() ? std::vector<row>{} : its->second;
    auto s = tell_.agreement(g, reached);
    std::chrono::year_month_day const at{view_.as_of};
    auto const then = at - kLive;
    auto const oldest = then.ok() ? day{then} : day{then.year() / then.month() / std::chrono::last};
    // What was looked for in vain is no sign of life.
    auto const sign = std::find_if(reached.rbegin(), reached.rend(),
                                   [](row const& r) { return r.text("stage") != "not_seen"; });
    auto const last = sign == reached.rend() ? std::string{} : std::string{sign->text("stage")};
    auto const ended =
        last == "inactive" || last == "suspended" || last == "denounced" || last == "dropped";
    auto const begun =
        !last.empty() && last != "said" && last != "planned" && last != "negotiating";
    auto const seen = sign != reached.rend() && day_of_stage(*sign).first >= oldest;
    auto& to = !begun ? announced_ : seen && !ended ? live_ : dormant_;
    s.mark = !begun ? "announced" : seen && !ended ? "live" : ended ? last : "not seen for long";
    if (reached.empty()) {
      s.mark = "unknown";
    }
    to.sentences.push_back(std::move(s));
  }

  section next_steps() const {
    section out{"next", said_text("Next steps owed"), {}, {}};
    for (auto const& t : list_commitments(from_, view_, {})) {
      auto const closed = t.how.status == standing::kept || t.how.status == standing::kept_late ||
                          t.how.status == standing::dropped;
      auto const ours = has_body(debtors_of(t.what)) || has_body(creditors_of(t.what)) ||
                        (!sector_.empty() && std::ranges::count(sectors_of(t.what), sector_) != 0);
      if (!closed && ours) {
        out.sentences.push_back(tell_.commitment(t));
      }
    }
    return out;
  }

  section members() const {
    section out{"members", said_text("Organisations"), {}, {}};
    for (auto const& g : groups_) {
      out.sentences.push_back(tell_.organisation(g));
    }
    return out;
  }

  record::store const& from_;
  record::view_spec view_;
  std::string kind_, sector_;
  teller tell_;
  stages_by_entity stages_;
  std::set<std::string> bodies_;
  std::vector<group> groups_;
  section live_{
      "live", said_text("Live: something was done or signed in the last two years"), {}, {}};
  section announced_{"announced", said_text("Announced: nothing was seen of it yet"), {}, {}};
  section dormant_{"dormant", said_text("Dormant, or not heard of for long"), {}, {}};
};

}  // namespace

result<document> write_pillar(record::store const& from, record::name_index const& names,
                              std::string_view word, record::view_spec const& view) {
  auto const kinds = choices_of("organisations", "kind"),
             sectors = choices_of("organisations", "sector");
  auto const kind = singular(word, kinds), sector = singular(word, sectors);
  if (kind.empty() && sector.empty()) {
    return fail(error_kind::bad_input, "there is no pillar " + in_quotes(word), {},
                fmt::format("Name a kind of organisation ({}) or a sector ({})", kinds, sectors));
  }
  document d{
      "pillar",   said_text("Pillar: " + capital(spaced(fold(word)))), standpoint_of(view), {}, {},
      view.layers};
  std::size_t ties = 0;
  for (auto& s : pillar_writer{from, names, kind, sector, view}.write()) {
    ties += s.id == "live" || s.id == "announced" || s.id == "dormant" ? s.sentences.size() : 0;
    if (!s.sentences.empty()) {
      d.sections.push_back(std::move(s));
    }
  }
  if (ties == 0) {
    d.remark = said_text("The record holds no tie of such organisations across the border");
  }
  return d;
}

}  // namespace karwan::relations
