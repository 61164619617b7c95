#include "karwan/access/accounts.h"

#include <algorithm>

#include "access/lockout.h"
#include "karwan/access/audit.h"
#include "karwan/base/text.h"

namespace karwan::access {
namespace {

constexpr std::size_t kMostNameLetters = 40;

status check_name(std::string const& name) {
  auto const is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  auto const fits =
      !name.empty() && name.size() <= kMostNameLetters && is_letter(name.front()) &&
      std::ranges::all_of(name, [&](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
      });
  return fits ? status{}
              : fail(error_kind::bad_input, in_quotes(name) + " is no name of an account", "name",
                     "Take lower-case letters, digits, . - and _, a letter first, 40 at most");
}

error no_account(std::string const& name) {
  return {error_kind::not_found,
          "there is no account " + in_quotes(name),
          {},
          "karwan user list names them"};
}

void end_sessions(record::database& db, std::int64_t account) {
  record::query{db, "DELETE FROM session WHERE account = ?"}.bind(account).run();
}

// One act on an account that is there, with its line in the log; all or nothing.
template <typename Act>
status on_account(registry& r, std::string const& name, occasion const& when, char const* what,
                  std::string const& outcome, Act&& act) {
  return record::as_result([&]() -> status {
    auto& db = r.in().db;
    record::transaction t{db};
    auto const found = stored_account_of(db, name);
    if (!found) {
      return tl::unexpected{no_account(name)};
    }
    act(db, found->id);
    note(r, when, what, name, outcome);
    t.commit();
    return {};
  });
}

}  // namespace

role stored_role(std::string_view name) {
  auto const found = find_role(name);
  if (!found) {
    refuse(error_kind::bad_data, "the file of accounts has the role " + in_quotes(name), {},
           "Use a newer program");
  }
  return *found;
}

std::optional<stored_account> stored_account_of(record::database& db, std::string_view name) {
  record::query q{db, "SELECT id, role, password, disabled FROM account WHERE name = ?"};
  q.bind(name);
  if (!q.step()) {
    return std::nullopt;
  }
  return stored_account{q.integer(0), stored_role(q.text(1)), std::string{q.text(2)},
                        q.integer(3) != 0};
}

status add_account(registry& r, std::string const& name, role is, std::string const& password,
                   occasion const& when) {
  if (auto const ok = check_name(name); !ok) {
    return ok;
  }
  if (auto const ok = check_password(password, name); !ok) {
    return ok;
  }
  return record::as_result([&]() -> status {
    auto const hash = hash_password(password, r.in().is.cost);
    auto& db = r.in().db;
    record::transaction t{db};
    if (stored_account_of(db, name)) {
      return fail(error_kind::conflict, "there is an account " + in_quotes(name) + " already", {},
                  "Take another name; karwan user role and user password change this one");
    }
    record::query{db, "INSERT INTO account(name, role, password, made_at) VALUES (?, ?, ?, ?)"}
        .bind(std::string_view{name}, name_of(is), std::string_view{hash}, seconds_of(when.at))
        .run();
    note(r, when, "user add", name, name_of(is));
    t.commit();
    return {};
  });
}

std::vector<account> all_accounts(registry const& r) {
  record::query q{r.in().db, "SELECT name, role, disabled, made_at FROM account ORDER BY name"};
  std::vector<account> out;
  while (q.step()) {
    out.push_back({std::string{q.text(0)}, stored_role(q.text(1)), q.integer(2) != 0,
                   instant_of(q.integer(3))});
  }
  return out;
}

result<account> find_account(registry const& r, std::string const& name) {
  auto const all = all_accounts(r);
  auto const it = std::ranges::find(all, name, &account::name);
  return it == all.end() ? result<account>{tl::unexpected{no_account(name)}} : *it;
}

status set_role(registry& r, std::string const& name, role is, occasion const& when) {
  return on_account(
      r, name, when, "user role", std::string{name_of(is)},
      [is](record::database& db, std::int64_t id) {
        record::query{db, "UPDATE account SET role = ? WHERE id = ?"}.bind(name_of(is), id).run();
      });
}

status set_password(registry& r, std::string const& name, std::string const& password,
                    occasion const& when) {
  if (auto const ok = check_password(password, name); !ok) {
    return ok;
  }
  auto const hash = hash_password(password, r.in().is.cost);
  return on_account(r, name, when, "user password", "done",
                    [&](record::database& db, std::int64_t id) {
                      record::query{db, "UPDATE account SET password = ? WHERE id = ?"}
                          .bind(std::string_view{hash}, id)
                          .run();
                      end_sessions(db, id);
                      count_success(r.in(), subjects{name, {}});
                    });
}

status set_disabled(registry& r, std::string const& name, bool disabled, occasion const& when) {
  return on_account(r, name, when, disabled ? "user disable" : "user enable", "done",
                    [disabled](record::database& db, std::int64_t id) {
                      record::query{db, "UPDATE account SET disabled = ? WHERE id = ?"}
                          .bind(std::int64_t{disabled ? 1 : 0}, id)
                          .run();
                      end_sessions(db, id);
                    });
}

}  // namespace karwan::access
