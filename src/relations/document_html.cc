#include <fmt/format.h>

#include "karwan/base/markup.h"
#include "relations/document_parts.h"

namespace karwan::relations {
namespace {

// Paper and screen. Numbers of pages stand in the margin of A4, headings stay with what follows.
constexpr auto kStyle = R"(
:root { color-scheme: light; }
body { font: 10.5pt/1.45 "Noto Serif", "DejaVu Serif", Georgia, serif; color: #1b1b1b;
  max-width: 46rem; margin: 2rem auto; padding: 0 1.2rem; }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 12pt; margin: 1.5rem 0 .5rem; padding-bottom: .15rem;
  border-bottom: .6pt solid #9a8f7a; break-after: avoid; }
p.standpoint { color: #555; margin: 0 0 1rem; }
p.remark { border-left: 2.5pt solid #b08a3c; padding-left: .7rem; color: #444; }
ul { margin: 0; padding-left: 1.1rem; }
li { margin: 0 0 .45rem; break-inside: avoid; overflow-wrap: anywhere; }
.mark { font: 600 8pt/1 "Noto Sans", "DejaVu Sans", Arial, sans-serif; letter-spacing: .02em;
  border: .6pt solid #8a8a8a; border-radius: 2pt; padding: .1em .35em; margin-right: .3em;
  white-space: nowrap; }
.mark.overdue, .mark.late, .mark.dropped { border-color: #9c2f1e; color: #9c2f1e; }
.mark.kept, .mark.kept-late { border-color: #2f6b3c; color: #2f6b3c; }
sup { font-size: 7.5pt; line-height: 0; }
sup a { color: #1f4e79; text-decoration: none; }
ol.sources { font-size: 8.5pt; line-height: 1.35; padding-left: 2rem; }
ol.sources li { margin-bottom: .25rem; }
ol.sources a { color: #1f4e79; }
@page { size: A4; margin: 18mm 17mm 18mm 20mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #666; } }
@media print { body.one-page { font-size: 9pt; line-height: 1.3; }
  .one-page h2 { margin-top: .9rem; } .one-page li { margin-bottom: .2rem; }
  .one-page ol.sources { font-size: 7.5pt; columns: 2; } .one-page ol.sources li { margin: 0; }
  body { max-width: none; margin: 0; padding: 0; } a { color: inherit; } }
)";

// "date passed, no evidence" as a name of a class.
std::string class_of(std::string_view mark) {
  std::string out;
  for (char const c : mark) {
    if (c >= 'a' && c <= 'z') {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  return out;
}

// Only what a browser opens as a page: nothing that a source's address could run.
bool is_link(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

void add_remark_paragraph(std::string& out, std::string const& remark) {
  if (!remark.empty()) {
    out += "<p class=\"remark\">" + markup_escaped(remark) + "</p>\n";
  }
}

void add_numbers(std::string& out, part const& p, source_numbers const& numbers) {
  auto const after = numbers.after(p);
  for (std::size_t at = after.find('['); at != std::string::npos; at = after.find('[', at + 1)) {
    auto const n = after.substr(at + 1, after.find(']', at) - at - 1);
    out += fmt::format("<sup><a href=\"#s{0}\">[{0}]</a></sup>", n);
  }
}

void add(std::string& out, sentence const& s, source_numbers const& numbers) {
  out += "<li>";
  if (!s.mark.empty()) {
    out +=
        fmt::format("<span class=\"mark {}\">{}</span>", class_of(s.mark), markup_escaped(s.mark));
  }
  for (auto const& p : s.parts) {
    out += markup_escaped(p.text);
    add_numbers(out, p, numbers);
  }
  out += ".</li>\n";
}

void add_sources(std::string& out, document const& d, source_numbers const& numbers,
                 record::store const& from) {
  if (numbers.all().empty()) {
    return;
  }
  out += "<h2 id=\"sources\">Sources</h2>\n<ol class=\"sources\">\n";
  for (auto const& id : numbers.all()) {
    auto const s = source_in(d, from, id);
    auto const text = markup_escaped(described(s));
    if (d.one_page && is_link(s.url)) {
      out += fmt::format("<li id=\"s{}\"><a href=\"{}\">{}</a></li>\n", numbers[id],
                         markup_escaped(s.url), text);
      continue;
    }
    out += fmt::format("<li id=\"s{}\">{}", numbers[id], text);
    if (is_link(s.url)) {
      out += fmt::format(" <a href=\"{0}\">{0}</a>", markup_escaped(s.url));
    } else if (!s.url.empty()) {
      out += " " + markup_escaped(s.url);
    }
    out += "</li>\n";
  }
  out += "</ol>\n";
}

}  // namespace

std::string to_html(document const& d, record::store const& from) {
  source_numbers const numbers{d};
  auto out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body{3}>\n<h1>{0}</h1>\n"
      "<p class=\"standpoint\">{2}</p>\n",
      markup_escaped(d.title.english), kStyle, markup_escaped(d.standpoint.english),
      d.one_page ? " class=\"one-page\"" : "");
  add_remark_paragraph(out, d.remark.english);
  for (auto const& s : d.sections) {
    out += fmt::format("<section>\n<h2 id=\"{}\">{}</h2>\n", markup_escaped(s.id),
                       markup_escaped(s.heading.english));
    if (!s.sentences.empty()) {
      out += "<ul>\n";
      for (auto const& one : s.sentences) {
        add(out, one, numbers);
      }
      out += "</ul>\n";
    }
    add_remark_paragraph(out, s.remark.english);
    out += "</section>\n";
  }
  add_sources(out, d, numbers, from);
  return out + "</body>\n</html>\n";
}

}  // namespace karwan::relations
