#include "caucus/cli/console.h"

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <thread>

#include <unistd.h>

#include "caucus/base/file.h"

namespace caucus {
namespace {

// A signal handler cannot be given anything, so what Ctrl-C cancels is the one global of the
// program.
CancelSource ctrl_c;

extern "C" void on_interrupt(int signal) {
  if (ctrl_c.cancelled()) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  ctrl_c.cancel();
}

// What a closed terminal or `kill` asks for is what Ctrl-C asks for: tools are ended and what lies
// in temporary folders goes. Nobody is there to ask a second time, so what does not look for it
// ends soon all the same.
constexpr unsigned seconds_to_end = 5;
volatile std::sig_atomic_t asked_to_end = SIGTERM;

extern "C" void on_end(int signal) {
  asked_to_end = signal;
  ctrl_c.cancel();
  ::alarm(seconds_to_end);
}

extern "C" void on_no_end(int) {
  std::signal(asked_to_end, SIG_DFL);
  std::raise(asked_to_end);
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

// Writes everything or says why not; a reader that went away (a closed pipe) is no failure of ours.
Result<void> write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) return {};
    if (written < 0)
      return fail(ErrorKind::unwritable,
                  "standard output cannot be written (the disk may be full)");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

Console::Console(std::string version) : version_(std::move(version)) {
  handle(SIGINT, on_interrupt);
  handle(SIGTERM, on_end);
  handle(SIGHUP, on_end);
  handle(SIGALRM, on_no_end);
  std::signal(SIGPIPE, SIG_IGN);  // a reader that went away is an error of writing, not our end
  std::signal(SIGXFSZ, SIG_IGN);  // so is a limit on file sizes
}

void Console::note(std::string_view line) const {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

Exit Console::failed(const Error& error) const {
  note("caucus: " + error.message);
  return error.kind == ErrorKind::corrupt ? Exit::damaged : Exit::unreadable;
}

Exit Console::finish(Exit code) {
  if (answer_.empty()) return code;
  const bool to_file = !path_.empty() && path_ != "-";
  const Result<void> written =
      to_file ? write_file_atomically(path_, answer_) : write_all(STDOUT_FILENO, answer_);
  answer_.clear();
  if (!written) return failed(written.error());
  return code;
}

CancelToken Console::cancel() const {
  return ctrl_c.token();
}

bool Console::interrupted() const {
  return ctrl_c.cancelled();
}

struct Progress::Ticker {
  std::string what;
  std::mutex mutex;
  std::condition_variable_any wake;
  bool shown = false;
  std::jthread thread;

  void run(const std::stop_token& stop) {
    const auto start = std::chrono::steady_clock::now();
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, stop, std::chrono::milliseconds(500),
                          [&] { return stop.stop_requested(); })) {
      const auto passed = std::chrono::steady_clock::now() - start;
      const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(passed).count();
      if (seconds < 1) continue;
      shown = true;
      std::fprintf(stderr, "\r%s ... %lld s (Ctrl-C for the best so far)", what.c_str(),
                   static_cast<long long>(seconds));
      std::fflush(stderr);
    }
    if (shown) std::fputs("\r\x1b[K", stderr);
  }
};

Progress::Progress(std::string what) : ticker_(nullptr) {
  if (::isatty(STDERR_FILENO) == 0) return;
  ticker_ = new Ticker;
  ticker_->what = std::move(what);
  ticker_->thread = std::jthread([this](const std::stop_token& stop) { ticker_->run(stop); });
}

Progress::~Progress() {
  if (!ticker_) return;
  ticker_->thread.request_stop();
  ticker_->thread.join();
  delete ticker_;
}

}  // namespace caucus
