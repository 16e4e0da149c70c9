// What does the single text say, what changed, who has seen it, and which objections are open?
import { useEffect, useRef, useState } from "preact/hooks";

import { here, turn } from "../../address/here";
import { openEntry } from "../../entry/entry_state";
import { ChoiceField } from "../../entry/fields";
import { dayInWords } from "../../parts/days";
import { WhenAnswered } from "../../parts/page_state";
import { PartyName } from "../../parts/party_mark";
import { Said } from "../../parts/words";
import { session, words } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import { Clauses } from "./clauses";
import { Difference } from "./difference";
import { DraftEditor } from "./draft_editor";
import type { Critique, DraftSaid, TextJson } from "./text_json";

export function Text() {
  const { draft, against } = here.value.query;
  const answer = useAnswer<TextJson>("text", { ...(draft ? { draft } : {}), ...(against ? { against } : {}) });
  const [editing, edit] = useState(false);
  // What was written is recorded: it is shown.
  const count = answer.value?.drafts.length;
  const before = useRef(count);
  useEffect(() => {
    if (before.current !== undefined && count !== before.current && editing) {
      edit(false);
      turn({ draft: undefined, against: undefined });
    }
    before.current = count;
  }, [count]);
  return (
    <WhenAnswered answer={answer}>
      {(page) => {
        const shown = page.drafts.find(({ number }) => number === page.draft);
        if (editing) return <DraftEditor page={page} from={shown} close={() => edit(false)} />;
        return (
          <>
            <div class="filters">
              {page.drafts.length > 0 && (
                <>
                  <ChoiceField name="Draft" value={String(page.draft)} of={page.drafts.map(titled)} set={(number) => turn({ draft: number })} />
                  <ChoiceField
                    name="Compared with"
                    value={against ?? ""}
                    of={page.drafts.filter(({ number }) => number !== page.draft).map(titled)}
                    set={(number) => turn({ against: number })}
                    empty="nothing"
                  />
                </>
              )}
              <button type="button" onClick={() => edit(true)}>{page.drafts.length === 0 ? "Write the first draft" : "Make a new draft from this"}</button>
            </div>
            {page.drafts.length === 0 && <p class="nothing">There is no draft yet.</p>}
            {shown && (
              <div class="with-drawer">
                <section aria-label={`Draft ${shown.number}`}>
                  <h2>Draft {shown.number}{shown.title && <>: <Said text={shown.title} /></>}</h2>
                  {page.against !== null ? <Difference of={page} /> : <Clauses of={page.clauses} draft={shown} critiques={page.critiques} />}
                </section>
                <aside aria-label="Readers and objections">
                  <Readers of={shown} />
                  <Critiques of={page.critiques} />
                </aside>
              </div>
            )}
          </>
        );
      }}
    </WhenAnswered>
  );
}

function titled({ number, title, said }: DraftSaid) {
  return [String(number), `${number}: ${title || "without a title"} (${dayInWords(said)})`] as const;
}

function Readers({ of }: { of: DraftSaid }) {
  return (
    <section>
      <h2>Who has seen it</h2>
      <ul class="sentences">
        {of.readers.map((reader) => (
          <li key={reader.party}>
            <PartyName party={reader.party} />{" "}
            {reader.shown ? `shown ${reader.shown}${reader.supervised ? ", supervised" : ""}` : "not shown"}
            {reader.returned && `, handed back ${reader.returned}`}
            {reader.answer ? `, answered: ${words(reader.answer)}` : reader.asked ? ", asked for its final answer" : ""}
            <span class="row">
              {!reader.shown && (
                <button type="button" class="small" onClick={() => openEntry({ verb: "shows", who: "mediator", reference: of.name, to: [reader.party] })}>Mark as shown</button>
              )}
              {reader.shown && !reader.returned && (
                <button type="button" class="small" onClick={() => openEntry({ verb: "returns", who: reader.party, reference: of.name })}>Mark as handed back</button>
              )}
              {reader.shown && !reader.asked && (
                <button type="button" class="small" onClick={() => openEntry({ verb: "asks_final_answer", who: "mediator", reference: of.name, to: [reader.party] })}>Ask for the final answer</button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Critiques({ of }: { of: readonly Critique[] }) {
  return (
    <section>
      <h2>Objections</h2>
      {of.length === 0 && <p class="nothing">None so far.</p>}
      <ul class="sentences">
        {of.map((critique) => (
          <li key={critique.name} class={critique.status === "open" ? undefined : "soft"}>
            <PartyName party={critique.party} /> on clause {critique.clause} of draft {critique.draft}: <Said text={critique.concern} />
            {critique.interest && <p class="held-how">Behind it: <Said text={critique.interest} /></p>}
            <p class="held-how">
              {words(critique.severity)} · {critique.status}{critique.met_by !== null && ` by draft ${critique.met_by}`}
            </p>
          </li>
        ))}
      </ul>
      {(session.value?.parties.length ?? 0) > 0 && (
        <button type="button" onClick={() => openEntry({ verb: "critiques" })}>Log an objection</button>
      )}
    </section>
  );
}
