#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "karwan/base/error.h"
#include "karwan/record/names.h"
#include "karwan/record/store.h"

// An Atom feed (RFC 4287) of changes of the record.
namespace karwan::exchange {

struct feed_options {
  std::size_t acts{100};                    // the latest ones
  std::string authority{"karwan.invalid"};  // of its tag: URIs (RFC 4151): a domain of the owner
  std::string self;                         // where it is served; empty: nowhere
};

// Where readers find a server: its address without a slash at the end, and the domain in it.
struct public_place {
  std::string url, domain;
};
// Of an address as https://karwan.example.org or http://example.org:8080/karwan. Error bad_input.
result<public_place> read_public_url(std::string_view);

// One entry per act and entity, the latest first; an act on more than 25 entities (the load of a
// pack) is one entry. `updated` is when it was recorded.
std::string changes_atom(record::store const&, record::name_index const&, feed_options const&);

}  // namespace karwan::exchange
