// CancelToken: has somebody asked us to stop?
//
// A long search takes a token, looks at it now and then, and when cancelled() says yes returns the
// best it has, marked as incomplete. Tokens are views: they cost one pointer, are copied freely and
// must not outlive the CancelSource or StepBudget they came from.
//
// Threads: cancelled() and cancel() may be called from any thread, and cancel() from a signal
// handler. Relaxed order is enough, because the token carries no data with it.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>

namespace caucus {

// The view a search is given, by const reference or by value.
class CancelToken {
 public:
  // A token nobody can cancel.
  constexpr CancelToken() = default;

  // Whether to stop now. Once yes, always yes. Costs one load, so ask every few thousand steps or
  // oftener, as is convenient.
  [[nodiscard]] bool cancelled() const noexcept { return state_ != nullptr && state_->look(); }

 private:
  friend class CancelSource;
  friend class StepBudget;

  static constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();

  // What a source owns and its tokens look at.
  struct State {
    std::atomic<bool> stopped{false};
    std::atomic<std::int64_t> looks_left{no_limit};
    bool counted = false;

    bool look() noexcept {
      if (stopped.load(std::memory_order_relaxed)) return true;
      if (!counted) return false;
      if (looks_left.fetch_sub(1, std::memory_order_relaxed) > 0) return false;
      stopped.store(true, std::memory_order_relaxed);
      return true;
    }
  };
  static_assert(std::atomic<bool>::is_always_lock_free, "cancel() is called in signal handlers");

  explicit CancelToken(State* state) : state_(state) {}

  State* state_ = nullptr;
};

// The other end of a token: Ctrl-C, a closed browser tab, a time limit.
class CancelSource {
 public:
  CancelSource() = default;
  CancelSource(const CancelSource&) = delete;
  CancelSource& operator=(const CancelSource&) = delete;

  [[nodiscard]] CancelToken token() noexcept { return CancelToken(&state_); }
  // Final: a source is never un-cancelled.
  void cancel() noexcept { state_.stopped.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool cancelled() const noexcept {
    return state_.stopped.load(std::memory_order_relaxed);
  }

 private:
  CancelToken::State state_;
};

// Cancels by itself once its tokens have been looked at `looks` times: the first `looks` calls of
// cancelled() say no, every later one says yes. For stopping a search at the same place each time,
// which a clock cannot do. The count is shared by all tokens of one budget.
class StepBudget {
 public:
  explicit StepBudget(std::uint32_t looks) {
    state_.looks_left.store(looks, std::memory_order_relaxed);
    state_.counted = true;
  }
  StepBudget(const StepBudget&) = delete;
  StepBudget& operator=(const StepBudget&) = delete;

  [[nodiscard]] CancelToken token() noexcept { return CancelToken(&state_); }
  // Whether the budget has stopped anything yet.
  [[nodiscard]] bool spent() const noexcept {
    return state_.stopped.load(std::memory_order_relaxed);
  }

 private:
  CancelToken::State state_;
};

}  // namespace caucus
