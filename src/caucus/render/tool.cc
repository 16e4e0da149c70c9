#include "caucus/render/tool.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
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

// What posix_spawn takes, given back whatever happens.
struct SpawnSettings {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;

  SpawnSettings(const std::string& folder, const std::string& said) {
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addchdir_np(&files, folder.c_str());
    ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files, 1, said.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ::posix_spawn_file_actions_adddup2(&files, 1, 2);
    ::posix_spawn_file_actions_addclosefrom_np(&files, 3);
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
  }
};

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
  const SpawnSettings settings(call.folder, said);
  pid_t process = 0;
  const int refused =
      ::posix_spawn(&process, program->c_str(), &settings.files, &settings.attributes,
                    pointers(words).data(), pointers(environment).data());
  if (refused != 0)
    return fail(ErrorKind::unreadable,
                "`" + call.names.front() + "` cannot be started: " + std::strerror(refused));
  const Result<int> status = waited(process, call, "`" + call.names.front() + "`", cancel);
  if (!status) return fail(status.error());
  if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0)
    return fail(ErrorKind::unreadable,
                "`" + call.names.front() + "` did not make the file" + last_words(said));
  return {};
}

}  // namespace caucus
