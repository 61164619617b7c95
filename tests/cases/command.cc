#include "command.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace karwan::cases {
namespace {

void redirect(int fd, char const* file, int flags) {
  int const opened = ::open(file, flags, 0600);
  if (opened < 0 || ::dup2(opened, fd) < 0) {
    ::_exit(127);
  }
}

}  // namespace

std::string read_file(std::filesystem::path const& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

outcome run_command(std::vector<std::string> const& argv, std::filesystem::path const& in,
                    std::map<std::string, std::string> const& changes,
                    std::filesystem::path const& scratch, unsigned seconds,
                    std::filesystem::path const& typed) {
  auto const out = scratch / "stdout";
  auto const err = scratch / "stderr";
  auto const child = ::fork();
  if (child < 0) {
    throw std::runtime_error{"cannot start a process"};
  }
  if (child == 0) {
    redirect(STDIN_FILENO, typed.c_str(), O_RDONLY);
    redirect(STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
    redirect(STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
    for (auto const& [name, value] : changes) {
      ::setenv(name.c_str(), value.c_str(), 1);
    }
    std::vector<char*> args;
    for (auto const& arg : argv) {
      args.push_back(const_cast<char*>(arg.c_str()));
    }
    args.push_back(nullptr);
    ::alarm(seconds);  // outlives exec
    if (::chdir(in.c_str()) == 0) {
      ::execv(args[0], args.data());
    }
    ::_exit(127);
  }
  int status{0};
  if (::waitpid(child, &status, 0) != child) {
    throw std::runtime_error{"lost a process"};
  }
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_file(out),
          read_file(err)};
}

}  // namespace karwan::cases
