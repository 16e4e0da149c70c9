// A case with its talks where it has any, for verbs that do with or without them.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "caucus/cli/talks_opening.h"

namespace caucus {

// `--without-talks`: the case alone.
extern const OptionSpec without_talks_option;

struct OpenCase {
  std::shared_ptr<const Case> of;
  std::optional<OpenTalks> with;

  // Null where there are none, or they were left out.
  [[nodiscard]] const Talks* talks() const { return with ? &with->desk.talks() : nullptr; }
};
// The case that the first word names; nothing after a word on standard error.
std::optional<OpenCase> opened_with_talks(const Arguments& arguments, Console& console, Exit& code);

// The case as analysis takes it: with what was said at the talks. Null after a word on standard
// error.
std::shared_ptr<const Case> opened_as_said(const Arguments& arguments, Console& console,
                                           Exit& code);
// The options that opened_with_talks() reads.
std::vector<OptionSpec> with_talks_options(std::vector<OptionSpec> own);

// `--since DATE` and the like. False after a complaint; `date` stays empty where it was not given.
bool date_option(const Arguments& arguments, std::string_view name, const Console& console,
                 std::optional<Date>& date);

}  // namespace caucus
