#include "karwan/require/instruments.h"
#include "serve/endpoints.h"
#include "serve/view_of.h"

namespace karwan::serve {

std::string instruments_endpoint::operator()(query& q) const {
  auto const instrument = q.one("instrument");
  auto const carriers = q.many("carrier");
  auto const accession = q.flag("accession");
  auto const view = view_of(q, today);
  q.finish();
  record::name_index const names{in.record, view};
  auto found =
      value_or_throw(require::find_instruments(in.record, names, view, instrument, carriers));
  if (accession) {
    found.accession = plan::find_accessions(in.record, view);
  }
  record::answer_writer answers{in.record, names};
  return require::to_json(found, in.record, answers);
}

}  // namespace karwan::serve
