#pragma once

#include <vector>

#include "karwan/plan/question.h"

namespace karwan::plan {

struct real_case {
  char const* name;
  asked question;
};

inline std::vector<real_case> real_cases() {
  auto const lane = [](char const* from, char const* to, char const* product, char const* depart) {
    asked a;
    a.from = from;
    a.to = to;
    a.product = product;
    a.depart = depart;
    return a;
  };
  std::vector<real_case> out{
      {"mangoes in June", lane("multan", "almaty", "mango", "2025-06-16")},
      {"mangoes in December", lane("multan", "almaty", "mango", "2025-12-01")},
      {"wheat", lane("kostanay", "karachi", "wheat", "2026-11-23")},
      {"instruments", lane("sialkot", "astana", "surgical instruments", "2026-11-23")},
      {"textiles", lane("karachi", "baku", "cotton fabrics", "2024-08-01")},
      {"a container", lane("almaty", "mombasa", "", "2026-04-10")},
  };
  out[2].question.tonnes = "1000";
  out[2].question.unit = "wagon";
  out[3].question.tonnes = "0.5";
  out[5].question.unit = "feu";
  return out;
}

inline day real_today() {
  return std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};
}

}  // namespace karwan::plan
