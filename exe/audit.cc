#include <fmt/format.h>

#include "exe/access_options.h"
#include "exe/commands.h"
#include "exe/lines.h"
#include "karwan/access/access_json.h"

namespace karwan::exe {
namespace {

constexpr auto kAuditExamples = R"(Examples:
  karwan audit
  karwan audit --by amina --limit 20 --json)";

struct audit_command : common_options {
  access::audit_question asked;
};

void run(audit_command const& o) {
  auto const all =
      access::audit_entries(open_accounts(o, access::registry::mode::existing), o.asked);
  if (o.json) {
    fmt::print("{}\n", access::audit_json(all));
    return;
  }
  for (auto const& e : all) {
    print_lines(to_string(e.when.at) + "  ",
                fmt::format("{} ({}): {}{}{}, {}", e.when.by.empty() ? "somebody" : e.when.by,
                            e.when.address.empty() ? "here" : e.when.address, e.act,
                            e.object.empty() ? "" : " ", e.object, e.outcome),
                22);
  }
}

}  // namespace

void add_audit(CLI::App& app) {
  static audit_command o;
  auto& sub = *app.add_subcommand("audit", "Who did what with an account, the latest first");
  sub.footer(kAuditExamples);
  add_db(sub, o);
  add_json(sub, o);
  sub.add_option("--by", o.asked.by, "Only of this account or user")->type_name("NAME");
  sub.add_option("--limit", o.asked.limit, "At most so many")->capture_default_str();
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
