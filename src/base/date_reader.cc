#include "base/date_reader.h"

namespace karwan::date_parts {

int year_of(day d) {
  return static_cast<int>(std::chrono::year_month_day{d}.year());
}

// since D, by the end of D, between D and E, D to E, D.
std::optional<date_span> reader::sentence() {
  if (in_.any({"since", "from"})) {
    auto from = range();
    if (from && !has_end_) {
      *from = {from->first, day::max(), date_precision::interval, from->approximate};
    }
    return from;
  }
  if (in_.word("by")) {
    return to_end();
  }
  if (in_.any({"until", "till", "through", "to"}) || (in_.word("up") && in_.word("to"))) {
    return to_end();
  }
  if (in_.word("before")) {
    auto const d = range();
    return d ? std::optional{date_span{day::min(), d->first, date_precision::interval,
                                       d->approximate}}
             : std::nullopt;
  }
  if (in_.word("after")) {
    auto const d = range();
    return d ? std::optional{date_span{d->end, day::max(), date_precision::interval,
                                       d->approximate}}
             : std::nullopt;
  }
  if (in_.word("between")) {
    auto both = range();
    return has_end_ ? both : std::nullopt;
  }
  in_.any({"in", "on", "during", "within", "at"});
  return range();
}

// What follows "by": the end of D, or D.
std::optional<date_span> reader::to_end() {
  in_.word("the");
  if (in_.word("end")) {
    in_.word("of");
    in_.symbol('-');
  }
  auto const d = range();
  return d ? std::optional{date_span{day::min(), d->end, date_precision::interval, d->approximate}}
           : std::nullopt;
}

// D, or D to E; the year of E is also D's where D has none.
std::optional<date_span> reader::range() {
  auto const from = point();
  if (!from) {
    return std::nullopt;
  }
  if (in_.at_end() || !(in_.symbol('-') || in_.any({"to", "through", "until", "till", "and"}))) {
    return settled(*from);
  }
  has_end_ = true;
  in_.any({"in", "on"});
  auto const to = point();
  auto const last = to ? (in_.at_end() ? settled(*to) : in_fiscal_year(*to)) : std::nullopt;
  if (!last) {
    return std::nullopt;
  }
  auto first = from->in_year ? from->in_year(year_of(last->last())) : from->span;
  if (first && from->in_year && first->first > last->first) {
    first = from->in_year(year_of(last->last()) - 1);
  }
  if (!first || last->end <= first->first) {
    return refuse("it ends before it starts", "Write the earlier date first");
  }
  return shaped(
      {first->first, last->end, date_precision::interval, first->approximate || last->approximate});
}

// The rest of "Jul-May FY2025".
std::optional<date_span> reader::in_fiscal_year(stretch const& s) {
  auto const whole = whole_year();
  if (!whole || !s.in_year) {
    return std::nullopt;
  }
  for (auto const d : {whole->span.first, whole->span.last()}) {
    auto const in = s.in_year(year_of(d));
    if (in && whole->span.first <= in->first && in->end <= whole->span.end) {
      return in;
    }
  }
  return std::nullopt;
}

std::optional<date_span> reader::settled(stretch const& s) {
  if (!s.in_year) {
    return s.span;
  }
  if (!context_.reference) {
    return refuse("it names no year", "Add the year");
  }
  auto const on = *context_.reference;
  std::optional<date_span> best;
  for (auto y = year_of(on) - 9; y <= year_of(on) + 9; ++y) {  // a leap day may be 8 years away
    auto const candidate = s.in_year(y);
    if (!candidate) {
      continue;
    }
    if (context_.lean == leaning::past && candidate->first <= on) {
      best = candidate;
    }
    if (context_.lean == leaning::future && candidate->end > on && !best) {
      best = candidate;
    }
  }
  return best;
}

std::optional<stretch> reader::point() {
  if (in_.symbol('~') || in_.any({"about", "around", "circa", "ca", "approximately", "roughly"})) {
    auto s = period();
    if (s) {
      s->span.approximate = true;
      if (s->in_year) {
        s->in_year = [f = s->in_year](int y) {
          auto d = f(y);
          if (d) {
            d->approximate = true;
          }
          return d;
        };
      }
    }
    return s;
  }
  auto const before = in_.rest();
  in_.word("the");
  if (in_.any({"early", "beginning", "start"})) {
    return third(0);
  }
  if (in_.any({"mid", "middle"})) {
    return third(1);
  }
  if (in_.any({"late", "end"})) {
    return third(2);
  }
  in_.rewind(before);
  return period();
}

std::optional<stretch> reader::third(int index) {
  in_.any({"of", "in"});
  in_.symbol('-');
  auto s = period();
  if (!s) {
    return std::nullopt;
  }
  auto const of = [index](std::optional<date_span> d) {
    auto out = d ? part_of(*d, index, 3) : std::nullopt;
    if (out) {
      out->approximate = true;
    }
    return out;
  };
  if (s->in_year) {
    return stretch{{}, [f = s->in_year, of](int y) { return of(f(y)); }};
  }
  auto const part = of(s->span);
  return part ? known(part)
              : refuse("it has no early, middle and late part", "Name a month, quarter or year");
}

}  // namespace karwan::date_parts
