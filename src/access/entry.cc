#include "karwan/access/entry.h"

#include <algorithm>

#include <fmt/format.h>

#include "access/lockout.h"
#include "access/token_text.h"
#include "karwan/access/audit.h"
#include "karwan/access/secret.h"

namespace karwan::access {
namespace {

using std::chrono::seconds;

constexpr std::string_view kSession = "session", kCsrf = "csrf";
constexpr seconds kSeenSteps{60};  // a session's use is written no oftener

denial too_many(seconds wait, char const* text) {
  return {denial::reason::too_many, text,
          "Try again in " + std::to_string(wait.count()) + " seconds", wait};
}

// A session lasts until it is not used for a while, or is too old.
instant session_end(rules const& is, instant made, instant seen) {
  return std::min(made + is.session, seen + is.idle);
}

void drop_ended_sessions(registry::impl& r, instant now) {
  record::query{r.db, "DELETE FROM session WHERE made_at <= ? OR seen_at <= ?"}
      .bind(seconds_of(now - r.is.session), seconds_of(now - r.is.idle))
      .run();
}

opened_session open_session(registry::impl& r, std::string const& name, stored_account const& a,
                            instant now) {
  drop_ended_sessions(r, now);
  auto const secret = new_secret();
  auto const digest = digest_of(kSession, secret);
  record::query{r.db, "INSERT INTO session VALUES (?, ?, ?, ?)"}
      .bind(std::string_view{digest}, a.id, seconds_of(now), seconds_of(now))
      .run();
  return {secret,
          {name, a.is, deeds_of(a.is), digest_of(kCsrf, secret), session_end(r.is, now, now)}};
}

// A hash of another cost than today's is made anew while the password is at hand.
void renew_hash(registry::impl& r, stored_account const& a, std::string const& password) {
  if (!costs(a.password, r.is.cost)) {
    auto const hash = hash_password(password, r.is.cost);
    record::query{r.db, "UPDATE account SET password = ? WHERE id = ?"}
        .bind(std::string_view{hash}, a.id)
        .run();
  }
}

}  // namespace

entry<opened_session> log_in(registry& in, std::string const& name, std::string const& password,
                             occasion const& when) {
  auto& r = in.in();
  subjects const who{name, when.address};
  if (auto const wait = locked_for(r, who, when.at); wait > seconds{0}) {
    return tl::unexpected{too_many(wait, "too many log-ins have failed")};
  }
  auto const& decoy = r.decoy();
  auto const found = stored_account_of(r.db, name);
  auto const fits = verify_password(found ? found->password : decoy, password);
  record::transaction t{r.db};
  auto told = when;
  told.by = found ? name : std::string{};
  if (!fits || !found || found->disabled) {
    auto const wait = count_failure(r, who, when.at);
    note(in, told, "log-in", {}, wait > seconds{0} ? "refused, locked out" : "refused");
    t.commit();
    return tl::unexpected{denial{denial::reason::unauthenticated,
                                 "the name and password do not fit an account",
                                 "Check both; whoever keeps the record can set a new password"}};
  }
  count_success(r, who);
  renew_hash(r, *found, password);
  auto out = open_session(r, name, *found, when.at);
  note(in, told, "log-in", {}, "done");
  t.commit();
  return out;
}

void log_out(registry& in, std::string const& secret, occasion const& when) {
  auto& r = in.in();
  auto const digest = digest_of(kSession, secret);
  record::transaction t{r.db};
  record::query{r.db, "DELETE FROM session WHERE digest = ?"}.bind(std::string_view{digest}).run();
  note(in, when, "log-out", {}, "done");
  t.commit();
}

entry<caller> caller_of_session(registry& in, std::string const& secret, instant now) {
  auto& r = in.in();
  auto const digest = digest_of(kSession, secret);
  record::query q{r.db,
                  "SELECT name, role, session.made_at, seen_at FROM session JOIN account "
                  "ON account.id = session.account WHERE digest = ? AND disabled = 0"};
  q.bind(std::string_view{digest});
  auto const found = q.step();
  auto const seen = found ? instant_of(q.integer(3)) : instant{};
  if (!found || session_end(r.is, instant_of(q.integer(2)), seen) <= now) {
    return tl::unexpected{
        denial{denial::reason::unauthenticated, "the session has ended", "Log in again"}};
  }
  auto const is = stored_role(q.text(1));
  caller out{std::string{q.text(0)}, is, deeds_of(is), digest_of(kCsrf, secret),
             session_end(r.is, instant_of(q.integer(2)), now)};
  q.reset();
  if (now - seen >= kSeenSteps) {
    record::query{r.db, "UPDATE session SET seen_at = ? WHERE digest = ?"}
        .bind(seconds_of(now), std::string_view{digest})
        .run();
  }
  return out;
}

entry<caller> caller_of_token(registry& in, std::string const& secret, instant now) {
  auto& r = in.in();
  auto const digest = token_digest(secret);
  record::query q{
      r.db,
      "SELECT name, role, scopes, expires_at FROM token JOIN account "
      "ON account.id = token.account WHERE digest = ? AND disabled = 0 AND revoked = 0"};
  q.bind(std::string_view{digest});
  if (!q.step() || instant_of(q.integer(3)) <= now) {
    return tl::unexpected{denial{denial::reason::unauthenticated, "the token is not valid",
                                 "karwan token list tells which are; token add makes one"}};
  }
  auto const is = stored_role(q.text(1));
  return caller{std::string{q.text(0)},
                is,
                deeds_of(is).both(scopes_in(q.text(2))),
                {},
                instant_of(q.integer(3))};
}

namespace {

// Has the account done so much of what `acts` selects that it must wait for the hour to pass?
entry<void> within_an_hour(registry::impl& r, std::string const& acts, std::string const& account,
                           instant now, int most, char const* text) {
  constexpr std::chrono::hours kHour{1};
  record::query q{r.db, "SELECT count(*), min(at) FROM audit WHERE by = ? AND at > ? AND " + acts};
  q.bind(std::string_view{account}, seconds_of(now - kHour));
  q.step();
  if (q.integer(0) < most) {
    return {};
  }
  return tl::unexpected{too_many(instant_of(q.integer(1)) + kHour - now, text)};
}

}  // namespace

entry<void> within_reports(registry& in, std::string const& account, instant now) {
  auto& r = in.in();
  return within_an_hour(r, "act = 'report' AND outcome = 'done'", account, now,
                        r.is.reports_per_hour, "the account has reported much this hour");
}

entry<void> within_documents(registry& in, std::string const& account, instant now) {
  auto& r = in.in();
  return within_an_hour(r, fmt::format("act = '{}'", kIngest), account, now,
                        r.is.documents_per_hour, "the account has given much to read this hour");
}

}  // namespace karwan::access
