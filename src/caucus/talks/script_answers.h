// Who answers `view` and `leaks` in a script?
//
// These answers are for the mediator: they use the labels and days of the script, which no party
// sees. What a party itself gets is view_text.h.
//
// `view israel` names everything that others put before the party, one thing each, in the order in
// which it came: terms with the party's own step (`p1: accepted`), drafts (`t2: shown`), words
// with the way they came (`m1: paraphrase`). Its own words are not listed but for its own terms.
// `leaks options-note to israel` names each source the party may not see by day and speaker.
//
// Errors: none. Complexity: linear in the history per question.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/talks/leaks.h"
#include "caucus/talks/script_run.h"

namespace caucus {

// For run_script(). `start` is the script's day 1; without it days are written as dates.
ScriptAnswers script_answers(std::optional<Date> start);

// A document of the talks by name: `options-note`, `zone` and `brief` rest on every sheet and on
// all that was said; a label stands for the words of that entry, and the label of a draft for its
// clauses with what is behind them. Nothing for other names.
std::optional<LabelledDocument> document_named(const Case& c, const Talks& talks,
                                               std::string_view name);

// The answers themselves, one thing per line.
std::vector<std::string> view_answer(const Case& c, const Talks& talks, const ViewKeeper& keeper,
                                     std::optional<Date> start = std::nullopt);
std::vector<std::string> leaks_answer(const Case& c, const std::vector<Leak>& leaks,
                                      std::optional<Date> start = std::nullopt);

}  // namespace caucus
