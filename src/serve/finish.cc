#include "serve/finish.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zlib.h>

namespace karwan::serve {
namespace {

constexpr std::size_t kWorthZipping = 1024;  // bytes; less fits one packet anyway
constexpr int kZipLevel = 5;
constexpr int kGzipWindow = 15 + 16;  // the largest, in a gzip frame
constexpr int kZipMemory = 8;         // zlib's default

std::string gzipped(std::string_view text) {
  z_stream z{};
  if (deflateInit2(&z, kZipLevel, Z_DEFLATED, kGzipWindow, kZipMemory, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw std::bad_alloc{};
  }
  std::string out(deflateBound(&z, text.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

// Tells answers apart; what they are cited by is a SHA-256 (cite.cc).
std::string tag_of(std::string_view content, bool zipped) {
  auto const sum = XXH3_128bits(content.data(), content.size());
  return fmt::format("\"{:016x}{:016x}{}\"", sum.high64, sum.low64, zipped ? "-gz" : "");
}

std::string_view strong(std::string_view tag) {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

bool names_tag(std::string_view list, std::string_view etag) noexcept {
  while (!list.empty()) {
    auto one = list.substr(0, list.find(','));
    list.remove_prefix(std::min(one.size() + 1, list.size()));
    one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
    one = one.substr(0, one.find_last_not_of(" \t") + 1);
    if (one == "*" || (!one.empty() && strong(one) == strong(etag))) {
      return true;
    }
  }
  return false;
}

reply identified(std::string const& id, reply r) {
  if (r.type == kProblemType && !id.empty() && r.body.ends_with('}')) {
    r.body.back() = ',';
    r.body += "\"request_id\":\"" + id + "\"}";
  }
  return r;
}

reply finished(request const& q, reply r) {
  r = identified(q.id, std::move(r));
  r.headers.emplace_back("Access-Control-Allow-Origin", "*");
  r.headers.emplace_back("Access-Control-Expose-Headers", kExposed);
  r.headers.emplace_back("Cache-Control", "no-cache");
  r.headers.emplace_back("X-Content-Type-Options", "nosniff");
  r.headers.emplace_back("Vary", "Accept, Accept-Encoding");
  auto const zip = q.accepts_gzip && r.content().size() >= kWorthZipping;
  if (r.status == 200) {
    auto const etag = tag_of(r.content(), zip);
    r.headers.emplace_back("ETag", etag);
    if (names_tag(q.if_none_match, etag)) {
      r.status = 304;
      r.body.clear();
      return r;
    }
  }
  if (zip) {
    r.headers.emplace_back("Content-Encoding", "gzip");
    r.body = gzipped(r.content());
  }
  return r;
}

reply told_if_changed(request const& q, reply const& r) {
  auto const etag = std::ranges::find(r.headers, "ETag", [](auto const& h) { return h.first; });
  if (r.status != 200 || etag == r.headers.end() || !names_tag(q.if_none_match, etag->second)) {
    return r;
  }
  reply out{.status = 304, .type = r.type, .headers = r.headers};
  std::erase_if(out.headers, [](auto const& h) { return h.first == "Content-Encoding"; });
  return out;
}

reply finished_for_one(std::string const& request_id, reply r) {
  r = identified(request_id, std::move(r));
  r.headers.emplace_back("Cache-Control", "no-store");
  r.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return r;
}

reply preflight() {
  reply out{.status = 204};
  out.headers.emplace_back("Access-Control-Allow-Origin", "*");
  out.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
  out.headers.emplace_back("Access-Control-Allow-Headers", "Accept, If-None-Match, X-Request-Id");
  out.headers.emplace_back("Access-Control-Max-Age", "86400");
  return out;
}

}  // namespace karwan::serve
