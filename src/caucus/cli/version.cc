// `caucus version`
#include "caucus/cli/verbs.h"

namespace caucus {
namespace {

Exit run_version(const Arguments&, Console& console) {
  console.answer("caucus " + console.version() + "\n");
  return Exit::done;
}

}  // namespace

Command version_command() {
  return {"version",
          VerbGroup::program,
          "",
          "print the version",
          "",
          {},
          {{"caucus version", "Which version is this?"}},
          run_version};
}

}  // namespace caucus
