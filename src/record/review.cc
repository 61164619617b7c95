// A proposal beside what the record says, and what is decided about it.
#include "karwan/record/review.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/proposals.h"
#include "record/stored_row.h"
#include "record/values.h"
#include "record/writer.h"

namespace karwan::record {
namespace {

std::size_t column_of_row(proposed_row const& r, statement_entry const& e) {
  return static_cast<std::size_t>(*e.property - *first_property(r.table));
}

// Values of required columns of keys: what a row is about (the target of a closure).
std::set<std::pair<property_ix, std::string>> subject_of(proposed_row const& r) {
  std::set<std::pair<property_ix, std::string>> out;
  for (auto const& e : r.statements) {
    auto const& c = column_of(e.property);
    if (c.required && !c.ref.empty() && !c.list) {
      out.emplace(e.property, e.value);
    }
  }
  return out;
}

// Rows of the record that are about what the proposed row is about.
std::vector<row> rows_beside(store const& s, proposed_row const& r, view_spec const& view) {
  auto out = s.rows_of(r.entity, view);
  std::erase_if(out, [&](row const& o) { return o.table != r.table || o.row_id == r.row_id; });
  auto const subject = subject_of(r);
  if (subject.empty()) {
    return out;
  }
  for (auto& o : s.rows(r.table, view)) {
    auto const same = std::ranges::all_of(subject, [&](auto const& s_of) {
      return o.text(column_of(s_of.first).name) == s_of.second;
    });
    if (same && o.entity != r.entity && o.row_id != r.row_id) {
      out.push_back(std::move(o));
    }
  }
  std::ranges::sort(out, {}, &row::row_id);
  return out;
}

void add_beside(store const& s, proposed_row const& r, view_spec const& view, review_page& out) {
  for (auto const& other : rows_beside(s, r, view)) {
    std::vector<statement_ix> which;
    for (auto const& c : other.cells) {
      if (std::ranges::find(r.statements, c.property, &statement_entry::property) !=
          r.statements.end()) {
        which.push_back(c.statement);
      }
    }
    for (auto& e : read_statements(s, which, view)) {
      auto const mine = std::ranges::find(r.statements, e.property, &statement_entry::property);
      if (e.entity == r.entity && mine->value == e.value && mine->valid.overlaps(e.valid)) {
        out.duplicates.push_back(e.id);
      }
      out.beside.push_back(std::move(e));
    }
  }
}

view_spec supposing(proposal const& p, view_spec view) {
  for (auto const& r : p.rows) {
    for (auto const& e : r.statements) {
      view.supposed.push_back(e.ix);
    }
  }
  return view;
}

void add_contradictions(store const& s, view_spec const& view, review_page& out) {
  auto const after = supposing(out.is, view);
  std::set<std::string> entities;
  for (auto const& r : out.is.rows) {
    entities.insert(r.entity);
  }
  for (auto const& entity : entities) {
    for (auto& c : find_conflicts(s, entity, after)) {
      if (std::ranges::any_of(c.statements, [&](statement_ix ix) {
            return std::ranges::find(after.supposed, ix) != after.supposed.end();
          })) {
        out.contradictions.push_back(std::move(c));
      }
    }
  }
}

// What was accepted in the same cells since, or anew for the whole row; blank: nothing.
std::string overtaken(store::impl& s, proposal const& p) {
  for (auto const& r : p.rows) {
    auto const stored = read_stored_row(s, r.row_id)->row;
    for (auto const& e : r.statements) {
      auto const& cell = stored.cells[column_of_row(r, e)];
      auto const* now = cell.current();
      auto const here = std::ranges::find(cell.statements, std::int64_t{*e.ix},
                                          &stored_statement::id) != cell.statements.end();
      if (!here || (now != nullptr && now->id > std::int64_t{*e.ix})) {
        return fmt::format("{} was stated anew since it was proposed",
                           here ? e.id : "row " + r.row_id);
      }
    }
  }
  return {};
}

std::string pack_of(store::impl& s, proposal const& p) {
  return read_stored_row(s, p.rows.front().row_id)->pack;
}

// The row as it would be.
pack_row wanted(placed_row const& stored, proposed_row const& r) {
  auto out = stored.row.current_row();
  out.at(common::recorded_at) = stored.row.written.at(common::recorded_at);
  for (auto const& e : r.statements) {
    out.own[column_of_row(r, e)] = e.value;
  }
  return out;
}

void accept_row(store::impl& s, writer& out, proposal const& p, proposed_row const& r,
                std::string const& reason, std::int64_t at, decision& done) {
  auto const stored = *read_stored_row(s, r.row_id);
  auto const row = wanted(stored, r);
  check_row(s, r.table, stored.pack, row, p.act);
  for (auto const& e : r.statements) {
    out.change(*e.ix, "accepted", at, reason);
    out.index(*e.ix, r.table, column_of_row(r, e), e.value, stored.row.number, row);
    done.accepted.push_back(e.id);
  }
}

void apply(pack_row& row, proposed_row const& r, cell_texts const& changes) {
  for (auto const& [name, value] : changes) {
    if (auto const p = find_property(r.table, name)) {
      row.own[static_cast<std::size_t>(**p - *first_property(r.table))] = value;
      continue;
    }
    auto const columns = common_columns();
    auto const at = std::ranges::find(columns, name, &column::name) - columns.begin();
    auto const is = static_cast<common>(at);
    if (at == std::ssize(columns) || is == common::world || is == common::recorded_at) {
      refuse(error_kind::bad_input,
             fmt::format("table {} has no column {}", tables()[*r.table].name, in_quotes(name)),
             name, "docs/pack.md lists the columns");
    }
    if (!r.is_new) {
      refuse(error_kind::bad_input, "what a row's statements share is not part of the proposal",
             name, "Edit values only, or reject it and record a new row");
    }
    row.at(is) = value;
  }
}

// Rejects what was proposed of the row and states it anew with the changes.
void accept_row_edited(store::impl& s, writer& out, proposal const& p, proposed_row const& r,
                       cell_texts const& changes, std::string const& reason, std::int64_t at,
                       decision& done) {
  auto const stored = *read_stored_row(s, r.row_id);
  auto const before = wanted(stored, r);
  auto row = before;
  apply(row, r, changes);
  if (row.own == before.own && row.shared == before.shared) {
    refuse(error_kind::conflict, "the edit changes nothing", {},
           "karwan review accept takes it as it is");
  }
  check_row(s, r.table, stored.pack, row, p.act);
  auto const why = reason.empty() ? std::string{"edited"} : "edited: " + reason;
  std::map<std::size_t, std::int64_t> origin;  // column -> what was proposed
  for (auto const& e : r.statements) {
    out.change(*e.ix, "rejected", at, why);
    done.rejected.push_back(e.id);
    origin.emplace(column_of_row(r, e), *e.ix);
  }
  auto number = stored.row.number;
  if (r.is_new) {
    row.at(common::recorded_at) = to_string(instant_of(at));
    number = out.add_row(r.table, row, stored.pack, stored.row.version + 1, at);
  }
  for (std::size_t i = 0; i < row.own.size(); ++i) {
    auto const from = origin.find(i);
    auto const stated = r.is_new || from != origin.end() || row.own[i] != before.own[i];
    if (row.own[i].empty() || !stated) {
      continue;
    }
    auto const seq = stored.row.cells[i].next_seq;
    auto const* now = stored.row.cells[i].current();
    auto const supersedes = from != origin.end() ? from->second : now != nullptr ? now->id : 0;
    out.add_statement({r.table, number, i, seq, supersedes}, row.own[i], at, row);
    done.accepted.push_back(statement_id(r.row_id, tables()[*r.table].columns[i].name, seq));
  }
}

// One decision in one act. `decide` is given each row of the proposal.
template <typename Decide>
result<decision> decided(store& in, std::string_view id, std::string_view what,
                         std::string const& reason, signature const& who, Decide const& decide) {
  return as_result([&]() -> result<decision> {
    auto& s = store_access::of(in);
    s.refresh();
    auto const pack = pack_of(s, find_proposal(in, id));
    writer out{s, {what, who.at, who.by, pack, std::string{id} + "\n" + reason}};
    auto const p = find_proposal(in, id);  // as it is now that nobody else writes
    if (auto const why = overtaken(s, p); what == "accept" && !why.empty()) {
      refuse(error_kind::conflict, why, {}, "Edit it (karwan review edit), or reject it");
    }
    decision done{p.id, {}, {}};
    for (auto const& r : p.rows) {
      decide(s, out, p, r, done);
    }
    out.commit();
    return done;
  });
}

}  // namespace

result<review_page> review(store const& from, std::string_view id, view_spec const& view) {
  return as_result([&]() -> result<review_page> {
    review_page out{find_proposal(from, id), {}, {}, {}, {}};
    for (auto const& r : out.is.rows) {
      add_beside(from, r, view, out);
    }
    add_contradictions(from, view, out);
    out.overtaken = overtaken(store_access::of(from), out.is);
    return out;
  });
}

result<decision> accept(store& in, std::string_view id, std::string const& reason,
                        signature const& who) {
  auto const at = seconds_of(who.at);
  return decided(in, id, "accept", reason, who,
                 [&](store::impl& s, writer& out, proposal const& p, proposed_row const& r,
                     decision& done) { accept_row(s, out, p, r, reason, at, done); });
}

result<decision> accept_edited(store& in, std::string_view id, cell_texts const& changes,
                               std::string const& reason, signature const& who) {
  auto const at = seconds_of(who.at);
  return decided(
      in, id, "edit", reason, who,
      [&](store::impl& s, writer& out, proposal const& p, proposed_row const& r, decision& done) {
        if (&r == &named_row(p, id)) {
          accept_row_edited(s, out, p, r, changes, reason, at, done);
        } else {
          accept_row(s, out, p, r, reason, at, done);
        }
      });
}

result<decision> reject(store& in, std::string_view id, std::string const& reason,
                        signature const& who) {
  if (fold(reason).empty()) {
    return fail(error_kind::bad_input, "a rejection needs a reason", "--reason",
                "Say why the proposal is declined");
  }
  return decided(
      in, id, "reject", reason, who,
      [&](store::impl&, writer& out, proposal const&, proposed_row const& r, decision& done) {
        for (auto const& e : r.statements) {
          out.change(*e.ix, "rejected", seconds_of(who.at), reason);
          done.rejected.push_back(e.id);
        }
      });
}

}  // namespace karwan::record
