#include "exe/ingest_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "karwan/base/json_writer.h"

namespace karwan::exe {
namespace {

constexpr std::size_t kWidth = 96;  // of the terminal, less an indent

std::string one_line(std::string_view text, std::size_t most) {
  std::string out{text};
  std::ranges::replace(out, '\n', ' ');
  if (out.size() > most) {
    auto cut = most;
    while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0U) == 0x80U) {
      --cut;
    }
    out.resize(cut);
    out += "…";
  }
  return out;
}

std::string value_of(ingest::claim const& c) {
  if (!c.value) {
    return {};
  }
  ingest::mention m;
  m.kind = c.value->currency.empty() ? ingest::mention_kind::quantity : ingest::mention_kind::money;
  m.value = *c.value;
  return ingest::normal_form(m);
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
    out += fmt::format("  beside {}\n", p.beside);
  }
  if (!p.why_not.empty()) {
    out += fmt::format("  not proposed: {}\n", one_line(p.why_not, kWidth - 18));
  }
  return out;
}

void write_claim(json_writer& w, ingest::claim_proposal const& p, ingest::text_model const& text) {
  auto const& c = p.what;
  w.open_object().key("kind").text(ingest::name_of(c.kind));
  w.key("standing").text(ingest::name_of(p.stands));
  w.key("modality").text(ingest::name_of(c.how));
  w.key("quote").text(text.written(c.tokens));
  w.key("begin").integer(c.begin).key("end").integer(c.end);
  w.key("subject").text(c.subject).key("predicate").text(c.predicate);
  write_if(w, "value", value_of(c));
  write_if(w, "when", c.when ? to_string(*c.when) : "");
  w.key("parties").texts(c.parties);
  write_if(w, "sector", c.sector);
  w.key("confidence").number(c.confidence, 2).key("reason").text(c.reason);
  write_if(w, "entity", p.rows.empty() ? "" : p.rows.back().entity);
  write_if(w, "beside", p.beside);
  write_if(w, "not_proposed", p.why_not);
  w.close_object();
}

}  // namespace

std::string ingest_text(ingest_report const& r, ingest::text_model const& text) {
  auto const& d = r.from;
  auto out = fmt::format("{}\n", d.title);
  out += fmt::format("  source      {}\n", r.source.empty() ? "none: a dry run" : r.source);
  out += fmt::format("  language    {}\n", d.language);
  out += fmt::format("  published   {}\n", d.published ? to_string(*d.published) : "not known");
  if (d.spoken) {
    out += fmt::format("  interview   {}\n", to_string(*d.spoken));
  }
  out += fmt::format("  relative dates are counted from {}\n",
                     r.reference ? to_string(*r.reference) : "nothing: give --reference");
  if (r.is_known && r.proposals.empty()) {
    return out + "  known already: nothing is proposed again (--again looks for more)\n";
  }
  for (auto const& p : r.proposals) {
    out += claim_lines(p, text);
  }
  auto const made =
      std::ranges::count_if(r.proposals, [](auto const& p) { return !p.rows.empty(); });
  out += fmt::format("\n{} of {} claims {}\n", made, r.proposals.size(),
                     r.dry_run ? "would be proposed" : "wait: karwan review");
  return out;
}

std::string ingest_json(ingest_report const& r, ingest::text_model const& text) {
  json_writer w;
  w.open_object();
  write_if(w, "source", r.source);
  w.key("known").boolean(r.is_known).key("dry_run").boolean(r.dry_run);
  w.key("title").text(r.from.title);
  write_if(w, "publisher", r.from.publisher);
  w.key("language").text(r.from.language).key("hash").text(r.from.hash);
  write_if(w, "published", r.from.published ? to_string(*r.from.published) : "");
  write_if(w, "interview", r.from.spoken ? to_string(*r.from.spoken) : "");
  write_if(w, "reference", r.reference ? to_string(*r.reference) : "");
  w.key("claims").open_array();
  for (auto const& p : r.proposals) {
    write_claim(w, p, text);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::exe
