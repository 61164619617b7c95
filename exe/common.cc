#include "exe/common.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "karwan/record/known_at.h"

namespace karwan::exe {
namespace {

std::string environment(char const* name) {
  auto const* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string{value};
}

template <typename T>
T option_value(std::string const& option, result<T> r) {
  if (!r) {
    r.error().place = option;
  }
  return value_or_throw(std::move(r));
}

}  // namespace

void add_db(CLI::App& app, common_options& o) {
  app.add_option("--db", o.db, "The record's file (default: KARWAN_DB, else your data folder)")
      ->type_name("FILE");
}

void add_json(CLI::App& app, common_options& o) {
  app.add_flag("--json", o.json, "Answer in JSON (openapi.yaml)");
}

void add_today(CLI::App& app, common_options& o) {
  app.add_option("--today", o.today, "The day to take as today (default: KARWAN_TODAY, else now)")
      ->type_name("DATE");
}

std::filesystem::path database_file(common_options const& o) {
  if (!o.db.empty()) {
    return o.db;
  }
  if (auto const named = environment("KARWAN_DB"); !named.empty()) {
    return named;
  }
  if (auto const data = environment("XDG_DATA_HOME"); !data.empty()) {
    return std::filesystem::path{data} / "karwan/karwan.db";
  }
  if (auto const home = environment("HOME"); !home.empty()) {
    return std::filesystem::path{home} / ".local/share/karwan/karwan.db";
  }
  throw failure{{error_kind::bad_input, "it is not known where the record is", "--db",
                 "Name its file with --db or KARWAN_DB"}};
}

record::store open_store(common_options const& o, record::store::mode how) {
  return value_or_throw(record::store::open(database_file(o), how));
}

day today_of(common_options const& o) {
  if (!o.today.empty()) {
    return day_option("--today", o.today);
  }
  if (auto const named = environment("KARWAN_TODAY"); !named.empty()) {
    return day_option("KARWAN_TODAY", named);
  }
  return std::chrono::floor<std::chrono::days>(now());
}

instant now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

day day_option(std::string const& option, std::string const& text) {
  return option_value(option, parse_day(text));
}

instant instant_option(std::string const& option, std::string const& text) {
  return option_value(option, parse_instant(text));
}

instant known_at_option(std::string const& option, std::string const& text) {
  return option_value(option, record::parse_known_at(text));
}

bool colour_wanted() {
  auto const* no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && isatty(STDOUT_FILENO) != 0;
}

failure with_option_named(failure f, std::initializer_list<std::string_view> arguments) {
  auto& [kind, text, place, remedy] = f.what_failed;
  auto const is_field = !place.empty() && std::ranges::all_of(place, [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  });
  if (kind != error_kind::bad_input || !is_field) {
    return f;
  }
  auto name = place;
  if (std::ranges::find(arguments, place) != arguments.end()) {
    std::ranges::transform(name, name.begin(),
                           [](char c) { return static_cast<char>(c - 'a' + 'A'); });
  } else {
    std::ranges::replace(name, '_', '-');
    name = "--" + name;
  }
  return failure{{kind, text, name, remedy}};
}

}  // namespace karwan::exe
