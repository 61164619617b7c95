#include "relations/write.h"

namespace karwan::relations {

void write_if(json_writer& w, std::string_view key, std::string_view value) {
  if (!value.empty()) {
    w.key(key).text(value);
  }
}

void write_list(json_writer& w, std::string_view key, std::vector<std::string> const& items) {
  w.key(key).open_array();
  for (auto const& i : items) {
    w.text(i);
  }
  w.close_array();
}

void write_name(json_writer& w, record::answer_writer& a, std::string const& entity) {
  w.open_object();
  w.key("id").text(entity);
  w.key("name").text(a.title(entity));
  w.close_object();
}

void write_named(json_writer& w, record::answer_writer& a, std::string_view key,
                 std::vector<std::string> const& entities) {
  w.key(key).open_array();
  for (auto const& e : entities) {
    write_name(w, a, e);
  }
  w.close_array();
}

}  // namespace karwan::relations
