#include "karwan/serve/app.h"

#include <array>
#include <memory>

#include "karwan/base/text.h"
#include "serve/endpoints.h"

namespace karwan::serve {
namespace {

constexpr std::size_t kMostNames = 100'000;  // kept between requests

// One thread's record and what was made of it.
class app {
 public:
  app(record::store r, app_options o)
      : options_{std::move(o)}, record_{std::move(r)}, planner_{record_} {}

  reply operator()(request const& q) {
    try {
      return answer(q);
    } catch (failure const& f) {
      return problem_reply(f.what_failed);
    } catch (std::exception const& e) {
      return problem_reply(
          {error_kind::internal, e.what(), {}, "This is a fault of the program: report it"});
    }
  }

 private:
  using answerer = std::string (app::*)(query&);
  struct entry {
    std::string_view name;
    answerer answer;
  };
  using answerer_of_one = std::string (app::*)(std::string const& id, query&);
  struct entry_of_one {
    std::string_view name;
    answerer_of_one answer;
  };

  reply answer(request const& q) {
    if (q.method != "GET" && q.method != "HEAD") {
      auto out = problem_reply({error_kind::bad_input,
                                in_quotes(q.method) + " is not served",
                                {},
                                "Ask with GET or HEAD; the record is changed by karwan record"});
      out.status = 405;
      out.headers.emplace_back("Allow", "GET, HEAD");
      return out;
    }
    reply out;
    query params{q};
    if (q.path == std::vector<std::string>{"calendar.ics"}) {
      out.type = "text/calendar; charset=utf-8";
      out.body = calendar_endpoint{now(), today()}(params);
    } else if (q.path == std::vector<std::string>{"changes.atom"}) {
      out.type = "application/atom+xml; charset=utf-8";
      out.body = changes_endpoint{now(), options_.place}(params);
    } else if (q.path.empty() || q.path[0] != "api") {
      return asset_reply(options_.assets, q);
    } else {
      type_ = out.type;
      out.body = api(q);
      out.type = type_;
    }
    out.headers.emplace_back("Cache-Control", "no-cache");
    out.headers.emplace_back("X-Content-Type-Options", "nosniff");
    return out;
  }

  std::string api(request const& q) {
    query params{q};
    if (q.path.size() >= 3 && q.path[1] == "v1") {
      for (auto const& e : kEndpoints) {
        if (q.path.size() == 3 && q.path[2] == e.name) {
          return (this->*e.answer)(params);
        }
      }
      for (auto const& e : kEndpointsOfOne) {
        if (q.path.size() == 4 && q.path[2] == e.name) {
          return (this->*e.answer)(q.path[3], params);
        }
      }
      if (q.path.size() == 5 && q.path[2] == "entities" && q.path[4] == "history") {
        return entity_endpoint{now(), today()}.history(q.path[3], params);
      }
    }
    throw failure{{error_kind::not_found,
                   "there is no such path in the interface",
                   {},
                   "openapi.yaml lists the paths; they begin with /api/v1"}};
  }

  // Read again where the record has changed.
  reading const& now() {
    if (!reading_ || reading_->version != record_.version()) {
      reading_ = std::make_unique<reading>(record_);
    } else if (reading_->names.kept() > kMostNames) {
      reading_->names = record::name_index{record_, reading_->view};
    }
    return *reading_;
  }
  day today() const { return options_.today(); }

  std::string plan(query& q) { return plan_endpoint{planner_, today()}(q); }
  std::string places(query& q) { return places_endpoint{now()}(q); }
  std::string products(query& q) { return products_endpoint{now()}(q); }
  std::string network(query& q) { return network_endpoint{now(), today()}(q); }
  std::string timeline(query& q) { return timeline_endpoint{now(), today()}(q); }
  std::string search(query& q) { return search_endpoint{now(), today()}(q); }
  std::string statements(query& q) { return statements_endpoint{now(), today()}(q); }
  std::string series(query& q) { return series_endpoint{now(), today()}(q); }
  std::string brief(query& q) { return brief_endpoint{now(), today(), type_}(q); }
  std::string diff(query& q) { return diff_endpoint{now(), today(), type_}(q); }
  std::string pillar(std::string const& word, query& q) {
    return pillar_endpoint{now(), today(), type_}(word, q);
  }
  std::string directory(query& q) { return directory_endpoint{now(), today()}(q); }
  std::string match(query& q) { return match_endpoint{now(), today()}(q); }
  std::string needs(query& q) { return needs_endpoint{planner_, now(), today(), type_}(q); }
  std::string instruments(query& q) { return instruments_endpoint{now(), today()}(q); }
  std::string meta(query& q) { return meta_endpoint{now(), today()}(q); }
  std::string health(query& q) {
    q.finish();
    record_.version();  // throws where the record cannot be read
    return R"({"status":"ok"})";
  }
  std::string commitments(query& q) { return commitments_endpoint{now(), today()}(q); }
  // No commitment is called stats: the path is taken.
  std::string commitment(std::string const& id, query& q) {
    commitments_endpoint const all{now(), today()};
    return id == "stats" ? all.stats(q) : all.one(id, q);
  }
  std::string entity(std::string const& id, query& q) {
    return entity_endpoint{now(), today()}(id, q);
  }
  std::string statement(std::string const& id, query& q) {
    return statements_endpoint{now(), today()}.one(id, q);
  }

  static constexpr auto kEndpoints = std::to_array<entry>({
      {"commitments", &app::commitments},
      {"plan", &app::plan},
      {"places", &app::places},
      {"products", &app::products},
      {"network", &app::network},
      {"timeline", &app::timeline},
      {"search", &app::search},
      {"statements", &app::statements},
      {"series", &app::series},
      {"brief", &app::brief},
      {"diff", &app::diff},
      {"directory", &app::directory},
      {"match", &app::match},
      {"needs", &app::needs},
      {"instruments", &app::instruments},
      {"meta", &app::meta},
      {"health", &app::health},
  });
  static constexpr auto kEndpointsOfOne = std::to_array<entry_of_one>({
      {"commitments", &app::commitment},
      {"entities", &app::entity},
      {"statements", &app::statement},
      {"pillars", &app::pillar},
  });

  app_options options_;
  record::store record_;
  plan::planner planner_;
  std::unique_ptr<reading> reading_;
  std::string type_;  // of the answer that is being made
};

}  // namespace

handler make_app(record::store r, app_options o) {
  // std::function copies what it holds; an app is one.
  auto const state = std::make_shared<app>(std::move(r), std::move(o));
  return [state](request const& q) { return (*state)(q); };
}

}  // namespace karwan::serve
