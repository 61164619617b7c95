#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <variant>

#include "karwan/access/access_json.h"
#include "karwan/record/entity.h"
#include "karwan/record/report.h"
#include "karwan/record/review_json.h"
#include "serve/act_table.h"
#include "serve/cite.h"
#include "serve/json_body.h"
#include "serve/query.h"
#include "serve/refusal.h"
#include "serve/review_answers.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

void read_reporting(json_body& body, std::string entity, day today, record::reporting& r) {
  r.target = std::move(entity);
  r.from = body.required("from");
  r.source = body.required("source");
  r.note = body.one("note");
  r.locator = body.one("locator");
  r.grade = body.one("grade");
  r.title = body.one("title");
  r.publisher = body.one("publisher");
  r.published = body.one("published");
  r.language = body.one("language");
  r.pack = body.one("pack");
  r.today = today;
}

// Of a property: its value. Else whether it is open or closed.
using any_report = std::variant<record::state_report, record::value_report>;

any_report report_in(json_body& body, day today) {
  auto entity = body.required("entity");
  if (auto const property = body.one("property"); !property.empty()) {
    record::value_report r;
    read_reporting(body, std::move(entity), today, r);
    r.property = property;
    r.value = body.required("value");
    return r;
  }
  record::state_report r;
  auto const state = body.required("state");
  if (state != "open" && state != "closed") {
    refuse(error_kind::bad_input, "it is neither open nor closed", "state", "Send open or closed");
  }
  read_reporting(body, std::move(entity), today, r);
  r.open = state == "open";
  r.to = body.one("to");
  r.traffic = body.one("traffic");
  r.reason = body.one("reason");
  r.seen_on = body.one("seen_on");
  return r;
}

auto recorded(record::store& to, record::name_index const& names, record::state_report const& r,
              record::signature const& by, record::manner const& how) {
  return value_or_throw(record::report_state(to, names, r, by, how));
}

auto recorded(record::store& to, record::name_index const& names, record::value_report const& r,
              record::signature const& by, record::manner const& how) {
  return value_or_throw(record::report_value(to, names, r, by, how));
}

record::signature signed_by(acting const& a, access::caller const& who) {
  return {who.account, a.with.now()};
}

bool may_review(acting const& a) {
  auto const who = a.at.who();
  return who && who->can.has(access::deed::review);
}

struct decision_asked {
  std::string name, reason;
  record::cell_texts cells;
};

decision_asked decision_in(request const& q) {
  json_body body{q};
  decision_asked out{body.required("decision"), body.one("reason"), body.texts("cells")};
  body.finish();
  auto const edits = out.name == "edit";
  if (edits == out.cells.empty()) {
    refuse(error_kind::bad_input, edits ? "nothing is edited" : "cells are for an edit", "cells",
           "Send them with decision edit only: {\"traffic\": \"trade\"}");
  }
  return out;
}

record::decision decided(record::store& in, std::string const& id, decision_asked const& d,
                         record::signature const& by) {
  if (d.name == "accept") {
    return value_or_throw(record::accept(in, id, d.reason, by));
  }
  if (d.name == "edit") {
    return value_or_throw(record::accept_edited(in, id, d.cells, d.reason, by));
  }
  if (d.name == "reject") {
    return value_or_throw(record::reject(in, id, d.reason, by));
  }
  refuse(error_kind::bad_input, "there is no such decision", "decision",
         "Send accept, edit or reject");
}

}  // namespace

reply report(acting const& a) {
  auto const who = a.at.admit(access::deed::report);
  json_body body{a.asked};
  auto const r = report_in(body, a.with.today());
  record::manner how;
  how.proposed = !body.flag("accept");
  body.finish();
  if (!how.proposed) {
    a.at.admit(access::deed::review);
  }
  if (auto const ok = access::within_reports(a.accounts, who.account, a.with.now()); !ok) {
    refuse_entry(ok.error());
  }
  auto to = a.with.open();
  record::view_spec view;
  view.as_of = a.with.today();
  record::name_index const names{to, view};
  return std::visit(
      [&](auto const& told) -> reply {
        auto const done = recorded(to, names, told, signed_by(a, who), how);
        access::note(a.accounts, a.at.occasion_of(who.account), "report", done.rows.back().row_id,
                     "done");
        return {.body =
                    record::report_json(told, done, how, record::title_of(to, names, done.target))};
      },
      r);
}

reply decide(acting const& a) {
  auto const who = a.at.admit(access::deed::review);
  auto const asked = decision_in(a.asked);
  auto in = a.with.open();
  auto const done = decided(in, a.id, asked, signed_by(a, who));
  access::note(a.accounts, a.at.occasion_of(who.account), "review " + asked.name, done.proposal,
               "done");
  auto const* what = asked.name == "accept" ? "accepted"
                     : asked.name == "edit" ? "edited"
                                            : "rejected";
  return {.body = record::decision_json(done, what)};
}

reply show_proposals(acting const& a) {
  query{a.asked}.finish();
  auto const from = a.with.open();
  return {.body = proposals_answer(from, a.with.today(), may_review(a))};
}

reply show_proposal(acting const& a) {
  query q{a.asked};
  auto const view = all_worlds_of(q, a.with.today());
  q.finish();
  auto const from = a.with.open();
  return {.body = proposal_answer(from, a.id, view, may_review(a))};
}

reply show_audit(acting const& a) {
  a.at.admit_reading({access::deed::audit});
  query q{a.asked};
  auto const limit = q.limit(100);
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  auto const before = static_cast<std::int64_t>(q.whole("cursor", 1, kMost, 0));
  access::audit_question const asked{q.one("by"), limit + 1, before};
  q.finish();
  auto all = access::audit_entries(a.accounts, asked);
  reply out;
  if (all.size() > limit) {
    all.resize(limit);
    auto const next = target_with(a.asked, "cursor", std::to_string(all.back().number));
    out.headers.emplace_back("Link", "<" + next + ">; rel=\"next\"");
  }
  out.body = access::audit_json(all);
  return out;
}

}  // namespace karwan::serve
