// Every verb about talks begins alike: open the case, then its talks, or say what is wrong.
#pragma once

#include <optional>
#include <string>

#include "caucus/cli/opening.h"
#include "caucus/cli/passphrase.h"
#include "caucus/desk/talks_desk.h"

namespace caucus {

// `--now 2024-03-28T14:30`: what the talks take for now; the record's own dates are not changed.
extern const OptionSpec now_option;
// The same where it is the day of a page; see talks/page_day.h.
extern const OptionSpec page_now_option;
std::vector<OptionSpec> talks_options(std::vector<OptionSpec> own);

// The talks of the case that the first word names; nothing after a word on standard error.
struct OpenTalks {
  TalksDesk desk;
  Moment now;
};
std::optional<OpenTalks> opened_talks(const Arguments& arguments, Console& console, Exit& code);

// `--now`, or the clock; nothing after a complaint.
std::optional<Moment> now_of(const Arguments& arguments, const Console& console);

// The party of an option; nothing after saying whom there is.
std::optional<PartyId> party_option(const Case& c, const std::string& name, std::string_view option,
                                    const Console& console);

}  // namespace caucus
