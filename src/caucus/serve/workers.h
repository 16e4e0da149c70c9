// Workers: do these things on another thread, in the order in which they were given.
//
// One worker keeps the order of the results as well; several take the next thing each. Nice workers
// give way to everybody else on a busy machine, so that a long analysis does not slow a window.
//
// Errors: a job may not throw. Complexity: constant per job beside the job. Any thread may give.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace caucus::serve {

class Workers {
 public:
  using Job = std::function<void()>;

  // `niceness`: 0 to 19, of the operating system.
  explicit Workers(std::size_t count, int niceness = 0);
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  // Every job that was given is done first.
  ~Workers();

  void give(Job job);
  // Given and not yet begun.
  [[nodiscard]] std::size_t waiting() const;

 private:
  void work(const std::stop_token& stop);

  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Job> jobs_;
  std::vector<std::jthread> threads_;
};

}  // namespace caucus::serve
