#include "caucus/cli/open_case.h"

namespace caucus {

const OptionSpec without_talks_option{"--without-talks", "",
                                      "leave the talks out; a vault then needs no passphrase"};

std::optional<OpenCase> opened_with_talks(const Arguments& arguments, Console& console,
                                          Exit& code) {
  if (!arguments.has(without_talks_option.name) &&
      talks_kept(arguments.words.front()) != TalksKept::nowhere) {
    auto open = opened_talks(arguments, console, code);
    if (!open) return std::nullopt;
    auto of = open->desk.shared_case();
    return OpenCase{std::move(of), std::move(open)};
  }
  auto alone = opened_case(arguments, console, code);
  if (!alone) return std::nullopt;
  return OpenCase{std::make_shared<const Case>(*std::move(alone)), std::nullopt};
}

std::shared_ptr<const Case> opened_as_said(const Arguments& arguments, Console& console,
                                           Exit& code) {
  const auto open = opened_with_talks(arguments, console, code);
  if (!open) return nullptr;
  return open->with ? open->with->desk.as_said() : open->of;
}

std::vector<OptionSpec> with_talks_options(std::vector<OptionSpec> own) {
  own.push_back(without_talks_option);
  return access_options(std::move(own));
}

bool date_option(const Arguments& arguments, std::string_view name, const Console& console,
                 std::optional<Date>& date) {
  const auto text = arguments.value(name);
  if (!text) return true;
  const Result<Date> read = Date::parse(*text);
  if (read)
    date = *read;
  else
    console.note("caucus: `" + std::string(name) + "`: " + read.error().message);
  return read.has_value();
}

}  // namespace caucus
