// Questions: asked once, however many windows ask; answered while the desk goes on.
//
// All of an application happens on one thread, the desk's, in the order in which requests came:
// pages, and entries one after the other. What takes long goes on from there to threads that give
// way to others, so a quick page never waits for an analysis. Equal questions in one state of
// things share one answer: the one that is kept, or the one being worked out. A long question that
// nobody waits for any more is cancelled.
//
// The state of things changes with every entry, with the background's results, and with stale().
//
// Errors: answers (answers.h). After an answer to an entry with a status of 500 or more nothing is
// written any more. Complexity: constant per question beside its answer. All functions, and all
// replies, belong to one thread: `home` brings work back there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "caucus/serve/answer_cache.h"
#include "caucus/serve/answers.h"
#include "caucus/serve/application.h"
#include "caucus/serve/workers.h"

namespace caucus::serve {

// How far a long piece of work is; `about` is a path or the name of a background.
struct AnalysisNews {
  std::string about;
  std::string_view state;  // "working", "more" (pages have more to say), "done", "cancelled"
  std::uint64_t seconds = 0;

  [[nodiscard]] std::string json() const;
};

struct QuestionLimits {
  std::size_t waiting_max = 1024;    // questions and entries before the desk
  std::size_t analyses_max = 32;     // long questions at work or in line
  std::size_t analysis_threads = 2;  // and one more per background
  std::size_t cache_bytes = 32U << 20U;
};

class Questions {
 public:
  using Reply = std::function<void(const GivenAnswer&)>;
  using Ticket = std::uint64_t;

  // How results come back, and who is told what.
  struct Hooks {
    std::function<void(std::function<void()>)> home;  // any thread
    std::function<void(std::uint64_t)> changed;       // a new revision
    std::function<void(const AnalysisNews&)> analysis;
  };

  Questions(Application& application, Hooks hooks, const QuestionLimits& limits = {});
  Questions(const Questions&) = delete;
  Questions& operator=(const Questions&) = delete;
  // Cancels what is long, and finishes every entry that was handed over.
  ~Questions();

  // Begins what the application wants worked out.
  void start();

  // Replies before returning if the answer is there. The ticket is for abandon().
  Ticket ask(const Question& question, Reply reply);
  // Whoever asked seems to be gone: nothing long is worked out for it alone. The reply still comes.
  void abandon(Ticket ticket);

  void write(std::string path, std::string body, Reply reply);

  // Every analysis ends with the best it has.
  void cancel_analyses();
  // Kept answers are out of date for another reason than an entry: the clock.
  void stale();
  // Once a second: tells how long analyses have been at work, and lets the application settle what
  // entries left to be done.
  void tick();

  // From now on everything is answered with 410. `done` when the application has let go.
  void close(std::function<void()> done);
  [[nodiscard]] bool closed() const { return closed_; }
  [[nodiscard]] std::uint64_t revision() const { return revision_; }

 private:
  struct Pending;
  struct Running;

  void prepared(const std::shared_ptr<Pending>& pending, std::variant<Answer, LongWork> found);
  void analyse(const std::shared_ptr<Pending>& pending, LongWork work);
  void finish(const std::shared_ptr<Pending>& pending, const GivenAnswer& answer);
  void written(const GivenAnswer& answer, std::uint64_t revision, const Reply& reply);
  void run_background(const Background& background);
  void begin(const std::shared_ptr<Running>& running);
  void end(const std::shared_ptr<Running>& running);

  Application& application_;
  Hooks hooks_;
  QuestionLimits limits_;
  AnswerCache cache_;
  std::uint64_t revision_ = 0;
  std::uint64_t state_ = 0;
  Ticket next_ticket_ = 1;
  bool closed_ = false;
  bool writing_stopped_ = false;
  bool unsettled_ = false;  // an entry was written since the application last settled
  std::map<std::string, std::shared_ptr<Pending>> pending_;  // of the present state, by key
  std::map<Ticket, std::shared_ptr<Pending>> tickets_;
  std::vector<std::shared_ptr<Running>> running_;
  // Last, so that they end first.
  std::unique_ptr<Workers> analysts_;
  std::unique_ptr<Workers> desk_;
};

}  // namespace caucus::serve
