#include "caucus/serve/questions.h"

#include <condition_variable>
#include <deque>
#include <mutex>

#include <doctest/doctest.h>

#include "caucus/serve/application_for_tests.h"

namespace caucus::serve {
namespace {

// What the thread that serves does: work that comes home, one piece after the other.
struct Home {
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::function<void()>> work;

  void bring(std::function<void()> piece) {
    const std::lock_guard lock(mutex);
    work.push_back(std::move(piece));
    wake.notify_one();
  }
  void one() {
    std::unique_lock lock(mutex);
    wake.wait(lock, [this] { return !work.empty(); });
    const auto piece = std::move(work.front());
    work.pop_front();
    lock.unlock();
    piece();
  }
  template <class Condition>
  void until(const Condition& holds) {
    while (!holds())
      one();
  }
};

struct Fixture {
  ApplicationForTests application;
  Home home;
  std::vector<std::uint64_t> revisions;
  std::vector<std::string> news;
  Questions questions;
  std::vector<GivenAnswer> answers;

  explicit Fixture(const QuestionLimits& limits = {})
      : questions(application,
                  {[this](std::function<void()> work) { home.bring(std::move(work)); },
                   [this](std::uint64_t revision) { revisions.push_back(revision); },
                   [this](const AnalysisNews& of) {
                     news.push_back(of.about + " " + std::string(of.state));
                   }},
                  limits) {
    questions.start();
  }

  Questions::Ticket ask(const std::string& path) {
    return questions.ask({path, {}}, [this](const GivenAnswer& a) { answers.push_back(a); });
  }
  void write(const std::string& body, const std::string& path = "/entries") {
    questions.write(path, body, [this](const GivenAnswer& a) { answers.push_back(a); });
  }
  const Answer& answer(std::size_t count) {
    home.until([&] { return answers.size() >= count; });
    return answers[count - 1]->answer;
  }
};

TEST_CASE("equal questions are worked out once, and kept until something is written") {
  Fixture desk;
  desk.ask("/a.json");
  desk.ask("/a.json");
  CHECK(desk.answer(2).bytes == "/a.json at 0");
  CHECK(desk.answers[0] == desk.answers[1]);
  desk.ask("/a.json");
  CHECK(desk.answers.size() == 3);  // at once
  CHECK(desk.application.asked == 1);
  desk.write("one");
  desk.answer(4);
  desk.ask("/a.json");
  CHECK(desk.answer(5).bytes == "/a.json at 1");
  CHECK(desk.answers[4]->etag != desk.answers[2]->etag);
  desk.questions.stale();
  desk.ask("/a.json");
  desk.answer(6);
  CHECK(desk.application.asked == 3);
}

TEST_CASE("entries are written in their order, and each tells its revision before its answer") {
  Fixture desk;
  for (int i = 1; i <= 100; ++i) {
    desk.write(std::to_string(i));
    if (i % 10 == 0) desk.write("no");
  }
  desk.answer(110);
  CHECK(desk.application.entries.size() == 100);
  for (std::size_t i = 0; i < 100; ++i)
    CHECK(desk.application.entries[i] == std::to_string(i + 1));
  REQUIRE(desk.revisions.size() == 100);
  CHECK(desk.revisions.front() == 1);
  CHECK(desk.revisions.back() == 100);
  desk.ask("/a.json");
  CHECK(desk.answer(111).bytes == "/a.json at 100");
}

TEST_CASE("a question asked after an entry was answered sees it, whatever was at work before") {
  Fixture desk;
  desk.ask("/a.json");
  desk.write("one");
  desk.home.until([&] { return !desk.revisions.empty(); });
  desk.ask("/a.json");
  desk.answer(3);
  CHECK(desk.answers.back()->answer.bytes == "/a.json at 1");
}

TEST_CASE("quick pages do not wait for an analysis, which ends when it is told to") {
  Fixture desk;
  desk.ask("/long.json");
  desk.ask("/a.json");
  CHECK(desk.answer(1).bytes == "/a.json at 0");
  desk.write("one");
  desk.answer(2);
  desk.home.until([&] { return !desk.news.empty(); });
  desk.questions.tick();
  desk.questions.cancel_analyses();
  CHECK(desk.answer(3).bytes == "/long.json at 0");
  CHECK(desk.news == std::vector<std::string>{"/long.json working", "/long.json working",
                                              "/long.json cancelled"});
  // The best so far is not kept.
  desk.ask("/long.json");
  desk.home.until([&] { return desk.news.size() == 4; });
  desk.questions.cancel_analyses();
  desk.answer(4);
  CHECK(desk.application.analyses == 2);
}

TEST_CASE("an analysis that nobody waits for any more is cancelled") {
  Fixture desk;
  const auto a = desk.ask("/long.json");
  const auto b = desk.ask("/long.json");
  desk.home.until([&] { return !desk.news.empty(); });
  desk.questions.abandon(a);
  desk.questions.abandon(a);
  CHECK(desk.news.size() == 1);
  desk.questions.abandon(b);
  CHECK(desk.answer(2).bytes == "/long.json at 0");
  CHECK(desk.news.back() == "/long.json cancelled");
  CHECK(desk.application.analyses == 1);
}

TEST_CASE("a fault of the application is an answer, and after one in writing nothing is written") {
  Fixture desk;
  desk.ask("/fault.json");
  CHECK(desk.answer(1).status == 500);
  desk.ask("/a.json");
  CHECK(desk.answer(2).status == 200);
  desk.write("one");
  CHECK(desk.answer(3).status == 200);
  desk.write("disk");
  CHECK(desk.answer(4).bytes == "the disk is full");
  desk.write("two");
  CHECK(desk.answer(5).status == 503);
  CHECK(desk.application.entries == std::vector<std::string>{"one"});
  desk.ask("/b.json");
  CHECK(desk.answer(6).bytes == "/b.json at 1");
}

TEST_CASE("what entries left to be done is done once, at the next second") {
  Fixture desk;
  desk.questions.tick();
  desk.write("one");
  desk.write("two");
  desk.answer(2);
  CHECK(desk.application.settled == 0);
  desk.questions.tick();
  desk.questions.tick();
  desk.ask("/a.json");
  desk.answer(3);  // on the desk's thread, after what it was given before
  CHECK(desk.application.settled == 1);
}

TEST_CASE("once closed there are no more answers, and entries handed over before are written") {
  Fixture desk;
  desk.write("one");
  bool done = false;
  desk.questions.close([&] { done = true; });
  desk.write("two");
  CHECK(desk.answers.at(0)->answer.status == 410);
  desk.ask("/a.json");
  CHECK(desk.answers.at(1)->answer.status == 410);
  desk.home.until([&] { return done; });
  CHECK(desk.answers.size() == 3);
  CHECK(desk.answers.at(2)->answer.status == 200);
  CHECK(desk.application.entries == std::vector<std::string>{"one"});
  CHECK(desk.application.closings == 1);
  CHECK(desk.revisions.empty());  // nobody listens any more
}

TEST_CASE("too much at once is refused, not queued for ever") {
  QuestionLimits limits;
  limits.analyses_max = 1;
  limits.analysis_threads = 1;
  Fixture desk(limits);
  desk.questions.ask({"/long.json", {{"a", "1"}}}, [](const GivenAnswer&) {});
  desk.home.until([&] { return !desk.news.empty(); });
  desk.ask("/long.json");
  CHECK(desk.answer(1).status == 503);
}

class Prepared : public ApplicationForTests {
 public:
  int kept = 0;
  std::vector<Background> background() override {
    return {{"case", [this](const CancelToken&, const Background::Keep& keep) {
               keep([this] { ++kept; });
               keep([this] { ++kept; });
             }}};
  }
};

TEST_CASE("what was worked out in the background makes earlier answers out of date") {
  Prepared application;
  Home home;
  std::vector<std::string> news;
  Questions questions(
      application,
      {[&](std::function<void()> work) { home.bring(std::move(work)); }, [](std::uint64_t) {},
       [&](const AnalysisNews& of) { news.push_back(of.json()); }});
  questions.start();
  home.until([&] { return news.size() == 4; });
  CHECK(application.kept == 2);
  CHECK(news[0] == "{\"about\":\"case\",\"state\":\"working\",\"seconds\":0}");
  CHECK(news[1] == "{\"about\":\"case\",\"state\":\"more\",\"seconds\":0}");
  CHECK(news[2] == news[1]);
  CHECK(news[3] == "{\"about\":\"case\",\"state\":\"done\",\"seconds\":0}");
}

}  // namespace
}  // namespace caucus::serve
