// How long does a party's page take after each event, and a leak check before a page goes out?
//
// A random history of 100,000 accepted events without corrections (a fixed seed; every kind of
// event), three times. Each party's view is kept event by event and each step is timed alone; of
// the three times of a step the shortest counts, as the others had to wait for other programs: the
// mean, the 99.9th percentile and the longest. Then the view is made once from the beginning, and a
// document of 1,000 statements that rests on 10,000 events (each statement on ten) is checked
// against one view; the median of nine checks. Times are in milliseconds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "caucus/talks/history_for_tests.h"
#include "caucus/talks/leaks.h"

namespace {

using namespace caucus;
using namespace caucus::for_tests;

constexpr std::size_t events = 100'000;
constexpr std::size_t statements = 1'000;
constexpr std::size_t sources_each = 10;

const char* judged(bool met) {
  return met ? "met" : "MISSED";
}

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

struct Kept {
  Talks talks;
  std::vector<double> steps;  // milliseconds, one per event and party
};

Kept kept(const Case& c, std::vector<ViewKeeper>& keepers) {
  Kept run;
  RandomHistory history(c, 4, {.events = events, .corrections = false});
  const Moment end = Moment::of_day(Date::from_days(200'000));
  while (run.talks.events.size() < events) {
    Applied applied = apply(c, std::move(run.talks), history.next(run.talks), end);
    run.talks = std::move(applied.talks);
    if (applied.refused || applied.already_there) continue;
    for (ViewKeeper& keeper : keepers) {
      const auto start = std::chrono::steady_clock::now();
      keeper.follow(run.talks);
      run.steps.push_back(milliseconds_since(start));
    }
  }
  return run;
}

LabelledDocument document_of(const Talks& talks) {
  RandomStream dice(9);
  LabelledDocument document;
  for (std::size_t at = 0; at < statements; ++at) {
    Label label;
    for (std::size_t source = 0; source < sources_each; ++source)
      label.join(Label::of_event(static_cast<EventIndex>(dice.below(talks.events.size()))));
    document.statements.emplace_back("statement", std::move(label));
  }
  return document;
}

}  // namespace

int main() {
  const Case c = talks_case();
  std::vector<ViewKeeper> keepers;
  Kept run;
  std::vector<double> shortest;
  for (int time = 0; time < 3; ++time) {
    keepers.clear();
    for (PartyId party : c.parties.ids())
      keepers.emplace_back(c, party);
    run = kept(c, keepers);
    if (shortest.empty()) shortest = run.steps;
    for (std::size_t step = 0; step < shortest.size(); ++step)
      shortest[step] = std::min(shortest[step], run.steps[step]);
  }
  run.steps = std::move(shortest);
  std::sort(run.steps.begin(), run.steps.end());
  double sum = 0;
  for (double step : run.steps)
    sum += step;
  const std::size_t count = run.steps.size();
  std::printf(
      "view after each of %zu events: mean %.4f ms, 99.9%% %.4f ms, longest %.3f ms "
      "(target 1 ms: %s)\n",
      events, sum / static_cast<double>(count), run.steps[count - count / 1000 - 1],
      run.steps.back(), judged(run.steps.back() <= 1));

  const auto from_start = std::chrono::steady_clock::now();
  const PartyView whole = view_for(c, run.talks, PartyId(0), keepers[0].view().day);
  std::printf("view from the beginning: %.0f ms, %zu entries, %s\n", milliseconds_since(from_start),
              whole.entries.size(), whole == keepers[0].view() ? "equal" : "DIFFERENT");

  const LabelledDocument document = document_of(run.talks);
  const LeakCheck check(c, run.talks, keepers[0]);
  std::vector<double> checks;
  std::size_t found = 0;
  for (int time = 0; time < 9; ++time) {
    const auto start = std::chrono::steady_clock::now();
    found = check.leaks(document).size();
    checks.push_back(milliseconds_since(start));
  }
  std::sort(checks.begin(), checks.end());
  std::printf(
      "leak check of %zu statements over %zu events: %.2f ms (target 50 ms: %s), %zu leaks\n",
      statements, statements * sources_each, checks[4], judged(checks[4] <= 50), found);
  return 0;
}
