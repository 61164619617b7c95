#include "serve/client_address.h"

#include <vector>

#include <gtest/gtest.h>

namespace karwan::serve {
namespace {

TEST(client_address, is_the_other_end_unless_that_is_a_proxy) {
  std::vector<std::string> const none, one{"127.0.0.1"}, six{"::1"};
  EXPECT_EQ(client_address("192.0.2.1", "", none), "192.0.2.1");
  EXPECT_EQ(client_address("192.0.2.1", "203.0.113.9", none), "192.0.2.1");
  EXPECT_EQ(client_address("192.0.2.1", "203.0.113.9", one), "192.0.2.1");
  EXPECT_EQ(client_address("127.0.0.1", "203.0.113.9", one), "203.0.113.9");
  EXPECT_EQ(client_address("::ffff:127.0.0.1", "203.0.113.9", one), "203.0.113.9");
  EXPECT_EQ(client_address("::1", "2001:DB8:0::1", six), "2001:db8::1");
}

TEST(client_address, believes_only_what_the_proxy_itself_added) {
  std::vector<std::string> const one{"127.0.0.1"};
  EXPECT_EQ(client_address("127.0.0.1", "10.0.0.1, 203.0.113.9", one), "203.0.113.9");
  EXPECT_EQ(client_address("127.0.0.1", "203.0.113.9 ,\t198.51.100.4 ", one), "198.51.100.4");
  for (auto const* said : {"", "unknown", "203.0.113.9,", "203.0.113.9:80", "<script>"}) {
    EXPECT_EQ(client_address("127.0.0.1", said, one), "127.0.0.1") << said;
  }
}

}  // namespace
}  // namespace karwan::serve
