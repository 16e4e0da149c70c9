#include "caucus/talks/script_run.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/talks/intake.h"

namespace caucus {
namespace {

constexpr std::string_view warning_mark = ", warning ";

// Applies and asks, line by line. A line that nothing is expected of may wait to be judged until
// one is looked at.
class Runner {
 public:
  Runner(const Case& c, Talks talks, const Moment& now, const ScriptAnswers& answers)
      : case_(c), now_(now), answers_(answers), intake_(c, std::move(talks), now) {}

  void line(const ScriptLine& line) {
    if (line.expected) ++run_.checked;
    if (line.event)
      event(line);
    else
      question(line);
  }

  ScriptRun finish() && {
    settle();
    run_.applied = intake_.applied();
    run_.already_there = intake_.already_there();
    run_.refused = intake_.refused().size();
    run_.talks = std::move(intake_).finish();
    return std::move(run_);
  }

 private:
  void mismatch(const ScriptLine& line, std::string got, std::string remedy_text = {}) {
    run_.mismatches.push_back(
        {line.line, line.expected.value_or(""), std::move(got), std::move(remedy_text)});
  }

  // Judges what waits, and tells what was refused.
  void settle() {
    intake_.settle();
    for (; told_ < intake_.refused().size(); ++told_) {
      const auto& [which, refused] = intake_.refused()[told_];
      std::string got = fmt::format("refused {}", token(refused.why));
      if (lines_[which]->expected != got)
        mismatch(*lines_[which], std::move(got), to_string(refused));
    }
  }

  void event(const ScriptLine& line) {
    day_ = line.event->said.day();
    if (line.expected) settle();
    const std::size_t refused = intake_.refused().size(), before = intake_.already_there();
    lines_.push_back(&line);
    intake_.take(*line.event);
    if (!line.expected) return;
    settle();
    if (intake_.refused().size() != refused) return;
    const bool already_there = intake_.already_there() != before;
    if (already_there && *line.expected == "already_there") return;
    const Talks& talks = intake_.talks();
    const EventIndex at = *talks.find(line.event->id);
    std::string got = outcome(case_, talks, at);
    if (line.expected->find(warning_mark) != std::string::npos && !already_there)
      got += warned(talks, at);
    if (*line.expected != got) mismatch(line, std::move(got));
  }

  static std::string warned(const Talks& talks, EventIndex at) {
    std::string all;
    for (const NotedWarning& each : talks.warnings)
      if (each.event == at)
        all += fmt::format("{}{}", all.empty() ? warning_mark : ", ", token(each.warned.what));
    return all;
  }

  void question(const ScriptLine& line) {
    settle();
    const auto got = answer(*line.question);
    if (!got) return mismatch(line, "nobody here answers this question");
    if (line.expected && *line.expected != *got) mismatch(line, *got);
  }

  std::optional<std::string> answer(const ScriptQuestion& asked) const {
    if (asked.kind == QuestionKind::state)
      return asked.what.empty() ? std::string(token(intake_.talks().state_now()))
                                : state(asked.what);
    if (asked.kind == QuestionKind::view)
      return answers_.view
                 ? std::optional(joined(answers_.view(case_, intake_.talks(), *asked.party)))
                 : std::nullopt;
    return answers_.leaks ? std::optional(joined(
                                answers_.leaks(case_, intake_.talks(), asked.what, *asked.party)))
                          : std::nullopt;
  }

  static std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines)
      text += (text.empty() ? "" : "; ") + line;
    return text.empty() ? "(nothing)" : text;
  }

  // Of what a label names: the state of its life, or of its newest leg, or its kind.
  std::string state(const std::string& label) const {
    const Talks& talks = intake_.talks();
    const auto named = talks.find_label(label);
    const auto at = named ? talks.meant(talks.events[*named].id) : std::nullopt;
    if (!at) return "(nothing)";
    return state_of(case_, talks, *at, day_.value_or(now_.day()));
  }

  const Case& case_;
  const Moment& now_;
  const ScriptAnswers& answers_;
  Intake intake_;
  std::vector<const ScriptLine*> lines_;  // of what the intake took
  std::size_t told_ = 0;                  // of what it refused
  ScriptRun run_;
  std::optional<Date> day_;
};

}  // namespace

std::string to_string(const ScriptMismatch& mismatch, std::string_view file) {
  const std::string wanted = mismatch.expected.empty() ? "that the entry is accepted"
                                                       : "`" + shown(mismatch.expected) + "`";
  const std::string because = mismatch.remedy.empty() ? "" : fmt::format(": {}", mismatch.remedy);
  return fmt::format("{}:{}: expected {}, got `{}`{}", shown(file), mismatch.line, wanted,
                     shown(mismatch.got), because);
}

ScriptRun run_script(const Case& c, const Script& script, Talks talks, const Moment& now,
                     const ScriptAnswers& answers) {
  Runner runner(c, std::move(talks), now, answers);
  for (const ScriptLine& line : script.lines)
    runner.line(line);
  return std::move(runner).finish();
}

}  // namespace caucus
