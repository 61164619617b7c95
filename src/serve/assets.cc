#include "karwan/serve/assets.h"

#include <algorithm>
#include <array>
#include <string>

#include "serve/finish.h"

namespace karwan::serve {
namespace {

// Everything comes from this server, scripts and styles from files alone. MapLibre draws its
// buttons from data: images and starts its worker from a file.
constexpr auto kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' data: blob:; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

constexpr auto kNotBuilt = R"(<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Karwan</title>
<h1>The web app is not in this program</h1>
<p>Build it with <code>npm ci --prefix web && npm run --prefix web build</code>, then build the
program again. <code>./run</code> does both.</p>
<p>The answers are served all the same: <a href="/api/v1/meta">/api/v1/meta</a>.</p>
</html>
)";

constexpr auto kPages = std::to_array<std::string_view>(
    {"audit", "bottlenecks", "brief", "calendar", "commitments", "data", "impact", "ingest", "know",
     "login", "network", "organisations", "papers", "plan", "report", "review", "search",
     "timeline", "trade"});
constexpr auto kPagesOfOne = std::to_array<std::string_view>({"commitments", "entity"});

std::string joined(std::vector<std::string> const& segments) {
  std::string out;
  for (auto const& s : segments) {
    out += "/" + s;
  }
  return out;
}

bool is_page(std::vector<std::string> const& path) {
  return path.empty() || (path.size() == 1 && std::ranges::count(kPages, path[0]) != 0) ||
         (path.size() == 2 && std::ranges::count(kPagesOfOne, path[0]) != 0);
}

asset const* find(std::span<asset const> assets, std::string_view path) {
  auto const it = std::ranges::lower_bound(assets, path, {}, &asset::path);
  return it != assets.end() && it->path == path ? &*it : nullptr;
}

void protect(reply& r) {
  r.headers.emplace_back("Content-Security-Policy", kPolicy);
  r.headers.emplace_back("X-Content-Type-Options", "nosniff");
  r.headers.emplace_back("Referrer-Policy", "no-referrer");
}

reply of_asset(asset const& a, request const& q, int status) {
  reply r{.status = status, .type = std::string{a.type}};
  auto const zipped = q.accepts_gzip && !a.gzip.empty();
  // Another encoding is another representation and has another tag.
  auto const etag =
      zipped ? std::string{a.etag.substr(0, a.etag.size() - 1)} + "-gz\"" : std::string{a.etag};
  r.headers.emplace_back("ETag", etag);
  r.headers.emplace_back("Vary", "Accept-Encoding");
  // Names under /assets/ hold a digest of what they name.
  r.headers.emplace_back("Cache-Control", a.path.starts_with("/assets/")
                                              ? "public, max-age=31536000, immutable"
                                              : "no-cache");
  protect(r);
  if (status == 200 && names_tag(q.if_none_match, etag)) {
    r.status = 304;
    return r;
  }
  if (zipped) {
    r.headers.emplace_back("Content-Encoding", "gzip");
  }
  r.fixed = zipped ? a.gzip : a.plain;
  return r;
}

}  // namespace

reply asset_reply(std::span<asset const> assets, request const& q) {
  if (auto const* a = find(assets, joined(q.path))) {
    return of_asset(*a, q, 200);
  }
  auto const* page = find(assets, "/index.html");
  if (page == nullptr) {
    reply r{.status = is_page(q.path) ? 503 : 404, .type = "text/html; charset=utf-8"};
    r.body = kNotBuilt;
    protect(r);
    return r;
  }
  // The app says that there is no such page; what looks like a file is simply not there.
  auto const is_file = !q.path.empty() && q.path.back().find('.') != std::string::npos;
  if (!is_page(q.path) && is_file) {
    return problem_reply({error_kind::not_found, "there is no such file", joined(q.path), {}});
  }
  return of_asset(*page, q, is_page(q.path) ? 200 : 404);
}

}  // namespace karwan::serve
