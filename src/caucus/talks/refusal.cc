#include "caucus/talks/refusal.h"

#include <array>

#include <fmt/format.h>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

struct RefusalRow {
  Refusal refusal;
  std::string_view token;
  std::string_view sentence;
  std::string_view remedy;
};

constexpr std::array<RefusalRow, refusal_count> refusals{{
    {Refusal::text_too_long, "text_too_long", "a text of the event is over 64 KiB, or is not UTF-8",
     "put the text into a file of its own and name it in the sources"},
    {Refusal::in_the_future, "in_the_future",
     "what has not been said yet cannot be recorded as said",
     "correct the date, or use `expects` for what is expected"},
    {Refusal::party_unknown, "party_unknown", "nobody of the case is called so",
     "use an id of the case, add the party or actor to case.toml, or put other names in quotes"},
    {Refusal::body_unknown, "body_unknown", "it is no approval body of the party",
     "name one of the party's `approval` bodies, or add it to case.toml"},
    {Refusal::channel_unknown, "channel_unknown", "the case has no channel called so",
     "use a channel of the case, or add it to case.toml"},
    {Refusal::channel_closed, "channel_closed", "the channel is closed",
     "use another channel, or record that it is open again"},
    {Refusal::not_the_mediator, "not_the_mediator", "only the mediator does this",
     "let `mediator` or a mediator of the case be the speaker; a party offers, asks or says"},
    {Refusal::not_a_party, "not_a_party", "only a party, or a part of one, does this",
     "let a party of the case be the speaker; a mediator proposes"},
    {Refusal::unknown_issue, "unknown_issue", "the case has no such issue",
     "use an issue of the case, or add it to case.toml"},
    {Refusal::unknown_option, "unknown_option", "the issue has no such option",
     "use an option of the issue, or add it to case.toml"},
    {Refusal::package_empty, "package_empty", "there are no terms, no words and nothing demanded",
     "name at least one term as issue=option, or say it in words"},
    {Refusal::package_breaks_rule, "package_breaks_rule",
     "the terms break a rule that every package has to satisfy",
     "change the terms, or the rule in case.toml if it does not hold"},
    {Refusal::nothing_to_answer, "nothing_to_answer",
     "what is named is not there, or is no longer on the table",
     "name what is on the table; `state` and the timeline list it"},
    {Refusal::your_own_terms, "your_own_terms", "the terms are the speaker's own",
     "let another party answer them; `withdraws` takes them back, an offer with `revises` replaces "
     "them"},
    {Refusal::not_your_own, "not_your_own", "only the speaker can do this with its own words",
     "let the speaker of the first entry be the speaker, or answer it instead"},
    {Refusal::duplicate_with_different_terms, "duplicate_with_different_terms",
     "the same id or label stands for something else already",
     "use a new label; to change what was noted, add `corrects`"},
    {Refusal::already_corrected, "already_corrected", "the entry has been corrected already",
     "correct the correction"},
    {Refusal::correction_breaks_record, "correction_breaks_record",
     "what was noted later could then not have happened",
     "correct the later entry first, or choose the same kind of event"},
    {Refusal::not_in_order, "not_in_order", "the step before it is missing",
     "record the earlier step first"},
    {Refusal::offer_expired, "offer_expired", "the last day for an answer has passed",
     "record a new offer or proposal that revises it"},
    {Refusal::deadline_passed, "deadline_passed", "a hard deadline for it has passed",
     "record that the deadline was moved, or a new proposal"},
    {Refusal::audience_not_member, "audience_not_member", "the channel does not lead there",
     "use a channel that leads to this party, or leave the channel out"},
    {Refusal::pass_on_not_permitted, "pass_on_not_permitted",
     "the speaker did not permit passing this on to them, in this form, on this day",
     "ask the speaker and record the answer with `permits`"},
    {Refusal::text_has_one_editor, "text_has_one_editor", "only the mediator edits the single text",
     "record what the party wants changed as a critique"},
    {Refusal::clause_unknown, "clause_unknown", "the draft has no such clause",
     "name a clause of the draft"},
    {Refusal::draft_not_shown, "draft_not_shown", "the party has not been shown this draft",
     "record when it was shown"},
    {Refusal::already_final, "already_final", "the final answer has been asked or given already",
     "a final answer is asked once and given once; correct the entry if it was noted wrongly"},
    {Refusal::approval_missing, "approval_missing",
     "not everybody who has to consent has consented",
     "record the missing answers and approvals first"},
}};

struct WarningRow {
  Warning warning;
  std::string_view token;
  std::string_view sentence;
};

constexpr std::array<WarningRow, warning_count> warnings{{
    {Warning::crosses_own_red_line, "crosses_own_red_line",
     "it crosses a red line of the speaker's own"},
    {Warning::crosses_own_bottom_line, "crosses_own_bottom_line",
     "it crosses a bottom line of the speaker's own"},
    {Warning::breaks_rule, "breaks_rule", "it breaks a rule that every package has to satisfy"},
    {Warning::expires_before_said, "expires_before_said", "its last day was over when it was said"},
    {Warning::permission_over, "permission_over",
     "the last day for passing it on was over when it was said"},
    {Warning::moves_back, "moves_back", "it gives less than the speaker had given before"},
    {Warning::put_not_recorded, "put_not_recorded",
     "it was answered, and nothing records that it was put to the party"},
    {Warning::body_not_asked, "body_not_asked",
     "the body answered, and nothing records that it was asked"},
    {Warning::body_as_delegation, "body_as_delegation",
     "an approval body answered as if it were the party; its own answer is `consents_to` or "
     "`refuses`"},
    {Warning::approval_not_recorded, "approval_not_recorded",
     "nothing records that all parties and their bodies consented to any one text or terms"},
    {Warning::answers_replaced_terms, "answers_replaced_terms",
     "the terms answered had been replaced by others"},
    {Warning::hop_skipped, "hop_skipped", "it was handed on out of the order of the channel"},
    {Warning::passes_what_was_held, "passes_what_was_held",
     "the words were not to be passed on to whoever was given them"},
    {Warning::shows_what_was_held, "shows_what_was_held",
     "behind the draft is what another said in confidence, and nothing of it was released"},
    {Warning::blank_unknown, "blank_unknown", "a blank of the draft names no issue of the case"},
    {Warning::after_soft_deadline, "after_soft_deadline", "a soft deadline for it has passed"},
    {Warning::out_of_order, "out_of_order", "it was said before the entry above it"},
    {Warning::clock_backwards, "clock_backwards", "it was noted before the entry above it"},
    {Warning::repeats, "repeats", "the same words of the same day are noted twice"},
    {Warning::speaker_outside, "speaker_outside", "the speaker is nobody of the case"},
    {Warning::source_unknown, "source_unknown", "the case has no such source"},
    {Warning::deceptive_text, "deceptive_text",
     "a text has control, invisible or right-to-left characters; they are shown as codes"},
}};

const RefusalRow& row(Refusal refusal) {
  const RefusalRow& found = refusals.at(static_cast<std::size_t>(refusal));
  CAUCUS_ASSERT(found.refusal == refusal, "the refusals stand in their order");
  return found;
}

const WarningRow& row(Warning warning) {
  const WarningRow& found = warnings.at(static_cast<std::size_t>(warning));
  CAUCUS_ASSERT(found.warning == warning, "the warnings stand in their order");
  return found;
}

}  // namespace

std::string_view token(Refusal refusal) {
  return row(refusal).token;
}
std::string_view sentence(Refusal refusal) {
  return row(refusal).sentence;
}
std::string_view remedy(Refusal refusal) {
  return row(refusal).remedy;
}

std::string to_string(const Refused& refused) {
  const RefusalRow& found = row(refused.why);
  const std::string about = refused.about.empty() ? std::string() : in_quotes(refused.about) + ": ";
  return fmt::format("{}: {}{} ({})", found.token, about, found.sentence, found.remedy);
}

std::string_view token(Warning warning) {
  return row(warning).token;
}
std::string_view sentence(Warning warning) {
  return row(warning).sentence;
}

std::string to_string(const Warned& warned) {
  const std::string about = warned.about.empty() ? std::string() : in_quotes(warned.about) + ": ";
  return fmt::format("{}: {}{}", token(warned.what), about, sentence(warned.what));
}

}  // namespace caucus
