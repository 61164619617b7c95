#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/record/names.h"

// Trade by product from the files that statistical offices and CEPII publish, as a pack to load
// (docs/trade.md). Files are read row by row: memory does not grow with them, only with the number
// of countries and products.
namespace karwan::exchange {

enum class trade_form { comtrade, baci, unctad, wits };
std::optional<trade_form> trade_form_named(std::string_view) noexcept;
std::string_view name_of(trade_form) noexcept;

struct trade_import_options {
  trade_form form{trade_form::baci};
  // Entities of countries: flows among these are kept, and what each trades with the world. Empty:
  // every flow is kept.
  std::vector<std::string> countries{};
  bool all_partners{false};  // also flows of these with others
  // The files hold every pair of the world, so that sums over them are the world's: always so of
  // BACI. Else only totals that the files state are told.
  bool whole_world{false};
  std::string pack{};  // its name
  day created{};
};

struct trade_fault {
  std::string file{};
  std::size_t line{0};  // 1 is the header
  std::string column{};
  std::string text{};
  std::string remedy{};
};

struct trade_import {
  std::size_t rows{0};    // read, of all files
  std::size_t flows{0};   // written as they are
  std::size_t totals{0};  // written as sums
  std::size_t countries{0}, areas{0};
  std::map<std::string, std::size_t> left_out{};  // rows by reason
  std::vector<trade_fault> faults{};              // not empty: nothing was written
  std::size_t faults_in_all{0};
};

inline constexpr std::size_t kMostTradeFaults = 100;

using trade_progress = std::function<void(std::size_t rows)>;

// Reads the files one after the other and writes a pack into the folder. Names of countries are
// those of the record. Throws failure: bad_input (no such file), unavailable (the disk).
trade_import import_trade(std::vector<std::filesystem::path> const& files,
                          record::name_index const&, trade_import_options const&,
                          std::filesystem::path const& folder, trade_progress const& = {});

// A row of any form, as it is meant.
struct trade_line {
  std::string reporter{}, partner{};  // codes as the file has them
  bool exports{true};                 // from the reporter's side
  std::string classification{};       // hs, sitc, total
  std::string code{};                 // digits; blank: all goods
  std::string product{};              // its name, where the file has it
  int year{0}, month{0};              // month 0: the year
  double usd{0};
};

// Reads one form record by record. Total: any bytes give lines and faults.
class trade_reader {
 public:
  trade_reader(std::istream&, trade_form);
  ~trade_reader();
  trade_reader(trade_reader const&) = delete;
  trade_reader& operator=(trade_reader const&) = delete;

  enum class found { line, left_out, fault, end };
  // The next row: into `line`, or why it is left out, or what is wrong with it.
  found next(trade_line&);
  std::string const& why() const noexcept;    // it was left out
  trade_fault const& fault() const noexcept;  // what is wrong; a fault in the header ends it
  std::size_t at_line() const noexcept;

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace karwan::exchange
