#include "caucus/desk/entry_content.h"

#include "caucus/talks/event_text.h"
#include "caucus/talks/script.h"

namespace caucus {
namespace {

constexpr std::string_view event_word = "caucus.event/1 ";
constexpr std::string_view given_word = "caucus.given/1 ";

}  // namespace

Content read_content(std::string_view content) {
  if (content.starts_with(event_word))
    return {ContentType::event, content.substr(event_word.size())};
  if (content.starts_with(given_word))
    return {ContentType::given, content.substr(given_word.size())};
  return {};
}

std::string event_content(const Case& c, const Event& event) {
  EventNaming naming;
  naming.reference = [](const EventId& id) { return "@" + to_string(id); };
  return std::string(event_word) + event_text(c, event, naming) + " id:" + to_string(event.id);
}

std::string given_content(std::string_view line) {
  return std::string(given_word).append(line);
}

Result<Event> event_of_content(const Case& c, std::string_view line) {
  // Every line has its day and its id; the moment is never looked at.
  LineRead read = read_event_line(c, Talks{}, line, {Moment(), std::nullopt});
  if (read.event) return *std::move(read.event);
  std::string why;
  for (const ScriptFault& fault : read.faults)
    why += (why.empty() ? "" : "; ") + fault.sentence +
           (fault.hint.empty() ? "" : " (" + fault.hint + ")");
  return fail(ErrorKind::malformed, why);
}

record::LogClass class_of(EventKind kind) {
  switch (kind) {
    case EventKind::offer:
    case EventKind::proposal:
    case EventKind::answer:
    case EventKind::withdraw:
    case EventKind::understanding:
    case EventKind::read_back:
    case EventKind::draft:
    case EventKind::shown:
    case EventKind::final_question:
    case EventKind::final_answer:
    case EventKind::put_to:
    case EventKind::approval:
      return record::LogClass::on_the_record;
    default:
      return record::LogClass::in_confidence;
  }
}

}  // namespace caucus
