#include "relations/one_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "relations/wrap.h"

namespace karwan::relations {
namespace {

constexpr std::ptrdiff_t kLines = 60;          // of A4 in ten points
constexpr std::size_t kSentenceColumns = 240;  // of a sentence: two lines and a half
constexpr std::size_t kLeast = 40;  // columns that a further part needs to be worth its beginning

// What disagrees is told to its end: half of it would be the opposite.
sentence shortened(sentence s) {
  if (s.kind == kContradictions) {
    return s;
  }
  auto room = kSentenceColumns - columns_of(s.mark);
  for (std::size_t i = 0; i < s.parts.size(); ++i) {
    auto const needed = columns_of(s.parts[i].text);
    if (needed <= room) {
      room -= needed;
      continue;
    }
    if (i > 0 && room < kLeast) {
      s.parts[i - 1].text += " …";
      s.parts.resize(i);
    } else {
      s.parts[i].text = beginning(s.parts[i].text, room);
      s.parts.resize(i + 1);
    }
    break;
  }
  return s;
}

class page {
 public:
  page(document whole, record::store const& from) : whole_{std::move(whole)}, from_{from} {
    whole_.one_page = true;
    for (std::size_t i = 0; i < whole_.sections.size(); ++i) {
      std::string_view last;
      for (auto& s : whole_.sections[i].sentences) {
        s = shortened(std::move(s));
      }
      auto const& all = whole_.sections[i].sentences;
      for (std::size_t n = 0; n < all.size(); ++n) {
        if (n == 0 || all[n].kind != last) {
          queues_.push_back({i, n, n, n});
        }
        last = all[n].kind;
        ++queues_.back().end;
      }
    }
  }

  // No section goes without; then every kind in turn.
  document fitted() {
    for (std::size_t i = 0; i < queues_.size(); ++i) {
      if (i == 0 || queues_[i].section != queues_[i - 1].section) {
        take(queues_[i]);
      }
    }
    for (auto more = true; more;) {
      more = false;
      for (auto& q : queues_) {
        more |= take(q);
      }
    }
    return chosen();
  }

 private:
  // The sentences of one kind; those before `next` are taken.
  struct queue {
    std::size_t section, first, next, end;
  };

  // Its next sentence, where there is one and it fits; else it is done with.
  bool take(queue& q) {
    if (q.next == q.end) {
      return false;
    }
    ++q.next;
    if (lines() > kLines) {
      q.end = --q.next;
      return false;
    }
    return true;
  }

  document chosen() const {
    auto out = whole_;
    for (auto& s : out.sections) {
      s.sentences.clear();
      s.remark = {};
    }
    for (auto const& q : queues_) {
      auto const& from = whole_.sections[q.section].sentences;
      auto& to = out.sections[q.section].sentences;
      to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(q.first),
                from.begin() + static_cast<std::ptrdiff_t>(q.next));
    }
    for (std::size_t i = 0; i < out.sections.size(); ++i) {
      auto const shown = out.sections[i].sentences.size();
      auto const all = whole_.sections[i].sentences.size();
      out.sections[i].heading.english +=
          shown == all ? fmt::format(": {}", all) : fmt::format(": {} of {}", shown, all);
    }
    std::erase_if(out.sections, [](section const& s) { return s.sentences.empty(); });
    return out;
  }

  std::ptrdiff_t lines() const { return std::ranges::count(to_markdown(chosen(), from_), '\n'); }

  document whole_;
  record::store const& from_;
  std::vector<queue> queues_;
};

}  // namespace

document fit_one_page(document whole, record::store const& from) {
  return page{std::move(whole), from}.fitted();
}

}  // namespace karwan::relations
