#include "exe/secret_input.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <string_view>

#include "karwan/base/error.h"

namespace karwan::exe {
namespace {

constexpr std::size_t kMostBytes = 4096;

// The terminal of the process, whatever its standard input is, without echo while this lives.
class silent_terminal {
 public:
  silent_terminal() : fd_{::open("/dev/tty", O_RDWR | O_CLOEXEC)} {
    if (fd_ < 0 || ::tcgetattr(fd_, &before_) != 0) {
      refuse(error_kind::bad_input, "there is no terminal to type a password at", {},
             "Give it on standard input with --stdin");
    }
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    ::tcsetattr(fd_, TCSAFLUSH, &silent);
  }
  silent_terminal(silent_terminal const&) = delete;
  silent_terminal& operator=(silent_terminal const&) = delete;
  ~silent_terminal() {
    ::tcsetattr(fd_, TCSAFLUSH, &before_);
    ::close(fd_);
  }

  std::string ask(std::string_view text) const {
    std::string out;
    if (::write(fd_, text.data(), text.size()) < 0) {
      return out;
    }
    for (char c = 0; out.size() < kMostBytes && ::read(fd_, &c, 1) == 1 && c != '\n';) {
      out += c;
    }
    return out;
  }

 private:
  int fd_;
  termios before_{};
};

}  // namespace

std::string read_password(bool from_stdin) {
  if (from_stdin) {
    std::string out;
    std::getline(std::cin, out);
    return out;
  }
  silent_terminal const terminal;
  auto out = terminal.ask("Password: ");
  if (terminal.ask("Again: ") != out) {
    refuse(error_kind::bad_input, "the two passwords differ", {}, "Type the same one twice");
  }
  return out;
}

}  // namespace karwan::exe
