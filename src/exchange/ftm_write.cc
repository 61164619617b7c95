#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "exchange/ftm_columns.h"
#include "exchange/ftm_map.h"
#include "exchange/history_json.h"
#include "karwan/base/digest.h"
#include "karwan/base/sheet.h"
#include "karwan/exchange/ftm.h"

namespace karwan::exchange {
namespace {

using record::history_act;
using record::history_load;
using record::history_statement;

// Moments as FollowTheMoney writes them: UTC without saying so.
std::string ftm_time(instant t) {
  auto out = to_string(t);
  out.pop_back();  // the Z
  return out;
}

// A dataset is what FollowTheMoney calls the source of a statement; its names have no hyphens.
std::string ftm_dataset(std::string_view id) {
  std::string out{id};
  for (auto& c : out) {
    c = c == '-' || c == '.' ? '_' : c;
  }
  return out;
}

class line {
 public:
  std::string& operator[](ftm_column c) { return cells_[static_cast<std::size_t>(c)]; }

  void write(std::string& out) const { write_csv(out, {cells_.begin(), cells_.end()}); }

 private:
  std::array<std::string, kFtmColumns.size()> cells_;
};

class ftm_writer {
 public:
  ftm_writer(record::store const& from, text_sink const& to) : map_{from}, to_{to} {}

  export_report run(record::store const& from, cut const& c) {
    std::string header;
    for (auto const name : kFtmColumns) {
      header += header.empty() ? "" : ",";
      header += name;
    }
    to_(header + "\n");
    record::read_history(
        from, c,
        {[this](history_act const& a) { write(a); }, [this](history_load const& l) { write(l); },
         [this](std::span<history_statement const> s) { write_entity(s); }});
    return report_;
  }

 private:
  using enum ftm_column;

  static void put_frame(line& l, std::string entity, std::string_view of_schema,
                        std::string in_dataset, std::string at) {
    l[canonical_id] = entity;
    l[entity_id] = std::move(entity);
    l[schema] = of_schema;
    l[dataset] = std::move(in_dataset);
    l[external] = "f";
    l[first_seen] = at;
    l[last_seen] = std::move(at);
  }

  void put_value(line& l, ftm_value const& v, std::string_view ours) const {
    l[prop] = v.prop;
    l[prop_type] = v.type;
    l[value] = v.value;
    l[lang] = v.lang;
    l[original_value] = v.value == ours ? "" : ours;
    l[id] = sha256(fmt::format("{}\n{}\n{}\n{}\n{}", l[property], l[statement], l[act], v.prop,
                               v.value))
                .substr(0, 40);
  }

  void write(history_act const& a) {
    authors_[a.number] = a.by;
    line l;
    put_frame(l, fmt::format("act.{}", a.number), "Event", "karwan", ftm_time(a.at));
    l[property] = "act";
    l[act] = std::to_string(a.number);
    l[recorded_by] = a.by;
    json_writer w;
    w.open_object();
    write_act(w, a);
    w.close_object();
    put_value(l, {"name", "name", fmt::format("{} by {}", a.what, a.by), {}}, std::move(w).take());
    send(l);
  }

  void write(history_load const& load) {
    line l;
    put_frame(l, "pack." + load.pack, "Document", ftm_dataset(load.pack), ftm_time(load.created));
    l[property] = "load";
    l[pack] = load.pack;
    l[act] = std::to_string(load.act);
    json_writer w;
    w.open_object();
    write_load(w, load);
    w.close_object();
    put_value(l, {"title", "string", fmt::format("{} {}", load.pack, load.version), {}},
              std::move(w).take());
    send(l);
  }

  void write_entity(std::span<history_statement const> all) {
    ++report_.entities;
    auto const schema_name = map_.schema_of(all);
    for (auto const& s : all) {
      ++report_.statements;
      auto l = line_of(s, schema_name);
      for (auto const& v : map_.values_of(s, schema_name, all)) {
        put_value(l, v, s.value);
        send(l);
      }
    }
  }

  line line_of(history_statement const& s, std::string_view schema_name) {
    line l;
    auto const& from = s.at("source");
    put_frame(l, s.entity, schema_name, ftm_dataset(from.empty() ? s.pack : from),
              ftm_time(s.recorded_at));
    if (!s.changes.empty()) {
      l[last_seen] = ftm_time(s.changes.back().at);
    }
    l[origin] = s.at("grade");
    auto const& c = record::column_of(s.property);
    l[property] = fmt::format("{}.{}", record::table_of(s.property).name, c.name);
    l[statement] = s.id();
    l[unit] = c.unit;
    l[pack] = s.pack;
    l[version] = std::to_string(s.version);
    l[corrects] = s.corrects == 0 ? "" : std::to_string(s.corrects);
    for (std::size_t i = 0; i < record::kSharedColumns; ++i) {
      l[static_cast<ftm_column>(static_cast<std::size_t>(world) + i)] = s.shared[i];
    }
    l[row_since] = to_string(s.row_since);
    l[row_act] = std::to_string(s.row_act);
    l[act] = std::to_string(s.act);
    l[recorded_by] = authors_[s.act];
    l[status] = s.status() == record::statement_status::accepted && !s.current
                    ? "corrected"
                    : record::name_of(s.status());
    if (s.proposed || !s.changes.empty()) {
      json_writer w;
      write_changes(w, s);
      l[history] = std::move(w).take();
    }
    return l;
  }

  void send(line const& l) {
    text_.clear();
    l.write(text_);
    to_(text_);
  }

  ftm_map map_;
  text_sink const& to_;
  export_report report_;
  std::unordered_map<std::int64_t, std::string> authors_;
  std::string text_;
};

static_assert(static_cast<std::size_t>(ftm_column::history) + 1 == kFtmColumns.size());
static_assert(static_cast<std::size_t>(ftm_column::recorded_at) ==
              static_cast<std::size_t>(ftm_column::world) + record::kSharedColumns - 1);

}  // namespace

export_report write_ftm(record::store const& from, cut const& c, text_sink const& to) {
  return ftm_writer{from, to}.run(from, c);
}

}  // namespace karwan::exchange
