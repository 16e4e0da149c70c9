// The words that a field may hold, as the script has them, with what is shown to people.
import type { Field } from "./verbs";

type Choice = readonly [string, string];
const plain = (...words: string[]): Choice[] => words.map((word) => [word, word.replace(/_/g, " ")] as const);

export const choices: Partial<Record<Field, readonly Choice[]>> = {
  firmness: plain("open", "leaning", "firm", "fixed"),
  line_kind: [["red_line", "red line"], ["bottom_line", "bottom line"]],
  sure: plain("certain", "likely", "possible", "doubtful"),
  as_form: plain("verbatim", "paraphrase", "as_mediator_idea", "as_question"),
  hardness: plain("soft", "hard"),
  gravity: plain("minor", "serious", "blocking"),
  read_back: plain("confirmed", "differs"),
  answer: [["yes", "yes"], ["no", "no"], ["yes_if", "yes, if"]],
  state: plain(
    "exploring", "drafting", "proposed", "accepted_by_some", "agreed", "in_force", "stalled", "suspended",
    "collapsed", "resumed", "completed",
  ),
};

export const passForms: readonly Choice[] = [
  ["hold", "hold: nothing may be repeated"],
  ["verbatim", "verbatim"],
  ["paraphrase", "in other words"],
  ["as_mediator_idea", "as the mediator's idea"],
  ["as_question", "as a question"],
];

// What a field is called where a text is asked for.
export const wordsOf: Record<string, string> = {
  says: "What was said",
  asks: "What was asked",
  notes: "Note",
  attends: "The meeting",
  stays_away_from: "The meeting",
  critiques: "The concern",
  expects: "What is expected",
  presses: "For what",
  demands: "What is demanded first",
  releases: "In these words",
  proposes: "In words",
};
