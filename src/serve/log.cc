#include "karwan/serve/log.h"

#include <fmt/format.h>

#include "karwan/base/date.h"
#include "karwan/base/json_writer.h"

namespace karwan::serve {
namespace {

constexpr std::size_t kMostPathBytes = 512;

std::string printable(std::string_view path) {
  std::string out;
  for (auto const c : path.substr(0, kMostPathBytes)) {
    if (c > ' ' && c < '\x7f') {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return path.size() > kMostPathBytes ? out + "..." : out;
}

// 2026-03-01T08:30:00.000125Z
std::string time_of(std::chrono::sys_time<std::chrono::microseconds> at) {
  auto const whole = std::chrono::floor<std::chrono::seconds>(at);
  auto out = to_string(instant{whole});
  out.pop_back();
  return out + fmt::format(".{:06}Z", (at - whole).count());
}

}  // namespace

std::string log_line(served_request const& r, std::chrono::sys_time<std::chrono::microseconds> at) {
  json_writer w;
  w.open_object().key("time").text(time_of(at)).key("id").text(r.id);
  w.key("method").text(printable(r.method)).key("path").text(printable(r.path));
  w.key("status").integer(r.status).key("bytes").count(r.bytes);
  w.key("us").integer(r.took.count()).key("client").text(r.client).close_object();
  return std::move(w).take() + "\n";
}

}  // namespace karwan::serve
