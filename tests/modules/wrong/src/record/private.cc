#include <vector>

#include "base/detail.h"  // private to base: a fault
#include "karwan/base/date.h"
#include "record/sql.h"
