#include <algorithm>

#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/lines.h"
#include "exe/record_options.h"
#include "exe/record_text.h"
#include "karwan/base/text.h"
#include "karwan/record/review_json.h"

namespace karwan::exe {
namespace {

constexpr auto kReviewExamples =
    R"(A proposal is named by its row; no view sees it before it is accepted.

Examples:
  karwan review
  karwan review show cl-x-road-torkham-open-2026-11-20
  karwan review accept cl-x-road-torkham-open-2026-11-20
  karwan review edit cl-x-road-torkham-open-2026-11-20 traffic=trade --reason "goods only"
  karwan review reject cl-x-road-torkham-open-2026-11-20 --reason "the page says nothing of it")";

using record::proposal;

// The cells of a row on one line: closed_from 2026-11-20, effect reopened.
std::string in_a_line(std::vector<record::statement_entry> const& cells) {
  std::string out;
  for (auto const& e : cells) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", record::column_of(e.property).name,
                       e.value);
  }
  return out;
}

void print_proposal(record::answer_writer& answers, proposal const& p) {
  fmt::print("{}\n", p.id);
  fmt::print("  proposed {} by {}\n", to_string(p.at), p.by);
  for (auto const& r : p.rows) {
    print_lines(fmt::format("  {} {}: ", r.is_new ? "new" : "in ", r.row_id),
                in_a_line(r.statements), 6);
    auto const& first = r.statements.front();
    if (!first.source.empty()) {
      print_lines("     ", fmt::format("{}, {}", first.grade, answers.title(first.source)), 6);
    }
  }
}

// The record's own rows, a line each.
void print_beside(record::review_page const& page) {
  if (page.beside.empty()) {
    return;
  }
  constexpr int kMost = 12;
  fmt::print("the record says\n");
  auto rows = 0;
  for (auto at = page.beside.begin(); at != page.beside.end();) {
    if (++rows > kMost) {
      fmt::print("  and more: --json\n");
      break;
    }
    auto const end =
        std::find_if(at, page.beside.end(), [&](auto const& e) { return e.row_id != at->row_id; });
    print_lines(fmt::format("  {}: ", at->row_id), in_a_line({at, end}), 6);
    at = end;
  }
}

void print_page(opened_record const& r, record::answer_writer& answers,
                record::review_page const& page) {
  print_proposal(answers, page.is);
  for (auto const& row : page.is.rows) {
    for (std::size_t i = 0; i < row.now.size(); ++i) {
      if (!row.now[i].empty()) {
        print_lines(
            "  changes",
            fmt::format("{} from {} to {}", record::column_of(row.statements[i].property).name,
                        row.now[i], row.statements[i].value),
            6);
      }
    }
  }
  print_beside(page);
  if (!page.duplicates.empty()) {
    print_lines("says the same as ", fmt::format("{}", fmt::join(page.duplicates, ", ")), 2);
  }
  for (auto const& c : page.contradictions) {
    std::vector<std::string> said;
    for (std::size_t i = 0; i < c.values.size(); ++i) {
      said.push_back(fmt::format("{} ({})", c.values[i], r.from.id_of(c.statements[i])));
    }
    print_lines(
        fmt::format("contradicts, {}: ", record::column_of(c.property).name),
        fmt::format("{}; the first would be preferred, {}", fmt::join(said, " and "), c.why), 2);
  }
  if (!page.overtaken.empty()) {
    print_lines("cannot be accepted as it is: ", page.overtaken, 2);
  }
}

void list(record_options const& o) {
  opened_record const r{o};
  record::answer_writer answers{r.from, r.names};
  auto const all = record::open_proposals(r.from);
  if (!o.json) {
    for (auto const& p : all) {
      print_proposal(answers, p);
    }
    fmt::print("{} proposal{} wait{}\n", all.size(), all.size() == 1 ? "" : "s",
               all.size() == 1 ? "s" : "");
    return;
  }
  print_line(record::proposals_json(answers, all));
}

void show_proposal(record_options const& o) {
  opened_record const r{o};
  record::answer_writer answers{r.from, r.names};
  auto const page = value_or_throw(record::review(r.from, o.entity, r.view));
  if (o.json) {
    print_line(record::review_json(r.from, answers, page));
  } else {
    print_layers(o);
    print_page(r, answers, page);
  }
}

void tell(record_options const& o, char const* what, result<record::decision> d) {
  auto const done = value_or_throw(std::move(d));
  if (!o.json) {
    fmt::print("{} {}\n", what, done.proposal);
    for (auto const& id : done.accepted) {
      fmt::print("  accepted {}\n", id);
    }
    for (auto const& id : done.rejected) {
      fmt::print("  rejected {}\n", id);
    }
    return;
  }
  print_line(record::decision_json(done, what));
}

void accept(record_options const& o) {
  auto in = open_store(o, record::store::mode::write);
  tell(o, "accepted", record::accept(in, o.entity, to_nfc(o.reason), signature_of(o)));
}

void edit(record_options const& o) {
  auto in = open_store(o, record::store::mode::write);
  tell(o, "edited",
       record::accept_edited(in, o.entity, cells_of(o), to_nfc(o.reason), signature_of(o)));
}

void reject(record_options const& o) {
  auto in = open_store(o, record::store::mode::write);
  tell(o, "rejected", record::reject(in, o.entity, to_nfc(o.reason), signature_of(o)));
}

CLI::App& add_decision(CLI::App& review, char const* name, char const* about, record_options& o,
                       void (*run)(record_options const&)) {
  auto& sub = add_act(review, name, about, o, run);
  sub.add_option("ID", o.entity, "The proposal: its row, or a statement of it")->required();
  add_signature(sub, o);
  return sub;
}

}  // namespace

void add_review(CLI::App& app) {
  static record_options o;
  auto& review =
      *app.add_subcommand("review", "What was proposed: list, show, accept, edit, reject");
  review.footer(kReviewExamples);
  add_db(review, o);
  add_json(review, o);
  review.callback([&review] {
    if (review.get_subcommands().empty()) {
      list(o);
    }
  });
  auto& list_sub = add_act(review, "list", "What waits", o, list);
  add_today(list_sub, o);
  auto& show_sub =
      add_act(review, "show", "A proposal beside what the record says", o, show_proposal);
  show_sub.add_option("ID", o.entity, "The proposal: its row, or a statement of it")->required();
  add_view(show_sub, o);
  add_decision(review, "accept", "It holds from now on", o, accept)
      .add_option("--reason", o.reason, "Why");
  auto& edit_sub = add_decision(review, "edit", "Accept it with other values", o, edit);
  edit_sub.add_option("CELLS", o.cells, "COLUMN=VALUE, one or more; an empty value: blank")
      ->required();
  edit_sub.add_option("--reason", o.reason, "Why");
  add_decision(review, "reject", "It never holds; the reason is kept", o, reject)
      .add_option("--reason", o.reason, "Why")
      ->required();
}

}  // namespace karwan::exe
