#include "caucus/talks/view_text.h"

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/model/words.h"
#include "caucus/talks/event_text.h"
#include "caucus/talks/token_words.h"

namespace caucus {
namespace {

// What the date of an entry says: of terms, how long they may be accepted.
std::string_view date_says(EventKind kind) {
  const bool terms = kind == EventKind::offer || kind == EventKind::proposal;
  return terms ? "open until " : kind == EventKind::expected ? "expected on " : "on ";
}

// All that an entry says, after the colon.
std::vector<std::string> contents(const Case& c, const Seen& seen) {
  std::vector<std::string> parts;
  if (!seen.name.empty()) parts.push_back(shown(seen.name));
  if (!seen.terms.terms.empty()) parts.push_back(in_words(c, seen.terms));
  for (const Requirement& each : seen.requirements)
    parts.push_back(requirement_in_words(c, each));
  if (!seen.text.empty()) parts.push_back(quoted_text(seen.text));
  if (!seen.more.empty()) parts.push_back(quoted_text(seen.more));
  for (IssueId issue : seen.issues)
    parts.push_back("about " + shown(c.issues[issue].name));
  if (seen.date) parts.push_back(std::string(date_says(seen.kind)) + to_string(*seen.date));
  for (SeenNumber number : seen.about)
    parts.push_back(fmt::format("refers to {}", number));
  if (seen.withdrawn) parts.push_back(fmt::format("taken back by {}", *seen.withdrawn));
  return parts;
}

std::string joined(const std::vector<std::string>& parts, std::string_view with) {
  std::string text;
  for (const std::string& part : parts)
    text += (text.empty() ? std::string() : std::string(with)) + part;
  return text;
}

std::string draft_in_words(const DraftSeen& draft) {
  std::string text = fmt::format("draft {} (shown: {})", draft.number, draft.entry);
  if (!draft.title.empty()) text += " " + quoted_text(draft.title);
  if (draft.supervised) text += ", read in the mediator's presence";
  if (draft.returned) text += fmt::format(", given back: {}", *draft.returned);
  for (const ClauseSeen& clause : draft.clauses)
    text += fmt::format("; clause {}: {}", shown(clause.id), quoted_text(clause.text));
  for (SeenNumber critique : draft.critiques)
    text += fmt::format("; your critique: {}", critique);
  if (draft.final_question) text += fmt::format("; final answer asked: {}", *draft.final_question);
  if (draft.final_answer) text += fmt::format("; your final answer: {}", *draft.final_answer);
  return text;
}

std::string deadline_in_words(const DeadlineSeen& deadline) {
  std::string text = fmt::format("{} deadline {}", token(deadline.kind), shown(deadline.id));
  if (deadline.date) text += ": " + to_string(*deadline.date);
  if (deadline.passed) text += ", passed";
  if (deadline.heard) text += fmt::format(" (last word: {})", *deadline.heard);
  return text;
}

std::string permission_text(const PassOn& permission) {
  std::string text(token(permission.form));
  for (const std::string& to : permission.to)
    text += " to " + shown(to);
  if (permission.until) text += " until " + to_string(*permission.until);
  return text + (permission.attributed ? "" : " unattributed");
}

std::string export_line(const Case& c, const Seen& seen) {
  std::vector<std::string> fields{std::to_string(seen.number),
                                  seen.id,
                                  to_string(seen.when),
                                  std::string(token(seen.as)),
                                  std::string(token(seen.form)),
                                  quoted_text(seen.who),
                                  quoted_text(seen.by),
                                  std::string(token(seen.kind)),
                                  seen.word.empty() ? "-" : words_of(seen.word)};
  for (std::string& part : contents(c, seen))
    fields.push_back(std::move(part));
  if (seen.permission) fields.push_back("permits " + permission_text(*seen.permission));
  return joined(fields, "\t");
}

}  // namespace

std::string standing_in_words(const Case& c, const PartyView& view, const TermsSeen& terms) {
  const Seen& seen = view.at(terms.entry);
  const std::string since = to_string(seen.when.day());
  std::string text = terms.own ? "put by you on " + since : "";
  if (!terms.own && !terms.answer)
    text = fmt::format("before you since {} ({}), no answer", since,
                       counted(static_cast<std::uint64_t>(age_of(view, terms.entry)), "day"));
  if (!terms.own && terms.answer)
    text = fmt::format("{} on {}", words_of(token(terms.step)),
                       to_string(view.at(*terms.answer).when.day()));
  for (const BodySeen& body : terms.bodies)
    text += fmt::format("; {}: {}", shown(c.name_of(body.body)), words_of(token(body.step)));
  for (SeenNumber answer : terms.others)
    text += fmt::format("; answer: {}", answer);
  if (terms.withdrawn) text += fmt::format("; taken back: {}", *terms.withdrawn);
  if (terms.replaced_by) text += fmt::format("; replaced by {}", *terms.replaced_by);
  if (seen.date && view.day > *seen.date) text += "; expired on " + to_string(*seen.date);
  return text;
}

std::vector<std::string> view_lines(const Case& c, const PartyView& view) {
  std::vector<std::string> lines;
  for (SeenNumber number : view.in_time) {
    const Seen& seen = view.at(number);
    lines.push_back(fmt::format("{}. {} {}", number, to_string(seen.when), seen_in_words(c, seen)));
  }
  for (const TermsSeen& terms : view.terms)
    lines.push_back(fmt::format("terms {}: {}", terms.entry, standing_in_words(c, view, terms)));
  for (const DraftSeen& draft : view.drafts)
    lines.push_back(draft_in_words(draft));
  for (const DeadlineSeen& deadline : view.deadlines)
    lines.push_back(deadline_in_words(deadline));
  if (view.state)
    lines.push_back(
        fmt::format("state of the talks, as said: {}", words_of(view.at(*view.state).word)));
  return lines;
}

std::string view_export(const Case& c, const PartyView& view) {
  std::string text =
      fmt::format("caucus view 1\nparty {}\nday {}\nentries {}\n", shown(c.parties[view.party].id),
                  to_string(view.day), view.entries.size());
  for (SeenNumber number : view.in_time)
    text += export_line(c, view.at(number)) + "\n";
  for (const TermsSeen& terms : view.terms)
    text += fmt::format("terms {}\t{}\n", terms.entry, standing_in_words(c, view, terms));
  for (const DraftSeen& draft : view.drafts)
    text += draft_in_words(draft) + "\n";
  for (const DeadlineSeen& deadline : view.deadlines)
    text += deadline_in_words(deadline) + "\n";
  return text;
}

}  // namespace caucus
