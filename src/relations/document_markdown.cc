#include <fmt/format.h>

#include "relations/document_parts.h"
#include "relations/wrap.h"

namespace karwan::relations {
namespace {

constexpr std::size_t kOneLine = kTerminalWidth - 8;  // with its number and what marks a cut

// A text of the record stays text: no mark of it becomes CommonMark's.
std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '*' || c == '_' || c == '`' || c == '<' || c == '\\' || c == '|') {
      out += '\\';
    }
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

void add_remark_quote(std::string& out, std::string const& remark) {
  if (!remark.empty()) {
    wrap(out, "> ", escaped(remark), 0);
    out += '\n';
  }
}

std::string body_of(sentence const& s, source_numbers const& numbers) {
  std::string out = s.mark.empty() ? "" : "**" + escaped(s.mark) + "** ";
  for (auto const& p : s.parts) {
    out += escaped(p.text) + numbers.after(p);
  }
  return out + ".";
}

}  // namespace

std::string to_markdown(document const& d, record::store const& from) {
  source_numbers const numbers{d};
  std::string out;
  wrap(out, "# ", escaped(d.title.english), 0);
  out += '\n';
  wrap(out, "", escaped(d.standpoint.english), 0);
  out += '\n';
  add_remark_quote(out, d.remark.english);
  for (auto const& s : d.sections) {
    wrap(out, "## ", escaped(s.heading.english), 0);
    out += '\n';
    for (auto const& one : s.sentences) {
      wrap(out, "- ", body_of(one, numbers), 2);
    }
    if (!s.sentences.empty()) {
      out += '\n';
    }
    add_remark_quote(out, s.remark.english);
  }
  if (!numbers.all().empty()) {
    out += "## Sources\n\n";
  }
  for (auto const& id : numbers.all()) {
    auto const s = source_in(d, from, id);
    if (d.one_page) {
      // Two blanks break a line.
      out += fmt::format("[{}] {}  \n", numbers[id], escaped(beginning(described(s), kOneLine)));
      continue;
    }
    wrap(out, fmt::format("[{}] ", numbers[id]),
         escaped(described(s)) + (s.url.empty() ? "" : " <" + s.url + ">"), 4);
    out += '\n';
  }
  if (out.ends_with("\n\n")) {
    out.pop_back();
  }
  return out;
}

}  // namespace karwan::relations
