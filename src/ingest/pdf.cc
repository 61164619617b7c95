#include "karwan/ingest/pdf.h"

#include <fmt/format.h>

#include "ingest/child.h"

namespace karwan::ingest {
namespace {

tl::unexpected<error> unread(std::string why, std::string remedy = "Save it as text or DOCX") {
  return fail(error_kind::bad_data, std::move(why), {}, std::move(remedy));
}

// What pdftotext means by its exit status.
tl::unexpected<error> refused(int status) {
  return status == kNotLimited
             ? fail(error_kind::unavailable, "the process that reads a PDF cannot be limited", {},
                    "Let the program call setrlimit (docs/deploy.md)")
         : status == 3 ? unread("the PDF forbids to copy its text")
         : status == 1
             ? unread("the PDF is damaged or encrypted", "Open it, and save it again unencrypted")
             : unread(fmt::format("pdftotext could not read the PDF (status {})", status));
}

}  // namespace

result<std::string> pdf_text(std::string_view bytes, pdf_limits const& limits) {
  auto const file = program_in_path(limits.program);
  if (file.empty()) {
    return fail(error_kind::unavailable,
                fmt::format("a PDF is read by {}, which is not there", limits.program), {},
                "Install it: apt-get install poppler-utils");
  }
  child_limits const allowed{limits.time, limits.memory, limits.text, limits.stop};
  auto done = run_child({file, "-q", "-enc", "UTF-8", "-nopgbrk", "-", "-"}, bytes, allowed);
  if (!done) {
    return tl::unexpected{done.error()};
  }
  switch (done->end) {
    case child_end::out_of_time:
      return unread(fmt::format("reading the PDF took more than {} ms", limits.time.count()));
    case child_end::stopped:
      return fail(error_kind::unavailable, "nobody waits for the PDF any more", {}, "Ask again");
    case child_end::too_much:
      return unread(fmt::format("the PDF has more than {} MB of text", limits.text >> 20U),
                    "Split it");
    case child_end::killed:
      return unread(fmt::format("reading the PDF took more than {} MB of memory, or broke down",
                                limits.memory >> 20U));
    case child_end::exited:
      break;
  }
  if (done->status != 0) {
    return refused(done->status);
  }
  if (done->out.find_first_not_of(" \t\r\n\f") == std::string::npos) {
    return unread("the PDF holds pictures and no letters",
                  "Have its letters recognised first, for example by ocrmypdf");
  }
  return std::move(done->out);
}

}  // namespace karwan::ingest
