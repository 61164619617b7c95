#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "karwan/ingest/claim.h"
#include "karwan/record/pack.h"
#include "measure.h"

// Recognisers and claims on a long text, with the shipped record as gazetteer, and the npm package
// @microsoft/recognizers-text-suite on the same text in the same run where bench/node_modules has
// it. Prints Markdown; exit status 1 where a text that is repeated does not give the same finds
// again and again.
namespace karwan::bench {

namespace {

constexpr int kRounds = 5;  // the least of so many runs is told
constexpr std::size_t kBytes = 4U << 20U;
constexpr std::size_t kPeerBytes = 64U << 10U;  // the peer takes minutes for more

std::string file_text(std::filesystem::path const& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// The three articles where they are, else the sentences of our tests.
std::string some_text() {
  std::string out;
  if (auto const* testdata = std::getenv("KARWAN_TESTDATA")) {
    for (auto const* name : {"interview_2022", "interview_2023", "commentary_2026"}) {
      out += file_text(fmt::format("{}/articles/{}.txt", testdata, name)) + "\n\n";
    }
    return out;
  }
  std::ifstream in{KARWAN_SENTENCES "/en.txt"};
  for (std::string line; std::getline(in, line);) {
    out += line.starts_with("> ") ? line.substr(2) + "\n" : "";
  }
  return out + "\n";
}

std::string repeated(std::string const& piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) {
    out += piece;
  }
  return out;
}

struct run_time {
  double model_ms{0}, values_ms{0}, names_ms{0}, claims_ms{0};
  std::size_t finds{0}, claims{0};
  double recognisers_ms() const { return model_ms + values_ms + names_ms; }
};

run_time run_once(std::string const& text, ingest::gazetteer const& known) {
  ingest::date_frame const frame{day{std::chrono::days{20'000}}, std::nullopt,
                                 std::chrono::July / 1, false};
  run_time out;
  std::optional<ingest::text_model> t;
  std::vector<ingest::mention> found;
  out.model_ms = measure([&] { t.emplace(value_or_throw(ingest::text_model::read(text))); }).cpu_ms;
  out.values_ms = measure([&] { out.finds = ingest::find_values(*t, frame).size(); }).cpu_ms;
  out.names_ms = measure([&] { out.finds += ingest::find_names(*t, known).size(); }).cpu_ms;
  found = ingest::find_mentions(*t, known, frame);
  out.claims_ms =
      measure([&] { out.claims = ingest::find_claims(*t, found, frame).size(); }).cpu_ms;
  return out;
}

run_time least_of_rounds(std::string const& text, ingest::gazetteer const& known) {
  auto best = run_once(text, known);
  for (int i = 1; i < kRounds; ++i) {
    auto const again = run_once(text, known);
    best.model_ms = std::min(best.model_ms, again.model_ms);
    best.values_ms = std::min(best.values_ms, again.values_ms);
    best.names_ms = std::min(best.names_ms, again.names_ms);
    best.claims_ms = std::min(best.claims_ms, again.claims_ms);
  }
  return best;
}

double mb_a_second(std::size_t bytes, double ms) {
  return static_cast<double>(bytes) / 1e3 / ms;
}

void print_row(char const* what, std::size_t bytes, double ms) {
  fmt::print("| {} | {:.0f} | {:.1f} |\n", what, ms, mb_a_second(bytes, ms));
}

// CPU time of the npm package for numbers, percentages, amounts and dates; nullopt: not installed.
std::optional<double> peer_ms(std::string const& text) {
  auto const script = std::filesystem::path{KARWAN_BENCH_SOURCES} / "recognizers_peer.mjs";
  auto const file = std::filesystem::temp_directory_path() / fmt::format("karwan-{}.txt", getpid());
  std::ofstream{file} << text;
  auto const command = fmt::format("node '{}' '{}' '{}.ms' >/dev/null 2>&1", script.string(),
                                   file.string(), file.string());
  std::optional<double> out;
  if (std::system(command.c_str()) == 0) {
    std::ifstream in{file.string() + ".ms"};
    double ms = 0;
    out = in >> ms ? std::optional{ms} : std::nullopt;
  }
  std::filesystem::remove(file);
  std::filesystem::remove(file.string() + ".ms");
  return out;
}

void print_peer(std::string const& piece, ingest::gazetteer const& known) {
  auto const text = repeated(piece, kPeerBytes);
  auto const peer = peer_ms(text);
  if (!peer) {
    fmt::print(
        "\nNo peer: `npm install --prefix bench @microsoft/recognizers-text-suite` first.\n");
    return;
  }
  auto const ours = least_of_rounds(text, known);
  fmt::print("\n{} kB, values only: Recognizers-Text {:.0f} ms, ours {:.1f} ms, {:.0f} times\n",
             text.size() / 1000, *peer, ours.model_ms + ours.values_ms,
             *peer / (ours.model_ms + ours.values_ms));
}

int run() {
  auto store = value_or_throw(record::store::open(":memory:", record::store::mode::write));
  value_or_throw(record::load_pack(store, KARWAN_PACK));
  record::view_spec view;
  view.as_of = day{std::chrono::days{20'000}};
  ingest::gazetteer const known{store, view};
  auto const piece = some_text();
  auto const one = run_once(piece + piece, known), two = run_once(repeated(piece, kBytes), known);
  auto const copies = (kBytes + piece.size() - 1) / piece.size();
  if (two.finds * 2 != one.finds * copies) {
    fmt::print(stderr, "{} finds in two copies, {} in {}\n", one.finds, two.finds, copies);
    return 1;
  }
  auto const text = repeated(piece, kBytes);
  auto const best = least_of_rounds(text, known);
  fmt::print("{:.1f} MB, {} finds, {} claims\n\n| step | CPU ms | MB/s |\n| --- | --- | --- |\n",
             static_cast<double>(text.size()) / 1e6, two.finds, two.claims);
  print_row("words and sentences", text.size(), best.model_ms);
  print_row("values", text.size(), best.values_ms);
  print_row("names", text.size(), best.names_ms);
  print_row("recognisers in all", text.size(), best.recognisers_ms());
  print_row("claims", text.size(), best.claims_ms);
  print_peer(piece, known);
  return 0;
}

}  // namespace
}  // namespace karwan::bench

int main() {
  return karwan::bench::run();
}
