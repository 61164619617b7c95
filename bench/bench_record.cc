// The record at size: a generated pack is loaded, opened and asked, and the same facts in plain
// SQLite beside it. Every answer is compared before anything is timed.
//
//   bench_record [STATEMENTS [FOLDER]]     default 200000, in a folder of its own that is removed
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <set>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "generated_record.h"
#include "karwan/record/answers.h"
#include "karwan/record/pack.h"
#include "karwan/record/references.h"
#include "karwan/relations/commitments.h"
#include "measure.h"
#include "record_peer.h"

namespace karwan::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPage = 50;  // of a list
constexpr std::size_t kHits = 20;  // of a search

void require(bool holds, std::string const& what) {
  if (!holds) {
    fmt::print(stderr, "bench_record: {}\n", what);
    std::exit(1);
  }
}

struct cost {
  double wall_s, cpu_s, peak_mb;
};

// Runs the work in a process of its own, so that its memory is its own too.
cost in_own_process(std::function<void()> const& work) {
  std::fflush(stdout);
  auto const began = std::chrono::steady_clock::now();
  auto const child = ::fork();
  require(child >= 0, "no process can be started");
  if (child == 0) {
    try {
      work();
    } catch (failure const& f) {
      fmt::print(stderr, "bench_record: {}\n", f.what_failed.sentence());
      std::_Exit(1);
    }
    std::fflush(stdout);
    std::_Exit(0);
  }
  int status = 0;
  struct rusage used {};
  ::wait4(child, &status, 0, &used);
  std::chrono::duration<double> const wall = std::chrono::steady_clock::now() - began;
  require(status == 0, "a step failed");
  auto const seconds = [](timeval const& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return {wall.count(), seconds(used.ru_utime) + seconds(used.ru_stime),
          static_cast<double>(used.ru_maxrss) / 1024};
}

struct paths {
  fs::path pack, db, peer;
};

double size_mb(fs::path const& file) {
  return static_cast<double>(fs::file_size(file)) / 1e6;
}

void load_record(paths const& p) {
  auto to = value_or_throw(record::store::open(p.db, record::store::mode::write));
  auto const r = value_or_throw(record::load_pack(to, p.pack));
  for (auto const& f : r.pack.faults) {
    fmt::print(stderr, "{}\n", f.sentence());
  }
  require(r.pack.faults.empty(), "the generated pack has faults");
}

// Questions put to both, the same in every run of one size.
struct questions {
  std::vector<std::string> entities, organisations;
  std::vector<std::vector<std::string>> searches;

  explicit questions(record_shape const& s) {
    random_numbers r{7};
    constexpr int kMost = 500;
    for (int i = 0; i < kMost; ++i) {
      entities.push_back(entity_id("commitment", r.below(s.commitments)));
      entities.push_back(entity_id("figure", r.below(s.figures)));
      entities.push_back(entity_id("person", r.below(s.people)));
      organisations.push_back(entity_id("org", r.below(s.organisations)));
      searches.push_back({word(r.below(kWords))});
      searches.push_back({frequent_word(r), word(r.below(kWords)).substr(0, 4)});
      searches.push_back({frequent_word(r), frequent_word(r)});
    }
  }
};

// Milliseconds of each call.
template <typename Items, typename Ask>
std::vector<double> times_of(Items const& items, Ask const& ask) {
  std::vector<double> out;
  for (auto const& item : items) {
    out.push_back(measure([&] { ask(item); }).wall_ms);
  }
  return out;
}

void print_times(char const* what, std::vector<double> const& own,
                 std::vector<double> const& peer) {
  fmt::print("| {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.2f} |\n", what, median(own),
             quantile(own, 0.99), quantile(own, 1), median(peer), quantile(peer, 0.99),
             median(own) / median(peer));
}

struct opened {
  explicit opened(paths const& p)
      : from{value_or_throw(record::store::open(p.db, record::store::mode::read))},
        names{from, view},
        answers{from, names} {}

  std::string page(std::string const& entity) {
    return answers.entity(value_or_throw(record::read_entity(from, names, entity, view)));
  }
  // The first entities that a row says the body owes.
  std::vector<std::string> owed_by(std::string const& organisation) {
    auto const column = *record::find_property(*record::find_table("commitments"), "owed_by");
    std::set<std::string> found;
    for (auto const& r : rows_naming(from, organisation, column, view)) {
      found.insert(r.entity);
    }
    std::vector<std::string> out{found.begin(), found.end()};
    out.resize(std::min(out.size(), kPage));
    return out;
  }
  // All that it and its people owe, with how it stands, as the program and the server tell it.
  std::string list_owed_by(std::string const& organisation) {
    relations::asked const q{view, {organisation, {}, {}, {}, {}}};
    return relations::commitments_json(from, names, q,
                                       relations::list_commitments(from, view, q.filter));
  }
  record::search_answer search(std::vector<std::string> const& words) {
    record::search_question q;
    q.text = fmt::format("{}", fmt::join(words, " "));
    q.limit = kHits;
    return value_or_throw(record::search(from, names, q, view));
  }

  record::view_spec view{.as_of = day{std::chrono::days{20000}}, .all_worlds = true};
  record::store from;
  record::name_index names;
  record::answer_writer answers;
};

// The same facts, whoever is asked.
void compare(opened& own, record_peer& peer, questions const& q) {
  for (std::size_t i = 0; i < q.entities.size(); i += 15) {
    auto const& id = q.entities[i];
    std::set<std::pair<std::string, std::string>> cells;
    for (auto const& t : peer.entity(id)) {
      cells.emplace(t.row, t.property);
    }
    std::set<std::pair<std::string, std::string>> ours;
    for (auto const& s : record::statements_of(own.from, id)) {
      ours.emplace(s.row_id, record::column_of(s.property).name);
    }
    require(ours == cells, id + " reads otherwise in the peer");
  }
  for (std::size_t i = 0; i < q.organisations.size(); i += 5) {
    std::vector<std::string> theirs;
    for (auto const& [id, triples] : peer.owed_by(q.organisations[i], kPage)) {
      theirs.push_back(id);
    }
    require(own.owed_by(q.organisations[i]) == theirs,
            "what " + q.organisations[i] + " owes is otherwise in the peer");
  }
  for (std::size_t i = 0; i < q.searches.size(); i += 15) {
    auto const found = own.search(q.searches[i]);
    auto const texts = peer.count(q.searches[i]);
    require(found.hits.empty() == (texts == 0),
            fmt::format("{} is found otherwise in the peer", fmt::join(q.searches[i], " ")));
  }
}

void ask(paths const& p, record_shape const& shape) {
  questions const q{shape};
  opened own{p};
  record_peer peer{p.peer};
  compare(own, peer, q);
  fmt::print("\n| question | median ms | p99 | max | peer's median | p99 | own / peer |\n");
  fmt::print("| --- | --- | --- | --- | --- | --- | --- |\n");
  print_times("an entity's page, in JSON",
              times_of(q.entities, [&](auto const& id) { own.page(id); }),
              times_of(q.entities, [&](auto const& id) { peer.entity(id); }));
  print_times("commitments that a body owes (peer: up to 50)",
              times_of(q.organisations, [&](auto const& id) { own.list_owed_by(id); }),
              times_of(q.organisations, [&](auto const& id) { peer.owed_by(id, kPage); }));
  print_times("full text, up to 20",
              times_of(q.searches, [&](auto const& words) { own.search(words); }),
              times_of(q.searches, [&](auto const& words) { peer.search(words, kHits); }));
}

// The same questions without a peer beside them, for their memory.
void ask_own(paths const& p, record_shape const& shape) {
  questions const q{shape};
  opened own{p};
  for (auto const& id : q.entities) {
    own.page(id);
  }
  for (auto const& id : q.organisations) {
    own.list_owed_by(id);
  }
  for (auto const& words : q.searches) {
    own.search(words);
  }
}

void export_record(paths const& p, fs::path const& to) {
  auto const from = value_or_throw(record::store::open(p.db, record::store::mode::read));
  auto const n = value_or_throw(record::export_pack(from, to));
  require(n.left_out.empty() && n.withheld.empty(), "the export leaves rows out");
}

void open_and_resolve(paths const& p) {
  std::string resolved;
  auto const t = measure([&] {
    opened const own{p};
    resolved = value_or_throw(own.names.resolve("org-0000003"));
  });
  require(resolved == "org-0000003", "an id does not resolve");
  fmt::print("\nopen the record and resolve one name: {:.1f} ms\n", t.wall_ms);
}

void run(std::uint64_t statements, fs::path const& root) {
  paths const p{root / "pack", root / "record.db", root / "peer.db"};
  for (auto const& file : {p.db, p.peer}) {
    fs::remove(file);
  }
  generated_counts n;
  auto const written = measure([&] { n = write_record_pack(p.pack, statements); });
  fmt::print("{} statements, {} rows, {} entities, written in {:.1f} s\n\n", n.statements, n.rows,
             n.entities, written.wall_ms / 1e3);
  auto const own = in_own_process([&] { load_record(p); });
  auto const peer = in_own_process([&] { record_peer{p.peer}.load(p.pack); });
  auto const rate = [&](double s) { return static_cast<double>(n.statements) / s; };
  fmt::print("| load | s | statements/s | CPU s | peak MB | file MB |\n");
  fmt::print("| --- | --- | --- | --- | --- | --- |\n");
  fmt::print("| own | {:.1f} | {:.0f} | {:.1f} | {:.0f} | {:.0f} |\n", own.wall_s, rate(own.wall_s),
             own.cpu_s, own.peak_mb, size_mb(p.db));
  fmt::print("| peer | {:.1f} | {:.0f} | {:.1f} | {:.0f} | {:.0f} |\n", peer.wall_s,
             rate(peer.wall_s), peer.cpu_s, peer.peak_mb, size_mb(p.peer));
  auto const again = in_own_process([&] { load_record(p); });
  fmt::print("\nthe same pack again: {:.2f} s\n", again.wall_s);
  auto const opened = in_own_process([&] { open_and_resolve(p); });
  fmt::print("peak memory of that: {:.0f} MB\n", opened.peak_mb);
  auto const asked = in_own_process([&] { ask(p, record_shape::of(statements)); });
  auto const alone = in_own_process([&] { ask_own(p, record_shape::of(statements)); });
  fmt::print("\npeak memory of all questions: {:.0f} MB, with the peer in one process {:.0f} MB\n",
             alone.peak_mb, asked.peak_mb);
  auto const out = in_own_process([&] { export_record(p, root / "out"); });
  fmt::print("export the pack again: {:.1f} s, {:.0f} MB\n", out.wall_s, out.peak_mb);
}

}  // namespace
}  // namespace karwan::bench

int main(int argc, char** argv) {
  std::uint64_t statements = 200'000;
  if (argc > 1) {
    std::string_view const text{argv[1]};
    std::from_chars(text.data(), text.data() + text.size(), statements);
  }
  std::string own = (std::filesystem::temp_directory_path() / "karwan-bench-XXXXXX").string();
  auto const keep = argc > 2;
  std::filesystem::path const root = keep ? argv[2] : ::mkdtemp(own.data());
  std::filesystem::create_directories(root);
  karwan::bench::run(statements, root);
  if (!keep) {
    std::filesystem::remove_all(root);
  }
}
