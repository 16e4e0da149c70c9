// A new draft from the one that is shown. It makes one line; what was not changed is not said again.
import { useState } from "preact/hooks";

import { toggled } from "../../address/packages";
import { openEntry } from "../../entry/entry_state";
import { TextField, Tick, WordsField } from "../../entry/fields";
import { draftsLine, nextClause, type EditedClause } from "../../lines/drafts_line";
import { freeLabel } from "../../lines/line";
import { session } from "../../program/session";
import type { DraftSaid, TextJson } from "./text_json";

interface Props {
  page: TextJson;
  from: DraftSaid | undefined;
  close(): void;
}

export function DraftEditor({ page, from, close }: Props) {
  const [title, setTitle] = useState(from?.title ?? "");
  const [clauses, setClauses] = useState<readonly EditedClause[]>(
    page.clauses.length > 0 ? page.clauses.map(({ id, text }) => ({ id, text, meets: [] })) : [{ id: "1", text: "", meets: [] }],
  );
  const set = (id: string, some: Partial<EditedClause>) =>
    setClauses(clauses.map((clause) => (clause.id === id ? { ...clause, ...some } : clause)));
  const write = () => {
    const label = freeLabel("t", (session.value?.entries ?? []).map(({ name }) => name));
    const line = draftsLine({ label, title, from: from && { name: from.name, clauses: page.clauses }, clauses });
    openEntry({ raw: line });
  };
  return (
    <section aria-label="New draft">
      <h2>{from ? `A new draft from draft ${from.number}` : "The first draft"}</h2>
      <p class="soft">
        {"<issue>"} is a blank that an issue fills; {"[six weeks | forty days]"} is wording not agreed; {"[israel: ... | hamas: ...]"} says who wants which.
      </p>
      <TextField name="Title" value={title} set={setTitle} wide />
      {clauses.map((clause) => (
        <div key={clause.id} class="clause-edit">
          <WordsField name={`Clause ${clause.id}`} value={clause.text} set={(text) => set(clause.id, { text })} rows={2} />
          {page.critiques.filter((critique) => critique.status === "open" && critique.clause === clause.id).map((critique) => (
            <Tick
              key={critique.name}
              name={`meets: ${critique.concern}`}
              value={clause.meets.includes(critique.name)}
              set={() => set(clause.id, { meets: toggled(clause.meets, critique.name) })}
            />
          ))}
          <button type="button" class="small quiet" onClick={() => setClauses(clauses.filter(({ id }) => id !== clause.id))}>Leave clause {clause.id} out</button>
        </div>
      ))}
      <p class="row">
        <button type="button" onClick={() => setClauses([...clauses, { id: nextClause([...clauses, ...page.clauses]), text: "", meets: [] }])}>Add a clause</button>
        <button type="button" class="main" onClick={write}>See what would be recorded</button>
        <button type="button" class="quiet" onClick={close}>Leave it</button>
      </p>
    </section>
  );
}
