// What can the mediator say to this party today, without giving anybody away?
//
// A page for one meeting, made of what the party may see and nothing else: terms before it and how
// long they have waited, what has been passed on to it and in which form, what it was asked and has
// not answered, the text as it has it, and the deadlines it knows. Every point carries its source
// in words the party may read. Statements of the mediator's own may be added with their labels;
// then the check decides.
//
// The page exists only as a Releasable: there is no way to its text but through the leak check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caucus/talks/leaks.h"

namespace caucus {

struct TalkingPoint {
  std::string says;
  std::string source;  // "passed on to you on 2024-03-12 (entry 4)"; empty for added statements
  std::optional<SeenNumber> entry = {};  // of the party's view; nothing where there is none

  friend bool operator==(const TalkingPoint&, const TalkingPoint&) = default;
};

enum class TalkingSection : std::uint8_t { on_the_table, passed_on, asked, text, deadlines, added };
inline constexpr std::size_t talking_section_count =
    static_cast<std::size_t>(TalkingSection::added) + 1;

// Sections in that order; within a section by the time at which the party saw the source.
struct TalkingPoints {
  PartyId party = PartyId(0);
  Date day = Date::from_days(0);
  std::vector<std::pair<TalkingSection, std::vector<TalkingPoint>>> sections;  // none is empty

  friend bool operator==(const TalkingPoints&, const TalkingPoints&) = default;
};

// For the day of the keeper's view; the keeper has followed the talks. Linear in the view.
Checked<TalkingPoints> talking_points(const Case& c, const Talks& talks, const ViewKeeper& keeper,
                                      const std::vector<Statement>& added = {});

// The page with all it rests on, for who arranges it otherwise and has it checked then.
Labelled<TalkingPoints> talking_points_before_check(const Case& c, const ViewKeeper& keeper,
                                                    const std::vector<Statement>& added);

// The same without keeping a view.
struct TalkingPointsFor {
  PartyId party = PartyId(0);
  Date day = Date::from_days(0);
  std::vector<Statement> added = {};
};
Checked<TalkingPoints> talking_points(const Case& c, const Talks& talks,
                                      const TalkingPointsFor& wanted);

// The page as lines of text: headings without, points with two blanks before them. BrokenInvariant
// for a page that was checked for another party.
std::vector<std::string> text_for(const Case& c, PartyId party,
                                  const Releasable<TalkingPoints>& page);

// "On the table"; "on_the_table".
std::string_view heading(TalkingSection section);
std::string_view token(TalkingSection section);

}  // namespace caucus
