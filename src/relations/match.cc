#include "karwan/relations/match.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "relations/organisations.h"

namespace karwan::relations {
namespace {

// Points; together 100. Goods weigh most: without them there is nothing to talk about.
constexpr int kGoodsItem = 40, kGoodsHeading = 28, kGoodsChapter = 14, kGoodsWord = 8,
              kGoodsMostWords = 24;
constexpr int kSector = 15;
constexpr int kLooked = 8, kAnywhere = 4;  // in each of both directions
constexpr int kCertificates = 10, kNoneAsked = 5;
constexpr int kVerified = 10, kStated = 6, kUnverified = 2;
constexpr int kFresh = 9, kAging = 5, kOld = 2;
constexpr int kFreshDays = 365, kAgingDays = 3 * 365;

// Digits that two HS codes share from the left, in pairs.
std::size_t common_digits(std::string_view a, std::string_view b) {
  std::size_t n = 0;
  while (n + 2 <= std::min(a.size(), b.size()) && a.substr(n, 2) == b.substr(n, 2)) {
    n += 2;
  }
  return n;
}

// Words that say something: of four letters or more, and not only how others belong together.
std::set<std::string> telling_words(std::string const& text) {
  constexpr std::size_t kShortest = 4;
  constexpr std::string_view kJoining[] = {
      "also", "among", "between", "both",  "each", "from",    "into", "more",   "other",
      "over", "part",  "such",    "their", "them", "through", "with", "within", "without"};
  auto const folded = fold(text);
  std::set<std::string> out;
  for (auto const w : words(folded)) {
    if (w.size() >= kShortest && std::ranges::find(kJoining, w) == std::end(kJoining)) {
      out.emplace(w);
    }
  }
  return out;
}

match_part words_in_common(offer const& a, offer const& b) {
  auto const have = telling_words(b.what);
  std::string shared;
  int n = 0;
  for (auto const& w : telling_words(a.what)) {
    if (have.contains(w)) {
      shared += (n == 0 ? "" : ", ") + w;
      ++n;
    }
  }
  auto const points = std::min(n * kGoodsWord, kGoodsMostWords);
  return {"goods", points, kGoodsItem,
          n == 0 ? "no HS code and no word in common" : "both speak of " + shared};
}

match_part goods(offer const& a, offer const& b) {
  std::size_t best = 0;
  std::string code;
  for (auto const& x : a.products) {
    for (auto const& y : b.products) {
      if (auto const n = common_digits(x, y); n > best) {
        best = n;
        code = x.substr(0, n);
      }
    }
  }
  auto const points = best >= 6   ? kGoodsItem
                      : best >= 4 ? kGoodsHeading
                      : best >= 2 ? kGoodsChapter
                                  : 0;
  auto const said = words_in_common(a, b);
  if (points >= said.points && points > 0) {
    auto const* level = best >= 6 ? "subheading" : best >= 4 ? "heading" : "chapter";
    return {"goods", points, kGoodsItem, fmt::format("the same HS {} {}", level, code)};
  }
  return said;
}

match_part sector(offer const& a, offer const& b) {
  auto const same = a.sector == b.sector;
  return {
      "sector", same ? kSector : 0, kSector,
      same ? fmt::format("both in {}", a.sector) : fmt::format("{} and {}", a.sector, b.sector)};
}

// nullopt: it looks only elsewhere.
std::optional<int> looks_for(offer const& o, std::vector<std::string> const& countries) {
  if (o.looks_in.empty()) {
    return kAnywhere;
  }
  auto const named = std::ranges::any_of(countries, [&](std::string const& c) {
    return std::ranges::find(o.looks_in, c) != o.looks_in.end();
  });
  return named ? std::optional{kLooked} : std::nullopt;
}

std::string looked(int points) {
  return points == kLooked ? "names the other's country" : "looks anywhere";
}

match_part certificates(offer const& ours, offer const& theirs) {
  auto const& want = ours.is_want ? ours : theirs;
  auto const& give = ours.is_want ? theirs : ours;
  if (want.certificates.empty()) {
    return {"certificates", kNoneAsked, kCertificates, "none is asked for"};
  }
  std::set<std::string> held;
  for (auto const& c : give.certificates) {
    held.insert(fold(c));
  }
  std::string missing;
  std::size_t have = 0;
  for (auto const& c : want.certificates) {
    if (held.contains(fold(c))) {
      ++have;
    } else {
      missing += (missing.empty() ? "" : ", ") + c;
    }
  }
  auto const all = want.certificates.size();
  return {"certificates", static_cast<int>(kCertificates * have / all), kCertificates,
          missing.empty() ? fmt::format("all {} that are asked for are stated", all)
                          : fmt::format("asked for and not stated: {}", missing)};
}

match_part verification(offer const& theirs) {
  auto const& v = theirs.verification;
  if (v == "verified") {
    return {"verification", kVerified, kVerified, "their statement was verified"};
  }
  if (v == "source") {
    return {"verification", kStated, kVerified, "a published source says so"};
  }
  return v == "self" ? match_part{"verification", kStated, kVerified, "they say so themselves"}
                     : match_part{"verification", kUnverified, kVerified, "nobody verified it"};
}

match_part freshness(offer const& theirs, day on) {
  if (!theirs.stated || theirs.stated->end == day::max()) {
    return {"freshness", 0, kFresh, "it is not known when it was stated"};
  }
  auto const last = theirs.stated->last();
  auto const age = (on - last).count();
  auto const points = age <= kFreshDays ? kFresh : age <= kAgingDays ? kAging : kOld;
  return {"freshness", points, kFresh, fmt::format("last stated {}", to_string(*theirs.stated))};
}

// nullopt: no match.
std::optional<matched> compare(offer const& ours, std::vector<std::string> const& our_countries,
                               offer const& theirs, directory_entry const& who, day on) {
  auto const we_look = looks_for(ours, who.countries);
  auto const they_look = looks_for(theirs, our_countries);
  if (!we_look || !they_look) {
    return std::nullopt;
  }
  matched out{ours, theirs, who.organisation, who.name, who.kind, who.countries, {}, 0, {}};
  out.parts = {goods(ours, theirs),
               sector(ours, theirs),
               {"countries", *we_look + *they_look, 2 * kLooked,
                fmt::format("this side {}, the other {}", looked(*we_look), looked(*they_look))},
               certificates(ours, theirs),
               verification(theirs),
               freshness(theirs, on)};
  if (out.parts[0].points == 0 && out.parts[1].points == 0) {
    return std::nullopt;
  }
  for (auto const& p : out.parts) {
    out.score += p.points;
  }
  if (theirs.contact_policy != "on_request" && theirs.contact_policy != "none") {
    out.contacts = who.contacts;
  }
  return out;
}

bool share_a_country(std::vector<std::string> const& a, std::vector<std::string> const& b) {
  return std::ranges::any_of(
      a, [&](std::string const& c) { return std::ranges::find(b, c) != b.end(); });
}

// Why there is no match, and what would help.
std::string advice_for(match_answer const& a, std::size_t others) {
  constexpr auto kImport =
      "Import a list of a chamber or ministry: karwan directory import FILE.csv";
  if (a.offers.empty()) {
    return fmt::format("The directory has no offer or want of {}. {}", a.name, kImport);
  }
  if (others == 0) {
    return fmt::format("The directory has no organisation of another country. {}", kImport);
  }
  auto const wants = std::ranges::any_of(a.offers, &offer::is_want);
  auto const offers = !std::ranges::all_of(a.offers, &offer::is_want);
  return fmt::format("None of the {} organisations of other countries in the directory {}. {}",
                     others,
                     wants && offers ? "seeks or offers the like"
                     : offers        ? "seeks the like"
                                     : "offers the like",
                     kImport);
}

}  // namespace

result<match_answer> find_matches(record::store const& from, record::name_index const& names,
                                  std::string const& wanted, record::view_spec const& view) {
  organisation_index const organisations{from, names, view};
  auto id = organisations.resolve(wanted);
  if (!id) {
    return tl::unexpected{std::move(id.error())};
  }
  auto const entries = read_directory(from, names, {}, view);
  if (!entries) {
    return tl::unexpected{entries.error()};
  }
  match_answer out;
  out.organisation = *id;
  auto const* us = organisations.find(*id);
  out.name = us == nullptr ? *id : us->name;
  auto const countries = us == nullptr ? std::vector<std::string>{} : us->countries;
  for (auto const& e : *entries) {
    if (e.organisation == *id) {
      out.offers = e.offers;
    }
  }
  std::size_t others = 0;
  for (auto const& e : *entries) {
    if (e.organisation == *id || share_a_country(e.countries, countries)) {
      continue;
    }
    ++others;
    for (auto const& ours : out.offers) {
      for (auto const& theirs : e.offers) {
        if (ours.is_want == theirs.is_want) {
          continue;
        }
        if (auto m = compare(ours, countries, theirs, e, view.as_of); m) {
          out.matches.push_back(std::move(*m));
        }
      }
    }
  }
  std::ranges::sort(out.matches, [](matched const& a, matched const& b) {
    return std::tie(b.score, a.organisation, a.ours.id, a.theirs.id) <
           std::tie(a.score, b.organisation, b.ours.id, b.theirs.id);
  });
  if (out.matches.empty()) {
    out.advice = advice_for(out, others);
  }
  if (out.matches.size() > kMostMatches) {
    out.matches.resize(kMostMatches);
  }
  return out;
}

}  // namespace karwan::relations
