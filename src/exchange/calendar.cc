#include "karwan/exchange/calendar.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "exchange/ical_text.h"
#include "karwan/base/date_order.h"
#include "karwan/relations/commitments.h"

namespace karwan::exchange {
namespace {

using record::row;

// One entry of the calendar.
struct entry {
  std::string uid, summary, description, location, category, status;
  day first{}, end{};  // end: the first day that is no longer part of it
  instant known{};     // when the record learned of it
};

void add_line(std::string& to, std::string_view text) {
  to += to.empty() ? "" : "\n";
  to += text;
}

class calendar {
 public:
  calendar(record::store const& in, record::name_index const& names, record::view_spec const& view,
           calendar_filter const& filter)
      : in_{in}, names_{names}, view_{view}, filter_{filter} {}

  std::vector<entry> entries() {
    add_due_dates();
    if (filter_.owed_by.empty()) {
      add_events();
    }
    std::erase_if(entries_, [&](entry const& e) {
      return (filter_.from && e.end <= *filter_.from) || (filter_.to && e.first > *filter_.to);
    });
    std::ranges::sort(entries_, {}, [](entry const& e) {
      return std::tuple{e.first, e.end, std::string_view{e.uid}};
    });
    return std::move(entries_);
  }

 private:
  std::string name_of(std::string_view entity) const {
    return std::string{names_.display_name(entity)};
  }

  std::string names_of(std::vector<std::string> const& entities,
                       std::vector<std::string> const& others) const {
    std::string out;
    for (auto const& e : entities) {
      out += (out.empty() ? "" : ", ") + name_of(e);
    }
    for (auto const& text : others) {
      out += (out.empty() ? "" : ", ") + text;
    }
    return out;
  }

  std::string title_of_source(std::string const& id) {
    auto& out = sources_[id];
    if (out.empty()) {
      auto const s = record::read_source(in_, id);
      out = s.title + (s.url.empty() ? "" : " <" + s.url + ">");
    }
    return out;
  }

  // Each due date that was ever stated of a story, the first one and the slips.
  void add_due_dates() {
    auto const known = times_of("commitments");
    for (auto const& t :
         relations::list_commitments(in_, view_, {filter_.owed_by, filter_.sector, {}, {}, {}})) {
      std::map<day, std::vector<relations::saying const*>> dues;  // by their last day
      for (auto const& s : t.what.sayings) {
        if (s.due && s.due->end != day::max()) {
          dues[s.due->last()].push_back(&s);
        }
      }
      auto first = true;
      for (auto const& [last, sayings] : dues) {
        entries_.push_back(due_entry(t, last, sayings, first, known));
        first = false;
      }
    }
  }

  entry due_entry(relations::told const& t, day last,
                  std::vector<relations::saying const*> const& sayings, bool first,
                  std::map<std::string, instant> const& known) {
    auto const& newest = *sayings.back();
    entry e;
    auto digits = to_string(last);
    std::erase(digits, '-');
    e.uid = fmt::format("{}.due.{}@karwan", t.what.id, digits);
    e.summary = fmt::format("{}: {}", first ? "Due" : "Due (later date)",
                            relations::title_of(t.what, names_));
    e.first = last;
    e.end = last + std::chrono::days{1};
    e.category = newest.sector;
    e.status = t.how.status == relations::standing::dropped ? "CANCELLED" : "CONFIRMED";
    auto const span = *newest.due;
    add_line(
        e.description,
        fmt::format("Due: {}{}", to_string(span),
                    span.length() > std::chrono::days{1} ? " (in time until its last day)" : ""));
    add_line(e.description, fmt::format("Status on {}: {}. {}", to_string(view_.as_of),
                                        relations::name_of(t.how.status), t.how.why));
    if (auto const who =
            names_of(relations::debtors_of(t.what), relations::other_debtors_of(t.what));
        !who.empty()) {
      add_line(e.description, "Owed by: " + who);
    }
    for (auto const* s : sayings) {
      add_line(e.description, fmt::format("{}: {} [{}]", relations::name_of(s->how), s->what,
                                          title_of_source(s->at.source)));
      if (auto const it = known.find(s->at.row_id); it != known.end()) {
        e.known = std::max(e.known, it->second);
      }
    }
    return e;
  }

  // When each row of a table was last recorded.
  std::map<std::string, instant> times_of(char const* table) const {
    std::map<std::string, instant> out;
    for (auto const& r : in_.rows(*record::find_table(table), view_)) {
      out.emplace(r.row_id, r.recorded_at);
    }
    return out;
  }

  // Of several rows on one event, the preferred one that has a date.
  void add_events() {
    std::map<std::string, row> best;
    for (auto& r : in_.rows(*record::find_table("events"), view_)) {
      auto const* starts = r.find("starts_on");
      auto const wanted = filter_.sector.empty() || r.text("sector") == filter_.sector;
      auto const unknown = starts == nullptr || is_open(starts->span);
      if (unknown || !wanted) {
        continue;
      }
      auto const it = best.find(r.entity);
      if (it == best.end()) {
        best.emplace(r.entity, std::move(r));
      } else if (record::preferred(r, it->second, view_.as_of)) {
        it->second = std::move(r);
      }
    }
    for (auto const& [id, r] : best) {
      add_event(r);
    }
  }

  void add_event(row const& r) {
    auto const starts = r.find("starts_on")->span;
    auto span = starts;
    if (auto const* ends = r.find("ends_on"); ends != nullptr && ends->span.end != day::max()) {
      span.end = std::max(span.end, ends->span.end);
    }
    // Of a side that is not known, the day that is.
    if (span.end == day::max()) {
      span.end = span.first + std::chrono::days{1};
    } else if (span.first == day::min()) {
      span.first = span.end - std::chrono::days{1};
    }
    entry e;
    e.uid = r.entity + ".event@karwan";
    e.summary = r.text("title");
    e.first = span.first;
    e.end = span.end;
    e.category = r.text("sector");
    e.known = r.recorded_at;
    auto const held = r.text("held");
    e.status = held == "yes" ? "CONFIRMED" : "TENTATIVE";
    auto const place = r.text("place");
    e.location = !place.empty() ? name_of(place) : std::string{r.text("place_text")};
    auto const* ends = r.find("ends_on");
    auto const dates = ends == nullptr || ends->text == r.text("starts_on")
                           ? std::string{r.text("starts_on")}
                           : fmt::format("{} to {}", r.text("starts_on"), ends->text);
    if (starts.precision == date_precision::day && !starts.approximate) {
      add_line(e.description, "Date: " + dates);
    } else {
      e.summary += fmt::format(" ({})", dates);
      add_line(e.description, fmt::format("Date: {} (the day is not known)", dates));
    }
    add_line(e.description, held == "yes"       ? "Held"
                            : held == "planned" ? "Planned"
                                                : "Not confirmed that it was held");
    if (auto const who = with(r); !who.empty()) {
      add_line(e.description, "With: " + who);
    }
    if (auto const outcome = r.text("outcome"); !outcome.empty()) {
      add_line(e.description, fmt::format("Outcome: {}", outcome));
    }
    add_line(e.description, fmt::format("[{}]", title_of_source(r.source)));
    entries_.push_back(std::move(e));
  }

  std::string with(row const& r) const {
    std::string out;
    for (auto const* column : {"participants", "participants_text"}) {
      for (auto const& one : r.items(column)) {
        out += out.empty() ? "" : ", ";
        out += std::string_view{column} == "participants" ? name_of(one) : one;
      }
    }
    return out;
  }

  record::store const& in_;
  record::name_index const& names_;
  record::view_spec const& view_;
  calendar_filter const& filter_;
  std::vector<entry> entries_;
  std::map<std::string, std::string> sources_;
};

}  // namespace

std::string calendar_ics(record::store const& in, record::name_index const& names,
                         record::view_spec const& view, calendar_filter const& filter) {
  ical_text out;
  out.line("BEGIN", "VCALENDAR").line("VERSION", "2.0").line("PRODID", "-//Karwan//karwan//EN");
  out.line("CALSCALE", "GREGORIAN").text("X-WR-CALNAME", "Karwan");
  out.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
  for (auto const& e : calendar{in, names, view, filter}.entries()) {
    out.line("BEGIN", "VEVENT").line("UID", e.uid).moment("DTSTAMP", e.known);
    out.date("DTSTART", e.first).date("DTEND", e.end).text("SUMMARY", e.summary);
    out.text("DESCRIPTION", e.description);
    if (!e.location.empty()) {
      out.text("LOCATION", e.location);
    }
    out.text("CATEGORIES", e.category).line("STATUS", e.status).line("TRANSP", "TRANSPARENT");
    out.line("END", "VEVENT");
  }
  return std::move(out.line("END", "VCALENDAR")).take();
}

}  // namespace karwan::exchange
