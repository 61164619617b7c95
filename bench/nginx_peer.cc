#include "nginx_peer.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "loopback.h"

namespace karwan::bench {

namespace {

constexpr auto kProgram = "/usr/sbin/nginx";

// One that is free now.
std::uint16_t free_port() {
  auto const s = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  ::bind(s, reinterpret_cast<sockaddr*>(&at), size);
  ::getsockname(s, reinterpret_cast<sockaddr*>(&at), &size);
  ::close(s);
  return ntohs(at.sin_port);
}

void write_file(std::filesystem::path const& to, std::string const& bytes) {
  std::filesystem::create_directories(to.parent_path());
  std::ofstream{to, std::ios::binary} << bytes;
}

// As fast as nginx is known to be with files: kept open, sent by the kernel, nothing logged.
std::string configuration(std::filesystem::path const& folder, std::uint16_t port) {
  return fmt::format(R"(daemon off;
worker_processes 2;
pid {0}/pid;
error_log {0}/errors;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 1000000000;
  open_file_cache max=100;
  default_type application/json;
  client_body_temp_path {0}/body;
  proxy_temp_path {0}/proxy;
  fastcgi_temp_path {0}/fastcgi;
  uwsgi_temp_path {0}/uwsgi;
  scgi_temp_path {0}/scgi;
  server {{ listen 127.0.0.1:{1}; root {0}/files; }}
}}
)",
                     folder.string(), port);
}

bool answers(std::uint16_t port, std::string const& path) {
  try {
    loopback{port}.get(path);
    return true;
  } catch (std::runtime_error const&) {
    return false;
  }
}

}  // namespace

bool has_nginx() {
  return ::access(kProgram, X_OK) == 0;
}

nginx_peer::nginx_peer(std::vector<std::pair<std::string, std::string>> const& files)
    : folder_{std::filesystem::temp_directory_path() /
              fmt::format("karwan-bench-nginx-{}", ::getpid())},
      port_{free_port()} {
  for (auto const& [path, bytes] : files) {
    write_file(folder_ / "files" / path.substr(1), bytes);
  }
  // Its workers are another user where root starts it.
  for (auto const& entry : std::filesystem::recursive_directory_iterator{folder_}) {
    std::filesystem::permissions(
        entry, std::filesystem::perms::others_read | std::filesystem::perms::others_exec,
        std::filesystem::perm_options::add);
  }
  auto const conf = (folder_ / "conf").string();
  write_file(conf, configuration(folder_, port_));
  process_ = ::fork();
  if (process_ == 0) {
    ::execl(kProgram, "nginx", "-c", conf.c_str(), "-e", (folder_ / "errors").c_str(), nullptr);
    ::_exit(127);
  }
  for (int tries = 0; tries < 100; ++tries) {
    if (answers(port_, files.front().first)) {
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  throw std::runtime_error{"nginx does not come up; it says why in " + folder_.string()};
}

nginx_peer::~nginx_peer() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace karwan::bench
