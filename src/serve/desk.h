#pragma once

#include <functional>
#include <memory>
#include <string>

#include "karwan/plan/planner.h"
#include "karwan/serve/app.h"
#include "serve/reading.h"

namespace karwan::serve {

// What one thread answers from: its own view of the record, and what was made of it, kept until the
// record changes.
struct desk {
  explicit desk(app_options);

  app_options options;
  record::store record;
  plan::planner planner;

  reading const& now();  // read again where the record has changed
  day today() const { return options.today(); }

 private:
  std::unique_ptr<reading> reading_;
};

}  // namespace karwan::serve
