#include "serve/connection.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "karwan/serve/computations.h"
#include "serve/client_address.h"
#include "serve/finish.h"
#include "serve/message.h"

namespace karwan::serve {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

using parser = http::request_parser<http::string_body>;

constexpr std::size_t kReadHeaderBytes = 1024, kReadBodyBytes = 16 * 1024;  // at once
constexpr std::size_t kUsualHeadBytes = 512;
constexpr auto kClose = "\r\nConnection: close";
constexpr std::string_view kLineEnd = "\r\n", kLastChunk = "0\r\n\r\n";

// One question on its way. Its answer, and parts of it before, come from whichever thread; all else
// happens on the connection's own.
struct pending {
  explicit pending(asio::io_context& l) : loop{l} {}

  asio::io_context& loop;
  asio::steady_timer come{loop, asio::steady_timer::time_point::max()};  // cancelled at any news
  std::deque<reply> parts{};
  std::optional<reply> last{};
  std::stop_source gone{};  // the client is
  bool is_watched{false};   // somebody waits for the socket to become readable
};

using pending_ptr = std::shared_ptr<pending>;

// At once where it comes from the connection's own thread.
answer_taker taker_of(pending_ptr const& x, void (*take)(pending&, reply)) {
  return [x, take](reply r) {
    asio::dispatch(x->loop, [x, take, r = std::move(r)]() mutable {
      take(*x, std::move(r));
      x->come.cancel();
    });
  };
}

// One of the large bodies that may come at once, while it comes.
class large_body {
 public:
  large_body(std::atomic<std::size_t>& all, bool is_one, std::size_t most)
      : all_{is_one ? &all : nullptr}, may_come_{!is_one || ++all <= most} {}
  large_body(large_body const&) = delete;
  large_body& operator=(large_body const&) = delete;
  ~large_body() {
    if (all_ != nullptr) {
      --*all_;
    }
  }
  bool may_come() const noexcept { return may_come_; }

 private:
  std::atomic<std::size_t>* all_;
  bool may_come_;
};

// One client's.
class connection {
 public:
  connection(tcp::socket socket, worker& own, shared& all)
      : own_{own}, all_{all}, peer_{peer_of(socket)}, it_{.socket = std::move(socket)} {
    error_code ignored;
    it_.socket.set_option(tcp::no_delay{true}, ignored);
    it_.socket.non_blocking(true, ignored);
    own_.guests.insert(&it_);
  }
  ~connection() {
    own_.guests.erase(&it_);
    all_.left();
  }
  connection(connection const&) = delete;
  connection& operator=(connection const&) = delete;

  asio::awaitable<void> serve() {
    for (auto first = true; !own_.stopping; first = false) {
      parser in;
      it_.is_asked_for = true;
      auto const failed = co_await read_request(in, first);
      it_.is_asked_for = false;
      if (failed) {
        co_await refuse(failed);
        break;
      }
      if (!co_await answer(in.get())) {
        break;
      }
    }
    error_code ignored;
    it_.socket.shutdown(tcp::socket::shutdown_send, ignored);
  }

 private:
  // What is under way.
  struct told {
    request q{};
    std::string target{}, address{};
    unsigned version{11};
    bool keep{false}, head{false}, has_begun{false};
    int status{0};
    std::size_t bytes{0};
    clock::time_point began{clock::now()};
  };

  static std::string peer_of(tcp::socket const& s) {
    error_code ignored;
    return s.remote_endpoint(ignored).address().to_string();
  }

  limits const& caps() const { return all_.with.caps; }
  void give(std::chrono::seconds time) { it_.until = clock::now() + time; }

  // Header first, then whatever body there is, each within its own deadline.
  asio::awaitable<error_code> read_request(parser& in, bool first) {
    in.header_limit(caps().header_bytes);
    in.body_limit(std::max(caps().body_bytes, caps().document_bytes));
    if (buffer_.size() == 0 && !first) {
      give(caps().idle);
      if (auto const e = co_await read_some(kReadHeaderBytes); e) {
        co_return e;
      }
    }
    give(caps().header_deadline);
    auto const e = co_await parse(in, kReadHeaderBytes, [&] { return in.is_header_done(); });
    if (e) {
      co_return e;
    }
    if (is_ambiguous(in.get())) {
      co_return make_error_code(http::error::bad_value);
    }
    co_return co_await read_body(in);
  }

  asio::awaitable<error_code> read_body(parser& in) {
    auto const most = most_bytes(in.get());
    auto const length = in.content_length();
    if (length && *length > most) {
      co_return make_error_code(http::error::body_limit);
    }
    auto const is_large =
        length ? *length > caps().body_bytes : in.chunked() && most > caps().body_bytes;
    large_body const coming{all_.large_bodies, is_large, caps().large_bodies};
    if (!coming.may_come()) {
      co_return make_error_code(kNoRoom);
    }
    in.body_limit(most);
    in.eager(true);
    give(caps().body_deadline);
    co_return co_await parse(in, kReadBodyBytes, [&] { return in.is_done(); });
  }

  // That the body may have.
  std::uint64_t most_bytes(http::request_header<> const& r) const {
    auto const text = [](auto view) { return std::string_view{view.data(), view.size()}; };
    auto const takes = all_.with.takes_document &&
                       all_.with.takes_document(text(r.method_string()), text(r.target()));
    return takes ? caps().document_bytes : caps().body_bytes;
  }

  // Of what is in the buffer and of what follows so much that it is done.
  template <typename Done>
  asio::awaitable<error_code> parse(parser& in, std::size_t at_once, Done done) {
    while (!done()) {
      error_code e;
      auto const taken = in.put(buffer_.data(), e);
      buffer_.consume(taken);
      if (e && e != http::error::need_more) {
        co_return e;
      }
      if (done() || (!e && taken > 0 && buffer_.size() > 0)) {
        continue;
      }
      if (auto const ended = co_await read_some(at_once); ended) {
        co_return ended;
      }
    }
    co_return error_code{};
  }

  // Waits first: mostly nothing is there yet, and to ask would cost a call.
  asio::awaitable<error_code> read_some(std::size_t most) {
    auto [e] = co_await it_.socket.async_wait(tcp::socket::wait_read, kTuple);
    if (!e) {
      buffer_.commit(it_.socket.read_some(buffer_.prepare(most), e));
    }
    co_return e == asio::error::would_block ? error_code{} : e;
  }

  asio::awaitable<void> refuse(error_code e) {
    if (!is_protocol_error(e)) {
      co_return;
    }
    told t;
    t.q.id = own_.ids.make();
    t.address = client_address(peer_, {}, {});
    auto const r = told_fault(e);
    all_.with.refused(r.status);
    co_await write_whole(t, r);
    tell(t);
  }

  // False: the connection is of no more use.
  asio::awaitable<bool> answer(http_message& message) {
    told t;
    t.target = std::string{message.target()};
    t.version = message.version();
    t.keep = message.keep_alive() && !own_.stopping;
    t.head = message.method() == http::verb::head;
    auto const readable = to_request(message, t.q);
    t.q.id = own_.ids.of(std::string{message["X-Request-Id"]});
    t.q.address =
        client_address(peer_, whole_header(message, "X-Forwarded-For", ", "), all_.with.proxies);
    t.address = t.q.address;
    auto written = true;
    if (readable) {
      written = co_await ask(t);
    } else {
      auto const r = identified(t.q.id, problem_reply(readable.error()));
      all_.with.refused(r.status);
      written = co_await write_whole(t, r);
    }
    tell(t);
    co_return written&& t.keep;
  }

  asio::awaitable<bool> ask(told& t) {
    auto const x = std::make_shared<pending>(own_.loop);
    t.q.by.stop = x->gone.get_token();
    if (t.version >= 11) {
      t.q.ahead = taker_of(x, [](pending& to, reply r) { to.parts.push_back(std::move(r)); });
    }
    it_.until = clock::time_point::max();
    co_await own_.to_answer.mine();
    own_.answer(t.q, taker_of(x, [](pending& to, reply r) { to.last = std::move(r); }));
    while (!x->last || !x->parts.empty()) {
      if (x->parts.empty()) {
        watch_for_leave(x);
        co_await x->come.async_wait(kTuple);
      } else {
        auto const part = std::move(x->parts.front());
        x->parts.pop_front();
        if (!x->gone.stop_requested()) {  // not by &&: g++ 12 awaits both sides
          auto const written = co_await write_part(t, part);
          if (!written) {
            x->gone.request_stop();
          }
        }
      }
    }
    co_await unwatch(x);
    if (x->gone.stop_requested()) {
      t.status = kClientGone;
      co_return false;
    }
    t.status = x->last->status;
    if (t.has_begun) {
      co_return co_await write_end(t, *x->last);
    }
    co_return co_await write_whole(t, *x->last);
  }

  // While a client waits it may send its next request, or close. What it sends is kept for later up
  // to a measure; from then on nobody sees whether it closes.
  void watch_for_leave(pending_ptr const& x) {
    if (x->is_watched || x->gone.stop_requested() || buffer_.size() >= caps().header_bytes) {
      return;
    }
    x->is_watched = true;
    it_.socket.async_wait(tcp::socket::wait_read, [this, x](error_code e) {
      x->is_watched = false;
      if (!e) {
        buffer_.commit(it_.socket.read_some(buffer_.prepare(kReadHeaderBytes), e));
        if (e && e != asio::error::would_block) {
          x->gone.request_stop();
        }
      }
      x->come.cancel();
    });
  }

  // What watches holds this connection, and ends before it does.
  asio::awaitable<void> unwatch(pending_ptr const& x) {
    if (x->is_watched) {
      error_code ignored;
      it_.socket.cancel(ignored);
    }
    while (x->is_watched) {
      co_await x->come.async_wait(kTuple);
    }
  }

  // Status line and headers; `framing`: those that say where the body ends.
  static std::string head_of(told const& t, reply const& r, std::string_view framing) {
    auto const version = t.version < 11 ? "HTTP/1.0 " : "HTTP/1.1 ";
    auto const reason = http::obsolete_reason(static_cast<http::status>(r.status));
    std::string out;
    out.reserve(kUsualHeadBytes);
    ((out += version) += std::to_string(r.status)) += ' ';
    out.append(reason.data(), reason.size());
    ((out += "\r\nServer: karwan\r\nContent-Type: ") += r.type) += "\r\nX-Request-Id: ";
    out += t.q.id;
    for (auto const& [name, value] : r.headers) {
      (((out += "\r\n") += name) += ": ") += value;
    }
    out += t.keep == (t.version >= 11) ? "" : t.keep ? "\r\nConnection: keep-alive" : kClose;
    return (out += framing) += "\r\n\r\n";
  }

  // At once as far as the socket takes it.
  asio::awaitable<bool> write(std::string_view first, std::string_view second = {}) {
    std::array bytes{asio::buffer(first), asio::buffer(second)};
    give(caps().write_deadline);
    error_code fault;
    auto const sent = it_.socket.write_some(bytes, fault);
    if (fault && fault != asio::error::would_block) {
      co_return false;
    }
    auto const of_first = std::min(sent, bytes[0].size());
    bytes[0] += of_first;
    bytes[1] += sent - of_first;
    if (bytes[0].size() + bytes[1].size() == 0) {
      co_return true;
    }
    auto [e, n] = co_await asio::async_write(it_.socket, bytes, kTuple);
    co_return !e;
  }

  // The head alone for HEAD and for replies that have no body.
  asio::awaitable<bool> write_whole(told& t, reply const& r) {
    auto const content = r.content();
    auto const has_length = r.status != 204 && r.status != 304;
    auto const head = head_of(
        t, r, has_length ? "\r\nContent-Length: " + std::to_string(content.size()) : std::string{});
    auto const sent = has_length && !t.head ? content : std::string_view{};
    t.status = r.status;
    t.bytes = sent.size();
    co_return co_await write(head, sent);
  }

  // The first one brings the head of the whole.
  asio::awaitable<bool> write_part(told& t, reply const& r) {
    auto const content = r.content();
    auto ahead = std::exchange(t.has_begun, true) ? std::string{}
                                                  : head_of(t, r, "\r\nTransfer-Encoding: chunked");
    ahead += fmt::format("{:x}\r\n", content.size());
    t.bytes += content.size();
    auto const written = co_await write(ahead, content);
    if (!written) {
      co_return false;
    }
    co_return co_await write(kLineEnd);
  }

  asio::awaitable<bool> write_end(told& t, reply const& r) {
    auto const written = co_await write_part(t, r);
    if (!written) {
      co_return false;
    }
    co_return co_await write(kLastChunk);
  }

  void tell(told const& t) const {
    if (!all_.with.served) {
      return;
    }
    auto const target = std::string_view{t.target};
    all_.with.served(
        {.id = t.q.id,
         .method = t.q.method,
         .path = target.substr(0, target.find('?')),
         .client = t.address,
         .status = t.status,
         .bytes = t.bytes,
         .took = std::chrono::duration_cast<std::chrono::microseconds>(clock::now() - t.began)});
  }

  worker& own_;
  shared& all_;
  std::string peer_;
  guest it_;
  beast::flat_buffer buffer_;
};

asio::awaitable<void> serve_and_leave(tcp::socket socket, worker& own, shared& all) {
  {
    connection c{std::move(socket), own, all};
    co_await c.serve();
  }
  own.end_if_empty();
}

}  // namespace

asio::awaitable<void> serve_connection(tcp::socket socket, worker& own, shared& all) {
  return serve_and_leave(std::move(socket), own, all);
}

}  // namespace karwan::serve
