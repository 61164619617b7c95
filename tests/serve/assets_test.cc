#include "karwan/serve/assets.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

namespace karwan::serve {
namespace {

constexpr auto kTable = std::to_array<asset>({
    {"/assets/app-1a2b.js", "text/javascript", "\"aa\"", "let x = 1", "zz"},
    {"/assets/map.woff2", "font/woff2", "\"bb\"", "wOF2", ""},
    {"/index.html", "text/html", "\"cc\"", "<html>", ""},
});

request of(std::vector<std::string> path) {
  request q;
  q.path = std::move(path);
  return q;
}

std::string header(reply const& r, std::string_view name) {
  auto const it = std::ranges::find(r.headers, name, [](auto const& h) { return h.first; });
  return it == r.headers.end() ? std::string{} : it->second;
}

TEST(assets, are_found_by_their_path_alone) {
  auto const r = asset_reply(kTable, of({"assets", "app-1a2b.js"}));
  EXPECT_EQ(r.status, 200);
  EXPECT_EQ(r.content(), "let x = 1");
  EXPECT_EQ(r.type, "text/javascript");
  EXPECT_EQ(header(r, "Cache-Control"), "public, max-age=31536000, immutable");
  for (auto const& path :
       std::vector<std::vector<std::string>>{{"assets", "..", "assets", "app-1a2b.js"},
                                             {"..", "..", "etc", "passwd.txt"},
                                             {"assets/app-1a2b.js", ""},
                                             {"assets", "nothing.js"}}) {
    EXPECT_EQ(asset_reply(kTable, of(path)).status, 404) << path.back();
  }
}

TEST(assets, are_zipped_for_who_can_read_that) {
  auto q = of({"assets", "app-1a2b.js"});
  q.accepts_gzip = true;
  auto const r = asset_reply(kTable, q);
  EXPECT_EQ(r.content(), "zz");
  EXPECT_EQ(header(r, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(r, "Vary"), "Accept-Encoding");
  auto font = of({"assets", "map.woff2"});
  font.accepts_gzip = true;
  EXPECT_EQ(asset_reply(kTable, font).content(), "wOF2");
}

TEST(assets, are_not_sent_twice) {
  auto q = of({"assets", "app-1a2b.js"});
  q.if_none_match = header(asset_reply(kTable, q), "ETag");
  auto const again = asset_reply(kTable, q);
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.content().empty());
  q.accepts_gzip = true;  // other bytes
  EXPECT_EQ(asset_reply(kTable, q).status, 200);
}

TEST(assets, pages_of_the_app_are_its_index) {
  for (auto const& path : std::vector<std::vector<std::string>>{
           {}, {"network"}, {"timeline"}, {"search"}, {"entity", "x"}}) {
    auto const r = asset_reply(kTable, of(path));
    EXPECT_EQ(r.status, 200);
    EXPECT_EQ(r.content(), "<html>");
    EXPECT_EQ(header(r, "Cache-Control"), "no-cache");
  }
  auto const unknown = asset_reply(kTable, of({"nonsense"}));
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.content(), "<html>");
}

TEST(assets, forbid_what_is_not_from_here) {
  auto const policy = header(asset_reply(kTable, of({})), "Content-Security-Policy");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

TEST(assets, say_how_to_build_the_app_where_it_is_not_in_the_program) {
  auto const r = asset_reply({}, of({}));
  EXPECT_EQ(r.status, 503);
  EXPECT_NE(r.content().find("npm run --prefix web build"), std::string_view::npos);
}

TEST(assets, of_the_program_are_in_order) {
  auto const all = embedded_assets();
  EXPECT_TRUE(std::ranges::is_sorted(all, {}, &asset::path));
  for (auto const& a : all) {
    EXPECT_FALSE(a.plain.empty()) << a.path;
    EXPECT_LT(a.gzip.size(), a.plain.size()) << a.path;
  }
}

}  // namespace
}  // namespace karwan::serve
