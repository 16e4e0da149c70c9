// What the small form begins with: a position that was taken, to be corrected, or a new one.
import type { Draft } from "../../entry/draft";
import type { PassOnForm } from "../../lines/line";
import type { TalksEntry } from "./positions_json";

interface Taken {
  readonly options: readonly string[];
  readonly firmness: string;
  readonly entry: TalksEntry | null;
}

export function newPosition(who: string, issue: string, taken?: Taken): Partial<Draft> {
  return {
    verb: "wants", form: "position", who, issue,
    options: taken?.options ?? [],
    chosen: taken ? { firmness: taken.firmness } : {},
  };
}

export function correctedPosition(issue: string, taken: Taken, entry: TalksEntry): Partial<Draft> {
  const { permission } = entry;
  return {
    ...newPosition(entry.who, issue, taken),
    when: entry.said,
    to: entry.to,
    via: entry.channel,
    inPublic: entry.in_public,
    passForm: permission.form as PassOnForm,
    passTo: permission.to,
    passUntil: permission.until ?? "",
    unattributed: !permission.attributed,
    words: entry.words,
    sources: entry.sources.join(", "),
    corrects: entry.name,
  };
}
