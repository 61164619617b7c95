#include "relations/write.h"

namespace karwan::relations {

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
