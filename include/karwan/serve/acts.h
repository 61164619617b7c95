#pragma once

#include <filesystem>
#include <functional>

#include "karwan/access/registry.h"
#include "karwan/base/date.h"
#include "karwan/exchange/feed.h"
#include "karwan/record/store.h"
#include "karwan/serve/http.h"
#include "karwan/serve/limits.h"

// What needs an account: sessions, reports, decisions of review, the log of acts.
namespace karwan::serve {

struct act_options {
  std::function<record::store()> open;         // for writing
  std::function<access::registry()> accounts;  // asked again until it gives one
  std::function<instant()> now;
  std::function<day()> today;
  exchange::public_place place{};  // where readers find it; blank: at http:// and the header Host
  std::filesystem::path record{};  // its file, beside which the texts of documents are kept
};

// Answers acts one after the other, each when what it wrote is on the disk. For one thread; several
// may write one record.
handler make_acts(act_options);

// A pool of one thread for it, in which every answer is its own.
limits act_limits(limits);
// A pool for acts that read documents, which takes seconds; each of its threads has a handler.
limits document_limits(limits);

// May a body that comes there be a document? The target is that of a request line.
bool takes_document(std::string_view method, std::string_view target);

}  // namespace karwan::serve
