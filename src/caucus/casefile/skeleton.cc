// What `caucus new` writes: a small case that is in order and explains itself.
#include <string>

#include "caucus/casefile/toml_text.h"
#include "caucus/casefile/write.h"

namespace caucus {
namespace {

constexpr std::string_view frame_begin =
    R"toml(# What is negotiated, by whom, and within which rules. Everything below is an example:
# replace it by what you know and delete what you do not need. Nothing has to be complete; what is
# missing is listed as questions to ask.
#
#   caucus check .        finds mistakes and what is missing; run it after every change
#   caucus show .         says the case back in words
#   caucus brief .        what can be said of these talks, with sources
#   caucus schema keys    every key that may stand here
#
# An id is a short name that other entries use: a letter, then letters, digits and _.
# Every entry may have   sources = ["id of a [[source]]"]   and   note = "a remark of yours".

caucus = 1 # version of this language
)toml";

constexpr std::string_view frame_actors = R"toml(field  = "example"
as_of  = 2024-03-01 # what you write is what was known on this day

# What to print for bodies and options. Without it, an id prints with spaces for _.
[names]
north_council     = "council of the North"
mediator_decides  = "the mediator decides"
joint_committee   = "a joint committee"
three_arbitrators = "three arbitrators"

# ------------------------------------------------------------------------------- who takes part

# A party negotiates and would be bound by an agreement.
[[party]]
id       = "north"
name     = "North"
approval = ["north_council"] # bodies that must all consent, if you know them

[[party]]
id   = "south"
name = "South"

# Others have roles of their own: [[mediator]], [[guarantor]], [[verifier]], [[intermediary]], and
# [[holder]] for who has custody of something and does not sign.
[[mediator]]
id   = "mediator"
name = "Mediation team"

[[verifier]]
id   = "monitors"
name = "Joint monitors"
)toml";

constexpr std::string_view frame_terms = R"toml(
# -------------------------------------------------------------------------- what is to be settled

# A part of the agreement with a duration: d days, w weeks, mo months. A second phase would say
# after = "first" and, in `conditions`, what must hold before it begins.
[[phase]]
id    = "first"
name  = "First phase"
lasts = "6w"

# An issue is one thing to settle. This one is a quantity: 7, 14, 21, 28, 35 or 42 days.
[[issue]]
id    = "pause_days"
name  = "Length of the pause"
phase = "first"
range = { from = 7, to = 42, step = 7 }
unit  = "day"

# `debtor` is who would have to act; somebody should verify it, or `check` asks who.
[[issue]]
id       = "trucks_per_day"
name     = "Trucks let through each day"
phase    = "first"
options  = [20, 40, 60, 80, 100]
unit     = "truck"
debtor   = "north"
creditor = "south"
verifier = "monitors"

# An issue with named options. They stand in no order of their own: each sheet has its own order.
# The topic tells `check` that this agreement says how later disputes are settled.
[[issue]]
id      = "disputes"
name    = "How disputes are settled"
topic   = "dispute_resolution"
options = ["mediator_decides", "joint_committee", "three_arbitrators"]

# A rule is what no package (one option for every issue) may break. It speaks of issues, options,
# figures and numbers with == != < <= > >= + - * in and or not implies.
[[rule]]
id  = "road_capacity"
is  = "trucks_per_day <= figure(road.capacity)"
why = "More trucks do not fit on the road."

[[rule]]
id  = "long_pause_needs_rules"
is  = "pause_days >= 28 implies disputes != mediator_decides"
why = "The mediator is here for four weeks."

# ------------------------------------------------------------------- figures, time and sources

# How many, according to whom? Several figures of one thing may stand side by side, also if they
# disagree. bound: exactly, about (10 percent either way), at_least, more_than, at_most, less_than.
[[figure]]
of     = "road.capacity"
value  = 90
bound  = "about"
as_of  = 2024-02-20
scope  = "trucks a day, in daylight"
source = "road_survey"

[[deadline]]
id      = "rains"
name    = "Beginning of the rains"
date    = 2024-05-15
kind    = "soft" # a hard one cannot be moved
held_by = ["north", "south"]

# Where a fact was read. reliability goes from A to E.
[[source]]
id          = "road_survey"
name        = "Survey of the road (example)"
kind        = "report"
date        = 2024-02-22
reliability = "B"
)toml";

constexpr std::string_view north_sheet =
    R"toml(# How you read the North. A sheet is private to its writer and never shown to a party.
# Say only what you know. A sheet with two lines is useful too.

caucus = 1
party  = "north"
basis  = "example; two meetings and the public statements" # what you read it from
as_of  = 2024-03-01

# What the party asks for, since when, before whom (public, private, or inferred by you), and how
# hard it is held (open, leaning, firm, fixed). A newer position on the same issue replaces the
# older one; keep both, so that movement can be seen. `wants` is an option, a list of options, or,
# for a quantity, "from..to".
[[position]]
issue    = "pause_days"
wants    = "7..14"
since    = 2024-02-10
audience = "public"
firmness = "firm"

[[position]]
issue    = "disputes"
wants    = "mediator_decides"
since    = 2024-02-10
audience = "private"
firmness = "leaning"

# Why it wants that.
[[interest]]
says   = "The council must be able to say that nothing was given away for good."
issues = ["pause_days"]

# What it will not accept, as a rule. sure: certain, likely, possible or doubtful. What a team may
# still move is a [[bottom_line]]; what has to happen first is a [[precondition]].
[[red_line]]
is       = "trucks_per_day <= 80"
owner    = "north_council"
sure     = "likely"
audience = "private"

# What is better for it. This sheet speaks in words and orders; the other one shows points.
[[preference]]
issue  = "pause_days"
better = "less"

[[preference]]
issue  = "trucks_per_day"
better = "less"

# From best to worst, every option once; no order is known between those in inner brackets.
[[preference]]
issue = "disputes"
order = ["mediator_decides", ["joint_committee", "three_arbitrators"]]

# Which issues matter more to it, from most to least.
[[priority]]
order = ["trucks_per_day", ["pause_days", "disputes"]]

# What no agreement is worth to it: 0 is the worst package, 1 the best. A range says that you are
# not sure.
[no_agreement]
worth = "0.1..0.3"
)toml";

constexpr std::string_view south_sheet =
    R"toml(# How you read the South. This sheet is exact: every issue has points, so packages can
# be compared by number. Use points only where the party or long knowledge gives them to you.

caucus = 1
party  = "south"
basis  = "example; worked out with the delegation"
as_of  = 2024-03-01

[[position]]
issue    = "trucks_per_day"
wants    = [80, 100]
since    = 2024-02-12
audience = "public"
firmness = "firm"

[[precondition]]
act      = "The monitors have walked the road."
is       = "trucks_per_day >= 40"
before   = "first" # a phase, or "talks"
sure     = "possible"
audience = "inferred"

# So many points for every day.
[[preference]]
issue           = "pause_days"
points_per_unit = 1

# Points for every option; `weight` multiplies them.
[[preference]]
issue  = "trucks_per_day"
points = { 20 = 0, 40 = 20, 60 = 35, 80 = 45, 100 = 50 }
weight = 2

[[preference]]
issue  = "disputes"
points = { mediator_decides = 0, joint_committee = 10, three_arbitrators = 6 }

# In the points of this sheet, as it is exact.
[no_agreement]
points = 40
)toml";

}  // namespace

std::vector<CaseText> case_skeleton(const std::string& title) {
  std::string frame(frame_begin);
  frame += "title  = " + toml_inline(TomlValue::text_of(title)) + "\n";
  frame += frame_actors;
  frame += frame_terms;
  return {{"case.toml", std::move(frame), false},
          {"views/north.toml", std::string(north_sheet), true},
          {"views/south.toml", std::string(south_sheet), true}};
}

}  // namespace caucus
