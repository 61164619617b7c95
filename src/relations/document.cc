#include "karwan/relations/document.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/relations/words.h"
#include "relations/document_parts.h"
#include "relations/wrap.h"
#include "relations/write.h"

namespace karwan::relations {

std::vector<std::string> numbered_sources(document const& d) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  for (auto const& s : d.sections) {
    for (auto const& one : s.sentences) {
      for (auto const& p : one.parts) {
        for (auto const& source : p.sources) {
          if (seen.insert(source).second) {
            out.push_back(source);
          }
        }
      }
    }
  }
  return out;
}

record::source_entry source_in(document const& d, record::store const& from,
                               std::string const& id) {
  return record::read_source(from, id, {.layers = d.layers});
}

source_numbers::source_numbers(document const& d) : all_{numbered_sources(d)} {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    numbers_.emplace(all_[i], i + 1);
  }
}

std::string source_numbers::after(part const& p) const {
  std::set<std::size_t> numbers;
  for (auto const& s : p.sources) {
    numbers.insert(numbers_.at(s));
  }
  std::string out;
  for (auto const n : numbers) {
    out += fmt::format("{}[{}]", out.empty() ? " " : "", n);
  }
  return out;
}

std::string source_numbers::text_of(sentence const& s) const {
  std::string out;
  for (auto const& p : s.parts) {
    out += p.text + after(p);
  }
  return out + ".";
}

std::string described(record::source_entry const& s) {
  auto out = s.title.empty() ? s.id : s.title;
  if (!s.publisher.empty() && out.find(s.publisher) == std::string::npos) {
    out += ", " + s.publisher;
  }
  if (!s.published_on.empty() && out.find(s.published_on) == std::string::npos) {
    auto const on = parse_date_span(s.published_on);
    out += ", " + (on ? date_words(*on) : s.published_on);
  }
  return out;
}

namespace {

// How to say members in other languages; of those for which it is known.
void write_said(json_writer& w,
                std::initializer_list<std::pair<std::string_view, said const&>> members) {
  w.key("said").open_object();
  for (auto const& [name, words] : members) {
    if (words.is == said::kind::sentence) {
      w.key(name).open_object();
      write_says(w, words);
      w.close_object();
    }
  }
  w.close_object();
}

}  // namespace

std::string to_json(document const& d, record::store const& from, record::answer_writer& answers) {
  source_numbers const numbers{d};
  json_writer w;
  w.open_object();
  answers.write_layers(w);
  w.key("kind").text(d.kind);
  w.key("title").text(d.title.english);
  w.key("standpoint").text(d.standpoint.english);
  write_if(w, "remark", d.remark.english);
  write_said(w, {{"title", d.title}, {"standpoint", d.standpoint}, {"remark", d.remark}});
  w.key("sections").open_array();
  for (auto const& s : d.sections) {
    w.open_object();
    w.key("id").text(s.id);
    w.key("heading").text(s.heading.english);
    write_if(w, "remark", s.remark.english);
    write_said(w, {{"heading", s.heading}, {"remark", s.remark}});
    w.key("sentences").open_array();
    for (auto const& one : s.sentences) {
      w.open_object();
      w.key("text").text(numbers.text_of(one));
      write_if(w, "entity", one.entity);
      write_if(w, "mark", one.mark);
      std::set<std::size_t> cited;
      for (auto const& p : one.parts) {
        for (auto const& source : p.sources) {
          cited.insert(numbers[source]);
        }
      }
      w.key("sources").open_array();
      for (auto const n : cited) {
        w.integer(static_cast<std::int64_t>(n));
      }
      w.close_array();
      w.key("statements").open_array();
      for (auto const st : one.statements) {
        w.text(from.id_of(st));
      }
      w.close_array();
      w.close_object();
    }
    w.close_array();
    w.close_object();
  }
  w.close_array();
  w.key("sources").open_array();
  for (auto const& id : numbers.all()) {
    answers.write(w, answers.source(id));
  }
  w.close_array();
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::relations
