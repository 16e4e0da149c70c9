#include "caucus/casefile/issue_options.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/read.h"

namespace caucus {
namespace {

using Kind = TomlNode::Kind;

class OptionsReader {
 public:
  OptionsReader(Reading& reading, const Entry& entry, Issue& issue)
      : reading_(reading), entry_(entry), issue_(issue) {}

  bool read() {
    if (!entry_.need_exactly_one({"options", "range"}, reading_.log)) return false;
    const TomlNode* list = entry_.get("options");
    const TomlNode* steps = entry_.get("range");
    if (list == nullptr && steps == nullptr) return false;
    const bool sound = list != nullptr ? read_list(*list) : read_steps(*steps);
    if (!sound) return false;
    if (!magnitude_of(issue_))
      return fault(entry_.place(list != nullptr ? "options" : "range"), FaultKind::number_too_large,
                   "the options together need more digits than exact arithmetic has (18)",
                   "use fewer decimal places");
    return true;
  }

 private:
  bool fault(Place place, FaultKind kind, std::string sentence, std::string hint = {}) {
    reading_.fault(place, kind, std::move(sentence), std::move(hint));
    return false;
  }

  bool read_list(const TomlNode& list) {
    if (list.items.empty())
      return fault(list.place, FaultKind::bad_value, "an issue needs at least one option",
                   "write the ways in which it can be settled");
    if (list.items.size() > options_max)
      return fault(list.place, FaultKind::too_many,
                   fmt::format("there are more than {} options", options_max),
                   "use a `range` with larger steps");
    const auto is_number = [](const TomlNode& item) {
      return (item.kind == Kind::number || item.kind == Kind::text) && number_of(item);
    };
    const auto is_written_number = [](const TomlNode& n) { return n.kind == Kind::number; };
    issue_.quantity = std::all_of(list.items.begin(), list.items.end(), is_number) ||
                      std::any_of(list.items.begin(), list.items.end(), is_written_number);
    bool sound = true;
    for (const TomlNode& item : list.items)
      sound = (issue_.quantity ? add_number(item) : add_name(item)) && sound;
    return sound;
  }

  bool add_number(const TomlNode& item) {
    const bool may_be = item.kind == Kind::number || item.kind == Kind::text;
    const Result<WrittenNumber> number = number_of(item);
    if (!may_be || (item.kind == Kind::text && !number))
      return fault(item.place, FaultKind::wrong_type, "options are either all numbers or all names",
                   "write the numbers in double quotes to make them names");
    if (!number) {
      const bool large = number.error().kind == ErrorKind::too_large;
      return fault(item.place, large ? FaultKind::number_too_large : FaultKind::bad_number,
                   number.error().message);
    }
    if (!seen_.insert(to_string(number->value)).second) return repeated(item, number->text);
    issue_.options.push_back({number->text, number->text, number->value});
    return true;
  }

  bool add_name(const TomlNode& item) {
    if (item.kind != Kind::text)
      return fault(item.place, FaultKind::wrong_type,
                   fmt::format("an option cannot be {}", kind_in_words(item)),
                   "write a name in double quotes, or a number");
    const std::string& name = item.text;
    if (trimmed(name).empty() || name.size() > name_bytes_max ||
        name.find_first_of("\r\n\"") != std::string::npos)
      return fault(
          item.place, FaultKind::bad_value,
          fmt::format("{} cannot be the name of an option", in_quotes(name)),
          fmt::format("write one line of at most {} bytes without double quotes", name_bytes_max));
    if (!seen_.insert(name).second) return repeated(item, name);
    issue_.options.push_back({name, is_id(name) ? reading_.printed(name, "") : name, Rational()});
    return true;
  }

  bool repeated(const TomlNode& item, const std::string& option) {
    return fault(item.place, FaultKind::repeated,
                 fmt::format("the option {} is written twice", in_quotes(option)), "leave one out");
  }

  // ------------------------------------------------------------------------------------- range

  std::optional<Rational> step_number(const TomlNode& steps, std::string_view key) {
    const TomlField* field = steps.find(key);
    if (field == nullptr) {
      fault(steps.place, FaultKind::missing_key, fmt::format("the range has no `{}`", key),
            "write { from = 7, to = 70, step = 7 }");
      return std::nullopt;
    }
    const Result<WrittenNumber> number = number_of(field->value);
    if (number) return number->value;
    const bool large = number.error().kind == ErrorKind::too_large;
    fault(field->value.place, large ? FaultKind::number_too_large : FaultKind::bad_number,
          number.error().message);
    return std::nullopt;
  }

  bool read_steps(const TomlNode& steps) {
    bool sound = true;
    for (const TomlField& field : steps.fields)
      if (field.key != "from" && field.key != "to" && field.key != "step")
        sound = fault(field.place, FaultKind::unknown_key,
                      fmt::format("a range has no key {}", in_quotes(field.key)),
                      "its keys are `from`, `to` and `step`");
    const auto from = step_number(steps, "from");
    const auto to = step_number(steps, "to");
    const auto step = step_number(steps, "step");
    if (!sound || !from || !to || !step) return false;
    try {
      return add_steps(steps, *from, *to, *step);
    } catch (const NumberOverflow&) {
      return fault(steps.place, FaultKind::number_too_large,
                   "the range needs more digits than exact arithmetic has (18)",
                   "use fewer decimal places");
    }
  }

  bool add_steps(const TomlNode& steps, const Rational& from, const Rational& to,
                 const Rational& step) {
    const std::string range = fmt::format("the range of `{}`", issue_.id);
    if (step.sign() <= 0)
      return fault(steps.place, FaultKind::bad_range, range + " has a step that is not above 0",
                   "write a `step` above 0");
    if (to < from)
      return fault(steps.place, FaultKind::bad_range, range + " ends before it begins",
                   "write the smaller number as `from`");
    const Rational count = (to - from) / step;
    if (!count.is_whole()) {
      // The nearest beginning from which whole steps lead to the end.
      const Rational nearer = to - Rational(count.floor() + 1) * step;
      return fault(steps.place, FaultKind::bad_range,
                   fmt::format("{} has a step of {}, which does not divide {} - {}", range,
                               decimal_text(step), decimal_text(to), decimal_text(from)),
                   fmt::format("change `from` to {}, or change `step`", decimal_text(nearer)));
    }
    if (count >= Rational(static_cast<Int128>(options_max)))
      return fault(steps.place, FaultKind::too_many,
                   fmt::format("{} has more than {} options", range, options_max),
                   "use a larger `step`");
    issue_.quantity = true;
    issue_.from_range = true;
    const auto last = static_cast<std::size_t>(count.numerator());
    for (std::size_t at = 0; at <= last; ++at) {
      const Rational amount = from + Rational(static_cast<Int128>(at)) * step;
      const std::string text = decimal_text(amount);
      issue_.options.push_back({text, text, amount});
    }
    return true;
  }

  Reading& reading_;
  const Entry& entry_;
  Issue& issue_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

bool read_options(Reading& reading, const Entry& entry, Issue& issue) {
  return OptionsReader(reading, entry, issue).read();
}

std::string decimal_text(const Rational& amount) {
  Int128 rest = amount.denominator();
  int twos = 0;
  int fives = 0;
  for (; rest % 2 == 0; rest /= 2)
    ++twos;
  for (; rest % 5 == 0; rest /= 5)
    ++fives;
  const int places = std::max(twos, fives);
  return rest == 1 && places <= 18 ? amount.to_decimal(places) : to_string(amount);
}

}  // namespace caucus
