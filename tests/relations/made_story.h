#pragma once

#include <string>

#include "karwan/relations/stories.h"

namespace karwan::relations {

inline day on(char const* text) {
  return value_or_throw(parse_day(text));
}
inline date_span span(char const* text) {
  return value_or_throw(parse_date_span(text));
}

// A story written down in a line or two. Everything counts from the last day of its date.
struct made_story {
  story s{"commitment-made", {}, {}, {}};
  unsigned n{0};

  citation cite() {
    ++n;
    return {"row-" + std::to_string(n), "src", {record::statement_ix{n}}};
  }
  made_story& said(char const* when, force how, char const* due = "") {
    saying x;
    x.at = cite();
    x.said_on = span(when);
    x.counts_from = x.said_on->last();
    x.how = how;
    x.what = "something";
    x.sector = "trade";
    if (*due != '\0') {
      x.due = span(due);
      x.due_statements = x.at.statements;
    }
    s.sayings.push_back(x);
    return *this;
  }
  made_story& reached(stage what, char const* when, char const* seen = "",
                      char const* certainty = "stated") {
    stage_mark m;
    m.at = cite();
    m.what = what;
    if (*when != '\0') {
      m.on = span(when);
    }
    m.counts_from = span(*seen == '\0' ? when : seen).last();
    m.certainty = certainty;
    s.stages.push_back(m);
    return *this;
  }
  made_story& seen(char const* when) {
    s.sightings.push_back({cite(), span(when), span(when).last(), "seen"});
    return *this;
  }
};

}  // namespace karwan::relations
