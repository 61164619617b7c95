#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <unordered_map>

#include "exchange/pack_rows.h"
#include "exchange/un_countries.h"
#include "karwan/base/sheet.h"
#include "karwan/base/text.h"
#include "karwan/exchange/trade.h"
#include "karwan/record/pack.h"

namespace karwan::exchange {
namespace {

constexpr std::size_t kEveryRows = 100'000;  // progress

struct about_form {
  char const *title, *publisher, *url;
};

about_form about(trade_form form) {
  switch (form) {
    case trade_form::comtrade:
      return {"UN Comtrade", "United Nations Statistics Division", "https://comtradeplus.un.org"};
    case trade_form::baci:
      return {"BACI", "CEPII", "http://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37"};
    case trade_form::unctad:
      return {"UNCTADstat merchandise trade matrix", "UNCTAD", "https://unctadstat.unctad.org"};
    case trade_form::wits:
      break;
  }
  return {"WITS", "World Bank", "https://wits.worldbank.org"};
}

// Sides as small numbers, so that sums need few bytes each.
class side_numbers {
 public:
  std::uint32_t of(traded_side const& s) {
    auto const [at, is_new] = numbers_.try_emplace(s.id, static_cast<std::uint32_t>(all_.size()));
    if (is_new) {
      all_.push_back(s);
    }
    return at->second;
  }
  traded_side const& operator[](std::uint32_t n) const { return all_[n]; }

 private:
  std::map<std::string, std::uint32_t> numbers_{};
  std::vector<traded_side> all_{};
};

// What a sum is of: sides (the world: kAny), year and goods.
struct sum_key {
  std::uint32_t exporter{0}, importer{0};
  std::uint16_t year{0};
  std::uint8_t classification{0}, digits{0};  // digits 0: all goods
  std::uint64_t code{0};
  friend auto operator<=>(sum_key const&, sum_key const&) = default;
};

struct hash_of_sum {
  std::size_t operator()(sum_key const& k) const noexcept {
    auto h = k.code * 0x9E3779B97F4A7C15ULL;
    h ^= (std::uint64_t{k.exporter} << 40) ^ (std::uint64_t{k.importer} << 20) ^ k.year ^
         (std::uint64_t{k.digits} << 56) ^ (std::uint64_t{k.classification} << 60);
    return h * 0xD6E8FEB86659FD93ULL;
  }
};

constexpr auto kClassifications = std::to_array<std::string_view>({"total", "hs", "sitc"});

std::string decimal(double value) {
  auto out = fmt::format("{:.2f}", value);
  out.erase(out.find_last_not_of('0') + 1);
  return out.ends_with('.') ? out.substr(0, out.size() - 1) : out;
}

constexpr auto kFlowColumns = std::to_array<std::string_view>(
    {"row_id",       "entity",         "reporter", "reporter_area", "partner",   "partner_area",
     "direction",    "classification", "code",     "product",       "value_usd", "basis",
     "period_start", "period_end",     "world",    "valid_from",    "valid_to",  "observed_from",
     "observed_to",  "grade",          "source",   "locator",       "note",      "recorded_at"});

class trade_importer {
 public:
  trade_importer(record::name_index const& names, trade_import_options const& o,
                 std::filesystem::path const& folder)
      : codes_{names}, o_{o}, folder_{folder}, source_{"src-" + o.pack} {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    out_.open(part(), std::ios::binary | std::ios::trunc);
    std::string header;
    write_csv(header, {kFlowColumns.begin(), kFlowColumns.end()});
    out_ << header;
    check_disk();
  }
  ~trade_importer() {
    std::error_code code;
    std::filesystem::remove(part(), code);
  }
  trade_importer(trade_importer const&) = delete;
  trade_importer& operator=(trade_importer const&) = delete;

  void read(std::filesystem::path const& file, trade_progress const& progress) {
    std::ifstream in{file, std::ios::binary};
    if (!in || std::filesystem::is_directory(file)) {
      throw failure{{error_kind::bad_input, "it cannot be read", file.string(), "Name a CSV file"}};
    }
    file_ = file.filename().string();
    titles_.insert(file_);
    trade_reader reader{in, o_.form};
    trade_line line;
    for (;;) {
      auto const is = reader.next(line);
      if (is == trade_reader::found::end) {
        return;
      }
      out_report_.rows += 1;
      if (is == trade_reader::found::left_out) {
        ++out_report_.left_out[reader.why()];
      } else if (is == trade_reader::found::fault) {
        fault(reader.fault());
      } else {
        take(line, reader.at_line());
      }
      if (progress && out_report_.rows % kEveryRows == 0) {
        progress(out_report_.rows);
      }
    }
  }

  trade_import finish() {
    if (out_report_.flows + sums_.size() + stated_.size() == 0 && out_report_.faults.empty()) {
      fault({file_,
             0,
             {},
             "no row of it can be used",
             "Check the form and the countries that were named"});
    }
    if (!out_report_.faults.empty()) {
      return std::move(out_report_);
    }
    write_sums();
    out_.close();
    check_disk();
    write_rest();
    std::filesystem::rename(part(), folder_ / "trade_flows.csv");
    if (auto ok = record::write_descriptor(folder_); !ok) {
      throw failure{std::move(ok.error())};
    }
    for (auto const& [_, s] : written_) {
      ++(s.area ? out_report_.areas : out_report_.countries);
    }
    return std::move(out_report_);
  }

 private:
  std::filesystem::path part() const { return folder_ / "trade_flows.csv.part"; }

  void check_disk() const {
    if (!out_) {
      throw failure{{error_kind::unavailable, "the file cannot be written", part().string(),
                     "Check the folder and the disk"}};
    }
  }

  void fault(trade_fault f) {
    f.file = f.file.empty() ? file_ : f.file;
    ++out_report_.faults_in_all;
    if (out_report_.faults.size() < kMostTradeFaults) {
      out_report_.faults.push_back(std::move(f));
    }
  }

  bool is_named(traded_side const& s) const {
    return std::ranges::find(o_.countries, s.id) != o_.countries.end();
  }
  static bool is_world(traded_side const& s) { return s.area && s.id == kWorld; }

  // Flows among what was named, and of these with the world.
  bool is_kept(traded_side const& a, traded_side const& b) const {
    if (o_.countries.empty()) {
      return true;
    }
    auto const fits = [&](traded_side const& s) { return is_named(s) || is_world(s); };
    return o_.all_partners ? is_named(a) || is_named(b) || (fits(a) && fits(b))
                           : fits(a) && fits(b);
  }

  void take(trade_line const& line, std::size_t at) {
    auto const& reporter = codes_.of(line.reporter);
    auto const& partner = codes_.of(line.partner);
    states_totals_ = states_totals_ || line.code.empty();
    // Areas hold countries that report as well, but in BACI, which has none of these.
    auto const one = !reporter.area || o_.form == trade_form::baci;
    if (o_.whole_world && one) {
      is_world(partner) ? add_stated(line) : add_to_sums(line, reporter, partner);
    }
    if (line.usd <= 0) {
      ++out_report_.left_out["nothing was traded"];
    } else if (!is_kept(reporter, partner)) {
      ++out_report_.left_out["between countries that were not named"];
    } else {
      ++out_report_.flows;
      write(line, reporter, partner, {}, fmt::format("{}: line {}", file_, at), "official", {});
    }
  }

  void add_to_sums(trade_line const& line, traded_side const& reporter,
                   traded_side const& partner) {
    // Of a data set with both sides' books those of exporters are summed; parts of a year are not.
    if (!line.exports || line.month != 0 || line.usd <= 0 ||
        (partner.area && o_.form != trade_form::baci)) {
      return;
    }
    auto const a = sides_.of(reporter), b = sides_.of(partner), w = sides_.of(world());
    auto const kept = is_kept(reporter, partner);
    sum_key key{a, b, static_cast<std::uint16_t>(line.year), class_of(line.classification), 0, 0};
    if (line.code.empty()) {
      return;  // totals of pairs are summed over products, or stated
    }
    // Only the finest level of a file is whole: codes of one length.
    key.digits = static_cast<std::uint8_t>(line.code.size());
    key.code = std::stoull(line.code);
    auto const add = [&](std::uint32_t from, std::uint32_t to) {
      auto one = key;
      one.exporter = from;
      one.importer = to;
      sums_[one] += line.usd;
      one.digits = 0;
      one.code = key.digits;  // one total a level
      totals_[one] += line.usd;
    };
    add(w, w);
    if (o_.countries.empty() || is_named(reporter)) {
      add(a, w);
    }
    if (o_.countries.empty() || is_named(partner)) {
      add(w, b);
    }
    if (kept) {
      auto one = key;
      one.digits = 0;
      one.code = key.digits;
      totals_[one] += line.usd;
    }
  }

  // The file itself says what each sells to the world: the sum of that is the world's trade.
  void add_stated(trade_line const& line) {
    if (!line.exports || line.month != 0 || line.usd <= 0) {
      return;
    }
    auto const w = sides_.of(world());
    auto const digits = static_cast<std::uint8_t>(line.code.size());
    stated_[{w, w, static_cast<std::uint16_t>(line.year), class_of(line.classification), digits,
             line.code.empty() ? 0 : std::stoull(line.code)}] += line.usd;
  }

  // Where the file states what goes to the world, sums of pairs do not say it again.
  void prefer_stated() {
    if (stated_.empty()) {
      return;
    }
    auto const w = sides_.of(world());
    for (auto* sums : {&sums_, &totals_}) {
      std::erase_if(*sums, [&](auto const& entry) { return entry.first.importer == w; });
    }
    sums_.insert(stated_.begin(), stated_.end());
  }

  static traded_side const& world() {
    static traded_side const out{std::string{kWorld}, true, {}, {}};
    return out;
  }

  static std::uint8_t class_of(std::string_view text) {
    auto const at = std::ranges::find(kClassifications, text);
    return static_cast<std::uint8_t>(at - kClassifications.begin());
  }

  void write(trade_line const& line, traded_side const& reporter, traded_side const& partner,
             std::string_view prefix, std::string const& locator, std::string_view grade,
             std::string const& note) {
    for (auto const* side : {&reporter, &partner}) {
      written_.emplace(side->id, *side);
    }
    auto const direction = line.exports ? "export" : "import";
    auto const goods = line.code.empty() ? line.classification : line.classification + line.code;
    auto const entity =
        slug(fmt::format("flow-{}-{}-{}-{}", reporter.id, partner.id, direction, goods));
    auto const id = fmt::format("{}-{}{:09}", o_.pack, prefix, ++number_);
    auto const [first, last] = period_of(line);
    auto product = to_nfc(line.product);
    std::ranges::replace_if(
        product, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    if (product.empty() || !is_utf8(product)) {
      product = line.code.empty() ? "All merchandise"
                                  : (line.classification == "hs" ? "HS " : "SITC ") + line.code;
    }
    auto const usd = decimal(line.usd);
    std::string row;
    write_csv(row, {id,
                    entity,
                    reporter.area ? std::string_view{} : reporter.id,
                    reporter.area ? reporter.id : std::string_view{},
                    partner.area ? std::string_view{} : partner.id,
                    partner.area ? partner.id : std::string_view{},
                    direction,
                    line.classification,
                    line.code,
                    product,
                    usd,
                    line.month == 0 ? "calendar_year" : "part_year",
                    first,
                    last,
                    {},
                    {},
                    {},
                    first,
                    last,
                    grade,
                    source_,
                    locator,
                    note,
                    {}});
    out_ << row;
  }

  static std::string slug(std::string text) {
    for (auto& c : text) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      c = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
    }
    return text;
  }

  static std::pair<std::string, std::string> period_of(trade_line const& line) {
    if (line.month == 0) {
      return {fmt::format("{}-01-01", line.year), fmt::format("{}-12-31", line.year)};
    }
    using namespace std::chrono;
    auto const m = std::chrono::year{line.year} / month{static_cast<unsigned>(line.month)};
    return {to_string(day{sys_days{m / 1}}), to_string(day{sys_days{m / std::chrono::last}})};
  }

  void write_sums() {
    prefer_stated();
    if (states_totals_) {
      totals_.clear();
    }
    std::vector<std::pair<sum_key, double>> all{sums_.begin(), sums_.end()};
    for (auto const& [key, usd] : totals_) {
      // Several levels of one file: its own total is that of the finest.
      auto finer = key;
      auto const has_finer = [&] {
        for (auto digits = key.code + 1; digits <= 10; ++digits) {
          finer.code = digits;
          if (totals_.contains(finer)) {
            return true;
          }
        }
        return false;
      }();
      if (!has_finer) {
        auto one = key;
        one.code = 0;
        one.classification = 0;
        all.emplace_back(one, usd);
      }
    }
    std::ranges::sort(all, {}, &std::pair<sum_key, double>::first);
    number_ = 0;
    for (auto const& [key, usd] : all) {
      trade_line line;
      line.classification = kClassifications[key.classification];
      line.code = key.digits == 0 ? std::string{} : fmt::format("{:0{}}", key.code, key.digits);
      line.year = key.year;
      line.usd = usd;
      ++out_report_.totals;
      write(line, sides_[key.exporter], sides_[key.importer], "sum-", {}, "computed",
            "computed as the sum of the rows of the data set");
    }
  }

  // Sources, and countries that the flows name.
  void write_rest() {
    pack_rows rows;
    auto const what = about(o_.form);
    std::string files = fmt::format("{}", fmt::join(titles_, ", "));
    rows.add("sources", {{"row_id", source_},
                         {"entity", source_},
                         {"title", fmt::format("{}: {}", what.title, files)},
                         {"publisher", what.publisher},
                         {"url", what.url},
                         {"kind", "dataset"}});
    for (auto const& [_, s] : written_) {
      if (s.area) {
        continue;
      }
      auto const iso2 = s.iso2.empty() ? upper(s.id) : s.iso2;
      rows.add("countries", {{"row_id", fmt::format("{}-c-{}", o_.pack, s.id)},
                             {"entity", s.id},
                             {"iso2", iso2},
                             {"grade", "reported"},
                             {"source", source_}});
      if (s.name.empty()) {
        continue;
      }
      rows.add("names", {{"row_id", fmt::format("{}-n-{}", o_.pack, s.id)},
                         {"entity", s.id},
                         {"language", "en"},
                         {"name", s.name},
                         {"use", "official"},
                         {"grade", "reported"},
                         {"source", source_}});
    }
    rows.write(folder_, o_.pack, fmt::format("Trade flows of {}", what.title), o_.created);
  }

  static std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return text;
  }

  un_countries codes_;
  trade_import_options const& o_;
  std::filesystem::path folder_;
  std::string source_, file_{};
  std::set<std::string> titles_{};
  std::ofstream out_{};
  side_numbers sides_{};
  std::map<std::string, traded_side> written_{};  // that a row names
  std::unordered_map<sum_key, double, hash_of_sum> sums_{}, totals_{}, stated_{};
  bool states_totals_{false};
  std::size_t number_{0};
  trade_import out_report_{};
};

}  // namespace

trade_import import_trade(std::vector<std::filesystem::path> const& files,
                          record::name_index const& names, trade_import_options const& options,
                          std::filesystem::path const& folder, trade_progress const& progress) {
  trade_importer run{names, options, folder};
  for (auto const& file : files) {
    run.read(file, progress);
  }
  return run.finish();
}

}  // namespace karwan::exchange
