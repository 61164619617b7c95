#include "karwan/record/edit.h"
#include "karwan/record/rehearse.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/statement.h"
#include "record/writer.h"

namespace karwan::record {
namespace {

// The pack that the statement's row stands in; empty where there is no such row.
std::string pack_of_statement(store::impl& s, std::string_view id) {
  query q{s.db, "SELECT pack FROM pack_row WHERE row_id = ?1 LIMIT 1"};
  return q.bind(id.substr(0, id.rfind('.'))).step() ? std::string{q.text(0)} : std::string{};
}

statement_status status_of(store::impl& s, std::uint32_t statement) {
  query q{s.db, "SELECT status FROM statement WHERE id = ?1"};
  q.bind(std::int64_t{statement}).step();
  return status_at(s, statement, parse_status(q.text(0)), std::nullopt);
}

// What became of all that the row says: it waits while any of it does.
statement_status status_of_row(store::impl& s, std::string_view row_id) {
  query q{
      s.db,
      "SELECT s.id, s.status FROM statement s JOIN pack_row r ON r.tbl = s.tbl AND r.id = s.row "
      "WHERE r.row_id = ?1"};
  q.bind(row_id);
  auto const rank = [](statement_status is) {
    constexpr std::array kFirst{statement_status::proposed, statement_status::accepted,
                                statement_status::retracted, statement_status::rejected};
    return std::ranges::find(kFirst, is) - kFirst.begin();
  };
  auto out = statement_status::rejected;
  while (q.step()) {
    auto const is = status_at(s, q.integer(0), parse_status(q.text(1)), std::nullopt);
    out = rank(is) < rank(out) ? is : out;
  }
  return out;
}

}  // namespace

std::vector<stated_place> stated_places(store const& of, std::string const& source) {
  auto& s = store_access::of(of);
  s.refresh();
  query q{s.db,
          "SELECT t.name, r.locator, r.row_id FROM pack_row r JOIN tbl t ON t.id = r.tbl "
          "WHERE r.source = ?1 AND r.version = 1 ORDER BY r.id"};
  q.bind(source);
  std::vector<stated_place> out;
  while (q.step()) {
    out.push_back({std::string{q.text(0)}, std::string{q.text(1)}, std::string{q.text(2)}, {}});
    out.back().is = status_of_row(s, out.back().row_id);
  }
  return out;
}

std::string slug(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  auto out = to_latin(text);
  std::erase_if(out, [](char c) {  // letters that have no Latin one
    return static_cast<unsigned char>(c) > 0x7F;
  });
  out = out.substr(0, kLongest);
  std::ranges::replace(out, ' ', '-');
  while (out.ends_with('-')) {
    out.pop_back();
  }
  return out;
}

status retract(store& in, std::string const& statement, std::string const& reason,
               signature const& who) {
  return as_result([&]() -> status {
    if (fold(reason).empty()) {
      return fail(error_kind::bad_input, "a retraction needs a reason", "--reason",
                  "Say why the statement is withdrawn");
    }
    auto& s = store_access::of(in);
    writer out{
        s, {"retract", who.at, who.by, pack_of_statement(s, statement), statement + "\n" + reason}};
    auto const ix = in.find_statement(statement);
    if (!ix) {
      return tl::unexpected{ix.error()};
    }
    auto const is = status_of(s, **ix);
    if (is != statement_status::accepted) {
      return fail(error_kind::conflict,
                  fmt::format("statement {} is {} already", statement, name_of(is)), {},
                  is == statement_status::proposed ? "To decline it: karwan review reject"
                                                   : "Nothing was recorded");
    }
    out.retract(**ix, seconds_of(who.at), reason);
    out.commit();
    return {};
  });
}

}  // namespace karwan::record
