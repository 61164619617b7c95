#pragma once

#include <string>

#include "karwan/ingest/intake.h"

namespace karwan::exe {

std::string ingest_text(ingest::ingest_report const&, ingest::text_model const&);

}  // namespace karwan::exe
