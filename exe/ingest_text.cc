#include "exe/ingest_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace karwan::exe {
namespace {

constexpr std::size_t kWidth = 96;  // of the terminal, less an indent

// At most so many code points, on one line.
std::string one_line(std::string_view text, std::size_t most) {
  std::string out;
  std::size_t points = 0;
  for (auto const c : text) {
    auto const begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && points++ == most) {
      return out + "…";
    }
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string claim_lines(ingest::claim_proposal const& p, ingest::text_model const& text) {
  auto const& c = p.what;
  auto out =
      fmt::format("\n{:<10} {:<13} {:.2f}  {}{}{}\n", ingest::name_of(c.kind),
                  p.why_not.empty() ? ingest::name_of(p.stands) : "only shown", c.confidence,
                  value_of(c), c.value && c.when ? ", " : "", c.when ? to_string(*c.when) : "");
  out += fmt::format("  \"{}\"\n", one_line(text.written(c.tokens), kWidth - 6));
  out += fmt::format("  characters {}-{}, {}\n", c.begin, c.end, one_line(c.reason, kWidth - 30));
  if (!p.beside.empty()) {
    out += fmt::format("  beside {}{}{}\n", p.beside, p.next_stage.empty() ? "" : ", next stage ",
                       p.next_stage);
  }
  if (!p.why_not.empty()) {
    out += fmt::format("  not proposed: {}\n", one_line(p.why_not, kWidth - 18));
  }
  return out;
}

}  // namespace

std::string ingest_text(ingest::ingest_report const& r, ingest::document_reading const& read) {
  auto const& d = read.from;
  auto out = fmt::format("{}\n", d.title);
  out += fmt::format("  source      {}\n", r.source.empty() ? "none: a dry run" : r.source);
  out += fmt::format("  language    {}\n", d.language);
  out += fmt::format("  published   {}\n", d.published ? to_string(*d.published) : "not known");
  if (d.spoken) {
    out += fmt::format("  interview   {}\n", to_string(*d.spoken));
  }
  out += fmt::format("  relative dates are counted from {}\n",
                     read.reference ? to_string(*read.reference) : "nothing: give --reference");
  if (r.is_known && r.proposals.empty()) {
    return out + "  known already: nothing is proposed again (--again looks for more)\n";
  }
  for (auto const& p : r.proposals) {
    out += claim_lines(p, *read.text);
  }
  auto const made =
      std::ranges::count_if(r.proposals, [](auto const& p) { return !p.rows.empty(); });
  out += fmt::format("\n{} of {} claims {}\n", made, r.proposals.size(),
                     r.dry_run ? "would be proposed" : "wait: karwan review");
  return out;
}

}  // namespace karwan::exe
