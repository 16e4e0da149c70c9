// What can be written down through a form: one row per verb of the script, with the fields it asks
// for. Adding a verb is adding a row; docs/reference/talks-script.md is the language.
export type Field =
  | "to" | "via" | "pass_on" | "label" | "words" | "title" | "about" | "in_reply_to" | "binding" | "terms"
  | "reference" | "because" | "because_terms" | "condition" | "with" | "expires" | "revises" | "idea"
  | "requirement" | "firmness" | "in_public" | "line_kind" | "sure" | "before" | "body" | "as_form"
  | "attributed" | "on_party" | "deadline" | "on_date" | "hardness" | "state" | "clause" | "interest"
  | "gravity" | "read_back" | "from" | "held_by" | "answer" | "between" | "supervised" | "regarding";

export interface Verb {
  readonly verb: string;
  readonly name: string;
  readonly group: string;
  // Who can say it: a party or part of one, the mediator, or anybody.
  readonly who: "party" | "mediator" | "anybody";
  readonly fields: readonly Field[];
  readonly needs: readonly Field[];
  // Kinds of entries that a reference may name; empty: any.
  readonly names?: readonly string[];
}

const message: readonly Field[] = ["pass_on", "words", "to", "about", "via", "in_reply_to", "binding", "label"];
const answered = ["offer", "proposal", "answer", "counter"];
const drafts = ["draft"];

export const verbs: readonly Verb[] = [
  row("says", "says", "Words", "anybody", message, ["words"]),
  row("asks", "asks", "Words", "anybody", message, ["words"]),
  row("probes", "probes (tries an idea)", "Words", "anybody", [...message, "terms"], []),
  row("assures", "assures", "Words", "anybody", message, ["words"]),
  row("confirms", "confirms", "Words", "anybody", message, ["words"]),
  row("hands_non_paper", "hands a non-paper", "Words", "anybody", [...message, "terms"], []),
  row("offers", "offers", "Terms", "party", ["terms", "pass_on", "to", "condition", "expires", "revises", "label"], ["terms"]),
  row("proposes", "proposes", "Terms", "mediator", ["terms", "words", "to", "idea", "expires", "revises", "label"], []),
  row("accepts", "accepts", "Terms", "party", ["reference", "because_terms", "condition", "label"], ["reference"], answered),
  row("rejects", "rejects", "Terms", "party", ["reference", "because_terms", "because", "label"], ["reference"], answered),
  row("counters", "counters", "Terms", "party", ["reference", "with", "label"], ["reference", "with"], answered),
  row("no_answer_yet", "has not answered yet", "Terms", "party", ["reference"], ["reference"], answered),
  row("withdraws", "withdraws", "Terms", "anybody", ["reference", "because"], ["reference"]),
  row("wants", "wants (position)", "Positions", "party", ["requirement", "firmness", "words", "in_public", "pass_on", "to", "via"], ["requirement"]),
  row("sets", "sets a line", "Positions", "party", ["line_kind", "requirement", "sure", "words", "pass_on", "label"], ["requirement"]),
  row("demands", "demands first (precondition)", "Positions", "party", ["words", "before", "pass_on", "label"], ["words"]),
  row("meets", "meets a precondition", "Positions", "anybody", ["reference", "words"], ["reference"], ["precondition"]),
  row("drops", "drops a precondition", "Positions", "party", ["reference", "words"], ["reference"], ["precondition"]),
  row("records_understanding", "records an understanding", "Positions", "mediator", ["words", "between", "about", "label"], ["words"]),
  row("reads_back", "reads back", "Positions", "party", ["reference", "read_back", "words"], ["reference"], ["understanding"]),
  row("puts", "puts before its body", "Approval", "party", ["reference", "body"], ["reference", "body"], answered),
  row("consents_to", "consents to", "Approval", "anybody", ["reference", "condition"], ["reference"], answered),
  row("refuses", "refuses", "Approval", "anybody", ["reference", "because"], ["reference"], answered),
  row("passes", "passes on", "Way", "anybody", ["reference", "to", "via", "from"], ["reference", "to"]),
  row("receives", "receives", "Way", "anybody", ["reference", "from"], ["reference"]),
  row("reads", "reads", "Way", "anybody", ["reference", "from"], ["reference"]),
  row("takes_to_principals", "takes to the principals", "Way", "anybody", ["reference"], ["reference"]),
  row("sends_answer", "sends the answer", "Way", "anybody", ["reference"], ["reference"]),
  row("loses", "loses", "Way", "anybody", ["reference"], ["reference"]),
  row("releases", "releases", "Way", "mediator", ["reference", "to", "as_form", "attributed", "words"], ["reference", "to"]),
  row("permits", "permits", "Way", "anybody", ["pass_on", "reference"], ["reference"]),
  row("critiques", "critiques a clause", "Text", "party", ["reference", "clause", "words", "interest", "gravity", "label"], ["reference", "words"], drafts),
  row("shows", "shows a draft", "Text", "mediator", ["reference", "to", "supervised"], ["reference", "to"], drafts),
  row("returns", "returns a draft", "Text", "party", ["reference"], ["reference"], drafts),
  row("asks_final_answer", "asks for the final answer", "Text", "mediator", ["reference", "to"], ["reference", "to"], drafts),
  row("answers_finally", "answers finally", "Text", "party", ["reference", "answer", "words"], ["reference"], drafts),
  row("sets_deadline", "sets a deadline", "Table", "anybody", ["deadline", "on_date", "hardness"], ["deadline", "on_date"]),
  row("moves_deadline", "moves a deadline", "Table", "anybody", ["deadline", "on_date"], ["deadline", "on_date"]),
  row("sees_deadline_pass", "sees a deadline pass", "Table", "anybody", ["deadline"], ["deadline"]),
  row("attends", "attends", "Table", "anybody", ["words"], ["words"]),
  row("stays_away_from", "stays away from", "Table", "anybody", ["words", "because"], ["words"]),
  row("presses", "presses", "Table", "anybody", ["on_party", "words", "about", "held_by"], ["on_party", "words"]),
  row("declares", "declares the state of the talks", "Table", "mediator", ["state", "reference", "because"], ["state"]),
  row("expects", "expects", "Table", "mediator", ["words", "state", "on_date"], []),
  row("notes", "notes (for the team alone)", "Table", "mediator", ["words", "regarding", "label"], ["words"]),
];

function row(
  verb: string,
  name: string,
  group: string,
  who: Verb["who"],
  fields: readonly Field[],
  needs: readonly Field[],
  names: readonly string[] = [],
): Verb {
  return { verb, name, group, who, fields, needs, names };
}

export function verbRow(verb: string): Verb {
  return verbs.find((row) => row.verb === verb) ?? (verbs[0] as Verb);
}

export const groups = [...new Set(verbs.map(({ group }) => group))];
