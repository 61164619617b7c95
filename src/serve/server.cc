#include "karwan/serve/server.h"

#include <atomic>
#include <csignal>
#include <memory>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include "serve/client_address.h"

namespace karwan::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

using parser = http::request_parser<http::string_body>;

// One thread with its own event loop, handler and connections.
struct worker {
  asio::io_context loop{1};
  responder answer;
  std::set<beast::tcp_stream*> waiting;  // for a request: closed at shutdown
  bool stopping{false};
};

using pool = std::vector<std::unique_ptr<worker>>;

// Until an answer comes, from whichever thread.
asio::awaitable<reply> await_answer(worker& own, request const& q) {
  asio::steady_timer come{own.loop, asio::steady_timer::time_point::max()};
  reply out;
  own.answer(q, [&](reply r) {
    asio::post(own.loop, [&, r = std::move(r)]() mutable {
      out = std::move(r);
      come.cancel();
    });
  });
  co_await come.async_wait(kTuple);
  co_return out;
}

// What the connections of all threads share; outlives their loops. `main` is the first worker's.
struct shared {
  limits const& caps;
  std::function<void(int)> const& refused;
  std::vector<std::string> const& proxies;
  std::atomic<std::size_t> connections{0};
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

request to_request(http::request<http::string_body>& r, status& readable) {
  request out;
  out.method = std::string{r.method_string()};
  out.accepts_gzip = quality(header(r, http::field::accept_encoding), "gzip") > 0;
  out.accept = header(r, http::field::accept);
  out.if_none_match = header(r, http::field::if_none_match);
  read_act(r, out);
  readable = read_target(std::string_view{r.target().data(), r.target().size()}, out);
  return out;
}

void set_headers(http::fields& fields, reply const& r) {
  fields.set(http::field::server, "karwan");
  fields.set(http::field::content_type, r.type);
  for (auto const& [name, value] : r.headers) {
    fields.set(name, value);
  }
}

// The head alone for HEAD and for replies that have no body.
asio::awaitable<error_code> write_reply(beast::tcp_stream& stream, reply const& r, unsigned version,
                                        bool keep_alive, bool head) {
  auto const content = r.content();
  auto const status = static_cast<http::status>(r.status);
  if (head || status == http::status::not_modified) {
    http::response<http::empty_body> out{status, version};
    set_headers(out, r);
    out.keep_alive(keep_alive);
    if (head) {
      out.content_length(content.size());
    }
    auto [e, n] = co_await http::async_write(stream, out, kTuple);
    co_return e;
  }
  http::response<http::span_body<char const>> out{status, version};
  set_headers(out, r);
  out.keep_alive(keep_alive);
  out.body() = {content.data(), content.size()};
  out.prepare_payload();
  auto [e, n] = co_await http::async_write(stream, out, kTuple);
  co_return e;
}

reply refusal(error_code e) {
  if (e == http::error::header_limit) {
    return {.status = 431, .type = "text/plain", .body = "The header is too long.\n"};
  }
  if (e == http::error::body_limit) {
    return {.status = 413, .type = "text/plain", .body = "The body is too long.\n"};
  }
  return {.status = 400, .type = "text/plain", .body = "This is not an HTTP request.\n"};
}

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

// Header first, then whatever body there is, each within its own deadline.
asio::awaitable<error_code> read_request(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                         parser& in, limits const& caps, bool first) {
  in.header_limit(caps.header_bytes);
  in.body_limit(caps.body_bytes);
  if (buffer.size() == 0 && !first) {
    stream.expires_after(caps.idle);
    auto [e, n] = co_await stream.async_read_some(buffer.prepare(1024), kTuple);
    if (e) {
      co_return e;
    }
    buffer.commit(n);
  }
  stream.expires_after(caps.header_deadline);
  if (auto [e, n] = co_await http::async_read_header(stream, buffer, in, kTuple); e) {
    co_return e;
  }
  if (is_ambiguous(in.get())) {
    co_return make_error_code(http::error::bad_value);
  }
  if (!in.is_done()) {
    stream.expires_after(caps.body_deadline);
    auto [e, n] = co_await http::async_read(stream, buffer, in, kTuple);
    co_return e;
  }
  co_return error_code{};
}

asio::awaitable<reply> answer_of(worker& own, shared const& all, std::string_view peer,
                                 http::request<http::string_body>& message) {
  status readable;
  auto q = to_request(message, readable);
  if (!readable) {
    auto out = problem_reply(readable.error());
    all.refused(out.status);
    co_return out;
  }
  q.address = client_address(peer, whole_header(message, "X-Forwarded-For", ", "), all.proxies);
  co_return co_await await_answer(own, q);
}

asio::awaitable<void> serve_connection(tcp::socket socket, worker& own, shared& all) {
  struct guard {
    shared& all;
    ~guard() { all.left(); }
  } const counted{all};
  error_code ignored;
  socket.set_option(tcp::no_delay{true}, ignored);
  auto const peer = socket.remote_endpoint(ignored).address().to_string();
  beast::tcp_stream stream{std::move(socket)};
  beast::flat_buffer buffer;
  for (auto first = true; !own.stopping; first = false) {
    parser in;
    own.waiting.insert(&stream);
    auto const failed = co_await read_request(stream, buffer, in, all.caps, first);
    own.waiting.erase(&stream);
    if (failed) {
      stream.expires_after(all.caps.write_deadline);
      if (is_protocol_error(failed)) {
        auto const r = refusal(failed);
        all.refused(r.status);
        co_await write_reply(stream, r, 11, false, false);
      }
      break;
    }
    auto& message = in.get();
    auto const keep = message.keep_alive() && !own.stopping;
    auto const head = message.method() == http::verb::head;
    auto const r = co_await answer_of(own, all, peer, message);
    stream.expires_after(all.caps.write_deadline);
    if (co_await write_reply(stream, r, message.version(), keep, head) || !keep) {
      break;
    }
  }
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
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
    if (all.connections >= all.caps.connections) {
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
  for (auto* stream : own.waiting) {
    stream->cancel();
  }
}

using keep_alive = asio::executor_work_guard<asio::io_context::executor_type>;

void shut_down(pool& workers, std::vector<keep_alive>& alive, shared& all) {
  for (auto& w : workers) {
    asio::post(w->loop, [&own = *w] { stop(own); });
  }
  alive.clear();
  all.deadline.emplace(*all.main, all.caps.shutdown);
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
  shared all{.caps = o.caps, .refused = o.refused, .proxies = o.proxies};
  pool workers;
  std::vector<keep_alive> alive;
  for (std::size_t i = 0; i < std::max<std::size_t>(o.threads, 1); ++i) {
    auto& w = *workers.emplace_back(std::make_unique<worker>());
    w.answer = make_responder();
    alive.push_back(asio::make_work_guard(w.loop));
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
