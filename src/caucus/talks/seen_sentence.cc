#include "caucus/talks/seen_sentence.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/model/words.h"
#include "caucus/talks/event_text.h"
#include "caucus/talks/speaker.h"
#include "caucus/talks/token_words.h"

namespace caucus {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> bounds{
    {{">=", ": at least "}, {"<=", ": at most "}, {">", ": more than "}, {"<", ": less than "}}};

// What follows the one who spoke or acted.
class Teller {
 public:
  Teller(const Case& c, const Seen& seen) : c_(c), seen_(seen) {}

  std::string tell() const {
    if (seen_.as == SeenAs::released) return released();
    std::string says = doer() + done() + contents();
    if (seen_.as == SeenAs::in_public) says += ", in public";
    if (seen_.as == SeenAs::put && !seen_.by.empty())
      says += ", handed to you by " + name(seen_.by);
    if (seen_.withdrawn) says += fmt::format("; taken back by entry {}", *seen_.withdrawn);
    return says;
  }

 private:
  std::string name(std::string_view who) const {
    return who == own_team_word ? "the mediator" : shown(c_.name_of(who));
  }

  // The party is told of itself as "you", of its bodies, wings and people as "your ...".
  std::string doer() const {
    if (seen_.as != SeenAs::own) return name(seen_.who);
    return seen_.who.empty() || c_.find_party(seen_.who) ? "You" : "Your " + name(seen_.who);
  }

  std::string to_you() const {
    return seen_.as == SeenAs::said_to_it || seen_.as == SeenAs::put ? " to you" : "";
  }

  // The entries of the view that it is about; beyond them nothing is said of what it was.
  std::string what() const {
    if (seen_.about.empty()) return "what was put";
    std::string numbers;
    for (const SeenNumber number : seen_.about)
      numbers += (numbers.empty() ? "entry " : ", ") + std::to_string(number);
    return numbers;
  }

  std::string released() const {
    const std::string by = seen_.by.empty() ? std::string() : name(seen_.by);
    const std::string who = seen_.who.empty() ? std::string() : name(seen_.who);
    std::string says;
    if (seen_.form >= PassOnForm::as_mediator_idea)
      says = by + " to you, " + (seen_.form == PassOnForm::as_question ? "question" : "idea");
    else
      says = fmt::format("passed on to you by {}, {}{}", by,
                         seen_.form == PassOnForm::verbatim ? "word for word" : "in other words",
                         who.empty() ? "" : ", from " + who);
    const bool by_word = seen_.kind == EventKind::message || seen_.kind == EventKind::line;
    if (seen_.kind != EventKind::release) says += ", " + (by_word ? words_of(seen_.word) : kind());
    says += contents();
    if (!seen_.about.empty()) says += "; on " + what();
    if (seen_.withdrawn) says += fmt::format("; taken back by entry {}", *seen_.withdrawn);
    return says;
  }

  std::string said() const {
    const std::string& word = seen_.word;
    std::string verb = word == "question"    ? " asked"
                       : word == "probe"     ? " probed"
                       : word == "assurance" ? " gave an assurance"
                       : word == "confirm"   ? " confirmed"
                       : word == "non_paper" ? " handed a non-paper"
                                             : " said";
    if (word == "question" && !to_you().empty())
      verb += " you";
    else
      verb += to_you();
    return verb + (seen_.about.empty() ? "" : ", on " + what());
  }

  std::string answered() const {
    if (seen_.word == "conditional_accept") return " accepted " + what() + " on conditions";
    if (seen_.word == "no_answer_yet") return " gave no answer yet to " + what();
    const std::string_view verb = seen_.word == "accept"   ? " accepted "
                                  : seen_.word == "reject" ? " refused "
                                                           : " countered ";
    return std::string(verb) + what();
  }

  std::string demanded() const {
    if (seen_.word == "met") return " met what was demanded first" + on_what();
    if (seen_.word == "dropped") return " dropped what was demanded first" + on_what();
    return " demanded before " + (seen_.name.empty() ? "anything else" : name(seen_.name));
  }

  std::string on_what() const { return seen_.about.empty() ? "" : " (" + what() + ")"; }

  std::string showed() const {
    if (seen_.as == SeenAs::own) return " gave back the draft of " + what();
    return std::string(" showed you a draft") +
           (seen_.name.empty() ? "" : ", to be read in the mediator's presence");
  }

  std::string final_said() const {
    return std::string(seen_.word == "yes"  ? " said yes"
                       : seen_.word == "no" ? " said no"
                                            : " said yes on conditions") +
           ", finally, to " + what();
  }

  std::string kind() const {
    return words_of(token(seen_.kind)) +
           (seen_.word.empty() ? "" : " (" + words_of(seen_.word) + ")");
  }

  // Those whose names stand in a list of ids.
  std::string between() const {
    std::vector<std::string> names;
    std::string_view rest = seen_.name;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(", "), rest.size());
      names.push_back(name(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    return names.empty() ? "" : " between " + join_in_words(names);
  }

  // Kinds that few parties see are told by what they are called.
  std::string other() const {
    if (seen_.kind == EventKind::talks_state)
      return " noted the state of the talks: " + words_of(seen_.word);
    if (seen_.kind == EventKind::hop && seen_.word == "handed")
      return " handed on " + what() + (seen_.name.empty() ? "" : " to " + name(seen_.name));
    return ": " + kind() + (seen_.name.empty() ? "" : ", " + name(seen_.name)) + on_what();
  }

  std::string done() const {
    switch (seen_.kind) {
      case EventKind::message:
        return said();
      case EventKind::offer:
        return " offered" + to_you();
      case EventKind::proposal:
        return " put" + to_you();
      case EventKind::answer:
        return answered();
      case EventKind::withdraw:
        return " took back " + what();
      case EventKind::position:
        return " asked for";
      case EventKind::line:
        return " set a " + words_of(seen_.word) +
               (seen_.name.empty() ? "" : ", of " + name(seen_.name));
      case EventKind::precondition:
        return demanded();
      case EventKind::understanding:
        return " noted an understanding" + between();
      case EventKind::read_back:
        return (seen_.word == "confirmed" ? " read back alike " : " understood otherwise ") +
               what();
      case EventKind::shown:
        return showed();
      case EventKind::critique:
        return " objected to clause " + shown(seen_.name) + " of " + what() + " (" +
               words_of(seen_.word) + ")";
      case EventKind::final_answer:
        return final_said();
      case EventKind::put_to:
        return " laid " + what() + " before " + name(seen_.name);
      case EventKind::approval:
        return (seen_.word == "consents" ? " consented to " : " refused its consent to ") + what();
      case EventKind::attendance:
        return (seen_.word == "present" ? " took part: " : " stayed away: ") + shown(seen_.name);
      case EventKind::pressure:
        return " pressed " + name(seen_.name);
      default:
        return other();
    }
  }

  // The second text: a condition of terms, an interest, a reason, whose report.
  std::string second_text() const {
    if (seen_.more.empty()) return "";
    if (seen_.kind == EventKind::pressure) return " (as " + name(seen_.more) + " has it)";
    if (seen_.kind == EventKind::deadline) return " (" + shown(seen_.more) + ")";
    const std::string_view before = seen_.kind == EventKind::offer      ? "; if "
                                    : seen_.kind == EventKind::critique ? "; because "
                                                                        : "; ";
    return std::string(before) + quoted_text(seen_.more);
  }

  std::string contents() const {
    std::string says;
    const auto add = [&](const std::string& part) { says += (says.empty() ? ": " : "; ") + part; };
    if (!seen_.terms.terms.empty()) add(in_words(c_, seen_.terms));
    for (const Requirement& each : seen_.requirements)
      add(requirement_in_words(c_, each));
    const bool condition = seen_.kind == EventKind::approval && seen_.word == "consents";
    if (!seen_.text.empty() && condition) says += ", if " + quoted_text(seen_.text);
    if (!seen_.text.empty() && !condition) add(quoted_text(seen_.text));
    if (says.starts_with(": ") && seen_.kind == EventKind::position) says = says.substr(1);
    says += second_text();
    std::string about;
    for (const IssueId issue : seen_.issues)
      about += (about.empty() ? "; about " : ", ") + shown(c_.issues[issue].name);
    says += about;
    if (seen_.date) says += date_says() + to_string(*seen_.date);
    return says;
  }

  // What the date says: of terms, how long they may be accepted.
  std::string date_says() const {
    const bool terms = seen_.kind == EventKind::offer || seen_.kind == EventKind::proposal;
    return terms ? "; open until " : seen_.kind == EventKind::expected ? "; expected on " : "; on ";
  }

  const Case& c_;
  const Seen& seen_;
};

}  // namespace

std::string seen_in_words(const Case& c, const Seen& seen) {
  return Teller(c, seen).tell();
}

std::string requirement_in_words(const Case& c, const Requirement& requirement) {
  const std::string subject = subject_in_words(c, requirement.about);
  const std::string& written = requirement.written;
  if (written.find(',') == std::string::npos)
    for (const auto& [sign, words] : bounds)
      if (written.starts_with(sign))
        return subject + std::string(words) + written.substr(sign.size());
  if (!requirement.about.issue || requirement.options.empty()) return subject + " " + written;
  std::vector<std::string> options;
  for (const OptionIndex option : requirement.options)
    options.push_back(option_in_words(c, *requirement.about.issue, option));
  return subject + ": " + join_in_words(options, "or");
}

}  // namespace caucus
