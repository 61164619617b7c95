#include "karwan/record/names.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/edit.h"
#include "record/name_lookup.h"

namespace karwan::record {
namespace {

std::uint64_t tables_of(std::span<std::string_view const> kinds) {
  if (kinds.empty()) {
    return ~std::uint64_t{0};
  }
  std::uint64_t out = 0;
  for (std::size_t t = 0; t < tables().size(); ++t) {
    if (std::ranges::find(kinds, tables()[t].kind) != kinds.end()) {
      out |= std::uint64_t{1} << t;
    }
  }
  return out;
}

std::string_view kind_in(std::uint64_t tables_seen) {
  for (std::size_t t = 0; t < tables().size(); ++t) {
    if ((tables_seen >> t & 1) != 0) {
      return tables()[t].kind;
    }
  }
  return "entity";
}

std::string without_blanks(std::string_view text) {
  std::string out{text};
  std::erase(out, ' ');
  return out;
}

// A town and its port or station share codes and names: "karachi" stands for all that begin so.
void keep_the_whole(std::vector<named_entity const*>& found) {
  if (found.size() < 2) {
    return;
  }
  auto const whole = found.front()->id + "-";  // the least id comes first
  if (std::all_of(found.begin() + 1, found.end(),
                  [&](named_entity const* e) { return e->id.starts_with(whole); })) {
    found.resize(1);
  }
}

}  // namespace

struct name_index::impl {
  impl(store const& s, view_spec const& view) : names{of(s), view} {}

  static store::impl& of(store const& s) {
    auto& i = store_access::of(s);
    i.refresh();
    return i;
  }

  std::vector<named_entity const*> matches(std::string_view folded, std::uint64_t wanted) const;
  std::vector<name_hit> similar(std::string_view folded, std::uint64_t wanted) const;
  std::string_view display_name(std::string_view id, std::string_view language) const;
  std::string described(named_entity const&) const;

  name_lookup names;
};

name_index::name_index(store const& s, view_spec const& view)
    : impl_{std::make_unique<impl>(s, view)} {}
name_index::name_index(name_index&&) noexcept = default;
name_index& name_index::operator=(name_index&&) noexcept = default;
name_index::~name_index() = default;

std::size_t name_index::kept() const noexcept {
  return impl_->names.kept();
}

std::vector<std::string> const& name_index::layers() const noexcept {
  return impl_->names.layers();
}

// Entities whose name is the text, by the best rank that any has. Ordered by id, each once.
std::vector<named_entity const*> name_index::impl::matches(std::string_view folded,
                                                           std::uint64_t wanted) const {
  std::vector<named_entity const*> out;
  auto best = name_rank::misspelt;
  auto const consider = [&](std::string_view key, bool codes_only) {
    for (auto const* e : names.called(key)) {
      if ((e->tables & wanted) == 0) {
        continue;
      }
      for (auto const& n : e->names) {
        if (n.folded != key || n.how > best || (codes_only && !n.is_code)) {
          continue;
        }
        if (n.how < best) {
          best = n.how;
          out.clear();
        }
        out.push_back(e);
      }
    }
  };
  consider(folded, false);
  if (folded.find(' ') != std::string_view::npos) {
    consider(without_blanks(folded), true);
  }
  std::ranges::sort(out, {}, &named_entity::id);
  auto const [from, to] = std::ranges::unique(out);
  out.erase(from, to);
  return out;
}

std::string name_index::impl::described(named_entity const& e) const {
  auto const shown = display_name(e.id, "en");
  return shown == e.id ? e.id : fmt::format("{} ({})", e.id, shown);
}

result<std::string> name_index::resolve(std::string_view text,
                                        std::span<std::string_view const> kinds) const {
  auto const wanted = tables_of(kinds);
  auto const& names = impl_->names;
  if (auto const* e = names.find(text); e != nullptr && (e->tables & wanted) != 0) {
    return e->id;
  }
  auto const folded = fold(text);
  auto found = impl_->matches(folded, wanted);
  if (found.empty()) {
    if (auto const latin = to_latin(folded); latin != folded) {
      found =
          impl_->matches(latin, wanted);  // no row names it in this script, but it reads the same
    }
  }
  keep_the_whole(found);
  if (found.size() == 1) {
    return found.front()->id;
  }
  auto const what =
      kinds.empty() ? std::string{"entity"} : fmt::format("{}", fmt::join(kinds, " or "));
  std::vector<std::string> candidates;
  if (found.size() > 1) {
    for (auto const* e : found) {
      candidates.push_back(impl_->described(*e));
    }
    return fail(error_kind::bad_input, fmt::format("{} names several", in_quotes(text)), {},
                fmt::format("Name one by its id: {}", fmt::join(candidates, ", ")));
  }
  if (auto const* e = names.find(slug(folded)); e != nullptr && (e->tables & wanted) != 0) {
    return e->id;
  }
  for (auto const& hit : impl_->similar(folded, wanted)) {
    candidates.push_back(impl_->described(*names.find(hit.entity)));
  }
  return fail(error_kind::bad_input, fmt::format("unknown {} {}", what, in_quotes(text)), {},
              candidates.empty()
                  ? "Use an id, a code or a name; karwan record find TEXT searches them"
                  : fmt::format("Did you mean {}?", fmt::join(candidates, ", or ")));
}

// Names within a few edits of the text, also across scripts, the nearest first.
std::vector<name_hit> name_index::impl::similar(std::string_view folded,
                                                std::uint64_t wanted) const {
  auto const limit = std::max<std::size_t>(1, std::min<std::size_t>(3, folded.size() / 3));
  auto const latin = to_latin(folded);
  struct near {
    std::size_t distance;
    named_entity const* entity;
    std::string_view name;
  };
  std::vector<near> all;
  auto const consider = [&](named_entity const& e, std::string_view key, std::string_view shown) {
    auto d = edit_distance(key, folded, limit);
    if (latin != folded) {
      d = std::min(d, edit_distance(key, latin, limit));
    }
    if (d > limit && folded.size() >= 3 && closeness(key, folded)) {
      d = limit;
    }
    if (d <= limit) {
      all.push_back({d, &e, shown});
    }
  };
  for (auto const* e : names.near(folded, limit)) {
    if ((e->tables & wanted) == 0) {
      continue;
    }
    for (auto const& n : e->names) {
      if (!n.is_code) {
        consider(*e, n.folded, n.text);
      }
    }
    consider(*e, fold(e->id), e->id);
  }
  std::ranges::stable_sort(all, [](near const& a, near const& b) {
    return std::tie(a.distance, a.entity->id) < std::tie(b.distance, b.entity->id);
  });
  std::vector<name_hit> out;
  for (auto const& n : all) {
    std::string_view const id = n.entity->id;
    if (out.size() < kSuggestions && std::ranges::find(out, id, &name_hit::entity) == out.end()) {
      out.push_back({id, n.name, kind_in(n.entity->tables)});
    }
  }
  return out;
}

std::vector<name_hit> name_index::complete(std::string_view text,
                                           std::span<std::string_view const> kinds,
                                           std::size_t limit) const {
  auto const folded = fold(text);
  auto const wanted = tables_of(kinds);
  if (folded.empty()) {
    return {};
  }
  struct candidate {
    int how;
    name_rank was;
    std::size_t length;
    named_entity const* entity;
    std::string_view shown;
  };
  std::vector<candidate> all;
  auto const consider = [&](named_entity const& e, name_rank r, std::string_view key,
                            std::string_view shown) {
    if (auto const how = closeness(key, folded)) {
      all.push_back({*how, r, key.size(), &e, shown});
    }
  };
  for (auto const* e : impl_->names.beginning(folded)) {
    if ((e->tables & wanted) == 0) {
      continue;
    }
    for (auto const& n : e->names) {
      consider(*e, n.how, n.folded, n.text);
    }
    consider(*e, name_rank::id, fold(e->id), e->id);
  }
  std::ranges::stable_sort(all, [](candidate const& a, candidate const& b) {
    return std::tie(a.how, a.length, a.was, a.entity->id) <
           std::tie(b.how, b.length, b.was, b.entity->id);
  });
  std::vector<name_hit> out;
  std::unordered_set<named_entity const*> seen;
  for (auto const& c : all) {
    if (out.size() == limit) {
      break;
    }
    if (seen.insert(c.entity).second) {
      out.push_back({c.entity->id, c.shown, kind_in(c.entity->tables & wanted)});
    }
  }
  return out;
}

std::string_view name_index::impl::display_name(std::string_view id,
                                                std::string_view language) const {
  auto const* e = names.find(id);
  if (e == nullptr || e->names.empty()) {
    return e == nullptr ? id : std::string_view{e->id};
  }
  // The lower the better: language first, then how current, then the order of the rows.
  auto const cost = [&](known_name const& n) {
    auto const foreign = n.language == language ? 0 : n.language == "en" ? 1 : 2;
    return std::tuple{n.is_code, n.how == name_rank::misspelt, foreign, n.how, &n};
  };
  auto const& best = *std::ranges::min_element(e->names, {}, cost);
  return best.is_code ? std::string_view{e->id} : std::string_view{best.text};
}

std::string_view name_index::display_name(std::string_view id, std::string_view language) const {
  return impl_->display_name(id, language);
}

std::vector<std::string_view> name_index::kinds_of(std::string_view id) const {
  std::vector<std::string_view> out;
  auto const* e = impl_->names.find(id);
  for (std::size_t t = 0; e != nullptr && t < tables().size(); ++t) {
    if ((e->tables >> t & 1) != 0 && std::ranges::find(out, tables()[t].kind) == out.end()) {
      out.push_back(tables()[t].kind);
    }
  }
  return out;
}

}  // namespace karwan::record
