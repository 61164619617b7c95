#include "karwan/serve/server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <deque>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "karwan/serve/computations.h"
#include "serve/client_address.h"
#include "serve/finish.h"
#include "serve/request_ids.h"

namespace karwan::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

using parser = http::request_parser<http::string_body>;

constexpr std::size_t kReadHeaderBytes = 1024, kReadBodyBytes = 16 * 1024;  // at once
constexpr std::chrono::milliseconds kTick{250};  // between two looks at the deadlines
constexpr std::size_t kUsualHeadBytes = 512;
constexpr auto kClose = "\r\nConnection: close";
constexpr auto kNoRoom = http::error::need_buffer;  // as many large bodies come as may
constexpr std::string_view kLineEnd = "\r\n", kLastChunk = "0\r\n\r\n";

using clock = std::chrono::steady_clock;

// What its thread knows of a connection.
struct guest {
  tcp::socket socket;
  clock::time_point until{clock::time_point::max()};  // then it is closed
  bool is_asked_for{false};                           // it may send its next request
};

// One thread with its own event loop, handler and connections.
struct worker {
  std::unordered_set<guest*> guests;  // outlives the loop, which may end with some of them
  asio::io_context loop{1};
  asio::steady_timer tick{loop};
  responder answer;
  request_ids ids;
  bool stopping{false};

  void end_if_empty() {
    if (stopping && guests.empty()) {
      tick.cancel();
    }
  }
};

using pool = std::vector<std::unique_ptr<worker>>;

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

// What the connections of all threads share; outlives their loops. `main` is the first worker's.
struct shared {
  server_options const& with;
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> large_bodies{0};  // that are coming
  asio::io_context* main{nullptr};
  std::optional<asio::steady_timer> deadline{};  // of the shutdown; only touched on main

  void end_early() {
    if (deadline && connections == 0) {
      deadline->cancel();
    }
  }
  void left() {
    if (--connections == 0 && main != nullptr) {
      asio::post(*main, [this] { end_early(); });
    }
  }
};

std::string header(http::request<http::string_body> const& r, http::field name) {
  return std::string{r[name]};
}

// Of a header that may stand several times: all of them.
std::string whole_header(http::request<http::string_body> const& r, std::string_view name,
                         std::string_view between) {
  std::string out;
  auto const [first, last] = r.equal_range(boost::string_view{name.data(), name.size()});
  for (auto it = first; it != last; ++it) {
    (out += out.empty() ? "" : between) += std::string_view{it->value().data(), it->value().size()};
  }
  return out;
}

void read_act(http::request<http::string_body>& r, request& out) {
  out.content_type = header(r, http::field::content_type);
  out.authorization = header(r, http::field::authorization);
  out.cookie = whole_header(r, "Cookie", "; ");
  out.csrf_token = std::string{r["X-CSRF-Token"]};
  out.origin = header(r, http::field::origin);
  out.host = header(r, http::field::host);
  out.fetch_site = std::string{r["Sec-Fetch-Site"]};
  out.body = std::move(r.body());
}

// The target is read last: what is wrong with it.
status to_request(http::request<http::string_body>& r, request& out) {
  out.method = std::string{r.method_string()};
  out.accepts_gzip = quality(header(r, http::field::accept_encoding), "gzip") > 0;
  out.accept = header(r, http::field::accept);
  out.if_none_match = header(r, http::field::if_none_match);
  read_act(r, out);
  return read_target(std::string_view{r.target().data(), r.target().size()}, out);
}

reply refusal(error_code e) {
  if (e == http::error::header_limit) {
    return {.status = 431, .type = "text/plain", .body = "The header is too long.\n"};
  }
  if (e == http::error::body_limit) {
    return {.status = 413, .type = "text/plain", .body = "The body is too long.\n"};
  }
  if (e == kNoRoom) {
    return {.status = 503,
            .type = "text/plain",
            .body = "Many documents are coming already. Send it again in some seconds.\n",
            .headers = {{"Retry-After", "10"}}};
  }
  return {.status = 400, .type = "text/plain", .body = "This is not an HTTP request.\n"};
}

// One of the large bodies that may come at once, while it comes.
class large_body {
 public:
  explicit large_body(std::atomic<std::size_t>& all, bool is_one, std::size_t most)
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

// What the parser lets pass and another server on the way may read otherwise: then who asks could
// hide a request in another (RFC 9112, 3.2 and 6.1).
bool is_ambiguous(http::request_header<> const& r) {
  auto const hosts = r.count(http::field::host);
  auto const is_first_version = r.version() < 11;
  if (hosts > 1 || (hosts == 0 && !is_first_version)) {
    return true;
  }
  auto const codings = r.count(http::field::transfer_encoding);
  return codings > 0 &&
         (is_first_version || codings > 1 || r.count(http::field::content_length) > 0 ||
          !beast::iequals(r[http::field::transfer_encoding], "chunked"));
}

bool is_protocol_error(error_code e) {
  return e && e.category() == make_error_code(http::error::bad_method).category() &&
         e != http::error::end_of_stream && e != http::error::partial_message;
}

// Deadlines are seconds long: one clock for all of a thread's connections is enough, where a timer
// each would cost a call of the system per request.
asio::awaitable<void> watch_clock(worker& own) {
  for (;;) {
    own.tick.expires_after(kTick);
    if (auto [e] = co_await own.tick.async_wait(kTuple); e) {
      co_return;
    }
    auto const now = clock::now();
    for (auto* g : own.guests) {
      if (g->until < now) {
        error_code ignored;
        g->socket.close(ignored);
      }
    }
  }
}

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

  // That its body may have.
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
    auto const r = refusal(e);
    all_.with.refused(r.status);
    co_await write_whole(t, r);
    tell(t);
  }

  // False: the connection is of no more use.
  asio::awaitable<bool> answer(http::request<http::string_body>& message) {
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

asio::awaitable<void> serve_connection(tcp::socket socket, worker& own, shared& all) {
  {
    connection c{std::move(socket), own, all};
    co_await c.serve();
  }
  own.end_if_empty();
}

asio::awaitable<void> accept_all(tcp::acceptor& acceptor, pool& workers, shared& all) {
  for (std::size_t turn = 0;; turn = (turn + 1) % workers.size()) {
    auto& own = *workers[turn];
    auto [e, socket] = co_await acceptor.async_accept(own.loop, kTuple);
    if (e == asio::error::operation_aborted || !acceptor.is_open()) {
      co_return;
    }
    if (e) {  // out of descriptors, mostly: give the open connections time to end
      asio::steady_timer pause{acceptor.get_executor(), std::chrono::milliseconds{50}};
      co_await pause.async_wait(kTuple);
      continue;
    }
    if (all.connections >= all.with.caps.connections) {
      continue;  // closes the socket
    }
    ++all.connections;
    asio::co_spawn(own.loop, serve_connection(std::move(socket), own, all), asio::detached);
  }
}

tcp::acceptor listen(asio::io_context& loop, server_options const& o) {
  error_code e;
  auto const address = asio::ip::make_address(o.host == "localhost" ? "127.0.0.1" : o.host, e);
  if (e) {
    throw failure{{error_kind::bad_input, "it is not an IP address: " + o.host, "--host",
                   "Name an address of this machine, for example 127.0.0.1 or ::"}};
  }
  tcp::endpoint const at{address, o.port};
  tcp::acceptor out{loop};
  out.open(at.protocol(), e);
  if (!e) {
    out.set_option(asio::socket_base::reuse_address{true}, e);
  }
  if (!e) {
    out.bind(at, e);
  }
  if (!e) {
    out.listen(asio::socket_base::max_listen_connections, e);
  }
  if (e) {
    throw failure{{error_kind::unavailable,
                   fmt::format("cannot listen on {} port {}: {}", o.host, o.port, e.message()),
                   "--port", "Choose another port; 0 lets the system pick one"}};
  }
  return out;
}

void check_proxies(std::vector<std::string> const& all) {
  for (auto const& p : all) {
    if (client_address(p, {}, {}).empty()) {
      throw failure{{error_kind::bad_input, "it is not an IP address: " + p, "--proxy",
                     "Name the address from which the proxy connects, for example 127.0.0.1"}};
    }
  }
}

// Ends what waits, leaves what is being written.
void stop(worker& own) {
  own.stopping = true;
  for (auto* g : own.guests) {
    if (g->is_asked_for) {
      error_code ignored;
      g->socket.cancel(ignored);
    }
  }
  own.end_if_empty();
}

using keep_alive = asio::executor_work_guard<asio::io_context::executor_type>;

void shut_down(pool& workers, std::vector<keep_alive>& alive, shared& all) {
  for (auto& w : workers) {
    asio::post(w->loop, [&own = *w] { stop(own); });
  }
  alive.clear();
  all.deadline.emplace(*all.main, all.with.caps.shutdown);
  all.deadline->async_wait([&workers](error_code e) {
    if (!e) {
      for (auto& w : workers) {
        w->loop.stop();
      }
    }
  });
  all.end_early();
}

}  // namespace

void run_server(server_options const& o, std::function<responder()> const& make_responder,
                std::function<void(std::uint16_t port)> const& listening,
                std::function<void()> const& stopped) {
  std::signal(SIGPIPE, SIG_IGN);
  check_proxies(o.proxies);
  shared all{.with = o};
  pool workers;
  std::vector<keep_alive> alive;
  for (std::size_t i = 0; i < std::max<std::size_t>(o.threads, 1); ++i) {
    auto& w = *workers.emplace_back(std::make_unique<worker>());
    w.answer = make_responder();
    alive.push_back(asio::make_work_guard(w.loop));
    asio::co_spawn(w.loop, watch_clock(w), asio::detached);
  }
  auto& main = workers.front()->loop;
  all.main = &main;
  auto acceptor = listen(main, o);
  asio::co_spawn(main, accept_all(acceptor, workers, all), asio::detached);
  asio::signal_set signals{main, SIGINT, SIGTERM};
  signals.async_wait([&](error_code, int) {
    acceptor.close();
    shut_down(workers, alive, all);
  });

  listening(acceptor.local_endpoint().port());
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < workers.size(); ++i) {
    threads.emplace_back([&own = *workers[i]] { own.loop.run(); });
  }
  main.run();
  threads.clear();
  stopped();
  all.main = nullptr;
  all.deadline.reset();
}

}  // namespace karwan::serve
