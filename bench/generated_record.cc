#include "generated_record.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <vector>

#include <fmt/format.h>

#include "karwan/base/error.h"
#include "karwan/record/pack.h"

namespace karwan::bench {
namespace {

constexpr auto kSectors = std::to_array<char const*>(
    {"politics", "trade", "transport", "investment", "education", "culture", "media", "sports",
     "tourism", "visa", "defence", "energy", "agriculture", "health", "digital"});
constexpr std::uint32_t kCountries = 24;

template <std::size_t N>
char const* one_of(std::array<char const*, N> const& choices, random_numbers& r) {
  return choices[r.below(static_cast<std::uint32_t>(N))];
}

double share(random_numbers& r) {
  return static_cast<double>(r.next() >> 11) * 0x1p-53;
}

// A number below n; small ones much more often: the first tenth gets half of all.
std::uint32_t skewed(random_numbers& r, std::uint32_t n) {
  auto const u = share(r);
  return std::min(n - 1, static_cast<std::uint32_t>(u * u * u * static_cast<double>(n)));
}

// 1 or more, `more` is the chance of each further one.
std::uint32_t how_many(random_numbers& r, double more, std::uint32_t most) {
  std::uint32_t n = 1;
  while (n < most && share(r) < more) {
    ++n;
  }
  return n;
}

bool chance(random_numbers& r, double p) {
  return share(r) < p;
}

std::string country(random_numbers& r) {
  auto const n = skewed(r, kCountries);
  return {static_cast<char>('a' + n), static_cast<char>('a' + n)};
}

std::string date(random_numbers& r) {
  auto const year = 1992 + r.below(36);
  return chance(r, 0.2) ? fmt::format("{}", year)
                        : fmt::format("{}-{:02}-{:02}", year, 1 + r.below(12), 1 + r.below(28));
}

std::string title(random_numbers& r, std::uint32_t least, std::uint32_t more) {
  auto const n = least + r.below(more);
  std::string out;
  for (std::uint32_t i = 0; i < n; ++i) {
    out += (i == 0 ? "" : i == 4 ? ", " : " ") + frequent_word(r);
  }
  out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

std::string several(char const* kind, random_numbers& r, std::uint32_t of, std::uint32_t most) {
  std::vector<std::string> ids;
  for (auto n = how_many(r, 0.4, most); n > 0; --n) {
    ids.push_back(entity_id(kind, skewed(r, of)));
  }
  std::ranges::sort(ids);
  auto const [end, last] = std::ranges::unique(ids);
  ids.erase(end, last);
  return fmt::format("{}", fmt::join(ids, ";"));
}

// Latin letters as Cyrillic or Arabic ones, one by one.
std::string in_script(std::string const& latin, bool arabic) {
  constexpr std::array<char const*, 26> kCyrillic{"а", "б", "ц", "д", "е", "ф", "г", "һ", "и",
                                                  "ж", "қ", "л", "м", "н", "о", "п", "к", "р",
                                                  "с", "т", "ұ", "в", "у", "х", "ы", "з"};
  constexpr std::array<char const*, 26> kArabic{"ا", "ب", "چ", "د", "ے", "ف", "گ", "ہ", "ی",
                                                "ج", "ک", "ل", "م", "ن", "و", "پ", "ق", "ر",
                                                "س", "ت", "ع", "ث", "غ", "خ", "ئ", "ز"};
  std::string out;
  for (char const c : latin) {
    auto const lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower >= 'a' && lower <= 'z') {
      out += (arabic ? kArabic : kCyrillic)[static_cast<std::size_t>(lower - 'a')];
    } else {
      out += c;
    }
  }
  return out;
}

class pack_writer {
 public:
  pack_writer(std::filesystem::path const& dir, std::uint64_t statements, std::uint64_t seed)
      : dir_{dir}, shape_{record_shape::of(statements)}, seed_{seed} {
    std::filesystem::create_directories(dir);
  }

  generated_counts run() {
    for (auto const headers_only : {true, false}) {
      headers_only_ = headers_only;
      counts_ = {};
      write_tables();
      if (headers_only) {
        describe();
      }
    }
    return counts_;
  }

 private:
  using cells = std::vector<std::string>;

  void write_tables() {
    sources();
    countries();
    names();
    places();
    agreements();
    stages();
    commitments();
    events();
    organisations();
    people();
    figures();
    flows();
    out_.close();
    if (!out_) {
      throw failure{{error_kind::unavailable, "the pack cannot be written", dir_.string(), {}}};
    }
  }

  void describe() const {
    std::ofstream{dir_ / "datapackage.json"}
        << R"({"name": "generated", "version": "1", "created": "2026-01-01T00:00:00Z",)"
        << R"( "licenses": [{"name": "CC-BY-4.0"}]})" << '\n';
    if (auto ok = record::write_descriptor(dir_); !ok) {
      throw failure{std::move(ok.error())};
    }
  }

  // Begins a table; its columns without row_id and entity.
  void begin(std::string const& name, std::string const& columns) {
    out_ = std::ofstream{dir_ / (name + ".csv"), std::ios::binary};
    out_ << "row_id,entity," << columns << '\n';
    has_evidence_ = columns.ends_with("grade,source");
    ++table_;
  }

  std::uint32_t rows_of(std::uint32_t n) const { return headers_only_ ? 0 : n; }

  // The numbers of one entity's rows do not depend on any other entity.
  random_numbers numbers(std::uint64_t entity) const {
    return random_numbers{random_numbers{seed_ * 64 + table_}.next() ^ entity * 0x9e3779b97f4a7c15};
  }

  void put(std::string const& text) {
    if (text.find(',') == std::string::npos) {
      out_ << text;
    } else {
      out_ << '"' << text << '"';
    }
  }

  void row(std::string const& row_id, std::string const& entity, cells const& values,
           random_numbers& r) {
    out_ << row_id << ',' << entity;
    for (auto const& v : values) {
      out_ << ',';
      put(v);
      counts_.statements += v.empty() ? 0 : 1;
    }
    if (has_evidence_) {
      constexpr auto kGrades = std::to_array<char const*>({"official", "reported", "measured"});
      out_ << ',' << one_of(kGrades, r) << ',' << entity_id("src", skewed(r, shape_.sources));
    }
    out_ << '\n';
    ++counts_.rows;
  }

  // The entity's rows: `make` gives the cells of each.
  template <typename Make>
  void entity(char const* kind, std::uint32_t number, std::uint32_t rows, random_numbers& r,
              Make const& make) {
    auto const id = entity_id(kind, number);
    for (std::uint32_t i = 0; i < rows; ++i) {
      row(fmt::format("{}.{:02}", id, i), id, make(i), r);
    }
    ++counts_.entities;
  }

  void sources() {
    begin("sources", "title,publisher,url,published_on,language,kind");
    constexpr auto kKinds = std::to_array<char const*>({"page", "report", "law", "news"});
    constexpr auto kLanguages = std::to_array<char const*>({"en", "ru", "kk", "ur"});
    for (std::uint32_t i = 0; i < rows_of(shape_.sources); ++i) {
      auto r = numbers(i);
      entity("src", i, 1, r, [&](auto) {
        return cells{title(r, 4, 6),
                     title(r, 1, 2),
                     fmt::format("https://example.org/{}/{}", word(r.below(kWords)), i),
                     date(r),
                     one_of(kLanguages, r),
                     one_of(kKinds, r)};
      });
    }
  }

  void countries() {
    begin("countries", "iso2,iso3,currency,grade,source");
    for (std::uint32_t i = 0; i < rows_of(kCountries); ++i) {
      auto r = numbers(i);
      auto const letter = static_cast<char>('A' + i);
      std::string const id(2, static_cast<char>('a' + i));
      row("country-" + id, id, {std::string(2, letter), std::string(3, letter), "USD"}, r);
      ++counts_.entities;
    }
  }

  // Names of organisations, people and places, in the order of row_id.
  void names() {
    begin("names", "language,name,use,grade,source");
    names_of("org", shape_.organisations, 2, 4);
    names_of("person", shape_.people, 2, 1);
    names_of("place", shape_.places, 1, 1);
  }

  void names_of(char const* kind, std::uint32_t n, std::uint32_t least, std::uint32_t more) {
    for (std::uint32_t i = 0; i < rows_of(n); ++i) {
      auto r = numbers(i + random_numbers{static_cast<std::uint64_t>(kind[0])}.next());
      auto const id = entity_id(kind, i);
      auto const name = title(r, least, more);
      auto const scripts = 1 + r.below(3);
      for (std::uint32_t k = 0; k < scripts; ++k) {
        constexpr auto kLanguages = std::to_array<char const*>({"en", "kk", "ur"});
        row(fmt::format("name-{}.{:02}", id, k), id,
            {kLanguages[k], k == 0 ? name : in_script(name, k == 2), k == 0 ? "official" : "alias"},
            r);
      }
    }
  }

  void places() {
    begin("places", "country,kind,lat,lon,grade,source");
    constexpr auto kKinds = std::to_array<char const*>({"city", "seaport", "border", "airport"});
    for (std::uint32_t i = 0; i < rows_of(shape_.places); ++i) {
      auto r = numbers(i);
      entity("place", i, 1, r, [&](auto) {
        return cells{country(r), one_of(kKinds, r), fmt::format("{:.4f}", share(r) * 120 - 60),
                     fmt::format("{:.4f}", share(r) * 300 - 150)};
      });
    }
  }

  void agreements() {
    begin("agreements", "title,kind,countries,organisations,sector,belongs_to,grade,source");
    constexpr auto kKinds =
        std::to_array<char const*>({"agreement", "treaty", "mou", "declaration", "contract"});
    for (std::uint32_t i = 0; i < rows_of(shape_.agreements); ++i) {
      auto r = numbers(i);
      entity("agreement", i, how_many(r, 0.2, 4), r, [&](auto) {
        return cells{title(r, 4, 8),
                     one_of(kKinds, r),
                     "aa;bb",
                     several("org", r, shape_.organisations, 3),
                     one_of(kSectors, r),
                     entity_id("event", skewed(r, shape_.events))};
      });
    }
  }

  void stages() {
    begin("stages", "of,stage,on,certainty,evidence,grade,source");
    constexpr auto kStages = std::to_array<char const*>(
        {"said", "planned", "signed", "ratified", "in_force", "started", "delivered"});
    for (std::uint32_t i = 0; i < rows_of(shape_.stages); ++i) {
      auto r = numbers(i);
      entity("stage", i, 1, r, [&](auto) {
        auto const of = chance(r, 0.7) ? entity_id("commitment", r.below(shape_.commitments))
                                       : entity_id("agreement", r.below(shape_.agreements));
        return cells{of, one_of(kStages, r), date(r), "reported", title(r, 5, 8)};
      });
    }
  }

  void commitments() {
    begin("commitments",
          "what,force,owed_by,owed_to,said_by,sector,said_on,due,target,target_unit,evidence,"
          "belongs_to,grade,source");
    constexpr auto kForces = std::to_array<char const*>(
        {"binding", "agreed", "announced", "hoped", "recommended", "demanded"});
    for (std::uint32_t i = 0; i < rows_of(shape_.commitments); ++i) {
      auto r = numbers(i);
      auto const* const force = one_of(kForces, r);
      auto const* const sector = one_of(kSectors, r);
      auto const owed_by = several("org", r, shape_.organisations, 3);
      entity("commitment", i, how_many(r, 0.3, 12), r, [&](auto) {
        auto const has_target = chance(r, 0.3);
        return cells{title(r, 5, 9),
                     force,
                     owed_by,
                     several("org", r, shape_.organisations, 2),
                     entity_id("person", skewed(r, shape_.people)),
                     sector,
                     date(r),
                     chance(r, 0.7) ? date(r) : "",
                     has_target ? fmt::format("{}", 1 + r.below(5000)) : "",
                     has_target ? "t" : "",
                     chance(r, 0.3) ? title(r, 5, 10) : "",
                     entity_id("event", skewed(r, shape_.events))};
      });
    }
  }

  void events() {
    begin("events",
          "title,kind,starts_on,place,country,held,participants,outcome,sector,grade,source");
    constexpr auto kKinds =
        std::to_array<char const*>({"visit", "meeting", "launch", "forum", "summit"});
    for (std::uint32_t i = 0; i < rows_of(shape_.events); ++i) {
      auto r = numbers(i);
      entity("event", i, how_many(r, 0.15, 5), r, [&](auto) {
        return cells{title(r, 4, 6),
                     one_of(kKinds, r),
                     date(r),
                     entity_id("place", skewed(r, shape_.places)),
                     country(r),
                     "yes",
                     several("person", r, shape_.people, 8),
                     chance(r, 0.5) ? title(r, 8, 14) : "",
                     one_of(kSectors, r)};
      });
    }
  }

  void organisations() {
    begin("organisations", "name,kind,countries,role,sector,status,grade,source");
    constexpr auto kKinds =
        std::to_array<char const*>({"ministry", "agency", "company", "chamber", "university"});
    for (std::uint32_t i = 0; i < rows_of(shape_.organisations); ++i) {
      auto r = numbers(i);
      entity("org", i, how_many(r, 0.1, 3), r, [&](auto) {
        return cells{title(r, 2, 4), one_of(kKinds, r),   country(r),
                     title(r, 4, 6), one_of(kSectors, r), "active"};
      });
    }
  }

  void people() {
    begin("people", "role,organisation,country,grade,source");
    for (std::uint32_t i = 0; i < rows_of(shape_.people); ++i) {
      auto r = numbers(i);
      entity("person", i, how_many(r, 0.3, 6), r, [&](auto) {
        return cells{title(r, 2, 3), entity_id("org", skewed(r, shape_.organisations)), country(r)};
      });
    }
  }

  void figures() {
    begin("figures",
          "indicator,subject,about,nature,value,unit,currency,basis,reporter,partner,period_start,"
          "period_end,grade,source");
    for (std::uint32_t i = 0; i < rows_of(shape_.figures); ++i) {
      auto r = numbers(i);
      auto const name = title(r, 3, 5);
      auto const subject = title(r, 2, 3);
      entity("figure", i, how_many(r, 0.15, 30), r, [&](auto) {
        auto const year = 2000 + r.below(25);
        return cells{name,
                     subject,
                     several("org", r, shape_.organisations, 2),
                     "observed",
                     fmt::format("{}.{}", r.below(100000), r.below(10)),
                     "usd",
                     "USD",
                     "calendar_year",
                     "aa",
                     "bb",
                     fmt::format("{}-01-01", year),
                     fmt::format("{}-12-31", year)};
      });
    }
  }

  void flows() {
    begin("trade_flows",
          "reporter,partner,direction,classification,code,product,value_usd,basis,period_start,"
          "period_end,grade,source");
    for (std::uint32_t i = 0; i < rows_of(shape_.flows); ++i) {
      auto r = numbers(i);
      auto const product = title(r, 1, 3);
      auto const code = fmt::format("{:04}", 100 + r.below(9000));
      auto year = 1995 + r.below(20);
      entity("flow", i, how_many(r, 0.5, 25), r, [&](auto) {
        ++year;
        return cells{"aa",
                     "bb",
                     "export",
                     "hs",
                     code,
                     product,
                     fmt::format("{}", r.below(100'000'000)),
                     "calendar_year",
                     fmt::format("{}-01-01", year),
                     fmt::format("{}-12-31", year)};
      });
    }
  }

  std::filesystem::path dir_;
  record_shape shape_;
  std::uint64_t seed_, table_{0};
  bool headers_only_{false}, has_evidence_{false};
  std::ofstream out_;
  generated_counts counts_;
};

}  // namespace

record_shape record_shape::of(std::uint64_t statements) {
  auto const of_thousand = [&](std::uint64_t n) {
    return static_cast<std::uint32_t>(std::max<std::uint64_t>(8, statements * n / 10000));
  };
  return {of_thousand(10), of_thousand(20),  of_thousand(80),  of_thousand(100), of_thousand(80),
          of_thousand(40), of_thousand(120), of_thousand(190), of_thousand(280), of_thousand(80)};
}

generated_counts write_record_pack(std::filesystem::path const& dir, std::uint64_t statements,
                                   std::uint64_t seed) {
  return pack_writer{dir, statements, seed}.run();
}

std::string entity_id(char const* kind, std::uint64_t number) {
  return fmt::format("{}-{:07}", kind, number);
}

std::string word(std::uint32_t number) {
  constexpr std::string_view kFirst = "bdfghklmnprstvz";
  constexpr std::string_view kThen = "aeiou";
  std::string out;
  auto rest = random_numbers{number}.next();
  for (auto syllables = 2 + number % 3; syllables > 0; --syllables) {
    out += kFirst[rest % kFirst.size()];
    rest /= kFirst.size();
    out += kThen[rest % kThen.size()];
    rest /= kThen.size();
  }
  return out + kFirst[rest % kFirst.size()];
}

std::string frequent_word(random_numbers& r) {
  return word(skewed(r, kWords));
}

}  // namespace karwan::bench
