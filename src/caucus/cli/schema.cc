// `caucus schema`: JSON Schemas for editors, and the page of all keys.
#include "caucus/base/text.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/desk.h"

namespace caucus {
namespace {

Exit run_schema(const Arguments& arguments, Console& console) {
  const std::string which = arguments.words.empty() ? "case" : arguments.words.front();
  if (which != "case" && which != "sheet" && which != "keys") {
    console.note("caucus: `schema` takes case, sheet or keys, not " + in_quotes(which));
    return Exit::usage;
  }
  console.answer(which == "case" ? case_schema() : which == "sheet" ? sheet_schema() : case_keys());
  return Exit::done;
}

}  // namespace

Command schema_command() {
  return {"schema",
          VerbGroup::program,
          "[case|sheet|keys]",
          "print the JSON Schema of case.toml or of a sheet, for editors",
          "Made from the same table as the reader, so that the two agree. `keys` prints that table "
          "as a page of Markdown.",
          {output_option},
          {{"caucus schema case -o case.schema.json", "Completion and checks in your editor:"},
           {"caucus schema sheet", "The same for a sheet:"},
           {"caucus schema keys", "Which keys are there, and what do they mean?"}},
          run_schema};
}

}  // namespace caucus
