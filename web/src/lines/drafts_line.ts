// The line of a new draft of the single text: what was changed, added and left out against the draft
// it is made from. Pure.
import { inQuotes, lineText } from "./line";

export interface EditedClause {
  readonly id: string;
  readonly text: string;
  readonly meets: readonly string[];
}
export interface NewDraft {
  readonly label: string;
  readonly title: string;
  readonly from: { readonly name: string; readonly clauses: readonly { readonly id: string; readonly text: string }[] } | undefined;
  readonly clauses: readonly EditedClause[];
}

export function draftsLine(draft: NewDraft): string {
  const before = new Map((draft.from?.clauses ?? []).map(({ id, text }) => [id, text]));
  const kept = new Set(draft.clauses.map(({ id }) => id));
  const gone = [...before.keys()].filter((id) => !kept.has(id));
  const changed = draft.clauses.filter(({ id, text, meets }) => before.get(id) !== text || meets.length > 0);
  return lineText({
    who: "mediator",
    verb: "drafts",
    label: draft.label,
    rest: [
      draft.title.trim() !== "" && inQuotes(draft.title.trim()),
      draft.from && `from_draft ${draft.from.name}`,
      gone.length > 0 && `without ${gone.join(", ")}`,
      ...changed.map(({ id, text, meets }) =>
        [`clause ${id} ${inQuotes(text)}`, meets.length > 0 && `meets ${meets.join(", ")}`].filter(Boolean).join(" "),
      ),
    ],
  });
}

// The next number that no clause has.
export function nextClause(clauses: readonly { id: string }[]): string {
  const numbers = clauses.map(({ id }) => Number.parseInt(id, 10)).filter((number) => !Number.isNaN(number));
  return String(Math.max(0, ...numbers) + 1);
}
