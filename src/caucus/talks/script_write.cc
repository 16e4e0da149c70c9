#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/talks/event_text.h"
#include "caucus/talks/script.h"

namespace caucus {
namespace {

std::string by_id(const EventId& id) {
  return "@" + to_string(id);
}

void add_lines(std::string& text, const std::vector<std::string>& lines) {
  for (const std::string& line : lines)
    text += line + "\n";
}

std::string question_text(const Case& c, const ScriptQuestion& asked) {
  const std::string party = asked.party ? c.parties[*asked.party].id : std::string();
  switch (asked.kind) {
    case QuestionKind::view:
      return "view " + party;
    case QuestionKind::leaks:
      return fmt::format("leaks {} to {}", asked.what, party);
    case QuestionKind::state:
      break;
  }
  return asked.what.empty() ? "state" : "state " + asked.what;
}

// The first line, then what follows at its end, then any further lines.
std::string with_end(std::string text, const std::string& end) {
  const std::size_t first = text.find('\n');
  text.insert(first == std::string::npos ? text.size() : first, end);
  return text + "\n";
}

}  // namespace

std::string write_script(const Case& c, const Script& script) {
  std::unordered_map<EventId, std::string> labels;
  ContentIds ids;
  EventNaming naming;
  naming.start = script.start;
  naming.clauses_apart = true;
  naming.reference = [&](const EventId& id) {
    const auto found = labels.find(id);
    return found == labels.end() ? by_id(id) : found->second;
  };
  std::string text;
  add_lines(text, script.head);
  if (script.start) text += fmt::format("start {}\n", to_string(*script.start));
  if (script.offset_minutes != 0)
    text += fmt::format("zone {}\n", offset_text(script.offset_minutes));
  for (const ScriptLine& line : script.lines) {
    add_lines(text, line.above);
    std::string end;
    if (line.event && line.event->id != ids.next(c, *line.event))
      end += " id:" + to_string(line.event->id);
    if (line.expected) end += "  -> " + *line.expected;
    if (!line.comment.empty()) end += "  # " + line.comment;
    text += with_end(
        line.event ? event_text(c, *line.event, naming) : question_text(c, *line.question), end);
    if (line.event && !line.event->label.empty()) labels.emplace(line.event->id, line.event->label);
  }
  add_lines(text, script.tail);
  return text;
}

Script script_of(const Case&, const Talks& talks) {
  Script script;
  for (const Event& event : talks.events) {
    ScriptLine line;
    line.event = event;
    script.lines.push_back(std::move(line));
  }
  return script;
}

std::string event_line(const Case& c, const Talks& talks, const Event& event) {
  EventNaming naming;
  naming.reference = [&](const EventId& id) {
    const auto at = talks.find(id);
    return at && !talks.events[*at].label.empty() ? talks.events[*at].label : by_id(id);
  };
  return event_text(c, event, naming);
}

}  // namespace caucus
