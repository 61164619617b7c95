#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "exchange/gmns_shape.h"
#include "exchange/pack_rows.h"
#include "karwan/base/text.h"
#include "karwan/exchange/network.h"
#include "karwan/record/edit.h"

namespace karwan::exchange {
namespace {

using network::mode;
using row_values = pack_rows::values;

constexpr double kOffBy = 3;         // a length and a line that differ more are in different units
constexpr double kMostWinding = 10;  // of a road that is not drawn, over the straight line
constexpr double kLeastKm = 0.001;   // of a link; the dictionary has no shorter one
constexpr double kMostKm = 25'000;   // and none longer
constexpr auto kSource = "src-gmns-data-set";

// A key as an entity of the record: as it is where it can be one, else with a word before it.
class entity_names {
 public:
  explicit entity_names(std::string_view prefix) : prefix_{prefix} {}

  std::string const& of(std::string_view id) {
    auto const [at, is_new] = known_.try_emplace(std::string{id});
    if (is_new) {
      auto slug = slug_of(id);
      auto const plain = slug == id && slug.front() >= 'a' && slug.front() <= 'z';
      slug = plain ? slug : fmt::format("{}-{}", prefix_, slug);
      auto unique = slug;
      for (int n = 2; !taken_.insert(unique).second; ++n) {
        unique = fmt::format("{}-{}", slug, n);
      }
      at->second = unique;
    }
    return at->second;
  }

 private:
  static std::string slug_of(std::string_view id) {
    std::string out;
    for (char const c : id) {
      auto const lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      auto const kept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
      if (kept) {
        out += lower;
      } else if (!out.empty() && out.back() != '-') {
        out += '-';
      }
    }
    while (!out.empty() && out.back() == '-') {
      out.pop_back();
    }
    return out.empty() ? "x" : out;
  }

  std::string prefix_;
  std::map<std::string, std::string, std::less<>> known_;
  std::set<std::string> taken_;
};

std::string decimal(double value, int decimals) {
  auto out = fmt::format("{:.{}f}", value, decimals);
  out.erase(out.find_last_not_of('0') + 1);
  return out.ends_with('.') ? out.substr(0, out.size() - 1) : out;
}

bool is_gauge(std::string_view mm) {
  constexpr std::size_t kMostDigits = 5;
  return mm.size() <= kMostDigits && !mm.starts_with('0') &&
         std::ranges::all_of(mm, [](char c) { return c >= '0' && c <= '9'; });
}

struct node_at {
  std::string entity, country;
  lat_lon at;
};

class gmns_importer {
 public:
  gmns_importer(gmns_data const& data, record::store const& assumed, import_options const& o)
      : data_{data}, assumed_{assumed}, options_{o}, lines_{data} {}

  gmns_import run(std::filesystem::path const& folder, gmns_faults& faults) {
    faults_ = &faults;
    units_ = read_units(data_, faults);
    auto const *nodes = data_.find("node"), *links = data_.find("link");
    if (nodes == nullptr || links == nullptr || !units_.placed()) {
      refuse(nodes == nullptr   ? "node.csv is missing"
             : links == nullptr ? "link.csv is missing"
                                : "its coordinates are in a system that is not known here",
             "Run karwan network check on it");
    }
    add_source();
    for (auto const& row : nodes->rows) {
      add_node(*nodes, row);
    }
    for (auto const& row : links->rows) {
      add_link(*links, row);
    }
    if (out_.links == 0) {
      refuse("no link of it can be travelled", "Run karwan network check on it");
    }
    add_countries();
    add_assumptions();
    rows_.write(folder, options_.pack, title_, options_.created);
    out_.faults = std::move(faults.all);
    return out_;
  }

 private:
  [[noreturn]] static void refuse(std::string text, std::string remedy) {
    throw failure{{error_kind::bad_data, std::move(text), {}, std::move(remedy)}};
  }

  void add_source() {
    auto const* config = data_.find("config");
    if (config != nullptr && !config->rows.empty()) {
      title_ = config->text(config->rows.front(), "dataset_name");
    }
    title_ = "GMNS data set " + (title_.empty() ? options_.pack : title_);
    rows_.add("sources",
              {{"row_id", kSource}, {"entity", kSource}, {"title", title_}, {"kind", "dataset"}});
  }

  // Leaves the row out, and says so.
  void leave_out(gmns_file const& file, gmns_row const& row, std::string_view field,
                 std::string text, std::string remedy) {
    faults_->warn(file, row.line, field, "left out: " + std::move(text), std::move(remedy));
  }

  // A cell that must be fit to be an id, or what stands for it where it is blank or unfit.
  template <typename Fits>
  std::string cell_or(gmns_file const& file, gmns_row const& row, std::string_view field,
                      std::string otherwise, std::string remedy, Fits const& fits) {
    auto const stated = file.text(row, field);
    if (stated.empty() || fits(stated)) {
      return stated.empty() ? std::move(otherwise) : std::string{stated};
    }
    faults_->warn(file, row.line, field, "it cannot be read: taken as blank", std::move(remedy));
    return otherwise;
  }

  std::string country_of(gmns_file const& file, gmns_row const& row, std::string otherwise) {
    return cell_or(file, row, "opt_country", std::move(otherwise),
                   "Write a country as two lower-case letters",
                   [](std::string_view c) { return c.size() == 2 && record::slug(c) == c; });
  }

  void add_node(gmns_file const& file, gmns_row const& row) {
    auto const id = file.text(row, "node_id");
    auto const x = gmns_number(file.text(row, "x_coord")),
               y = gmns_number(file.text(row, "y_coord"));
    auto const at = x && y ? units_.at({*x, *y}) : std::nullopt;
    if (id.empty() || nodes_.contains(id) || !at) {
      leave_out(file, row, at ? "node_id" : "x_coord",
                at ? "its key is blank or there already" : "it has no place on the map",
                "Give it a key of its own and coordinates in the system of config.csv");
      return;
    }
    node_at const node{node_names_.of(id), country_of(file, row, options_.country), *at};
    countries_.insert(node.country);
    nodes_.emplace(id, node);
    auto const kind = file.text(row, "node_type");
    constexpr std::array<std::string_view, 7> kKinds{
        "city", "seaport", "dry_port", "rail_terminal", "border", "airport", "other"};
    auto const known = std::ranges::find(kKinds, kind) != kKinds.end();
    rows_.add("places", row_values{{"row_id", "pl-" + node.entity},
                                   {"entity", node.entity},
                                   {"country", node.country},
                                   {"kind", std::string{known ? kind : "other"}},
                                   {"lat", decimal(at->lat, 6)},
                                   {"lon", decimal(at->lon, 6)},
                                   {"grade", "reported"},
                                   {"source", kSource},
                                   {"locator", fmt::format("node {}", to_nfc(id))}});
    name(node.entity, "n-", file.text(row, "name"), id == node.entity ? std::string_view{} : id);
    ++out_.nodes;
  }

  // Its name, and its key where that is another text.
  void name(std::string const& entity, std::string_view prefix, std::string_view text,
            std::string_view key) {
    auto const add = [&](std::string_view suffix, std::string_view as, std::string_view use) {
      if (!as.empty() && as != entity) {
        rows_.add("names", row_values{{"row_id", fmt::format("{}{}-{}", prefix, entity, suffix)},
                                      {"entity", entity},
                                      {"language", "en"},
                                      {"name", std::string{to_nfc(as)}},
                                      {"use", std::string{use}},
                                      {"grade", "reported"},
                                      {"source", kSource}});
      }
    };
    add("name", text, "official");
    add("key", key, text.empty() ? "official" : "code");
  }

  // Is any of the uses one that carries goods? Blank: all are.
  static bool carries(std::string_view uses) {
    constexpr std::array<std::string_view, 8> kOnFoot{"walk",    "bike", "pedestrian", "ped",
                                                      "bicycle", "foot", "parking",    "none"};
    auto named = false;
    while (!uses.empty()) {
      auto const one = uses.substr(0, uses.find_first_of(",;"));
      uses.remove_prefix(std::min(one.size() + 1, uses.size()));
      auto const word = fold(one);
      if (word.empty()) {
        continue;
      }
      named = true;
      if (std::ranges::find(kOnFoot, std::string_view{word}) == kOnFoot.end()) {
        return true;
      }
    }
    return !named;
  }

  static mode mode_of(gmns_file const& file, gmns_row const& row) {
    if (auto const stated = network::parse_mode(file.text(row, "opt_mode"))) {
      return *stated;
    }
    auto const text =
        fold(file.text(row, "facility_type")) + " " + fold(file.text(row, "allowed_uses"));
    auto const says = [&](std::string_view word) { return text.find(word) != std::string::npos; };
    return says("ferry") ? mode::ferry : says("rail") || says("train") ? mode::rail : mode::road;
  }

  struct length {
    double km;
    std::string_view basis, grade;
    std::string note;
  };

  // As stated, unless the line says that it is in another unit; else along the line, else straight.
  length length_of(gmns_file const& file, gmns_row const& row, std::vector<point> const& line,
                   node_at const& from, node_at const& to) {
    auto const stated = gmns_number(file.text(row, "length"));
    auto const drawn_m = line.empty() ? std::nullopt : length_m(line, units_);
    auto const drawn = drawn_m.value_or(geodesic_metres(from.at, to.at));
    auto const stated_m = stated.value_or(0) * units_.long_m;
    if (stated && *stated < 0) {
      faults_->warn(file, row.line, "length", "a negative length is not used", "Give it above 0");
    }
    auto const not_more = stated_m <= drawn * (drawn_m ? kOffBy : kMostWinding);
    auto const fits = drawn <= 0 || (not_more && stated_m * kOffBy >= drawn);
    if (stated_m > 0 && fits) {
      return {stated_m / 1000, "published", "reported", {}};
    }
    auto const note = stated_m > 0
                          ? fmt::format("the stated length, {:g}, is not that of its line", *stated)
                          : std::string{};
    return drawn_m ? length{drawn / 1000, "waypoints", "computed", note}
                   : length{drawn / 1000, "great_circle", "computed", note};
  }

  void add_link(gmns_file const& file, gmns_row const& row) {
    auto const id = file.text(row, "link_id");
    auto const from = nodes_.find(file.text(row, "from_node_id"));
    auto const to = nodes_.find(file.text(row, "to_node_id"));
    if (id.empty() || !links_.insert(std::string{id}).second) {
      return leave_out(file, row, "link_id", "its key is blank or there already",
                       "Give it a key of its own");
    }
    if (from == nodes_.end() || to == nodes_.end()) {
      return leave_out(file, row, from == nodes_.end() ? "from_node_id" : "to_node_id",
                       "it ends at a node that is not there", "Name a node of node.csv");
    }
    if (from == to) {
      return leave_out(file, row, "to_node_id", "it ends where it starts", "Name its other end");
    }
    if (!carries(file.text(row, "allowed_uses"))) {
      ++out_.left_out;
      return;
    }
    out_.links += write_link(file, row, id, from->second, to->second) ? 1 : 0;
  }

  // Whether it could be written.
  bool write_link(gmns_file const& file, gmns_row const& row, std::string_view id,
                  node_at const& from, node_at const& to) {
    auto const entity = link_names_.of(id);
    auto const line = lines_.of(file, row);
    auto const by = mode_of(file, row);
    auto const len = length_of(file, row, line, from, to);
    auto const km = std::max(len.km, kLeastKm);
    if (km > kMostKm) {
      leave_out(file, row, "length", "it is longer than any way on Earth",
                "Check the length, its ends and the units of config.csv");
      return false;
    }
    auto const directed = gmns_boolean(file.text(row, "directed"));
    if (!directed) {
      faults_->warn(file, row.line, "directed", "it is blank or unclear: taken as one way",
                    "Write 1 for one way, 0 for both");
    }
    row_values out{{"row_id", "li-" + entity},
                   {"entity", entity},
                   {"from", from.entity},
                   {"to", to.entity},
                   {"mode", std::string{name_of(by)}},
                   {"length_km", decimal(km, 6)},
                   {"length_basis", std::string{len.basis}},
                   {"one_way", directed.value_or(true) ? "yes" : ""},
                   {"country", country_of(file, row, from.country)},
                   {"status", "open"},
                   {"grade", std::string{len.grade}},
                   {"source", kSource},
                   {"locator", fmt::format("link {}", to_nfc(id))},
                   {"note", len.note}};
    countries_.insert(out.at("country"));
    add_hours(file, row, km, out);
    add_border(file, row, by, from, to, out);
    for (auto const* gauge : {"gauge_from_mm", "gauge_to_mm"}) {
      out[gauge] = cell_or(file, row, std::string{"opt_"} + gauge, {}, "Write millimetres, as 1520",
                           is_gauge);
    }
    rows_.add("links", out);
    name(entity, "nl-", file.text(row, "name"), {});
    add_waypoints(entity, line);
    return true;
  }

  // Freely driven; a record's own time of a link that it exported goes before its rounded speed.
  void add_hours(gmns_file const& file, gmns_row const& row, double km, row_values& out) {
    auto const stated = gmns_number(file.text(row, "opt_time_h"));
    auto const speed = gmns_number(file.text(row, "free_speed"));
    if (stated && *stated > 0) {
      out["stated_h"] = decimal(*stated, 6);
    } else if (speed && *speed > 0 && units_.speed_kmh > 0) {
      out["stated_h"] = decimal(km / (*speed * units_.speed_kmh), 6);
    }
  }

  void add_border(gmns_file const& file, gmns_row const& row, mode by, node_at const& from,
                  node_at const& to, row_values& out) {
    auto const on_land = by == mode::road || by == mode::rail;
    auto stated =
        cell_or(file, row, "opt_crossing", {}, "Use lower-case letters, digits and single hyphens",
                [](std::string_view id) { return record::slug(id) == id; });
    if (from.country == to.country || (stated.empty() && !on_land)) {
      return;
    }
    if (stated.empty()) {
      stated = "x-" + out.at("entity");
    }
    out["crossing"] = stated;
    out["crossing_at"] = cell_or(file, row, "opt_crossing_at", {}, "Write from or to",
                                 [](std::string_view end) { return end == "from" || end == "to"; });
    if (!rows_.has("crossings", "x-" + stated)) {
      rows_.add("crossings", row_values{{"row_id", "x-" + stated},
                                        {"entity", stated},
                                        {"mode", std::string{on_land ? name_of(by) : "ferry"}},
                                        {"grade", "reported"},
                                        {"source", kSource},
                                        {"locator", out.at("locator")}});
    }
  }

  void add_waypoints(std::string const& entity, std::vector<point> const& line) {
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      auto const at = units_.at(line[i]);
      if (!at) {
        continue;
      }
      rows_.add("waypoints", row_values{{"row_id", fmt::format("wp-{}-{:06}", entity, i)},
                                        {"entity", fmt::format("wp-{}-{}", entity, i)},
                                        {"link", entity},
                                        {"seq", std::to_string(i)},
                                        {"lat", decimal(at->lat, 6)},
                                        {"lon", decimal(at->lon, 6)},
                                        {"use", "draw"},
                                        {"grade", "reported"},
                                        {"source", kSource}});
    }
  }

  // The record's rows, for countries that it knows.
  void add_countries() {
    auto left = countries_;
    for (auto const& row : rows_of("countries")) {
      if (countries_.contains(row.entity)) {
        copy(row);
        left.erase(row.entity);
      }
    }
    for (auto const& code : left) {
      auto upper = code.substr(0, 2);
      std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      });
      rows_.add("countries", row_values{{"row_id", "c-" + code},
                                        {"entity", code},
                                        {"iso2", upper},
                                        {"utc_offset_min", "0"},
                                        {"grade", "assumed"},
                                        {"source", kSource},
                                        {"note", "GMNS names no country; clocks are read as UTC"}});
    }
  }

  // What GMNS does not state, as the record has it.
  void add_assumptions() {
    for (auto const* table : {"assumptions", "emissions", "load_units"}) {
      for (auto const& row : rows_of(table)) {
        auto const country =
            std::string_view{table} == "assumptions" ? row.text("country") : std::string_view{};
        if (country.empty() || countries_.contains(std::string{country})) {
          copy(row);
        }
      }
    }
  }

  void copy(record::row const& row) {
    rows_.copy(row);
    if (!row.source.empty() && !rows_.has("sources", row.source)) {
      for (auto const& source : assumed_.rows_of(row.source, view())) {
        if (record::tables()[*source.table].name == "sources") {
          rows_.copy(source);
        }
      }
    }
  }

  record::view_spec view() const {
    record::view_spec v;
    v.as_of = options_.created;
    return v;
  }
  std::vector<record::row> rows_of(char const* table) const {
    return assumed_.rows(*record::find_table(table), view());
  }

  gmns_data const& data_;
  record::store const& assumed_;
  import_options const& options_;
  gmns_lines lines_;
  gmns_units units_;
  gmns_faults* faults_{nullptr};
  entity_names node_names_{"node"}, link_names_{"link"};
  std::unordered_map<std::string_view, node_at> nodes_;
  std::set<std::string> links_, countries_;
  pack_rows rows_;
  std::string title_;
  gmns_import out_;
};

}  // namespace

gmns_import import_gmns(gmns_source const& source, record::store const& assume_from,
                        import_options const& o, std::filesystem::path const& folder) {
  std::error_code fault;
  if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder, fault)) {
    throw failure{{error_kind::conflict, "the folder is not empty", folder.string(),
                   "Name one that is empty or not there yet"}};
  }
  record::reading const one_state{assume_from};
  gmns_faults faults;
  auto const data = read_gmns(source, faults);
  return gmns_importer{data, assume_from, o}.run(folder, faults);
}

}  // namespace karwan::exchange
