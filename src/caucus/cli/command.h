// What is a verb? A name, its options and examples as data, and a function that runs it.
//
// The table of verbs (verbs.cc) drives the command line, `--help`, `caucus help --json`, the shell
// completions and the tests of the documentation, so that nothing about a verb is said twice.
// Adding a verb is one file and one line of that table.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/cli/console.h"

namespace caucus {

// `--since DATE`: a long name, the word for its value (empty: a switch), one sentence of help.
struct OptionSpec {
  std::string_view name;  // with dashes: "--since"; "-o" is the only short one
  std::string_view value;
  std::string_view help;
  bool repeatable = false;
};

struct Example {
  std::string_view line;  // "caucus check cases/labour/port-contract"
  std::string_view says;  // what it does
};

// The verbs are shown in these groups, in this order.
enum class VerbGroup { understand, negotiate, after_agreement, research, program };

// What the user wrote after the verb.
class Arguments {
 public:
  std::vector<std::string> words;                                        // without dashes, in order
  std::map<std::string, std::vector<std::string>, std::less<>> options;  // by name

  [[nodiscard]] bool has(std::string_view name) const { return options.contains(name); }
  // The last value given; nothing if the option was not given.
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
};

// A verb may belong to a family: `talks log` and `talks offer` are verbs of the family `talks`.
struct Command {
  std::string_view name;  // "check", "talks log"
  VerbGroup group;
  std::string_view words;    // "CASE", "CASE LINE...", "[VERB...]"; empty for none
  std::string_view summary;  // one sentence without full stop
  std::string_view details;  // what the answer means; may be empty
  std::vector<OptionSpec> options;
  std::vector<Example> examples;
  Exit (*run)(const Arguments& arguments, Console& console);

  // "talks" of "talks log"; empty for a verb on its own.
  [[nodiscard]] std::string_view family() const;
};

// All verbs, in the order in which they are shown.
std::span<const Command> commands();
const Command* find_command(std::string_view name);
// Whether verbs have this as their first word.
bool is_family(std::string_view word);

// Options that several verbs share, said once.
extern const OptionSpec json_option;
extern const OptionSpec output_option;

// Runs `caucus <words...>`; words without the program's name. Returns the exit code.
Exit run_command_line(std::span<const std::string> words, Console& console);

// The pages of help, 80 columns. The overview fits on half a screen and names the verbs; the page
// of verbs says what each does.
std::string overview_page();
std::string verbs_page();
std::string help_page(const Command& command);
std::string family_page(std::string_view family);
std::string help_json(std::string_view asked);

// Whole numbers that an option accepts, and what it is when not given.
struct NumberBounds {
  long otherwise;
  long low;
  long high;
};

// The number an option names, within bounds, or nothing after saying what is accepted.
std::optional<long> number_option(const Arguments& arguments, std::string_view name,
                                  const NumberBounds& bounds, const Console& console);

}  // namespace caucus
