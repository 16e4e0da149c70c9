#include "caucus/cli/command.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <sstream>

#include <CLI/CLI.hpp>

#include "caucus/base/text.h"

namespace caucus {
namespace {

constexpr std::size_t words_max = std::numeric_limits<std::size_t>::max();

// Says what is wrong with a command line, and where to look.
Exit wrong_usage(const Console& console, const std::string& sentence, std::string_view verb) {
  console.note("caucus: " + sentence);
  console.note(verb.empty() ? "See `caucus --help`."
                            : "See `caucus " + std::string(verb) + " --help`.");
  return Exit::usage;
}

template <class Items, class NameOf>
std::string suggestion(std::string_view word, const Items& items, const NameOf& name_of) {
  std::vector<std::string_view> names;
  for (const auto& item : items)
    names.push_back(name_of(item));
  const auto meant = did_you_mean(word, names);
  return meant ? " (did you mean `" + *meant + "`?)" : "";
}

// What is wrong with words that the parser refused, in our words.
std::string complaint(const Command& command, const CLI::ParseError& error,
                      const std::vector<std::string>& left_over) {
  for (const std::string& word : left_over) {
    if (!word.starts_with('-')) continue;
    const std::string name = word.substr(0, word.find('='));
    return "`" + std::string(command.name) + "` has no option " + in_quotes(name) +
           suggestion(name, command.options, [](const OptionSpec& o) { return o.name; });
  }
  if (!left_over.empty()) return in_quotes(left_over.front()) + " is one word too many";
  return error.what();
}

// How many words a verb takes, from "CASE [LINE...]": what is in brackets may be left out, and
// three dots stand for any number.
struct WordCount {
  std::size_t min = 0;
  std::size_t max = 0;
};
WordCount words_taken(const Command& command) {
  WordCount count;
  std::istringstream spec{std::string(command.words)};
  for (std::string word; spec >> word; ++count.max) {
    if (!word.starts_with('[')) ++count.min;
    if (word.find("...") != std::string::npos) return {count.min, words_max};
  }
  return count;
}

// What stands on the line beside the known options: words, and options that nobody knows.
std::vector<std::string> sort_left_over(std::vector<std::string> left_over,
                                        std::vector<std::string>& words) {
  std::vector<std::string> unknown;
  for (std::string& word : left_over)
    (word.starts_with('-') && word.size() > 1 ? unknown : words).push_back(std::move(word));
  return unknown;
}

Exit run_verb(const Command& command, std::vector<std::string> words, Console& console) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  Arguments arguments;
  // Words are not given to the parser, which would read meaning into brackets.
  const auto plain = std::find(words.begin(), words.end(), "--");
  const std::vector<std::string> after(plain == words.end() ? plain : plain + 1, words.end());
  words.erase(plain, words.end());
  std::map<std::string_view, std::vector<std::string>> values;
  for (const OptionSpec& option : command.options) {
    if (option.value.empty()) {
      app.add_flag(std::string(option.name));
      continue;
    }
    auto* added = app.add_option(std::string(option.name), values[option.name]);
    added->allow_extra_args(false)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }
  const std::string verb(command.name);
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    app.parse(reversed);
    const auto unknown = sort_left_over(app.remaining(), arguments.words);
    if (!unknown.empty())
      return wrong_usage(console, complaint(command, CLI::ParseError("", 0), unknown), verb);
  } catch (const CLI::ParseError& error) {
    return wrong_usage(console, complaint(command, error, {}), verb);
  }
  for (const OptionSpec& option : command.options) {
    if (app.count(std::string(option.name)) == 0) continue;
    auto given = option.value.empty() ? std::vector<std::string>{""} : values[option.name];
    if (given.size() > 1 && !option.repeatable)
      return wrong_usage(console, "`" + std::string(option.name) + "` is given twice", verb);
    arguments.options.emplace(option.name, std::move(given));
  }
  arguments.words.insert(arguments.words.end(), after.begin(), after.end());
  const WordCount taken = words_taken(command);
  if (arguments.words.size() > taken.max)
    return wrong_usage(
        console, complaint(command, CLI::ParseError("", 0), {arguments.words[taken.max]}), verb);
  if (arguments.words.size() < taken.min)
    return wrong_usage(console, "`" + verb + "` needs " + std::string(command.words), verb);
  if (const auto path = arguments.value("-o")) console.write_to(*path);
  return command.run(arguments, console);
}

// "caucus log" is as near to "caucus talks log" as a slip of the finger is to what was meant.
std::string verb_meant(const std::string& verb) {
  for (const Command& command : commands())
    if (command.name.ends_with(" " + verb))
      return " (did you mean `" + std::string(command.name) + "`?)";
  std::vector<std::string_view> names;
  for (const Command& command : commands()) {
    names.push_back(command.name);
    if (const auto first = command.family(); !first.empty()) names.push_back(first);
  }
  return suggestion(verb, names, [](std::string_view name) { return name; });
}

}  // namespace

std::string_view Command::family() const {
  const std::size_t space = name.find(' ');
  return space == std::string_view::npos ? std::string_view() : name.substr(0, space);
}

bool is_family(std::string_view word) {
  return std::any_of(commands().begin(), commands().end(),
                     [&](const Command& command) { return command.family() == word; });
}

const OptionSpec json_option{"--json", "", "print one JSON document instead of text"};
const OptionSpec output_option{"-o", "FILE", "write the answer to FILE, whole or not at all"};

std::optional<std::string> Arguments::value(std::string_view name) const {
  const auto found = options.find(name);
  if (found == options.end()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::values(std::string_view name) const {
  const auto found = options.find(name);
  return found == options.end() ? std::vector<std::string>{} : found->second;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : commands())
    if (command.name == name) return &command;
  return nullptr;
}

Exit run_command_line(std::span<const std::string> words, Console& console) {
  if (words.empty() || words[0] == "--help" || words[0] == "-h") {
    console.answer(words.empty() ? overview_page() : verbs_page());
    return Exit::done;
  }
  std::string verb = words[0] == "--version" ? "version" : words[0];
  const bool family = is_family(verb);
  if (family && (words.size() == 1 || words[1] == "--help" || words[1] == "-h")) {
    console.answer(family_page(verb));
    return Exit::done;
  }
  if (family) verb += " " + words[1];
  const Command* command = find_command(verb);
  if (!command)
    return wrong_usage(console, "there is no verb " + in_quotes(verb) + verb_meant(verb),
                       family ? words[0] : "");
  std::vector<std::string> rest(words.begin() + (family ? 2 : 1), words.end());
  if (std::find(rest.begin(), rest.end(), "--help") != rest.end() ||
      std::find(rest.begin(), rest.end(), "-h") != rest.end()) {
    console.answer(help_page(*command));
    return Exit::done;
  }
  return run_verb(*command, std::move(rest), console);
}

std::optional<long> number_option(const Arguments& arguments, std::string_view name,
                                  const NumberBounds& bounds, const Console& console) {
  const auto text = arguments.value(name);
  if (!text) return bounds.otherwise;
  long number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error == std::errc() && end == text->data() + text->size() && number >= bounds.low &&
      number <= bounds.high)
    return number;
  console.note("caucus: `" + std::string(name) + "` takes a whole number from " +
               std::to_string(bounds.low) + " to " + std::to_string(bounds.high) + ", not " +
               in_quotes(*text));
  return std::nullopt;
}

}  // namespace caucus
