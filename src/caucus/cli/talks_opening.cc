#include "caucus/cli/talks_opening.h"

#include <sstream>

#include "caucus/base/text.h"
#include "caucus/desk/clock.h"

namespace caucus {

const OptionSpec now_option{
    "--now", "WHEN", "what the talks take for now, as 2024-03-28T14:30 (default: the clock)"};

const OptionSpec page_now_option{
    "--now", "WHEN",
    "the day of the page (default: the later of the case's day and its last entry)"};

std::vector<OptionSpec> talks_options(std::vector<OptionSpec> own) {
  own.push_back(now_option);
  return vault_options(std::move(own));
}

std::optional<Moment> now_of(const Arguments& arguments, const Console& console) {
  const auto text = arguments.value(now_option.name);
  if (!text) return moment_now();
  const Result<Moment> moment = Moment::parse(*text);
  if (moment) return *moment;
  console.note("caucus: `--now`: " + moment.error().message);
  return std::nullopt;
}

std::optional<OpenTalks> opened_talks(const Arguments& arguments, Console& console, Exit& code) {
  auto c = opened_case(arguments, console, code);
  if (!c) return std::nullopt;
  const auto now = now_of(arguments, console);
  if (!now) {
    code = Exit::usage;
    return std::nullopt;
  }
  const std::string& path = arguments.words.front();
  VaultAccess access;
  if (talks_kept(path) == TalksKept::in_vault) {
    Result<VaultAccess> asked = access_of(arguments, vault_folder(path));
    if (!asked) {
      code = console.failed(asked.error());
      return std::nullopt;
    }
    access = *std::move(asked);
  }
  Result<TalksDesk> desk = TalksDesk::open(*std::move(c), path, access, *now);
  if (desk) return OpenTalks{*std::move(desk), *now};
  if (talks_kept(path) == TalksKept::in_script) {
    std::istringstream lines(desk.error().message);
    for (std::string line; std::getline(lines, line);)
      console.note(line);
    console.note("caucus: the script of the talks has faults");
    code = Exit::unreadable;
  } else {
    code = vault_failed(console, desk.error());
  }
  return std::nullopt;
}

std::optional<PartyId> party_option(const Case& c, const std::string& name, std::string_view option,
                                    const Console& console) {
  std::vector<std::string> known;
  for (const PartyId party : c.parties.ids()) {
    if (c.parties[party].id == name) return party;
    known.push_back(c.parties[party].id);
  }
  console.note("caucus: `" + std::string(option) + "` is a party of the case: " +
               join_in_words(known, "or") + ", not " + in_quotes(name));
  return std::nullopt;
}

}  // namespace caucus
