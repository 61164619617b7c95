#pragma once

#include <span>

#include "karwan/record/dictionary.h"

// The two halves of the dictionary; dictionary.cc joins them in this order.
namespace karwan::record {

std::span<table const> network_tables();    // what journeys are planned on
std::span<table const> relations_tables();  // what was agreed, promised, traded, and is required

}  // namespace karwan::record
