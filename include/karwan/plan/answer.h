#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/base/geo.h"
#include "karwan/base/quantity.h"
#include "karwan/base/saying.h"
#include "karwan/plan/question.h"

// What a plan says: the schema `Plan` of openapi.yaml as structs. Amounts stay whole numbers of
// seconds, cents and grams, so that a journey is exactly the sum of its legs; json.h and text.h
// round them.
namespace karwan::plan {

struct amount {
  bounded<std::int64_t> value;
  double assumed{0};  // part of value.best that rests on assumed inputs, 0..1

  amount& operator+=(amount const&);
  friend bool operator==(amount const&, amount const&) = default;
};

struct place_ref {
  std::string id;
  std::string name;     // in the language asked for
  std::string country;  // ISO 3166-1 alpha-2
  lat_lon at;
  int utc_offset_min{0};  // of the clocks there, as of the view
};

enum class leg_kind : std::uint8_t { link, crossing, transfer, wait };
std::string_view name_of(leg_kind) noexcept;

// What a leg of kind wait waits for: something shut to open, a departure of a timetable, or, on
// average, a departure of which only the frequency is known or assumed.
enum class waiting : std::uint8_t { opening, timetable, boarding };
std::string_view name_of(waiting) noexcept;

// Ids of statements, sorted. Many legs of many journeys rest on the same: those share a list.
class id_list {
 public:
  id_list() = default;
  explicit id_list(std::vector<std::string> ids)
      : ids_{std::make_shared<std::vector<std::string> const>(std::move(ids))} {}

  std::vector<std::string> const& all() const {
    static std::vector<std::string> const none;
    return ids_ ? *ids_ : none;
  }
  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }
  bool empty() const { return all().empty(); }

 private:
  std::shared_ptr<std::vector<std::string> const> ids_;
};

struct leg {
  std::string id{};
  leg_kind kind{leg_kind::link};
  network::mode by{network::mode::road};
  std::optional<network::mode> to_mode{};  // of a transfer
  std::optional<waiting> waits_for{};      // of a wait
  std::string entity{};                    // link or crossing; of a wait, what is waited for
  std::string name{};                      // of a crossing; empty where nothing has given it one
  // Of a crossing, which of the instruments that were named hold there; nullopt: none were named.
  std::optional<std::vector<std::string>> under{};
  place_ref from{}, to{};
  instant starts{};  // expected
  std::int64_t metres{0};
  amount time{}, cost{}, emissions{};
  std::vector<std::pair<network::cost_kind, std::int64_t>> cost_parts{};  // cents of cost.best
  record::grade worst{record::grade::measured};
  id_list statements{};
  std::vector<lat_lon> line{};  // in the direction of travel; empty where nothing is drawn
};

enum class warning_kind : std::uint8_t {
  assumed,
  closure,
  stale,
  back_cast,
  unconfirmed,
  shelf_life,
  capacity,
  calendar,
  scenario,
  unchecked,
  instrument,
  rule,
  not_included,
  cut
};
std::string_view name_of(warning_kind) noexcept;

struct warning {
  warning_kind kind{warning_kind::assumed};
  said says;
  std::vector<std::string> statements;
  // For tables that tell several journeys at once, instead of the sentence: what it is about, and
  // the detail; of an assumption, what part of which total rests on it at most.
  std::string about{}, detail{};
  std::string of_total{};
  double share{0};
};

enum class label : std::uint8_t { fastest, cheapest, cleanest, fewest_borders, most_reliable };
std::string_view name_of(label) noexcept;

// How long it takes by chance, from simulated trips. A quantile is blank where so many draws do not
// arrive within the horizon of the metric.
struct chances {
  std::uint64_t seed{0};
  std::uint32_t draws{0};
  std::optional<std::int64_t> p10_s, p50_s, p90_s;
  std::optional<std::int64_t> mean_s;  // of the draws that arrive; blank where none does
  double shut{0};  // share of the draws in which a border was shut by chance when it was reached
  std::optional<double> by_deadline;  // share of the draws; blank where no deadline was asked for
  struct part {
    std::string leg;
    double share;  // of the variance, the wait before the leg included
  };
  std::vector<part> spread;             // the largest, that together make most of it
  std::vector<std::string> statements;  // how much trips as a whole differ; what was shut before
};

// What is left of the goods' shelf life on arrival.
struct freshness_left {
  double keeps_low_d, keeps_high_d;  // as long as it keeps at these temperatures
  std::optional<double> low_c, high_c;
  // 0..1; low: the slowest trip of goods that keep least. Blank where the unit does not hold the
  // temperature: how long they keep then is not known.
  std::optional<bounded<double>> left;
  std::vector<std::string> statements;
};

// The same way with every hour of the crew kept to the second.
struct crew_kept {
  std::optional<std::int64_t> took_s;  // blank: so late that a window does not come again
  int breaks{0}, rests{0}, week_rests{0};
  std::vector<std::string> statements;
};

struct journey {
  std::string id;  // the same for the same way on any day
  std::vector<label> labels;
  amount time, cost, emissions;
  bounded<std::int64_t> charged;  // cents of the cost: what rules charge its trucks at borders
  std::optional<bounded<double>> of_value;  // the cost over the goods' value, where that is said
  std::int64_t metres{0};
  int borders{0};
  chances odds;
  std::optional<crew_kept> crew;             // where one was asked for
  std::optional<freshness_left> shelf_life;  // where the product has one
  std::vector<std::string> countries;        // in order, ISO alpha-2; borders is one less
  std::vector<network::mode> modes;          // in order of first use
  instant arrives{};
  std::vector<leg> legs;
  std::vector<warning> warnings;
};

// What shuts an arc: a closure, an opening rule, a project that is not built.
struct blocker {
  std::string entity{}, name{};
  std::string target{}, target_name{};
  std::optional<day> from{}, to{}, last_confirmed{};
  std::optional<int> age_days{};  // from last_confirmed to the view's as-of
  std::vector<std::string> statements{};
};

struct evidence_age {
  said says;
  std::string statement;
  day evidence_on{};
  int age_days{0};
  bool unconfirmed{false};
  std::string ask;  // whom; empty where the record names nobody
};

struct product_ref {
  std::string id, name, hs_code;
};

struct answer {
  // the question as it was understood
  place_ref from, to;
  std::vector<place_ref> via;
  std::optional<product_ref> product;
  network::load carried;
  int vehicles{1};
  std::optional<double> value_usd;
  std::uint8_t modes{kAllModes};
  std::optional<network::crew> drivers;
  std::optional<std::string> carrier;  // the entity of its country
  std::vector<std::string> under;      // entities of instruments
  std::vector<std::string> avoid;      // entity ids
  day depart{}, today{};
  std::optional<std::chrono::minutes> depart_at;  // past midnight where it starts
  std::optional<day> deadline;
  double eps{0};
  record::view_spec view;
  std::string record_version;

  std::vector<journey> journeys;  // fastest first
  std::size_t front_size{0};
  std::vector<blocker> closures;
  std::vector<evidence_age> freshness;
  std::vector<warning> warnings;
  std::optional<std::vector<blocker>> no_route;
};

}  // namespace karwan::plan
