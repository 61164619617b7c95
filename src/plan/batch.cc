#include "karwan/plan/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <numeric>
#include <thread>

#include "karwan/base/digest.h"
#include "plan/batch_text.h"

namespace karwan::plan {
namespace {

constexpr std::size_t kBlock = 256;  // shipments planned between two writes of the output
constexpr std::size_t kPiece = 16;   // of them that one job takes at a time

// All that was asked but for the ends, in an order that puts alike ones side by side: they share
// their network's weights.
std::string text_of(asked const& a, bool with_ends) {
  std::string out;
  auto const add = [&](std::string const& text) { out += text + '\x1f'; };
  auto const add_all = [&](std::vector<std::string> const& texts) {
    std::ranges::for_each(texts, add);
    out += '\x1e';
  };
  for (auto const* text :
       {&a.depart, &a.as_of, &a.known_at, &a.published_by, &a.unit, &a.tonnes, &a.crew, &a.carrier,
        &a.product, &a.deadline, &a.draws, &a.seed, &a.lang}) {
    add(*text);
  }
  for (auto const* texts : {&a.modes, &a.avoid, &a.without, &a.scenario, &a.layers, &a.under}) {
    add_all(*texts);
  }
  if (with_ends) {
    add(a.from);
    add(a.to);
    add_all(a.via);
  }
  return out;
}

std::variant<answer, error> answer_of(planner& plan, shipment const& s, batch_options const& o) {
  try {
    auto a = plan(value_or_throw(read_question(s.what, o.today)), detail::totals);
    if (o.rows == batch_rows::best) {
      std::erase_if(a.journeys, [](journey const& j) { return j.labels.empty(); });
    }
    return a;
  } catch (failure const& f) {
    if (f.what_failed.kind == error_kind::internal ||
        f.what_failed.kind == error_kind::unavailable) {
      throw;
    }
    return f.what_failed;
  }
}

}  // namespace

struct batch_run::impl {
  // A thread's own view of the record.
  struct worker {
    explicit worker(record::store&& opened)
        : store{std::move(opened)}, one_state{store}, plan{store} {}
    record::store store;
    record::reading one_state;
    planner plan;
  };

  batch_options options;
  std::vector<shipment> all;
  std::vector<std::unique_ptr<worker>> workers;

  void open_all(std::function<record::store()> const& open) {
    auto const& layers = all.front().what.layers;
    auto const jobs = std::clamp<std::size_t>(options.jobs, 1, (all.size() + kPiece - 1) / kPiece);
    for (std::size_t i = 0; i < jobs; ++i) {
      workers.push_back(std::make_unique<worker>(open()));
      if (workers.back()->store.version(layers) != workers.front()->store.version(layers)) {
        throw failure{
            {error_kind::unavailable, "the record changes while it is opened", {}, "Try again"}};
      }
    }
    auto const version = workers.front()->store.version(layers);
    for (auto& s : all) {
      auto const text = fmt::format("{}\x1f{}\x1f{}\x1f{}\x1f{}", version, to_string(options.today),
                                    static_cast<int>(options.rows), s.id, text_of(s.what, true));
      s.key = sha256(text).substr(0, 16);
    }
  }

  // Pieces of a block, each a run of shipments that ask alike.
  static std::vector<std::span<std::size_t const>> pieces_of(std::vector<std::size_t>& order,
                                                             std::vector<shipment> const& all) {
    std::vector<std::pair<std::string, std::size_t>> keyed;
    for (auto const i : order) {
      keyed.emplace_back(text_of(all[i].what, false), i);
    }
    std::ranges::sort(keyed);
    std::ranges::transform(keyed, order.begin(), [](auto const& k) { return k.second; });
    std::vector<std::span<std::size_t const>> out;
    for (std::size_t from = 0; from < order.size();) {
      auto to = from + 1;
      while (to < order.size() && to - from < kPiece && keyed[to].first == keyed[from].first) {
        ++to;
      }
      out.push_back(std::span{order}.subspan(from, to - from));
      from = to;
    }
    return out;
  }

  void plan_block(std::size_t first, watch const& by, steps& counted,
                  std::vector<batch_answer>& out) {
    std::vector<std::size_t> order(out.size());
    std::iota(order.begin(), order.end(), first);
    auto const pieces = pieces_of(order, all);
    std::atomic<std::size_t> next{0};
    std::vector<std::exception_ptr> faults(workers.size());
    auto const work = [&](std::size_t job) {
      try {
        for (auto p = next++; p < pieces.size(); p = next++) {
          for (auto const i : pieces[p]) {
            by.check();
            auto& to = out[i - first];
            to.is = answer_of(workers[job]->plan, all[i], options);
            to.text = options.form == batch_form::csv ? to_csv(all[i], to.is)
                                                      : to_json_line(all[i], to.is);
            counted.one_done();
          }
        }
      } catch (...) {
        faults[job] = std::current_exception();
        next = pieces.size();
      }
    };
    {
      std::vector<std::jthread> threads;
      for (std::size_t job = 1; job < workers.size(); ++job) {
        threads.emplace_back(work, job);
      }
      work(0);
    }
    for (auto const& fault : faults) {
      if (fault) {
        std::rethrow_exception(fault);
      }
    }
  }
};

batch_run::batch_run(std::function<record::store()> const& open, batch_options const& o,
                     std::vector<shipment> all)
    : impl_{std::make_unique<impl>()} {
  impl_->options = o;
  impl_->all = std::move(all);
  if (!impl_->all.empty()) {
    impl_->open_all(open);
  }
}

batch_run::~batch_run() = default;

std::span<shipment const> batch_run::shipments() const {
  return impl_->all;
}

batch_form batch_run::form() const {
  return impl_->options.form;
}

void batch_run::run(std::size_t first,
                    std::function<void(std::span<batch_answer const>)> const& tell,
                    watch const& by) {
  steps counted{by, impl_->all.size(), first};
  while (first < impl_->all.size()) {
    std::vector<batch_answer> block(std::min(kBlock, impl_->all.size() - first));
    impl_->plan_block(first, by, counted, block);
    tell(block);
    first += block.size();
  }
}

}  // namespace karwan::plan
