#include <CLI/CLI.hpp>

#include "exe/commands.h"

namespace karwan::exe {

void add_ingest(CLI::App& app) {
  auto& sub = *app.add_subcommand("ingest", "Read documents: what they state, with its place");
  sub.require_subcommand(1);
  add_ingest_eval(sub);
}

}  // namespace karwan::exe
