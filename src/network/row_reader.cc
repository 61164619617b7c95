#include "network/row_reader.h"

#include <algorithm>

namespace karwan::network {

record::cell const* row_reader::find(std::string_view column) {
  auto const p = record::find_property(row_.table, column);
  if (!p) {
    throw failure{{error_kind::internal, "no such column: " + std::string{column}, {}, {}}};
  }
  withdrawn_ |= std::ranges::find(row_.withdrawn, *p) != row_.withdrawn.end();
  for (auto const& c : row_.cells) {
    if (c.property == *p) {
      read_.push_back(c.statement);
      return &c;
    }
  }
  return nullptr;
}

std::string_view row_reader::text(std::string_view column) {
  auto const* c = find(column);
  return c == nullptr ? std::string_view{} : std::string_view{c->text};
}

std::optional<double> row_reader::number(std::string_view column) {
  auto const* c = find(column);
  return c == nullptr ? std::nullopt : std::optional{c->number};
}

std::optional<date_span> row_reader::date(std::string_view column) {
  auto const* c = find(column);
  return c == nullptr ? std::nullopt : std::optional{c->span};
}

std::optional<stated<date_span>> row_reader::stated_date(std::string_view column) {
  auto const* c = find(column);
  return c == nullptr ? std::nullopt : std::optional{stated<date_span>{c->span, c->statement}};
}

names row_reader::list(std::string_view column) {
  auto l = stated_list(column);
  return l ? std::move(l->value) : names{};
}

std::optional<stated<names>> row_reader::stated_list(std::string_view column) {
  auto const* c = find(column);
  if (c == nullptr) {
    return std::nullopt;
  }
  auto out = stated<names>{{}, c->statement};
  auto rest = std::string_view{c->text};
  while (!rest.empty()) {
    auto const end = std::min(rest.find(';'), rest.size());
    if (end > 0) {
      out.value.push_back(rest.substr(0, end));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

std::optional<stated<double>> row_reader::stated_number(std::string_view column) {
  auto const* c = find(column);
  return c == nullptr ? std::nullopt : std::optional{stated<double>{c->number, c->statement}};
}

std::optional<stated<std::string_view>> row_reader::stated_text(std::string_view column) {
  auto const* c = find(column);
  return c == nullptr ? std::nullopt
                      : std::optional{stated<std::string_view>{c->text, c->statement}};
}

}  // namespace karwan::network
