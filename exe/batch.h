#pragma once

#include <string>

#include <CLI/App.hpp>

#include "exe/common.h"
#include "karwan/plan/batch.h"

// karwan plan --batch: many shipments of a table at once.
namespace karwan::exe {

struct batch_command {
  std::string file;         // the table; empty: there is no batch
  std::string out;          // empty: standard output
  std::string rows{"all"};  // all or best
  unsigned jobs{0};         // 0: one per core
};

void add_batch(CLI::App&, batch_command&);
void run_batch(common_options const&, batch_command const&, plan::asked const& common);

}  // namespace karwan::exe
