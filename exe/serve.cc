#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/serve/acts.h"
#include "karwan/serve/front.h"
#include "karwan/serve/log.h"
#include "karwan/serve/server.h"

namespace karwan::exe {
namespace {

constexpr auto kServeExamples = R"(Examples:
  karwan serve --port 8081
  karwan serve --host 0.0.0.0 --public-url https://karwan.example.org
  karwan serve --public-url https://karwan.example.org --proxy 127.0.0.1)";

struct serve_command : common_options {
  serve::server_options server;
  std::string public_url;
  std::string log{"none"};
};

// One call per line, so that lines of several threads do not mix.
void write_log(serve::served_request const& r) {
  auto const now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  auto const line = serve::log_line(r, now);
  [[maybe_unused]] auto const written = ::write(STDERR_FILENO, line.data(), line.size());
}

// A connection is a file, and many systems let a process open only 1,024 of them unless it asks for
// more. No more connections are taken than there can be.
void open_files_for(std::size_t& connections) {
  constexpr rlim_t kOthers = 128;  // of the record, threads, standard streams
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) {
    return;
  }
  files.rlim_cur =
      std::max(files.rlim_cur, std::min<rlim_t>(files.rlim_max, connections + kOthers));
  ::setrlimit(RLIMIT_NOFILE, &files);
  connections =
      std::min<std::size_t>(connections, files.rlim_cur - std::min(files.rlim_cur, kOthers));
}

serve::act_options act_options(serve_command const& o, std::filesystem::path const& file,
                               exchange::public_place const& place) {
  return {
      .open =
          [file] { return value_or_throw(record::store::open(file, record::store::mode::write)); },
      .accounts =
          [file] {
            return value_or_throw(access::registry::open(access::registry_file(file),
                                                         access::registry::mode::create));
          },
      .now = now,
      .today = [&o] { return today_of(o); },
      .place = place,
      .record = file};
}

// The clock is read at every request, unless --today or KARWAN_TODAY says otherwise.
void run(serve_command const& o) {
  auto const file = database_file(o);
  today_of(o);  // refuses a bad --today before anything listens
  auto const place = o.public_url.empty() ? exchange::public_place{}
                                          : value_or_throw(exchange::read_public_url(o.public_url));
  auto const options = [&] {
    return serve::app_options{
        .open =
            [file] { return value_or_throw(record::store::open(file, record::store::mode::read)); },
        .today = [&o] { return today_of(o); },
        .place = place,
        .jobs = std::max(1U, std::thread::hardware_concurrency())};
  };
  serve::computations heavy{o.server.caps, [&] { return serve::make_app(options()); }};
  auto const make_acts = [&] { return serve::make_acts(act_options(o, file, place)); };
  serve::computations acts{serve::act_limits(o.server.caps), make_acts};
  serve::computations documents{serve::document_limits(o.server.caps), make_acts};
  serve::metrics counts;
  auto const make = [&] { return serve::make_front(options(), heavy, counts, &acts, &documents); };
  auto const listening = [&](std::uint16_t port) {
    auto const& host = o.server.host;
    fmt::print("Karwan is at http://{}:{}/\n",
               host.find(':') == std::string::npos ? host : "[" + host + "]", port);
    std::fflush(stdout);
  };
  auto server = o.server;
  open_files_for(server.caps.connections);
  if (o.log == "json") {
    server.served = write_log;
  }
  server.takes_document = serve::takes_document;
  server.refused = [&](int status) { counts.refused(status); };
  serve::run_server(server, make, listening, [&] {
    heavy.end();
    acts.end();
    documents.end();
  });
}

}  // namespace

void add_serve(CLI::App& app) {
  static serve_command o;
  auto& sub = *app.add_subcommand("serve", "The web app and the HTTP interface (openapi.yaml)");
  sub.footer(kServeExamples);
  sub.add_option("--host", o.server.host, "Address to listen on")->capture_default_str();
  sub.add_option("--port", o.server.port, "Port; 0: the system picks one")->capture_default_str();
  sub.add_option("--threads", o.server.threads, "Each with its own view of the record")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  sub.add_option("--public-url", o.public_url,
                 "Where readers find it, for the ids of its feed: https://example.org")
      ->type_name("URL");
  sub.add_option("--proxy", o.server.proxies,
                 "Proxies whose X-Forwarded-For is believed (default: none)")
      ->type_name("ADDRESS");
  sub.add_option("--log", o.log, "json: a line per request on standard error (none)")
      ->check(CLI::IsMember({"none", "json"}))
      ->type_name("none|json");
  add_today(sub, o);
  add_db(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
