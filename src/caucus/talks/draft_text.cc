#include "caucus/talks/draft_text.h"

#include <algorithm>
#include <array>

#include "caucus/base/assert.h"
#include "caucus/base/enum_word.h"
#include "caucus/base/text.h"
#include "caucus/talks/lookups.h"

namespace caucus {
namespace {

constexpr std::size_t compared_words_max = 2'000;

// The place of the first `end` at or after `from` that no backslash stands before.
std::size_t unescaped(std::string_view text, char end, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == end)
      return at;
  }
  return std::string_view::npos;
}

std::string without_escapes(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escapes =
        text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '<' || text[at + 1] == '[');
    plain += text[escapes ? ++at : at];
  }
  return plain;
}

std::vector<BracketOption> bracket_options(std::string_view inside) {
  std::vector<BracketOption> options;
  while (true) {
    const std::size_t bar = unescaped(inside, '|', 0);
    std::string_view one = trimmed(inside.substr(0, bar));
    BracketOption option;
    const std::size_t colon = one.find(':');
    const std::string_view name = one.substr(0, std::min(colon, one.size()));
    const bool named = colon != std::string_view::npos && name.find(' ') == std::string_view::npos;
    if (named) {
      option.party = name;
      one = trimmed(one.substr(colon + 1));
    }
    option.text = without_escapes(one);
    options.push_back(std::move(option));
    if (bar == std::string_view::npos) return options;
    inside.remove_prefix(bar + 1);
  }
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size() - 1);
    words.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return words;
}

void add_change(std::vector<WordChange>& changes, ClauseChange change, std::string_view text) {
  if (changes.empty() || changes.back().change != change) changes.push_back({change, ""});
  changes.back().text += text;
}

// By the longest common subsequence of words, from the end so that it can be read off forwards.
std::vector<WordChange> word_changes(std::string_view before, std::string_view after) {
  std::vector<WordChange> changes;
  const auto a = words_of(before);
  const auto b = words_of(after);
  if (a.size() > compared_words_max || b.size() > compared_words_max) {
    add_change(changes, ClauseChange::removed, before);
    add_change(changes, ClauseChange::added, after);
    return changes;
  }
  const std::size_t width = b.size() + 1;
  std::vector<std::uint16_t> common((a.size() + 1) * width, 0);
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i * width + j] =
          a[i] == b[j] ? static_cast<std::uint16_t>(common[(i + 1) * width + j + 1] + 1)
                       : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      add_change(changes, ClauseChange::same, a[i]);
      ++i, ++j;
    } else if (j == b.size() ||
               (i < a.size() && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      add_change(changes, ClauseChange::removed, a[i++]);
    } else {
      add_change(changes, ClauseChange::added, b[j++]);
    }
  }
  return changes;
}

const ClauseWords* clause_called(const std::vector<ClauseWords>& draft, std::string_view id) {
  const auto found = std::find_if(draft.begin(), draft.end(),
                                  [&](const ClauseWords& clause) { return clause.id == id; });
  return found == draft.end() ? nullptr : &*found;
}

const DraftLife& draft_number(const Talks& talks, std::uint32_t draft) {
  CAUCUS_ASSERT(draft < talks.text.drafts.size(), "a draft is asked for by a place that it has");
  return talks.text.drafts[draft];
}

std::vector<CritiqueBalance> balance_up_to(const Talks& talks, std::uint32_t draft) {
  std::vector<CritiqueBalance> balance;
  for (const CritiqueLife& critique : talks.text.critiques) {
    if (critique.draft > draft) continue;
    auto found = std::find_if(balance.begin(), balance.end(), [&](const CritiqueBalance& each) {
      return each.party == critique.by;
    });
    if (found == balance.end()) found = balance.insert(balance.end(), {.party = critique.by});
    ++found->made;
    if (critique.met_by && *critique.met_by <= draft)
      ++found->met;
    else if (critique.withdrawn)
      ++found->withdrawn;
    else
      ++found->open;
  }
  std::sort(balance.begin(), balance.end(),
            [](const CritiqueBalance& a, const CritiqueBalance& b) { return a.party < b.party; });
  return balance;
}

}  // namespace

std::vector<ClausePiece> pieces_of(const Case& c, std::string_view text) {
  std::vector<ClausePiece> pieces;
  std::string plain;
  const auto flush = [&] {
    if (!plain.empty()) pieces.push_back({std::move(plain), std::nullopt, {}});
    plain.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char here = text[at];
    if (here == '\\' && at + 1 < text.size() && (text[at + 1] == '<' || text[at + 1] == '[')) {
      plain += text[++at];
      continue;
    }
    const std::size_t end = here == '<'   ? unescaped(text, '>', at)
                            : here == '[' ? unescaped(text, ']', at)
                                          : std::string_view::npos;
    const std::string_view inside =
        end == std::string_view::npos ? "" : text.substr(at + 1, end - at - 1);
    const auto issue = here == '<' ? c.find_issue(inside) : std::nullopt;
    if (end == std::string_view::npos || (here == '<' && !issue)) {
      plain += here;
      continue;
    }
    flush();
    pieces.push_back({"", issue, {}});
    if (here == '[') pieces.back().bracket = bracket_options(inside);
    at = end;
  }
  flush();
  return pieces;
}

std::vector<std::string> unknown_blanks(const Case& c, std::string_view text) {
  const auto of_an_id = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
  };
  std::vector<std::string> found;
  for (std::size_t at = unescaped(text, '<', 0); at < text.size();
       at = unescaped(text, '<', at + 1)) {
    const std::size_t end = unescaped(text, '>', at);
    if (end == std::string_view::npos) break;
    const std::string_view inside = text.substr(at + 1, end - at - 1);
    if (!inside.empty() && std::all_of(inside.begin(), inside.end(), of_an_id) &&
        !c.find_issue(inside))
      found.emplace_back(inside);
  }
  return found;
}

std::vector<DraftClause> clauses_of(const Case& c, const Talks& talks, std::uint32_t draft) {
  std::vector<DraftClause> clauses;
  for (const ClauseRef& ref : draft_number(talks, draft).clauses) {
    const ClauseText& written = clause_at(talks, ref);
    DraftClause clause{ref, written.id, written.text, written.issues, false, {}, {}, {}};
    for (const ClausePiece& piece : pieces_of(c, written.text)) {
      if (piece.blank) clause.issues.push_back(*piece.blank);
      clause.has_brackets |= !piece.bracket.empty();
    }
    std::sort(clause.issues.begin(), clause.issues.end());
    clause.issues.erase(std::unique(clause.issues.begin(), clause.issues.end()),
                        clause.issues.end());
    for (const EventId& id : written.from)
      if (const auto at = talks.meant(id)) clause.behind.push_back(*at);
    for (const EventId& id : written.meets)
      if (const auto at = talks.meant(id)) clause.met.push_back(talks.place[*at]);
    for (std::uint32_t at = 0; at < talks.text.critiques.size(); ++at) {
      const CritiqueLife& critique = talks.text.critiques[at];
      if (critique.clause == written.id && critique.draft <= draft && critique.open())
        clause.open.push_back(at);
    }
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

std::vector<ClauseDifference> difference(const std::vector<ClauseWords>& before,
                                         const std::vector<ClauseWords>& after) {
  std::vector<ClauseDifference> found;
  for (const ClauseWords& now : after) {
    const std::string id(now.id);
    const ClauseWords* was = clause_called(before, now.id);
    if (!was)
      found.push_back({id, ClauseChange::added, {{ClauseChange::added, std::string(now.text)}}});
    else if (was->text == now.text)
      found.push_back({id, ClauseChange::same, {}});
    else
      found.push_back({id, ClauseChange::changed, word_changes(was->text, now.text)});
  }
  for (const ClauseWords& was : before)
    if (!clause_called(after, was.id))
      found.push_back({std::string(was.id),
                       ClauseChange::removed,
                       {{ClauseChange::removed, std::string(was.text)}}});
  return found;
}

std::vector<ClauseDifference> difference(const Talks& talks, std::uint32_t earlier,
                                         std::uint32_t later) {
  const auto words = [&](std::uint32_t draft) {
    std::vector<ClauseWords> all;
    for (const ClauseRef& ref : draft_number(talks, draft).clauses) {
      const ClauseText& clause = clause_at(talks, ref);
      all.push_back({clause.id, clause.text});
    }
    return all;
  };
  return difference(words(earlier), words(later));
}

std::vector<DraftSummary> draft_summaries(const Talks& talks) {
  std::vector<DraftSummary> found;
  for (std::uint32_t at = 0; at < talks.text.drafts.size(); ++at) {
    const DraftLife& draft = talks.text.drafts[at];
    DraftSummary summary;
    summary.number = at + 1;
    summary.event = draft.event;
    summary.title = std::get<DraftEvent>(talks.effective(draft.event).body).title;
    if (at == 0)
      for (const ClauseRef& ref : draft.clauses)
        summary.touched.push_back(clause_at(talks, ref).id);
    else
      for (ClauseDifference& each : difference(talks, at - 1, at))
        if (each.change != ClauseChange::same) summary.touched.push_back(std::move(each.id));
    summary.balance = balance_up_to(talks, at);
    summary.readers = draft.readers;
    found.push_back(std::move(summary));
  }
  return found;
}

std::string_view token(ClauseChange change) {
  static constexpr std::array<std::string_view, 4> words{"same", "changed", "added", "removed"};
  return enum_word(words, change);
}

}  // namespace caucus
