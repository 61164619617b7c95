#include "karwan/access/audit.h"

#include "access/registry_impl.h"

namespace karwan::access {

void note(registry& r, occasion const& when, std::string_view act, std::string_view object,
          std::string_view outcome) {
  record::query{r.in().db,
                "INSERT INTO audit(at, by, address, act, object, outcome) VALUES (?, ?, ?, ?, ?, "
                "?)"}
      .bind(seconds_of(when.at), std::string_view{when.by}, std::string_view{when.address}, act,
            object, outcome)
      .run();
}

std::vector<audit_entry> audit_entries(registry const& r, audit_question const& asked) {
  record::query q{r.in().db,
                  "SELECT number, at, by, address, act, object, outcome FROM audit "
                  "WHERE (?1 = '' OR by = ?1) AND (?3 = 0 OR number < ?3) "
                  "ORDER BY number DESC LIMIT ?2"};
  q.bind(std::string_view{asked.by}, static_cast<std::int64_t>(asked.limit), asked.before);
  std::vector<audit_entry> out;
  while (q.step()) {
    auto const text = [&](int i) { return std::string{q.text(i)}; };
    out.push_back(
        {q.integer(0), {instant_of(q.integer(1)), text(2), text(3)}, text(4), text(5), text(6)});
  }
  return out;
}

}  // namespace karwan::access
