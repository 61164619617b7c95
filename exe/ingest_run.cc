#include "exe/ingest_run.h"

#include <filesystem>

#include "exe/commands.h"
#include "exe/ingest_files.h"

namespace karwan::exe {

ingest::intake intake_of(ingest_command const& o) {
  auto const mode = o.dry_run ? record::store::mode::read : record::store::mode::write;
  return {open_store(o, mode),
          {.record = database_file(o),
           .view = view_of(o),
           .pack = o.pack,
           .dry_run = o.dry_run,
           .again = o.again,
           .keep_mentions = o.json}};
}

ingest::document_reading read_file(ingest::intake const& in, ingest_command const& o,
                                   std::string const& file) {
  ingest::document_details said{.title = o.title,
                                .publisher = o.publisher,
                                .url = o.url,
                                .language = o.language,
                                .published = o.published,
                                .reference = {},
                                .untitled = {}};
  if (!o.reference.empty()) {
    said.reference = day_option("--reference", o.reference);
  }
  said.untitled = file == "-" ? "Document of " + to_string(today_of(o))
                              : std::filesystem::path{file}.filename().string();
  try {
    return in.read(read_document_file(file), said);
  } catch (failure& f) {
    if (f.what_failed.place.empty()) {
      f.what_failed.place = file;
    }
    throw failure{std::move(f.what_failed)};
  }
}

}  // namespace karwan::exe
