#include "caucus/serve/server.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <set>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include "caucus/base/text.h"
#include "caucus/serve/event_stream.h"
#include "caucus/serve/outgoing.h"
#include "caucus/serve/peer_account.h"
#include "caucus/serve/questions.h"
#include "caucus/serve/reception.h"

namespace caucus::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using std::chrono::seconds;
using ErrorCode = boost::system::error_code;
using Clock = std::chrono::steady_clock;

// How long a peer may take. Everything is on one machine: a browser needs milliseconds.
constexpr seconds first_byte_seconds{15};  // of a new connection
constexpr seconds idle_seconds{75};        // between two requests
constexpr seconds head_seconds{5};
constexpr seconds body_seconds{15};
constexpr seconds write_seconds{20};
constexpr seconds heartbeat_seconds{15};
constexpr seconds last_call_seconds{2};  // for answers on their way when the program ends
constexpr std::chrono::milliseconds hang_up_grace{500};

auto into(ErrorCode& error) {
  return asio::redirect_error(asio::use_awaitable, error);
}

// One browser's connection. Alive as long as somebody holds it.
struct Connection {
  explicit Connection(tcp::socket socket) : stream(std::move(socket)) {}

  beast::tcp_stream stream;
  beast::flat_buffer buffer{head_bytes_max + body_bytes_max};
  Clock::time_point since = Clock::now();  // in the state that it is in
  bool served = false;                     // at least one request
  // Idle: no request is there, or not its whole head. Reading: a body is missing.
  enum class State { idle, reading, working } state = State::idle;

  void now(State next) {
    state = next;
    since = Clock::now();
  }
  void close() {
    ErrorCode ignored;
    stream.socket().close(ignored);
  }
};
using ConnectionHold = std::shared_ptr<Connection>;

// An answer that is awaited.
struct Awaited {
  explicit Awaited(const asio::any_io_executor& where) : wake(where, Clock::time_point::max()) {}

  asio::steady_timer wake;
  GivenAnswer answer;

  void end() { wake.cancel(); }
};

// A request that was read, and what it was found to be.
struct Request {
  Direction direction;
  bool head_alone = false;
  bool gzip = false;
  bool keep_alive = true;
  std::string known;  // If-None-Match
  std::string body;
};

bool peer_is_gone(tcp::socket& socket) {
  char byte = 0;
  const ssize_t got = ::recv(socket.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

template <class Message>
RequestHead head_of(const Message& message) {
  RequestHead head;
  head.method = {message.method_string().data(), message.method_string().size()};
  head.target = {message.target().data(), message.target().size()};
  head.version = message.version();
  for (const auto& field : message)
    head.lines.push_back({{field.name_string().data(), field.name_string().size()},
                          {field.value().data(), field.value().size()}});
  return head;
}

}  // namespace

// Declared in the order in which things may die: what is last goes first.
struct Server::Life {
  Life(Application& app, ServerOptions given_options)
      : application(app), options(std::move(given_options)), log(options.log) {}

  Application& application;
  ServerOptions options;
  LogSink log;
  std::unique_ptr<Reception> reception;
  std::set<ConnectionHold> connections;
  bool stopping = false;
  asio::io_context io{1};
  std::vector<tcp::acceptor> acceptors;
  std::unique_ptr<asio::posix::stream_descriptor> terminal;
  // From the beginning: whoever has seen the link may press Ctrl-C.
  asio::signal_set signals{io, SIGINT, SIGTERM, SIGHUP};
  asio::steady_timer second{io};
  asio::steady_timer last_call{io};
  std::unique_ptr<EventHub> events;
  std::unique_ptr<Questions> questions;

  std::uint16_t port() const { return acceptors.front().local_endpoint().port(); }
  std::string fresh_link() {
    return "http://127.0.0.1:" + std::to_string(port()) + "/?key=" + reception->hand_out();
  }
  Result<void> listen();
  void begin();
  void stop();
  asio::awaitable<void> accept(tcp::acceptor& acceptor);
  asio::awaitable<void> watch_clock();
  asio::awaitable<void> watch_terminal();
  asio::awaitable<void> watch_signals();
  bool is_stranger(const tcp::socket& socket);
  void make_room();

  asio::awaitable<void> serve(ConnectionHold connection);
  asio::awaitable<bool> serve_one(const ConnectionHold& connection);
  asio::awaitable<bool> wait_for_bytes(Connection& connection);
  asio::awaitable<bool> respond(const ConnectionHold& connection, Request& request);
  void note(const Direction& direction) const;
  asio::awaitable<void> say_unreadable(const ConnectionHold& connection, ErrorCode error);
  asio::awaitable<GivenAnswer> ask(const ConnectionHold& connection, const Question& question);
  asio::awaitable<GivenAnswer> write(const ConnectionHold& connection, std::string path,
                                     std::string body);
  asio::awaitable<GivenAnswer> post(const ConnectionHold& connection, const Direction& direction,
                                    std::string body);
  asio::awaitable<bool> send(const ConnectionHold& connection, Outgoing out, bool head_alone);
  asio::awaitable<void> stream_events(const ConnectionHold& connection);
  asio::awaitable<void> hang_up(const ConnectionHold& connection);
  void close_all(std::function<void()> done);
};

Result<void> Server::Life::listen() {
  std::uint16_t port = options.port;
  std::vector<asio::ip::address> addresses{asio::ip::address_v4::loopback()};
  if (options.six_too) addresses.emplace_back(asio::ip::address_v6::loopback());
  for (const asio::ip::address& address : addresses) {
    ErrorCode error;
    tcp::acceptor acceptor(io);
    const tcp::endpoint where(address, port);
    if (!acceptor.open(where.protocol(), error) &&
        !acceptor.set_option(tcp::acceptor::reuse_address(true), error) &&
        !acceptor.bind(where, error))
      acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return fail(port_error(port, error.value()));
    port = acceptor.local_endpoint().port();
    acceptors.push_back(std::move(acceptor));
  }
  reception = std::make_unique<Reception>(application, options.assets, port, options.six_too);
  return {};
}

bool Server::Life::is_stranger(const tcp::socket& socket) {
  ErrorCode error;
  const tcp::endpoint peer = socket.remote_endpoint(error);
  if (error) return true;
  const Peer whose = peer_of(peer.address().is_v6(), peer.port(), port(), ::geteuid());
  if (whose == Peer::other) log.line(LogLevel::warn, "refused", {{"why", "another_account"}});
  return whose == Peer::other;
}

void Server::Life::make_room() {
  if (connections.size() < options.connections_max) return;
  ConnectionHold oldest;
  for (const ConnectionHold& connection : connections)
    if (connection->state == Connection::State::idle &&
        (!oldest || connection->since < oldest->since))
      oldest = connection;
  if (!oldest) return;
  log.line(LogLevel::info, "thrown_out", {{"why", "too_many_connections"}});
  oldest->close();
  connections.erase(oldest);
}

asio::awaitable<void> Server::Life::accept(tcp::acceptor& acceptor) {
  while (!stopping) {
    ErrorCode error;
    tcp::socket socket = co_await acceptor.async_accept(into(error));
    if (stopping) break;
    if (error) {
      // Out of descriptors, most likely: others have to end first.
      log.line(LogLevel::warn, "accept_failed", {{"code", std::to_string(error.value())}});
      asio::steady_timer pause(io, std::chrono::milliseconds(50));
      co_await pause.async_wait(into(error));
      continue;
    }
    if (is_stranger(socket)) continue;
    make_room();
    if (connections.size() >= options.connections_max) continue;
    socket.set_option(tcp::no_delay(true), error);
    auto connection = std::make_shared<Connection>(std::move(socket));
    connections.insert(connection);
    asio::co_spawn(io, serve(connection), asio::detached);
  }
}

asio::awaitable<void> Server::Life::serve(ConnectionHold connection) {
  bool more = true;
  while (more && !stopping)
    more = co_await serve_one(connection);
  connection->close();
  connections.erase(connection);
  if (stopping && connections.empty()) last_call.cancel();
}

asio::awaitable<bool> Server::Life::wait_for_bytes(Connection& connection) {
  if (connection.buffer.size() != 0) co_return true;
  connection.now(Connection::State::idle);
  connection.stream.expires_after(connection.served ? idle_seconds : first_byte_seconds);
  ErrorCode error;
  const std::size_t got =
      co_await connection.stream.async_read_some(connection.buffer.prepare(4096), into(error));
  if (error) co_return false;
  connection.buffer.commit(got);
  co_return true;
}

// What cannot be read as a request is answered where that may help, and not read further.
asio::awaitable<void> Server::Life::say_unreadable(const ConnectionHold& connection,
                                                   ErrorCode error) {
  Refusal refusal{400, "not_http", "this is not a request of HTTP/1.1"};
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    refusal = {431, "head_too_large", "the head of the request is larger than 32 KiB"};
  } else if (error == http::error::body_limit) {
    refusal = {413, "body_too_large", "the body is larger than 2 MiB"};
  } else if (error == beast::error::timeout || error == http::error::end_of_stream ||
             error == http::error::partial_message || error == asio::error::eof ||
             error.category() == asio::error::get_system_category()) {
    co_return;  // slow, or gone
  }
  log.line(LogLevel::info, "refused", {{"why", std::string(refusal.token)}});
  Outgoing out = outgoing(given(error_answer(refusal)));
  out.head.keep_alive = false;
  co_await send(connection, std::move(out), false);
  co_await hang_up(connection);
}

asio::awaitable<bool> Server::Life::serve_one(const ConnectionHold& connection) {
  const bool some = co_await wait_for_bytes(*connection);
  if (!some) co_return false;
  http::request_parser<http::string_body> parser;
  parser.header_limit(head_bytes_max);
  parser.body_limit(body_bytes_max);
  connection->stream.expires_after(head_seconds);
  ErrorCode error;
  co_await http::async_read_header(connection->stream, connection->buffer, parser, into(error));
  if (error) {
    co_await say_unreadable(connection, error);
    co_return false;
  }
  const RequestHead head = head_of(parser.get());
  Request request;
  request.direction = reception->direct(head);
  request.head_alone = head.method == "HEAD";
  request.gzip = takes_gzip(head.value("accept-encoding"));
  request.known = head.value("if-none-match");
  request.keep_alive = parser.keep_alive() && !request.direction.hang_up;
  connection->served = true;
  note(request.direction);
  if (head.method == "POST" && !request.direction.hang_up) {
    // Nothing is judged before the last byte is there.
    connection->now(Connection::State::reading);
    connection->stream.expires_after(body_seconds);
    co_await http::async_read(connection->stream, connection->buffer, parser, into(error));
    if (error) {
      co_await say_unreadable(connection, error);
      co_return false;
    }
    request.body = std::move(parser.get().body());
  }
  connection->now(Connection::State::working);
  const bool more = co_await respond(connection, request);
  co_return more;
}

void Server::Life::note(const Direction& direction) const {
  if (!direction.why.empty())
    log.line(
        LogLevel::info, "refused",
        {{"status", std::to_string(direction.answer.status)}, {"why", std::string(direction.why)}});
  if (direction.key_used_twice && options.tell)
    options.tell(
        "a link of this desk was opened a second time; if that was not you, somebody "
        "else has seen it: end the desk with Ctrl-C and start it again");
}

asio::awaitable<bool> Server::Life::respond(const ConnectionHold& connection, Request& request) {
  const Direction& direction = request.direction;
  Outgoing out;
  if (direction.to == Direction::To::events) {
    co_await stream_events(connection);
    co_return false;
  }
  if (direction.to == Direction::To::asset) {
    out = unless_known(outgoing(*direction.asset, direction.shell, request.gzip), request.known);
  } else {
    GivenAnswer answer;
    if (direction.to == Direction::To::answer) {
      answer = given(direction.answer);
    } else if (direction.to == Direction::To::question) {
      answer = co_await ask(connection, direction.question);
    } else {
      answer = co_await post(connection, direction, std::move(request.body));
    }
    out = outgoing(answer);
    if (direction.to == Direction::To::question) out = unless_known(std::move(out), request.known);
  }
  if (!direction.set_cookie.empty()) {
    out.head.kind = ResponseKind::passage;
    out.head.lines.emplace_back("Set-Cookie", direction.set_cookie);
  }
  const bool keep_alive = request.keep_alive && !stopping;
  out.head.keep_alive = keep_alive;
  const bool sent = co_await send(connection, std::move(out), request.head_alone);
  if (sent && direction.hang_up) co_await hang_up(connection);
  co_return sent&& keep_alive;
}

asio::awaitable<bool> Server::Life::send(const ConnectionHold& connection, Outgoing out,
                                         bool head_alone) {
  out.head.size = out.body.size();
  const std::string head = head_text(out.head);
  if (head_alone || out.head.status == 304) out.body = {};
  const std::array<asio::const_buffer, 2> buffers{
      asio::buffer(head), asio::const_buffer(out.body.data(), out.body.size())};
  connection->stream.expires_after(write_seconds);
  ErrorCode error;
  co_await asio::async_write(connection->stream, buffers, into(error));
  co_return !error;
}

// Closing with bytes unread would make the system drop the answer on its way; so what still comes
// is read for a moment and thrown away.
asio::awaitable<void> Server::Life::hang_up(const ConnectionHold& connection) {
  ErrorCode error;
  connection->now(Connection::State::idle);
  connection->stream.socket().shutdown(tcp::socket::shutdown_send, error);
  connection->stream.expires_after(hang_up_grace);
  std::array<char, 16384> waste{};
  while (!error)
    co_await connection->stream.async_read_some(asio::buffer(waste), into(error));
}

asio::awaitable<GivenAnswer> Server::Life::ask(const ConnectionHold& connection,
                                               const Question& question) {
  const auto awaited = std::make_shared<Awaited>(io.get_executor());
  const Questions::Ticket ticket = questions->ask(question, [awaited](const GivenAnswer& answer) {
    awaited->answer = answer;
    awaited->end();
  });
  if (awaited->answer) co_return awaited->answer;
  connection->stream.expires_never();
  tcp::socket& socket = connection->stream.socket();
  socket.async_wait(tcp::socket::wait_read, [this, ticket, connection](ErrorCode error) {
    if (!error && peer_is_gone(connection->stream.socket())) questions->abandon(ticket);
  });
  ErrorCode error;
  co_await awaited->wake.async_wait(into(error));
  socket.cancel(error);
  co_return awaited->answer;
}

asio::awaitable<GivenAnswer> Server::Life::write(const ConnectionHold& connection, std::string path,
                                                 std::string body) {
  // Whether the browser is still there does not matter any more: the entry arrived whole.
  const auto awaited = std::make_shared<Awaited>(io.get_executor());
  connection->stream.expires_never();
  questions->write(std::move(path), std::move(body), [awaited](const GivenAnswer& answer) {
    awaited->answer = answer;
    awaited->end();
  });
  ErrorCode error;
  if (!awaited->answer) co_await awaited->wake.async_wait(into(error));
  co_return awaited->answer;
}

asio::awaitable<GivenAnswer> Server::Life::post(const ConnectionHold& connection,
                                                const Direction& direction, std::string body) {
  Answer answer;
  answer.settled = false;
  if (invalid_utf8_at(body)) {
    answer = error_answer({400, "body_not_utf8", "the body is not UTF-8"});
  } else if (direction.to == Direction::To::cancel_analyses) {
    questions->cancel_analyses();
    answer.bytes = "{\"format\":\"caucus.cancelled/1\"}\n";
  } else if (direction.to == Direction::To::close_all) {
    // Answered when it is true: another program may open the vault from then on.
    const auto awaited = std::make_shared<Awaited>(io.get_executor());
    close_all([awaited] {
      awaited->answer = given({});
      awaited->end();
    });
    ErrorCode error;
    if (!awaited->answer) co_await awaited->wake.async_wait(into(error));
    answer.bytes = "{\"format\":\"caucus.closed/1\"}\n";
  } else {
    GivenAnswer written = co_await write(connection, direction.question.path, std::move(body));
    co_return written;
  }
  co_return given(std::move(answer));
}

asio::awaitable<void> Server::Life::stream_events(const ConnectionHold& connection) {
  asio::steady_timer wake(io);
  Listener listener([&wake] { wake.cancel(); });
  ResponseHead head;
  head.kind = ResponseKind::events;
  head.type = "text/event-stream";
  head.keep_alive = false;
  std::string bytes = head_text(head);
  events->join(listener);
  while (true) {
    while (const EventBytes event = listener.take())
      bytes += *event;
    connection->stream.expires_after(write_seconds);
    ErrorCode error;
    co_await asio::async_write(connection->stream, asio::buffer(bytes), into(error));
    if (error) break;
    bytes.clear();
    if (!listener.empty()) continue;
    if (listener.ended()) break;
    connection->stream.expires_never();
    wake.expires_after(heartbeat_seconds);
    co_await wake.async_wait(into(error));
    if (!error) bytes = heartbeat_text;
  }
  events->leave(listener);
}

void Server::Life::close_all(std::function<void()> done) {
  if (questions->closed()) return done();
  reception->close();
  events->end("closed", "{}");
  questions->close([this, done = std::move(done)] {
    if (options.tell) options.tell("the vault is closed; Ctrl-C ends the desk");
    done();
  });
}

asio::awaitable<void> Server::Life::watch_clock() {
  const auto minute_now = [] {
    return std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now());
  };
  auto minute = minute_now();
  while (!stopping) {
    second.expires_after(seconds(1));
    ErrorCode error;
    co_await second.async_wait(into(error));
    if (stopping) break;
    questions->tick();
    // Pages name ages and days: what was said a minute ago may not hold any more.
    if (minute_now() != minute) questions->stale();
    minute = minute_now();
  }
}

asio::awaitable<void> Server::Life::watch_terminal() {
  while (!stopping) {
    ErrorCode error;
    co_await terminal->async_wait(asio::posix::stream_descriptor::wait_read, into(error));
    if (error || stopping) co_return;
    std::array<char, 4096> bytes{};
    const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (got <= 0) co_return;
    if (std::string_view(bytes.data(), static_cast<std::size_t>(got)).find('\n') !=
            std::string_view::npos &&
        options.show_link)
      options.show_link(fresh_link());
  }
}

asio::awaitable<void> Server::Life::watch_signals() {
  ErrorCode error;
  co_await signals.async_wait(into(error));
  if (!error) stop();
}

void Server::Life::begin() {
  questions->start();
  asio::co_spawn(io, watch_signals(), asio::detached);
  for (tcp::acceptor& acceptor : acceptors)
    asio::co_spawn(io, accept(acceptor), asio::detached);
  asio::co_spawn(io, watch_clock(), asio::detached);
  if (!options.enter_asks_for_link) return;
  // In the background of a shell, reading the terminal would stop the program: an error is better.
  std::signal(SIGTTIN, SIG_IGN);
  terminal = std::make_unique<asio::posix::stream_descriptor>(io);
  ErrorCode error;
  const int copy = ::dup(STDIN_FILENO);
  if (copy < 0 || terminal->assign(copy, error)) {
    if (copy >= 0) ::close(copy);
    return;  // a file or nothing: nobody presses Enter there
  }
  asio::co_spawn(io, watch_terminal(), asio::detached);
}

void Server::Life::stop() {
  if (stopping) return;
  stopping = true;
  ErrorCode ignored;
  signals.cancel(ignored);
  signals.clear(ignored);  // the next Ctrl-C ends the program at once
  for (tcp::acceptor& acceptor : acceptors)
    acceptor.close(ignored);
  if (terminal) terminal->close(ignored);
  second.cancel();
  for (const ConnectionHold& connection : connections)
    if (connection->state != Connection::State::working) connection->close();
  reception->close();
  events->end("closed", "{}");
  questions->close([] {});
  if (connections.empty()) return;
  last_call.expires_after(last_call_seconds);
  last_call.async_wait([this](ErrorCode error) {
    if (error) return;
    for (const ConnectionHold& connection : connections)
      connection->close();
  });
}

Server::Server(std::unique_ptr<Life> life) : life_(std::move(life)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(Application& application, ServerOptions options) {
  auto life = std::make_unique<Life>(application, std::move(options));
  if (const Result<void> listening = life->listen(); !listening) return fail(listening.error());
  Life& here = *life;
  here.events = std::make_unique<EventHub>(application.revision());
  Questions::Hooks hooks;
  hooks.home = [&here](std::function<void()> work) { asio::post(here.io, std::move(work)); };
  hooks.changed = [&here](std::uint64_t revision) { here.events->changed(revision); };
  hooks.analysis = [&here](const AnalysisNews& news) {
    here.events->tell("analysis", news.json());
  };
  here.questions = std::make_unique<Questions>(application, std::move(hooks));
  return std::unique_ptr<Server>(new Server(std::move(life)));
}

std::uint16_t Server::port() const {
  return life_->port();
}

std::string Server::fresh_link() {
  return life_->fresh_link();
}

void Server::run() {
  life_->begin();
  life_->io.run();
  life_->questions.reset();
}

void Server::stop() {
  asio::post(life_->io, [this] { life_->stop(); });
}

}  // namespace caucus::serve
