#pragma once

#include <string>
#include <vector>

#include "karwan/impact/impact.h"
#include "karwan/record/store.h"

// What goods pay at the border of the country where they go, where the worlds compared change it.
namespace karwan::impact {

class duties {
 public:
  duties(record::store const&, record::view_spec const&);

  // Of two views whose worlds are resolved: is there a duty in a world that one alone has?
  bool differ(record::view_spec const&, record::view_spec const&) const;

 private:
  std::vector<std::string> worlds_;  // that hold duties
};

struct taxed {
  std::string country, origin;  // levies the duty; of the goods: entities
  std::string code;             // HS
};

// nullopt where either is not known, or both are the same.
std::optional<duty_change> change_of_duty(record::store const&, record::view_spec const& without,
                                          record::view_spec const& with, taxed const&);

}  // namespace karwan::impact
