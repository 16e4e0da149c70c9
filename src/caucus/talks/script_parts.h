// The rest of a line, slot by slot, while an event is built from it.
//
// Taking an item marks it as used; unused() names what nobody took. A missing item is a fault at
// once, with the usage of the verb as its hint. Used by script_build.cc alone.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/talks/script_build.h"

namespace caucus {

struct ScriptItem {
  ScriptToken token;
  bool used = false;
};

// One slot: its word (empty for what stands before the first) and its items.
struct ScriptSlot {
  ScriptToken word;
  std::vector<ScriptItem> items;
};

class ScriptParts {
 public:
  ScriptParts(const BuildInput& input, const VerbRow& row, Event& event)
      : input_(input), row_(row), event_(event) {}

  // Sorts the tokens into slots, flags, label, pass-on, sources and id.
  void sort(std::vector<ScriptToken> rest);

  // Whether the flag stands on the line, and the first of several that does, by its position in the
  // list; `otherwise` if none does. Two of one list are a fault.
  bool flag(std::string_view word);
  std::size_t one_of(std::initializer_list<std::string_view> words, std::size_t otherwise);

  // The slot of that word; null if the line has none. An empty word: what stands before any slot.
  ScriptSlot* slot(std::string_view word);
  std::vector<ScriptSlot>& slots() { return slots_; }

  // From one slot (null: nothing is there). `need_` forms add a fault if there is nothing.
  // Quoted words.
  std::string text(ScriptSlot* from);
  std::string need_text(ScriptSlot* from, std::string_view what);
  // A word that is no term.
  std::string word(ScriptSlot* from);
  std::string need_word(ScriptSlot* from, std::string_view what);
  // A word or quoted words: names of people outside the case.
  std::string word_or_text(ScriptSlot* from);
  std::vector<std::string> words(ScriptSlot* from);
  std::optional<Date> date(ScriptSlot* from);
  // Labels, or `@` and an id, of entries above; a fault for what names nothing.
  std::optional<EventId> reference(ScriptSlot* from);
  EventId need_reference(ScriptSlot* from, std::string_view what);
  std::vector<EventId> references(ScriptSlot* from);
  // What is of the case, or a fault with the nearest name: issues, terms in the order of the case,
  // demands in the order of the line.
  std::vector<IssueId> issues(ScriptSlot* from);
  PartialPackage terms(ScriptSlot* from);
  std::vector<Requirement> requirements(ScriptSlot* from);
  // A name of the case (party, actor ...), checked.
  std::string name(ScriptSlot* from, std::string_view what);
  std::vector<std::string> names(ScriptSlot* from);
  // A part of the speaker's party, where it has one of that name; empty where none is said. Whether
  // it is a body at all is judged later.
  std::string body(ScriptSlot* from);
  // A state of the talks by its token.
  std::optional<TalksState> state(ScriptSlot* from, bool needed);

  // The common parts: to, via, corrects, in_public.
  void common();
  // Faults for what nobody took.
  void unused();

  // A fault at a token; or at the verb, for what the line lacks.
  void fault(const ScriptToken& at, std::string sentence, std::string hint);
  void missing(std::string_view what);
  // Where the verb stands.
  void verb(ScriptToken token) { verb_ = std::move(token); }
  // The line says its id: `id:...`.
  bool has_id() const { return has_id_; }

 private:
  // The first item of that kind that nobody has taken.
  ScriptItem* next(ScriptSlot* from, ScriptTokenKind kind);
  std::optional<EventId> resolve(const ScriptToken& token);
  void pass_on(const ScriptToken& token);
  void sources(const ScriptToken& token);
  // Whether it was the label, the permission, the sources or the id.
  bool special(ScriptToken& token);
  // The name as the talks keep it; a fault where it is nobody's, or that of several.
  std::string checked_name(const ScriptToken& token);

  const BuildInput& input_;
  const VerbRow& row_;
  Event& event_;
  ScriptToken verb_;
  std::vector<ScriptSlot> slots_;
  std::vector<ScriptItem> flags_;
  bool has_pass_on_ = false;
  bool has_id_ = false;
};

}  // namespace caucus
