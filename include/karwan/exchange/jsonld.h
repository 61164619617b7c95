#pragma once

#include "karwan/exchange/transfer.h"

// JSON-LD 1.1 (docs/exchange.md): one document, one entity a line. Every value is a node, an
// rdf:Statement with what it was derived from; terms of schema.org, PROV-O and Dublin Core where
// they fit, our own elsewhere.
namespace karwan::exchange {

export_report write_jsonld(record::store const&, cut const&, text_sink const&);

// All or nothing (record::history_import), in the form that write_jsonld gives, however it is
// indented and its members are ordered; one entity is in memory at a time. A fault names the line
// where the entity begins and points at the statement. Throws failure (bad_data) where the file is
// no such document at all.
record::history_report read_jsonld(record::store&, std::istream&, import_watch const&);

}  // namespace karwan::exchange
