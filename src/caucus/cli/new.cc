// `caucus new`: a commented skeleton to fill in.
#include "caucus/cli/verbs.h"
#include "caucus/desk/desk.h"

namespace caucus {
namespace {

Exit run_new(const Arguments& arguments, Console& console) {
  const std::string& folder = arguments.words.front();
  const auto written = new_case(folder, arguments.value("--title").value_or("Untitled talks"));
  if (!written) return console.failed(written.error());
  for (const std::string& path : *written)
    console.answer("wrote " + path + "\n");
  console.answer("Next: edit them, then `caucus check " + folder + "`.\n");
  return Exit::done;
}

}  // namespace

Command new_command() {
  return {"new",
          VerbGroup::understand,
          "FOLDER",
          "write a commented skeleton of a case into a new folder",
          "The folder must not exist yet, or be empty: nothing is ever overwritten.",
          {{"--title", "TEXT", "what the talks are called"}},
          {{"caucus new river-talks --title \"River talks\"", "Start a case:"}},
          run_new};
}

}  // namespace caucus
