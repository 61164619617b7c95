#include "karwan/require/instruments.h"
#include "serve/endpoints.h"
#include "serve/view_of.h"

namespace karwan::serve {

std::string instruments_endpoint::operator()(query& q) const {
  auto const instrument = q.one("instrument");
  auto const carriers = q.many("carrier");
  auto const view = view_of(q, today);
  q.finish();
  record::name_index const names{in.record, view};
  auto const found =
      value_or_throw(require::find_instruments(in.record, names, view, instrument, carriers));
  record::answer_writer answers{in.record, names};
  return require::to_json(found, in.record, answers);
}

}  // namespace karwan::serve
