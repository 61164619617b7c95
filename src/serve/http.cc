#include "karwan/serve/http.h"

#include <algorithm>
#include <charconv>

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <boost/url/url_view.hpp>

#include "karwan/base/problem.h"
#include "karwan/base/text.h"

namespace karwan::serve {

status read_target(std::string_view target, request& into) {
  auto const bad = [](char const* text) {
    return fail(error_kind::bad_input, text, "the request's target",
                "Send a path that begins with / and is percent-encoded UTF-8");
  };
  auto const url = boost::urls::parse_origin_form(target);
  if (!url) {
    return bad("it is not a path with a query");
  }
  auto const keep = [&](std::string text) { return is_utf8(text) ? text : std::string{'\xff'}; };
  for (auto const& segment : url->segments()) {
    into.path.push_back(keep(segment));
  }
  if (into.path == std::vector<std::string>{""}) {
    into.path.clear();
  }
  for (auto const& param : url->params()) {
    into.params.emplace_back(keep(param.key), keep(param.value));
  }
  auto const broken = [](std::string const& text) {
    return text == "\xff" || text.find('\0') != std::string::npos;
  };
  for (auto const& segment : into.path) {
    if (broken(segment)) {
      return bad("its path is not UTF-8 text");
    }
  }
  for (auto const& [key, value] : into.params) {
    if (broken(key) || broken(value)) {
      return bad("its query is not UTF-8 text");
    }
  }
  return {};
}

std::string target_with(request const& q, std::string_view name, std::string_view value) {
  boost::urls::url out;
  out.set_path_absolute(true);
  for (auto const& segment : q.path) {
    out.segments().push_back(segment);
  }
  for (auto const& [key, text] : q.params) {
    if (key != name) {
      out.params().append({key, text});
    }
  }
  out.params().append({name, value});
  return std::string{out.encoded_target()};
}

double quality(std::string_view header, std::string_view item) noexcept {
  auto const trimmed = [](std::string_view text) {
    auto const first = std::min(text.find_first_not_of(" \t"), text.size());
    return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
  };
  while (!header.empty()) {
    auto one = header.substr(0, header.find(','));
    header.remove_prefix(std::min(one.size() + 1, header.size()));
    auto const name = trimmed(one.substr(0, one.find(';')));
    if (name != item) {
      continue;
    }
    auto const q = one.find("q=");
    double value = 1;
    if (q != std::string_view::npos) {
      std::from_chars(one.data() + q + 2, one.data() + one.size(), value);
    }
    return value > 0 ? std::min(value, 1.0) : 0;  // not a number is no wish
  }
  return 0;
}

reply problem_reply(error const& e) {
  return {.status = http_status(e.kind), .type = kProblemType, .body = problem_json(e)};
}

reply problem_reply(error const& e, int code, std::string_view kind) {
  return {.status = code, .type = kProblemType, .body = problem_json(e, code, kind)};
}

}  // namespace karwan::serve
