#include "karwan/base/list.h"

#include <gtest/gtest.h>

namespace karwan {
namespace {

using texts = std::vector<std::string>;

TEST(items_of, reads_lists_as_people_write_them) {
  EXPECT_EQ(items_of("tir, qtta ,cmr", ','), (texts{"tir", "qtta", "cmr"}));
  EXPECT_EQ(items_of(";a;; b c ;", ';'), (texts{"a", "b c"}));
  EXPECT_EQ(items_of("  ", ','), texts{});
  EXPECT_EQ(items_of("", ','), texts{});
  EXPECT_EQ(items_of("a;b", ','), (texts{"a;b"}));
}

}  // namespace
}  // namespace karwan
