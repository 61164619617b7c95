#pragma once

#include <string>

#include "karwan/ingest/intake.h"

namespace karwan::exe {

std::string ingest_text(ingest::ingest_report const&, ingest::document_reading const&);

}  // namespace karwan::exe
