#include "caucus/render/tool.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "caucus/base/file.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

constexpr auto look_every = std::chrono::milliseconds(5);
constexpr std::size_t said_bytes_max = 1U << 20U;
constexpr std::size_t said_shown = 300;
constexpr int exit_not_started = 127;  // as a shell says it

const char* variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : nullptr;
}

std::optional<std::string> found(const std::vector<std::string>& names) {
  const char* path = variable("PATH");
  std::string folders = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  for (const std::string& name : names)
    for (std::size_t at = 0; at <= folders.size();) {
      const std::size_t end = std::min(folders.find(':', at), folders.size());
      const std::string program = folders.substr(at, end - at) + "/" + name;
      if (program.front() == '/' && ::access(program.c_str(), X_OK) == 0) return program;
      at = end + 1;
    }
  return std::nullopt;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts)
    all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

// What a program is started with. Everything is made before fork(): between it and exec the child
// of a program with threads may not even allocate.
struct Start {
  const char* program;
  const char* folder;
  const char* said;
  char* const* words;
  char* const* environment;
  pid_t parent;
};

// In the child. It goes when the program does, also by `kill -9`: it would go on reading and
// writing what is confidential.
[[noreturn]] void become(const Start& start) {
  ::setpgid(0, 0);
  const bool bound = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == start.parent;
  struct sigaction normal {};
  normal.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal)
    ::sigaction(signal, &normal, nullptr);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDONLY);
  const int said = ::open(start.said, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const bool ready = ::dup2(nothing, 0) == 0 && ::dup2(said, 1) == 1 && ::dup2(said, 2) == 2;
  ::closefrom(3);
  if (bound && ready && ::chdir(start.folder) == 0)
    ::execve(start.program, start.words, start.environment);
  ::_exit(exit_not_started);
}

// The last of what the tool said, on one line.
std::string last_words(const std::string& file) {
  const Result<std::string> said = read_file(file, said_bytes_max);
  if (!said) return "";
  std::string text(trimmed(*said));
  if (text.size() > said_shown) text.erase(0, text.size() - said_shown);
  return text.empty() ? "" : ": " + shown(text);
}

// Waits until the process ends or it is time to end it: its status, or why there is none.
Result<int> waited(pid_t process, const ToolCall& call, const std::string& name,
                   const CancelToken& cancel) {
  const auto ends = std::chrono::steady_clock::now() + call.limit;
  std::optional<Error> stopped;
  int status = 0;
  while (true) {
    const pid_t ended = ::waitpid(process, &status, stopped ? 0 : WNOHANG);
    if (ended == process || (ended < 0 && errno != EINTR)) break;
    if (!stopped && cancel.cancelled())
      stopped = Error{ErrorKind::cancelled, "interrupted; nothing was written"};
    if (!stopped && std::chrono::steady_clock::now() > ends)
      stopped = Error{ErrorKind::unreachable,
                      name + " did not end within " +
                          counted(static_cast<std::size_t>(call.limit.count()), "second") +
                          " and was stopped"};
    if (stopped)
      ::kill(-process, SIGKILL);
    else
      std::this_thread::sleep_for(look_every);
  }
  ::kill(-process, SIGKILL);  // what it may have left behind
  if (stopped) return fail(*std::move(stopped));
  return status;
}

// Folders of ours whose program was ended before it could take them away: what is confidential must
// not stay there because of a power cut or a `kill -9`.
void sweep(const std::string& place) {
  constexpr std::string_view start = "caucus-";
  std::error_code error;
  std::filesystem::directory_iterator each(place, error);
  for (; !error && each != std::filesystem::directory_iterator(); each.increment(error)) {
    const std::string name = each->path().filename().string();
    pid_t owner = 0;
    if (!name.starts_with(start)) continue;
    const char* const end = name.data() + name.size();
    const auto number = std::from_chars(name.data() + start.size(), end, owner);
    struct stat what {};
    const bool ours = number.ec == std::errc() && number.ptr != end && *number.ptr == '-' &&
                      owner > 0 && ::lstat(each->path().c_str(), &what) == 0 &&
                      S_ISDIR(what.st_mode) && what.st_uid == ::geteuid();
    std::error_code left;
    if (ours && ::kill(owner, 0) != 0 && errno == ESRCH)
      std::filesystem::remove_all(each->path(), left);
  }
}

}  // namespace

Result<WorkFolder> WorkFolder::make() {
  std::vector<std::string> places;
  if (const char* own = variable("XDG_RUNTIME_DIR")) places.emplace_back(own);
  places.emplace_back("/dev/shm");
  if (const char* temporary = variable("TMPDIR")) places.emplace_back(temporary);
  places.emplace_back("/tmp");
  for (const std::string& place : places)
    sweep(place);
  for (const std::string& place : places) {
    std::string path = place + "/caucus-" + std::to_string(::getpid()) + "-XXXXXX";
    if (::mkdtemp(path.data()) != nullptr) return WorkFolder(path);
  }
  return fail(ErrorKind::unwritable,
              "there is no folder for temporary files; set TMPDIR to one that can be written");
}

WorkFolder::~WorkFolder() {
  if (path_.empty()) return;
  // A program that was ended may still be writing for a moment.
  for (int tries = 0; tries < 20; ++tries) {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
    if (!error) return;
    std::this_thread::sleep_for(look_every);
  }
}

Result<void> run_tool(const ToolCall& call, const CancelToken& cancel) {
  const auto program = found(call.names);
  if (!program)
    return fail(ErrorKind::not_found, "this format needs the program `" + call.names.front() +
                                          "`, which is not here; install the Debian package `" +
                                          call.package +
                                          "`, or ask for html or markdown, which need nothing");
  if (cancel.cancelled()) return fail(ErrorKind::cancelled, "interrupted; nothing was written");
  std::vector<std::string> words{*program};
  words.insert(words.end(), call.arguments.begin(), call.arguments.end());
  const char* path = variable("PATH");
  std::vector<std::string> environment{
      std::string("PATH=") + (path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin"),
      "HOME=" + call.folder,
      "TMPDIR=" + call.folder,
      "XDG_RUNTIME_DIR=" + call.folder,
      "XDG_CONFIG_HOME=" + call.folder,
      "XDG_CACHE_HOME=" + call.folder,
      "XDG_DATA_HOME=" + call.folder,
      "LANG=C.UTF-8",
      "LC_ALL=C.UTF-8",
      "TZ=UTC"};
  environment.insert(environment.end(), call.environment.begin(), call.environment.end());
  const std::string said = call.folder + "/said.txt";
  const std::vector<char*> all_words = pointers(words), all_variables = pointers(environment);
  const Start start{program->c_str(), call.folder.c_str(),  said.c_str(),
                    all_words.data(), all_variables.data(), ::getpid()};
  const pid_t process = ::fork();
  if (process == 0) become(start);
  if (process > 0) ::setpgid(process, process);  // whoever of both is first
  const std::string cannot = "`" + call.names.front() + "` cannot be started";
  if (process < 0)
    return fail(ErrorKind::unreadable, cannot + ": " + std::generic_category().message(errno));
  const Result<int> status = waited(process, call, "`" + call.names.front() + "`", cancel);
  if (!status) return fail(status.error());
  if (WIFEXITED(*status) && WEXITSTATUS(*status) == exit_not_started)
    return fail(ErrorKind::unreadable, cannot);
  if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0)
    return fail(ErrorKind::unreadable,
                "`" + call.names.front() + "` did not make the file" + last_words(said));
  return {};
}

}  // namespace caucus
