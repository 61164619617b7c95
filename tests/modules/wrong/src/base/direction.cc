#include "karwan/record/store.h"  // to the right of base: a fault
