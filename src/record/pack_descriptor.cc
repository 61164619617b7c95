// datapackage.json: a Frictionless Data Package with one Table Schema per CSV file.
#include <algorithm>
#include <cmath>
#include <fstream>

#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "karwan/base/atomic_file.h"
#include "karwan/base/text.h"
#include "record/pack_files.h"
#include "record/values.h"

namespace karwan::record {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

// Dates of any precision have no type of their own in Table Schema; a pattern says their form.
constexpr auto kDatePattern =
    R"(^(\.\.|~?\d{4}(-\d{2}(-\d{2})?|-Q[1-4])?)?(/(\.\.|~?\d{4}(-\d{2}(-\d{2})?|-Q[1-4])?)?)?$)";
constexpr auto kSlugPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

json::array choices_of(column const& c) {
  json::array out;
  for (auto const choice : split(c.choices, '|')) {
    out.emplace_back(std::string{choice});
  }
  return out;
}

// As JSON reads it back: 90 is an integer there, and not equal to 90.0.
json::value bound(double v) {
  // Not json::value{...}: that would be a list of one.
  return v == std::floor(v) ? json::value(static_cast<std::int64_t>(v)) : json::value(v);
}

json::object constraints_of(column const& c) {
  json::object out;
  if (c.required) {
    out["required"] = true;
  }
  if (c.list) {
    return out;  // Table Schema has no rules for the items of a list
  }
  if (!c.choices.empty()) {
    out["enum"] = choices_of(c);
  }
  if (std::isfinite(c.low)) {
    out["minimum"] = bound(c.low);
  }
  if (std::isfinite(c.high)) {
    out["maximum"] = bound(c.high);
  }
  switch (c.type) {
    case value_type::date:
      out["pattern"] = kDatePattern;
      break;
    case value_type::month_day:
      out["pattern"] = R"(^\d{2}-\d{2}$)";
      break;
    case value_type::clock:
      out["pattern"] = R"(^\d{2}:\d{2}$)";
      break;
    case value_type::hs_code:
      out["pattern"] = R"(^(\d{2}){1,5}$)";
      break;
    default:
      break;
  }
  return out;
}

json::object field_of(column const& c) {
  json::object out{{"name", c.name}};
  auto const plain = c.list ? value_type::text : c.type;
  switch (plain) {
    case value_type::number:
    case value_type::integer:
      out["type"] = name_of(plain);
      break;
    case value_type::boolean:
      out["type"] = "boolean";
      out["trueValues"] = json::array{"yes"};
      out["falseValues"] = json::array{"no"};
      break;
    default:
      out["type"] = "string";
  }
  if (!c.unit.empty()) {
    out["unit"] = c.unit;
  }
  if (c.list) {
    out["list"] = ";";
    if (!c.choices.empty()) {
      out["choices"] = choices_of(c);
    }
  }
  if (!c.about.empty()) {
    out["description"] = c.about;
  }
  if (auto rules = constraints_of(c); !rules.empty()) {
    out["constraints"] = std::move(rules);
  }
  return out;
}

json::object key_field(char const* name, char const* about, json::object rules) {
  return {{"name", name},
          {"type", "string"},
          {"description", about},
          {"constraints", std::move(rules)}};
}

// The column of that name, own or common; grade and source are required outside the sources.
std::optional<column> find_column(table const& t, std::string_view name) {
  for (auto const& c : t.columns) {
    if (c.name == name) {
      return c;
    }
  }
  for (auto c : common_columns()) {
    if (c.name == name) {
      c.required = t.name != kSourcesTable && (name == "grade" || name == "source");
      return c;
    }
  }
  return std::nullopt;
}

std::string value_of(json::object const& o, char const* key) {
  auto const* v = o.if_contains(key);
  return v == nullptr ? std::string{} : json::serialize(*v);
}

// The first thing in which two resources differ, for people.
std::string difference(json::object const& wanted, json::object const& found) {
  auto const* ws = wanted.if_contains("schema");
  auto const* fs_ = found.if_contains("schema");
  if (fs_ == nullptr || !fs_->is_object() || !fs_->get_object().contains("fields") ||
      !fs_->get_object().at("fields").is_array()) {
    return "it has no schema with fields";
  }
  auto const& want = ws->get_object().at("fields").get_array();
  auto const& have = fs_->get_object().at("fields").get_array();
  for (std::size_t i = 0; i < std::max(want.size(), have.size()); ++i) {
    if (i >= want.size() || i >= have.size() || want[i] != have[i]) {
      auto const& odd = i < want.size() ? want[i] : have[i];
      return "field " + (odd.is_object() ? value_of(odd.get_object(), "name") : std::to_string(i));
    }
  }
  for (auto const& [key, value] : wanted) {
    if (value_of(found, std::string{key}.c_str()) != json::serialize(value)) {
      return std::string{key};
    }
  }
  return "an entry too many";
}

void check_about(pack_contents const& pack, fault_list& faults) {
  auto const add = [&](char const* member, std::string text, std::string remedy) {
    faults.push_back({kDescriptor, 0, member, std::move(text), std::move(remedy)});
  };
  auto const slug =
      fold(pack.name).empty() || !std::ranges::all_of(pack.name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
      });
  if (slug) {
    add("name", "the pack has no name in lower-case letters, digits and hyphens",
        "Name it, for example kaz-pak");
  }
  if (pack.version.empty()) {
    add("version", "the pack has no version", "Add one, for example 1.0.0");
  }
  if (!pack.created) {
    add("created", "the pack has no time of creation: rows without recorded_at need it",
        "Add one, for example 2026-01-31T00:00:00Z");
  }
  if (auto const* l = pack.json.if_contains("licenses");
      l == nullptr || !l->is_array() || l->get_array().empty()) {
    add("licenses", "the pack names no licence", R"(Add one, for example [{"name": "CC-BY-4.0"}])");
  }
}

}  // namespace

json::object resource_of(table const& t, std::vector<std::string> const& header) {
  json::array fields{
      key_field("row_id", "unique in the pack", {{"required", true}, {"unique", true}}),
      key_field("entity", "what the row speaks of",
                {{"required", true}, {"pattern", kSlugPattern}})};
  json::array foreign;
  for (auto const& name : header) {
    auto const c = find_column(t, name);
    if (!c) {
      continue;
    }
    fields.push_back(field_of(*c));
    if (!c->ref.empty() && c->ref != "*" && !c->list) {
      auto const self = c->ref == t.name;
      foreign.push_back(
          {{"fields", name},
           {"reference", json::object{{"resource", self ? "" : c->ref}, {"fields", "entity"}}}});
    }
  }
  json::object schema{{"fields", std::move(fields)}, {"primaryKey", "row_id"}};
  schema["missingValues"] = json::array{""};
  if (!foreign.empty()) {
    schema["foreignKeys"] = std::move(foreign);
  }
  return {{"name", t.name},
          {"path", file_name(t)},
          {"profile", "tabular-data-resource"},
          {"description", t.about},
          {"format", "csv"},
          {"mediatype", "text/csv"},
          {"encoding", "utf-8"},
          {"schema", std::move(schema)}};
}

void check_descriptor(pack_contents const& pack, fault_list& faults) {
  if (pack.json.empty()) {
    return;  // said already
  }
  check_about(pack, faults);
  constexpr auto kRewrite = "Run karwan pack schema DIR, which writes it from the dictionary";
  std::vector<std::string> listed;
  auto const* resources = pack.json.if_contains("resources");
  if (resources == nullptr || !resources->is_array()) {
    faults.push_back({kDescriptor, 0, "resources", "the pack lists no resources", kRewrite});
    return;
  }
  for (auto const& r : resources->get_array()) {
    auto const* path = r.is_object() ? r.get_object().if_contains("path") : nullptr;
    if (path == nullptr || !path->is_string()) {
      faults.push_back({kDescriptor, 0, "resources", "a resource has no path", kRewrite});
      continue;
    }
    listed.emplace_back(path->get_string());
    auto const table = std::ranges::find(pack.tables, listed.back(), &pack_table::file);
    if (table == pack.tables.end()) {
      faults.push_back({listed.back(),
                        0,
                        {},
                        "datapackage.json lists it, but there is no such "
                        "file or table",
                        "Add the file, or run karwan pack schema DIR"});
    } else if (auto const wanted = resource_of(tables()[*table->table], table->header);
               r.get_object() != wanted) {
      faults.push_back(
          {kDescriptor, 0, listed.back(),
           "the resource differs from the dictionary: " + difference(wanted, r.get_object()),
           kRewrite});
    }
  }
  for (auto const& t : pack.tables) {
    if (std::ranges::find(listed, t.file) == listed.end()) {
      faults.push_back({t.file, 0, {}, "datapackage.json does not list it", kRewrite});
    }
  }
}

status write_descriptor(fs::path const& dir) {
  fault_list faults;
  auto pack = read_descriptor(dir, faults);
  for (std::size_t i = 0; i < tables().size(); ++i) {
    if (table_stream const t{dir, table_ix{static_cast<std::uint16_t>(i)}, faults, nullptr};
        t.is_there()) {
      pack.tables.push_back(t.table());
    }
  }
  std::error_code code;
  if (!fs::is_directory(dir, code)) {
    return fail(error_kind::bad_data, "there is no such folder", dir.string(),
                "Name the pack's folder");
  }
  if (!pack.descriptor.empty() && pack.json.empty()) {
    return fail(error_kind::bad_data, "the file is not a JSON object", (dir / kDescriptor).string(),
                "Mend it, or remove it to start afresh");
  }
  json::object out{{"profile", "tabular-data-package"},
                   {"name", fs::absolute(dir).lexically_normal().filename().string()},
                   {"title", ""},
                   {"version", "0.1.0"},
                   {"created", ""},
                   {"licenses", json::array{json::object{
                                    {"name", "CC-BY-4.0"},
                                    {"path", "https://creativecommons.org/licenses/by/4.0/"}}}}};
  for (auto const& [key, value] : pack.json) {
    if (key != "profile" && key != "resources") {
      out[key] = value;
    }
  }
  json::array resources;
  for (auto const& t : pack.tables) {
    resources.push_back(resource_of(tables()[*t.table], t.header));
  }
  out["resources"] = std::move(resources);
  return write_file(dir / kDescriptor, pretty(out));
}

}  // namespace karwan::record
