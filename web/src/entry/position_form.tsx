// The quick entry of one position: party and issue are known, the rest is asked for.
import { Said } from "../parts/words";
import { safeText } from "../parts/safe_text";
import { capital, issueOf, nameOf, session } from "../program/session";
import { choices } from "./choices";
import { ChoiceField, Labelled, TextField, Ticks } from "./fields";
import { Permission, type FormProps } from "./entry_form";

export function PositionForm({ draft, change }: FormProps) {
  const issue = issueOf(draft.issue);
  const firmness = draft.chosen.firmness ?? "";
  return (
    <>
      <p class="entry-about">
        <b><Said text={nameOf(draft.who)} /></b> on <b><Said text={capital(issue?.name ?? draft.issue)} /></b>
      </p>
      {draft.corrects && <p class="soft">This takes the place of entry {draft.corrects}, which stays in the record.</p>}
      <Ticks name="Asks for one of" of={issue?.options ?? []} value={draft.options} set={(options) => change({ options, relation: "=" })} />
      <div class="fields">
        <ChoiceField
          name="How firmly"
          value={firmness}
          of={choices.firmness ?? []}
          set={(word) => change({ chosen: { ...draft.chosen, firmness: word } })}
          empty="not said"
        />
        <ChoiceField
          name="Said"
          value={draft.inPublic ? "public" : "confidence"}
          of={[["confidence", "in confidence"], ["public", "in public"]]}
          set={(how) => change(how === "public" ? { inPublic: true, passForm: "hold" } : { inPublic: false })}
        />
        <Day value={draft.when} set={(when) => change({ when })} />
        <TextField name="Source" list="source-ids" value={draft.sources} set={(sources) => change({ sources })} />
        <datalist id="source-ids">
          {(session.value?.sources ?? []).map(({ id, name }) => <option key={id} value={id}>{safeText(name)}</option>)}
        </datalist>
      </div>
      <TextField wide name="In words (may be left out)" value={draft.words} set={(words) => change({ words })} />
      {!draft.inPublic && <Permission draft={draft} change={change} />}
      <p><button type="button" class="small quiet" onClick={() => change({ form: undefined })}>All fields</button></p>
    </>
  );
}

// A day; a clock time that was noted stays unless the day is changed.
function Day({ value, set }: { value: string; set(value: string): void }) {
  const clock = value.slice(10).trim();
  return (
    <Labelled name={clock ? `On (at ${clock})` : "On (empty: now)"}>
      <input
        type="date"
        value={value.slice(0, 10)}
        autocomplete="off"
        onInput={(event) => set(event.currentTarget.value)}
      />
    </Labelled>
  );
}
