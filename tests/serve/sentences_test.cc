// What the modules say in sentences and what the web app says for them: neither without the other.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "karwan/base/saying.h"
#include "plan/sentences.h"
#include "relations/sentences.h"

namespace karwan {
namespace {

namespace json = boost::json;

std::vector<sentence> all_sentences() {
  std::vector<sentence> out;
  out.insert(out.end(), plan::kSentences.begin(), plan::kSentences.end());
  out.insert(out.end(), relations::kSentences.begin(), relations::kSentences.end());
  return out;
}

std::set<std::string> places_of(std::string_view text) {
  std::set<std::string> out;
  for (auto open = text.find('{'); open != text.npos; open = text.find('{', open + 1)) {
    out.emplace(text.substr(open + 1, text.find('}', open) - open - 1));
  }
  return out;
}

// The forms of a text of the app: one, or one for each plural form.
std::vector<std::string> forms_of(json::value const& text) {
  std::vector<std::string> out;
  if (auto const* one = text.if_string()) {
    out.emplace_back(*one);
  } else {
    for (auto const& [_, form] : text.as_object()) {
      out.emplace_back(form.as_string());
    }
  }
  return out;
}

json::object texts_in(std::string_view language) {
  std::ifstream in{std::string{KARWAN_TESTS "/../web/src/texts/"} + std::string{language} +
                   ".json"};
  std::string const bytes{std::istreambuf_iterator<char>{in}, {}};
  return json::parse(bytes).as_object();
}

class Sentences : public testing::TestWithParam<char const*> {};

TEST_P(Sentences, AllHaveATextThatTakesTheSameValues) {
  auto const texts = texts_in(GetParam());
  for (auto const& s : all_sentences()) {
    auto const* text = texts.if_contains("says." + std::string{s.code});
    ASSERT_NE(text, nullptr) << s.code;
    for (auto const& form : forms_of(*text)) {
      EXPECT_EQ(places_of(form), places_of(s.english)) << s.code << ": " << form;
    }
  }
}
INSTANTIATE_TEST_SUITE_P(In, Sentences, testing::Values("en", "kk", "ru", "ur"),
                         [](auto const& of) { return std::string{of.param}; });

// What names a command of the terminal, the app says otherwise.
TEST(SentencesInEnglish, AreThoseOfTheApp) {
  auto const texts = texts_in("en");
  for (auto const& s : all_sentences()) {
    if (s.english.find("karwan ") == s.english.npos) {
      auto const forms = forms_of(texts.at("says." + std::string{s.code}));
      EXPECT_NE(std::ranges::find(forms, s.english), forms.end()) << s.code;
    }
  }
}

TEST(SentencesOfTheApp, AreSaidByTheServer) {
  std::set<std::string> said;
  for (auto const& s : all_sentences()) {
    EXPECT_TRUE(said.emplace("says." + std::string{s.code}).second) << "twice: " << s.code;
  }
  for (auto const& [key, _] : texts_in("en")) {
    std::string const name{key};
    EXPECT_TRUE(!name.starts_with("says.") || said.contains(name)) << name;
  }
}

}  // namespace
}  // namespace karwan
