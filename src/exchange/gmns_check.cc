#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <span>
#include <tuple>
#include <unordered_set>

#include "exchange/gmns_shape.h"
#include "exchange/gmns_table.h"
#include "karwan/base/text.h"

namespace karwan::exchange {
namespace {

constexpr double kGmnsVersion = 0.96;
// A length this many times the line's, or the line this many times the length, is in another unit.
constexpr double kSuspectRatio = 1.5;

std::span<gmns_row const> rows_of(gmns_file const* file) {
  return file == nullptr ? std::span<gmns_row const>{} : file->rows;
}

// What the tables say together.
class network_checker {
 public:
  network_checker(gmns_data const& data, gmns_faults& faults, gmns_report& report)
      : data_{data}, faults_{faults}, report_{report}, lines_{data} {}

  void check() {
    check_config();
    auto const units = read_units(data_, faults_);
    for (auto const* needed : {"node", "link"}) {
      auto const* file = data_.find(needed);
      if (file == nullptr || file->rows.empty()) {
        faults_.add({true,
                     fmt::format("{}.csv", needed),
                     0,
                     {},
                     file == nullptr ? "the file is missing" : "it has no rows",
                     "A network has nodes and links"});
      }
    }
    if (auto const* nodes = data_.find("node")) {
      check_nodes(*nodes, units);
    }
    if (auto const* links = data_.find("link")) {
      check_links(*links, units);
      check_movements(*links);
      check_segments(*links, units);
    }
    check_segment_lanes();
    check_lanes();
    check_phases();
    check_times();
    check_uses();
  }

 private:
  void check_config() {
    auto const* config = data_.find("config");
    if (config == nullptr) {
      faults_.add({false,
                   "config.csv",
                   0,
                   {},
                   "the file is missing: units are guessed",
                   "Add it with long_length, speed and crs"});
      return;
    }
    if (config->rows.size() != 1) {
      faults_.error(*config, 0, {}, fmt::format("it has {} rows", config->rows.size()),
                    "It must have exactly one");
    }
    for (auto const& row : config->rows) {
      report_.name = config->text(row, "dataset_name");
      auto const version = gmns_number(config->text(row, "version_number"));
      if (version && *version != kGmnsVersion) {
        faults_.warn(*config, row.line, "version_number",
                     fmt::format("it is of version {:g}, and read as {:g}", *version, kGmnsVersion),
                     "Bring it to the present version of the specification");
      }
      check_id_type(config->text(row, "id_type"));
    }
  }

  void check_id_type(std::string_view wanted) {
    if (wanted != "integer") {
      return;
    }
    for (auto const& [_, file] : data_.files) {
      if (file.is->key.empty() || file.is->key == "use" || file.is->key == "use_group") {
        continue;
      }
      for (auto const& row : file.rows) {
        auto const id = file.text(row, file.is->key);
        if (id.find_first_not_of("-0123456789") != std::string_view::npos) {
          faults_.error(file, row.line, file.is->key,
                        in_quotes(id) + " is no integer, as config.csv says that keys are",
                        "Write all digits of the key, or set id_type to string");
        }
      }
    }
  }

  void check_nodes(gmns_file const& nodes, gmns_units const& units) {
    report_.nodes = nodes.rows.size();
    for (auto const& row : nodes.rows) {
      auto const x = gmns_number(nodes.text(row, "x_coord"));
      auto const y = gmns_number(nodes.text(row, "y_coord"));
      index_.try_emplace(nodes.text(row, "node_id"), index_.size());
      if (x && y && units.placed() && !units.at({*x, *y})) {
        faults_.error(nodes, row.line, "x_coord",
                      fmt::format("{:g}, {:g} is no point of the coordinate system", *x, *y),
                      "Compare it with crs in config.csv");
      }
    }
  }

  struct ends {
    std::string_view from, to;
    bool directed;
  };

  void check_links(gmns_file const& links, gmns_units const& units) {
    report_.links = links.rows.size();
    std::vector<std::size_t> parent(index_.size());
    std::iota(parent.begin(), parent.end(), 0U);
    auto const root = [&](std::size_t i) {
      while (parent[i] != i) {
        i = parent[i] = parent[parent[i]];
      }
      return i;
    };
    std::set<std::pair<std::string_view, std::string_view>> pairs;
    for (auto const& row : links.rows) {
      auto const from = links.text(row, "from_node_id"), to = links.text(row, "to_node_id");
      ends_.emplace(links.text(row, "link_id"),
                    ends{from, to, gmns_boolean(links.text(row, "directed")).value_or(true)});
      if (!from.empty() && from == to) {
        faults_.error(links, row.line, "to_node_id", "the link ends where it starts",
                      "Leave it out, or name its other end");
      }
      if (!from.empty() && !to.empty() && !pairs.emplace(from, to).second) {
        ++report_.parallel;
      }
      auto const a = index_.find(from), b = index_.find(to);
      if (a != index_.end() && b != index_.end()) {
        parent[root(a->second)] = root(b->second);
      }
      check_length(links, row, units);
    }
    count_parts(parent, root);
  }

  template <typename Root>
  void count_parts(std::vector<std::size_t> const& parent, Root const& root) {
    std::map<std::size_t, std::size_t> sizes;
    for (std::size_t i = 0; i < parent.size(); ++i) {
      ++sizes[root(i)];
    }
    report_.parts = sizes.size();
    if (sizes.size() < 2) {
      return;
    }
    std::vector<std::string_view> ids(index_.size());
    for (auto const& [id, i] : index_) {
      ids[i] = id;
    }
    auto const least = std::ranges::min_element(sizes, {}, [](auto const& s) {
      return std::pair{s.second, s.first};
    });
    std::string_view first;
    for (std::size_t i = 0; i < ids.size() && first.empty(); ++i) {
      first = root(i) == least->first ? ids[i] : first;
    }
    auto const alone = static_cast<std::size_t>(
        std::ranges::count_if(sizes, [](auto const& s) { return s.second == 1; }));
    faults_.add(
        {false,
         "link.csv",
         0,
         {},
         fmt::format("the network falls into {} parts that no link joins, {} of them single "
                     "nodes; the smallest has {} and holds node {}",
                     sizes.size(), alone, least->second, in_quotes(first)),
         "Add the links between them, unless they are meant to lie apart"});
  }

  void check_length(gmns_file const& links, gmns_row const& row, gmns_units const& units) {
    auto const text = links.text(row, "geometry");
    auto const line = lines_.of(links, row);
    if (!text.empty() && line.empty()) {
      faults_.error(links, row.line, "geometry", "it is no line in well-known text",
                    "Write LINESTRING (x y, x y, ...)");
    }
    auto const stated = gmns_number(links.text(row, "length"));
    auto const drawn = line.empty() ? std::nullopt : length_m(line, units);
    if (!stated || *stated <= 0 || !drawn || *drawn <= 0 || units.long_m == 0) {
      return;
    }
    auto const times = *stated * units.long_m / *drawn;
    if (times > kSuspectRatio || times < 1 / kSuspectRatio) {
      faults_.warn(
          links, row.line, "length",
          fmt::format("{:.6g} is {:.3g} times the length of the line that is drawn, {:.4g}",
                      *stated, times, *drawn / units.long_m),
          "Give it in the unit long_length of config.csv");
    }
  }

  void check_movements(gmns_file const&) {
    for (auto const* table : {"movement", "movement_tod"}) {
      auto const* file = data_.find(table);
      for (auto const& row : rows_of(file)) {
        auto const node = file->text(row, "node_id");
        auto const in = ends_.find(file->text(row, "ib_link_id"));
        auto const out = ends_.find(file->text(row, "ob_link_id"));
        if (node.empty()) {
          continue;
        }
        if (in != ends_.end() && in->second.to != node &&
            (in->second.directed || in->second.from != node)) {
          faults_.error(*file, row.line, "ib_link_id",
                        fmt::format("link {} does not lead to node {}", in->first, node),
                        "Name a link that ends there");
        }
        if (out != ends_.end() && out->second.from != node &&
            (out->second.directed || out->second.to != node)) {
          faults_.error(*file, row.line, "ob_link_id",
                        fmt::format("link {} does not start at node {}", out->first, node),
                        "Name a link that begins there");
        }
      }
    }
  }

  void check_segments(gmns_file const& links, gmns_units const& units) {
    std::unordered_map<std::string_view, double> length_m;
    for (auto const& row : links.rows) {
      if (auto const l = gmns_number(links.text(row, "length"))) {
        length_m.emplace(links.text(row, "link_id"), *l * units.long_m);
      }
    }
    for (auto const* table : {"segment", "curb_seg"}) {
      auto const* file = data_.find(table);
      for (auto const& row : rows_of(file)) {
        auto const from = gmns_number(file->text(row, "start_lr"));
        auto const to = gmns_number(file->text(row, "end_lr"));
        if (from && to && *from > *to) {
          faults_.error(*file, row.line, "end_lr", "it ends before it starts",
                        "Give start_lr and end_lr from ref_node_id on");
        }
        check_reference(*file, row);
        auto const whole = length_m.find(file->text(row, "link_id"));
        constexpr double kRounding = 1.02;
        if (to && whole != length_m.end() && whole->second > 0 && units.short_m > 0 &&
            *to * units.short_m > whole->second * kRounding) {
          faults_.warn(*file, row.line, "end_lr", "it reaches beyond the end of its link",
                       "Give it in the unit short_length, within the link's length");
        }
      }
    }
    if (auto const* file = data_.find("location")) {
      for (auto const& row : file->rows) {
        check_reference(*file, row);
      }
    }
  }

  // What lies along a link is measured from one of its ends.
  void check_reference(gmns_file const& file, gmns_row const& row) {
    auto const link = ends_.find(file.text(row, "link_id"));
    auto const node = file.text(row, "ref_node_id");
    if (link != ends_.end() && !node.empty() && node != link->second.from &&
        node != link->second.to) {
      faults_.error(file, row.line, "ref_node_id",
                    fmt::format("node {} is no end of link {}", node, link->first),
                    "Name the end from which it is measured");
    }
  }

  void check_segment_lanes() {
    auto const* file = data_.find("segment_lane");
    auto const* lanes = data_.find("lane");
    if (file == nullptr || lanes == nullptr) {
      return;
    }
    std::unordered_set<std::string_view> known;
    for (auto const& row : lanes->rows) {
      known.insert(lanes->text(row, "lane_id"));
    }
    for (auto const& row : file->rows) {
      auto const parent = file->text(row, "parent_lane_id");
      if (!parent.empty() && !known.contains(parent)) {
        faults_.error(*file, row.line, "parent_lane_id",
                      fmt::format("there is no {} in lane.csv", in_quotes(parent)),
                      "Name a lane of the link, or leave it blank for an added one");
      }
    }
  }

  void check_lanes() {
    auto const* file = data_.find("lane");
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (auto const& row : rows_of(file)) {
      auto const link = file->text(row, "link_id"), number = file->text(row, "lane_num");
      if (!number.empty() && !seen.emplace(link, number).second) {
        faults_.error(*file, row.line, "lane_num",
                      fmt::format("link {} has a lane {} already", link, number),
                      "Number the lanes of a link one by one");
      }
    }
  }

  void check_phases() {
    auto const* file = data_.find("signal_phase_mvmt");
    for (auto const& row : rows_of(file)) {
      if (file->text(row, "mvmt_id").empty() == file->text(row, "link_id").empty()) {
        faults_.error(*file, row.line, "mvmt_id",
                      "a phase serves a movement or a link, one of them",
                      "Fill mvmt_id or link_id");
      }
    }
  }

  void check_times() {
    if (auto const* file = data_.find("time_set_definitions")) {
      for (auto const& row : file->rows) {
        auto const from = file->text(row, "start_time"), to = file->text(row, "end_time");
        if (!from.empty() && !to.empty() && to <= from) {
          faults_.error(*file, row.line, "end_time",
                        fmt::format("it begins at {} and ends at {}: it never holds", from, to),
                        "Split a time over midnight into two rows");
        }
      }
    }
    for (auto const& [_, file] : data_.files) {
      if (file.column("time_day")) {
        for (auto const& row : file.rows) {
          check_time_day(file, row, file.text(row, "time_day"));
        }
      }
    }
  }

  // XXXXXXXX_HH:MM_HH:MM: a digit for each day from Monday to Sunday and for holidays.
  void check_time_day(gmns_file const& file, gmns_row const& row, std::string_view text) {
    if (text.empty()) {
      return;
    }
    constexpr std::string_view kForm = "00000000_00:00_00:00";
    auto const fits = [](char c, char f) { return f == '0' ? c >= '0' && c <= '9' : c == f; };
    if (text.size() != kForm.size() || !std::ranges::equal(text, kForm, fits)) {
      faults_.error(file, row.line, "time_day", in_quotes(text) + " is no time of days",
                    "Write eight digits for Monday to Sunday and holidays, then _HH:MM_HH:MM");
    } else if (text.substr(0, 8) == "00000000" || text.substr(15) <= text.substr(9, 5)) {
      faults_.error(file, row.line, "time_day", in_quotes(text) + " never holds",
                    "Give at least one day, and an end that is after the start");
    }
  }

  void check_uses() {
    auto const *definitions = data_.find("use_definition"), *groups = data_.find("use_group");
    std::unordered_set<std::string> known{"all", "none"};
    for (auto const* file : {definitions, groups}) {
      for (auto const& row : rows_of(file)) {
        known.insert(fold(file->text(row, file->is->key)));
      }
    }
    for (auto const& [_, file] : data_.files) {
      if (!file.column("allowed_uses")) {
        continue;
      }
      for (auto const& row : file.rows) {
        if (!check_uses_of(file, row, known, definitions != nullptr || groups != nullptr)) {
          break;  // said once a file where no use is defined at all
        }
      }
    }
  }

  bool check_uses_of(gmns_file const& file, gmns_row const& row,
                     std::unordered_set<std::string> const& known, bool defined) {
    for (auto rest = file.text(row, "allowed_uses"); !rest.empty();) {
      auto one = rest.substr(0, rest.find_first_of(",;"));
      rest.remove_prefix(std::min(one.size() + 1, rest.size()));
      one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
      one = one.substr(0, one.find_last_not_of(' ') + 1);
      if (one.empty() || known.contains(fold(one))) {
        continue;
      }
      if (!defined) {
        faults_.warn(file, row.line, "allowed_uses",
                     "uses are named, and neither use_definition.csv nor use_group.csv is there",
                     "Define them there");
        return false;
      }
      faults_.warn(file, row.line, "allowed_uses",
                   in_quotes(one) + " is in neither use_definition.csv nor use_group.csv",
                   "Define it there, or name a use that is");
    }
    return true;
  }

  gmns_data const& data_;
  gmns_faults& faults_;
  gmns_report& report_;
  gmns_lines lines_;
  std::unordered_map<std::string_view, std::size_t> index_;  // of nodes
  std::unordered_map<std::string_view, ends> ends_;          // of links
};

}  // namespace

std::size_t gmns_report::errors() const {
  return static_cast<std::size_t>(std::ranges::count_if(faults, &gmns_fault::is_error));
}

gmns_report check_gmns(gmns_source const& source) {
  gmns_faults faults;
  gmns_report out;
  auto const data = read_gmns(source, faults);
  for (auto const& [_, file] : data.files) {
    check_table(data, file, faults);
  }
  network_checker{data, faults, out}.check();
  out.faults = std::move(faults.all);
  out.unlisted = faults.unlisted;
  std::ranges::stable_sort(out.faults, {}, [](gmns_fault const& f) {
    return std::tuple<std::string_view, std::size_t>{f.file, f.line};
  });
  return out;
}

}  // namespace karwan::exchange
