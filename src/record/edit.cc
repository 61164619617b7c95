#include "karwan/record/edit.h"
#include "karwan/record/rehearse.h"

#include <algorithm>

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

}  // namespace

std::multiset<std::pair<std::string, std::string>> stated_places(store const& of,
                                                                 std::string const& source) {
  query q{store_access::of(of).db,
          "SELECT t.name, r.locator FROM pack_row r JOIN tbl t ON t.id = r.tbl "
          "WHERE r.source = ?1 AND r.version = 1"};
  q.bind(source);
  std::multiset<std::pair<std::string, std::string>> out;
  while (q.step()) {
    out.emplace(q.text(0), q.text(1));
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
