#pragma once

#include "karwan/plan/question.h"
#include "serve/query.h"

// Parameters of all endpoints that plan; they fill what is asked.
namespace karwan::serve {

void read_goods(query&, plan::asked&);   // product, tonnes, value, unit
void read_means(query&, plan::asked&);   // modes, avoid
void read_dates(query&, plan::asked&);   // depart, as_of, known_at, published_by, without, scenario
void read_chance(query&, plan::asked&);  // draws, seed

}  // namespace karwan::serve
