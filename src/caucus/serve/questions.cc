#include "caucus/serve/questions.h"

#include <algorithm>
#include <exception>
#include <set>
#include <utility>

namespace caucus::serve {
namespace {

constexpr Refusal closed_refusal{410, "closed",
                                 "the vault is closed; start the desk again to go on"};
constexpr Refusal busy_refusal{503, "busy", "too much is being asked at once; ask again"};
constexpr Refusal fault_refusal{
    500, "our_fault", "this is a fault of the program; nothing that was recorded is lost by it"};
constexpr Refusal stopped_refusal{
    503, "writing_stopped",
    "the record could not be written before, so nothing more is written; what is wrong was said "
    "then; start the desk again when it is put right"};

// Whatever goes wrong inside an application ends at this boundary, as an answer.
template <class Work>
auto guarded(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::exception&) {
    return error_answer(fault_refusal);
  }
}

}  // namespace

struct Questions::Running {
  std::string about;
  std::uint64_t seconds = 0;
  CancelSource cancel;
};

struct Questions::Pending {
  Question question;
  std::string key;
  std::uint64_t state;  // in which it was asked
  std::map<Ticket, Reply> waiters;
  std::set<Ticket> gone;
  std::shared_ptr<Running> running;  // where it takes long

  [[nodiscard]] bool is_abandoned() const { return gone.size() == waiters.size(); }
};

std::string AnalysisNews::json() const {
  return "{\"about\":" + json_text(about) + ",\"state\":" + json_text(state) +
         ",\"seconds\":" + std::to_string(seconds) + "}";
}

Questions::Questions(Application& application, Hooks hooks, const QuestionLimits& limits)
    : application_(application),
      hooks_(std::move(hooks)),
      limits_(limits),
      cache_(limits.cache_bytes),
      revision_(application.revision()) {}

Questions::~Questions() {
  cancel_analyses();
  // The desk first: it may still hand work to the analysts.
  desk_.reset();
  analysts_.reset();
}

void Questions::start() {
  const std::vector<Background> backgrounds = application_.background();
  desk_ = std::make_unique<Workers>(1);
  analysts_ = std::make_unique<Workers>(limits_.analysis_threads + backgrounds.size(), 5);
  for (const Background& background : backgrounds)
    run_background(background);
}

void Questions::begin(const std::shared_ptr<Running>& running) {
  running_.push_back(running);
  hooks_.analysis({running->about, "working", 0});
}

void Questions::end(const std::shared_ptr<Running>& running) {
  std::erase(running_, running);
  hooks_.analysis(
      {running->about, running->cancel.cancelled() ? "cancelled" : "done", running->seconds});
}

void Questions::run_background(const Background& background) {
  for (const auto& earlier : running_)
    if (earlier->about == background.name) earlier->cancel.cancel();
  const auto running = std::make_shared<Running>();
  running->about = background.name;
  begin(running);
  // Through the desk, in order: what was found last is kept before the end is told.
  const auto on_desk = [this](std::function<void()> job, std::function<void()> afterwards) {
    hooks_.home([this, job = std::move(job), afterwards = std::move(afterwards)] {
      if (closed_) return;
      desk_->give([this, job, afterwards] {
        if (job) job();
        hooks_.home(afterwards);
      });
    });
  };
  analysts_->give([this, running, run = background.run, on_desk] {
    try {
      run(running->cancel.token(), [&](std::function<void()> job) {
        on_desk(std::move(job), [this, running] {
          stale();
          hooks_.analysis({running->about, "more", running->seconds});
        });
      });
    } catch (const std::exception&) {
      // Pages go on saying what they say without it; `cancelled` tells that it did not come.
      running->cancel.cancel();
    }
    on_desk({}, [this, running] { end(running); });
  });
}

Questions::Ticket Questions::ask(const Question& question, Reply reply) {
  const Ticket ticket = next_ticket_++;
  if (closed_) {
    reply(given(error_answer(closed_refusal)));
    return ticket;
  }
  std::string key = question.key();
  if (const GivenAnswer kept = cache_.find(key)) {
    reply(kept);
    return ticket;
  }
  if (const auto at = pending_.find(key); at != pending_.end()) {
    at->second->waiters.emplace(ticket, std::move(reply));
    tickets_.emplace(ticket, at->second);
    return ticket;
  }
  if (desk_->waiting() >= limits_.waiting_max) {
    reply(given(error_answer(busy_refusal)));
    return ticket;
  }
  const auto pending = std::make_shared<Pending>();
  pending->question = question;
  pending->key = key;
  pending->state = state_;
  pending->waiters.emplace(ticket, std::move(reply));
  pending_.emplace(std::move(key), pending);
  tickets_.emplace(ticket, pending);
  desk_->give([this, pending] {
    // The fingerprint is worked out here as well: the thread that serves only hands out.
    auto found = guarded([&] { return application_.answer(pending->question); });
    if (auto* answer = std::get_if<Answer>(&found)) {
      hooks_.home([this, pending, whole = given(std::move(*answer))] { finish(pending, whole); });
    } else {
      hooks_.home(
          [this, pending, work = std::move(std::get<LongWork>(found))] { analyse(pending, work); });
    }
  });
  return ticket;
}

void Questions::analyse(const std::shared_ptr<Pending>& pending, LongWork work) {
  if (closed_) {
    finish(pending, given(error_answer(closed_refusal)));
    return;
  }
  if (running_.size() >= limits_.analyses_max) {
    finish(pending, given(error_answer(busy_refusal)));
    return;
  }
  pending->running = std::make_shared<Running>();
  pending->running->about = pending->question.path;
  begin(pending->running);
  if (pending->is_abandoned()) pending->running->cancel.cancel();
  analysts_->give([this, pending, work = std::move(work)] {
    const CancelToken token = pending->running->cancel.token();
    const GivenAnswer whole = given(guarded([&] { return work(token); }));
    hooks_.home([this, pending, whole] { finish(pending, whole); });
  });
}

void Questions::finish(const std::shared_ptr<Pending>& pending, const GivenAnswer& answer) {
  if (pending->running) end(pending->running);
  const auto at = pending_.find(pending->key);
  if (at != pending_.end() && at->second == pending) pending_.erase(at);
  if (answer->answer.settled && pending->state == state_ && !closed_)
    cache_.keep(pending->key, answer);
  for (const auto& [ticket, reply] : std::exchange(pending->waiters, {})) {
    tickets_.erase(ticket);
    reply(answer);
  }
}

void Questions::abandon(Ticket ticket) {
  const auto at = tickets_.find(ticket);
  if (at == tickets_.end()) return;
  const std::shared_ptr<Pending> pending = at->second;
  pending->gone.insert(ticket);
  if (!pending->is_abandoned()) return;
  // Nobody joins what is being given up.
  const auto open = pending_.find(pending->key);
  if (open != pending_.end() && open->second == pending) pending_.erase(open);
  if (pending->running) pending->running->cancel.cancel();
}

void Questions::write(std::string path, std::string body, Reply reply) {
  if (closed_) {
    reply(given(error_answer(closed_refusal)));
  } else if (writing_stopped_) {
    reply(given(error_answer(stopped_refusal)));
  } else if (desk_->waiting() >= limits_.waiting_max) {
    reply(given(error_answer(busy_refusal)));
  } else {
    desk_->give([this, path = std::move(path), body = std::move(body), reply = std::move(reply)] {
      const GivenAnswer whole = given(guarded([&] { return application_.write(path, body); }));
      hooks_.home([this, whole, revision = application_.revision(),
                   begun = application_.background(), reply] {
        written(whole, revision, reply);
        for (const Background& background : begun)
          if (!closed_) run_background(background);
      });
    });
  }
}

void Questions::written(const GivenAnswer& answer, std::uint64_t revision, const Reply& reply) {
  if (answer->answer.status >= 500) writing_stopped_ = true;
  if (revision != revision_) {
    revision_ = revision;
    unsettled_ = true;
    stale();
    if (!closed_) hooks_.changed(revision);
  }
  reply(answer);
}

void Questions::stale() {
  ++state_;
  cache_.forget_all();
  pending_.clear();  // whoever asks from now on is not told how things were
}

void Questions::cancel_analyses() {
  for (const auto& running : running_)
    running->cancel.cancel();
}

void Questions::tick() {
  for (const auto& running : running_)
    hooks_.analysis({running->about, "working", ++running->seconds});
  if (closed_ || !std::exchange(unsettled_, false)) return;
  desk_->give([this] {
    guarded([&] {
      application_.settle();
      return Answer{};
    });
  });
}

void Questions::close(std::function<void()> done) {
  if (closed_) return;
  closed_ = true;
  cache_.forget_all();
  cancel_analyses();
  desk_->give([this, done = std::move(done)] {
    guarded([&] {
      application_.close();
      return Answer{};
    });
    hooks_.home(done);
  });
}

}  // namespace caucus::serve
