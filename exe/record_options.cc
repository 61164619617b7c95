#include "exe/record_options.h"

#include <cstdlib>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "karwan/base/text.h"

namespace karwan::exe {

using record::store;

namespace {

record::view_spec every_world(record_options const& o) {
  auto view = view_of(o);
  view.all_worlds = true;
  return view;
}

}  // namespace

record::signature signature_of(record_options const& o) {
  if (!o.by.empty()) {
    return {o.by, now()};
  }
  auto const* user = ::getpwuid(::geteuid());
  return {user == nullptr ? "unknown" : user->pw_name, now()};
}

record::manner manner_of(record_options const& o) {
  auto const* asked = std::getenv("KARWAN_PROPOSE");
  auto const always = asked != nullptr && std::string_view{asked} == "yes" && o.layer.empty();
  return {o.propose || always, o.layer};
}

std::vector<std::pair<std::string, std::string>> cells_of(record_options const& o) {
  std::vector<std::pair<std::string, std::string>> out;
  for (auto const& cell : o.cells) {
    auto const equals = cell.find('=');
    if (equals == 0 || equals == std::string::npos) {
      throw failure{{error_kind::bad_input,
                     in_quotes(cell) + " is not COLUMN=VALUE",
                     {},
                     "Write, for example, dwell_h=26"}};
    }
    out.emplace_back(cell.substr(0, equals), to_nfc(cell.substr(equals + 1)));
  }
  return out;
}

opened_record::opened_record(record_options const& o)
    : from{open_store(o, store::mode::read)}, view{every_world(o)}, names{from, view} {}

void print_line(std::string const& json) {
  fmt::print("{}\n", json);
}

CLI::App& add_act(CLI::App& record, char const* name, char const* about, record_options& o,
                  void (*run)(record_options const&)) {
  auto& sub = *record.add_subcommand(name, about);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o, run] { run(o); });
  return sub;
}

void add_signature(CLI::App& sub, record_options& o) {
  sub.add_option("--by", o.by, "Who records it (default: your user name)")->type_name("NAME");
}

void add_manner(CLI::App& sub, record_options& o) {
  sub.add_flag("--propose", o.propose,
               "Only propose it: nothing changes before karwan review accept\n"
               "(KARWAN_PROPOSE=yes: always)");
  sub.add_option("--private", o.layer, "Into your private layer of that name: never published")
      ->type_name("NAME");
}

}  // namespace karwan::exe
