// What if issues that are linked were one issue? A free space whose issues are the parts of a
// linked one: the issues that rules, windows and tables tie together, and the issues tied to none.
// An option of a part is a way to settle all of its issues, and only those that none beats are
// kept, so the two spaces have the same frontier.
//
// Sticking points ask thousands of questions of one space, each with some of its rules and of its
// parties. From question to question few parts change, so parts are remembered; then a question
// costs no elimination, and free spaces are what bounds (support_table.h) and sweeps are fastest
// on.
//
// Exact. Nothing where a part has more issues than part_issues_max, is too wide to be eliminated,
// or has more options than part_options_max; then linked_oracle.h is the way. Complexity: the links
// asked and the options of all parts; where a part is new, its elimination. Memory: parts are
// forgotten from remembered_most numbers on. One thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/engine/elimination_order.h"
#include "caucus/engine/linked_space.h"

namespace caucus {

// Issues tied together, by their place in the linked space, and the ways to settle them.
struct JoinedPart {
  std::vector<std::size_t> issues;
  bool too_much = false;        // to be listed; then there are no options
  std::vector<Int128> worth;    // [option * parties asked + q]; none: nothing obeys
  std::vector<Choice> choices;  // [option], over `issues`
};

// Of which links and of whom a question is. Tables always count.
struct LinksAsked {
  std::vector<bool> rules;           // [rule of the linked space]
  std::vector<bool> windows;         // [window]
  std::vector<std::size_t> parties;  // whose sums count: one at least, ascending
};

struct JoinedSpace {
  bool possible = true;  // false: nothing obeys the links; the rest then says nothing
  SumSpace space;        // an issue per part, the parties asked; without floors
  std::vector<std::shared_ptr<const JoinedPart>> parts;

  // The options of all issues of the linked space, for options of the parts.
  Choice choice(const Choice& of_parts) const;
};

class IssueJoiner {
 public:
  static constexpr std::size_t part_issues_max = 16;
  static constexpr std::size_t part_options_max = 1'000;
  static constexpr std::size_t remembered_most = 4'000'000;

  // The space must outlive the joiner; its floors are not looked at.
  // Every link is about one issue at least.
  explicit IssueJoiner(const LinkedSpace& linked) : linked_(linked) {}

  // Nothing where a part is too much, or the token was cancelled.
  std::optional<JoinedSpace> joined(const LinksAsked& asked, const CancelToken& cancel = {});

 private:
  // What makes a part: its links, its first issue, and who is asked.
  using Key = std::vector<std::uint32_t>;
  struct Ties;

  // Links by number: tables, then rules, then windows.
  const Scope& scope_of(std::size_t link) const;
  Ties ties(const LinksAsked& asked) const;
  JoinedPart settled(const Ties& ties, std::size_t first, const std::vector<std::size_t>& parties,
                     const CancelToken& cancel) const;

  const LinkedSpace& linked_;
  std::map<Key, std::shared_ptr<const JoinedPart>> known_;
  std::size_t remembered_ = 0;
};

}  // namespace caucus
