#include "runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

#include "command.h"
#include "json_check.h"
#include "text_check.h"

namespace karwan::cases {

namespace fs = std::filesystem;

struct runner::state {
  std::string name;
  fs::path folder;              // {tmp}
  fs::path database;            // KARWAN_DB
  fs::path typed{"/dev/null"};  // what the next command reads
  std::map<std::string, std::string> environment;
  std::vector<fault> faults;

  // The last command.
  int line{0};
  std::string command;
  std::vector<std::string> args;
  std::optional<outcome> ran, ran_before;
};

namespace {

std::string shortened(std::string const& text) {
  constexpr std::size_t kMost = 1500;
  return text.size() <= kMost ? text : text.substr(0, kMost) + "\n...\n";
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

void write_file(fs::path const& file, std::string const& content) {
  fs::create_directories(file.parent_path());
  std::ofstream out{file, std::ios::binary};
  out << content;
  if (!out.flush()) {
    throw std::runtime_error{fmt::format("cannot write {}", file.string())};
  }
}

bool is_check(step const& s) {
  return s.verb == "exit" || s.verb == "json" || s.verb == "problem" || s.verb == "stdout" ||
         s.verb == "stderr";
}

std::string without_lines(std::string const& text, std::regex const& except) {
  std::istringstream in{text};
  std::string out;
  for (std::string line; std::getline(in, line);) {
    if (!std::regex_search(line, except)) {
      out += line + "\n";
    }
  }
  return out;
}

// The first difference between two files, or two folders with all that is in them; lines that
// match `except` do not count.
std::string difference(fs::path const& a, fs::path const& b,
                       std::optional<std::regex> const& except) {
  if (!fs::is_directory(a) || !fs::is_directory(b)) {
    for (auto const& file : {a, b}) {
      if (!fs::is_regular_file(file)) {
        return fmt::format("no file {}", file.string());
      }
    }
    auto const one = except ? without_lines(read_file(a), *except) : read_file(a);
    auto const other = except ? without_lines(read_file(b), *except) : read_file(b);
    return one == other
               ? ""
               : fmt::format("{}, {}", a.filename().string(), first_difference(one, other));
  }
  std::set<fs::path> names;
  for (auto const& folder : {a, b}) {
    for (auto const& entry : fs::recursive_directory_iterator{folder}) {
      if (entry.is_regular_file()) {
        names.insert(fs::relative(entry.path(), folder));
      }
    }
  }
  for (auto const& name : names) {
    if (auto const found = difference(a / name, b / name, except); !found.empty()) {
      return found;
    }
  }
  return {};
}

void expect_words(step const& s, std::size_t n, char const* usage) {
  if (s.words.size() != n) {
    throw std::runtime_error{fmt::format("say: {}", usage)};
  }
}

}  // namespace

std::string runner::expand(state const& st, std::string text) const {
  replace_all(text, "{tmp}", st.folder.string());
  replace_all(text, "{db}", st.database.string());
  return text;
}

// A file that the case may change: only in its own folder.
fs::path runner::own_file(state const& st, std::string const& word) const {
  auto const file = fs::path{expand(st, word)}.lexically_normal();
  if (!file.string().starts_with(st.folder.string() + "/")) {
    throw std::runtime_error{fmt::format("'{}': a case changes files under {{tmp}} only", word)};
  }
  return file;
}

void runner::use_shared_pack(state& st, std::string const& folder) {
  auto found = packs_.find(folder);
  if (found == packs_.end()) {
    auto const database = settings_.scratch / fmt::format("pack-{}.db", packs_.size() + 1);
    auto const ran = run_command({settings_.program, "pack", "load", folder}, settings_.source,
                                 {{"KARWAN_DB", database.string()}}, st.folder, settings_.seconds);
    if (ran.exit != 0) {
      throw std::runtime_error{fmt::format("pack load {}: {}", folder, shortened(ran.err))};
    }
    found = packs_.emplace(folder, loaded{database, fs::last_write_time(database)}).first;
  }
  st.database = found->second.database;
}

void runner::forbid_shared_writes() const {
  for (auto const& [folder, pack] : packs_) {
    if (fs::last_write_time(pack.database) != pack.written) {
      throw std::runtime_error{
          fmt::format("the case wrote to the database that others share: say fresh {}", folder)};
    }
  }
}

void runner::prepare(state& st, step const& s) {
  if (s.verb == "pack") {
    expect_words(s, 1, "pack FOLDER");
    use_shared_pack(st, s.words[0]);
  } else if (s.verb == "fresh") {
    expect_words(s, 1, "fresh FOLDER");
    use_shared_pack(st, s.words[0]);
    auto const own = st.folder / "karwan.db";
    fs::copy_file(st.database, own);
    st.database = own;
  } else if (s.verb == "today") {
    expect_words(s, 1, "today YYYY-MM-DD");
    st.environment["KARWAN_TODAY"] = s.words[0];
  } else if (s.verb == "set") {
    expect_words(s, 2, "set NAME VALUE");
    st.environment[s.words[0]] = expand(st, s.words[1]);
  } else if (s.verb == "type") {
    expect_words(s, 1, "type TEXT");
    st.typed = st.folder / "stdin";
    write_file(st.typed, s.words[0]);
  } else if (s.verb == "copy") {
    expect_words(s, 2, "copy FROM {tmp}/TO");
    auto const from = settings_.source / expand(st, s.words[0]);
    fs::copy(from, own_file(st, s.words[1]), fs::copy_options::recursive);
  } else if (s.verb == "write") {
    if (s.words.size() == 2) {
      return write_file(own_file(st, s.words[0]), s.words[1]);
    }
    expect_words(s, 1, "write {tmp}/FILE [TEXT], or lines to ---- below");
    write_file(own_file(st, s.words[0]), s.block);
  } else {  // replace
    expect_words(s, 3, "replace {tmp}/FILE OLD NEW");
    auto const file = own_file(st, s.words[0]);
    auto text = read_file(file);
    if (text.find(s.words[1]) == std::string::npos) {
      throw std::runtime_error{fmt::format("'{}' is not in {}", s.words[1], s.words[0])};
    }
    replace_all(text, s.words[1], s.words[2]);
    write_file(file, text);
  }
}

void runner::run_program(state& st, step const& s) {
  st.line = s.line;
  st.command = s.text;
  st.args = s.words;
  for (auto& arg : st.args) {
    arg = expand(st, arg);
  }
  auto environment = st.environment;
  environment["KARWAN_DB"] = st.database.string();
  std::vector<std::string> argv{settings_.program};
  argv.insert(argv.end(), st.args.begin(), st.args.end());
  st.ran_before = std::move(st.ran);
  st.ran = run_command(argv, settings_.source, environment, st.folder, settings_.seconds, st.typed);
  st.typed = "/dev/null";
  keep(st);
}

// Keeps a JSON answer, or a problem, with the command that gave it.
void runner::keep(state const& st) const {
  bool const is_json = std::find(st.args.begin(), st.args.end(), "--json") != st.args.end();
  if (settings_.keep_json.empty() || !is_json) {
    return;
  }
  boost::json::error_code ec;
  auto answer = boost::json::parse(st.ran->exit == 0 ? st.ran->out : st.ran->err, ec);
  boost::json::object kept{{"case", fmt::format("{}:{}", st.name, st.line)},
                           {"args", boost::json::array(st.args.begin(), st.args.end())},
                           {"exit", st.ran->exit},
                           {"is_json", !ec.failed()},
                           {"answer", std::move(answer)}};
  auto const stem = fs::path{st.name}.stem().string();
  write_file(settings_.keep_json / fmt::format("{}-{}.json", stem, st.line),
             boost::json::serialize(kept));
}

void runner::compare(state& st, step const& s) {
  bool const with_except = s.words.size() == 4 && s.words[2] == "except";
  if (!with_except) {
    expect_words(s, 2, "same FILE FILE [except REGEX], or two folders");
  }
  auto const found = difference(settings_.source / expand(st, s.words[0]),
                                settings_.source / expand(st, s.words[1]),
                                with_except ? std::optional<std::regex>{s.words[3]} : std::nullopt);
  if (!found.empty()) {
    st.faults.push_back({s.line, fmt::format("{}\n  found  {}", s.text, found)});
  }
}

void runner::check(state& st, step const& s) {
  if (!st.ran) {
    throw std::runtime_error{"there is no command ($ ...) before it"};
  }
  auto words = s.words;
  for (auto& word : words) {
    word = expand(st, word);
  }
  std::string found;
  if (s.verb == "exit") {
    expect_words(s, 1, "exit NUMBER");
    if (std::to_string(st.ran->exit) != words[0]) {
      found = fmt::format("exit {}\n{}", st.ran->exit, shortened(st.ran->err));
    }
  } else if (s.verb == "stdout" || s.verb == "stderr") {
    auto const& text = s.verb == "stdout" ? st.ran->out : st.ran->err;
    if (words == std::vector<std::string>{"same"} && st.ran_before) {
      auto const& before = s.verb == "stdout" ? st.ran_before->out : st.ran_before->err;
      found = text == before ? "" : "other bytes than the command before";
    } else if (words.size() == 3 && words[0] == "shown" && words[1] == "in") {
      found = check_shown(text, read_file(settings_.source / words[2]), st.command.substr(2));
    } else {
      found = check_text(text, words, expand(st, s.block));
    }
  } else {
    auto const& text = s.verb == "json" ? st.ran->out : st.ran->err;
    boost::json::error_code ec;
    auto const root = boost::json::parse(text, ec);
    found = ec ? fmt::format("not JSON ({}): {}", ec.message(), shortened(text))
               : shortened(check_json(root, words));
  }
  if (!found.empty()) {
    st.faults.push_back(
        {s.line, fmt::format("{}\n  after  {}\n  found  {}", s.text, st.command, found)});
  }
}

void runner::perform(state& st, step const& s) {
  if (s.verb == "$") {
    run_program(st, s);
  } else if (s.verb == "same") {
    compare(st, s);
  } else if (is_check(s)) {
    check(st, s);
  } else {
    prepare(st, s);
  }
}

std::vector<fault> runner::run(std::string const& name, std::vector<step> const& steps) {
  state st;
  st.name = name;
  st.folder = settings_.scratch / fmt::format("case-{}", ++runs_);
  fs::create_directories(st.folder);
  st.database = st.folder / "karwan.db";
  st.environment = {{"TZ", "Asia/Karachi"},
                    {"LC_ALL", "C"},
                    {"KARWAN_TODAY", "2026-11-23"},
                    {"HOME", st.folder.string()},
                    {"XDG_DATA_HOME", st.folder.string()}};
  int line = 0;
  try {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      line = steps[i].line;
      perform(st, steps[i]);
      bool const exit_follows = i + 1 < steps.size() && steps[i + 1].verb == "exit";
      if (steps[i].verb == "$" && !exit_follows && st.ran->exit != 0) {
        st.faults.push_back({line, fmt::format("{}\n  found  exit {}\n{}", steps[i].text,
                                               st.ran->exit, shortened(st.ran->err))});
      }
    }
    if (!st.ran) {
      throw std::runtime_error{"a case without a command ($ ...) shows nothing"};
    }
    forbid_shared_writes();
  } catch (std::exception const& e) {
    st.faults.push_back({line, e.what()});
  }
  return st.faults;
}

}  // namespace karwan::cases
