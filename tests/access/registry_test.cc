#include "tests/access/registry_fixture.h"

#include <fstream>
#include <iterator>

#include "karwan/record/sqlite.h"

namespace karwan::access {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// All bytes on the disk, also those that wait to be written to the file itself.
std::string bytes_beside(std::filesystem::path const& file) {
  std::string out;
  for (auto const& f : std::filesystem::directory_iterator{file.parent_path()}) {
    std::ifstream in{f.path(), std::ios::binary};
    out.append(std::istreambuf_iterator<char>{in}, {});
  }
  return out;
}

TEST_F(registry_test, is_for_its_owner_alone) {
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(file()).permissions(), perms::owner_read | perms::owner_write);
  add("amina");
  for (auto const& f : std::filesystem::directory_iterator{file().parent_path()}) {
    EXPECT_EQ(f.status().permissions(), perms::owner_read | perms::owner_write) << f.path();
  }
  std::filesystem::permissions(file(), perms::group_read, std::filesystem::perm_options::add);
  auto const again = registry::open(file(), registry::mode::existing);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, error_kind::bad_data);
}

TEST_F(registry_test, says_what_is_no_registry) {
  auto const at = [&](char const* name) { return file().parent_path() / name; };
  EXPECT_EQ(registry::open(at("none"), registry::mode::existing).error().kind,
            error_kind::not_found);
  record::database{at("other"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE}.run(
      "CREATE TABLE t(x)");
  std::filesystem::permissions(at("other"), std::filesystem::perms{0600});
  EXPECT_EQ(registry::open(at("other"), registry::mode::existing).error().kind,
            error_kind::bad_data);
  record::database{file(), SQLITE_OPEN_READWRITE}.run("PRAGMA user_version = 99");
  EXPECT_EQ(registry::open(file(), registry::mode::existing).error().kind, error_kind::bad_data);
}

TEST_F(registry_test, holds_no_secret) {
  add("amina");
  auto const session = enter("amina");
  ASSERT_TRUE(session);
  deeds scopes;
  scopes.add(deed::report);
  auto const token = add_token(in, "amina", "a script", scopes, 30, when());
  ASSERT_TRUE(token);
  EXPECT_FALSE(enter(kPassword));  // the password typed as the name
  auto const all = bytes_beside(file());
  EXPECT_NE(all.find("amina"), std::string::npos);
  for (auto const& secret :
       {std::string{kPassword}, session->secret, session->who.csrf_token, token->secret}) {
    EXPECT_EQ(all.find(secret), std::string::npos) << secret;
  }
}

TEST_F(registry_test, takes_only_names_that_can_sign) {
  for (auto const* bad : {"", "Amina", "a b", "1st", "a/b", "амина", "a\n"}) {
    auto const refused = add_account(in, bad, role::reader, kPassword, when());
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().place, "name");
  }
  add("amina.b-2_c");
  EXPECT_EQ(add_account(in, "amina.b-2_c", role::reader, kPassword, when()).error().kind,
            error_kind::conflict);
  EXPECT_EQ(set_role(in, "nobody", role::admin, when()).error().kind, error_kind::not_found);
}

TEST_F(registry_test, lets_in_who_has_the_password) {
  add("amina", role::reviewer);
  auto const s = enter("amina");
  ASSERT_TRUE(s);
  EXPECT_EQ(s->who.account, "amina");
  EXPECT_EQ(s->who.can.names(), (std::vector<std::string>{"report", "review"}));
  auto const known = caller_of_session(in, s->secret, now);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->account, "amina");
  EXPECT_EQ(known->csrf_token, s->who.csrf_token);
  EXPECT_FALSE(caller_of_session(in, s->secret + "0", now));
  EXPECT_FALSE(caller_of_session(in, {}, now));
  auto const other = enter("amina");
  EXPECT_NE(other->secret, s->secret);
  EXPECT_NE(other->who.csrf_token, s->who.csrf_token);
}

TEST_F(registry_test, tells_unknown_names_nothing) {
  add("amina");
  auto const wrong = enter("amina", "not the password");
  auto const unknown = enter("nobody", "not the password");
  ASSERT_FALSE(wrong || unknown);
  EXPECT_EQ(wrong.error().text, unknown.error().text);
  EXPECT_EQ(wrong.error().why, unknown.error().why);
}

TEST_F(registry_test, ends_sessions_that_rest_or_grow_old) {
  add("amina");
  auto const s = enter("amina")->secret;
  now += hours{2} - seconds{1};
  EXPECT_TRUE(caller_of_session(in, s, now));
  now += hours{2};
  EXPECT_FALSE(caller_of_session(in, s, now));  // rested
  auto const t = enter("amina")->secret;
  for (int i = 0; i < 11; ++i) {
    now += hours{1};
    EXPECT_TRUE(caller_of_session(in, t, now)) << i;
  }
  now += hours{1};
  EXPECT_FALSE(caller_of_session(in, t, now));  // twelve hours old
}

TEST_F(registry_test, ends_sessions_at_log_out_and_change) {
  add("amina");
  auto const alive = [&](std::string const& s) {
    return caller_of_session(in, s, now).has_value();
  };
  auto const a = enter("amina")->secret, b = enter("amina")->secret;
  log_out(in, a, when("amina"));
  EXPECT_FALSE(alive(a));
  EXPECT_TRUE(alive(b));
  ASSERT_TRUE(set_password(in, "amina", "another four words", when()));
  EXPECT_FALSE(alive(b));
  EXPECT_FALSE(enter("amina"));
  auto const c = enter("amina", "another four words");
  ASSERT_TRUE(c);
  ASSERT_TRUE(set_role(in, "amina", role::reader, when()));
  EXPECT_TRUE(caller_of_session(in, c->secret, now)->can.names().empty());  // from now on
  ASSERT_TRUE(set_disabled(in, "amina", true, when()));
  EXPECT_FALSE(alive(c->secret));
  EXPECT_FALSE(enter("amina", "another four words"));
  ASSERT_TRUE(set_disabled(in, "amina", false, when()));
  EXPECT_TRUE(enter("amina", "another four words"));
}

TEST_F(registry_test, locks_an_account_out_for_longer_and_longer) {
  for (auto const* name : {"amina", "nobody"}) {  // known or not
    if (std::string_view{name} == "amina") {
      add(name);
    }
    for (int i = 0; i < 5; ++i) {
      EXPECT_EQ(wait_of(enter(name, "wrong password", std::to_string(i))), seconds{0});
    }
    enter(name, "wrong password", "10.0.0.1");
    for (auto const wait : {2, 4, 8, 16}) {
      auto const locked = enter(name, kPassword, "10.0.0.2");  // not even the right one
      ASSERT_FALSE(locked) << name;
      EXPECT_EQ(locked.error().why, denial::reason::too_many);
      EXPECT_EQ(locked.error().retry_after, seconds{wait});
      now += seconds{wait};
      auto const open = enter(name, "wrong password", "10.0.0.3");
      EXPECT_EQ(open.error().why, denial::reason::unauthenticated);
    }
    now += minutes{15};
  }
  ASSERT_TRUE(enter("amina"));
  EXPECT_EQ(wait_of(enter("amina", "wrong password")), seconds{0});  // forgotten at success
}

TEST_F(registry_test, opens_an_account_with_a_new_password) {
  add("amina");
  for (int i = 0; i < 6; ++i) {
    enter("amina", "wrong password");
  }
  EXPECT_EQ(wait_of(enter("amina")), seconds{2});
  ASSERT_TRUE(set_password(in, "amina", "another four words", when()));
  EXPECT_TRUE(enter("amina", "another four words"));
}

TEST_F(registry_test, never_waits_longer_than_the_longest) {
  for (int i = 0; i < 60; ++i) {
    enter("amina", "wrong password", std::to_string(i));
    now += minutes{15};
  }
  enter("amina", "wrong password", "x");
  EXPECT_EQ(wait_of(enter("amina")), minutes{15});
  now += hours{24};
  EXPECT_EQ(enter("amina", "wrong password").error().why, denial::reason::unauthenticated);
  EXPECT_EQ(enter("amina", "wrong password").error().why, denial::reason::unauthenticated);
}

TEST_F(registry_test, locks_an_address_out_whatever_names_it_tries) {
  add("amina");
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(wait_of(enter("name" + std::to_string(i), "wrong password", "2001:db8::1")),
              seconds{0});
  }
  enter("name20", "wrong password", "2001:db8::2");  // the same network
  EXPECT_EQ(wait_of(enter("amina", kPassword, "2001:db8::ffff")), seconds{2});
  EXPECT_TRUE(enter("amina", kPassword, "2001:db8:0:1::1"));
  EXPECT_TRUE(enter("amina", kPassword, "192.0.2.7"));
  now += seconds{2};
  ASSERT_TRUE(enter("amina", kPassword, "2001:db8::1"));
  enter("name21", "wrong password", "2001:db8::1");  // success excuses no guesses
  EXPECT_EQ(wait_of(enter("amina", kPassword, "2001:db8::1")), seconds{4});
}

TEST_F(registry_test, renews_hashes_of_another_cost) {
  add("amina");
  auto dearer = cheap();
  dearer.cost.passes = 2;
  in = open(dearer);
  ASSERT_TRUE(enter("amina"));
  record::database db{file(), SQLITE_OPEN_READONLY};
  record::query q{db, "SELECT password FROM account"};
  ASSERT_TRUE(q.step());
  EXPECT_TRUE(costs(q.text(0), dearer.cost)) << q.text(0);
  EXPECT_TRUE(enter("amina"));
}

TEST_F(registry_test, gives_tokens_that_do_less_than_their_account) {
  add("amina", role::contributor);
  deeds scopes;
  scopes.add(deed::report);
  scopes.add(deed::review);
  auto const t = add_token(in, "amina", "a script", scopes, 30, when());
  ASSERT_TRUE(t);
  EXPECT_TRUE(t->secret.starts_with(kTokenPrefix));
  auto const c = caller_of_token(in, t->secret, now);
  ASSERT_TRUE(c);
  EXPECT_EQ(c->can.names(), std::vector<std::string>{"report"});  // its role may no more
  EXPECT_TRUE(c->csrf_token.empty());
  ASSERT_TRUE(set_role(in, "amina", role::admin, when()));
  EXPECT_EQ(caller_of_token(in, t->secret, now)->can.names(),
            (std::vector<std::string>{"report", "review"}));  // its scopes no more
  EXPECT_FALSE(caller_of_token(in, t->secret + "0", now));
  EXPECT_FALSE(caller_of_session(in, t->secret, now));
  ASSERT_TRUE(set_disabled(in, "amina", true, when()));
  EXPECT_FALSE(caller_of_token(in, t->secret, now));
  ASSERT_TRUE(set_disabled(in, "amina", false, when()));
  EXPECT_FALSE(caller_of_token(in, t->secret, now + hours{24 * 30}));
  ASSERT_TRUE(revoke_token(in, t->is.id, when()));
  EXPECT_FALSE(caller_of_token(in, t->secret, now));
  EXPECT_EQ(revoke_token(in, t->is.id, when()).error().kind, error_kind::conflict);
  EXPECT_EQ(revoke_token(in, "none", when()).error().kind, error_kind::not_found);
  EXPECT_EQ(all_tokens(in).size(), 1U);
}

TEST_F(registry_test, gives_no_token_without_an_end) {
  add("amina");
  for (auto const days : {0, -1, 367}) {
    EXPECT_EQ(add_token(in, "amina", "x", {}, days, when()).error().place, "days");
  }
  EXPECT_EQ(add_token(in, "amina", "", {}, 1, when()).error().place, "label");
  EXPECT_EQ(add_token(in, "amina", "a\nb", {}, 1, when()).error().place, "label");
  EXPECT_EQ(add_token(in, "nobody", "x", {}, 1, when()).error().kind, error_kind::not_found);
}

TEST_F(registry_test, counts_the_reports_of_an_hour) {
  for (int i = 0; i < 60; ++i) {
    EXPECT_TRUE(within_reports(in, "amina", now)) << i;
    note(in, when("amina"), "report", "row", "done");
    now += seconds{10};
  }
  auto const refused = within_reports(in, "amina", now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().retry_after, hours{1} - minutes{10});
  EXPECT_TRUE(within_reports(in, "bolat", now));
  EXPECT_TRUE(within_reports(in, "amina", now + refused.error().retry_after));
}

TEST_F(registry_test, logs_every_act_and_changes_none) {
  add("amina");
  enter("amina", "wrong password");
  enter("amina");
  auto const all = audit_entries(in, {});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].act, "log-in");
  EXPECT_EQ(all[0].outcome, "done");
  EXPECT_EQ(all[0].when.by, "amina");
  EXPECT_EQ(all[0].when.address, kHere);
  EXPECT_EQ(all[0].when.at, now);
  EXPECT_EQ(all[1].outcome, "refused");
  EXPECT_EQ(all[2].act, "user add");
  EXPECT_EQ(all[2].when.by, "tester");
  EXPECT_EQ(audit_entries(in, {.by = "amina", .limit = 1}).size(), 1U);
  record::database db{file(), SQLITE_OPEN_READWRITE};
  for (auto const* sql : {"DELETE FROM audit", "UPDATE audit SET outcome = ''",
                          "INSERT OR REPLACE INTO audit VALUES (1, 0, '', '', '', '', '')"}) {
    EXPECT_THROW(db.run(sql), failure) << sql;
  }
}

TEST_F(registry_test, logs_no_name_that_is_none) {
  enter("four words put together");
  EXPECT_EQ(audit_entries(in, {}).at(0).when.by, "");
}

}  // namespace
}  // namespace karwan::access
