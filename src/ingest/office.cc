#include "ingest/office.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "ingest/archive.h"
#include "ingest/word_list.h"
#include "ingest/xml.h"

namespace karwan::ingest {

// Which elements of a format mean what; names separated by |.
struct office_words {
  std::string_view paragraphs, texts, tabs, breaks, blanks;
  std::string_view left_out;
};

namespace {

constexpr std::size_t kMostBlanks = 100;  // that one element of ODT may stand for

// A paragraph of DOCX keeps its text in runs, one of ODT holds it itself.
constexpr office_words kDocx{
    "w:p", "w:t", "w:tab", "w:br|w:cr", "", "mc:Fallback|w:del|w:moveFrom|w:instrText|w:pPr|w:rPr"};
constexpr office_words kOdt{
    "text:p|text:h",
    "text:p|text:h",
    "text:tab",
    "text:line-break",
    "text:s",
    "text:tracked-changes|office:annotation|text:note|draw:frame|text:table-of-content"};

std::size_t blanks_of(xml_attributes attributes) {
  auto const count = xml_attribute(attributes, "text:c");
  std::size_t n = 1;
  std::from_chars(count.data(), count.data() + count.size(), n);
  return std::min(n, kMostBlanks);
}

// The first text of an element, of a part that says what the document is.
std::string told_in(archive const& a, char const* part, std::string_view element) {
  std::string out;
  auto inside = false;
  xml_reader xml{{[&](std::string_view name, xml_attributes) { inside = name == element; },
                  [&](std::string_view) { inside = false; },
                  [&](std::string_view text) { out += inside ? text : std::string_view{}; }}};
  auto const read = a.has(part) && a.read(part, [&](auto piece) { return xml.take(piece); });
  return read && xml.finish() ? out : std::string{};
}

}  // namespace

struct office_reader::state {
  explicit state(office_format f)
      : words{f == office_format::docx ? kDocx : kOdt},
        xml{{[this](std::string_view name, xml_attributes a) { open(name, a); },
             [this](std::string_view name) { close(name); },
             [this](std::string_view piece) { take_text(piece); }}} {}

  void open(std::string_view name, xml_attributes attributes) {
    skipped += skipped > 0 || is_listed(name, words.left_out) ? 1 : 0;
    if (skipped > 0) {
      return;
    }
    if (is_listed(name, words.paragraphs)) {
      end_line();  // a text box may lie within a paragraph
    }
    texts += is_listed(name, words.texts) ? 1 : 0;
    if (is_listed(name, words.tabs)) {
      text += ' ';
    } else if (is_listed(name, words.breaks)) {
      text += '\n';
    } else if (is_listed(name, words.blanks)) {
      text.append(blanks_of(attributes), ' ');
    }
  }

  void close(std::string_view name) {
    if (skipped > 0) {
      --skipped;
      return;
    }
    texts -= is_listed(name, words.texts) ? 1 : 0;
    if (is_listed(name, words.paragraphs)) {
      end_line();
    }
  }

  void take_text(std::string_view piece) {
    if (skipped > 0 || texts == 0) {
      return;
    }
    for (auto const c : piece) {  // ends of lines are the XML's own
      text += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    }
  }

  void end_line() {
    if (!text.empty() && text.back() != '\n') {
      text += '\n';
    }
  }

  office_words words;
  xml_reader xml;
  std::string text{};
  std::size_t skipped{0};  // elements that are open within one that is left out
  std::size_t texts{0};    // elements that are open and hold text
};

office_reader::office_reader(office_format f) : state_{std::make_unique<state>(f)} {}
office_reader::~office_reader() = default;

bool office_reader::take(std::string_view piece) {
  return state_->xml.take(piece) && state_->text.size() <= kLongestText;
}

result<std::string> office_reader::finish() {
  if (state_->text.size() > kLongestText) {
    return fail(error_kind::bad_data,
                fmt::format("its text is longer than {} MB", kLongestText >> 20U), {},
                "Split the document");
  }
  if (auto ok = state_->xml.finish(); !ok) {
    return tl::unexpected{ok.error()};
  }
  return std::move(state_->text);
}

result<std::string> office_text(std::string_view bytes, document& about) {
  auto const a = archive::open(bytes);
  if (!a) {
    return tl::unexpected{a.error()};
  }
  auto const docx = a->has("word/document.xml");
  if (!docx && (!a->has("content.xml") || !a->has("meta.xml"))) {
    return fail(error_kind::bad_data, "it is an archive, and neither DOCX nor ODT", {},
                "Give the documents in it one by one");
  }
  office_reader reader{docx ? office_format::docx : office_format::odt};
  auto const part = docx ? "word/document.xml" : "content.xml";
  if (auto ok = a->read(part, [&](auto piece) { return reader.take(piece); }); !ok) {
    return tl::unexpected{ok.error()};
  }
  about.kind = docx ? "docx" : "odt";
  auto const said = docx ? "docProps/core.xml" : "meta.xml";
  about.title = told_in(*a, said, "dc:title");
  about.language = told_in(*a, said, "dc:language").substr(0, 2);
  return reader.finish();
}

}  // namespace karwan::ingest
