#pragma once

#include "karwan/base/json_writer.h"
#include "karwan/record/store.h"
#include "karwan/require/needs.h"

// Members of the answer in JSON.
namespace karwan::require {

inline constexpr int kDayDecimals = 1, kMoneyDecimals = 2, kShareDecimals = 4;

void write(json_writer&, named const&);  // {id, name}
void write(json_writer&, bounded<double> const&, int decimals);
void write(json_writer&, std::string_view key, std::vector<named> const&);
void write(json_writer&, std::string_view key, std::vector<std::string> const&);
void write_ids(json_writer&, record::store const&, std::vector<record::statement_ix> const&);
void write(json_writer&, step const&, std::size_t place, needs const& of, record::store const&);
void write(json_writer&, finding const&);
void write(json_writer&, landed const&, record::store const&);

}  // namespace karwan::require
