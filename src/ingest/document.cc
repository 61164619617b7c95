#include "karwan/ingest/document.h"

#include <algorithm>

#include <unicode/ucnv.h>

#include "ingest/date_read.h"
#include "ingest/office.h"
#include "ingest/table_text.h"
#include "karwan/base/digest.h"
#include "karwan/base/text.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kHead = 4096;            // bytes in which a page tells what it is
constexpr std::size_t kLongestTitle = 200;     // bytes
constexpr std::size_t kTextPerControl = 1000;  // bytes of text to one control character, at least
constexpr std::uint32_t kDateline = 400;       // code points at the top in which a dateline stands
constexpr std::uint32_t kInterview = 2000;     // and the day of an interview

std::string lower_ascii(std::string_view text) {
  std::string out{text};
  for (auto& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

// What it is instead of text; empty: it may be text.
std::string_view other_format(std::string_view bytes) {
  return bytes.starts_with("\xD0\xCF\x11") ? "DOC" : bytes.starts_with("{\\rtf") ? "RTF" : "";
}

bool is_page(std::string_view bytes) {
  auto const head = lower_ascii(bytes.substr(0, kHead));
  return head.find("<html") != std::string::npos ||
         head.find("<!doctype html") != std::string::npos ||
         head.find("<body") != std::string::npos;
}

// The encoding that the head of a page declares.
std::string declared_encoding(std::string_view bytes) {
  auto const head = lower_ascii(bytes.substr(0, kHead));
  auto at = head.find("charset=");
  if (at == std::string::npos) {
    return {};
  }
  at += 8;
  at += at < head.size() && (head[at] == '"' || head[at] == '\'') ? 1 : 0;
  return head.substr(at, head.find_first_of("\"'> ;/", at) - at);
}

// The encoding of a text that begins with a byte order mark of UTF-16.
std::string utf16_by_its_mark(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ? "utf-16" : "";
}

result<std::string> as_utf8(std::string bytes, std::string const& encoding) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.erase(0, 3);
  }
  if (is_utf8(bytes)) {
    return bytes;
  }
  auto wrong = U_ZERO_ERROR;
  if (!encoding.empty() && encoding != "utf-8") {
    std::string out(bytes.size() * 4 + 16, '\0');
    auto const size =
        ucnv_convert("UTF-8", encoding.c_str(), out.data(), static_cast<std::int32_t>(out.size()),
                     bytes.data(), static_cast<std::int32_t>(bytes.size()), &wrong);
    if (U_SUCCESS(wrong)) {
      out.resize(static_cast<std::size_t>(size));
      return out;
    }
  }
  return fail(error_kind::bad_data, "it is not UTF-8, and says of no other encoding that it is", {},
              "Save it as text in UTF-8");
}

std::string first_line(std::string_view text) {
  auto const begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) {
    return {};
  }
  auto line = text.substr(begin, text.find('\n', begin) - begin);
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
    line.remove_suffix(1);
  }
  return line.size() <= kLongestTitle && !line.ends_with('.') && !line.starts_with("Q:")
             ? std::string{line}
             : std::string{};
}

// A day that is fully stated at the top: "Islamabad, 30 September 2023 (TDI):".
std::optional<date_span> dateline_of(std::vector<mention> const& values) {
  for (auto const& m : values) {
    if (m.kind == mention_kind::date && m.begin < kDateline && m.date_is_stated && m.when &&
        m.when->precision == date_precision::day) {
      return m.when;
    }
  }
  return std::nullopt;
}

// "The interview, which was taken on September 13": read by the day of publication.
std::optional<date_span> interview_day(text_model const& t, std::vector<mention> const& values) {
  for (auto const& m : values) {
    if (m.kind != mention_kind::date || m.begin > kInterview || !m.when || !m.date_is_stated ||
        m.when->precision != date_precision::day) {
      continue;
    }
    auto const sentence = t.sentence_of(m.tokens.begin);
    auto interview = false, taken = false;
    for (auto i = sentence.begin; i < m.tokens.begin; ++i) {
      interview = interview || t[i].folded == "interview" || t[i].folded == "интервью";
      taken = taken || t[i].folded == "taken" || t[i].folded == "conducted" ||
              t[i].folded == "recorded" || t[i].folded == "held";
    }
    if (interview && taken) {
      return m.when;
    }
  }
  return std::nullopt;
}

// The lines at the top in which a document says of when it is: more than kInterview code points.
std::string_view top_of(std::string_view text) {
  constexpr std::size_t kTop = 4 * kInterview, kLongestLine = 8192;  // bytes
  if (text.size() <= kTop + kLongestLine) {
    return text;
  }
  auto end = text.find('\n', kTop);
  if (end > kTop + kLongestLine) {
    end = kTop + kLongestLine;
    while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;
    }
  }
  return text.substr(0, end);
}

bool holds_words(std::string_view text) {
  auto const t = text_model::read(std::string{text});
  return t && t->size() > 0;
}

result<void> read_dates(document& d) {
  if (auto ok = text_model::check(d.text); !ok) {
    return tl::unexpected{ok.error()};
  }
  auto const top = top_of(d.text);
  auto const t = text_model::read(std::string{top});
  if (!t) {
    return tl::unexpected{t.error()};
  }
  if (t->size() == 0 && !holds_words(std::string_view{d.text}.substr(top.size()))) {
    return fail(error_kind::bad_data, "it holds no words", {}, "Give a document with text");
  }
  auto const stated = find_values(*t, {});
  if (!d.published) {
    d.published = dateline_of(stated);
  }
  if (d.published) {
    date_frame const frame{d.published->last(), leaning::past, std::nullopt, false};
    d.spoken = interview_day(*t, find_values(*t, frame));
  }
  return {};
}

result<std::string> page_or_plain(std::string bytes, document& d) {
  if (auto const format = other_format(bytes); !format.empty()) {
    return fail(error_kind::bad_data, std::string{format} + " is not read", {},
                "Save the document as DOCX, ODT, PDF, HTML or text");
  }
  auto const page = is_page(bytes);
  auto const encoding = page ? declared_encoding(bytes) : utf16_by_its_mark(bytes);
  auto utf8 = as_utf8(std::move(bytes), encoding);
  if (utf8 && !page && is_table(*utf8)) {
    return fail(error_kind::bad_data, "it is a table, and no prose", {},
                "Give a document; tables join a pack, see karwan pack");
  }
  if (!utf8 || !page) {
    return utf8;
  }
  d.kind = "page";
  return main_text(*utf8, d);
}

// Programs and pictures may be valid UTF-8 too.
status refuse_binary(std::string_view text) {
  auto const is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && (c < '\t' || c > '\r') && c != 0x1B;
  };
  auto const n = std::ranges::count_if(text, is_control);
  if (static_cast<std::size_t>(n) * kTextPerControl > text.size()) {
    return fail(error_kind::bad_data, "it is no text: it holds control characters", {},
                "Give a text, a page, PDF, DOCX or ODT");
  }
  return {};
}

}  // namespace

std::optional<day> document::reference() const {
  auto const& from = spoken ? spoken : published;
  return from && from->end != day::max() ? std::optional{from->last()} : std::nullopt;
}

result<document> read_document(std::string bytes, pdf_limits const& limits) {
  document d;
  d.kind = "text";
  result<std::string> text;
  if (bytes.starts_with("%PDF")) {
    d.kind = "pdf";
    text = pdf_text(bytes, limits);
  } else if (bytes.starts_with("PK\x03\x04")) {
    text = office_text(bytes, d);
  } else {
    text = page_or_plain(std::move(bytes), d);
  }
  if (!text) {
    return tl::unexpected{text.error()};
  }
  d.text = to_nfc(*text);
  return document_of_text(std::move(d));
}

result<document> document_of_text(document d) {
  if (auto ok = refuse_binary(d.text).and_then([&] { return read_dates(d); }); !ok) {
    return tl::unexpected{ok.error()};
  }
  if (d.title.empty()) {
    d.title = first_line(d.text);
  }
  if (d.language != "en" && d.language != "kk" && d.language != "ru" && d.language != "ur") {
    d.language = language_of(d.text);
  }
  d.hash = sha256(d.text);
  return d;
}

}  // namespace karwan::ingest
