#include "record/row_check.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/view.h"
#include "record/cell_check.h"
#include "record/values.h"

namespace karwan::record {
namespace {

// x_from before x_to, low below high: dates and numbers that stand in pairs. Itself: no partner.
std::size_t partner_of(std::span<column const> columns, std::size_t i) {
  auto const& c = columns[i];
  std::string partner{c.name};
  if (is_number(c) && partner.find("low") != std::string::npos) {
    partner.replace(partner.find("low"), 3, "high");
  } else if (c.type == value_type::date && partner.ends_with("_from")) {
    partner.replace(partner.size() - 4, 4, "to");
  } else {
    return i;
  }
  auto const it = std::ranges::find(columns, partner, &column::name);
  return it != columns.end() && it->type == c.type ? static_cast<std::size_t>(it - columns.begin())
                                                   : i;
}

}  // namespace

row_checker::row_checker(fault_sink faults, reference_sink& references)
    : faults_{std::move(faults)}, references_{references} {}

void row_checker::begin(pack_table const& t) {
  file_ = t.file;
  table_ = &tables()[*t.table];
  own_.clear();
  for (std::size_t i = 0; i < table_->columns.size(); ++i) {
    own_.push_back({&table_->columns[i], partner_of(table_->columns, i), {}});
  }
  shared_.clear();
  for (auto const& c : common_columns()) {
    shared_.push_back({&c, 0, {}});
  }
  reason_ = static_cast<std::size_t>(std::ranges::find(table_->columns, "reason", &column::name) -
                                     table_->columns.begin());
}

void row_checker::check(pack_row const& r) {
  row_ = &r;
  check_keys();
  check_own();
  check_shared();
}

void row_checker::fault(std::string_view column_name, std::string text, std::string remedy) {
  faults_({file_, row_->line, std::string{column_name}, std::move(text), std::move(remedy)});
}

void row_checker::check_keys() {
  if (!is_row_id(row_->row_id)) {
    fault("row_id", in_quotes(row_->row_id) + " is not a row id",
          "Use letters, digits and - _ . : only");
  } else if (layer_of(row_->row_id)) {
    fault("row_id", in_quotes(row_->row_id) + " is a row id of private layers",
          "Begin it with something else than " + std::string{kPrivate});
  }
  if (!is_slug(row_->entity)) {
    fault("entity", in_quotes(row_->entity) + " is not an entity id",
          "Use lower-case letters, digits and single hyphens, for example green-valley");
  }
}

void row_checker::check_cell(checked_column& of, std::string const& text) {
  auto const& c = *of.is;
  if (text != of.last_sound) {  // rows in order often say the same
    if (!is_utf8(text)) {
      return;  // said of the line
    }
    if (auto const ok = record::check_cell(c, text); !ok) {
      fault(c.name, ok.error().text, ok.error().remedy);
      return;
    }
    of.last_sound = text;
  }
  if (!c.ref.empty() && c.list) {
    for (auto const item : split(text, ';')) {
      references_.refers(*row_, c, item);
    }
  } else if (!c.ref.empty()) {
    references_.refers(*row_, c, text);
  }
}

void row_checker::check_own() {
  auto stated = false;
  for (std::size_t i = 0; i < own_.size(); ++i) {
    auto const& c = *own_[i].is;
    auto const& text = row_->own[i];
    if (!text.empty()) {
      stated = true;
      check_cell(own_[i], text);
    } else if (c.required) {
      fault(c.name, "the cell is blank", "Every row of this table needs a value here");
    }
  }
  if (!stated) {
    fault({}, "the row states nothing", "Fill a column of its own, or remove the row");
  }
  for (std::size_t i = 0; i < own_.size(); ++i) {
    if (auto const j = own_[i].partner; j != i) {
      check_pair(*own_[i].is, row_->own[i], own_[j].is->name, row_->own[j]);
    }
  }
}

void row_checker::check_pair(column const& c, std::string const& a, std::string_view partner,
                             std::string const& b) {
  if (a.empty() || b.empty()) {
    return;
  }
  auto const low = read_value(c.type, a);
  auto const high = read_value(c.type, b);
  if (!low || !high) {
    return;  // said of the cell
  }
  auto const reversed =
      c.type == value_type::date ? high->span.end <= low->span.first : high->number < low->number;
  if (reversed) {
    fault(c.name, fmt::format("{} comes after {} {}", a, partner, b), "Swap or correct them");
  }
}

void row_checker::check_shared() {
  auto const is_source = table_->name == kSourcesTable;
  for (std::size_t i = 0; i < kCommonColumns; ++i) {
    auto const& c = *shared_[i].is;
    auto const which = static_cast<common>(i);
    auto const& text = row_->shared[i];
    auto const evidence = which == common::grade || which == common::source;
    if (text.empty()) {
      if (evidence && !is_source) {
        fault(c.name, "the cell is blank",
              which == common::grade ? fmt::format("Grade the row: {}", c.choices)
                                     : "Name the source: the entity of a row of sources");
      }
    } else if (evidence && is_source) {
      fault(c.name, "a source has neither grade nor source", "Leave the cell blank");
    } else if (which == common::recorded_at) {
      if (auto const t = parse_instant(text); !t) {
        fault("recorded_at", t.error().text, t.error().remedy);
      }
    } else if (which == common::world && layer_of(text)) {
      fault(c.name, fmt::format("{} is a private layer", in_quotes(text)),
            "A pack is published: leave the row out, or state what may be public without a world");
    } else {
      check_cell(shared_[i], text);
    }
  }
  check_interval(common::valid_from, common::valid_to);
  check_interval(common::observed_from, common::observed_to);
  check_reason();
}

void row_checker::check_interval(common from, common to) {
  auto const& c = common_columns()[static_cast<std::size_t>(from)];
  check_pair(c, row_->at(from), common_columns()[static_cast<std::size_t>(to)].name, row_->at(to));
}

void row_checker::check_reason() {
  if (row_->at(common::grade) != "assumed" || !row_->at(common::note).empty()) {
    return;
  }
  if (reason_ == own_.size() || row_->own[reason_].empty()) {
    fault("note", "an assumed row gives no reason", "Say in note (or reason) why it is assumed");
  }
}

}  // namespace karwan::record
