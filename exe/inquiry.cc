#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/document_out.h"
#include "exe/lines.h"
#include "exe/view_options.h"
#include "karwan/relations/inquiry.h"

namespace karwan::exe {
namespace {

constexpr auto kInquiryExamples = R"(Examples:
  karwan inquiry add --who "a grower" --about mango --from multan --to almaty --tonnes 20
  karwan inquiry list --status new
  karwan inquiry answer inquiry-1 --format html > answer.html
  karwan inquiry close inquiry-1)";

struct inquiry_command : view_options {
  relations::inquiry_text asked;
  std::string id, status, by, format{"md"};
};

record::signature signature_of(inquiry_command const& o) {
  return {o.by.empty() ? user_name() : o.by, now()};
}

void print(relations::inquiry const& i) {
  print_lines(fmt::format("{:<11} {:<9} {} ", i.id, i.status, i.asked_on),
              fmt::format("{}: {}, {} to {}{}{}", i.who, i.about, i.from, i.to,
                          i.tonnes ? fmt::format(", {} t", *i.tonnes) : std::string{},
                          i.contact.empty() ? "" : "; contact " + i.contact),
              33);
}

void add(inquiry_command const& o) {
  auto to = open_store(o, record::store::mode::write);
  record::name_index const names{to, view_of(o)};
  auto const done =
      value_or_throw(relations::add_inquiry(to, names, o.asked, today_of(o), signature_of(o)));
  if (o.json) {
    fmt::print("{}\n", relations::to_json(done));
  } else {
    print(done);
  }
}

void list(inquiry_command const& o) {
  auto const from = open_store(o, record::store::mode::read);
  auto const all = value_or_throw(relations::read_inquiries(from, o.status));
  if (o.json) {
    fmt::print("{}\n", relations::to_json(all));
    return;
  }
  for (auto const& i : all) {
    print(i);
  }
  fmt::print("{} inquir{}\n", all.size(), all.size() == 1 ? "y" : "ies");
}

// Prints the answer, then notes that it was given; what is answered again keeps its day.
void answer(inquiry_command const& o) {
  auto const form = form_of(o.format, o.json);
  viewed_record const r{o};
  auto const asked = value_or_throw(relations::read_inquiry(r.from, o.id));
  print_document(form, relations::answer_inquiry(r.from, r.names, asked, r.view, today_of(o)), r);
  if (asked.status == "new") {
    auto to = open_store(o, record::store::mode::write);
    if (auto ok = relations::set_status(to, asked, "answered", today_of(o), signature_of(o)); !ok) {
      throw failure{std::move(ok.error())};
    }
  }
}

void close(inquiry_command const& o) {
  auto to = open_store(o, record::store::mode::write);
  auto const asked = value_or_throw(relations::read_inquiry(to, o.id));
  if (auto ok = relations::set_status(to, asked, "closed", today_of(o), signature_of(o)); !ok) {
    throw failure{std::move(ok.error())};
  }
  auto const done = value_or_throw(relations::read_inquiry(to, asked.id));
  if (o.json) {
    fmt::print("{}\n", relations::to_json(done));
  } else {
    print(done);
  }
}

CLI::App& add_act(CLI::App& inquiry, char const* name, char const* about, inquiry_command& o,
                  void (*run)(inquiry_command const&)) {
  auto& sub = *inquiry.add_subcommand(name, about);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o, run] { run(o); });
  return sub;
}

void add_by(CLI::App& sub, inquiry_command& o) {
  sub.add_option("--by", o.by, "Who records it (default: your user name)")->type_name("NAME");
}

void add_add(CLI::App& inquiry, inquiry_command& o) {
  auto& sub = add_act(inquiry, "add", "Log what somebody asks", o, add);
  sub.add_option("--who", o.asked.who, "Who asks")->required();
  sub.add_option("--about", o.asked.about,
                 "Goods, or a purpose: tourist, business traveller, student, investor")
      ->required();
  sub.add_option("--from", o.asked.from, "A place or country")->required();
  sub.add_option("--to", o.asked.to, "A place or country")->required();
  sub.add_option("--tonnes", o.asked.tonnes, "Of goods");
  sub.add_option("--contact", o.asked.contact, "How to reach who asks; in no answer");
  add_today(sub, o);
  add_by(sub, o);
}

}  // namespace

void add_inquiry(CLI::App& app) {
  static inquiry_command o;
  auto& inquiry =
      *app.add_subcommand("inquiry", "What people ask: logged in the private layer desk, answered");
  inquiry.require_subcommand(1);
  inquiry.footer(kInquiryExamples);
  add_add(inquiry, o);
  auto& list_sub = add_act(inquiry, "list", "Inquiries and how they stand", o, list);
  list_sub.add_option("--status", o.status, "new, answered or closed");
  auto& answer_sub = add_act(inquiry, "answer", "Plan, needs and matches in one page", o, answer);
  answer_sub.add_option("ID", o.id, "The inquiry")->required();
  add_format(answer_sub, o.format);
  add_view(answer_sub, o);
  add_by(answer_sub, o);
  auto& close_sub = add_act(inquiry, "close", "It is done with", o, close);
  close_sub.add_option("ID", o.id, "The inquiry")->required();
  add_today(close_sub, o);
  add_by(close_sub, o);
}

}  // namespace karwan::exe
