#include <fmt/format.h>

#include "karwan/relations/commitment_stats.h"
#include "relations/commitment_json.h"
#include "relations/commitment_words.h"
#include "relations/wrap.h"

namespace karwan::relations {
namespace {

constexpr int kShareDecimals = 3, kMonthDecimals = 1;
constexpr std::size_t kFew = 30;  // below, a share says little

void write_number(json_writer& w, char const* key, std::optional<double> v, int decimals) {
  if (v) {
    w.key(key).number(*v, decimals);
  }
}

void write(json_writer& w, char const* key, share const& s) {
  w.key(key).open_object();
  w.key("part").integer(static_cast<std::int64_t>(s.part));
  w.key("of").integer(static_cast<std::int64_t>(s.of));
  write_number(w, "value", s.value, kShareDecimals);
  write_number(w, "low", s.low, kShareDecimals);
  write_number(w, "high", s.high, kShareDecimals);
  w.close_object();
}

void write(json_writer& w, char const* key, median_of const& m) {
  w.key(key).open_object();
  w.key("n").integer(static_cast<std::int64_t>(m.n));
  write_number(w, "median", m.value, kMonthDecimals);
  write_number(w, "low", m.low, kMonthDecimals);
  write_number(w, "high", m.high, kMonthDecimals);
  write_number(w, "coverage", m.coverage, kShareDecimals);
  w.close_object();
}

void write(json_writer& w, commitment_group const& g) {
  w.key("stories").integer(static_cast<std::int64_t>(g.stories));
  w.key("by_status").open_object();
  for (auto i = 0; i < kStandings; ++i) {
    w.key(name_of(static_cast<standing>(i)))
        .integer(static_cast<std::int64_t>(g.by_status[static_cast<std::size_t>(i)]));
  }
  w.close_object();
  write(w, "kept_in_time", g.kept_in_time);
  write(w, "kept_at_all", g.kept_at_all);
  write(w, "slip_of_delivered", g.slip_of_delivered);
  write(w, "slip_so_far", g.slip_so_far);
}

// "3 of 14 (21 %; 95 % interval 8–48 %)"
std::string share_text(share const& s) {
  if (s.of == 0) {
    return "none";
  }
  return fmt::format("{} of {} ({:.0f} %; 95 % interval {:.0f}–{:.0f} %)", s.part, s.of,
                     100 * *s.value, 100 * *s.low, 100 * *s.high);
}

std::string interval_text(median_of const& m) {
  return m.low ? fmt::format("{:.0f}–{:.0f} with {:.1f} %", *m.low, *m.high, 100 * *m.coverage)
               : "fewer than six give no interval";
}

constexpr struct {
  char const* name;
  std::size_t width;
  std::optional<standing> of;
} kStandingColumns[] = {
    {"all", 5, {}},
    {"kept", 6, standing::kept},
    {"kept late", 11, standing::kept_late},
    {"late", 6, standing::late},
    {"overdue", 9, standing::overdue},
    {"dropped", 9, standing::dropped},
    {"due soon", 10, standing::due_soon},
    {"open", 6, standing::open},
    {"unknown", 9, standing::unknown},
    {"passed", 8, standing::date_passed_no_evidence},
};
constexpr std::size_t kLabel = 21;

std::string cut(std::string_view text, std::size_t columns) {
  std::string out;
  for (auto const c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && columns_of(out) + 1 > columns) {
      break;
    }
    out += c;
  }
  while (columns_of(out) < columns) {
    out += ' ';
  }
  return out;
}

void add_row(std::string& out, std::string_view label, commitment_group const& g) {
  out += cut(label, kLabel);
  for (auto const& c : kStandingColumns) {
    auto const n = c.of ? g.by_status[static_cast<std::size_t>(*c.of)] : g.stories;
    out += fmt::format("{:>{}}", n == 0 ? "·" : std::to_string(n), c.width);
  }
  out += '\n';
}

void add_shares(std::string& out, commitment_group const& g) {
  auto const& in_time = g.kept_in_time;
  if (in_time.of == 0) {
    wrap(out, "",
         "No firm promise here had a due date that has passed, and none with one was kept or given "
         "up.",
         0);
    return;
  }
  wrap(
      out, "",
      fmt::format("Of {} firm promises whose first due date has passed, or that were kept or given "
                  "up before it:",
                  in_time.of),
      2);
  wrap(out, "  kept in time ", share_text(in_time), 4);
  wrap(out, "  kept at all  ", share_text(g.kept_at_all), 4);
  if (auto const& m = g.slip_of_delivered; m.n != 0) {
    wrap(out, "  ",
         fmt::format("delivered {:.0f} months after the first due date, as the median of {} ({})",
                     *m.value, m.n, interval_text(m)),
         4);
  }
  if (auto const& m = g.slip_so_far; m.n > g.slip_of_delivered.n) {
    wrap(out, "  ",
         fmt::format("with what is still owed: at least {:.0f} months, as the median of {} ({})",
                     *m.value, m.n, interval_text(m)),
         4);
  }
  if (in_time.of < kFew) {
    wrap(out, "  ", "These are few: read the intervals, not the shares.", 4);
  }
  wrap(out, "",
       "A promise without a due date cannot be late, a hope cannot be broken: neither is among "
       "them.",
       0);
}

void add_group_shares(std::string& out, std::string_view label, commitment_group const& g) {
  if (g.kept_in_time.of != 0) {
    wrap(out, "  " + cut(label, kLabel),
         fmt::format("in time {}, at all {} of {}", share_text(g.kept_in_time), g.kept_at_all.part,
                     g.kept_at_all.of),
         kLabel + 2);
  }
}

}  // namespace

std::string stats_json(record::store const& from, record::name_index const& names, asked const& q,
                       commitment_stats const& stats) {
  json_writer w;
  record::answer_writer answers{from, names};
  w.open_object();
  commitment_writer{w, from, names}.query(q);
  w.key("parts").integer(static_cast<std::int64_t>(stats.parts));
  w.key("all").open_object();
  write(w, stats.all);
  w.close_object();
  auto const list = [&](char const* key, std::vector<commitment_group> const& groups) {
    w.key(key).open_array();
    for (auto const& g : groups) {
      w.open_object().key("key").text(g.key);
      if (&groups == &stats.by_party) {
        w.key("name").text(answers.title(g.key));
      }
      write(w, g);
      w.close_object();
    }
    w.close_array();
  };
  list("by_force", stats.by_force);
  list("by_sector", stats.by_sector);
  list("by_party", stats.by_party);
  w.close_object();
  return std::move(w).take();
}

std::string stats_text(record::store const& from, record::name_index const& names, asked const& q,
                       commitment_stats const& stats, text_style style) {
  record::answer_writer answers{from, names};
  auto out = fmt::format("{} commitment{} as of {}{}\n\n", stats.all.stories,
                         stats.all.stories == 1 ? "" : "s", to_string(q.view.as_of),
                         stats.parts == 0 ? ""
                                          : fmt::format("; {} that are parts of them are counted "
                                                        "with them",
                                                        stats.parts));
  add_shares(out, stats.all);
  out += '\n' + cut("", kLabel);
  for (auto const& c : kStandingColumns) {
    out += fmt::format("{:>{}}", c.name, c.width);
  }
  out += '\n';
  add_row(out, "all", stats.all);
  auto const table = [&](char const* title, std::vector<commitment_group> const& groups) {
    out += '\n' + heading(title, style);
    auto const label = [&](commitment_group const& g) {
      return &groups == &stats.by_party ? answers.title(g.key) : g.key;
    };
    for (auto const& g : groups) {
      add_row(out, label(g), g);
    }
    for (auto const& g : groups) {
      add_group_shares(out, label(g), g);
    }
  };
  table("by force", stats.by_force);
  table("by sector (a story of two is in both)", stats.by_sector);
  table("by country of those who owe it (a story owed by two is in both)", stats.by_party);
  return out;
}

}  // namespace karwan::relations
