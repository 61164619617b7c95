#include "exe/commands.h"
#include "exe/record_options.h"

namespace karwan::exe {

void add_record(CLI::App& app) {
  static record_options o;
  auto& record = *app.add_subcommand("record", "What is stated, by whom, and what contradicts it");
  record.require_subcommand(1);
  add_reading_acts(record, o);
  add_record_series(record);
  add_writing_acts(record, o);
  add_report_act(record);
}

}  // namespace karwan::exe
