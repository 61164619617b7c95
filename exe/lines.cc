#include "exe/lines.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "karwan/base/columns.h"

namespace karwan::exe {

void print_lines(std::string const& first, std::string_view text, std::size_t indent) {
  std::string out;
  wrap_into(out, first, text, indent);
  fmt::print("{}", out);
}

std::string user_name() {
  auto const* user = ::getpwuid(::geteuid());
  return user == nullptr ? "unknown" : user->pw_name;
}

}  // namespace karwan::exe
