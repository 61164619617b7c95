#include "karwan/access/tokens.h"

#include <algorithm>

#include <fmt/format.h>

#include "access/random.h"
#include "access/registry_impl.h"
#include "access/token_text.h"
#include "karwan/access/audit.h"
#include "karwan/access/secret.h"
#include "karwan/base/text.h"

namespace karwan::access {
namespace {

constexpr std::size_t kMostLabelBytes = 80, kIdBytes = 4;

status check_token(std::string const& label, int days) {
  if (days < 1 || days > kMostTokenDays) {
    return fail(error_kind::bad_input, "a token lasts 1 to 366 days", "days",
                "Make a new one before it ends");
  }
  if (label.empty() || label.size() > kMostLabelBytes || !is_utf8(label) ||
      std::ranges::any_of(label, [](char c) { return c >= 0 && c < ' '; })) {
    return fail(error_kind::bad_input, in_quotes(label) + " does not say what the token is for",
                "label", "Say in up to 80 letters who uses it: the border post's phone");
  }
  return {};
}

// By its id, or by its label where one token that is not revoked has it.
result<token> token_called(std::vector<token> const& all, std::string const& name) {
  auto const it = std::ranges::find(all, name, &token::id);
  if (it != all.end() && it->revoked) {
    return fail(error_kind::conflict, "the token is revoked already", {}, {});
  }
  if (it != all.end()) {
    return *it;
  }
  auto const fits = [&](token const& t) { return t.label == name && !t.revoked; };
  auto const labelled = std::ranges::count_if(all, fits);
  if (labelled != 1) {
    return fail(
        labelled == 0 ? error_kind::not_found : error_kind::bad_input,
        fmt::format("{} {}", labelled == 0 ? "there is no token" : "several tokens are called",
                    in_quotes(name)),
        {}, "karwan token list names them by their ids");
  }
  return *std::ranges::find_if(all, fits);
}

void keep_token(record::database& db, new_token const& t, std::int64_t account) {
  auto const digest = token_digest(t.secret);
  auto const scopes = fmt::format("{}", fmt::join(t.is.scopes.names(), " "));
  record::query{db,
                "INSERT INTO token(id, digest, account, label, scopes, made_at, expires_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)"}
      .bind(std::string_view{t.is.id}, std::string_view{digest}, account,
            std::string_view{t.is.label}, std::string_view{scopes}, seconds_of(t.is.made_at),
            seconds_of(t.is.expires_at))
      .run();
}

}  // namespace

std::string token_digest(std::string_view secret) {
  return digest_of("token", secret);
}

deeds scopes_in(std::string_view text) {
  deeds out;
  while (!text.empty()) {
    auto const one = text.substr(0, text.find(' '));
    if (auto const d = find_deed(one)) {
      out.add(*d);
    }
    text.remove_prefix(std::min(one.size() + 1, text.size()));
  }
  return out;
}

result<new_token> add_token(registry& r, std::string const& account, std::string const& label,
                            deeds scopes, int days, occasion const& when) {
  if (auto const ok = check_token(label, days); !ok) {
    return tl::unexpected{ok.error()};
  }
  return record::as_result([&]() -> result<new_token> {
    auto& db = r.in().db;
    record::transaction t{db};
    auto const owner = stored_account_of(db, account);
    if (!owner) {
      return fail(error_kind::not_found, "there is no account " + in_quotes(account), {},
                  "karwan user list names them");
    }
    new_token out{{random_hex(kIdBytes), account, label, scopes, when.at,
                   when.at + std::chrono::days{days}, false},
                  std::string{kTokenPrefix} + new_secret()};
    keep_token(db, out, owner->id);
    note(r, when, "token add", out.is.id, account);
    t.commit();
    return out;
  });
}

std::vector<token> all_tokens(registry const& r) {
  record::query q{r.in().db,
                  "SELECT token.id, name, label, scopes, token.made_at, expires_at, revoked FROM "
                  "token JOIN account ON account.id = token.account ORDER BY number"};
  std::vector<token> out;
  while (q.step()) {
    auto const text = [&](int i) { return std::string{q.text(i)}; };
    out.push_back({text(0), text(1), text(2), scopes_in(q.text(3)), instant_of(q.integer(4)),
                   instant_of(q.integer(5)), q.integer(6) != 0});
  }
  return out;
}

result<token> revoke_token(registry& r, std::string const& name, occasion const& when) {
  return record::as_result([&]() -> result<token> {
    record::transaction t{r.in().db};
    auto found = token_called(all_tokens(r), name);
    if (!found) {
      return found;
    }
    found->revoked = true;
    record::query{r.in().db, "UPDATE token SET revoked = 1 WHERE id = ?"}
        .bind(std::string_view{found->id})
        .run();
    note(r, when, "token revoke", found->id, found->account);
    t.commit();
    return found;
  });
}

}  // namespace karwan::access
