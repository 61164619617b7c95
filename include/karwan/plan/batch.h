#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "karwan/base/sheet.h"
#include "karwan/base/watch.h"
#include "karwan/plan/planner.h"

// Many shipments at once: a table of questions in, a table of journeys out (docs/batch.md).
namespace karwan::plan {

struct shipment {
  std::size_t line{0};  // of the table
  std::string id;       // as the table has it; may be empty
  asked what;
  std::string key;  // changes with all that its answer depends on; batch_run sets it
};

// Columns `from` and `to` and, where they are there, those of docs/batch.md. A blank cell asks what
// `common` asks. Faults are added: a column that is missing, unknown or there twice; no rows.
std::vector<shipment> read_shipments(sheet const&, asked const& common,
                                     std::vector<sheet_fault>& faults);

enum class batch_form : std::uint8_t { csv, json };

// Which journeys of an answer are told: all of them, or those that are best in something.
enum class batch_rows : std::uint8_t { all, best };

struct batch_options {
  day today{};
  batch_rows rows{batch_rows::all};
  batch_form form{batch_form::csv};
  unsigned jobs{1};
};

struct batch_answer {
  std::variant<answer, error> is;
  std::string text;  // its rows of the table, or its line of JSON, each with a line end
};

// One run over a table. The record is opened once per job, each time by `open`, and read in one
// state.
class batch_run {
 public:
  // Throws failure: what `open` throws; unavailable where the record changes meanwhile.
  batch_run(std::function<record::store()> const& open, batch_options const&,
            std::vector<shipment>);
  ~batch_run();

  std::span<shipment const> shipments() const;
  batch_form form() const;

  // How much of an earlier output of the same run can stay: whole answers from its beginning.
  struct kept {
    std::size_t shipments{0};
    std::size_t bytes{0};  // of that output, the header included
  };
  // Error conflict where the output is of another table, other options or another state of the
  // record.
  result<kept> resume(std::string_view output) const;

  // Answers from the first-th shipment on go to `tell` block by block, in the order of the table.
  // They do not depend on the number of jobs. Throws what is no fault of a single shipment, and
  // failure (unavailable) where the watch is left. Its steps are the shipments.
  void run(std::size_t first, std::function<void(std::span<batch_answer const>)> const& tell,
           watch const& = {});

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

std::string batch_header();  // of the form csv, with its line end

}  // namespace karwan::plan
