#pragma once

#include <string>

#include "karwan/ingest/intake.h"

namespace karwan::ingest {

// The schema `Ingested`, on one line, without a line end.
std::string report_json(record::store const&, record::view_spec const&, ingest_report const&,
                        document_reading const&);

}  // namespace karwan::ingest
