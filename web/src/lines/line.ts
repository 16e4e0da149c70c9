// Lines of a talks script, composed from what a form holds. There is one way to write: such a line
// (docs/reference/talks-script.md). Pure: texts in, a text out.
import type { Package } from "../address/packages";

// A text in quotes; what cannot stand on one line is written as the script writes it.
export function inQuotes(text: string): string {
  const safe = text
    .replace(/\r\n?/g, "\n")
    .replace(/[\\"]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, "\\n");
  return `"${safe}"`;
}

// Option ids stand bare where the script can read them so, and in quotes otherwise.
export function optionText(option: string): string {
  return /^[A-Za-z0-9_.+-]+$/.test(option) ? option : inQuotes(option);
}

export function termsText(terms: Package): string {
  return Object.entries(terms)
    .map(([issue, option]) => `${issue}=${optionText(option)}`)
    .join(" ");
}

// Between braces stand plain words: what would end the list or the line is left out.
function sourceText(source: string): string {
  return source.replace(/[{},\s]+/g, " ").trim();
}

export type PassOnForm = "hold" | "verbatim" | "paraphrase" | "as_mediator_idea" | "as_question";
export interface PassOn {
  readonly form: PassOnForm;
  readonly to?: readonly string[];
  readonly until?: string;
  readonly unattributed?: boolean;
}

export function passOnText(permission: PassOn): string {
  if (permission.form === "hold") return "[hold]";
  const words: string[] = [permission.form];
  if (permission.to?.length) words.push("to", permission.to.join(", "));
  if (permission.until) words.push("until", permission.until);
  if (permission.unattributed) words.push("unattributed");
  return `[${words.join(" ")}]`;
}

// A speaker of the case by id; anybody else in quotes.
export function speakerText(who: string, known: ReadonlySet<string>): string {
  return known.has(who) || who === "mediator" ? who : inQuotes(who);
}

export interface LineParts {
  readonly when?: string;
  readonly who: string;
  readonly verb: string;
  readonly passOn?: PassOn;
  readonly label?: string;
  readonly rest?: readonly (string | undefined | false)[];
  readonly sources?: readonly string[];
}

export function lineText(parts: LineParts): string {
  const words: (string | undefined | false)[] = [
    parts.when,
    parts.who,
    parts.verb,
    parts.passOn && passOnText(parts.passOn),
    parts.label && `${parts.label}:`,
    ...(parts.rest ?? []),
    parts.sources?.length ? `{${parts.sources.map(sourceText).join(", ")}}` : undefined,
  ];
  return words.filter((word): word is string => typeof word === "string" && word !== "").join(" ");
}

export function listText(word: string, names: readonly string[]): string | undefined {
  return names.length > 0 ? `${word} ${names.join(", ")}` : undefined;
}

const taken = /^(because|with|if|to|via|about|binding|idea|expires|revises|on|in_public|corrects)$/;

// A label that can be given: a letter, then letters, digits, `-`, `_` or `.`.
export function canBeLabel(label: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_.-]*$/.test(label) && !taken.test(label);
}

// The next free label of a kind: p1, p2 ...
export function freeLabel(letter: string, used: Iterable<string>): string {
  const all = new Set(used);
  let number = 1;
  while (all.has(`${letter}${number}`)) ++number;
  return `${letter}${number}`;
}
