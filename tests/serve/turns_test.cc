#include "serve/turns.h"

#include <gtest/gtest.h>

#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace karwan::serve {
namespace {

namespace asio = boost::asio;

// Tells its letter at its turn, and a dot when the loop has looked after something else.
asio::awaitable<void> tell(turns& t, asio::io_context& loop, char letter, std::string& told) {
  co_await t.mine();
  told += letter;
  asio::post(loop, [&told] { told += '.'; });
}

TEST(turns, are_taken_in_the_order_asked_and_the_loop_goes_on_in_between) {
  asio::io_context loop{1};
  turns t{loop};
  std::string told;
  for (auto const letter : {'a', 'b', 'c'}) {
    asio::co_spawn(loop, tell(t, loop, letter, told), asio::detached);
  }
  loop.run();
  EXPECT_EQ(told, "a.b.c.");
  asio::co_spawn(loop, tell(t, loop, 'd', told), asio::detached);
  loop.restart();
  loop.run();
  EXPECT_EQ(told, "a.b.c.d.") << "after a time when nobody asked";
}

TEST(turns, may_end_with_some_that_wait) {
  std::string told;
  {
    asio::io_context loop{1};
    turns t{loop};
    for (auto const letter : {'a', 'b', 'c'}) {
      asio::co_spawn(loop, tell(t, loop, letter, told), asio::detached);
    }
    for (int i = 0; i < 3; ++i) {
      loop.poll_one();  // each has asked, none has had its turn
    }
  }
  EXPECT_EQ(told, "");
}

}  // namespace
}  // namespace karwan::serve
