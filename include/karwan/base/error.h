#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace karwan {

// What went wrong, for exit status, HTTP status and problem+json alike.
enum class error_kind {
  bad_input,    // the question is wrong: an unknown place, a date that does not exist
  bad_data,     // a pack, database or file is wrong or too new
  not_found,    // what was asked for does not exist
  conflict,     // the state refuses it: already retracted, a second writer
  unavailable,  // disk full, read-only, busy
  internal,     // a fault of ours
};
std::string_view name_of(error_kind) noexcept;

// `place` names file, row and field (or the option) at fault; `remedy` says what to do.
struct error {
  error_kind kind{error_kind::internal};
  std::string text;
  std::string place{};
  std::string remedy{};

  // "place: text. remedy"
  std::string sentence() const;
};

template <typename T>
using result = tl::expected<T, error>;
using status = tl::expected<void, error>;

inline tl::unexpected<error> fail(error_kind kind, std::string text, std::string place = {},
                                  std::string remedy = {}) {
  return tl::unexpected<error>{error{kind, std::move(text), std::move(place), std::move(remedy)}};
}

// Thrown where an error ends a request or a run; caught once, in main or in the server.
struct failure : std::runtime_error {
  explicit failure(error e) : std::runtime_error{e.sentence()}, what_failed{std::move(e)} {}
  error what_failed;
};

[[noreturn]] inline void refuse(error_kind kind, std::string text, std::string place,
                                std::string remedy) {
  throw failure{{kind, std::move(text), std::move(place), std::move(remedy)}};
}

// The value, or the error thrown as a failure.
template <typename T>
T value_or_throw(result<T>&& r) {
  if (!r) {
    throw failure{std::move(r.error())};
  }
  return std::move(*r);
}

}  // namespace karwan
