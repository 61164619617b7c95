#include "karwan/relations/inquiry.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "relations/cells.h"
#include "relations/write.h"

namespace karwan::relations {
namespace {

using record::row;

constexpr auto kLayer = "desk";
constexpr std::string_view kPrefix = "inquiry-";
constexpr std::string_view kPlaces[] = {"place", "country"};

// Also what older records hold beside the layer: those rows are withheld.
record::view_spec desk_view() {
  record::view_spec view;
  view.layers = {kLayer};
  view.withheld = true;
  return view;
}

int number_of(std::string_view id) {
  int n = 0;
  if (id.starts_with(kPrefix)) {
    std::from_chars(id.data() + kPrefix.size(), id.data() + id.size(), n);
  }
  return n;
}

inquiry inquiry_of(row const& r) {
  inquiry out;
  out.id = r.entity;
  out.row_id = r.row_id;
  out.layer = r.layer;
  out.who = r.text("who");
  out.contact = r.text("contact");
  out.about = r.text("about");
  out.for_whom = r.text("for_whom");
  out.product = r.text("product");
  out.from = r.text("from");
  out.to = r.text("to");
  out.tonnes = r.number("tonnes");
  out.status = r.text("status");
  out.asked_on = r.text("asked_on");
  out.answered_on = r.text("answered_on");
  return out;
}

// "student", "Business traveller"; empty: no such purpose, so goods.
std::string purpose_in(std::string const& about) {
  auto word = fold(about);
  std::ranges::replace(word, ' ', '_');
  auto const choices = choices_of("inquiries", "for_whom");
  return is_choice(choices, word) && word != "goods" ? word : std::string{};
}

status check(inquiry_text const& t) {
  for (auto const& [option, text] : {std::pair{"--who", &t.who}, {"--about", &t.about}}) {
    if (fold(*text).empty()) {
      return fail(error_kind::bad_input, "it is blank", option, "Write a word or more");
    }
  }
  if (!t.tonnes.empty()) {
    double n = 0;
    auto const [end, fault] =
        std::from_chars(t.tonnes.data(), t.tonnes.data() + t.tonnes.size(), n);
    if (fault != std::errc{} || end != t.tonnes.data() + t.tonnes.size() || !(n > 0)) {
      return fail(error_kind::bad_input, in_quotes(t.tonnes) + " are no tonnes", "--tonnes",
                  "Write a number above 0");
    }
  }
  return {};
}

}  // namespace

result<inquiry> add_inquiry(record::store& to, record::name_index const& names,
                            inquiry_text const& t, day asked_on, record::signature const& who) {
  if (auto ok = check(t); !ok) {
    return tl::unexpected{std::move(ok.error())};
  }
  std::vector<std::pair<std::string, std::string>> cells{{"who", t.who}, {"about", t.about}};
  for (auto const& [option, column, text] :
       {std::tuple{"--from", "from", &t.from}, {"--to", "to", &t.to}}) {
    auto found = names.resolve(*text, kPlaces);
    if (!found) {
      found.error().place = option;
      return tl::unexpected{std::move(found.error())};
    }
    cells.emplace_back(column, *found);
  }
  auto const purpose = purpose_in(t.about);
  cells.emplace_back("for_whom", purpose.empty() ? "goods" : purpose);
  constexpr std::string_view kProduct[] = {"product"};
  if (auto const product = names.resolve(t.about, kProduct); purpose.empty() && product) {
    cells.emplace_back("product", *product);
  }
  if (!t.contact.empty()) {
    cells.emplace_back("contact", t.contact);
  }
  if (!t.tonnes.empty()) {
    cells.emplace_back("tonnes", t.tonnes);
  }
  cells.emplace_back("status", "new");
  cells.emplace_back("asked_on", to_string(asked_on));
  auto const all = read_inquiries(to, {});
  auto const last = !all || all->empty() ? 0 : number_of(all->back().id);
  auto const id = fmt::format("{}{}", kPrefix, last + 1);
  cells.emplace_back("public", "no");
  auto const done =
      record::add(to, {id, "inquiries", {}, {}, std::move(cells), {}}, who, {.layer = kLayer});
  if (!done) {
    return tl::unexpected{done.error()};
  }
  return read_inquiry(to, id);
}

result<std::vector<inquiry>> read_inquiries(record::store const& from, std::string const& status) {
  if (!status.empty() && !is_choice(choices_of("inquiries", "status"), status)) {
    return fail(error_kind::bad_input, "there is no status " + in_quotes(status), "--status",
                "Choose among " + choices_of("inquiries", "status"));
  }
  std::vector<inquiry> out;
  for (auto const& r : rows_of_table(from, "inquiries", desk_view())) {
    if (status.empty() || r.text("status") == status) {
      out.push_back(inquiry_of(r));
    }
  }
  std::ranges::stable_sort(out, {}, [](inquiry const& i) { return number_of(i.id); });
  return out;
}

result<inquiry> read_inquiry(record::store const& from, std::string const& id) {
  auto const all = read_inquiries(from, {});
  if (!all) {
    return tl::unexpected{all.error()};
  }
  for (auto const& i : *all) {
    if (i.id == id || i.id == std::string{kPrefix} + id) {
      return i;
    }
  }
  return fail(error_kind::not_found, "there is no inquiry " + in_quotes(id), "ID",
              "karwan inquiry list names them");
}

status set_status(record::store& in, inquiry const& i, std::string const& to, day on,
                  record::signature const& who) {
  if (i.status == to) {
    return fail(error_kind::conflict, fmt::format("{} is {} already", i.id, to), {},
                "Nothing was recorded");
  }
  std::vector<std::pair<std::string, std::string>> cells{{"status", to}};
  if (to == "answered") {
    cells.emplace_back("answered_on", to_string(on));
  }
  auto const done = record::add(in, {i.id, "inquiries", i.row_id, {}, std::move(cells), {}}, who,
                                {.layer = i.layer});
  return done ? status{} : status{tl::unexpected{done.error()}};
}

namespace {

void write(json_writer& w, inquiry const& i) {
  w.open_object();
  w.key("id").text(i.id);
  w.key("who").text(i.who);
  write_if(w, "contact", i.contact);
  w.key("about").text(i.about);
  w.key("for_whom").text(i.for_whom);
  write_if(w, "product", i.product);
  w.key("from").text(i.from);
  w.key("to").text(i.to);
  if (i.tonnes) {
    w.key("tonnes").number(*i.tonnes, kDecimals);
  }
  w.key("status").text(i.status);
  w.key("asked_on").text(i.asked_on);
  write_if(w, "answered_on", i.answered_on);
  w.close_object();
}

}  // namespace

std::string to_json(inquiry const& i) {
  json_writer w;
  write(w, i);
  return std::move(w).take();
}

std::string to_json(std::vector<inquiry> const& all) {
  json_writer w;
  w.open_object();
  w.key("inquiries").open_array();
  for (auto const& i : all) {
    write(w, i);
  }
  w.close_array();
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::relations
