#include <algorithm>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include "exchange/history_json.h"
#include "exchange/json_stream.h"
#include "exchange/statement_id.h"
#include "karwan/base/text.h"
#include "karwan/exchange/jsonld.h"

namespace karwan::exchange {
namespace {

namespace json = boost::json;
using record::history_statement;

constexpr std::size_t kProgressEntities = 1000;

// The text after a prefix, as in entity:almaty; nullopt: it has another.
std::optional<std::string> after(std::string_view prefix, std::string_view text) {
  return text.starts_with(prefix) ? std::optional{std::string{text.substr(prefix.size())}}
                                  : std::nullopt;
}

class jsonld_reader {
 public:
  jsonld_reader(record::store& to, std::istream& in, import_watch const& watch)
      : items_{in, "@graph"}, watch_{watch}, import_{to, watch.fault} {}

  record::history_report run() {
    std::string item;
    std::size_t n = 0;
    while (items_.next(item)) {
      place_ = fmt::format("line {}", items_.line());
      read_item(item);
      if (++n % kProgressEntities == 0 && watch_.progress) {
        watch_.progress(items_.bytes(), statements_);
      }
    }
    if (!items_.fault().empty()) {
      if (n == 0) {
        throw failure{{error_kind::bad_data, items_.fault(), fmt::format("line {}", items_.line()),
                       "Only what karwan export jsonld wrote can be read back"}};
      }
      place_ = fmt::format("line {}", items_.line());
      fault({}, items_.fault(), "Write the document as the export has it");
    }
    return import_.finish();
  }

 private:
  void fault(std::string_view column, std::string text, std::string remedy) {
    ++faults_;
    import_.fault({place_, std::string{column}, std::move(text), std::move(remedy)});
  }

  void read_item(std::string const& text) {
    json::error_code code;
    auto const v = json::parse(text, code);
    if (code || !v.is_object()) {
      return fault({}, in_quotes(text) + " is not a JSON object", "Mend it");
    }
    auto const& o = v.get_object();
    auto const id = text_member(o, "id").value_or("");
    if (id.starts_with("act_node:")) {
      auto const a = read_act(o);
      if (a) {
        authors_[a->number] = a->by;
      }
      take(a);
    } else if (id.starts_with("load_node:")) {
      take(read_load(o));
    } else if (auto const entity = after("entity:", id)) {
      read_entity(*entity, o);
    } else {
      fault("id", in_quotes(id) + " is neither an entity nor an act nor a load",
            "Write entity: and the entity's id");
    }
  }

  template <typename T>
  void take(result<T> const& read) {
    if (read) {
      import_.add(*read, place_);
    } else {
      fault(read.error().place, read.error().text, read.error().remedy);
    }
  }

  void read_entity(std::string const& entity, json::object const& o) {
    auto const* all = o.if_contains("statements");
    if (all == nullptr || !all->is_array()) {
      return fault("statements", "the entity has no list of statements", "Leave the entity out");
    }
    auto const line = place_;
    std::size_t i = 0;
    for (auto const& s : all->get_array()) {
      place_ = fmt::format("{}, statement {}", line, ++i);
      ++statements_;
      if (s.is_object()) {
        read_statement(entity, s.get_object());
      } else {
        fault({}, "it is not an object", "Write the statement as the export has it");
      }
    }
  }

  void read_statement(std::string const& entity, json::object const& o) {
    auto const before = faults_;
    auto const property = text(o, "property");
    auto const p = property_named(property);
    if (!p) {
      return fault("property", "the dictionary has no " + in_quotes(property),
                   "Write table.column as docs/pack.md has them");
    }
    history_statement s;
    s.property = *p;
    s.entity = entity;
    if (auto const id = after("statement:", text(o, "id")); !id || !read_id(*id, s)) {
      fault("id", in_quotes(text(o, "id")) + " is no id of a statement of this property",
            "Write statement:ROW.COLUMN, and ~2, ~3 for what came later");
    }
    s.value = text(o, "value");
    s.pack = text(o, "pack");
    s.version = number(o, "row_version");
    read_shared(o, s);
    read_correction(o, s);
    s.recorded_at = moment(o, "recorded_at");
    s.row_since = moment(o, "row_since");
    s.row_act = number(o, "row_act");
    s.act = act_of(o);
    check_words(o, s);
    if (auto const* changes = o.if_contains("history")) {
      if (auto const ok = read_changes(*changes, s); !ok) {
        fault("history", ok.error().text, ok.error().remedy);
      }
    }
    if (faults_ == before) {
      import_.add(s, place_);
    } else {
      import_.add_dubious(s);
    }
  }

  void read_shared(json::object const& o, history_statement& s) {
    for (std::size_t i = 0; i < record::kSharedColumns; ++i) {
      auto const& c = record::common_columns()[i];
      auto const name = c.name == "recorded_at" ? std::string_view{"row_recorded_at"} : c.name;
      auto const* v = o.if_contains(name);
      if (v == nullptr) {
        continue;
      }
      auto value = text(o, name);
      if (!c.ref.empty()) {
        auto const id = after("entity:", value);
        if (!id) {
          fault(name, in_quotes(value) + " is not an entity", "Write entity: and its id");
        }
        value = id.value_or("");
      }
      s.shared[i] = std::move(value);
    }
  }

  void read_correction(json::object const& o, history_statement& s) {
    if (!o.contains("corrects")) {
      return;
    }
    history_statement old;
    old.property = s.property;
    auto const id = after("statement:", text(o, "corrects"));
    if (!id || !read_id(*id, old) || old.row_id != s.row_id) {
      fault("corrects", "it is no earlier statement of the same cell",
            "Keep it as the export has it");
    }
    s.corrects = old.seq;
  }

  std::int64_t act_of(json::object const& o) {
    auto const id = after("act_node:", text(o, "generated_by"));
    std::int64_t out = 0;
    auto const digits = id.value_or("");
    auto const [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    if (!id || code != std::errc{} || end != digits.data() + digits.size()) {
      fault("generated_by", "it is not an act", "Write act_node: and its number");
    }
    return out;
  }

  // What is said for people must not say otherwise.
  void check_words(json::object const& o, history_statement const& s) {
    auto const wanted = record::column_of(s.property).unit;
    if (o.contains("unit") && text(o, "unit") != wanted) {
      fault("unit", fmt::format("the unit is {}", in_quotes(wanted)),
            "Convert the value, or keep the unit");
    }
    auto const author = authors_.find(s.act);
    if (o.contains("recorded_by") && author != authors_.end() &&
        text(o, "recorded_by") != author->second) {
      fault("recorded_by", fmt::format("act {} is by {}", s.act, in_quotes(author->second)),
            "Who recorded a statement is said by its act");
    }
  }

  template <typename T>
  T or_fault(result<T> const& read) {
    if (!read) {
      fault(read.error().place, read.error().text, read.error().remedy);
      return {};
    }
    return *read;
  }
  std::string text(json::object const& o, std::string_view key) {
    return or_fault(text_member(o, key));
  }
  std::int64_t number(json::object const& o, std::string_view key) {
    return or_fault(number_member(o, key));
  }
  instant moment(json::object const& o, std::string_view key) {
    return or_fault(time_member(o, key));
  }

  json_stream items_;
  import_watch const& watch_;
  record::history_import import_;
  std::string place_;
  std::size_t statements_{0}, faults_{0};
  std::unordered_map<std::int64_t, std::string> authors_;
};

}  // namespace

record::history_report read_jsonld(record::store& to, std::istream& in, import_watch const& watch) {
  return jsonld_reader{to, in, watch}.run();
}

}  // namespace karwan::exchange
