#include "karwan/ingest/text.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "karwan/base/text.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kLongestText = 64U << 20U;  // bytes

enum class glyph : std::uint8_t { letter, digit, space, line_end, nothing, mark };

// Joiners, direction marks and soft hyphens: they are seen by nobody and part words of nobody.
bool is_invisible(UChar32 c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

glyph glyph_of(UChar32 c) {
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      return glyph::letter;
    }
    if (c >= '0' && c <= '9') {
      return glyph::digit;
    }
    return c == '\n' ? glyph::line_end : c <= ' ' ? glyph::space : glyph::mark;
  }
  if (is_invisible(c)) {
    return glyph::nothing;
  }
  if (u_charDigitValue(c) >= 0 && u_isdigit(c)) {
    return glyph::digit;
  }
  if (u_isalpha(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) {
    return glyph::letter;
  }
  return c == 0x2028 || c == 0x2029 ? glyph::line_end
         : u_isUWhiteSpace(c)       ? glyph::space
                                    : glyph::mark;
}

// Reads the text once, and says where each token ends.
class token_reader {
 public:
  token_reader(std::string const& text, std::vector<char>& folded, std::vector<token>& out)
      : text_{text}, folded_{folded}, out_{out} {}

  void run() {
    while (next()) {
      switch (kind_) {
        case glyph::letter:
          take(token_kind::word);
          break;
        case glyph::digit:
          take(token_kind::digits);
          break;
        case glyph::mark:
          take(token_kind::mark);
          break;
        case glyph::line_end:
          line_start_ = spaced_ = true;
          break;
        case glyph::space:
          spaced_ = true;
          break;
        case glyph::nothing:
          break;
      }
    }
    point_to_folded();
  }

 private:
  bool next() {
    byte_begin_ = byte_;
    point_begin_ = point_;
    return step();
  }

  bool step() {
    if (byte_ >= size()) {
      return false;
    }
    U8_NEXT_UNSAFE(text_.data(), byte_, c_);
    ++point_;
    kind_ = glyph_of(c_);
    return true;
  }

  std::int32_t size() const { return static_cast<std::int32_t>(text_.size()); }

  void take(token_kind kind) {
    token t{.begin = point_begin_,
            .byte = static_cast<std::uint32_t>(byte_begin_),
            .kind = kind,
            .spaced = spaced_,
            .line_start = line_start_};
    if (kind == token_kind::word) {
      t.capital = u_isupper(c_) || u_istitle(c_);
      t.all_capitals = t.capital;
    }
    if (kind != token_kind::mark) {
      run_on(kind == token_kind::word ? glyph::letter : glyph::digit, t);
    }
    t.end = point_;
    t.bytes = static_cast<std::uint32_t>(byte_ - byte_begin_);
    fold_into(t);
    out_.push_back(t);
    spaced_ = line_start_ = false;
  }

  // Takes letters or digits as long as they come; what is invisible between them is part of it.
  void run_on(glyph wanted, token& t) {
    for (;;) {
      auto const byte = byte_;
      auto const point = point_;
      auto more = step();
      while (more && kind_ == glyph::nothing) {
        more = step();
      }
      if (!more || kind_ != wanted) {
        byte_ = byte;
        point_ = point;
        return;
      }
      t.all_capitals = t.all_capitals && !u_islower(c_);
    }
  }

  void fold_into(token const& t) {
    auto const raw = std::string_view{text_}.substr(t.byte, t.bytes);
    if (t.kind == token_kind::mark) {
      folded_.insert(folded_.end(), raw.begin(), raw.end());
    } else if (std::ranges::all_of(raw, [](char c) { return static_cast<signed char>(c) > 0; })) {
      for (auto const c : raw) {
        folded_.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
      }
    } else {
      auto const folded = fold(raw);
      folded_.insert(folded_.end(), folded.begin(), folded.end());
    }
    folded_ends_.push_back(folded_.size());
  }

  // Only now, since the buffer has grown until here.
  void point_to_folded() {
    std::size_t at = 0;
    for (std::size_t i = 0; i < out_.size(); ++i) {
      out_[i].folded = {folded_.data() + at, folded_ends_[i] - at};
      at = folded_ends_[i];
    }
  }

  std::string const& text_;
  std::vector<char>& folded_;
  std::vector<std::size_t> folded_ends_;
  std::vector<token>& out_;
  std::int32_t byte_{0}, byte_begin_{0};
  std::uint32_t point_{0}, point_begin_{0};
  UChar32 c_{0};
  glyph kind_{glyph::mark};
  bool spaced_{false}, line_start_{true};
};

}  // namespace

status text_model::check(std::string_view text) {
  if (text.size() > kLongestText) {
    return fail(error_kind::bad_data, "the text is longer than 64 MB", {}, "Split it");
  }
  if (text.find('\0') != std::string_view::npos) {
    return fail(error_kind::bad_data, "it holds NUL bytes: it is no text", {},
                "Save it as text in UTF-8");
  }
  if (!is_utf8(text)) {
    return fail(error_kind::bad_data, "it is not UTF-8", {}, "Save it as text in UTF-8");
  }
  return {};
}

result<text_model> text_model::read(std::string text) {
  if (auto ok = check(text); !ok) {
    return tl::unexpected{ok.error()};
  }
  text_model out;
  out.text_ = std::move(text);
  out.find_tokens();
  out.find_sentences();
  out.find_turns();
  return out;
}

void text_model::find_tokens() {
  tokens_.reserve(text_.size() / 5);
  folded_.reserve(text_.size());
  token_reader{text_, folded_, tokens_}.run();
}

std::string_view text_model::written(token_range r) const noexcept {
  if (r.begin >= r.end || r.end > tokens_.size()) {
    return {};
  }
  auto const from = tokens_[r.begin].byte;
  auto const& last = tokens_[r.end - 1];
  return std::string_view{text_}.substr(from, last.byte + last.bytes - from);
}

std::string_view text_model::written(std::size_t i) const noexcept {
  return std::string_view{text_}.substr(tokens_[i].byte, tokens_[i].bytes);
}

token_range text_model::sentence_of(std::size_t i) const noexcept {
  auto const after =
      std::ranges::upper_bound(sentences_, i, {}, [](token_range const& s) { return s.begin; });
  return after == sentences_.begin() ? token_range{} : *std::prev(after);
}

turn const* text_model::turn_of(std::size_t i) const noexcept {
  auto const after =
      std::ranges::upper_bound(turns_, i, {}, [](turn const& t) { return t.tokens.begin; });
  return after == turns_.begin() ? nullptr : &*std::prev(after);
}

}  // namespace karwan::ingest
