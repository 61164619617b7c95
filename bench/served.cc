#include "served.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

#include "karwan/serve/front.h"
#include "karwan/serve/server.h"

namespace karwan::bench {

namespace {

serve::app_options options_on(std::filesystem::path const& record, std::size_t kept_bytes,
                              std::span<serve::asset const> assets) {
  return {.open =
              [record] {
                return value_or_throw(record::store::open(record, record::store::mode::read));
              },
          .today = [] { return *parse_day("2026-03-01"); },
          .assets = assets,
          .kept_bytes = kept_bytes};
}

void allow_files() {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

void run(serve::app_options const& options, int told) {
  allow_files();
  serve::computations heavy{{}, [&] { return serve::make_app(options); }};
  serve::metrics counts;
  serve::run_server(
      {.port = 0}, [&] { return serve::make_front(options, heavy, counts); },
      [&](std::uint16_t port) {
        if (::write(told, &port, sizeof port) != sizeof port) {
          ::_exit(1);
        }
      },
      [&] { heavy.end(); });
}

}  // namespace

serve::handler app_on(std::filesystem::path const& record) {
  return serve::make_app(options_on(record, 0, {}));
}

served::served(std::filesystem::path const& record, std::size_t kept_bytes,
               std::span<serve::asset const> assets) {
  int ends[2];
  if (::pipe(ends) != 0 || (process_ = ::fork()) < 0) {
    throw std::runtime_error{"no process can be made"};
  }
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // also where who measures is killed
    ::close(ends[0]);
    try {
      run(options_on(record, kept_bytes, assets), ends[1]);
    } catch (std::exception const& e) {
      fmt::print(stderr, "the server: {}\n", e.what());
    }
    ::_exit(0);
  }
  ::close(ends[1]);
  auto const n = ::read(ends[0], &port_, sizeof port_);
  ::close(ends[0]);
  if (n != sizeof port_) {
    throw std::runtime_error{"the server does not come up"};
  }
  allow_files();  // for its clients
}

served::~served() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

std::size_t served::resident_bytes() const {
  std::ifstream in{fmt::format("/proc/{}/statm", process_)};
  std::size_t all = 0, resident = 0;
  in >> all >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace karwan::bench
