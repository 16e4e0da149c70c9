// The pages of help, made from the table of verbs; `caucus help` and the shell completions.
#include <algorithm>
#include <array>
#include <cctype>

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/cli/command.h"
#include "caucus/cli/verbs.h"

namespace caucus {
namespace {

constexpr std::size_t columns = 80;
constexpr std::size_t reference_columns = 100;

std::string_view group_title(VerbGroup group) {
  static constexpr std::array<std::string_view, 5> titles{"understand", "negotiate",
                                                          "after agreement", "research", "program"};
  return titles[static_cast<std::size_t>(group)];
}

std::string examples_block(const std::vector<Example>& examples) {
  std::string text;
  for (const Example& example : examples)
    text += wrap(example.says, columns, 2) + "\n    " + std::string(example.line) + "\n";
  return text;
}

// "  --since DATE      help, wrapped beside it"
std::string option_block(const std::vector<OptionSpec>& options) {
  constexpr std::size_t margin = 24;
  std::string text;
  for (const OptionSpec& option : options) {
    std::string head = "  " + std::string(option.name);
    if (!option.value.empty()) head += " " + std::string(option.value);
    std::string help = wrap(option.help, columns, margin);
    if (head.size() + 1 < margin)
      help.replace(0, margin, pad_right(head, margin));
    else
      help = head + "\n" + help;
    text += help + "\n";
  }
  return text;
}

// The second words of a family's verbs, with something between them.
std::string words_of_family(std::string_view family, std::string_view between) {
  std::string words;
  for (const Command& command : commands())
    if (command.family() == family)
      words += (words.empty() ? "" : std::string(between)) +
               std::string(command.name.substr(family.size() + 1));
  return words;
}

// The first words of all verbs, each once, in their order.
std::vector<std::string_view> first_words() {
  std::vector<std::string_view> words;
  for (const Command& command : commands()) {
    const std::string_view word = command.family().empty() ? command.name : command.family();
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  return words;
}

// The verb of that name, or the first of that family.
const Command& first_of(std::string_view word) {
  return *std::find_if(commands().begin(), commands().end(), [&](const Command& each) {
    return each.name == word || each.family() == word;
  });
}

constexpr std::string_view opening =
    "caucus: where talks stand, what is stuck and why, what room there is.\n\n"
    "  caucus check cases/ceasefire/truce-and-exchange-2024\n"
    "  caucus brief cases/ceasefire/truce-and-exchange-2024 -o brief.html\n"
    "  caucus talks state cases/labour/port-contract\n\n";

constexpr std::array groups{VerbGroup::understand, VerbGroup::negotiate, VerbGroup::after_agreement,
                            VerbGroup::research, VerbGroup::program};

std::string bash_completion() {
  std::string verbs;
  std::string families;
  for (const std::string_view word : first_words()) {
    verbs += (verbs.empty() ? "" : " ") + std::string(word);
    if (is_family(word))
      families +=
          "    " + std::string(word) + ") family=\"" + words_of_family(word, " ") + "\" ;;\n";
  }
  std::string cases;
  for (const Command& command : commands()) {
    std::string names = "--help";
    for (const OptionSpec& option : command.options)
      names += " " + std::string(option.name);
    cases += "    \"" + std::string(command.name) + "\") options=\"" + names + "\" ;;\n";
  }
  return "# caucus: completion for bash. Use it by: source <(caucus help --completion bash)\n"
         "_caucus() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]} family=\"\" options=\"\"\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"" +
         verbs +
         "\" -- \"$word\")\n"
         "    return\n"
         "  fi\n"
         "  case $verb in\n" +
         families +
         "  esac\n"
         "  if [ -n \"$family\" ] && [ \"$COMP_CWORD\" -eq 2 ]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"$family\" -- \"$word\")\n"
         "    return\n"
         "  fi\n"
         "  [ -n \"$family\" ] && verb=\"$verb ${COMP_WORDS[2]}\"\n"
         "  case $verb in\n" +
         cases +
         "  esac\n"
         "  case $word in\n"
         "    -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\") ;;\n"
         "    *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n"
         "  esac\n"
         "}\n"
         "complete -o filenames -F _caucus caucus\n";
}

// The reference of all verbs, docs/reference/verbs.md.
std::string reference_page() {
  std::string text =
      "# The verbs\n\n"
      "Made by `caucus help --markdown`; a test keeps the two alike. Every verb takes `--help`. "
      "The\n"
      "answer goes to standard output, notes and progress to standard error.\n\n"
      "| exit code | meaning |\n|---|---|\n"
      "| 0 | done, or the answer is yes |\n"
      "| 1 | the answer is no: faults found, zone empty, something is stuck, a point unproven |\n"
      "| 2 | the command line is wrong |\n"
      "| 3 | input cannot be read, or output cannot be written |\n"
      "| 4 | the record is damaged: it is not what was written |\n"
      "| 70 | a fault of the program |\n"
      "| 130 | interrupted by Ctrl-C; what was printed is the best so far and says so |\n";
  for (const Command& command : commands()) {
    text += "\n## `caucus " + std::string(command.name) + "`\n\n";
    std::string sentence(command.summary);
    sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
    text += wrap(sentence + ". " + std::string(command.details), reference_columns) + "\n\n```\n";
    for (const Example& example : command.examples)
      text += std::string(example.line) + "\n";
    text += "```\n";
    if (command.options.empty()) continue;
    text += "\n| option | meaning |\n|---|---|\n";
    for (const OptionSpec& option : command.options)
      text += "| `" + std::string(option.name) +
              (option.value.empty() ? "" : " " + std::string(option.value)) + "` | " +
              std::string(option.help) + " |\n";
  }
  return text;
}

Exit run_help(const Arguments& arguments, Console& console) {
  if (const auto shell = arguments.value("--completion")) {
    if (*shell != "bash") {
      console.note("caucus: `--completion` knows bash, not " + in_quotes(*shell));
      return Exit::usage;
    }
    console.answer(bash_completion());
    return Exit::done;
  }
  if (arguments.has("--markdown")) {
    console.answer(reference_page());
    return Exit::done;
  }
  if (arguments.has("--json")) {
    std::string asked;
    for (const std::string& word : arguments.words)
      asked += (asked.empty() ? "" : " ") + word;
    const bool known = std::any_of(commands().begin(), commands().end(), [&](const Command& each) {
      return asked.empty() || each.name == asked || each.family() == asked;
    });
    if (known) {
      console.answer(help_json(asked));
      return Exit::done;
    }
  }
  if (arguments.words.empty()) {
    console.answer(verbs_page());
    return Exit::done;
  }
  std::vector<std::string> asked = arguments.words;
  asked.emplace_back("--help");
  return run_command_line(asked, console);
}

}  // namespace

std::string overview_page() {
  std::string text = std::string(opening);
  for (const VerbGroup group : groups) {
    std::string words;
    for (const std::string_view word : first_words())
      if (first_of(word).group == group) words += (words.empty() ? "" : ", ") + std::string(word);
    if (words.empty()) continue;
    const std::string title = std::string(group_title(group)) + ":";
    std::string line = wrap(words, columns, 18);
    text += line.replace(0, 18, pad_right(title, 18)) + "\n";
  }
  return text + "\n`caucus help` says what each verb does; `caucus <verb> --help` has examples.\n";
}

std::string verbs_page() {
  std::string text = std::string(opening);
  for (const VerbGroup group : groups) {
    bool titled = false;
    for (const std::string_view word : first_words()) {
      const Command* first = &first_of(word);
      if (first->group != group) continue;
      if (!titled) text += std::string(group_title(group)) + ":\n";
      titled = true;
      const std::string says =
          first->family().empty() ? std::string(first->summary) : words_of_family(word, ", ");
      std::string line = wrap(says, columns, 18);
      text += line.replace(0, 18, "  " + pad_right(word, 16)) + "\n";
    }
  }
  return text + "`caucus <verb> --help` has examples, options and what the answer means.\n";
}

std::string family_page(std::string_view family) {
  std::string text;
  for (const Command& command : commands()) {
    if (command.family() != family) continue;
    std::string line = wrap(command.summary, columns, 25);
    text += line.replace(0, 25, pad_right("  caucus " + std::string(command.name), 25)) + "\n";
  }
  return text + "`caucus " + std::string(family) +
         " <verb> --help` has examples, options and what the answer means.\n";
}

std::string help_page(const Command& command) {
  std::string text = examples_block(command.examples) + "\n";
  std::string usage = "caucus " + std::string(command.name);
  if (!command.words.empty()) usage += " " + std::string(command.words);
  if (!command.options.empty()) usage += " [options]";
  text += usage + "\n" + wrap(std::string(command.summary) + ".", columns, 2) + "\n";
  if (!command.details.empty()) text += "\n" + wrap(command.details, columns, 2) + "\n";
  if (!command.options.empty()) text += "\n" + option_block(command.options);
  return text;
}

std::string help_json(std::string_view asked) {
  nlohmann::ordered_json verbs = nlohmann::ordered_json::array();
  for (const Command& command : commands()) {
    if (!asked.empty() && command.name != asked && command.family() != asked) continue;
    nlohmann::ordered_json verb;
    verb["name"] = command.name;
    verb["group"] = group_title(command.group);
    verb["words"] = command.words;
    verb["summary"] = command.summary;
    verb["options"] = nlohmann::ordered_json::array();
    for (const OptionSpec& option : command.options)
      verb["options"].push_back(
          {{"name", option.name}, {"value", option.value}, {"help", option.help}});
    verb["examples"] = nlohmann::ordered_json::array();
    for (const Example& example : command.examples)
      verb["examples"].push_back(example.line);
    verbs.push_back(std::move(verb));
  }
  nlohmann::ordered_json document;
  document["format"] = "caucus.help/1";
  document["verbs"] = std::move(verbs);
  return document.dump(2) + "\n";
}

Command help_command() {
  return {"help",
          VerbGroup::program,
          "[VERB...]",
          "explain a verb, or list all of them",
          "",
          {json_option,
           {"--markdown", "", "print the reference of all verbs"},
           {"--completion", "SHELL", "print the completions for a shell (bash)"},
           output_option},
          {{"caucus help stuck", "What does a verb do?"},
           {"caucus help --completion bash", "Completions for your shell:"}},
          run_help};
}

}  // namespace caucus
