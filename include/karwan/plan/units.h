#pragma once

// Amounts of an answer are whole seconds, cents, grams and metres; people read larger units.
namespace karwan::plan {

inline constexpr double kSecondsPerHour = 3600;
inline constexpr double kSecondsPerDay = 86400;
inline constexpr double kCentsPerUsd = 100;
inline constexpr double kGramsPerKg = 1000;
inline constexpr double kMetresPerKm = 1000;

}  // namespace karwan::plan
