#pragma once

#include <span>

#include "karwan/record/dictionary.h"

// The parts of the dictionary; dictionary.cc joins them in this order.
namespace karwan::record {

// What a cooperation is about.
inline constexpr auto kSectors =
    "politics|trade|transport|investment|education|culture|media|sports|tourism|visa|defence|"
    "energy|agriculture|health|digital";

std::span<table const> network_tables();    // what journeys are planned on
std::span<table const> relations_tables();  // what was agreed, promised, traded, and is required
std::span<table const> ties_tables();       // who works with whom, who wants what
std::span<table const> rules_tables();      // what must be known before one sets out
std::span<table const> effects_tables();    // what promises and closures would change
std::span<table const> directory_tables();  // who offers and seeks what, and how to reach them

}  // namespace karwan::record
