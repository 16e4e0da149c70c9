#include "caucus/cli/command.h"

#include <algorithm>
#include <charconv>

#include <CLI/CLI.hpp>

#include "caucus/base/text.h"

namespace caucus {
namespace {

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

// No verb takes two words; more are read so that what is wrong with them is said in our words.
constexpr int words_read_max = 1'000'000;

std::size_t words_min(const Command& command) {
  return command.words.empty() || command.words.starts_with('[') ? 0 : 1;
}

Exit run_verb(const Command& command, std::vector<std::string> words, Console& console) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  Arguments arguments;
  if (!command.words.empty()) app.add_option("words", arguments.words)->expected(0, words_read_max);
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
    if (const auto left = app.remaining(); !left.empty())
      return wrong_usage(console, complaint(command, CLI::ParseError("", 0), left), verb);
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
  if (arguments.words.size() > 1)
    return wrong_usage(console, complaint(command, CLI::ParseError("", 0), {arguments.words[1]}),
                       verb);
  if (arguments.words.size() < words_min(command))
    return wrong_usage(console, "`" + verb + "` needs " + std::string(command.words), verb);
  if (const auto path = arguments.value("-o")) console.write_to(*path);
  return command.run(arguments, console);
}

}  // namespace

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
    console.answer(overview_page());
    return Exit::done;
  }
  const std::string& verb = words[0];
  const Command* command = find_command(verb == "--version" ? "version" : verb);
  if (!command)
    return wrong_usage(console,
                       "there is no verb " + in_quotes(verb) +
                           suggestion(verb, commands(), [](const Command& c) { return c.name; }),
                       "");
  std::vector<std::string> rest(words.begin() + 1, words.end());
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
