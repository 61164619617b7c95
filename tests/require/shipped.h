#pragma once

#include <memory>

#include "karwan/plan/planner.h"
#include "karwan/record/names.h"
#include "tests/shipped_record.h"

namespace karwan::require {

// The record of the shipped pack, with a day to look from.
class shipped {
 public:
  static shipped& pack() {
    static shipped one;
    return one;
  }
  static day today() {
    using namespace std::chrono;
    return sys_days{year{2026} / 11 / 23};
  }

 private:
  shipped() {
    view.as_of = today();
    names = std::make_unique<record::name_index>(record, view);
    planner = std::make_unique<plan::planner>(record);
  }

 public:
  record::store const& record{shipped_record()};
  record::view_spec view;
  std::unique_ptr<record::name_index> names;
  std::unique_ptr<plan::planner> planner;
};

}  // namespace karwan::require
