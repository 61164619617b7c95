// What a pack says, checked against the dictionary: values, keys, references, order.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/pack_files.h"
#include "record/values.h"

namespace karwan::record {
namespace {

using name_set = std::unordered_set<std::string_view>;

bool is_slug(std::string_view s) {
  auto dash = true;
  for (char const c : s) {
    if (c == '-') {
      if (dash) {
        return false;
      }
      dash = true;
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      dash = false;
    } else {
      return false;
    }
  }
  return !s.empty() && !dash;
}

bool is_row_id(std::string_view s) {
  return !s.empty() && s.size() <= 120 && std::ranges::all_of(s, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == ':';
  });
}

class checker {
 public:
  checker(pack_contents const& pack, std::vector<pack_fault>& faults)
      : pack_{pack}, faults_{faults} {
    for (auto const& t : pack.tables) {
      auto& of_table = entities_[tables()[*t.table].name];
      for (auto const& r : t.rows) {
        of_table.insert(r.entity);
        all_.insert(r.entity);
      }
    }
  }

  void run() {
    for (auto const& t : pack_.tables) {
      table_ = &t;
      columns_ = &tables()[*t.table];
      std::string_view last;
      for (auto const& r : t.rows) {
        row_ = &r;
        check_keys(last);
        check_own();
        check_shared();
        last = r.row_id;
      }
      check_cycles();
    }
  }

 private:
  void fault(std::string_view column_name, std::string text, std::string remedy) {
    faults_.push_back(
        {table_->file, row_->line, std::string{column_name}, std::move(text), std::move(remedy)});
  }

  void check_keys(std::string_view last) {
    if (!is_row_id(row_->row_id)) {
      fault("row_id", in_quotes(row_->row_id) + " is not a row id",
            "Use letters, digits and - _ . : only");
    }
    auto const [first, fresh] =
        row_ids_.try_emplace(row_->row_id, fmt::format("{}:{}", table_->file, row_->line));
    if (!fresh) {
      fault("row_id",
            fmt::format("{} stands already in {}", in_quotes(row_->row_id), first->second),
            "Give each row of the pack its own row_id");
    } else if (row_->row_id < last) {
      fault("row_id", fmt::format("{} comes after {}", in_quotes(row_->row_id), in_quotes(last)),
            "Order the rows by row_id, byte by byte");
    }
    if (!is_slug(row_->entity)) {
      fault("entity", in_quotes(row_->entity) + " is not an entity id",
            "Use lower-case letters, digits and single hyphens, for example green-valley");
    }
  }

  // True where the text is clean enough to be read.
  bool check_text(std::string_view column_name, std::string const& text) {
    if (!is_utf8(text)) {
      return false;  // said of the line
    }
    if (text.front() == ' ' || text.back() == ' ') {
      fault(column_name, in_quotes(text) + " starts or ends with a blank", "Remove the blank");
      return false;
    }
    if (std::ranges::any_of(text, [](char c) {
          return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f;
        })) {
      fault(column_name, in_quotes(text) + " holds a control character", "Remove it");
      return false;
    }
    if (!is_nfc(text)) {
      fault(column_name, in_quotes(text) + " is not in Unicode normal form C",
            "Normalise the file to NFC");
      return false;
    }
    return true;
  }

  void check_cell(column const& c, std::string const& text) {
    if (!check_text(c.name, text)) {
      return;
    }
    if (auto const ok = check_value(c, text); !ok) {
      fault(c.name, ok.error().text, ok.error().remedy);
      return;
    }
    if (!c.ref.empty()) {
      for (auto const item : c.list ? split(text, ';') : std::vector<std::string_view>{text}) {
        check_reference(c, item);
      }
    }
  }

  void check_reference(column const& c, std::string_view id) {
    static name_set const none;
    auto const it = entities_.find(c.ref);
    auto const& known = c.ref == "*" ? all_ : it == entities_.end() ? none : it->second;
    if (known.contains(id)) {
      return;
    }
    auto const where = c.ref == "*" ? std::string{"no row"} : fmt::format("no row of {}", c.ref);
    auto const near = nearest(known, id);
    fault(c.name, fmt::format("{} speaks of {}", where, in_quotes(id)),
          near.empty() ? "Add that row, or name another entity"
                       : fmt::format("Did you mean {}?", near));
  }

  static std::string_view nearest(name_set const& known, std::string_view id) {
    std::string_view best;
    std::size_t least = 3;
    for (auto const name : known) {
      auto const d = edit_distance(name, id, 2);
      if (d < least || (d == least && d < 3 && name < best)) {
        least = d;
        best = name;
      }
    }
    return best;
  }

  void check_own() {
    auto stated = false;
    for (std::size_t i = 0; i < columns_->columns.size(); ++i) {
      auto const& c = columns_->columns[i];
      auto const& text = row_->own[i];
      if (!text.empty()) {
        stated = true;
        check_cell(c, text);
      } else if (c.required) {
        fault(c.name, "the cell is blank", "Every row of this table needs a value here");
      }
    }
    if (!stated) {
      fault({}, "the row states nothing", "Fill a column of its own, or remove the row");
    }
    check_order_within();
  }

  // x_from before x_to, low below high: dates and numbers that stand in pairs.
  void check_order_within() {
    for (std::size_t i = 0; i < columns_->columns.size(); ++i) {
      auto const& c = columns_->columns[i];
      std::string partner{c.name};
      auto const is_number = c.type == value_type::number || c.type == value_type::integer;
      if (is_number && partner.find("low") != std::string::npos) {
        partner.replace(partner.find("low"), 3, "high");
      } else if (c.type == value_type::date && partner.ends_with("_from")) {
        partner.replace(partner.size() - 4, 4, "to");
      } else {
        continue;
      }
      auto const p = find_property(table_->table, partner);
      auto const j = p ? **p - *first_property(table_->table) : i;
      if (p && columns_->columns[j].type == c.type) {
        check_pair(c, row_->own[i], partner, row_->own[j]);
      }
    }
  }

  void check_pair(column const& c, std::string const& a, std::string_view partner,
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

  void check_shared() {
    auto const is_source = columns_->name == kSourcesTable;
    for (std::size_t i = 0; i < kCommonColumns; ++i) {
      auto const& c = common_columns()[i];
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
        check_instant(text);
      } else {
        check_cell(c, text);
      }
    }
    check_interval(common::valid_from, common::valid_to);
    check_interval(common::observed_from, common::observed_to);
    check_reason();
  }

  void check_instant(std::string const& text) {
    if (auto const t = parse_instant(text); !t) {
      fault("recorded_at", t.error().text, t.error().remedy);
    }
  }

  void check_interval(common from, common to) {
    auto const& c = common_columns()[static_cast<std::size_t>(from)];
    check_pair(c, row_->at(from), common_columns()[static_cast<std::size_t>(to)].name,
               row_->at(to));
  }

  void check_reason() {
    if (row_->at(common::grade) != "assumed" || !row_->at(common::note).empty()) {
      return;
    }
    auto const p = find_property(table_->table, "reason");
    if (!p || row_->own[**p - *first_property(table_->table)].empty()) {
      fault("note", "an assumed row gives no reason", "Say in note (or reason) why it is assumed");
    }
  }

  // Columns that name an entity of their own table must not lead back to it.
  void check_cycles() {
    for (std::size_t i = 0; i < columns_->columns.size(); ++i) {
      auto const& c = columns_->columns[i];
      if (c.ref != columns_->name || c.list) {
        continue;
      }
      std::map<std::string_view, std::vector<pack_row const*>> parents;
      for (auto const& r : table_->rows) {
        if (!r.own[i].empty()) {
          parents[r.entity].push_back(&r);
        }
      }
      for (auto const& [entity, rows] : parents) {
        if (row_ = rows.front(); leads_back(entity, i, parents)) {
          fault(c.name, fmt::format("{} leads back to itself", in_quotes(entity)),
                "Break the cycle");
        }
      }
    }
  }

  static bool leads_back(std::string_view start, std::size_t column_number,
                         std::map<std::string_view, std::vector<pack_row const*>> const& parents) {
    std::vector<std::string_view> open{start};
    name_set seen;
    while (!open.empty()) {
      auto const it = parents.find(open.back());
      open.pop_back();
      for (auto const* r : it == parents.end() ? std::vector<pack_row const*>{} : it->second) {
        std::string_view const next = r->own[column_number];
        if (next == start) {
          return true;
        }
        if (seen.insert(next).second) {
          open.push_back(next);
        }
      }
    }
    return false;
  }

  pack_contents const& pack_;
  std::vector<pack_fault>& faults_;
  std::unordered_map<std::string_view, name_set> entities_;
  name_set all_;
  std::unordered_map<std::string_view, std::string> row_ids_;  // and where it stands
  pack_table const* table_{nullptr};
  table const* columns_{nullptr};
  pack_row const* row_{nullptr};
};

}  // namespace

void check_contents(pack_contents const& pack, std::vector<pack_fault>& faults) {
  checker{pack, faults}.run();
}

namespace {

// A pack is published: what is withheld stays out of it.
void check_published(pack_contents const& pack, std::vector<pack_fault>& faults) {
  for (auto const& t : pack.tables) {
    auto const shown_if = tables()[*t.table].shown_if;
    if (shown_if.empty()) {
      continue;
    }
    auto const at = **find_property(t.table, shown_if) - *first_property(t.table);
    for (auto const& r : t.rows) {
      if (r.own[at] == "no") {
        faults.push_back({t.file, r.line, std::string{shown_if},
                          "what is not public cannot stand in a pack",
                          "Remove the row; karwan directory import keeps it in your own record"});
      }
    }
  }
}

}  // namespace

std::string pack_fault::sentence() const {
  auto out = file;
  if (line > 0) {
    out += fmt::format(":{}", line);
  }
  out += ": ";
  if (!column.empty()) {
    out += column + ": ";
  }
  return out + text + ". " + remedy;
}

pack_report check_pack(std::filesystem::path const& dir) {
  return check_pack(dir, nullptr);
}

pack_report check_pack(std::filesystem::path const& dir, pack_contents* contents) {
  pack_report out;
  auto pack = read_pack(dir, out.faults);
  check_descriptor(pack, out.faults);
  check_contents(pack, out.faults);
  check_published(pack, out.faults);
  std::ranges::stable_sort(out.faults, [](pack_fault const& a, pack_fault const& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
  out.name = pack.name;
  out.version = pack.version;
  out.tables = pack.tables.size();
  for (auto const& t : pack.tables) {
    out.rows += t.rows.size();
    for (auto const& r : t.rows) {
      out.cells += static_cast<std::size_t>(
          std::ranges::count_if(r.own, [](std::string const& c) { return !c.empty(); }));
    }
  }
  if (contents != nullptr) {
    *contents = std::move(pack);
  }
  return out;
}

}  // namespace karwan::record
