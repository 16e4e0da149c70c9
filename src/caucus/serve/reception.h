// Where does a request go? Past the guard, past the check of who asks, to what it asks for.
//
// Everything that can be said from the first lines of a request is decided here, without a socket:
// refused, let in by a key, a file of the application, events, a question, or something to be done
// once its body is there. A body is read only for who was let in.
//
// Errors: directions with an answer. Complexity: linear in the head. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/serve/admission.h"
#include "caucus/serve/answers.h"
#include "caucus/serve/application.h"
#include "caucus/serve/assets.h"
#include "caucus/serve/request_guard.h"

namespace caucus::serve {

struct Direction {
  enum class To {
    answer,           // already known: `answer`
    asset,            // `asset`; its kind follows from `shell`
    question,         // ask the application
    entry,            // a body for the application
    cancel_analyses,  // POST /analysis/cancel
    close_all,        // POST /close
    events,           // GET /changes
  };
  To to = To::answer;
  Answer answer;
  std::string_view why;    // the token of a refusal, for the log
  bool hang_up = false;    // after the answer: what follows on this connection is not trusted
  std::string set_cookie;  // for whoever was let in just now
  bool key_used_twice = false;
  const Asset* asset = nullptr;
  bool shell = false;
  Question question;
};

// What every request is held against.
class Reception {
 public:
  Reception(const Application& application, Assets assets, std::uint16_t port, bool six_too)
      : application_(application),
        assets_(assets),
        names_(own_names(port, six_too)),
        admission_(port) {}

  Direction direct(const RequestHead& head);
  // A key for one link.
  std::string hand_out() { return admission_.hand_out(); }
  // From now on everything that is let in is told that the vault is closed.
  void close() { closed_ = true; }

 private:
  [[nodiscard]] Direction refused(const Refusal& refusal, bool as_page) const;
  Direction enter(const Question& question);
  [[nodiscard]] Direction post(const Question& question) const;
  [[nodiscard]] Direction show(const Question& question) const;

  const Application& application_;
  Assets assets_;
  std::vector<std::string> names_;
  Admission admission_;
  bool closed_ = false;
};

}  // namespace caucus::serve
