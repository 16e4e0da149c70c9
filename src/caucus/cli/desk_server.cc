#include "caucus/cli/desk_server.h"

#include <array>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "caucus/base/descriptor.h"
#include "caucus/cli/desk_application.h"
#include "caucus/serve/server.h"

namespace caucus {
namespace {

// Whether the program that opens links in this desktop was started.
bool open_browser(const std::string& link) {
  std::string program = "xdg-open";
  std::string address = link;
  const std::array<char*, 3> words{program.data(), address.data(), nullptr};
  posix_spawn_file_actions_t quiet;
  if (::posix_spawn_file_actions_init(&quiet) != 0) return false;
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    ::posix_spawn_file_actions_addopen(&quiet, stream, "/dev/null", O_RDWR, 0);
  pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, program.c_str(), &quiet, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&quiet);
  if (failed != 0) return false;
  std::thread([child] { ::waitpid(child, nullptr, 0); }).detach();
  return true;
}

// At once, unlike an answer: the program goes on. Nothing depends on its being read.
void print_link(std::string_view link) {
  static_cast<void>(write_all(STDOUT_FILENO, std::string(link) + "\n"));
}

}  // namespace

std::vector<OptionSpec> server_options(std::vector<OptionSpec> own) {
  own.push_back({"--port", "N", "listen on this port of this machine (default 8642; 0: any free)"});
  own.push_back({"--ipv6", "", "listen on ::1 too, not on 127.0.0.1 alone"});
  own.push_back({"--open", "", "open the link in a browser (xdg-open)"});
  own.push_back({"--log", "", "note what the server refuses on standard error; never content"});
  return own;
}

Exit serve_desk(Desk desk, const Arguments& arguments, const Console& console) {
  const auto port = number_option(arguments, "--port", {serve::default_port, 0, 65535}, console);
  if (!port) return Exit::usage;
  DeskApplication application(std::move(desk));
  serve::ServerOptions options;
  options.port = static_cast<std::uint16_t>(*port);
  options.six_too = arguments.has("--ipv6");
  options.assets = serve::web_assets();
  options.log = arguments.has("--log") ? serve::LogLevel::info : serve::LogLevel::warn;
  options.show_link = print_link;
  options.tell = [&console](std::string_view sentence) {
    console.note("caucus: " + std::string(sentence));
  };
  Result<std::unique_ptr<serve::Server>> server =
      serve::Server::open(application, std::move(options));
  if (!server) return console.failed(server.error());
  const std::string link = (*server)->fresh_link();
  print_link(link);
  console.note(
      "The desk is open for programs of this account on this machine. The link works "
      "once; Enter prints another, Ctrl-C ends.");
  if (arguments.has("--open") && !open_browser(link))
    console.note("caucus: there is no xdg-open here; open the link in a browser yourself");
  (*server)->run();
  return Exit::done;
}

}  // namespace caucus
