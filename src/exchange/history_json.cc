#include "exchange/history_json.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "karwan/base/text.h"

namespace karwan::exchange {
namespace {

namespace json = boost::json;
using record::statement_status;

tl::unexpected<error> bad_member(std::string_view key, std::string_view what) {
  return fail(error_kind::bad_data, fmt::format("{} is not {}", in_quotes(key), what),
              std::string{key}, "Keep it as the export has it");
}

// The head is JSON already; it is written as it stands.
void write_value(json_writer& w, json::value const& v) {
  switch (v.kind()) {
    case json::kind::object:
      w.open_object();
      for (auto const& [key, member] : v.get_object()) {
        w.key(key);
        write_value(w, member);
      }
      w.close_object();
      break;
    case json::kind::array:
      w.open_array();
      for (auto const& item : v.get_array()) {
        write_value(w, item);
      }
      w.close_array();
      break;
    case json::kind::string:
      w.text(v.get_string());
      break;
    case json::kind::int64:
      w.integer(v.get_int64());
      break;
    case json::kind::uint64:
      w.integer(static_cast<std::int64_t>(v.get_uint64()));
      break;
    case json::kind::double_:
      w.number(v.get_double(), 9);
      break;
    case json::kind::bool_:
      w.boolean(v.get_bool());
      break;
    case json::kind::null:
      w.null();
      break;
  }
}

result<record::descriptor_parts> read_parts(json::object const& o) {
  record::descriptor_parts out;
  auto const* head = o.if_contains("head");
  auto const* columns = o.if_contains("columns");
  if (head == nullptr || !head->is_object()) {
    return bad_member("head", "an object");
  }
  if (columns == nullptr || !columns->is_object()) {
    return bad_member("columns", "an object");
  }
  out.head = json::serialize(*head);
  for (auto const& [table, names] : columns->get_object()) {
    auto& [name, list] = out.columns.emplace_back();
    name = table;
    if (!names.is_array()) {
      return bad_member("columns", "lists of names");
    }
    for (auto const& n : names.get_array()) {
      if (!n.is_string()) {
        return bad_member("columns", "lists of names");
      }
      list.emplace_back(n.get_string());
    }
  }
  return out;
}

}  // namespace

result<std::string> text_member(json::object const& o, std::string_view key) {
  auto const* v = o.if_contains(key);
  if (v == nullptr || !v->is_string()) {
    return bad_member(key, "text");
  }
  return std::string{v->get_string()};
}

result<std::int64_t> number_member(json::object const& o, std::string_view key) {
  auto const* v = o.if_contains(key);
  if (v == nullptr || !v->is_int64()) {
    return bad_member(key, "a whole number");
  }
  return v->get_int64();
}

result<instant> time_member(json::object const& o, std::string_view key) {
  auto const text = text_member(o, key);
  auto const t = text ? parse_instant(*text) : tl::unexpected{text.error()};
  if (!t) {
    return bad_member(key, "a moment, for example 2025-06-16T08:30:00Z");
  }
  return *t;
}

void write_act(json_writer& w, record::history_act const& a) {
  w.key("act").integer(a.number).key("what").text(a.what).key("at").text(to_string(a.at));
  w.key("by").text(a.by).key("pack").text(a.pack);
}

result<record::history_act> read_act(json::object const& o) {
  record::history_act a;
  auto const number = number_member(o, "act");
  auto const at = time_member(o, "at");
  for (auto const& [key, to] : {std::pair{"what", &a.what}, {"by", &a.by}, {"pack", &a.pack}}) {
    auto text = text_member(o, key);
    if (!text) {
      return tl::unexpected{text.error()};
    }
    *to = std::move(*text);
  }
  if (!number || !at) {
    return tl::unexpected{number ? at.error() : number.error()};
  }
  a.number = *number;
  a.at = *at;
  return a;
}

void write_load(json_writer& w, record::history_load const& l) {
  auto const parts = record::split_descriptor(l.descriptor);
  w.key("load").integer(l.act).key("pack").text(l.pack).key("version").text(l.version);
  w.key("created").text(to_string(l.created)).key("digest").text(l.digest).key("head");
  write_value(w, json::parse(parts.head));
  w.key("columns").open_object();
  for (auto const& [table, columns] : parts.columns) {
    w.key(table).open_array();
    for (auto const& c : columns) {
      w.text(c);
    }
    w.close_array();
  }
  w.close_object();
}

result<record::history_load> read_load(json::object const& o) {
  record::history_load l;
  auto const act = number_member(o, "load");
  auto const created = time_member(o, "created");
  for (auto const& [key, to] :
       {std::pair{"pack", &l.pack}, {"version", &l.version}, {"digest", &l.digest}}) {
    auto text = text_member(o, key);
    if (!text) {
      return tl::unexpected{text.error()};
    }
    *to = std::move(*text);
  }
  auto const parts = read_parts(o);
  if (!act || !created || !parts) {
    return tl::unexpected{!act ? act.error() : !created ? created.error() : parts.error()};
  }
  auto descriptor = record::join_descriptor(*parts);
  if (!descriptor) {
    return tl::unexpected{std::move(descriptor.error())};
  }
  l.act = *act;
  l.created = *created;
  l.descriptor = std::move(*descriptor);
  return l;
}

void write_changes(json_writer& w, record::history_statement const& s) {
  w.open_array();
  if (s.proposed) {
    w.open_object().key("status").text("proposed").close_object();
  }
  for (auto const& c : s.changes) {
    w.open_object().key("status").text(record::name_of(c.status)).key("at").text(to_string(c.at));
    w.key("reason").text(c.reason).key("act").integer(c.act).close_object();
  }
  w.close_array();
}

status read_changes(json::value const& v, record::history_statement& into) {
  if (!v.is_array()) {
    return bad_member("history", "a list of changes");
  }
  for (auto const& item : v.get_array()) {
    if (!item.is_object()) {
      return bad_member("history", "a list of changes");
    }
    auto const& o = item.get_object();
    auto const text = text_member(o, "status");
    auto const became = text ? record::status_named(*text) : std::nullopt;
    if (!became) {
      return bad_member("status", "accepted, proposed, rejected or retracted");
    }
    if (*became == statement_status::proposed) {
      into.proposed = true;
      continue;
    }
    auto const at = time_member(o, "at");
    auto const reason = text_member(o, "reason");
    auto const act = number_member(o, "act");
    if (!at || !reason || !act) {
      return tl::unexpected{!at ? at.error() : !reason ? reason.error() : act.error()};
    }
    into.changes.push_back({*became, *at, *reason, *act});
  }
  return {};
}

}  // namespace karwan::exchange
