#include "karwan/access/role.h"

#include <gtest/gtest.h>

namespace karwan::access {
namespace {

struct expected {
  char const* name;
  std::vector<std::string> can;
};

TEST(roles, may_do_what_the_table_of_the_documentation_says) {
  for (auto const& [name, can] : {expected{"reader", {}},
                                  {"contributor", {"report"}},
                                  {"reviewer", {"report", "review"}},
                                  {"admin", {"report", "review", "audit"}}}) {
    auto const r = find_role(name);
    ASSERT_TRUE(r) << name;
    EXPECT_EQ(name_of(*r), name);
    EXPECT_EQ(deeds_of(*r).names(), can) << name;
  }
  EXPECT_EQ(role_names().size(), 4U);
  EXPECT_FALSE(find_role("Admin"));
  EXPECT_FALSE(find_deed("write"));
}

TEST(roles, share_only_what_both_allow) {
  deeds scopes;
  scopes.add(deed::review);
  EXPECT_TRUE(deeds_of(role::contributor).both(scopes).names().empty());
  EXPECT_EQ(deeds_of(role::admin).both(scopes).names(), std::vector<std::string>{"review"});
}

}  // namespace
}  // namespace karwan::access
