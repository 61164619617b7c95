#pragma once

#include <optional>
#include <vector>

#include "karwan/trade/ppml.h"

namespace karwan::bench {

struct glm_answer {
  std::vector<double> coefficients;  // of the regressors
  double cpu_ms{0};                  // of glm alone, by R's own clock
};

// R's glm (quasipoisson, a dummy per group of each fixed effect) in a process
// of its own, on the same rows. Nothing where there is no Rscript.
std::optional<glm_answer> run_glm(trade::regression const&);

}  // namespace karwan::bench
