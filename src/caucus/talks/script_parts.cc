#include "caucus/talks/script_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/talks/part_names.h"
#include "caucus/talks/requirement.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

bool is_word(const ScriptToken& token) {
  return token.kind == ScriptTokenKind::word;
}

// What stands between commas and blanks.
std::vector<std::string> listed(std::string_view text, std::string_view separators) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(separators), text.size());
    const std::string_view item = trimmed(text.substr(0, end));
    if (!item.empty()) items.emplace_back(item);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return items;
}

}  // namespace

std::string meant_hint(std::string_view word, std::vector<std::string_view> known) {
  const auto meant = did_you_mean(word, known);
  return meant ? fmt::format("did you mean `{}`?", *meant) : std::string();
}

bool may_be_label(std::string_view word) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (word.empty() || !letter(word.front()) || word.size() > 64) return false;
  return std::all_of(word.begin(), word.end(), [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

void ScriptParts::fault(const ScriptToken& at, std::string sentence, std::string hint) {
  input_.faults.push_back({at.line, at.column, std::move(sentence), std::move(hint)});
}

void ScriptParts::missing(std::string_view what) {
  fault(verb_, fmt::format("`{}` needs {}", row_.verb, what), fmt::format("write {}", row_.usage));
}

void ScriptParts::sort(std::vector<ScriptToken> rest) {
  slots_.emplace_back();
  std::size_t current = 0;
  SlotTakes takes = SlotTakes::all;
  for (ScriptToken& token : rest) {
    if (special(token)) continue;
    if (is_word(token) && is_flag(row_, token.text)) {
      flags_.push_back({std::move(token), false});
      continue;
    }
    const auto slot = is_word(token) ? slot_of(row_, token.text) : std::nullopt;
    if (slot) {
      takes = *slot;
      current = slots_.size();
      slots_.push_back({std::move(token), {}});
      continue;
    }
    const bool plain = is_word(token) && !looks_like_requirement(token.text);
    if (takes == SlotTakes::words && !plain) {
      current = 0;
      takes = SlotTakes::all;
    }
    slots_[current].items.push_back({std::move(token), false});
    if (takes == SlotTakes::one) {
      current = 0;
      takes = SlotTakes::all;
    }
  }
  for (const ScriptSlot& slot : slots_)
    if (&slot != &slots_.front() && slot.items.empty())
      fault(slot.word, fmt::format("nothing stands after `{}`", slot.word.text),
            fmt::format("write {}", row_.usage));
}

bool ScriptParts::special(ScriptToken& token) {
  if (token.kind == ScriptTokenKind::bracket) return pass_on(token), true;
  if (token.kind == ScriptTokenKind::brace) return sources(token), true;
  if (!is_word(token)) return false;
  const std::string_view word = token.text;
  if (word.starts_with("id:")) {
    const auto id = event_id_from(word.substr(3));
    if (!id)
      fault(token, fmt::format("{} is no id", in_quotes(word)),
            "an id is `id:` and 32 hexadecimal digits; leave it out to let the content decide");
    event_.id = id.value_or(EventId{});
    has_id_ = id.has_value();
    return true;
  }
  if (word.size() < 2 || word.back() != ':') return false;
  const std::string label(word.substr(0, word.size() - 1));
  if (!may_be_label(label))
    fault(token, fmt::format("{} cannot be a label", in_quotes(label)),
          "a letter, then letters, digits, `-`, `_` or `.`");
  else if (!event_.label.empty())
    fault(token, "a second label on one line", "one label names one event");
  else
    event_.label = label;
  return true;
}

void ScriptParts::pass_on(const ScriptToken& token) {
  if (has_pass_on_)
    return fault(token, "a second pass-on permission", "one `[...]` says all of it");
  has_pass_on_ = true;
  const std::vector<std::string> words = listed(token.text, " ,");
  const auto form = words.empty() ? std::nullopt : pass_on_form(words.front());
  if (!form)
    return fault(token, fmt::format("{} is no pass-on permission", in_quotes(token.text)),
                 "[hold], [verbatim], [paraphrase], [as_mediator_idea] or [as_question], then "
                 "perhaps `to NAMES`, `until DATE`, `unattributed`");
  event_.pass_on.form = *form;
  for (std::size_t at = 1; at < words.size(); ++at) {
    if (words[at] == "unattributed") {
      event_.pass_on.attributed = false;
    } else if (words[at] == "until" && at + 1 < words.size()) {
      const auto date = Date::parse(words[++at]);
      if (!date) return fault(token, date.error().message, "`until 2024-04-01`");
      event_.pass_on.until = *date;
    } else if (words[at] != "to") {
      ScriptToken name = token;
      name.text = words[at];
      event_.pass_on.to.push_back(checked_name(name));
    }
  }
}

void ScriptParts::sources(const ScriptToken& token) {
  for (std::string& source : listed(token.text, ","))
    event_.sources.push_back(std::move(source));
}

bool ScriptParts::flag(std::string_view word) {
  bool found = false;
  for (ScriptItem& item : flags_)
    if (item.token.text == word) found = item.used = true;
  return found;
}

std::size_t ScriptParts::one_of(std::initializer_list<std::string_view> words,
                                std::size_t otherwise) {
  std::optional<std::size_t> found;
  for (ScriptItem& item : flags_) {
    const auto at = std::find(words.begin(), words.end(), item.token.text);
    if (at == words.end()) continue;
    item.used = true;
    if (found)
      fault(item.token, fmt::format("`{}` beside another of its kind", item.token.text),
            "one of them");
    found = static_cast<std::size_t>(at - words.begin());
  }
  return found.value_or(otherwise);
}

ScriptSlot* ScriptParts::slot(std::string_view word) {
  for (ScriptSlot& slot : slots_)
    if (slot.word.text == word) return &slot;
  return nullptr;
}

ScriptItem* ScriptParts::next(ScriptSlot* from, ScriptTokenKind kind) {
  if (!from) return nullptr;
  for (ScriptItem& item : from->items)
    if (!item.used && item.token.kind == kind &&
        (kind != ScriptTokenKind::word || !looks_like_requirement(item.token.text)))
      return &item;
  return nullptr;
}

std::string ScriptParts::text(ScriptSlot* from) {
  ScriptItem* item = next(from, ScriptTokenKind::text);
  if (!item) return {};
  item->used = true;
  return item->token.text;
}

std::string ScriptParts::need_text(ScriptSlot* from, std::string_view what) {
  if (!next(from, ScriptTokenKind::text)) missing(what);
  return text(from);
}

std::string ScriptParts::word(ScriptSlot* from) {
  ScriptItem* item = next(from, ScriptTokenKind::word);
  if (!item) return {};
  item->used = true;
  return item->token.text;
}

std::string ScriptParts::need_word(ScriptSlot* from, std::string_view what) {
  if (!next(from, ScriptTokenKind::word)) missing(what);
  return word(from);
}

std::string ScriptParts::word_or_text(ScriptSlot* from) {
  return next(from, ScriptTokenKind::word) ? word(from) : text(from);
}

std::vector<std::string> ScriptParts::words(ScriptSlot* from) {
  std::vector<std::string> found;
  while (next(from, ScriptTokenKind::word))
    for (std::string& each : listed(word(from), ","))
      found.push_back(std::move(each));
  return found;
}

std::optional<Date> ScriptParts::date(ScriptSlot* from) {
  ScriptItem* item = next(from, ScriptTokenKind::word);
  if (!item) return std::nullopt;
  item->used = true;
  const auto date = Date::parse(item->token.text);
  if (date) return *date;
  fault(item->token, date.error().message, "dates are written 2024-03-28");
  return std::nullopt;
}

std::optional<EventId> ScriptParts::resolve(const ScriptToken& token) {
  if (token.text.starts_with('@')) {
    const auto id = event_id_from(std::string_view(token.text).substr(1));
    if (!id) fault(token, fmt::format("{} is no id", in_quotes(token.text)), "`@` and 32 digits");
    return id;
  }
  if (const auto id = input_.labels.find(token.text)) return id;
  fault(token, fmt::format("no entry above is called {}", in_quotes(token.text)),
        input_.labels.instead_of(token.text));
  return std::nullopt;
}

std::optional<EventId> ScriptParts::reference(ScriptSlot* from) {
  ScriptItem* item = next(from, ScriptTokenKind::word);
  if (!item) return std::nullopt;
  item->used = true;
  return resolve(item->token);
}

EventId ScriptParts::need_reference(ScriptSlot* from, std::string_view what) {
  if (!next(from, ScriptTokenKind::word)) missing(what);
  return reference(from).value_or(EventId{});
}

std::vector<EventId> ScriptParts::references(ScriptSlot* from) {
  std::vector<EventId> found;
  while (next(from, ScriptTokenKind::word))
    if (const auto id = reference(from)) found.push_back(*id);
  return found;
}

std::vector<IssueId> ScriptParts::issues(ScriptSlot* from) {
  std::vector<IssueId> found;
  while (ScriptItem* item = next(from, ScriptTokenKind::word)) {
    item->used = true;
    for (const std::string& id : listed(item->token.text, ",")) {
      if (const auto issue = input_.c.find_issue(id)) {
        found.push_back(*issue);
        continue;
      }
      std::vector<std::string_view> known;
      for (const Issue& issue : input_.c.issues)
        known.push_back(issue.id);
      fault(item->token, fmt::format("the case has no issue called {}", in_quotes(id)),
            meant_hint(id, std::move(known)));
    }
  }
  return found;
}

PartialPackage ScriptParts::terms(ScriptSlot* from) {
  PartialPackage package;
  if (!from) return package;
  for (ScriptItem& item : from->items) {
    if (item.used || !is_word(item.token) || !looks_like_requirement(item.token.text)) continue;
    item.used = true;
    const TermRead read = read_term(input_.c, item.token.text);
    if (read.fault) {
      fault(item.token, read.fault->sentence, read.fault->hint);
      continue;
    }
    const auto at =
        std::lower_bound(package.terms.begin(), package.terms.end(), *read.term,
                         [](const Term& a, const Term& b) { return a.issue < b.issue; });
    if (at != package.terms.end() && at->issue == read.term->issue)
      fault(item.token, fmt::format("`{}` is settled twice", input_.c.issues[at->issue].id),
            "one option for each issue");
    else
      package.terms.insert(at, *read.term);
  }
  return package;
}

std::vector<Requirement> ScriptParts::requirements(ScriptSlot* from) {
  std::vector<Requirement> found;
  if (!from) return found;
  for (ScriptItem& item : from->items) {
    if (item.used || !is_word(item.token) || !looks_like_requirement(item.token.text)) continue;
    item.used = true;
    RequirementRead read = read_requirement(input_.c, item.token.text);
    if (read.fault)
      fault(item.token, read.fault->sentence, read.fault->hint);
    else
      found.push_back(std::move(*read.requirement));
  }
  return found;
}

std::string ScriptParts::checked_name(const ScriptToken& token) {
  const auto names = meanings(input_.c, token.text);
  if (!names.empty())
    fault(token, several_have(token.text), "say " + join_in_words(names, "or"));
  else if (speaker_of(input_.c, token.text).kind == SpeakerKind::outside)
    fault(token, fmt::format("nobody of the case is called {}", in_quotes(token.text)),
          meant_hint(token.text, speaker_names(input_.c)));
  return kept_name(input_.c, token.text);
}

std::string ScriptParts::name(ScriptSlot* from, std::string_view what) {
  ScriptItem* item = next(from, ScriptTokenKind::word);
  if (!item) {
    if (!what.empty()) missing(what);
    return {};
  }
  item->used = true;
  return checked_name(item->token);
}

std::string ScriptParts::body(ScriptSlot* from) {
  ScriptItem* item = next(from, ScriptTokenKind::word);
  if (!item) return {};
  item->used = true;
  const std::string& name = item->token.text;
  const auto of = speaker_of(input_.c, event_.who).party;
  const bool own = of && is_part(input_.c, *of, name);
  const auto names = own ? std::vector<std::string>() : meanings(input_.c, name);
  if (!names.empty()) fault(item->token, several_have(name), "say " + join_in_words(names, "or"));
  return kept_name(input_.c, name, of);
}

std::vector<std::string> ScriptParts::names(ScriptSlot* from) {
  std::vector<std::string> found;
  while (ScriptItem* item = next(from, ScriptTokenKind::word)) {
    item->used = true;
    for (std::string& each : listed(item->token.text, ",")) {
      ScriptToken token = item->token;
      token.text = each;
      found.push_back(checked_name(token));
    }
  }
  return found;
}

std::optional<TalksState> ScriptParts::state(ScriptSlot* from, bool needed) {
  ScriptItem* item = next(from, ScriptTokenKind::word);
  if (!item) {
    if (needed) missing("a state of the talks");
    return std::nullopt;
  }
  item->used = true;
  std::vector<std::string_view> known;
  for (int at = 0; at <= static_cast<int>(TalksState::completed); ++at) {
    const auto state = static_cast<TalksState>(at);
    if (token(state) == item->token.text) return state;
    known.push_back(token(state));
  }
  fault(item->token, fmt::format("{} is no state of the talks", in_quotes(item->token.text)),
        meant_hint(item->token.text, std::move(known)));
  return std::nullopt;
}

void ScriptParts::common() {
  event_.in_public = flag("in_public");
  if (ScriptSlot* to = slot("to")) event_.to = names(to);
  if (ScriptSlot* via = slot("via"); via && !via->items.empty()) {
    const ScriptToken token = via->items.front().token;
    event_.channel = word(via);
    std::vector<std::string_view> known;
    for (const Channel& channel : input_.c.channels)
      known.push_back(channel.id);
    if (std::find(known.begin(), known.end(), event_.channel) == known.end())
      fault(token, fmt::format("the case has no channel called {}", in_quotes(event_.channel)),
            meant_hint(event_.channel, known));
  }
  if (ScriptSlot* corrects = slot("corrects")) event_.corrects = reference(corrects);
}

void ScriptParts::unused() {
  const auto said = [&](const ScriptItem& item) {
    if (item.used) return;
    std::string hint = fmt::format("write {}", row_.usage);
    if (is_word(item.token) && !looks_like_requirement(item.token.text)) {
      std::vector<std::string> words = listed(row_.flags, " ");
      for (std::string& word : listed(row_.slots, " *.+"))
        words.push_back(std::move(word));
      for (std::string_view common : {"to", "via", "corrects", "in_public"})
        words.emplace_back(common);
      if (const auto meant = did_you_mean(item.token.text, words))
        hint = fmt::format("did you mean `{}`?", *meant);
    }
    fault(item.token,
          fmt::format("{} is not understood after `{}`", in_quotes(item.token.text), row_.verb),
          std::move(hint));
  };
  for (const ScriptSlot& slot : slots_)
    std::for_each(slot.items.begin(), slot.items.end(), said);
  std::for_each(flags_.begin(), flags_.end(), said);
}

}  // namespace caucus
