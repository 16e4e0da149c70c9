#include "caucus/serve/server.h"

#include <array>
#include <thread>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "caucus/serve/application_for_tests.h"

namespace caucus::serve {
namespace {

// A browser without manners: sends bytes, reads until a text has come or the other end closes.
class Caller {
 public:
  explicit Caller(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in where = {};
    where.sin_family = AF_INET;
    where.sin_port = htons(port);
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{30, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&where), sizeof where) == 0);
  }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;
  ~Caller() { ::close(socket_); }

  void say(std::string_view bytes) const {
    REQUIRE(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(bytes.size()));
  }
  // Everything that came so far, once `text` is in it.
  std::string hear(std::string_view text) {
    std::array<char, 4096> bytes{};
    while (heard_.find(text) == std::string::npos) {
      const ssize_t got = ::recv(socket_, bytes.data(), bytes.size(), 0);
      if (got <= 0) break;
      heard_.append(bytes.data(), static_cast<std::size_t>(got));
    }
    return heard_;
  }

 private:
  int socket_;
  std::string heard_;
};

struct Desk {
  ApplicationForTests application;
  std::unique_ptr<Server> server;
  std::string host;
  std::string cookie;
  std::thread thread;

  Desk() {
    ServerOptions options;
    options.port = 0;
    options.enter_asks_for_link = false;
    Result<std::unique_ptr<Server>> opened = Server::open(application, std::move(options));
    REQUIRE(opened);
    server = *std::move(opened);
    host = "Host: 127.0.0.1:" + std::to_string(server->port()) + "\r\n";
    const std::string link = server->fresh_link();
    thread = std::thread([this] { server->run(); });
    const std::string answer = ask("GET " + link.substr(link.find("/?")) + " HTTP/1.1\r\n", "");
    const std::size_t at = answer.find("Set-Cookie: ") + 12;
    cookie = "Cookie: " + answer.substr(at, answer.find(';', at) - at) + "\r\n";
  }
  ~Desk() {
    server->stop();
    thread.join();
  }

  // One request on a connection of its own; the whole answer.
  std::string ask(const std::string& line, const std::string& more, const std::string& body = "") {
    Caller caller(server->port());
    caller.say(line + host + cookie + "Connection: close\r\n" + more + "\r\n" + body);
    return caller.hear("nothing says this");
  }
  std::string get(const std::string& path) { return ask("GET " + path + " HTTP/1.1\r\n", ""); }
  std::string post(const std::string& path, const std::string& body) {
    return ask("POST " + path + " HTTP/1.1\r\n",
               "X-Caucus: 1\r\nContent-Type: application/json\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n",
               body);
  }
};

TEST_CASE("a page, an entry, an event") {
  Desk desk;
  CHECK(desk.get("/a.json?x=1").ends_with("\r\n\r\n/a.json?x=1 at 0"));
  Caller window(desk.server->port());
  window.say("GET /changes HTTP/1.1\r\n" + desk.host + desk.cookie + "\r\n");
  CHECK(window.hear("{\"revision\":0}").find("text/event-stream") != std::string::npos);
  CHECK(desk.post("/entries", "one").ends_with("noted"));
  CHECK(window.hear("{\"revision\":1}").ends_with("data: {\"revision\":1}\n\n"));
  CHECK(desk.get("/a.json?x=1").ends_with(" at 1"));
}

TEST_CASE("several requests on one connection are answered in their order") {
  Desk desk;
  std::string requests;
  for (int i = 0; i < 50; ++i)
    requests +=
        "GET /" + std::to_string(i) + ".json HTTP/1.1\r\n" + desk.host + desk.cookie + "\r\n";
  Caller caller(desk.server->port());
  caller.say(requests);
  const std::string heard = caller.hear("/49.json at 0");
  std::size_t at = 0;
  for (int i = 0; i < 50; ++i) {
    at = heard.find("/" + std::to_string(i) + ".json at 0", at);
    REQUIRE(at != std::string::npos);
  }
}

TEST_CASE("an analysis whose window is closed is cancelled, and quick pages do not wait for it") {
  Desk desk;
  Caller events(desk.server->port());
  events.say("GET /changes HTTP/1.1\r\n" + desk.host + desk.cookie + "\r\n");
  events.hear("{\"revision\":0}");
  {
    Caller window(desk.server->port());
    window.say("GET /long.json HTTP/1.1\r\n" + desk.host + desk.cookie + "\r\n");
    events.hear("working");
    CHECK(desk.get("/a.json").ends_with("/a.json at 0"));
  }
  CHECK(events.hear("cancelled").find("{\"about\":\"/long.json\",\"state\":\"cancelled\"") !=
        std::string::npos);
}

TEST_CASE("a taken port is said with its remedy") {
  Desk desk;
  ApplicationForTests application;
  ServerOptions options;
  options.port = desk.server->port();
  const auto second = Server::open(application, std::move(options));
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == ErrorKind::conflict);
  CHECK(second.error().message.find("--port 0") != std::string::npos);
}

TEST_CASE("ending answers what is on its way, and lets the application go") {
  Desk desk;
  Caller window(desk.server->port());
  window.say("GET /long.json HTTP/1.1\r\n" + desk.host + desk.cookie + "\r\n");
  while (desk.application.analyses == 0)
    std::this_thread::yield();
  desk.server->stop();
  CHECK(window.hear("at 0").ends_with("/long.json at 0"));
  while (desk.application.closings == 0)
    std::this_thread::yield();
}

}  // namespace
}  // namespace caucus::serve
