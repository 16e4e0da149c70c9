#include "caucus/casefile/keys.h"

#include <algorithm>
#include <array>

namespace caucus {
namespace {

using enum ValueType;

// ---------------------------------------------------------------------------------- case.toml

constexpr std::array frame_keys{
    KeySpec{"caucus", version, true, "Version of the case language"},
    KeySpec{"title", name, true, "What the talks are called"},
    KeySpec{"field", id, false, "The kind of talks: ceasefire, peace, labour, water ..."},
    KeySpec{"as_of", date, false, "The date the file describes; facts after it are not in it"},
    KeySpec{"about_percent", number, false, "How far `about` widens a figure; 10 unless stated"},
    KeySpec{"note", text, false, "A remark of the writer"},
};

constexpr std::array party_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"wings", ids, false, "Parts of the party that may hold a position of their own"},
    KeySpec{"approval", ids, false, "Bodies that must all consent"},
    KeySpec{"principal", id, false, "Who finally decides"},
    KeySpec{"delegation", id, false, "Who speaks for the party"},
};

constexpr std::array mediator_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"ally_of", ids, false, "Parties it is an ally of", {}, Refers::party},
};

constexpr std::array holder_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"of", dotted_id, false, "The category in its custody", {}, Refers::category},
};

constexpr std::array actor_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"name", name, false, "What to print"},
};

constexpr std::array channel_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"to", id, true, "The party it leads to", {}, Refers::party},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"hops", ids, false, "Who carries the word, in order"},
    KeySpec{"delay", duration_ranges, false, "How long each hop takes, one per hop"},
    KeySpec{"lossy", truth, false, "Whether words may get lost on the way"},
};

constexpr std::array pressure_keys{
    KeySpec{"by", name, true, "Who presses, or who says so"},
    KeySpec{"on", id, true, "The actor under pressure", {}, Refers::actor},
    KeySpec{"says", text, true, "The assessment in words"},
    KeySpec{"issue", id, false, "The issue it bears on", {}, Refers::issue},
};

constexpr std::array phase_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"lasts", duration, false, "How long it lasts"},
    KeySpec{"after", id, false, "The phase it follows", {}, Refers::phase},
    KeySpec{"conditions", texts, false, "What must hold before it begins, in sentences"},
    KeySpec{"applies_if", rule, false, "Where this is false, the issues of the phase are void"},
};

constexpr std::array category_keys{
    KeySpec{"id", dotted_id, true, "The name other entries use; parts are joined by dots"},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"unit", name, false, "What is counted"},
};

constexpr std::array issue_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"options", options, false, "The ways to settle it; instead of `range`"},
    KeySpec{"range", steps, false, "The numbers from, to and step; instead of `options`"},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"phase", id, false, "The phase it belongs to", {}, Refers::phase},
    KeySpec{"unit", name, false, "What the numbers count"},
    KeySpec{"applies_if", rule, false, "Where this is false, the issue is void"},
    KeySpec{"category", dotted_id, false, "What it is about", {}, Refers::category},
    KeySpec{"topic", id, false, "dispute_resolution: how disputes are settled"},
    KeySpec{"debtor", id, false, "Who would have to act", {}, Refers::party_or_holder},
    KeySpec{"creditor", id, false, "To whom it would be owed", {}, Refers::party_or_holder},
    KeySpec{"verifier", id, false, "Who would check that it is done", {}, Refers::actor},
};

constexpr std::array total_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"is", arithmetic, true, "The sum it stands for"},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"unit", name, false, "What the number counts"},
};

constexpr std::array rule_keys{
    KeySpec{"is", rule, true, "What every package must satisfy"},
    KeySpec{"id", id, false, "The name reports use"},
    KeySpec{"why", text, false, "The reason"},
};

constexpr std::array figure_keys{
    KeySpec{"of", dotted_id, true, "What is counted", {}, Refers::quantity},
    KeySpec{"value", number, false, "How many; instead of `range`"},
    KeySpec{"range", number_range, false, "How many, as \"a..b\"; instead of `value`"},
    KeySpec{"bound", word, false, "How the value is meant; exactly unless stated",
            "exactly about at_least more_than at_most less_than"},
    KeySpec{"as_of", date, false, "The date it is true of"},
    KeySpec{"scope", text, false, "What is counted and what is not"},
    KeySpec{"said_by", texts, false, "The chain of attribution, first speaker first"},
    KeySpec{"source", id, false, "Where it was read", {}, Refers::source},
};

constexpr std::array resolution_keys{
    KeySpec{"of", dotted_id, true, "The quantity whose figures disagree", {}, Refers::quantity},
    KeySpec{"by", word, true, "How they are used",
            "prioritise_source range defer_category pending dialogue"},
    KeySpec{
        "source", id, false, "The source that counts, for prioritise_source", {}, Refers::source},
};

constexpr std::array deadline_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"date", date, true, "The day"},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"kind", word, false, "soft or hard; soft unless stated", "soft hard"},
    KeySpec{"held_by", ids, false, "The actors who hold to it", {}, Refers::actor},
    KeySpec{"phase", id, false, "The phase it belongs to", {}, Refers::phase},
};

constexpr std::array state_keys{
    KeySpec{"is", word, true, "The state of the talks",
            "exploring drafting proposed accepted_by_some agreed in_force stalled suspended "
            "collapsed resumed completed"},
    KeySpec{"on", date, true, "The day it began"},
    KeySpec{"because", text, false, "The event that caused it"},
    KeySpec{"expected", truth, false, "true: it was expected and has not happened"},
};

constexpr std::array source_keys{
    KeySpec{"id", id, true, "The name other entries use"},
    KeySpec{"name", name, false, "What to print"},
    KeySpec{"kind", name, false, "press, report, interview, law ..."},
    KeySpec{"date", date, false, "When it appeared"},
    KeySpec{"reliability", word, false, "A (best) to E", "A B C D E"},
};

// ------------------------------------------------------------------------------------- sheets

constexpr std::string_view audiences = "public private inferred";
constexpr std::string_view degrees = "certain likely possible doubtful";

constexpr std::array sheet_keys{
    KeySpec{"caucus", version, true, "Version of the case language"},
    KeySpec{"party", id, true, "Whose positions these are", {}, Refers::party},
    KeySpec{"by", id, false, "Who wrote the sheet; mediator unless stated"},
    KeySpec{"basis", text, false, "What it was read from"},
    KeySpec{"as_of", date, false, "The date it describes"},
};

constexpr std::array position_keys{
    KeySpec{"issue", id, false, "The issue or total it is on", {}, Refers::subject},
    KeySpec{"wants", wants, false, "An option, a number, a list of them, or \"a..b\""},
    KeySpec{"is", rule, false, "The position as a rule; instead of `issue` and `wants`"},
    KeySpec{"since", date, false, "Since when it is held"},
    KeySpec{"audience", word, false, "Before whom it was said; inferred unless stated", audiences},
    KeySpec{"firmness", word, false, "How hard it is held; firm unless stated",
            "open leaning firm fixed"},
    KeySpec{"wing", id, false, "Who within the party holds it", {}, Refers::actor},
};

constexpr std::array interest_keys{
    KeySpec{"says", text, true, "Why the party wants what it wants"},
    KeySpec{"issues", ids, false, "The issues it stands behind", {}, Refers::issue},
};

constexpr std::array line_keys{
    KeySpec{"is", rule, true, "What must hold"},
    KeySpec{"id", id, false, "The name reports use"},
    KeySpec{"owner", id, false, "The body or wing that set it", {}, Refers::actor},
    KeySpec{"sure", word, false, "How sure the writer is; likely unless stated", degrees},
    KeySpec{"since", date, false, "Since when it is held"},
    KeySpec{"audience", word, false, "Before whom it was said; inferred unless stated", audiences},
};

constexpr std::array precondition_keys{
    KeySpec{"is", rule, false, "What must hold"},
    KeySpec{"act", text, false, "What has to be done first, in words"},
    KeySpec{"before", id, false, "A phase, or talks", {}, Refers::phase_or_talks},
    KeySpec{"met", date, false, "When it was met"},
    KeySpec{"id", id, false, "The name reports use"},
    KeySpec{"owner", id, false, "The body or wing that set it", {}, Refers::actor},
    KeySpec{"sure", word, false, "How sure the writer is; likely unless stated", degrees},
    KeySpec{"since", date, false, "Since when it is held"},
    KeySpec{"audience", word, false, "Before whom it was said; inferred unless stated", audiences},
};

constexpr std::array preference_keys{
    KeySpec{"issue", id, true, "The issue or total it is on", {}, Refers::subject},
    KeySpec{"better", word, false, "more or less of a quantity is better", "more less"},
    KeySpec{"order", option_order, false, "Options from best to worst; inner lists are ties"},
    KeySpec{"points", points, false, "Points for every option"},
    KeySpec{"points_per_unit", number, false, "Points for each unit of a quantity"},
    KeySpec{"indifferent", truth, false, "true: the party does not care"},
    KeySpec{"weight", number, false, "Factor on the points; 1 unless stated"},
    KeySpec{"points_at_zero", number, false, "Points at zero, with points_per_unit"},
};

constexpr std::array priority_keys{
    KeySpec{"order", subject_order, false, "Issues from what matters most; inner lists are ties"},
    KeySpec{"weights", weights, false, "Share of the whole for each issue, 0 to 1"},
    KeySpec{"words", importance, false, "vital, high, medium or low for each issue"},
};

constexpr std::array term_keys{
    KeySpec{"when", rule, true, "Where it counts"},
    KeySpec{"points", number, true, "The points it adds"},
};

constexpr std::array compare_keys{
    KeySpec{"prefers", package, true, "The package that is worth at least as much"},
    KeySpec{"to", package, true, "The other package"},
    KeySpec{"sure", word, false, "How sure the writer is; likely unless stated", degrees},
};

constexpr std::array no_agreement_keys{
    KeySpec{"points", number, false, "Its worth in the points of the sheet"},
    KeySpec{"worth", number_range, false, "Its worth between worst and best package, 0 to 1"},
    KeySpec{"as_good_as", package, false, "A package that is worth the same"},
};

constexpr std::array offer_keys{
    KeySpec{"package", package, true, "What the party itself has put"},
    KeySpec{"on", date, false, "When"},
    KeySpec{"audience", word, false, "Before whom; private unless stated", audiences},
};

constexpr std::array shared_keys{
    KeySpec{"sources", ids, false, "Where it was read", {}, Refers::source},
    KeySpec{"note", text, false, "A remark of the writer"},
};

constexpr std::array frame_entries{
    EntrySpec{"", false, false, frame_keys, "The case as a whole", false},
    EntrySpec{
        "names", false, true, {}, "What to print for ids that have no name of their own", false},
    EntrySpec{"party", true, false, party_keys, "A side with a formal role at the talks"},
    EntrySpec{"mediator", true, false, mediator_keys, "A third party assisting with consent"},
    EntrySpec{"holder", true, false, holder_keys,
              "Has custody of what a party would owe and does not sign"},
    EntrySpec{"guarantor", true, false, actor_keys, "Undertakes that terms are kept"},
    EntrySpec{"verifier", true, false, actor_keys, "Checks a declared act"},
    EntrySpec{"intermediary", true, false, actor_keys, "Carries out a handover"},
    EntrySpec{"channel", true, false, channel_keys, "A way for words to a party, hop by hop"},
    EntrySpec{"pressure", true, false, pressure_keys, "Somebody's assessment of pressure"},
    EntrySpec{"phase", true, false, phase_keys, "A part of the agreement with a duration"},
    EntrySpec{"category", true, false, category_keys, "A class of what is counted or exchanged"},
    EntrySpec{"issue", true, false, issue_keys, "One thing to settle"},
    EntrySpec{"total", true, false, total_keys, "A named sum, used like an issue"},
    EntrySpec{"rule", true, false, rule_keys, "No package may break it"},
    EntrySpec{"norm", true, false, rule_keys, "A rule set by law, mandate or precedent"},
    EntrySpec{"figure", true, false, figure_keys, "One reported value of a quantity"},
    EntrySpec{"resolution", true, false, resolution_keys, "How disagreeing figures are used"},
    EntrySpec{"deadline", true, false, deadline_keys, "A day that matters"},
    EntrySpec{"state", true, false, state_keys, "A state the talks came into"},
    EntrySpec{"source", true, false, source_keys, "Where facts were read"},
};

constexpr std::array view_entries{
    EntrySpec{"", false, false, sheet_keys, "The sheet as a whole"},
    EntrySpec{"position", true, false, position_keys, "What the party asks for"},
    EntrySpec{"interest", true, false, interest_keys, "Why it asks for it"},
    EntrySpec{"red_line", true, false, line_keys, "Set by the mandator, not to be crossed"},
    EntrySpec{"bottom_line", true, false, line_keys, "Least acceptable, set by the team"},
    EntrySpec{"precondition", true, false, precondition_keys, "What is demanded before a step"},
    EntrySpec{"preference", true, false, preference_keys, "What is better on one issue"},
    EntrySpec{"priority", true, false, priority_keys, "Which issues matter more"},
    EntrySpec{"term", true, false, term_keys, "Points for a combination"},
    EntrySpec{"compare", true, false, compare_keys, "A known comparison of two packages"},
    EntrySpec{"no_agreement", false, false, no_agreement_keys, "What no agreement is worth"},
    EntrySpec{"offer", true, false, offer_keys, "What the party itself has put"},
};

// In the order of ValueType.
constexpr std::array descriptions{
    std::string_view{"the number 1"},
    std::string_view{"a text in double quotes"},
    std::string_view{"a text in double quotes"},
    std::string_view{"an id in double quotes, such as \"truce_days\""},
    std::string_view{"an id in double quotes, such as \"held.civilians\""},
    std::string_view{"a list of ids, such as [\"first\", \"second\"]"},
    std::string_view{"a list of texts, such as [\"first\", \"second\"]"},
    std::string_view{"a number such as 42, 0.5 or \"7/20\""},
    std::string_view{"a number, or a range such as \"20..40\""},
    std::string_view{"true or false, without quotes"},
    std::string_view{"a date without quotes, such as 2024-03-28"},
    std::string_view{"a duration in double quotes, such as \"7d\", \"6w\" or \"3mo\""},
    std::string_view{"a list of durations, such as [\"0d..1d\", \"2d\"]"},
    std::string_view{"a word in double quotes"},
    std::string_view{"a rule in double quotes, such as \"truce_days >= 42\""},
    std::string_view{"a sum in double quotes, such as \"2 * civilians + soldiers\""},
    std::string_view{"a list of options, such as [\"none\", \"all\"] or [7, 14, 21]"},
    std::string_view{"numbers in braces, such as { from = 7, to = 70, step = 7 }"},
    std::string_view{"an option, a number, a list of them, or a range such as \"20..40\""},
    std::string_view{"options in braces, such as { truce_days = 42, withdrawal = \"none\" }"},
    std::string_view{"a list from best to worst, such as [\"a\", [\"b\", \"c\"], \"d\"]"},
    std::string_view{"a list of issues, such as [\"truce_days\", [\"aid\", \"return\"]]"},
    std::string_view{"points in braces, such as { none = 0, all = \"20..40\" }"},
    std::string_view{"shares in braces, such as { truce_days = 0.4, aid = \"0.1..0.3\" }"},
    std::string_view{"words in braces, such as { truce_days = \"vital\", aid = \"low\" }"},
    std::string_view{"names in braces, such as { none = \"no withdrawal\" }"},
};
static_assert(descriptions.size() == static_cast<std::size_t>(names) + 1);

}  // namespace

std::span<const EntrySpec> case_entries() {
  return frame_entries;
}

std::span<const EntrySpec> sheet_entries() {
  return view_entries;
}

std::span<const KeySpec> common_keys() {
  return shared_keys;
}

const EntrySpec* find_entry(std::span<const EntrySpec> entries, std::string_view name) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const EntrySpec& entry) { return entry.entry == name; });
  return found == entries.end() ? nullptr : &*found;
}

const KeySpec* find_key(const EntrySpec& entry, std::string_view key) {
  const auto in = [&](std::span<const KeySpec> keys) -> const KeySpec* {
    const auto found = std::find_if(keys.begin(), keys.end(),
                                    [&](const KeySpec& spec) { return spec.key == key; });
    return found == keys.end() ? nullptr : &*found;
  };
  if (const KeySpec* own = in(entry.keys)) return own;
  return entry.common_keys ? in(shared_keys) : nullptr;
}

std::string_view described(ValueType type) {
  return descriptions[static_cast<std::size_t>(type)];
}

}  // namespace caucus
