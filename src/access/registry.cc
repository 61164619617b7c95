#include "karwan/access/registry.h"

#include "access/registry_impl.h"
#include "access/schema.h"

namespace karwan::access {

registry::impl::impl(std::filesystem::path const& file, rules const& r)
    : is{r}, db{file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, "file of accounts"} {
  // What was answered is on the disk; a second writer waits a while.
  db.run(
      "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
      "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF");
  ready_schema(db);
}

std::string const& registry::impl::decoy() {
  if (decoy_.empty()) {
    decoy_ = hash_password("nobody has this password", is.cost);
  }
  return decoy_;
}

result<registry> registry::open(std::filesystem::path const& file, mode how, rules const& r) {
  return record::as_result([&]() -> result<registry> {
    if (how == mode::create) {
      make_file(file);
    } else if (!std::filesystem::exists(file)) {
      return fail(error_kind::not_found, "there are no accounts here", file.string(),
                  "karwan user add NAME --role admin makes the first");
    }
    check_mode(file);
    return registry{std::make_unique<impl>(file, r)};
  });
}

registry::registry(std::unique_ptr<impl> i) : impl_{std::move(i)} {}
registry::registry(registry&&) noexcept = default;
registry& registry::operator=(registry&&) noexcept = default;
registry::~registry() = default;

std::filesystem::path registry_file(std::filesystem::path const& record) {
  return record.string() + ".access";
}

}  // namespace karwan::access
