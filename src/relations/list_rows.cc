#include "relations/list_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/edit.h"
#include "relations/cells.h"

namespace karwan::relations {
namespace {

using record::store;

// FNV-1a: tells the offers of one organisation apart in their ids.
std::string short_hash(std::string_view text) {
  std::uint32_t h = 2166136261U;
  for (char const c : text) {
    h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return fmt::format("{:08x}", h);
}

std::vector<std::string> split_any(std::string_view text, std::string_view separators) {
  std::vector<std::string> out;
  while (!text.empty()) {
    auto const end = std::min(text.find_first_of(separators), text.size());
    auto item = text.substr(0, end);
    while (item.starts_with(' ')) {
      item.remove_prefix(1);
    }
    while (item.ends_with(' ')) {
      item.remove_suffix(1);
    }
    if (!item.empty()) {
      out.emplace_back(item);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool among(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, folded) != words.end();
}

bool says_yes(std::string_view text) {
  return among(fold(text), {"yes", "y", "x", "да", "true", "1", "public"});
}

// offer | want; empty: neither.
std::string direction_in(std::string_view text) {
  auto const f = fold(text);
  if (among(f, {"offer", "offers", "export", "exports", "exporter", "supply", "supplier", "sell",
                "seller", "предлагает", "предложение", "экспорт", "экспортер"})) {
    return "offer";
  }
  return among(f, {"want", "wants", "seek", "seeks", "import", "imports", "importer", "buy",
                   "buyer", "needs", "ищет", "запрос", "импорт", "импортер"})
             ? "want"
             : "";
}

std::string contact_key(std::string_view kind, std::string_view value) {
  return fmt::format("{}\x1f{}", kind, value);
}

}  // namespace

list_reader::list_reader(store const& from, record::name_index const& names,
                         organisation_index const& organisations, std::string source,
                         std::string direction, std::vector<sheet_fault>& faults)
    : names_{names},
      organisations_{organisations},
      source_{std::move(source)},
      direction_{std::move(direction)},
      faults_{faults} {
  record::view_spec all;
  all.withheld = true;
  for (auto const& r : rows_of_table(from, "contacts", all)) {
    auto const of = std::string{r.text("of")};
    known_contacts_[of].emplace(contact_key(r.text("kind"), r.text("value")), r.row_id);
  }
}

void list_reader::read_header(sheet const& s, std::vector<std::string>& ignored) {
  header_ = s.header;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    auto const column = column_named(header_[i]);
    if (!column) {
      if (!header_[i].empty()) {
        ignored.push_back(header_[i]);
      }
    } else if (auto const [it, fresh] = at_.emplace(*column, i); !fresh) {
      faults_.push_back({1, header_[i],
                         fmt::format("it means the same as {}", in_quotes(header_[it->second])),
                         "Keep one of the two columns, or rename one"});
    }
  }
  if (!at_.contains(list_column::organisation)) {
    faults_.push_back(
        {1, {}, "no column names the organisations", "Call it Company, Organisation or Firm"});
  }
}

std::string const& list_reader::cell(list_column c) const {
  static std::string const none;
  auto const it = at_.find(c);
  return it == at_.end() ? none : row_->cells[it->second];
}

std::string list_reader::header(list_column c) const {
  auto const it = at_.find(c);
  return it == at_.end() ? std::string{} : header_[it->second];
}

void list_reader::fault(list_column c, std::string text, std::string remedy) {
  faults_.push_back({row_->line, header(c), std::move(text), std::move(remedy)});
}

std::string list_reader::field_of(std::string const& table, std::string const& column) const {
  using enum list_column;
  static std::map<std::string, list_column> const kFrom{
      {"organisations.name", organisation},  {"organisations.kind", type},
      {"organisations.website", website},    {"organisations.countries", country},
      {"offers.products", hs_code},          {"offers.what", products},
      {"offers.quantity", quantity},         {"offers.quantity_unit", unit},
      {"offers.certificates", certificates}, {"contacts.value", email}};
  auto const it = kFrom.find(table + "." + column);
  auto const name = it == kFrom.end() ? std::string{} : header(it->second);
  return name.empty() ? column : name;
}

void list_reader::add(std::string table, std::string row_id, std::string entity,
                      std::vector<std::pair<std::string, std::string>> cells) {
  std::erase_if(cells, [](auto const& c) { return c.second.empty(); });
  record::import_row row{row_->line,        std::move(table), std::move(row_id),
                         std::move(entity), std::move(cells), {}};
  if (row.table != "sources") {
    row.shared = {{"grade", "reported"},
                  {"source", source_},
                  {"locator", fmt::format("line {}", row_->line)}};
  }
  out_.push_back(std::move(row));
}

// One of a column's choices, written with blanks or underscores.
std::string list_reader::choice(list_column c, std::string_view table, std::string_view column,
                                std::string fallback) {
  auto const& text = cell(c);
  if (text.empty()) {
    return fallback;
  }
  auto wanted = fold(text);
  std::ranges::replace(wanted, ' ', '_');
  auto const p = record::find_property(record::find_table(table).value(), column).value();
  auto const choices = split_any(record::column_of(p).choices, "|");
  if (std::ranges::find(choices, wanted) != choices.end()) {
    return wanted;
  }
  fault(c, in_quotes(text) + " is not a choice here",
        fmt::format("Write one of {}", fmt::join(choices, ", ")));
  return fallback;
}

std::string list_reader::country(list_column c, std::string_view name) {
  constexpr std::string_view kCountry[] = {"country"};
  auto const found = names_.resolve(name, kCountry);
  if (!found) {
    fault(c, found.error().text, found.error().remedy);
    return {};
  }
  return *found;
}

std::string list_reader::countries(list_column c) {
  std::string out;
  for (auto const& name : split_any(cell(c), ";,/")) {
    auto const id = country(c, name);
    out += (out.empty() || id.empty() ? "" : ";") + id;
  }
  return out;
}

std::string list_reader::organisation() {
  auto const& name = cell(list_column::organisation);
  if (name.empty()) {
    fault(list_column::organisation, "the cell is blank", "Name the organisation of the row");
    return {};
  }
  if (auto const known = organisations_.resolve(name); known) {
    return *known;
  } else if (known.error().text.find("several") != std::string::npos) {
    fault(list_column::organisation, known.error().text, known.error().remedy);
    return {};
  }
  auto const it = new_organisations_.find(fold(name));
  return it != new_organisations_.end() ? it->second : add_organisation(name);
}

std::string list_reader::add_organisation(std::string const& name) {
  auto const base = "org-" + record::slug(name);
  auto id = base;
  auto const taken = [&](std::string const& wanted) {
    return !names_.kinds_of(wanted).empty() || new_sectors_.contains(wanted);
  };
  for (int n = 2; taken(id); ++n) {
    id = fmt::format("{}-{}", base, n);
  }
  auto const sector = choice(list_column::sector, "organisations", "sector", "trade");
  if (cell(list_column::country).empty()) {
    fault(list_column::country, "the record does not know this organisation, nor its country",
          "Say its country (ISO 3166 code or name)");
  }
  new_organisations_.emplace(fold(name), id);
  new_sectors_.emplace(id, sector);
  add("organisations", id, id,
      {{"name", name},
       {"kind", choice(list_column::type, "organisations", "kind", "company")},
       {"countries", countries(list_column::country)},
       {"seat", cell(list_column::seat)},
       {"sector", sector},
       {"website", cell(list_column::website)}});
  return id;
}

std::string list_reader::sector_of(std::string const& organisation) {
  auto const* known = organisations_.find(organisation);
  auto const it = new_sectors_.find(organisation);
  auto const usual = known != nullptr           ? known->sector
                     : it != new_sectors_.end() ? it->second
                                                : std::string{"trade"};
  return choice(list_column::sector, "offers", "sector", usual);
}

// Without dots and the letters HS; their form is checked with the row.
std::string list_reader::hs_codes() {
  std::string out;
  for (auto code : split_any(cell(list_column::hs_code), ";,/ ")) {
    std::erase(code, '.');
    if (fold(code) == "hs") {
      continue;
    }
    if (all_digits(code) && code.size() % 2 == 1) {
      fault(list_column::hs_code, fmt::format("{} has an odd number of digits", code),
            fmt::format("Spreadsheets drop leading zeros: write 0{} if that is meant", code));
    } else {
      out += (out.empty() ? "" : ";") + code;
    }
  }
  return out;
}

std::string list_reader::number(list_column c) {
  auto text = cell(c);
  std::erase(text, ' ');
  return text;
}

std::string list_reader::verified_by(std::string const& verification) {
  auto const& name = cell(list_column::verified_by);
  if (name.empty()) {
    if (verification == "verified") {
      fault(list_column::verification, "nobody is named who verified the row",
            "Name the office in a column Verified by, or write unverified");
    }
    return {};
  }
  auto const found = organisations_.resolve(name);
  if (!found) {
    fault(list_column::verified_by, found.error().text, found.error().remedy);
    return {};
  }
  return *found;
}

// What the row offers and seeks, in words.
std::vector<list_reader::wish> list_reader::wishes() {
  auto const& goods = cell(list_column::products);
  std::vector<wish> out;
  for (auto const& [column, direction] :
       {std::pair{list_column::offers, "offer"}, {list_column::seeks, "want"}}) {
    if (auto const& text = cell(column); !text.empty()) {
      out.push_back({direction, says_yes(text) && !goods.empty() ? goods : text});
    }
  }
  auto const codes = split_any(cell(list_column::hs_code), ";,/ ");
  if (!out.empty() || (goods.empty() && codes.empty())) {
    if (out.empty()) {
      fault(list_column::products, "the row neither offers nor seeks anything",
            "Fill one of the columns Products, HS code, Offers, Seeks");
    }
    return out;
  }
  auto const& said = cell(list_column::direction);
  auto const direction = said.empty() ? direction_ : direction_in(said);
  if (direction.empty()) {
    fault(list_column::direction,
          said.empty() ? std::string{"it is not said whether this is offered or sought"}
                       : in_quotes(said) + " is neither offer nor want",
          "Write offer or want in a column Direction, or import with --direction");
    return out;
  }
  out.push_back({direction, goods.empty() ? fmt::format("goods of HS {}", codes.front()) : goods});
  return out;
}

void list_reader::add_offer(std::string const& organisation, wish const& w, bool has_codes) {
  auto const codes = has_codes ? hs_codes() : std::string{};
  auto const verification =
      choice(list_column::verification, "offers", "verification", "unverified");
  auto const policy = choice(list_column::contact_policy, "offers", "contact_policy",
                             says_yes(cell(list_column::publish)) ? "public" : "");
  std::string certificates;
  for (auto const& c : split_any(cell(list_column::certificates), ";,")) {
    certificates += (certificates.empty() ? "" : ";") + c;
  }
  auto const entity = fmt::format("offer-{}-{}", organisation.substr(0, 60),
                                  short_hash(w.direction + "\n" + fold(w.what) + "\n" + codes));
  auto const row_id = fmt::format("{}-{}", entity, short_hash(source_).substr(0, 4));
  if (auto const [it, fresh] = lines_.emplace(row_id, row_->line); !fresh) {
    fault(list_column::products, fmt::format("line {} says the same", it->second),
          "Keep one of the two rows");
    return;
  }
  add("offers", row_id, entity,
      {{"organisation", organisation},
       {"direction", w.direction},
       {"what", w.what},
       {"products", codes},
       {"sector", sector_of(organisation)},
       {"quantity", number(list_column::quantity)},
       {"quantity_unit", cell(list_column::unit)},
       {"certificates", certificates},
       {"looks_in", countries(list_column::looks_in)},
       {"contact_policy", policy},
       {"verification", verification},
       {"verified_by", verified_by(verification)}});
}

void list_reader::add_contacts(std::string const& organisation) {
  auto const open = says_yes(cell(list_column::publish)) ? "yes" : "no";
  auto& known = known_contacts_[organisation];
  for (auto const& [column, kind] : {std::pair{list_column::person, "person"},
                                     {list_column::email, "email"},
                                     {list_column::phone, "phone"},
                                     {list_column::address, "address"}}) {
    auto const& value = cell(column);
    if (value.empty()) {
      continue;
    }
    if (column == list_column::email &&
        (value.find('@') == std::string::npos || value.find(' ') != std::string::npos)) {
      // The value itself is not repeated: a message may be shown to others.
      fault(column, "the cell holds no single e-mail address", "Write one, like name@example.org");
      continue;
    }
    auto const key = contact_key(kind, value);
    auto it = known.find(key);
    if (it == known.end()) {
      it = known.emplace(key, fmt::format("contact-{}-{}", organisation, known.size() + 1)).first;
    } else if (lines_.contains(it->second)) {
      continue;  // said by a row before
    }
    lines_.emplace(it->second, row_->line);
    add("contacts", it->second, it->second,
        {{"of", organisation}, {"kind", kind}, {"value", value}, {"public", open}});
  }
}

void list_reader::read(sheet_row const& row) {
  row_ = &row;
  auto const who = organisation();
  if (who.empty()) {
    return;
  }
  auto const all = wishes();
  auto const has_codes = !cell(list_column::hs_code).empty();
  if (all.empty()) {
    hs_codes();  // for their faults
  }
  if (all.size() > 1 && has_codes) {
    fault(list_column::hs_code, "the row offers and seeks: it is open which the HS codes are of",
          "Give the want a row of its own");
    return;
  }
  for (auto const& w : all) {
    add_offer(who, w, has_codes);
  }
  add_contacts(who);
}

}  // namespace karwan::relations
