#include "exchange/gmns_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

#include "karwan/base/text.h"

namespace karwan::exchange {
namespace {

class table_checker {
 public:
  table_checker(gmns_data const& data, gmns_file const& file, gmns_faults& faults)
      : data_{data}, file_{file}, faults_{faults} {}

  void check() {
    check_header();
    for (auto const& field : file_.is->fields) {
      if (auto const at = file_.column(field.name)) {
        check_column(field, *at);
      }
    }
  }

 private:
  void check_header() {
    for (auto const& field : file_.is->fields) {
      if (field.required && !file_.column(field.name)) {
        faults_.error(file_, 1, field.name, "a required column is missing", "Add it, and fill it");
      }
    }
    std::set<std::string_view> seen;
    for (auto const& name : file_.header) {
      if (!seen.insert(name).second && !name.empty()) {
        faults_.error(file_, 1, name, "the column is there twice", "Leave one of them out");
      }
      auto const known = std::ranges::find(file_.is->fields, name, &gmns_field::name);
      if (known == file_.is->fields.end() && !name.starts_with("opt_")) {
        faults_.warn(file_, 1, name, "the specification has no such column: it is not read",
                     "Rename it, or begin the name of a column of your own with opt_");
      }
    }
  }

  void check_column(gmns_field const& field, std::size_t at) {
    auto const* named = field.ref_table.empty() ? nullptr : data_.find(field.ref_table);
    std::unordered_set<std::string_view> keys, own;
    if (named != nullptr) {
      for (auto const& row : named->rows) {
        keys.insert(named->text(row, named->is->key));
      }
    }
    for (auto const& row : file_.rows) {
      auto const& text = row.cells[at];
      if (text.empty()) {
        if (field.required) {
          faults_.error(file_, row.line, field.name, "it is blank or NaN", "Fill it in");
        }
        continue;
      }
      check_value(field, row, text);
      if (field.name == file_.is->key && !own.insert(text).second) {
        faults_.error(file_, row.line, field.name,
                      fmt::format("{} is the key of an earlier row too", in_quotes(text)),
                      "Give each row a key of its own");
      }
      if (!field.ref_table.empty() && !keys.contains(text)) {
        faults_.error(file_, row.line, field.name,
                      fmt::format("there is no {} in {}.csv{}", in_quotes(text), field.ref_table,
                                  named == nullptr ? ", which is missing" : ""),
                      text == "NULL" ? "Leave it blank" : "Name one that is there, or add it");
      }
    }
  }

  void check_value(gmns_field const& f, gmns_row const& row, std::string const& text) {
    if (f.type == gmns_type::number || f.type == gmns_type::integer) {
      check_number(f, row, text);
    } else if (f.type == gmns_type::boolean && !gmns_boolean(text)) {
      faults_.error(file_, row.line, f.name, in_quotes(text) + " is neither yes nor no",
                    "Write 1 or 0, true or false");
    } else if (f.type == gmns_type::time && !is_time(text)) {
      faults_.error(file_, row.line, f.name, in_quotes(text) + " is no time of day",
                    "Write HH:MM or HH:MM:SS");
    }
    if (!f.choices.empty() && std::ranges::find(f.choices, text) == f.choices.end()) {
      faults_.error(file_, row.line, f.name, in_quotes(text) + " is none of the values it may have",
                    fmt::format("Write one of {}", fmt::join(f.choices, ", ")));
    }
  }

  void check_number(gmns_field const& f, gmns_row const& row, std::string const& text) {
    auto const value = gmns_number(text);
    auto const whole = value && *value == std::trunc(*value);
    if (!value || (f.type == gmns_type::integer && !whole)) {
      faults_.error(file_, row.line, f.name,
                    fmt::format("{} is no {}", in_quotes(text),
                                f.type == gmns_type::integer ? "whole number" : "finite number"),
                    "Write it with digits and at most one point");
      return;
    }
    auto const outside = [&](gmns_range const& r) {
      return (r.least && *value < *r.least) || (r.most && *value > *r.most);
    };
    auto const span = [](gmns_range const& r) {
      return fmt::format("{}{}{}", r.least ? fmt::format("at least {:g}", *r.least) : "",
                         r.least && r.most ? " and " : "",
                         r.most ? fmt::format("at most {:g}", *r.most) : "");
    };
    if (outside(f.allowed)) {
      faults_.error(file_, row.line, f.name, fmt::format("{} is out of range", text),
                    "It must be " + span(f.allowed));
    } else if (outside(f.usual)) {
      faults_.warn(file_, row.line, f.name, fmt::format("{} is unusual", text),
                   "It is usually " + span(f.usual));
    }
  }

  static bool is_time(std::string_view text) {
    int h = 0, m = 0, s = 0;
    auto const two = [&](std::size_t at, int& into) {
      auto const digits = text.substr(std::min(at, text.size()), 2);
      if (digits.size() != 2 || digits[0] < '0' || digits[0] > '9' || digits[1] < '0' ||
          digits[1] > '9') {
        return false;
      }
      into = (digits[0] - '0') * 10 + (digits[1] - '0');
      return true;
    };
    auto const colon = [&](std::size_t at) { return at < text.size() && text[at] == ':'; };
    auto const shape = (text.size() == 5 || (text.size() == 8 && colon(5) && two(6, s))) &&
                       two(0, h) && colon(2) && two(3, m);
    return shape && m < 60 && s < 60 && (h < 24 || (h == 24 && m == 0 && s == 0));
  }

  gmns_data const& data_;
  gmns_file const& file_;
  gmns_faults& faults_;
};

}  // namespace

void check_table(gmns_data const& data, gmns_file const& file, gmns_faults& faults) {
  table_checker{data, file, faults}.check();
}

}  // namespace karwan::exchange
