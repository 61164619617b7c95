#include "serve/cite.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/digest.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/text.h"
#include "karwan/record/changes.h"
#include "serve/answer.h"
#include "serve/pins.h"
#include "serve/query.h"

namespace karwan::serve {
namespace {

constexpr std::string_view kApi = "/api/v1/", kSum = "#sha256=";
constexpr std::size_t kKeyDigits = 8;

bool is_given(request const& q, std::string_view name) {
  return std::ranges::any_of(q.params, [&](auto const& p) { return p.first == name; });
}

void give(request& q, std::string_view name, std::string value) {
  if (!is_given(q, name)) {
    q.params.emplace_back(name, std::move(value));
  }
}

// The day of which the answer tells.
day as_of(request const& q, day today) {
  query params{q};
  for (auto const* name : {"as_of", "date", "depart"}) {
    if (is_given(q, name)) {
      auto const text = params.one(name);
      if (auto const d = parse_day(std::string_view{text}.substr(0, text.find('T')))) {
        return *d;
      }
    }
  }
  return today;
}

std::string title_of(request const& q) {
  std::string out = "Karwan:";
  for (std::size_t i = 2; i < q.path.size(); ++i) {
    out += " " + q.path[i];
  }
  for (auto const& [name, value] : q.params) {
    if (name != "known_at" && name != kTodayPin && name != kRecordPin) {
      out += fmt::format("{} {} {}", out.ends_with(value) ? "" : ",", name, value);
    }
  }
  return out;
}

// Where the pins cannot be taken, the answer would not stay.
reply answer_that_stays(desk& from, request const& pinned) {
  try {
    return answer_or_throw(from, pinned);
  } catch (failure& f) {
    auto const& what = f.what_failed;
    if (what.kind == error_kind::bad_input && what.place == in_quotes("known_at")) {
      throw failure{{error_kind::bad_input, "answers of this kind know no known_at and do not stay",
                     "known_at", "Cite an answer that does: plan, needs, impact, series ..."}};
    }
    throw;
  }
}

std::string states(citation const& c) {
  std::string out;
  for (auto const& p : c.packs) {
    out += fmt::format("{}pack {} {}", out.empty() ? "" : ", ", p.name, p.version);
  }
  return fmt::format("{}; record {}; as of {}, as known at {}; asked on {}; SHA-256 {}", out,
                     c.record_version, to_string(c.as_of), to_string(c.known_at),
                     to_string(c.asked_on), c.sha256);
}

std::string without_braces(std::string_view text) {
  std::string out;
  for (auto const c : text) {
    if (c != '{' && c != '}' && c != '\\') {
      out += c;
    }
  }
  return out;
}

void write_date(json_writer& w, std::string_view key, day d) {
  std::chrono::year_month_day const on{d};
  w.key(key).open_object().key("date-parts").open_array().open_array();
  w.integer(static_cast<int>(on.year()));
  w.integer(static_cast<unsigned>(on.month()));
  w.integer(static_cast<unsigned>(on.day()));
  w.close_array().close_array().close_object();
}

}  // namespace

bool asks_for_citation(request const& q) noexcept {
  return q.path.size() > 3 && q.path[0] == "api" && q.path[1] == "v1" && q.path[2] == "cite";
}

request cited_question(request q) {
  q.path.erase(q.path.begin() + 2);
  return q;
}

citation cite(desk& from, request q) {
  citation out;
  query params{q};
  out.asked_on = params.day_of(kTodayPin).value_or(from.today());
  out.title = title_of(q);
  record::view_spec view;
  params.look_back(view);
  if (!view.known_at) {
    view.known_at = record::last_written(from.record);
  }
  out.known_at = view.known_at.value_or(instant{});
  out.record_version = from.record.version(view);
  out.as_of = as_of(q, out.asked_on);
  out.packs = record::loaded_packs(from.record);
  give(q, "known_at", to_string(out.known_at));
  give(q, kTodayPin, to_string(out.asked_on));
  give(q, kRecordPin, out.record_version);
  out.sha256 = sha256(answer_that_stays(from, q).content());
  out.question = target_with(q, kRecordPin, out.record_version);
  out.url = fmt::format("{}{}{}{}", from.options.place.url, out.question, kSum, out.sha256);
  out.key = fmt::format("karwan-{}-{}", q.path.back(), out.sha256.substr(0, kKeyDigits));
  return out;
}

std::string to_bibtex(citation const& c) {
  return fmt::format(
      "@misc{{{},\n  author = {{{{Karwan}}}},\n  title = {{{{{}}}}},\n  year = {{{}}},\n"
      "  howpublished = {{\\url{{{}}}}},\n  note = {{{}}}\n}}\n",
      c.key, without_braces(c.title), to_string(c.asked_on).substr(0, 4), c.url, states(c));
}

std::string to_csl(citation const& c) {
  json_writer w;
  w.open_array().open_object().key("id").text(c.key).key("type").text("dataset");
  w.key("title").text(c.title).key("author").open_array().open_object();
  w.key("literal").text("Karwan").close_object().close_array();
  w.key("URL").text(c.url).key("version").text(c.record_version);
  write_date(w, "issued", c.asked_on);
  write_date(w, "accessed", c.asked_on);
  w.key("note").text(states(c)).close_object().close_array();
  return std::move(w).take();
}

std::string to_json(citation const& c) {
  json_writer w;
  w.open_object().key("key").text(c.key).key("title").text(c.title);
  w.key("question").text(c.question).key("url").text(c.url);
  w.key("packs").open_array();
  for (auto const& p : c.packs) {
    w.open_object().key("name").text(p.name).key("version").text(p.version).close_object();
  }
  w.close_array().key("record_version").text(c.record_version);
  w.key("as_of").text(to_string(c.as_of)).key("known_at").text(to_string(c.known_at));
  w.key("asked_on").text(to_string(c.asked_on)).key("sha256").text(c.sha256);
  w.key("bibtex").text(to_bibtex(c)).key("csl").text(to_csl(c)).close_object();
  return std::move(w).take();
}

citation cite(app_options o, std::string_view question) {
  auto const at = question.find(kApi);
  auto const target =
      std::string{kApi} + std::string{at == std::string_view::npos
                                          ? question.substr(question.starts_with('/'))
                                          : question.substr(at + kApi.size())};
  request q;
  if (auto const ok = read_target(target, q); !ok) {
    throw failure{ok.error()};
  }
  desk from{std::move(o)};
  return cite(from, std::move(q));
}

std::string rerun(app_options o, std::string_view cited) {
  auto const at = cited.find(kApi);
  if (at == std::string_view::npos) {
    throw failure{{error_kind::bad_input, "there is no citation in it", "CITATION",
                   "Give the address that a citation holds: .../api/v1/plan?..."}};
  }
  auto text = cited.substr(at);
  text = text.substr(0, text.find_first_of(" \t\r\n}\""));
  auto const sum = text.find('#');
  request q;
  if (auto const ok = read_target(text.substr(0, sum), q); !ok) {
    throw failure{ok.error()};
  }
  desk from{std::move(o)};
  auto const answer = answer_or_throw(from, q);
  auto const is = sha256(answer.content());
  if (sum != std::string_view::npos && text.substr(sum) != std::string{kSum} + is) {
    throw failure{{error_kind::conflict, "the answer has other bytes than the one cited",
                   "CITATION", "Cite and ask with the same version of the program"}};
  }
  return std::string{answer.content()};
}

}  // namespace karwan::serve
