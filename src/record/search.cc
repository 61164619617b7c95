#include "karwan/record/search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <unordered_set>

#include <fmt/format.h>

#include "karwan/base/spelling.h"
#include "record/hit_reader.h"
#include "record/name_lookup.h"
#include "record/search_filter.h"
#include "record/store_impl.h"
#include "record/vocabulary.h"
#include "record/word_index.h"
#include "record/word_query.h"
#include "record/word_rank.h"

namespace karwan::record {
namespace {

// Bounds that keep a question short however large the record is (docs/search_text.md).
constexpr std::int64_t kMostRanked = 1000;     // texts of one class, for one stage
constexpr std::int64_t kMostScanned = 20'000;  // of all, where a filter takes most of them out
constexpr std::size_t kMostForms = 96;         // of all words together, for each kind of likeness
constexpr std::size_t kMostMisspelt = 12;      // of one word
constexpr std::size_t kMostByBones = 16;       // likewise
constexpr std::size_t kMostEntities = 200;     // whose statements are read to find words apart
constexpr std::size_t kNamesRead = 200;        // names whose use (current, former) is weighed
constexpr std::size_t kEnough = 3;             // hits that make guessing unnecessary

constexpr auto kClasses = std::to_array<text_class>(
    {text_class::name, text_class::title, text_class::text, text_class::row});

struct candidate {
  std::int64_t number;  // of the statement, or of the row
  row_rank rank;
  int use{0};  // 0: a current name; 1: a former one; 2: a misspelling
};

bool is_arabic(wanted_term const& t) {
  return script_of(t.words.front()) == script::arabic;
}

class finder {
 public:
  finder(store const& from, search_filter filter, find_query const& q, view_spec const& view,
         std::size_t limit)
      : s_{store_access::of(from)},
        view_{view},
        filter_{std::move(filter)},
        words_{s_.db},
        clauses_{clauses_of(q)},
        reader_{s_, filter_, clauses_, view_},
        limit_{limit},
        texts_{words_.texts()} {
    if (!s_.ranks_words) {
      add_rank_function(s_.db);
      s_.ranks_words = true;
    }
  }

  // From the words as they are to what they may have been meant to be, until the page is full.
  search_answer run() {
    each_word([&](wanted_term& t) { words_.add_itself(t); });
    each_word([&](wanted_term& t) { words_.add_beginnings(t, forms_each()); });
    search_texts();
    each_word([&](wanted_term& t) {
      words_.add_spellings(t, forms_each());
      if (is_arabic(t)) {
        words_.add_bones(t, likeness::spelling, kMostByBones);
      }
    });
    search_texts();
    if (hits_.size() < kEnough) {
      search_entities(kClasses);
    }
    if (hits_.size() < kEnough) {
      each_word([&](wanted_term& t) {
        words_.add_misspelt(t, kMostMisspelt);
        if (!is_arabic(t)) {  // most that is named in Arabic script is named in others too
          words_.add_bones(t, likeness::misspelt, kMostByBones);
        }
      });
      search_texts();
    }
    if (hits_.size() < kEnough) {
      search_entities(kClasses);
    }
    for (auto& h : hits_) {
      reader_.complete(h);
    }
    return answer();
  }

 private:
  template <typename F>
  void each_word(F&& f) {
    if (hits_.size() >= limit_ || !reader_.may_read() || scan_left_ <= 0) {
      return;
    }
    for (auto& c : clauses_) {
      for (auto& t : c.any) {
        if (!c.excluded && !t.quoted) {
          f(t);
        }
      }
    }
  }

  std::size_t forms_each() const { return std::max<std::size_t>(4, kMostForms / clauses_.size()); }

  // Texts that hold all the words as they are now understood, name by name, title by title.
  void search_texts() {
    auto const forms = count_forms();
    if (hits_.size() >= limit_ || forms == forms_searched_) {
      return;
    }
    forms_searched_ = forms;
    word_query const e{clauses_, texts_};
    for (auto const c : kClasses) {
      for (auto const& found : candidates(e, c, kMostRanked)) {
        if (hits_.size() == limit_) {
          return;
        }
        add(read(c, found.number));
      }
      if (c == text_class::name) {
        search_entities({&c, 1});
      }
    }
    search_private();
  }

  // Private layers of the view have an index of their own, which no vocabulary knows: whole words
  // and beginnings, after what is public.
  void search_private() {
    if (view_.layers.empty() || private_searched_) {
      return;
    }
    private_searched_ = true;
    query q{s_.db,
            "SELECT rowid FROM found_private WHERE found_private MATCH ?1 ORDER BY rank, rowid "
            "LIMIT ?2"};
    auto const text = beginnings_query(clauses_);
    q.bind(text, kMostRanked);
    std::vector<std::int64_t> numbers;
    while (q.step()) {
      numbers.push_back(q.integer(0));
    }
    complete_ = complete_ && numbers.size() < static_cast<std::size_t>(kMostRanked);
    for (auto const n : numbers) {
      if (hits_.size() < limit_) {
        add(reader_.read_private(n));
      }
    }
  }

  std::optional<found_hit> read(text_class c, std::int64_t number) {
    complete_ = complete_ && reader_.may_read();
    return reader_.may_read() ? reader_.read(c, number) : std::nullopt;
  }

  std::size_t count_forms() const {
    std::size_t n = 1;
    for (auto const& c : clauses_) {
      for (auto const& t : c.any) {
        n += t.forms.size();
      }
    }
    return n;
  }

  // Texts in the order of the record, as many as are ranked; where the filter tells from what is
  // indexed that it does not want one, it is not.
  std::vector<candidate> candidates(word_query const& e, text_class c, std::int64_t most) {
    auto plan = e.plan;
    auto const wanted = filter_.condition(c);
    query q{s_.db, fmt::format("SELECT rowid, CASE WHEN {1} THEN karwan_rank({0}, ?2) END FROM {0} "
                               "WHERE {0} MATCH ?1 ORDER BY rowid LIMIT ?3",
                               table_of(c), wanted.empty() ? "1" : wanted)};
    auto const scanned = wanted.empty() ? most : scan_left_;
    q.bind(e.text, pointer_value{&plan, "rank_plan"}, scanned);
    std::vector<candidate> out;
    std::int64_t n = 0;
    for (; std::ssize(out) < most && q.step(); ++n) {
      if (!q.is_null(1)) {
        out.push_back({q.integer(0), read_rank(q.real(1)), 0});
      }
    }
    complete_ = complete_ && n < scanned && std::ssize(out) < most;
    scan_left_ -= wanted.empty() ? 0 : n;
    sort(out);
    if (c == text_class::name) {
      weigh_uses(out);
      sort(out);
    }
    return out;
  }

  static void sort(std::vector<candidate>& all) {
    std::ranges::sort(all, [](candidate const& a, candidate const& b) {
      return std::tuple{a.rank.how, !a.rank.whole, a.use, -a.rank.score, a.number} <
             std::tuple{b.rank.how, !b.rank.whole, b.use, -b.rank.score, b.number};
    });
  }

  void weigh_uses(std::vector<candidate>& all) {
    for (std::size_t i = 0; i < std::min(kNamesRead, all.size()); ++i) {
      all[i].use = reader_.use_of(all[i].number);
    }
  }

  void add(std::optional<found_hit> h) {
    if (h && reader_.list(h->hit.entity)) {
      hits_.push_back(std::move(*h));
    }
  }

  // Entities that have all the words, but in several statements. Those that have the rarest word in
  // a text of these classes are read whole.
  void search_entities(std::span<text_class const> classes) {
    if (std::popcount(all_clauses(clauses_)) < 2 || hits_.size() >= limit_) {
      return;
    }
    std::vector<wanted_clause> const rarest{clauses_[rarest_clause()]};
    word_query const e{rarest, texts_};
    std::unordered_set<std::string> tried;
    std::vector<std::pair<int, found_hit>> found;
    for (auto const c : classes) {
      for (auto const& k : candidates(e, c, static_cast<std::int64_t>(kMostEntities))) {
        auto const entity = reader_.may_read() ? reader_.entity_of(c, k.number) : std::nullopt;
        if (!entity || tried.size() == kMostEntities || !tried.insert(*entity).second) {
          continue;
        }
        if (auto h = reader_.spread_over(*entity)) {
          found.push_back(std::move(*h));
        }
      }
    }
    std::ranges::stable_sort(found, {}, [](auto const& f) {
      return std::tuple{f.second.hit.how, f.first, std::string_view{f.second.hit.entity}};
    });
    for (auto& [_, h] : found) {
      if (hits_.size() < limit_) {
        add(std::move(h));
      }
    }
  }

  std::size_t rarest_clause() const {
    std::optional<std::size_t> best;
    std::int64_t fewest = 0;
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      std::int64_t used = 0;
      for (auto const& t : clauses_[i].any) {
        for (auto const& f : t.forms) {
          used += f.used;
        }
      }
      if (!clauses_[i].excluded && (!best || used < fewest)) {
        best = i;
        fewest = used;
      }
    }
    return best.value_or(0);
  }

  search_answer answer() {
    search_answer out;
    out.complete = complete_;
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      taken_word t{clauses_[i].any.front().words.front(), {}, likeness::spelling};
      for (auto const& h : hits_) {
        for (auto const& as : h.taken) {
          if (as.clause == i && std::ranges::find(t.taken, as.term) == t.taken.end()) {
            t.taken.push_back(as.term);
            t.how = std::max(t.how, as.how);
          }
        }
      }
      if (!t.taken.empty()) {
        out.taken.push_back(std::move(t));
      }
    }
    if (hits_.empty()) {
      out.suggestions = suggestions();
    }
    for (auto& h : hits_) {
      out.hits.push_back(std::move(h.hit));
    }
    return out;
  }

  // Near words of each word; that no text has them all need not mean that one has none of them.
  std::vector<std::string> suggestions() const {
    std::vector<std::string> out;
    for (auto const& c : clauses_) {
      for (auto const& t : c.any) {
        for (auto const& f : t.forms) {
          if (f.how > likeness::beginning && out.size() < kSuggestions) {
            out.push_back(f.term);
          }
        }
      }
    }
    return out;
  }

  store::impl& s_;
  view_spec const& view_;
  search_filter filter_;
  vocabulary words_;
  std::vector<wanted_clause> clauses_;
  hit_reader reader_;
  std::size_t limit_;
  std::int64_t texts_;
  std::size_t forms_searched_{0};
  std::int64_t scan_left_{kMostScanned};
  bool complete_{true}, private_searched_{false};
  std::vector<found_hit> hits_;
};

// Filters that stand in the text itself count as well.
result<search_question> with_filters_of(find_query const& q, search_question const& asked) {
  auto out = asked;
  auto const join = [](std::vector<std::string>& to, std::vector<std::string> const& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  join(out.kinds, q.kinds);
  join(out.sectors, q.sectors);
  join(out.countries, q.countries);
  for (auto const& [given, written, name] :
       {std::tuple{&out.from, &q.from, "from"}, std::tuple{&out.to, &q.to, "to"}}) {
    if (!given->empty() && !written->empty()) {
      return fail(error_kind::bad_input, "it is given twice", name,
                  "Give it once, in the text or beside it");
    }
    *given += *written;
  }
  return out;
}

}  // namespace

std::string_view name_of(likeness how) noexcept {
  constexpr auto kNames =
      std::to_array<std::string_view>({"exact", "beginning", "spelling", "misspelt"});
  return kNames[static_cast<std::size_t>(how)];
}

result<search_answer> search(store const& from, name_index const& names,
                             search_question const& asked, view_spec const& view) {
  return as_result([&]() -> result<search_answer> {
    auto const q = parse_find_query(asked.text);
    if (!q) {
      auto e = q.error();
      e.place = "text";
      return tl::unexpected{std::move(e)};
    }
    auto const full = with_filters_of(*q, asked);
    if (!full) {
      return tl::unexpected{full.error()};
    }
    auto filter = search_filter::make(from, names, *full, view);
    if (!filter) {
      return tl::unexpected{std::move(filter.error())};
    }
    auto& s = store_access::of(from);
    s.refresh();
    read_moment const same{s.db};
    return finder{from, std::move(*filter), *q, view, asked.limit}.run();
  });
}

}  // namespace karwan::record
