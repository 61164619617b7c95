#include <boost/json/parse.hpp>

#include "karwan/record/pack.h"
#include "record/stored_pack.h"

namespace karwan::record {
namespace {

std::string member(boost::json::value const& descriptor, char const* name) {
  auto const* object = descriptor.if_object();
  auto const* value = object == nullptr ? nullptr : object->if_contains(name);
  return value != nullptr && value->is_string() ? std::string{value->get_string()} : std::string{};
}

std::vector<std::string> texts(boost::json::value const& descriptor, char const* name) {
  auto const* object = descriptor.if_object();
  auto const* value = object == nullptr ? nullptr : object->if_contains(name);
  std::vector<std::string> out;
  if (value != nullptr && value->is_array()) {
    for (auto const& each : value->get_array()) {
      if (each.is_string()) {
        out.emplace_back(each.get_string());
      }
    }
  }
  return out;
}

}  // namespace

std::vector<pack_identity> loaded_packs(store const& from) {
  auto& s = store_access::of(from);
  std::vector<pack_identity> out;
  for (auto const& name : pack_names(s)) {
    if (auto const load = find_last_load(s, name)) {
      boost::json::error_code unreadable;  // gives null: nothing is known
      auto const descriptor = boost::json::parse(load->descriptor, unreadable);
      out.push_back({load->name, load->version, member(descriptor, "title"),
                     member(descriptor, "created"), texts(descriptor, "pair")});
    }
  }
  return out;
}

}  // namespace karwan::record
