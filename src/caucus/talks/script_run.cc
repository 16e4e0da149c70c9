#include "caucus/talks/script_run.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

constexpr std::string_view warning_mark = ", warning ";

// Applies and asks, line by line.
class Runner {
 public:
  Runner(const Case& c, const Moment& now, const ScriptAnswers& answers, ScriptRun& run)
      : case_(c), now_(now), answers_(answers), run_(run) {}

  void line(const ScriptLine& line) {
    if (line.expected) ++run_.checked;
    if (line.event)
      event(line);
    else
      question(line);
  }

 private:
  void mismatch(const ScriptLine& line, std::string got, std::string remedy_text = {}) {
    run_.mismatches.push_back(
        {line.line, line.expected.value_or(""), std::move(got), std::move(remedy_text)});
  }

  void event(const ScriptLine& line) {
    day_ = line.event->said.day();
    Applied applied = apply(case_, std::move(run_.talks), *line.event, now_);
    run_.talks = std::move(applied.talks);
    if (applied.refused) {
      ++run_.refused;
      std::string got = fmt::format("refused {}", token(applied.refused->why));
      if (line.expected != got) mismatch(line, std::move(got), to_string(*applied.refused));
      return;
    }
    ++(applied.already_there ? run_.already_there : run_.applied);
    if (!line.expected) return;
    const EventIndex at = *run_.talks.find(line.event->id);
    std::string got = outcome(case_, run_.talks, at);
    if (applied.already_there && *line.expected == "already_there") return;
    std::string warned;
    for (const Warned& each : applied.warnings)
      warned += fmt::format("{}{}", warned.empty() ? warning_mark : ", ", token(each.what));
    if (line.expected->find(warning_mark) != std::string::npos) got += warned;
    if (*line.expected != got) mismatch(line, std::move(got));
  }

  void question(const ScriptLine& line) {
    const auto got = answer(*line.question);
    if (!got) return mismatch(line, "nobody here answers this question");
    if (line.expected && *line.expected != *got) mismatch(line, *got);
  }

  std::optional<std::string> answer(const ScriptQuestion& asked) const {
    if (asked.kind == QuestionKind::state)
      return asked.what.empty() ? std::string(token(run_.talks.state_now())) : state(asked.what);
    if (asked.kind == QuestionKind::view)
      return answers_.view ? std::optional(joined(answers_.view(case_, run_.talks, *asked.party)))
                           : std::nullopt;
    return answers_.leaks
               ? std::optional(joined(answers_.leaks(case_, run_.talks, asked.what, *asked.party)))
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
    const Talks& talks = run_.talks;
    const auto named = talks.find_label(label);
    const auto at = named ? talks.meant(talks.events[*named].id) : std::nullopt;
    if (!at) return "(nothing)";
    return state_of(case_, talks, *at, day_.value_or(now_.day()));
  }

  const Case& case_;
  const Moment& now_;
  const ScriptAnswers& answers_;
  ScriptRun& run_;
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
  ScriptRun run;
  run.talks = std::move(talks);
  Runner runner(c, now, answers, run);
  for (const ScriptLine& line : script.lines)
    runner.line(line);
  return run;
}

}  // namespace caucus
