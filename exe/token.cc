#include <fmt/format.h>

#include "exe/access_options.h"
#include "exe/commands.h"
#include "karwan/access/access_json.h"
#include "karwan/base/text.h"

namespace karwan::exe {
namespace {

using access::registry;

constexpr auto kTokenExamples =
    R"(A program sends it as `Authorization: Bearer karwan_...`. It is shown once; it can do what both its
scopes and the role of its account allow.

Examples:
  karwan token add amina --label "the border post's phone" --scope report --days 30
  karwan token list
  karwan token revoke 4f2a91c0)";

struct token_command : common_options {
  std::string account, label, name;
  std::vector<std::string> scopes;
  int days{90};
};

void print(access::token const& t) {
  fmt::print("{}  {:<16} {:<14} until {}{}  {}\n", t.id, t.account,
             fmt::format("{}", fmt::join(t.scopes.names(), ",")),
             to_string(std::chrono::floor<std::chrono::days>(t.expires_at)),
             t.revoked               ? " revoked"
             : t.expires_at <= now() ? " expired"
                                     : "",
             t.label);
}

void add(token_command const& o) {
  access::deeds scopes;
  for (auto const& s : o.scopes) {
    scopes.add(*access::find_deed(s));  // CLI11 let no other name pass
  }
  auto in = open_accounts(o, registry::mode::existing);
  auto const made = value_or_throw(
      access::add_token(in, o.account, to_nfc(o.label), scopes, o.days, occasion_here()));
  if (o.json) {
    fmt::print("{}\n", access::new_token_json(made, now()));
    return;
  }
  print(made.is);
  fmt::print("{}\nIt is not shown again.\n", made.secret);
}

void list(token_command const& o) {
  auto const all = access::all_tokens(open_accounts(o, registry::mode::existing));
  if (o.json) {
    fmt::print("{}\n", access::tokens_json(all, now()));
    return;
  }
  for (auto const& t : all) {
    print(t);
  }
  fmt::print("{} token{}\n", all.size(), all.size() == 1 ? "" : "s");
}

void revoke(token_command const& o) {
  auto in = open_accounts(o, registry::mode::existing);
  auto const is = value_or_throw(access::revoke_token(in, o.name, occasion_here()));
  if (o.json) {
    fmt::print("{}\n", access::token_json(is, now()));
  } else {
    print(is);
  }
}

}  // namespace

void add_token(CLI::App& app) {
  static token_command o;
  auto& token = *app.add_subcommand("token", "Tokens for programs that write: add, list, revoke");
  token.footer(kTokenExamples);
  token.require_subcommand(1);
  auto& add_sub = add_access_act(token, "add", "A new token of an account", o, add);
  add_sub.add_option("ACCOUNT", o.account, "Whose")->required();
  add_sub.add_option("--label", o.label, "Who or what uses it")->required();
  add_sub.add_option("--scope", o.scopes, "report, review, audit; several with commas between")
      ->required()
      ->delimiter(',')
      ->check(CLI::IsMember(access::deed_names()));
  add_sub.add_option("--days", o.days, "How long it lasts, at most 366")->capture_default_str();
  add_access_act(token, "list", "All tokens, without their secrets", o, list);
  add_access_act(token, "revoke", "It is not valid any more", o, revoke)
      .add_option("TOKEN", o.name, "Its id, or its label where one token has it")
      ->required();
}

}  // namespace karwan::exe
