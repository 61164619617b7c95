#include <algorithm>

#include "ingest/html.h"
#include "karwan/ingest/document.h"

// The main text of a page: paragraphs that are prose, from where the article is.
namespace karwan::ingest {
namespace {

constexpr std::size_t kDeepest = 256;  // elements that are kept open; deeper ones count as flat
constexpr std::size_t kProse = 80;     // bytes: a paragraph of so much text stays
constexpr std::size_t kEnoughInArticle = 400;  // bytes within <article> or <main>

constexpr std::string_view kBlocks =
    "p|div|li|ul|ol|table|tr|td|th|h1|h2|h3|h4|h5|h6|section|article|main|blockquote|br|hr|dd|dt|"
    "pre|figure|figcaption|header|footer|body|html|title";
constexpr std::string_view kAside =
    "script|style|noscript|nav|aside|form|svg|iframe|template|select|button|footer|head|object|"
    "textarea|figcaption";
constexpr std::string_view kVoid = "br|hr|img|meta|link|input|source|area|base|col|wbr|embed";
// In the class or id of what is no part of the article.
constexpr std::string_view kAsideWords[] = {
    "comment", "related",    "sidebar", "share",   "social",    "menu", "navbar", "breadcrumb",
    "cookie",  "newsletter", "advert",  "popular", "subscribe", "tags", "footer"};

bool has_aside_word(std::string_view attributes) {
  auto const names = attribute(attributes, "class") + " " + attribute(attributes, "id");
  return std::ranges::any_of(kAsideWords,
                             [&](auto word) { return names.find(word) != std::string::npos; });
}

struct open_element {
  std::string_view tag;
  bool aside{false}, article{false}, link{false}, heading{false};
};

struct paragraph {
  std::string text;
  std::size_t linked{0};  // bytes of it that are links
  bool in_article{false}, heading{false};
};

class page_reader {
 public:
  explicit page_reader(document& about) : about_{about} {}

  void take(html_piece const& piece) {
    if (piece.tag.empty()) {
      take_text(piece.text);
      return;
    }
    if (tag_is(piece.tag, kBlocks)) {
      close_paragraph();
    }
    if (piece.closing) {
      close(piece.tag);
    } else {
      open(piece);
    }
  }

  std::string finish() {
    close_paragraph();
    auto const in_article = size_where([](paragraph const& p) { return p.in_article; });
    auto const only_article = in_article >= kEnoughInArticle;
    std::string out;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      auto const& p = all_[i];
      if ((only_article && !p.in_article) || !is_kept(i)) {
        continue;
      }
      out += p.text;
      out += '\n';
    }
    return out;
  }

 private:
  template <typename Where>
  std::size_t size_where(Where const& where) const {
    std::size_t out = 0;
    for (auto const& p : all_) {
      out += where(p) ? p.text.size() : 0;
    }
    return out;
  }

  static bool is_prose(paragraph const& p) {
    auto const ends = !p.text.empty() &&
                      std::string_view{".?!:”\"۔"}.find(p.text.back()) != std::string_view::npos;
    return p.linked * 5 < p.text.size() * 2 && (p.text.size() >= kProse || ends);
  }

  // Prose, and headings right above it.
  bool is_kept(std::size_t i) const {
    return is_prose(all_[i]) || (all_[i].heading && i + 1 < all_.size() && is_prose(all_[i + 1]));
  }

  void open(html_piece const& piece) {
    read_about(piece);
    if (tag_is(piece.tag, kVoid) || piece.attributes.ends_with('/')) {
      return;
    }
    auto e = open_.empty() ? open_element{} : open_.back();
    e.tag = piece.tag;
    e.aside = e.aside || tag_is(piece.tag, kAside) ||
              (!tag_is(piece.tag, "body|html|article|main") && has_aside_word(piece.attributes));
    e.article = e.article || tag_is(piece.tag, "article|main");
    e.link = e.link || same_tag(piece.tag, "a");
    e.heading = e.heading || tag_is(piece.tag, "h1|h2|h3|h4|h5|h6");
    if (open_.size() < kDeepest) {
      open_.push_back(e);
    }
  }

  // Closes the nearest element of that name, and what was left open in it.
  void close(std::string_view tag) {
    for (auto i = open_.size(); i > 0; --i) {
      auto const& t = open_[i - 1].tag;
      if (t.size() == tag.size() &&
          std::ranges::equal(t, tag, [](char a, char b) { return (a | 0x20) == (b | 0x20); })) {
        open_.resize(i - 1);
        return;
      }
    }
  }

  void take_text(std::string_view raw) {
    auto const in_title = !open_.empty() && same_tag(open_.back().tag, "title");
    if (in_title && about_.title.empty()) {
      about_.title = entities_read(raw);
    }
    if (!open_.empty() && same_tag(open_.back().tag, "script")) {
      read_script(raw);
    }
    if (!open_.empty() && open_.back().aside) {
      return;
    }
    auto const before = now_.text.size();
    for (auto const c : entities_read(raw)) {
      auto const space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!space) {
        now_.text += c;
      } else if (!now_.text.empty() && now_.text.back() != ' ') {
        now_.text += ' ';
      }
    }
    if (!open_.empty()) {
      now_.linked += open_.back().link ? now_.text.size() - before : 0;
      now_.in_article = open_.back().article;
      now_.heading = open_.back().heading;
    }
  }

  void close_paragraph() {
    while (!now_.text.empty() && now_.text.back() == ' ') {
      now_.text.pop_back();
    }
    if (!now_.text.empty()) {
      all_.push_back(std::move(now_));
    }
    now_ = {};
  }

  void read_about(html_piece const& piece) {
    if (same_tag(piece.tag, "html") && about_.language.empty()) {
      about_.language = attribute(piece.attributes, "lang").substr(0, 2);
    } else if (same_tag(piece.tag, "link") && attribute(piece.attributes, "rel") == "canonical") {
      about_.url = attribute(piece.attributes, "href");
    } else if (same_tag(piece.tag, "meta")) {
      auto const name =
          attribute(piece.attributes, "property") + attribute(piece.attributes, "name");
      auto const content = attribute(piece.attributes, "content");
      if (name == "og:title") {
        about_.title = content;
      } else if (name == "og:site_name") {
        about_.publisher = content;
      } else if (name == "article:published_time" || name == "date" || name == "datePublished") {
        set_published(content);
      }
    } else if (same_tag(piece.tag, "time")) {
      set_published(attribute(piece.attributes, "datetime"));
    }
  }

  void read_script(std::string_view script) {
    constexpr std::string_view kKey = "\"datePublished\"";
    if (auto const at = script.find(kKey); at != std::string_view::npos) {
      auto const open = script.find('"', at + kKey.size());
      if (open != std::string_view::npos) {
        set_published(script.substr(open + 1, 10));
      }
    }
  }

  void set_published(std::string_view text) {
    if (auto const d = parse_date_span(text.substr(0, 10)); d && !about_.published) {
      about_.published = *d;
    }
  }

  document& about_;
  std::vector<open_element> open_;
  std::vector<paragraph> all_;
  paragraph now_;
};

}  // namespace

std::string main_text(std::string_view html, document& about) {
  page_reader page{about};
  html_reader reader{html};
  for (html_piece piece; reader.next(piece);) {
    page.take(piece);
  }
  return page.finish();
}

}  // namespace karwan::ingest
