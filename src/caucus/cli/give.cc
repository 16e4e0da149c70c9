#include "caucus/cli/give.h"

#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/cli/opening.h"
#include "caucus/cli/tables.h"

namespace caucus {

const OptionSpec give_option{
    "--give", "PARTY=UTILITY",
    "ask for a package that gives the party at least this, as 0.4 or 40%; may be repeated", true};

std::optional<Aspirations> wishes_of(const Arguments& arguments,
                                     const std::vector<std::string>& parties,
                                     const Console& console) {
  Aspirations wishes(parties.size());
  for (const std::string& text : arguments.values("--give")) {
    const std::size_t at = text.rfind('=');
    const std::string name = text.substr(0, at);
    const auto party = std::find(parties.begin(), parties.end(), name);
    std::string number = at == std::string::npos ? "" : text.substr(at + 1);
    const bool percent = number.ends_with('%');
    if (percent) number.pop_back();
    const Result<Rational> value = Rational::parse(number);
    if (party == parties.end() || !value || *value < 0 || *value > (percent ? 100 : 1)) {
      std::vector<std::string> known;
      for (const std::string& id : parties)
        known.push_back(in_quotes(id));
      console.note("caucus: `--give` takes PARTY=UTILITY with a utility from 0 to 1 (or 0% to " +
                   std::string("100%), not ") + in_quotes(text) +
                   "; parties with known preferences are " + join_in_words(known, "and"));
      return std::nullopt;
    }
    wishes[static_cast<std::size_t>(party - parties.begin())] =
        percent ? *value / Rational(100) : *value;
  }
  return wishes;
}

Exit answer_asked(const AskedAnswer& asked, const Arguments& arguments, Console& console) {
  if (arguments.has("--json")) {
    console.answer(asked_json(asked));
  } else {
    console.answer(wrap(asked_in_words(asked), table_columns) + "\n");
    for (const auto& [issue, option] : asked.package)
      console.answer("  " + issue + ": " + option + "\n");
  }
  return exit_of(console, asked.answer.finding == Finding::package);
}

}  // namespace caucus
