#include "ingest/xml.h"

#include <expat.h>

#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace karwan::ingest {

struct xml_reader::state {
  xml_events events;
  XML_Parser parser{XML_ParserCreate(nullptr)};
  std::size_t depth{0};
  std::string fault{};
  bool failed{false};

  void stop(std::string why) {
    fault = std::move(why);
    XML_StopParser(parser, XML_FALSE);
  }
};

std::string_view xml_attribute(xml_attributes all, std::string_view name) {
  for (auto at = all; *at != nullptr; at += 2) {
    if (name == at[0]) {
      return at[1];
    }
  }
  return {};
}

xml_reader::xml_reader(xml_events events) : state_{std::make_unique<state>(std::move(events))} {
  auto* const p = state_->parser;
  XML_SetUserData(p, state_.get());
  XML_SetElementHandler(
      p,
      [](void* user, XML_Char const* name, XML_Char const** attributes) {
        auto& s = *static_cast<state*>(user);
        if (++s.depth > kDeepest) {
          s.stop(fmt::format("its elements lie more than {} deep", kDeepest));
          return;
        }
        s.events.open(name, attributes);
      },
      [](void* user, XML_Char const* name) {
        auto& s = *static_cast<state*>(user);
        --s.depth;
        s.events.close(name);
      });
  XML_SetCharacterDataHandler(p, [](void* user, XML_Char const* text, int size) {
    static_cast<state*>(user)->events.text({text, static_cast<std::size_t>(size)});
  });
  XML_SetStartDoctypeDeclHandler(
      p, [](void* user, XML_Char const*, XML_Char const*, XML_Char const*, int) {
        static_cast<state*>(user)->stop("it declares a document type, which may define entities");
      });
}

xml_reader::~xml_reader() {
  XML_ParserFree(state_->parser);
}

bool xml_reader::take(std::string_view piece) {
  auto& s = *state_;
  s.failed = s.failed || XML_Parse(s.parser, piece.data(), static_cast<int>(piece.size()),
                                   XML_FALSE) != XML_STATUS_OK;
  return !s.failed;
}

status xml_reader::finish() {
  auto& s = *state_;
  s.failed = s.failed || XML_Parse(s.parser, "", 0, XML_TRUE) != XML_STATUS_OK;
  if (!s.failed) {
    return {};
  }
  if (s.fault.empty()) {
    s.fault = XML_ErrorString(XML_GetErrorCode(s.parser));
  }
  return fail(error_kind::bad_data, fmt::format("its XML cannot be read: {}", s.fault),
              fmt::format("line {}", XML_GetCurrentLineNumber(s.parser)),
              "Open it in a word processor and save it again");
}

}  // namespace karwan::ingest
