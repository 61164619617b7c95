#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "ingest/amount_read.h"
#include "ingest/date_read.h"
#include "karwan/base/text.h"
#include "karwan/ingest/eval.h"

namespace karwan::ingest {
namespace {

namespace json = boost::json;

std::string text_at(json::value const& v, std::string_view key) {
  auto const* found = v.is_object() ? v.get_object().if_contains(key) : nullptr;
  return found != nullptr && found->is_string() ? std::string{found->get_string()} : std::string{};
}

json::value const* member(json::value const& v, std::string_view key) {
  return v.is_object() ? v.get_object().if_contains(key) : nullptr;
}

bool is_supported(json::value const& c) {
  auto const none = text_at(c, "NotSupported") + text_at(c, "NotSupportedByDesign");
  return none.find("javascript") == std::string::npos;
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (auto& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

struct expected {
  std::string text;
  std::string value{}, unit{};                                     // of numbers and money
  std::string future_from{}, future_to{}, past_from{}, past_to{};  // of dates
  std::string timex{};
};

expected expected_of(json::value const& r) {
  expected out{.text = lower(text_at(r, "Text"))};
  if (auto const* resolution = member(r, "Resolution")) {
    out.value = text_at(*resolution, "value");
    out.unit = text_at(*resolution, "unit");
  }
  if (auto const* value = member(r, "Value")) {
    out.timex = text_at(*value, "Timex");
    auto const read = [&](std::string_view when, std::string& from, std::string& to) {
      if (auto const* days = member(*value, when)) {
        from = text_at(*days, "date") + text_at(*days, "startDate");
        to = text_at(*days, "endDate");
      }
    };
    read("FutureResolution", out.future_from, out.future_to);
    read("PastResolution", out.past_from, out.past_to);
  }
  return out;
}

struct recognizer_case {
  std::string input;
  std::vector<expected> results{};
  std::optional<day> reference{};
};

struct found_text {
  std::string text;
  mention past, future;  // the same but for dates
};

std::vector<found_text> find_amounts(text_model const& text, recognizer_model model) {
  lexed_text const t{text};
  std::vector<found_text> out;
  for (std::size_t i = 0; i < t.size();) {
    auto const m = model == recognizer_model::number ? read_plain_number(t, i) : read_money(t, i);
    if (!m) {
      ++i;
      continue;
    }
    out.push_back({lower(text.written(m->tokens)), *m, *m});
    i = m->tokens.end;
  }
  return out;
}

std::vector<found_text> find_dates(text_model const& text, recognizer_model model,
                                   std::optional<day> reference) {
  date_frame frame{reference, leaning::past, std::nullopt, true};
  auto const past = find_values(text, frame);
  frame.lean = leaning::future;
  auto const future = find_values(text, frame);
  std::vector<found_text> out;
  for (std::size_t i = 0; i < past.size() && i < future.size(); ++i) {
    auto const& m = past[i];
    if (m.kind != mention_kind::date && !(m.kind == mention_kind::duration && m.when)) {
      continue;
    }
    auto const one_day = !m.when || m.when->precision == date_precision::day;
    if (one_day == (model == recognizer_model::date)) {
      out.push_back({lower(text.written(m.tokens)), m, future[i]});
    }
  }
  return out;
}

bool same_number(double a, std::string const& text) {
  double b = 0;
  std::from_chars(text.data(), text.data() + text.size(), b);
  return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

// Days as the cases have them: the end is the day behind the last one, or the last day that the
// text names where it names two.
bool same_days(mention const& m, std::string const& from, std::string const& to) {
  if (!m.when || from.empty()) {
    return false;
  }
  return to_string(m.when->first) == from &&
         (to.empty() || to_string(m.when->end) == to || to_string(m.when->last()) == to);
}

bool is_right(expected const& e, found_text const& f, recognizer_model model) {
  if (e.text != f.text) {
    return false;
  }
  if (model == recognizer_model::number) {
    return same_number(f.past.value.best, e.value);
  }
  if (model == recognizer_model::currency) {
    auto const unit = sense_of(e.unit, sense_kind::currency);
    return unit && unit->code == f.past.value.currency &&
           same_number(f.past.value.best / unit->value, e.value);
  }
  if (e.future_from == "0001-01-01") {
    return !f.past.when;  // a day that does not exist
  }
  if (e.future_from.empty()) {
    return f.past.when && f.past.when->approximate;  // a season has no days there
  }
  return same_days(f.future, e.future_from, e.future_to) &&
         same_days(f.past, e.past_from, e.past_to);
}

bool is_stated(recognizer_case const& c) {
  for (auto const& e : c.results) {
    auto const has_month = e.timex.find("XXXX-XX") == std::string::npos &&
                           (e.timex.starts_with("XXXX-") || e.timex.starts_with("(XXXX-"));
    static constexpr std::string_view kRelative[] = {
        "this",     "next", "last",  "week",   "day",     "ago",      "rest", "now",
        "tomorrow", "past", "later", "coming", "current", "previous", "the "};
    auto relative = e.timex.find("WXX") != std::string::npos;
    for (auto const word : kRelative) {
      relative = relative || e.text.find(word) != std::string::npos;
    }
    if (relative || (!has_month && !e.timex.starts_with("1") && !e.timex.starts_with("2") &&
                     !e.timex.starts_with("(1") && !e.timex.starts_with("(2"))) {
      return false;
    }
  }
  return !c.results.empty();
}

recognizer_model model_of(json::array const& cases) {
  for (auto const& c : cases) {
    for (auto const& r : c.at("Results").as_array()) {
      auto const type = text_at(r, "TypeName") + text_at(r, "Type");
      return type == "currency"    ? recognizer_model::currency
             : type == "date"      ? recognizer_model::date
             : type == "daterange" ? recognizer_model::date_period
                                   : recognizer_model::number;
    }
  }
  return recognizer_model::number;
}

void run_case(recognizer_case const& c, recognizer_report& report) {
  auto const text = text_model::read(c.input);
  auto const by_days =
      report.model == recognizer_model::date || report.model == recognizer_model::date_period;
  auto const found = !text     ? std::vector<found_text>{}
                     : by_days ? find_dates(*text, report.model, c.reference)
                               : find_amounts(*text, report.model);
  auto passed = found.size() == c.results.size();
  for (std::size_t i = 0; passed && i < found.size(); ++i) {
    passed = is_right(c.results[i], found[i], report.model);
  }
  auto const stated = is_stated(c);
  ++report.cases;
  report.passed += passed ? 1 : 0;
  report.stated += stated ? 1 : 0;
  report.stated_passed += stated && passed ? 1 : 0;
  if (passed) {
    return;
  }
  eval_fault fault{.what = "failed", .kind = stated ? "stated" : "", .context = c.input};
  for (auto const& e : c.results) {
    fault.wanted += fmt::format("[{}] {}{} {} ", e.text, e.value + e.past_from,
                                e.past_to.empty() ? "" : "/" + e.past_to, e.unit);
  }
  for (auto const& f : found) {
    fault.got += fmt::format("[{}] {} ", f.text, normal_form(f.past));
  }
  report.faults.push_back(std::move(fault));
}

}  // namespace

result<recognizer_report> run_recognizer_cases(std::string_view text) {
  text = text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
  boost::system::error_code wrong;
  auto const parsed = json::parse(text, wrong);
  if (wrong || !parsed.is_array()) {
    return fail(error_kind::bad_input, "it holds no cases of Recognizers-Text", {},
                "Give an array of objects with Input and Results");
  }
  recognizer_report out;
  try {
    out.model = model_of(parsed.get_array());
    for (auto const& c : parsed.get_array()) {
      if (!is_supported(c)) {
        continue;
      }
      recognizer_case one{.input = text_at(c, "Input")};
      for (auto const& r : c.at("Results").as_array()) {
        one.results.push_back(expected_of(r));
      }
      if (auto const* context = member(c, "Context")) {
        if (auto const d = parse_day(text_at(*context, "ReferenceDateTime").substr(0, 10))) {
          one.reference = *d;
        }
      }
      run_case(one, out);
    }
  } catch (std::exception const& e) {
    return fail(error_kind::bad_input, fmt::format("a case is broken: {}", e.what()), {},
                "Each needs Input and Results");
  }
  return out;
}

}  // namespace karwan::ingest
