#include <fmt/format.h>

#include "exe/access_options.h"
#include "exe/commands.h"
#include "exe/secret_input.h"
#include "karwan/access/access_json.h"

namespace karwan::exe {
namespace {

using access::registry;

constexpr auto kUserExamples =
    R"(Accounts of those who write over HTTP; reading needs none. They are kept beside the record, in
FILE.access. A password has 12 letters or more.

Examples:
  karwan user add amina --role admin
  karwan user add bolat --role reviewer --stdin < password.txt
  karwan user list
  karwan user role bolat contributor
  karwan user password bolat
  karwan user disable bolat)";

struct user_command : common_options {
  std::string name, role{"contributor"};
  bool from_stdin{false}, undo{false};
};

access::role role_of(user_command const& o) {
  return *access::find_role(o.role);  // CLI11 let no other name pass
}

void print(access::account const& a) {
  fmt::print("{:<20} {:<12} {} {}\n", a.name, access::name_of(a.is),
             to_string(std::chrono::floor<std::chrono::days>(a.made_at)),
             a.disabled ? "disabled" : "");
}

// What became of the account.
void tell(user_command const& o, registry const& in) {
  auto const is = value_or_throw(access::find_account(in, o.name));
  if (o.json) {
    fmt::print("{}\n", access::account_json(is));
  } else {
    print(is);
  }
}

void add(user_command const& o) {
  auto const password = read_password(o.from_stdin);
  auto in = open_accounts(o, registry::mode::create);
  or_throw(access::add_account(in, o.name, role_of(o), password, occasion_here()));
  tell(o, in);
}

void list(user_command const& o) {
  auto const all = access::all_accounts(open_accounts(o, registry::mode::existing));
  if (o.json) {
    fmt::print("{}\n", access::accounts_json(all));
    return;
  }
  for (auto const& a : all) {
    print(a);
  }
  fmt::print("{} account{}\n", all.size(), all.size() == 1 ? "" : "s");
}

void change_role(user_command const& o) {
  auto in = open_accounts(o, registry::mode::existing);
  or_throw(access::set_role(in, o.name, role_of(o), occasion_here()));
  tell(o, in);
}

void change_password(user_command const& o) {
  auto in = open_accounts(o, registry::mode::existing);
  value_or_throw(access::find_account(in, o.name));
  or_throw(access::set_password(in, o.name, read_password(o.from_stdin), occasion_here()));
  tell(o, in);
}

void disable(user_command const& o) {
  auto in = open_accounts(o, registry::mode::existing);
  or_throw(access::set_disabled(in, o.name, !o.undo, occasion_here()));
  tell(o, in);
}

CLI::App& add_named(CLI::App& user, char const* name, char const* about, user_command& o,
                    void (*run)(user_command const&)) {
  auto& sub = add_access_act(user, name, about, o, run);
  sub.add_option("NAME", o.name, "The account")->required();
  return sub;
}

void add_stdin(CLI::App& sub, user_command& o) {
  sub.add_flag("--stdin", o.from_stdin, "Read the password from standard input, one line");
}

}  // namespace

void add_user(CLI::App& app) {
  static user_command o;
  auto& user = *app.add_subcommand("user", "Accounts: add, list, role, password, disable");
  user.footer(kUserExamples);
  user.require_subcommand(1);
  auto& add_sub = add_named(user, "add", "A new account; the first should be an admin", o, add);
  add_sub.add_option("--role", o.role, "reader, contributor (default), reviewer or admin")
      ->check(CLI::IsMember(access::role_names()));
  add_stdin(add_sub, o);
  add_access_act(user, "list", "All accounts", o, list);
  add_named(user, "role", "Give it another role", o, change_role)
      .add_option("ROLE", o.role, "reader, contributor, reviewer or admin")
      ->required()
      ->check(CLI::IsMember(access::role_names()));
  add_stdin(add_named(user, "password", "A new password; ends its sessions", o, change_password),
            o);
  add_named(user, "disable", "It can do nothing any more; ends its sessions", o, disable)
      .add_flag("--undo", o.undo, "It can again");
}

}  // namespace karwan::exe
