#include "karwan/serve/front.h"

#include <algorithm>
#include <atomic>
#include <chrono>

#include "serve/act_table.h"
#include "serve/answer.h"
#include "serve/answer_cache.h"
#include "serve/cite.h"
#include "serve/events.h"
#include "serve/finish.h"
#include "serve/routes.h"

namespace karwan::serve {
namespace {

using clock = std::chrono::steady_clock;

bool reads(request const& q) {
  return q.method == "GET" || q.method == "HEAD";
}

// What cannot be read is refused at once.
bool is_heavy(route const& r, request const& q) {
  try {
    query params{q};
    return reads(q) && r.is_heavy != nullptr && r.is_heavy(params);
  } catch (failure const&) {
    return false;
  }
}

// All that an answer depends on: the record and the day, the path, and the parameters, of which
// only the order of those of one name counts. No part of it holds a zero.
std::string key_of(desk const& from, request const& q) {
  auto params = q.params;
  std::ranges::stable_sort(params, {}, [](auto const& p) { return p.first; });
  auto out = from.record.version();
  auto const add = [&](std::string_view text) { (out += '\0') += text; };
  add(to_string(from.today()));
  add(quality(q.accept, "text/csv") > quality(q.accept, "application/json") ? "csv" : "");
  for (auto const& segment : q.path) {
    add(segment);
  }
  for (auto const& [name, value] : params) {
    add(name);
    add(value);
  }
  return out;
}

reply metrics_reply(metrics const& counts, computations const& heavy) {
  return {.type = "text/plain; version=0.0.4; charset=utf-8", .body = counts.text(heavy.now())};
}

class front {
 public:
  front(app_options o, computations& heavy, metrics& counts, computations* acts,
        computations* documents)
      : kept_{std::make_shared<answer_cache>(o.kept_bytes)},
        from_{std::make_shared<desk>(std::move(o))},
        heavy_{&heavy},
        counts_{&counts},
        acts_{acts},
        documents_{documents == nullptr ? acts : documents} {}

  void operator()(request const& q, answer_taker const& done) const {
    std::string id;
    auto const* r = find_route(q.path, id);
    auto const is_metrics = q.path == std::vector<std::string>{"metrics"};
    auto const cites = asks_for_citation(q);
    auto const is_app = r == nullptr && !is_metrics && (q.path.empty() || q.path[0] != "api");
    auto const acted = acts_ == nullptr ? std::string_view{} : path_of_act(q);
    auto const told = counted(!acted.empty() ? acted
                              : r != nullptr ? r->path
                              : cites        ? "cite"
                              : is_metrics   ? "metrics"
                              : is_app       ? "app"
                                             : "none",
                              done);
    if (is_app) {
      told(identified(q.id, answer_of(*from_, q)));  // its files are as HTTP wants them
    } else if (q.method == "OPTIONS") {
      told(preflight());
    } else if (!acted.empty()) {
      ask_to_act(q, told);
    } else if (cites || (r != nullptr && is_heavy(*r, q))) {
      ask_heavy(q, told);
    } else {
      told(is_metrics ? finished(q, metrics_reply(*counts_, *heavy_)) : quick(q));
    }
  }

 private:
  // As it was sent before, while nothing that it depends on has changed.
  reply quick(request const& q) const {
    if (!reads(q)) {
      return finished(q, answer_of(*from_, q));
    }
    std::string key;
    try {
      key = key_of(*from_, q) + (q.accepts_gzip ? "\1" : "\2");
    } catch (failure const& f) {  // the record cannot be read
      return finished(q, problem_reply(f.what_failed));
    }
    if (auto const sent = kept_->find(key)) {
      return told_if_changed(q, *sent);
    }
    auto whole = q;
    whole.if_none_match.clear();
    auto const full = std::make_shared<reply const>(finished(whole, answer_of(*from_, whole)));
    if (full->status == 200) {
      kept_->keep(std::move(key), full);
    }
    return told_if_changed(q, *full);
  }

  answer_taker counted(std::string_view endpoint, answer_taker const& done) const {
    counts_->began();
    return [counts = counts_, endpoint, done, began = clock::now()](reply r) {
      std::chrono::duration<double> const took = clock::now() - began;
      counts->ended(endpoint, r.status, took.count());
      done(std::move(r));
    };
  }

  // Each act is one of its own: never joined with another, nor kept, nor given up but while a
  // document is read.
  void ask_to_act(request const& q, answer_taker const& done) const {
    static std::atomic<std::uint64_t> turn{0};
    auto whole = q;
    auto const reads_document = is_of_documents(q);
    if (!reads_document) {
      whole.by = {};
    }
    (reads_document ? documents_ : acts_)
        ->ask(std::to_string(++turn), whole,
              [id = q.id, done](reply r) { done(finished_for_one(id, std::move(r))); });
  }

  void ask_heavy(request const& q, answer_taker const& done) const {
    std::string key;
    try {
      key = key_of(*from_, q);
    } catch (failure const& f) {  // the record cannot be read
      done(finished(q, problem_reply(f.what_failed)));
      return;
    }
    if (wants_events(q)) {
      ask_with_events(key, q, done);
    } else {
      heavy_->ask(key, q, [q, done](reply r) { done(finished(q, std::move(r))); });
    }
  }

  void ask_with_events(std::string const& key, request q, answer_taker const& done) const {
    auto const stream = std::make_shared<event_stream>(q);
    q.by.progress = [stream](auto so_many, auto all) { stream->progress(so_many, all); };
    heavy_->ask(key, q, [q, stream, done](reply r) { done(stream->last(q, std::move(r))); });
  }

  std::shared_ptr<answer_cache> kept_;
  std::shared_ptr<desk> from_;
  computations* heavy_;
  metrics* counts_;
  computations *acts_, *documents_;
};

}  // namespace

responder make_front(app_options o, computations& heavy, metrics& counts, computations* acts,
                     computations* documents) {
  return front{std::move(o), heavy, counts, acts, documents};
}

}  // namespace karwan::serve
