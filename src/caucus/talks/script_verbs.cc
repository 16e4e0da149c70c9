#include "caucus/talks/script_verbs.h"

#include <algorithm>
#include <array>

#include "caucus/talks/script.h"

namespace caucus {
namespace {

// In the order of EventKind. Slots: `word*` takes words, `word.` one item, `word+` whatever
// follows.
constexpr std::array<VerbRow, 50> rows{{
    {"says", EventKind::message, "about* in_reply_to.", "binding",
     "says \"TEXT\" [about ISSUES] [in_reply_to REF] [binding]",
     "2024-03-02 hamas says [paraphrase to israel] m1: \"we need the promise first\" about "
     "permanent_ceasefire"},
    {"asks", EventKind::message, "about* in_reply_to.", "binding",
     "asks \"TEXT\" [about ISSUES] [in_reply_to REF]",
     "2024-03-02 qatar asks q1: \"could the truce be longer?\" to israel about truce_days"},
    {"probes", EventKind::message, "about* in_reply_to.", "binding",
     "probes [TERMS] [\"TEXT\"] [about ISSUES]",
     "2024-03-02 hamas probes [as_question] truce_days=28 \"would four weeks be looked at?\""},
    {"assures", EventKind::message, "about* in_reply_to.", "binding",
     "assures \"TEXT\" [about ISSUES] [binding]",
     "2024-03-02 united_states assures \"we shall watch over the second phase\" to hamas binding"},
    {"confirms", EventKind::message, "about* in_reply_to.", "binding",
     "confirms \"TEXT\" [in_reply_to REF]",
     "2024-03-02 israel confirms \"the delegation has its mandate\" in_reply_to m1"},
    {"hands_non_paper", EventKind::message, "about* in_reply_to.", "binding",
     "hands_non_paper [TERMS] [\"TEXT\"]",
     "2024-03-02 hamas hands_non_paper n1: withdrawal=from_territory \"a page without a heading\""},
    {"offers", EventKind::offer, "expires. if. revises.", "",
     "offers TERMS [expires DATE] [if \"TEXT\"] [revises REF]",
     "2024-03-02 israel offers o1: truce_days=42 civilians_released=35 expires 2024-03-20 if \"the "
     "names come first\""},
    {"proposes", EventKind::proposal, "expires. by_deadline. revises.", "idea",
     "proposes TERMS [\"TEXT\"] [idea] [to PARTIES] [expires DATE] [by_deadline ID] [revises REF]",
     "2024-03-02 qatar proposes p1: truce_days=42 civilians_released=35 to israel"},
    {"accepts", EventKind::answer, "if+", "", "accepts REF [if TERMS \"TEXT\"]",
     "2024-03-02 israel accepts p1"},
    {"rejects", EventKind::answer, "because+ reading*", "",
     "rejects REF [because TERMS \"TEXT\"] [reading tactical|as_meant SURE]",
     "2024-03-02 hamas rejects p1 because permanent_ceasefire=not_mentioned reading tactical "
     "likely"},
    {"counters", EventKind::answer, "with+", "", "counters REF with TERMS [\"TEXT\"]",
     "2024-03-02 hamas counters o1 with c1: truce_days=42 "
     "permanent_ceasefire=promised_after_third_phase"},
    {"no_answer_yet", EventKind::answer, "", "", "no_answer_yet REF [\"TEXT\"]",
     "2024-03-02 israel no_answer_yet c1"},
    {"withdraws", EventKind::withdraw, "because.", "", "withdraws REF [because \"TEXT\"]",
     "2024-03-02 israel withdraws o1 because \"the names did not come\""},
    {"wants", EventKind::position, "", "open leaning firm fixed",
     "wants REQUIREMENT [open|leaning|firm|fixed] [\"TEXT\"]",
     "2024-03-02 hamas wants permanent_ceasefire=promised_after_third_phase firm in_public"},
    {"sets", EventKind::line, "owner.", "red_line bottom_line certain likely possible doubtful",
     "sets red_line|bottom_line REQUIREMENTS [\"TEXT\"] [owner NAME] [SURE]",
     "2024-03-02 hamas sets red_line r1: permanent_ceasefire!=not_mentioned owner "
     "leaders_in_hiding likely"},
    {"moves", EventKind::line, "owner.", "certain likely possible doubtful",
     "moves REF REQUIREMENTS [\"TEXT\"] [owner NAME] [SURE]",
     "2024-03-02 hamas moves r1 r2: permanent_ceasefire!=not_mentioned "
     "agreement_covers=three_phases"},
    {"demands", EventKind::precondition, "before.", "",
     "demands [REQUIREMENTS] [\"TEXT\"] [before PHASE|talks]",
     "2024-03-02 hamas demands d1: \"water supply resumed\" before talks"},
    {"meets", EventKind::precondition, "", "", "meets REF [\"TEXT\"]",
     "2024-03-02 israel meets d1 \"the line from the north is open again\""},
    {"drops", EventKind::precondition, "", "", "drops REF [\"TEXT\"]", "2024-03-02 hamas drops d1"},
    {"records_understanding", EventKind::understanding, "between* about*", "",
     "records_understanding [\"TEXT\"] [TERMS] between PARTIES [about ISSUES]",
     "2024-03-02 qatar records_understanding u1: \"lists a day before\" between israel, hamas "
     "about civilians_released"},
    {"reads_back", EventKind::read_back, "", "confirmed differs",
     "reads_back REF confirmed|differs [\"TEXT\"]", "2024-03-02 israel reads_back u1 confirmed"},
    {"drafts", EventKind::draft, "from_draft. without* clause+ about* behind* meets*", "",
     "drafts [\"TITLE\"] [from_draft REF] [without CLAUSES] {clause ID \"TEXT\" [about ISSUES] "
     "[behind REFS] [meets REFS]}",
     "2024-03-02 qatar drafts t1: \"outline\" clause 1 \"The truce lasts <truce_days> days.\" "
     "behind m1"},
    {"shows", EventKind::shown, "", "supervised", "shows REF to PARTIES [supervised]",
     "2024-03-02 qatar shows t1 to hamas supervised"},
    {"returns", EventKind::shown, "", "", "returns REF", "2024-03-02 hamas returns t1"},
    {"critiques", EventKind::critique, "clause. interest.", "minor serious blocking",
     "critiques REF clause ID \"CONCERN\" [interest \"TEXT\"] [minor|serious|blocking]",
     "2024-03-02 hamas critiques t1 clause 1 k1: \"no end is named\" interest \"people want to go "
     "home\" serious"},
    {"asks_final_answer", EventKind::final_question, "", "", "asks_final_answer REF to PARTIES",
     "2024-03-02 qatar asks_final_answer t1 to hamas"},
    {"answers_finally", EventKind::final_answer, "", "yes no yes_if",
     "answers_finally REF yes|no|yes_if [\"TEXT\"]",
     "2024-03-02 hamas answers_finally t1 yes_if \"the guarantors sign\""},
    {"puts", EventKind::put_to, "before.", "", "puts REF before BODY",
     "2024-03-02 israel puts p1 before war_cabinet"},
    {"consents_to", EventKind::approval, "if.", "", "consents_to REF [if \"TEXT\"]",
     "2024-03-02 war_cabinet consents_to p1 if \"the names come first\""},
    {"refuses", EventKind::approval, "because.", "", "refuses REF [because \"TEXT\"]",
     "2024-03-02 war_cabinet refuses o1 because \"too few\""},
    {"passes", EventKind::hop, "from.", "", "passes REF to NAME [via CHANNEL] [from NAME]",
     "2024-03-02 qatar passes p1 to decision_makers_in_gaza via doha"},
    {"receives", EventKind::hop, "from.", "", "receives REF [from NAME]",
     "2024-03-02 decision_makers_in_gaza receives p1"},
    {"reads", EventKind::hop, "from.", "", "reads REF [from NAME]",
     "2024-03-02 leaders_in_hiding reads p1"},
    {"takes_to_principals", EventKind::hop, "from.", "", "takes_to_principals REF",
     "2024-03-02 leaders_in_hiding takes_to_principals p1"},
    {"sends_answer", EventKind::hop, "from.", "", "sends_answer REF",
     "2024-03-02 leaders_in_hiding sends_answer p1"},
    {"loses", EventKind::hop, "from.", "", "loses REF [from NAME]", "2024-03-02 egypt loses c1"},
    {"releases", EventKind::release, "as.", "attributed",
     "releases REF to NAMES as FORM [\"TEXT\"] [attributed]",
     "2024-03-02 qatar releases m1 to israel as paraphrase \"They look for a promise first.\""},
    {"permits", EventKind::permission, "", "", "permits [PASS-ON] REF",
     "2024-03-02 hamas permits [verbatim to israel] m1"},
    {"sets_deadline", EventKind::deadline, "on.", "soft hard",
     "sets_deadline ID on DATE [soft|hard]",
     "2024-03-02 united_states sets_deadline ramadan on 2024-03-10 soft"},
    {"moves_deadline", EventKind::deadline, "on.", "", "moves_deadline ID on DATE",
     "2024-03-02 united_states moves_deadline ramadan on 2024-03-12"},
    {"sees_deadline_pass", EventKind::deadline, "", "", "sees_deadline_pass ID",
     "2024-03-02 mediator sees_deadline_pass ramadan"},
    {"attends", EventKind::attendance, "", "", "attends \"MEETING\"",
     "2024-03-02 israel attends \"round in Cairo\""},
    {"stays_away_from", EventKind::attendance, "because.", "",
     "stays_away_from \"MEETING\" [because \"TEXT\"]",
     "2024-03-02 israel stays_away_from \"round in Cairo\" because \"new demands\""},
    {"presses", EventKind::pressure, "about. held_by.", "",
     "presses NAME \"TEXT\" [about ISSUE] [held_by NAME]",
     "2024-03-02 \"families of captives\" presses israel \"for an agreement\" about "
     "civilians_released held_by \"a newspaper\""},
    {"declares", EventKind::talks_state, "was. because+", "",
     "declares STATE [was STATE] [because REF \"TEXT\"]",
     "2024-03-02 mediator declares stalled was accepted_by_some because p1 \"no answer to the last "
     "terms\""},
    {"expects", EventKind::expected, "on.", "", "expects [STATE] [\"TEXT\"] [on DATE]",
     "2024-03-02 mediator expects resumed on 2024-04-02 \"a round in Paris\""},
    {"notes", EventKind::note, "regarding.", "", "notes \"TEXT\" [regarding REF]",
     "2024-03-02 mediator notes \"ask again about the lists\" regarding m1"},
    {"off_the_record", EventKind::off_the_record, "", "", "off_the_record",
     "2024-03-02 mediator off_the_record"},
    {"closes_channel", EventKind::channel, "because.", "", "closes_channel ID [because \"TEXT\"]",
     "2024-03-02 mediator closes_channel cairo because \"the line is down\""},
    {"opens_channel", EventKind::channel, "because.", "", "opens_channel ID [because \"TEXT\"]",
     "2024-03-02 mediator opens_channel cairo"},
}};

constexpr std::string_view common_slots = "to* via. corrects.";
constexpr std::string_view common_flags = "in_public";

std::optional<SlotTakes> slot_in(std::string_view slots, std::string_view word) {
  while (!slots.empty()) {
    const std::size_t end = std::min(slots.find(' '), slots.size());
    const std::string_view slot = slots.substr(0, end);
    if (slot.size() == word.size() + 1 && slot.starts_with(word))
      return slot.back() == '*'   ? SlotTakes::words
             : slot.back() == '.' ? SlotTakes::one
                                  : SlotTakes::all;
    slots.remove_prefix(std::min(end + 1, slots.size()));
  }
  return std::nullopt;
}

bool flag_in(std::string_view flags, std::string_view word) {
  while (!flags.empty()) {
    const std::size_t end = std::min(flags.find(' '), flags.size());
    if (flags.substr(0, end) == word) return true;
    flags.remove_prefix(std::min(end + 1, flags.size()));
  }
  return false;
}

}  // namespace

std::span<const VerbRow> verb_rows() {
  return rows;
}

const VerbRow* verb_row(std::string_view verb) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const VerbRow& row) { return row.verb == verb; });
  return found == rows.end() ? nullptr : &*found;
}

std::optional<SlotTakes> slot_of(const VerbRow& row, std::string_view word) {
  if (const auto takes = slot_in(row.slots, word)) return takes;
  return slot_in(common_slots, word);
}

bool is_flag(const VerbRow& row, std::string_view word) {
  return flag_in(row.flags, word) || flag_in(common_flags, word);
}

std::vector<ScriptVerb> script_verbs() {
  std::vector<ScriptVerb> verbs;
  for (const VerbRow& row : rows)
    verbs.push_back({row.verb, row.kind, row.usage, row.example});
  return verbs;
}

}  // namespace caucus
