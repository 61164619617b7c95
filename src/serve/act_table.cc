#include "serve/act_table.h"

#include <algorithm>
#include <array>

#include "serve/routes.h"

namespace karwan::serve {
namespace {

constexpr auto kActs = std::to_array<act>({
    {"POST", "api/v1/session", open_session},
    {"GET", "api/v1/session", show_session},
    {"DELETE", "api/v1/session", close_session},
    {"POST", "api/v1/reports", report},
    {"POST", "api/v1/review/{id}", decide},
    {"POST", "api/v1/ingest", read_document, false, true},
    {"GET", "api/v1/documents/{id}", show_document, false, true},
    {"GET", "api/v1/audit", show_audit},
    {"GET", "api/v1/review", show_proposals, true},
    {"GET", "api/v1/review/{id}", show_proposal, true},
});

std::string_view as_get(std::string_view method) {
  return method == "HEAD" ? "GET" : method;
}

}  // namespace

act const* find_act(request const& q, std::string& id) {
  auto const says_who = !q.cookie.empty() || !q.authorization.empty();
  auto const it = std::ranges::find_if(kActs, [&](act const& a) {
    return a.method == as_get(q.method) && (says_who || !a.also_public) && fits(a.path, q.path, id);
  });
  return it == kActs.end() ? nullptr : &*it;
}

bool is_of_documents(request const& q) {
  std::string id;
  auto const* a = find_act(q, id);
  return a != nullptr && a->of_documents;
}

std::string_view path_of_act(request const& q) {
  std::string id;
  if (auto const* a = find_act(q, id)) {
    return a->path;
  }
  if (as_get(q.method) == "GET" && find_route(q.path, id) != nullptr) {
    return {};
  }
  auto const it =
      std::ranges::find_if(kActs, [&](act const& a) { return fits(a.path, q.path, id); });
  return it == kActs.end() ? std::string_view{} : it->path;
}

std::string methods_of(request const& q) {
  std::string id, out;
  auto const add = [&out](std::string_view method) { (out += out.empty() ? "" : ", ") += method; };
  if (find_route(q.path, id) != nullptr) {
    add("GET, HEAD");
  }
  for (auto const& a : kActs) {
    if (!a.also_public && fits(a.path, q.path, id)) {
      add(a.method == "GET" ? "GET, HEAD" : a.method);
    }
  }
  return out;
}

}  // namespace karwan::serve
