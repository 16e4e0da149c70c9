// What is being typed, and the line it makes. Pure.
import { readPackage, type Package } from "../address/packages";
import { inQuotes, lineText, listText, optionText, speakerText, termsText, type PassOnForm } from "../lines/line";
import { verbRow, type Field } from "./verbs";

export interface Draft {
  readonly verb: string;
  readonly when: string;
  readonly who: string;
  readonly to: readonly string[];
  readonly via: string;
  readonly passForm: PassOnForm;
  readonly passTo: readonly string[];
  readonly passUntil: string;
  readonly unattributed: boolean;
  readonly label: string;
  readonly words: string;
  readonly because: string;
  readonly condition: string;
  readonly about: readonly string[];
  readonly terms: Package;
  readonly reference: string;
  readonly replyTo: string;
  readonly revises: string;
  readonly binding: boolean;
  readonly idea: boolean;
  readonly inPublic: boolean;
  readonly attributed: boolean;
  readonly supervised: boolean;
  readonly issue: string;
  readonly relation: "=" | "!=" | ">=" | "<=";
  readonly options: readonly string[];
  // The chosen word of each field that is one of a few.
  readonly chosen: Readonly<Partial<Record<Field, string>>>;
  readonly sources: string;
  readonly corrects: string;
  // A small form for one kind of entry; undefined for the form with all fields.
  readonly form?: "position";
  // The line as typed by hand; undefined while the form makes it.
  readonly raw?: string;
}

export const emptyDraft: Draft = {
  verb: "says", when: "", who: "", to: [], via: "", passForm: "hold", passTo: [], passUntil: "",
  unattributed: false, label: "", words: "", because: "", condition: "", about: [], terms: {},
  reference: "", replyTo: "", revises: "", binding: false, idea: false, inPublic: false,
  attributed: false, supervised: false, issue: "", relation: "=", options: [], chosen: {},
  sources: "", corrects: "",
};

function quoted(text: string): string | undefined {
  return text.trim() === "" ? undefined : inQuotes(text.trim());
}

function after(word: string, rest: string | undefined): string | undefined {
  return rest ? `${word} ${rest}` : undefined;
}

export function requirementText(draft: Draft): string | undefined {
  if (draft.issue === "" || draft.options.length === 0) return undefined;
  return `${draft.issue}${draft.relation}${draft.options.map(optionText).join(",")}`;
}

// What a field adds to the rest of the line, after what every verb begins with.
function said(field: Field, draft: Draft, known: ReadonlySet<string>): string | undefined {
  const chosen = draft.chosen[field] ?? "";
  switch (field) {
    case "terms": return termsText(draft.terms) || undefined;
    case "words": return quoted(draft.words);
    case "to": return listText("to", draft.to);
    case "via": return after("via", draft.via);
    case "about": return listText("about", draft.about);
    case "in_reply_to": return after("in_reply_to", draft.replyTo);
    case "binding": return draft.binding ? "binding" : undefined;
    case "reference": return draft.reference || undefined;
    case "because": return after("because", quoted(draft.because));
    case "because_terms": return undefined;
    case "condition": return after("if", [termsText(draft.terms), quoted(draft.condition)].filter(Boolean).join(" "));
    case "with": return after("with", [draft.label && `${draft.label}:`, termsText(draft.terms), quoted(draft.words)].filter(Boolean).join(" "));
    case "expires": return after("expires", chosen);
    case "revises": return after("revises", draft.revises);
    case "idea": return draft.idea ? "idea" : undefined;
    case "requirement": return requirementText(draft);
    case "in_public": return draft.inPublic ? "in_public" : undefined;
    case "before": return after("before", chosen);
    case "body": return after("before", chosen);
    case "as_form": return after("as", chosen);
    case "attributed": return draft.attributed ? "attributed" : undefined;
    case "supervised": return draft.supervised ? "supervised" : undefined;
    case "on_date": return after("on", chosen);
    case "clause": return after("clause", chosen);
    case "interest": return after("interest", quoted(chosen));
    case "from": return after("from", chosen);
    case "between": return listText("between", draft.to);
    case "held_by": return after("held_by", chosen && speakerText(chosen, known));
    case "regarding": return after("regarding", draft.reference);
    case "on_party": case "deadline": case "line_kind": case "firmness": case "sure": case "hardness":
    case "state": case "gravity": case "read_back": case "answer":
      return chosen || undefined;
    case "label": case "pass_on": case "title":
      return undefined;
  }
}

function restOf(draft: Draft, known: ReadonlySet<string>): (string | undefined)[] {
  const { verb, fields } = verbRow(draft.verb);
  if (verb === "rejects") {
    const why = [termsText(draft.terms), quoted(draft.because)].filter(Boolean).join(" ");
    return [draft.reference, after("because", why)];
  }
  if (verb === "declares") {
    const why = [draft.reference, quoted(draft.because)].filter(Boolean).join(" ");
    return [draft.chosen.state, after("because", why)];
  }
  // What the line is about comes first: the reference, the requirement, who is pressed.
  const first: readonly Field[] = ["reference", "on_party", "deadline", "state", "line_kind", "requirement", "terms"];
  const ordered = [...fields].sort((a, b) => Number(first.includes(b)) - Number(first.includes(a)));
  const texts = ordered.map((field) => said(field, draft, known));
  return verb === "offers" ? withoutTermsInCondition(draft, texts, ordered) : texts;
}

// Of an offer the terms are what is offered, not what it hangs on.
function withoutTermsInCondition(draft: Draft, texts: (string | undefined)[], fields: readonly Field[]) {
  const at = fields.indexOf("condition");
  return texts.map((text, place) => (place === at ? after("if", quoted(draft.condition)) : text));
}

export function draftLine(draft: Draft, known: ReadonlySet<string>): string {
  if (draft.raw !== undefined) return draft.raw;
  const { fields, verb } = verbRow(draft.verb);
  const sources = draft.sources.split(/[,;]/).map((source) => source.trim()).filter(Boolean);
  return lineText({
    when: draft.when,
    who: draft.who && speakerText(draft.who, known),
    verb: draft.verb,
    passOn: fields.includes("pass_on") && (draft.passForm !== "hold" || verb === "permits")
      ? { form: draft.passForm, to: draft.passTo, until: draft.passUntil, unattributed: draft.unattributed }
      : undefined,
    label: fields.includes("with") ? "" : draft.label,
    rest: [...restOf(draft, known), after("corrects", draft.corrects)],
    sources,
  });
}

// What a form still needs before the line is worth trying.
export function missing(draft: Draft): string[] {
  if (draft.raw !== undefined) return draft.raw.trim() === "" ? ["the line"] : [];
  const wanting: string[] = draft.who === "" ? ["who"] : [];
  for (const field of verbRow(draft.verb).needs)
    if (!said(field, draft, new Set())) wanting.push(field.replace(/_/g, " "));
  return wanting;
}

export function draftOf(some: Partial<Draft> & { package?: string }): Draft {
  const { package: terms, ...rest } = some;
  return { ...emptyDraft, ...rest, ...(terms ? { terms: readPackage(terms) } : {}) };
}
