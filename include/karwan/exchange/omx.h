#pragma once

#include <string>

#include "karwan/plan/matrix.h"

// Matrices in the form that transport models exchange.
namespace karwan::exchange {

// An OMX file, version 0.2: one matrix of doubles a column under /data, NaN (which its attribute NA
// declares) where no way leads, and under /lookup the ids and names of the places in the order of
// rows and columns, and their numbers from 1. The same matrix gives the same bytes. Throws failure
// (unavailable) where the HDF5 library is not installed.
std::string to_omx(plan::matrix const&);

}  // namespace karwan::exchange
