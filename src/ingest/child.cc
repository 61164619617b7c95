#include "ingest/child.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "karwan/base/list.h"

namespace karwan::ingest {
namespace {

class descriptor {
 public:
  explicit descriptor(int fd) : fd_{fd} {}
  descriptor(descriptor const&) = delete;
  descriptor& operator=(descriptor const&) = delete;
  ~descriptor() { close(); }
  int get() const noexcept { return fd_; }
  void close() noexcept {
    if (fd_ >= 0) {
      ::close(std::exchange(fd_, -1));
    }
  }

 private:
  int fd_;
};

tl::unexpected<error> no_process(std::string_view what) {
  return fail(error_kind::unavailable, fmt::format("{}: {}", what, std::strerror(errno)), {},
              "Try again when the machine has room");
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno != EINTR) {
      return false;
    }
    bytes.remove_prefix(n > 0 ? static_cast<std::size_t>(n) : 0);
  }
  return ::lseek(fd, 0, SEEK_SET) == 0;
}

// A lower limit that holds already stays.
bool limit(int what, rlim_t to) {
  auto const which = static_cast<__rlimit_resource_t>(what);
  rlimit now{};
  if (::getrlimit(which, &now) != 0) {
    return false;
  }
  auto const least = std::min(to, now.rlim_max);
  rlimit const both{least, least};
  return ::setrlimit(which, &both) == 0;
}

// In the child, between fork and exec: calls of the kernel only, since another thread may have held
// any lock.
[[noreturn]] void become(char* const* words, int in, int out, int nothing,
                         child_limits const& limits) {
  constexpr int kNotFound = 127;
  constexpr rlim_t kOpenFiles = 32;
  ::setpgid(0, 0);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(nothing, STDERR_FILENO);
  ::close_range(STDERR_FILENO + 1, ~0U, 0);
  auto const is_limited = limit(RLIMIT_AS, limits.memory) &&
                          limit(RLIMIT_CPU, static_cast<rlim_t>(limits.time.count() / 1000 + 1)) &&
                          limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
                          limit(RLIMIT_NOFILE, kOpenFiles);
  if (!is_limited) {
    ::_exit(kNotLimited);
  }
  char* const environment[] = {nullptr};
  ::execve(words[0], words, environment);
  ::_exit(kNotFound);
}

using clock = std::chrono::steady_clock;

// Why a wait ended.
enum class news { ready, late, stopped };

// For something to read, or the end of it, before the deadline.
news wait_for(int fd, clock::time_point deadline, std::stop_token const& stop) {
  constexpr std::chrono::milliseconds kLook{100};
  while (!stop.stop_requested()) {
    auto const left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - clock::now());
    if (left.count() <= 0) {
      return news::late;
    }
    pollfd ready{fd, POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(std::min(left, kLook).count())) > 0) {
      return news::ready;
    }
  }
  return news::stopped;
}

child_end end_of(news n) {
  return n == news::late ? child_end::out_of_time : child_end::stopped;
}

// Reads until the end, a limit, the deadline or the stop.
child_end read_answer(int fd, clock::time_point deadline, child_limits const& limits,
                      std::string& out) {
  std::array<char, 1U << 16U> piece{};
  for (;;) {
    if (auto const n = wait_for(fd, deadline, limits.stop); n != news::ready) {
      return end_of(n);
    }
    auto const n = ::read(fd, piece.data(), piece.size());
    if (n <= 0) {
      return child_end::exited;
    }
    out.append(piece.data(), static_cast<std::size_t>(n));
    if (out.size() > limits.out) {
      return child_end::too_much;
    }
  }
}

// It may have closed its output and go on for ever.
child_end with_end_of(pid_t child, child_end end, clock::time_point deadline,
                      std::stop_token const& stop) {
  descriptor const process{
      end == child_end::exited ? static_cast<int>(::syscall(SYS_pidfd_open, child, 0)) : -1};
  auto const n = process.get() >= 0 ? wait_for(process.get(), deadline, stop) : news::ready;
  return n == news::ready ? end : end_of(n);
}

child_run waited_for(pid_t child, child_end end, std::string out) {
  if (end != child_end::exited) {
    ::kill(-child, SIGKILL);
    ::kill(child, SIGKILL);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  child_run run{end, 0, std::move(out)};
  if (end == child_end::exited) {
    run.end = WIFEXITED(status) ? child_end::exited : child_end::killed;
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  }
  return run;
}

}  // namespace

std::string program_in_path(std::string const& name) {
  auto const runs = [](std::string const& file) {
    return std::filesystem::is_regular_file(file) && ::access(file.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos) {
    return runs(name) ? name : std::string{};
  }
  auto const* path = std::getenv("PATH");
  for (auto const& folder : items_of(path == nullptr ? "/usr/bin" : path, ':')) {
    if (auto const file = folder + "/" + name; runs(file)) {
      return file;
    }
  }
  return {};
}

result<child_run> run_child(std::vector<std::string> words, std::string_view in,
                            child_limits const& limits) {
  descriptor const input{::memfd_create("document", MFD_CLOEXEC)};
  if (input.get() < 0 || !write_all(input.get(), in)) {
    return no_process("no memory for the document");
  }
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    return no_process("no pipe can be opened");
  }
  descriptor const from{ends[0]};
  descriptor to{ends[1]};
  descriptor const nothing{::open("/dev/null", O_WRONLY | O_CLOEXEC)};
  std::vector<char*> arguments;
  for (auto& w : words) {
    arguments.push_back(w.data());
  }
  arguments.push_back(nullptr);
  auto const child = ::fork();
  if (child < 0) {
    return no_process("no process can be started");
  }
  if (child == 0) {
    become(arguments.data(), input.get(), to.get(), nothing.get(), limits);
  }
  ::setpgid(child, child);  // whoever of the two comes first
  to.close();
  std::string out;
  auto const deadline = clock::now() + limits.time;
  auto const end = read_answer(from.get(), deadline, limits, out);
  return waited_for(child, with_end_of(child, end, deadline, limits.stop), std::move(out));
}

}  // namespace karwan::ingest
