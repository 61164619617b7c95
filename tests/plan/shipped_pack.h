#pragma once

#include "tests/shipped_record.h"

namespace karwan::plan {

struct shipped_pack {
  static record::store const& record() { return shipped_record(); }
};

}  // namespace karwan::plan
