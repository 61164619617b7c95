#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include "exchange/csv_stream.h"
#include "exchange/ftm_columns.h"
#include "exchange/history_json.h"
#include "exchange/statement_id.h"
#include "karwan/base/text.h"
#include "karwan/exchange/ftm.h"

namespace karwan::exchange {
namespace {

namespace json = boost::json;
using record::history_statement;

constexpr std::size_t kProgressLines = 10000;

class ftm_reader {
 public:
  ftm_reader(record::store& to, std::istream& in, import_watch const& watch)
      : csv_{in}, watch_{watch}, import_{to, watch.fault} {}

  record::history_report run() {
    read_header();
    for (std::size_t n = 0; csv_.next(cells_);) {
      read_line();
      if (++n % kProgressLines == 0 && watch_.progress) {
        watch_.progress(csv_.bytes(), n);
      }
    }
    return import_.finish();
  }

 private:
  using enum ftm_column;

  void read_header() {
    csv_.next(cells_);
    for (std::size_t i = 0; i < kFtmColumns.size(); ++i) {
      auto const it = std::ranges::find(cells_, kFtmColumns[i]);
      if (it != cells_.end()) {
        at_[i] = static_cast<std::size_t>(it - cells_.begin());
      } else if (is_needed(static_cast<ftm_column>(i))) {
        throw failure{{error_kind::bad_data, fmt::format("there is no column {}", kFtmColumns[i]),
                       "line 1",
                       "Only what karwan export ftm wrote can be read back: its columns say what "
                       "FollowTheMoney has no place for"}};
      }
    }
    columns_ = cells_.size();
  }

  // What FollowTheMoney derives, and what is for people, may be missing.
  static bool is_needed(ftm_column c) {
    switch (c) {
      case canonical_id:
      case prop:
      case prop_type:
      case schema:
      case dataset:
      case origin:
      case lang:
      case external:
      case last_seen:
      case id:
      case unit:
      case recorded_by:
      case status:
        return false;
      default:
        return true;
    }
  }

  std::string const& cell(ftm_column c) const {
    static std::string const none;
    auto const i = at_[static_cast<std::size_t>(c)];
    return i == kNowhere ? none : cells_[i];
  }

  void fault(std::string_view column, std::string text, std::string remedy) {
    ++faults_;
    import_.fault({place_, std::string{column}, std::move(text), std::move(remedy)});
  }

  void read_line() {
    place_ = fmt::format("line {}", csv_.line());
    if (!csv_.fault().empty()) {
      return fault({}, csv_.fault(), "Write the file as RFC 4180 says");
    }
    if (cells_.size() != columns_) {
      return fault({}, fmt::format("the line has {} cells, the header {}", cells_.size(), columns_),
                   "Write one cell per column; quote cells that hold commas");
    }
    auto const& what = cell(property);
    if (what == "act" || what == "load") {
      return read_frame(what == "act");
    }
    read_statement();
  }

  void read_frame(bool is_act) {
    json::error_code code;
    auto const& text = cell(original_value);
    auto const v = json::parse(text, code);
    if (code || !v.is_object()) {
      return fault("original_value", in_quotes(text) + " is not a JSON object",
                   "Keep it as the export has it");
    }
    auto const take = [&](auto const& read) {
      if (!read) {
        return fault(read.error().place, read.error().text, read.error().remedy);
      }
      import_.add(*read, place_);
    };
    if (is_act) {
      auto const a = read_act(v.get_object());
      if (a) {
        authors_[a->number] = a->by;
      }
      take(a);
    } else {
      take(read_load(v.get_object()));
    }
  }

  void read_statement() {
    auto const before = faults_;
    auto const p = property_named(cell(property));
    if (!p) {
      return fault("karwan_property", "the dictionary has no " + in_quotes(cell(property)),
                   "Write table.column as docs/pack.md has them");
    }
    history_statement s;
    s.property = *p;
    if (!read_id(cell(statement), s)) {
      fault("karwan_statement",
            in_quotes(cell(statement)) + " is no id of a statement of this column",
            "Write ROW.COLUMN, and ~2, ~3 for what came later");
    }
    s.entity = cell(entity_id);
    s.pack = cell(pack);
    s.value = cell(original_value).empty() ? cell(value) : cell(original_value);
    s.version = number(version);
    s.corrects = cell(corrects).empty() ? 0 : number(corrects);
    for (std::size_t i = 0; i < record::kSharedColumns; ++i) {
      s.shared[i] = cell(static_cast<ftm_column>(static_cast<std::size_t>(world) + i));
    }
    s.recorded_at = moment(first_seen);
    s.row_since = moment(row_since);
    s.row_act = number(row_act);
    s.act = number(act);
    check_words(s);
    read_history(s);
    if (faults_ == before) {
      import_.add(s, place_);
    } else {
      import_.add_dubious(s);
    }
  }

  // What is said for people must not say otherwise.
  void check_words(history_statement const& s) {
    auto const wanted = record::column_of(s.property).unit;
    if (at_[static_cast<std::size_t>(unit)] != kNowhere && cell(unit) != wanted) {
      fault("karwan_unit",
            fmt::format("the unit is {}, not {}", in_quotes(wanted), in_quotes(cell(unit))),
            "Convert the value, or keep the unit");
    }
    auto const author = authors_.find(s.act);
    if (at_[static_cast<std::size_t>(recorded_by)] != kNowhere && author != authors_.end() &&
        cell(recorded_by) != author->second) {
      fault("karwan_recorded_by", fmt::format("act {} is by {}", s.act, in_quotes(author->second)),
            "Who recorded a statement is said by its act");
    }
  }

  void read_history(history_statement& s) {
    auto const& text = cell(history);
    if (text.empty()) {
      return;
    }
    json::error_code code;
    auto const v = json::parse(text, code);
    if (auto const ok = code ? fail(error_kind::bad_data, "it is not JSON") : read_changes(v, s);
        !ok) {
      fault("karwan_history", ok.error().text, "Keep it as the export has it");
    }
  }

  std::int64_t number(ftm_column c) {
    auto const& text = cell(c);
    std::int64_t out = 0;
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || code != std::errc{} || end != text.data() + text.size() || out < 1) {
      fault(kFtmColumns[static_cast<std::size_t>(c)],
            in_quotes(text) + " is not a number from 1 on", "Keep it as the export has it");
    }
    return out;
  }

  instant moment(ftm_column c) {
    auto const t = parse_instant(cell(c));
    if (!t) {
      fault(kFtmColumns[static_cast<std::size_t>(c)], t.error().text,
            "Write for example 2025-06-16T08:30:00");
      return {};
    }
    return *t;
  }

  static constexpr auto kNowhere = static_cast<std::size_t>(-1);

  csv_stream csv_;
  import_watch const& watch_;
  record::history_import import_;
  std::vector<std::string> cells_;
  std::array<std::size_t, kFtmColumns.size()> at_ = [] {
    std::array<std::size_t, kFtmColumns.size()> out;
    out.fill(kNowhere);
    return out;
  }();
  std::size_t columns_{0}, faults_{0};
  std::string place_;
  std::unordered_map<std::int64_t, std::string> authors_;
};

}  // namespace

record::history_report read_ftm(record::store& to, std::istream& in, import_watch const& watch) {
  return ftm_reader{to, in, watch}.run();
}

}  // namespace karwan::exchange
