#include "record/pack_reader.h"

#include "karwan/base/text.h"
#include "record/word_index.h"

namespace karwan::record {
namespace {

constexpr std::size_t kRows = 512;                  // a batch
constexpr std::size_t kAhead = 8;                   // batches
constexpr std::uint64_t kWorthAThread = 4'000'000;  // bytes

void find_words(table const& t, read_row& r) {
  r.words.resize(r.row.own.size());
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    r.words[i] = words_of(t, t.columns[i], r.row.own[i]);
  }
  r.common_words = common_words_of(t, r.row);
}

}  // namespace

std::string words_of(table const& t, column const& c, std::string_view text) {
  return !text.empty() && class_of(t, c) ? fold(text) : std::string{};
}

std::string common_words_of(table const& t, pack_row const& r) {
  return is_searched(t) ? fold(r.entity) + ' ' + fold(r.at(common::note)) : std::string{};
}

pack_reader::pack_reader(std::filesystem::path dir, std::string const& descriptor, folding f)
    : dir_{std::move(dir)}, folding_{f} {
  digest_.add(descriptor);
  for (auto const& t : tables()) {
    std::error_code not_there;
    auto const size = std::filesystem::file_size(dir_ / file_name(t), not_there);
    bytes_in_all_ += not_there ? 0 : size;
  }
  if (bytes_in_all_ > kWorthAThread) {
    thread_ = std::thread{[this] { read_ahead(); }};
  }
}

pack_reader::~pack_reader() {
  if (thread_.joinable()) {
    {
      std::lock_guard const lock{mutex_};
      stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
}

// Fills a batch with rows of one table. False at the end of the pack.
bool pack_reader::read(row_batch& to) {
  to.begins = false;
  to.size = 0;
  to.faults = {};
  while (!stream_) {
    if (table_ == tables().size()) {
      return false;
    }
    auto const ix = table_ix{static_cast<std::uint16_t>(table_++)};
    faults_ = {};
    stream_ = std::make_unique<table_stream>(dir_, ix, faults_, &digest_);
    if (!stream_->is_there()) {
      stream_.reset();
      continue;
    }
    to.begins = true;
  }
  if (to.table.table != stream_->table().table || to.begins) {
    to.table = stream_->table();
    to.rows.clear();
  }
  to.rows.resize(kRows);
  auto const& facts = tables()[*to.table.table];
  auto more = true;
  while (to.size < kRows && (more = stream_->next(to.rows[to.size].row))) {
    if (folding_ == folding::words) {
      find_words(facts, to.rows[to.size]);
    }
    ++to.size;
  }
  to.faults = std::move(faults_);
  faults_ = {};
  to.bytes = bytes_before_ + stream_->bytes();
  if (!more) {
    bytes_before_ += stream_->bytes();
    stream_.reset();
  }
  return true;
}

void pack_reader::read_ahead() {
  try {
    for (;;) {
      auto batch = empty_batch();
      if (!batch) {
        return;  // stopped
      }
      auto const more = read(*batch);
      std::lock_guard const lock{mutex_};
      ended_ = !more;
      if (more) {
        full_.push_back(std::move(batch));
      }
      changed_.notify_all();
      if (!more) {
        return;
      }
    }
  } catch (...) {
    std::lock_guard const lock{mutex_};
    broken_ = std::current_exception();
    ended_ = true;
    changed_.notify_all();
  }
}

// Waits until the other thread has taken enough; nullptr where nobody wants more.
std::unique_ptr<row_batch> pack_reader::empty_batch() {
  std::unique_lock lock{mutex_};
  changed_.wait(lock, [this] { return stopped_ || full_.size() < kAhead; });
  if (stopped_) {
    return nullptr;
  }
  if (empty_.empty()) {
    return std::make_unique<row_batch>();
  }
  auto out = std::move(empty_.back());
  empty_.pop_back();
  return out;
}

row_batch* pack_reader::next() {
  if (!thread_.joinable()) {
    if (!given_) {
      given_ = std::make_unique<row_batch>();
    }
    return read(*given_) ? given_.get() : nullptr;
  }
  std::unique_lock lock{mutex_};
  if (given_) {
    empty_.push_back(std::move(given_));
  }
  changed_.wait(lock, [this] { return ended_ || !full_.empty(); });
  if (full_.empty()) {
    if (broken_) {
      std::rethrow_exception(broken_);
    }
    return nullptr;
  }
  given_ = std::move(full_.front());
  full_.pop_front();
  changed_.notify_all();
  return given_.get();
}

}  // namespace karwan::record
