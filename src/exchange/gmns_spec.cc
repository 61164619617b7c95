#include "exchange/gmns_spec.h"

#include <algorithm>
#include <charconv>

namespace karwan::exchange {
namespace {

// The tables of GMNS 0.96 (zephyr-data-specs/GMNS), as its schemas define them. A line that is not
// indented is a table: its name, its key. Then its fields: name, type, ! where it must be filled,
// >table.field that it names, [least..most], ~[least..most] outside which it is odd, {choices}.
constexpr std::string_view kSpec = R"(config -
  dataset_name any
  short_length any
  long_length any
  speed any
  crs any
  geometry_field_format any
  currency any
  version_number number
  id_type string {string|integer}
curb_seg curb_seg_id
  curb_seg_id any !
  link_id any ! >link.link_id
  ref_node_id any ! >node.node_id
  start_lr number ! [0..]
  end_lr number ! [0..]
  regulation string
  width number [0..]
geometry geometry_id
  geometry_id any !
  geometry any
lane lane_id
  lane_id any !
  link_id any ! >link.link_id
  lane_num integer ! [-10..10]
  allowed_uses string
  r_barrier string {none|regulatory|physical}
  l_barrier string {none|regulatory|physical}
  width number [0..]
lane_tod lane_tod_id
  lane_tod_id any !
  lane_id any ! >lane.lane_id
  timeday_id any >time_set_definitions.timeday_id
  time_day string
  lane_num integer ! [-10..10]
  allowed_uses string
  r_barrier string {none|regulatory|physical}
  l_barrier string {none|regulatory|physical}
  width number [0..]
link link_id
  link_id any !
  name string
  from_node_id any ! >node.node_id
  to_node_id any ! >node.node_id
  directed boolean !
  geometry_id any >geometry.geometry_id
  geometry any
  parent_link_id any >link.link_id
  dir_flag integer {1|-1|0}
  length number [0..]
  grade number [-100..100] ~[-25..25]
  facility_type string
  capacity number [0..]
  free_speed number [0..200] ~[1..120]
  lanes integer [0..]
  bike_facility string {unseparated bike lane|buffered bike lane|separated bike lane|counter-flow bike lane|paved shoulder|shared lane|shared use path|off-road unpaved trail|other|none}
  ped_facility string {unknown|none|shoulder|sidewalk|offstreet_path}
  parking string {unknown|none|parallel|angle|other}
  allowed_uses string
  toll number ~[0..10000]
  jurisdiction string
  row_width number [0..] ~[10..]
link_tod link_tod_id
  link_tod_id any !
  link_id any ! >link.link_id
  timeday_id any >time_set_definitions.timeday_id
  time_day string
  capacity number [0..]
  free_speed number [0..200] ~[1..120]
  lanes integer [0..]
  bike_facility string {unseparated bike lane|buffered bike lane|separated bike lane|counter-flow bike lane|paved shoulder|shared lane|shared use path|off-road unpaved trail|other|none}
  ped_facility string {unknown|none|shoulder|sidewalk|offstreet_path}
  parking string {unknown|none|parallel|angle|other}
  allowed_uses string
  toll number ~[0..10000]
location loc_id
  loc_id any !
  link_id any ! >link.link_id
  ref_node_id any ! >node.node_id
  lr number ! [0..]
  x_coord number
  y_coord number
  z_coord number
  loc_type string
  zone_id any
  gtfs_stop_id string
movement mvmt_id
  mvmt_id any !
  node_id any ! >node.node_id
  name string
  ib_link_id any ! >link.link_id
  start_ib_lane integer
  end_ib_lane integer
  ob_link_id any ! >link.link_id
  start_ob_lane integer
  end_ob_lane integer
  type string ! {left|right|uturn|thru|merge|diverge}
  penalty number
  capacity number
  ctrl_type string {no_control|yield|stop|stop_2_way|stop_4_way|signal_with_RTOR|signal}
  mvmt_code string
  allowed_uses string
  geometry any
movement_tod mvmt_tod_id
  mvmt_tod_id any !
  mvmt_id any ! >movement.mvmt_id
  time_day string
  timeday_id any >time_set_definitions.timeday_id
  ib_link_id any ! >link.link_id
  start_ib_lane integer
  end_ib_lane integer
  ob_link_id any ! >link.link_id
  start_ob_lane integer
  end_ob_lane integer
  type string ! {left|right|uturn|thru|merge}
  penalty number
  capacity number
  ctrl_type any {no_control|yield|stop|stop_2_way|stop_4_way|signal_with_RTOR|signal}
  mvmt_code string
  allowed_uses string
node node_id
  node_id any !
  name string
  x_coord number !
  y_coord number !
  z_coord number
  node_type string
  ctrl_type string {none|yield|stop|4_stop|signal}
  zone_id any >zone.zone_id
  parent_node_id any >node.node_id
segment segment_id
  segment_id any !
  link_id any ! >link.link_id
  ref_node_id any ! >node.node_id
  start_lr number ! [0..]
  end_lr number ! [0..]
  grade number [-100..100] ~[-25..25]
  capacity number [0..]
  free_speed number [0..200] ~[1..120]
  lanes integer
  l_lanes_added integer
  r_lanes_added integer
  bike_facility string {unseparated bike lane|buffered bike lane|separated bike lane|counter-flow bike lane|paved shoulder|shared lane|shared use path|off-road unpaved trail|other|none}
  ped_facility string {unknown|none|shoulder|sidewalk|offstreet_path}
  parking string {unknown|none|shoulder|sidewalk|offstreet_path}
  allowed_uses string
  toll number
  jurisdiction string
  row_width number [0..] ~[10..]
segment_lane segment_lane_id
  segment_lane_id any !
  segment_id any ! >segment.segment_id
  lane_num integer ! [-10..10]
  parent_lane_id any
  allowed_uses string
  r_barrier string {none|regulatory|physical}
  l_barrier string {none|regulatory|physical}
  width number [0..]
segment_lane_tod segment_lane_tod_id
  segment_lane_tod_id any !
  segment_lane_id any ! >segment_lane.segment_lane_id
  timeday_id any >time_set_definitions.timeday_id
  time_day string
  lane_num integer ! [-10..10]
  allowed_uses string
  r_barrier string {none|regulatory|physical}
  l_barrier string {none|regulatory|physical}
  width number [0..]
segment_tod segment_tod_id
  segment_tod_id any !
  segment_id any ! >segment.segment_id
  timeday_id any >time_set_definitions.timeday_id
  time_day string
  capacity number [0..]
  free_speed number [0..200] ~[1..120]
  lanes integer
  l_lanes_added integer
  r_lanes_added integer
  bike_facility string {unseparated bike lane|buffered bike lane|separated bike lane|counter-flow bike lane|paved shoulder|shared lane|shared use path|off-road unpaved trail|other|none}
  ped_facility string {unknown|none|shoulder|sidewalk|offstreet_path}
  parking string {unknown|none|shoulder|sidewalk|offstreet_path}
  toll number
  allowed_uses string
signal_controller controller_id
  controller_id any !
signal_coordination coordination_id
  coordination_id any !
  timing_plan_id any ! >signal_timing_plan.timing_plan_id
  controller_id any ! >signal_controller.controller_id
  coord_contr_id any >signal_controller.controller_id
  coord_phase integer [0..32]
  coord_ref_to string {begin_of_green|begin_of_yellow|begin_of_red}
  offset number [0..]
signal_detector detector_id
  detector_id any !
  controller_id any ! >signal_controller.controller_id
  signal_phase_num integer !
  link_id any ! >link.link_id
  start_lane integer !
  end_lane integer
  ref_node_id any ! >node.node_id
  det_zone_lr number !
  det_zone_front number
  det_zone_back number
  det_type string
signal_phase_mvmt signal_phase_mvmt_id
  signal_phase_mvmt_id any !
  timing_phase_id any ! >signal_timing_phase.timing_phase_id
  mvmt_id any >movement.mvmt_id
  link_id any >link.link_id
  protection string {protected|permitted|rtor}
signal_timing_phase timing_phase_id
  timing_phase_id any !
  timing_plan_id any >signal_timing_plan.timing_plan_id
  signal_phase_num integer ! [0..]
  min_green number [0..]
  max_green number [0..]
  extension number [0..120]
  clearance number [0..120]
  walk_time number [0..120]
  ped_clearance number [0..120]
  ring integer ! [0..12]
  barrier integer ! [0..12]
  position integer !
signal_timing_plan timing_plan_id
  timing_plan_id any !
  controller_id any ! >signal_controller.controller_id
  timeday_id any >time_set_definitions.timeday_id
  time_day any
  cycle_length number [0..600]
time_set_definitions timeday_id
  timeday_id any !
  monday boolean !
  tuesday boolean !
  wednesday boolean !
  thursday boolean !
  Friday boolean !
  saturday boolean !
  sunday boolean !
  holiday boolean !
  start_time time !
  end_time time !
use_definition use
  use string !
  persons_per_vehicle number ! [0..]
  pce number ! [0..]
  special_conditions string
  description string
use_group use_group
  use_group string !
  uses string !
  description string
zone zone_id
  zone_id any !
  name string
  boundary any
  super_zone string >zone.zone_id
)";

std::optional<double> number(std::string_view text) {
  double value = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return text.empty() || fault != std::errc{} || end != text.data() + text.size()
             ? std::nullopt
             : std::optional{value};
}

gmns_range range_of(std::string_view inner) {
  auto const dots = inner.find("..");
  return {number(inner.substr(0, dots)), number(inner.substr(dots + 2))};
}

std::string_view next_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  auto const end = line.starts_with('{') ? line.size() : std::min(line.find(' '), line.size());
  auto const word = line.substr(0, end);
  line.remove_prefix(end);
  return word;
}

gmns_type type_of(std::string_view word) {
  using enum gmns_type;
  return word == "number"    ? number
         : word == "integer" ? integer
         : word == "boolean" ? boolean
         : word == "time"    ? time
                             : text;
}

gmns_field field_of(std::string_view line) {
  gmns_field f;
  f.name = next_word(line);
  f.type = type_of(next_word(line));
  for (auto word = next_word(line); !word.empty(); word = next_word(line)) {
    auto const inner = [&](std::size_t from) { return word.substr(from, word.size() - from - 1); };
    if (word == "!") {
      f.required = true;
    } else if (word.starts_with('>')) {
      auto const dot = word.find('.');
      f.ref_table = word.substr(1, dot - 1);
    } else if (word.starts_with('[')) {
      f.allowed = range_of(inner(1));
    } else if (word.starts_with('~')) {
      f.usual = range_of(inner(2));
    } else {
      for (auto rest = inner(1); !rest.empty();) {
        auto const one = rest.substr(0, rest.find('|'));
        f.choices.push_back(one);
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
      }
    }
  }
  return f;
}

std::vector<gmns_table> read_spec() {
  std::vector<gmns_table> out;
  for (auto rest = kSpec; !rest.empty();) {
    auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.empty()) {
      continue;
    }
    if (line.front() == ' ') {
      out.back().fields.push_back(field_of(line));
      continue;
    }
    auto const name = next_word(line);
    auto const key = next_word(line);
    out.push_back({name, key == "-" ? std::string_view{} : key, {}});
  }
  return out;
}

}  // namespace

std::vector<gmns_table> const& gmns_tables() {
  static auto const all = read_spec();
  return all;
}

}  // namespace karwan::exchange
