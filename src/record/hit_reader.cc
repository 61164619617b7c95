#include "record/hit_reader.h"

#include <algorithm>
#include <bit>

#include "record/statement_name.h"

namespace karwan::record {
namespace {

// Rows that are read to find what a view and a filter want, for one question.
constexpr std::size_t kMostRead = 2000;

int order_of(std::string_view use) {
  return use == "misspelling" ? 2 : use == "former" ? 1 : 0;
}

// Of the first table that speaks of it; of names where none other does.
std::string kind_of(std::vector<row> const& rows) {
  std::string_view out = "entity";
  for (auto const& r : rows) {
    auto const& t = tables()[*r.table];
    if (t.name != "names") {
      return std::string{t.kind};
    }
    out = t.kind;
  }
  return std::string{out};
}

}  // namespace

hit_reader::hit_reader(store::impl& s, search_filter& filter,
                       std::vector<wanted_clause> const& clauses, view_spec const& view)
    : s_{s},
      filter_{filter},
      clauses_{clauses},
      view_{view},
      wanted_{all_clauses(clauses)},
      note_{s.db, "SELECT r.note FROM statement s JOIN pack_row r ON r.id = s.row WHERE s.id = ?1"},
      place_{s.db, "SELECT row FROM statement WHERE id = ?1"} {}

bool hit_reader::may_read() const noexcept {
  return read_ + filter_.read() < kMostRead;
}

std::optional<row> const& hit_reader::row_of(text_class c, std::int64_t number) {
  if (c != text_class::row) {
    auto const known = place_.bind(number).step();
    number = known ? place_.integer(0) : 0;
    place_.reset();
  }
  auto const [at, is_new] = rows_.try_emplace(number);
  if (is_new) {
    ++read_;
    if (auto rows = read_rows(s_, numbered_rows{{number}}, view_); !rows.empty()) {
      at->second = std::move(rows.front());
    }
  }
  return at->second;
}

row const* hit_reader::wanted_row(text_class c, std::int64_t number) {
  auto const& r = row_of(c, number);
  return r && !listed_.contains(r->entity) && filter_.passes(*r) ? &*r : nullptr;
}

std::optional<std::string> hit_reader::entity_of(text_class c, std::int64_t number) {
  auto const* r = wanted_row(c, number);
  return r != nullptr ? std::optional{r->entity} : std::nullopt;
}

int hit_reader::use_of(std::int64_t name) {
  auto const& r = row_of(text_class::name, name);
  return r ? order_of(r->text("use")) : 0;
}

std::string hit_reader::note_of(row const& r) {
  auto const known = note_.bind(std::int64_t{*r.cells.front().statement}).step();
  auto out = known ? std::string{note_.text(0)} : std::string{};
  note_.reset();
  return out;
}

std::string hit_reader::id_of(statement_ix s) {
  return statement_name(s_, std::int64_t{*s});
}

// With private layers the text's own words count as well: the vocabulary does not have them.
text_match hit_reader::match(std::string_view text) const {
  return view_.layers.empty() ? match_text(clauses_, text)
                              : match_text(with_words_of(clauses_, text), text);
}

found_hit hit_reader::hit_from(row const& r, std::string_view property, std::string_view text,
                               statement_ix statement, text_match m) {
  auto cut = excerpt_of(text, m.marks);
  return {{r.entity,
           {},
           std::string{property},
           std::move(cut.text),
           std::move(cut.marks),
           id_of(statement),
           m.how},
          std::move(m.taken_as)};
}

// nullopt: corrected since, or the words are not all there.
std::optional<found_hit> hit_reader::read_cell(row const& r, std::int64_t number) {
  auto const at = std::ranges::find(r.cells, statement_ix{static_cast<std::uint32_t>(number)},
                                    &cell::statement);
  if (at == r.cells.end()) {
    return std::nullopt;
  }
  auto m = match(at->text);
  return holds(m) ? std::optional{hit_from(r, column_of(at->property).name, at->text, at->statement,
                                           std::move(m))}
                  : std::nullopt;
}

// A row is found by its entity's id and its note together.
std::optional<found_hit> hit_reader::read_note(row const& r) {
  auto const note = note_of(r);
  auto const statement = r.cells.front().statement;
  auto in_note = match(note);
  auto in_id = match(r.entity);
  if (in_note.excluded || (in_note.clauses | in_id.clauses) != wanted_) {
    return std::nullopt;
  }
  if (in_note.clauses == wanted_ || !holds(in_id)) {
    return hit_from(r, "note", note, statement, std::move(in_note));
  }
  return hit_from(r, "id", r.entity, statement, std::move(in_id));
}

std::optional<found_hit> hit_reader::read(text_class c, std::int64_t number) {
  auto const* r = wanted_row(c, number);
  if (r == nullptr) {
    return std::nullopt;
  }
  return c == text_class::row ? read_note(*r) : read_cell(*r, number);
}

std::optional<found_hit> hit_reader::read_private(std::int64_t number) {
  auto const* r = wanted_row(text_class::text, number);
  if (r == nullptr) {
    return std::nullopt;
  }
  if (auto h = read_cell(*r, number)) {
    return h;
  }
  if (auto h = read_note(*r)) {
    return h;
  }
  auto spread = spread_over(r->entity);
  return spread ? std::optional{std::move(spread->second)} : std::nullopt;
}

hit_reader::entity_texts const& hit_reader::texts_of(std::string const& entity) {
  auto const [at, is_new] = texts_.try_emplace(entity);
  if (is_new) {
    ++read_;
    at->second.rows = read_rows(s_, entity_rows{entity}, view_);
    for (auto const& r : at->second.rows) {
      at->second.notes.push_back(is_searched(tables()[*r.table]) ? note_of(r) : std::string{});
    }
  }
  return at->second;
}

// Every text of the entity that is searched: names, titles, other text, notes.
template <typename F>
void hit_reader::each_text(std::string const& entity, F&& f) {
  auto const& all = texts_of(entity);
  for (std::size_t i = 0; i < all.rows.size(); ++i) {
    auto const& r = all.rows[i];
    for (auto const& c : r.cells) {
      if (auto const k = class_of(tables()[*r.table], column_of(c.property))) {
        f(r, column_of(c.property).name, c.text, c.statement, *k);
      }
    }
    if (!all.notes[i].empty()) {
      f(r, "note", all.notes[i], r.cells.front().statement, text_class::row);
    }
  }
}

std::optional<std::pair<int, found_hit>> hit_reader::spread_over(std::string const& entity) {
  std::uint32_t together = 0;
  auto how = likeness::exact;
  std::optional<std::pair<int, found_hit>> best;
  auto most = 0;
  each_text(entity, [&](row const& r, std::string_view property, std::string_view text,
                        statement_ix statement, text_class c) {
    auto m = match(text);
    if (m.clauses == 0 || m.excluded) {
      return;
    }
    together |= m.clauses;
    how = std::max(how, m.how);
    if (auto const n = std::popcount(m.clauses); n > most) {
      most = n;
      best = {static_cast<int>(c), hit_from(r, property, text, statement, std::move(m))};
    }
  });
  if (together != wanted_ || !best) {
    return std::nullopt;
  }
  best->second.hit.across = true;
  best->second.hit.how = how;
  return best;
}

void hit_reader::complete(found_hit& h) {
  auto& hit = h.hit;
  hit.kind = kind_of(texts_of(hit.entity).rows);
  each_text(hit.entity, [&](row const&, std::string_view property, std::string_view text,
                            statement_ix statement, text_class) {
    auto const m = match(text);
    auto const counts = hit.across ? m.clauses != 0 && !m.excluded : holds(m);
    hit.more += counts && (property != hit.property || id_of(statement) != hit.statement) ? 1 : 0;
  });
}

}  // namespace karwan::record
