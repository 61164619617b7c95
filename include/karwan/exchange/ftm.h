#pragma once

#include "karwan/exchange/transfer.h"

// FollowTheMoney statements (docs/exchange.md): one line of CSV per value and source, sorted by
// entity. The columns of FollowTheMoney come first and hold what its model can say; columns
// karwan_* hold the rest, so that nothing is lost.
namespace karwan::exchange {

export_report write_ftm(record::store const&, cut const&, text_sink const&);

// All or nothing (record::history_import); one line is in memory at a time. A fault names the line.
// Throws failure (bad_data) where the file is no such export at all.
record::history_report read_ftm(record::store&, std::istream&, import_watch const&);

}  // namespace karwan::exchange
