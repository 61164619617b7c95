#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>

#include <fmt/format.h>

#include "exchange/csv_stream.h"
#include "karwan/base/text.h"
#include "karwan/exchange/trade.h"

namespace karwan::exchange {
namespace {

constexpr auto kForms = std::to_array<std::string_view>({"comtrade", "baci", "unctad", "wits"});

enum field : std::size_t {
  reporter,
  partner,
  flow,
  flow_name,
  classification,
  code,
  product,
  year,
  value,
  frequency,    // annual or monthly
  kind,         // goods or services
  by_partner2,  // of these three only the total is taken
  by_customs,
  by_transport,
  kFields
};

// What each form calls a field, as folded text; the first that a header has is taken.
struct layout {
  std::array<std::vector<std::string_view>, kFields> names;
  std::vector<field> needed;
  double usd_per_unit;
  char const* example;
};

// Headings of Comtrade as its database and its earlier one write them.
layout const& layout_of(trade_form form) {
  static auto const all = [] {
    std::array<layout, kForms.size()> out{};
    auto& c = out[0];
    c.names[reporter] = {"reportercode", "reporter code", "reporteriso", "reporter iso"};
    c.names[partner] = {"partnercode", "partner code", "partneriso", "partner iso"};
    c.names[flow] = {"flowcode", "trade flow code", "tradeflow code"};
    c.names[flow_name] = {"flowdesc", "trade flow", "tradeflow"};
    c.names[classification] = {"classificationcode", "classification"};
    c.names[code] = {"cmdcode", "commodity code"};
    c.names[product] = {"cmddesc", "commodity"};
    c.names[year] = {"period", "year", "refyear"};
    c.names[value] = {"primaryvalue", "trade value us", "tradevalueus"};
    c.names[frequency] = {"freqcode"};
    c.names[kind] = {"typecode"};
    c.names[by_partner2] = {"partner2code"};
    c.names[by_customs] = {"customscode"};
    c.names[by_transport] = {"motcode"};
    c.needed = {reporter, partner, classification, code, year, value};
    c.usd_per_unit = 1;
    c.example =
        "typeCode,...,period,reporterCode,...,flowCode,...,partnerCode,...,"
        "classificationCode,...,cmdCode,...,primaryValue";
    auto& b = out[1];
    b.names[year] = {"t"};
    b.names[reporter] = {"i"};
    b.names[partner] = {"j"};
    b.names[code] = {"k"};
    b.names[value] = {"v"};
    b.needed = {year, reporter, partner, code, value};
    b.usd_per_unit = 1000;
    b.example = "t,i,j,k,v,q";
    auto& u = out[2];
    u.names[year] = {"year"};
    u.names[reporter] = {"economy"};
    u.names[partner] = {"partner"};
    u.names[flow] = {"flow"};
    u.names[flow_name] = {"flow label"};
    u.names[code] = {"product", "sitcrev3product"};
    u.names[product] = {"product label", "sitcrev3product label"};
    u.names[value] = {"us dollars at current prices in thousands",
                      "us at current prices in thousands", "us dollars in thousands"};
    u.needed = {year, reporter, partner, code, value};
    u.usd_per_unit = 1000;
    u.example =
        "Year,Economy,Economy_Label,Partner,Partner_Label,Flow,Flow_Label,Product,"
        "Product_Label,US_dollars_at_current_prices_in_thousands";
    auto& w = out[3];
    w.names[classification] = {"nomenclature"};
    w.names[reporter] = {"reporteriso3", "reporter"};
    w.names[partner] = {"partneriso3", "partner"};
    w.names[flow_name] = {"tradeflowname", "tradeflow", "trade flow"};
    w.names[code] = {"productcode", "product code"};
    w.names[product] = {"productdescription", "product description"};
    w.names[year] = {"year"};
    w.names[value] = {"tradevalue in 1000 usd", "trade value in 1000 usd", "trade value 1000usd",
                      "trade value us thousand"};
    w.needed = {reporter, partner, flow_name, code, year, value};
    w.usd_per_unit = 1000;
    w.example =
        "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,"
        "TradeValue in 1000 USD";
    return out;
  }();
  return all[static_cast<std::size_t>(form)];
}

std::optional<double> number_in(std::string_view text) {
  double out = 0;
  auto const* const end = text.data() + text.size();
  auto const [at, fault] = std::from_chars(text.data(), end, out);
  return fault == std::errc{} && at == end && std::isfinite(out) ? std::optional{out}
                                                                 : std::nullopt;
}

std::optional<int> whole_number(std::string_view text) {
  auto const n = all_digits(text) && text.size() <= 6 ? number_in(text) : std::nullopt;
  return n ? std::optional{static_cast<int>(*n)} : std::nullopt;
}

// A blank, or the code by which the form writes the total over a breakdown.
bool is_whole(std::string_view cell) {
  return cell.empty() || cell == "0" || cell == "C00" || cell == "000";
}

// h0 .. h7, hs and s1 .. s4, sitc; blank: neither.
std::string nomenclature(std::string_view folded) {
  auto const numbered = [&](char letter) {
    return folded.size() == 2 && folded[0] == letter && folded[1] >= '0' && folded[1] <= '9';
  };
  return folded.starts_with("hs") || numbered('h')     ? "hs"
         : folded.starts_with("sitc") || numbered('s') ? "sitc"
                                                       : "";
}

}  // namespace

std::optional<trade_form> trade_form_named(std::string_view text) noexcept {
  auto const at = std::ranges::find(kForms, text);
  return at == kForms.end() ? std::nullopt
                            : std::optional{static_cast<trade_form>(at - kForms.begin())};
}

std::string_view name_of(trade_form form) noexcept {
  return kForms[static_cast<std::size_t>(form)];
}

struct trade_reader::impl {
  impl(std::istream& in, trade_form f) : form{f}, csv{in} {}

  std::string_view cell(field f) const {
    return at[f] < cells.size() ? std::string_view{cells[at[f]]} : std::string_view{};
  }

  found fail_at(field f, std::string text, std::string remedy) {
    wrong = {{},
             csv.line(),
             at[f] < header.size() ? header[at[f]] : std::string{},
             std::move(text),
             std::move(remedy)};
    return found::fault;
  }

  found leave_out(char const* reason) {
    why = reason;
    return found::left_out;
  }

  bool read_header() {
    auto const& is = layout_of(form);
    begun = true;
    if (!csv.next(header)) {
      wrong = {{}, 1, {}, "the file is empty", fmt::format("Its first line is {}", is.example)};
      return false;
    }
    at.fill(std::string::npos);
    for (std::size_t i = 0; i < header.size(); ++i) {
      auto const name = fold(header[i]);
      for (std::size_t f = 0; f < kFields; ++f) {
        auto const known = std::ranges::find(is.names[f], std::string_view{name});
        // Of several names the first of the list is meant.
        if (known != is.names[f].end() &&
            (at[f] == std::string::npos || known - is.names[f].begin() < rank[f])) {
          at[f] = i;
          rank[f] = known - is.names[f].begin();
        }
      }
    }
    for (auto const f : is.needed) {
      if (at[f] == std::string::npos) {
        auto const tabs = header.size() < 3;
        wrong = {{},
                 1,
                 std::string{is.names[f].front()},
                 fmt::format("this is no {} file: it has no such column", name_of(form)),
                 fmt::format("{}The header is {}",
                             tabs ? "Save it with commas between cells. " : "", is.example)};
        return false;
      }
    }
    return true;
  }

  found read_year(trade_line& out) {
    auto const text = cell(year);
    auto const n = whole_number(text);
    out.month = 0;
    auto const is_year = [](int y) { return y >= 1900 && y <= 2100; };
    if (n && text.size() == 6 && is_year(*n / 100) && *n % 100 >= 1 && *n % 100 <= 12) {
      out.year = *n / 100;
      out.month = *n % 100;
    } else if (n && is_year(*n)) {
      out.year = *n;
    } else {
      return fail_at(year, in_quotes(text) + " is no year", "Write it as 2022, a month as 202206");
    }
    return found::line;
  }

  found read_flow(trade_line& out) {
    auto const name = fold(cell(flow_name));
    auto const number = cell(flow);
    // Where the flow has a letter, that decides: descriptions differ by language and year.
    auto const lettered = !number.empty() && !all_digits(number);
    auto const says = [&](char const* letter, std::initializer_list<std::string_view> names) {
      return lettered ? number == letter : std::ranges::find(names, name) != names.end();
    };
    if (form == trade_form::baci ||
        says("X", {"export", "exports", "gross exp", "gross exports"})) {
      out.exports = true;
    } else if (says("M", {"import", "imports", "gross imp", "gross imports"})) {
      out.exports = false;
    } else if (name.empty() &&
               (number == "1" || number == "2" || number == "01" || number == "02")) {
      out.exports = number.back() == '2';
    } else if (name.empty() && number.empty()) {
      return fail_at(at[flow_name] < header.size() ? flow_name : flow, "the flow is blank",
                     "Write Export or Import");
    } else {
      return leave_out("not an export or import: re-exports, balances and others");
    }
    return found::line;
  }

  // Where only the total of a breakdown counts, its parts are left out.
  bool is_part() const {
    return !is_whole(cell(by_partner2)) || !is_whole(cell(by_customs)) ||
           !is_whole(cell(by_transport));
  }

  found read_goods(trade_line& out) {
    auto const text = cell(code);
    auto const name = fold(text);
    out.product = std::string{cell(product)};
    if (name == "total" || name == "all") {
      out.classification = "total";
      out.code.clear();
      return found::line;
    }
    out.classification = form == trade_form::baci     ? "hs"
                         : form == trade_form::unctad ? "sitc"
                                                      : nomenclature(fold(cell(classification)));
    if (out.classification.empty() && at[classification] == std::string::npos) {
      out.classification = "hs";  // WITS without the column
    }
    if (out.classification.empty()) {
      return leave_out("neither of the HS nor of the SITC");
    }
    if (!all_digits(text) || text.size() > 10) {
      return form == trade_form::baci
                 ? fail_at(code, in_quotes(text) + " is no code of the HS", "Write six digits")
                 : leave_out("groups that are no digits of the HS or SITC");
    }
    out.code = std::string{text};
    // Spreadsheets drop the zero in front.
    if (out.classification == "hs" && out.code.size() % 2 == 1) {
      out.code.insert(0, "0");
    }
    return found::line;
  }

  found read_value(trade_line& out) {
    auto text = cell(value);
    while (!text.empty() && text.front() == ' ') {
      text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
      text.remove_suffix(1);
    }
    if (text.empty() || text == "NA") {
      return leave_out("without a value");
    }
    auto const n = number_in(text);
    if (!n || *n < 0) {
      return fail_at(value, in_quotes(text) + (n ? " is below zero" : " is no number"),
                     "Write it with a decimal point and without separators, as 1234.5");
    }
    out.usd = *n * layout_of(form).usd_per_unit;
    return found::line;
  }

  found read(trade_line& out) {
    if (!csv.fault().empty()) {
      wrong = {{}, csv.line(), {}, csv.fault(), "Quote cells as RFC 4180 has them"};
      return found::fault;
    }
    // Comtrade ends its rows, and not its header, with a comma.
    if (cells.size() < header.size() || (cells.size() > header.size() + 1) ||
        (cells.size() == header.size() + 1 && !cells.back().empty())) {
      wrong = {{},
               csv.line(),
               {},
               fmt::format("the row has {} cells, the header {}", cells.size(), header.size()),
               "Write one cell per column; quote cells that hold commas"};
      return found::fault;
    }
    if (auto const k = cell(kind); !k.empty() && k != "C") {
      return leave_out("services");
    }
    if (is_part()) {
      return leave_out("parts of a total: by second partner, customs procedure or transport");
    }
    for (auto const f : {reporter, partner}) {
      if (cell(f).empty()) {
        return fail_at(f, "the country is blank", "Write its code");
      }
    }
    out.reporter = std::string{cell(reporter)};
    out.partner = std::string{cell(partner)};
    for (auto const step :
         {&impl::read_flow, &impl::read_goods, &impl::read_year, &impl::read_value}) {
      if (auto const is_ok = (this->*step)(out); is_ok != found::line) {
        return is_ok;
      }
    }
    return found::line;
  }

  trade_form form;
  csv_stream csv;
  bool begun{false}, over{false};
  std::vector<std::string> header{}, cells{};
  std::array<std::size_t, kFields> at{};
  std::array<std::ptrdiff_t, kFields> rank{};
  std::string why{};
  trade_fault wrong{};
};

trade_reader::trade_reader(std::istream& in, trade_form form)
    : impl_{std::make_unique<impl>(in, form)} {}
trade_reader::~trade_reader() = default;

trade_reader::found trade_reader::next(trade_line& line) {
  auto& i = *impl_;
  if (i.over) {
    return found::end;
  }
  if (!i.begun && !i.read_header()) {
    i.over = true;
    return found::fault;
  }
  if (!i.csv.next(i.cells)) {
    i.over = true;
    return found::end;
  }
  return i.read(line);
}

std::string const& trade_reader::why() const noexcept {
  return impl_->why;
}
trade_fault const& trade_reader::fault() const noexcept {
  return impl_->wrong;
}
std::size_t trade_reader::at_line() const noexcept {
  return impl_->csv.line();
}

}  // namespace karwan::exchange
