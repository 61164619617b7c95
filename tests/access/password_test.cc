#include "karwan/access/password.h"

#include <set>

#include <gtest/gtest.h>

#include "karwan/access/secret.h"

namespace karwan::access {
namespace {

constexpr password_cost kCheap{.memory_kib = 8, .passes = 1, .lanes = 1};

TEST(passwords, are_known_again) {
  auto const hash = hash_password("four words put together", kCheap);
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << hash;
  EXPECT_TRUE(verify_password(hash, "four words put together"));
  EXPECT_FALSE(verify_password(hash, "four words put togethe"));
  EXPECT_FALSE(verify_password(hash, ""));
  EXPECT_FALSE(verify_password("", "four words put together"));
  EXPECT_FALSE(verify_password("$argon2id$v=19$m=8,t=1,p=1$", "four words put together"));
  EXPECT_NE(hash_password("four words put together", kCheap), hash);  // another salt
}

TEST(passwords, are_the_same_however_a_keyboard_composes_letters) {
  auto const hash = hash_password("қал\u0451 м\u0438\u0306р алма", kCheap);
  EXPECT_TRUE(verify_password(hash, "қал\u0435\u0308 м\u0439р алма"));
}

TEST(passwords, cost_what_is_documented_by_default) {
  auto const hash = hash_password("four words put together", {});
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << hash;
  EXPECT_TRUE(costs(hash, {}));
  EXPECT_FALSE(costs(hash, kCheap));
}

TEST(passwords, are_long_enough) {
  EXPECT_TRUE(check_password("four words put together", "amina"));
  EXPECT_TRUE(check_password("алматы-қала!", "amina"));  // twelve letters, more bytes
  for (auto const& bad :
       {std::string{}, std::string{"short"}, std::string(11, 'x'), std::string(1025, 'x'),
        std::string(12, '\xff'), std::string{"four words\r\n"}}) {
    auto const refused = check_password(bad, "amina");
    ASSERT_FALSE(refused) << bad.size();
    EXPECT_EQ(refused.error().place, "password");
    EXPECT_EQ(refused.error().text.find("xxxx"), std::string::npos);
  }
  EXPECT_FALSE(check_password("Border.Office", "border.office"));
}

TEST(secrets, are_never_the_same) {
  std::set<std::string> all;
  for (int i = 0; i < 1000; ++i) {
    auto const s = new_secret();
    EXPECT_EQ(s.size(), 64U);
    EXPECT_EQ(s.find_first_not_of("0123456789abcdef"), std::string::npos);
    all.insert(s);
  }
  EXPECT_EQ(all.size(), 1000U);
}

TEST(secrets, are_kept_as_digests_of_a_purpose) {
  EXPECT_NE(digest_of("session", "x"), digest_of("csrf", "x"));
  EXPECT_NE(digest_of("session", "x"), digest_of("session", "y"));
  EXPECT_TRUE(same_text("abc", "abc"));
  EXPECT_FALSE(same_text("abc", "abd"));
  EXPECT_FALSE(same_text("abc", "ab"));
  EXPECT_TRUE(same_text("", ""));
}

}  // namespace
}  // namespace karwan::access
