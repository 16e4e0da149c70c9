#include "caucus/serve/workers.h"

#include <csignal>
#include <utility>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace caucus::serve {
namespace {

// Ctrl-C and its like are for the thread that serves.
void leave_signals_to_others() {
  sigset_t all;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

Workers::Workers(std::size_t count, int niceness) {
  for (std::size_t i = 0; i < count; ++i)
    threads_.emplace_back([this, niceness](const std::stop_token& stop) {
      leave_signals_to_others();
      // On Linux niceness belongs to the thread. Without it things are slower, not wrong.
      if (niceness != 0)
        ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), niceness);
      work(stop);
    });
}

Workers::~Workers() {
  for (std::jthread& thread : threads_)
    thread.request_stop();
  threads_.clear();
}

void Workers::give(Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
}

std::size_t Workers::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

void Workers::work(const std::stop_token& stop) {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [this] { return !jobs_.empty(); });
    if (jobs_.empty()) return;  // asked to stop, and nothing is left
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
  }
}

}  // namespace caucus::serve
