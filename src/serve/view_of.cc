#include "serve/view_of.h"

namespace karwan::serve {

record::view_spec view_of(query& q, day today) {
  record::view_spec view;
  view.as_of = q.day_of("as_of").value_or(today);
  q.look_back(view);
  return view;
}

record::view_spec all_worlds_of(query& q, day today) {
  auto view = view_of(q, today);
  view.all_worlds = true;
  return view;
}

}  // namespace karwan::serve
