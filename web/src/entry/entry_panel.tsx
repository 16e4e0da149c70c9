// Quick entry: what was said, written down in seconds from any page. A form makes one line of the
// talks script; the line is shown and tried while one types; Enter records it.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { announce } from "../app/announce";
import { Problem } from "../program/ask";
import { sawRevision, revision } from "../program/connection";
import { session } from "../program/session";
import { draftLine, missing } from "./draft";
import { begunAt, keptAs, change, closeEntry, draft, entryTurn, hasDraft, overtaken, recorded, throwAway } from "./entry_state";
import { EntryForm } from "./entry_form";
import { PositionForm } from "./position_form";
import { Tick, WordsField } from "./fields";
import { canBeRecorded, record, useTrial } from "./trial";
import { keepProblem } from "./unfinished";
import { momentOf, OtherUnfinished } from "./unfinished_list";
import { Verdict } from "./verdict";

export function EntryPanel() {
  const now = draft.value;
  const known = useMemo(() => knownIds(), [session.value]);
  const line = draftLine(now, known);
  const wanting = session.value?.can_write ? missing(now) : ["a vault to record in"];
  const trial = useTrial(wanting.length > 0 ? "" : line);
  const [problem, setProblem] = useState("");
  const [recording, setRecording] = useState(false);
  const Form = now.form === "position" ? PositionForm : EntryForm;
  const title = now.form === "position" ? (now.corrects ? "Correct a position" : "New position") : "New entry";
  const form = useRef<HTMLFormElement>(null);

  const before = useRef<HTMLElement | null>(document.activeElement as HTMLElement | null);
  useEffect(() => () => before.current?.focus?.(), []);
  // Where nothing is missing, Enter records at once.
  useEffect(() => {
    const first = wanting.length === 0 ? "button[type=submit]" : "select, textarea";
    form.current?.querySelector<HTMLElement>(first)?.focus();
  }, [entryTurn.value]);
  const ready = canBeRecorded(trial, line) && session.value?.can_write === true;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!ready || recording) return;
    setRecording(true);
    setProblem("");
    const seen = revision.value;
    try {
      const answer = await record(line, await keptAs());
      if (!answer.recorded) return setProblem(answer.refused?.sentence ?? answer.faults[0]?.sentence ?? "It was not recorded.");
      announce(`Recorded ${answer.event?.name ?? ""}: ${answer.outcome.replace(/_/g, " ")}`);
      recorded();
      closeEntry();
      sawRevision(seen + 1);
    } catch (error) {
      setProblem(error instanceof Problem ? error.sentence : String(error));
    } finally {
      setRecording(false);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    const text = (event.target as HTMLElement).tagName === "TEXTAREA";
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !text) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };

  return (
    <section class="entry-panel" aria-label={title}>
      <form ref={form} onSubmit={submit} onKeyDown={onKey} autocomplete="off">
        <header class="entry-head">
          <h2>{title}</h2>
          <button type="button" class="quiet" onClick={closeEntry}>Close <kbd>Esc</kbd></button>
        </header>
        {session.value && !session.value.can_write && (
          <p class="notice">This case has no vault: lines can be composed here, not recorded. <code>caucus open CASE</code> makes one.</p>
        )}
        {begunAt.value && <p class="notice">Unfinished entry from {momentOf(begunAt.value)}.</p>}
        {now.raw === undefined ? (
          <Form draft={now} change={change} />
        ) : (
          <WordsField name="Line of the talks script" value={now.raw} set={(raw) => change({ raw })} rows={4} />
        )}
        <Tick
          name="Write the line myself"
          value={now.raw !== undefined}
          set={(own) => change({ raw: own ? line : undefined })}
        />
        <Verdict line={line} trial={trial} missing={wanting} />
        {overtaken.value && (
          <p class="verdict-warning" role="status">
            <b>Changed in another window.</b> What you write here is kept beside it; nothing is overwritten.
          </p>
        )}
        {keepProblem.value && <p class="verdict-warning" role="status"><b>Not kept:</b> {keepProblem.value}</p>}
        {problem && <p class="verdict-refused" role="alert">{problem}</p>}
        <footer class="entry-foot">
          <button type="submit" class="main" aria-disabled={recording || !ready}>
            Record <kbd>Enter</kbd>
          </button>
          {hasDraft() && <button type="button" class="quiet" onClick={throwAway}>{begunAt.value ? "Discard" : "Start again"}</button>}
          <small>
            Shift Enter makes a new line. Until it is recorded, what is typed is kept in the vault. What is recorded is corrected by
            a new entry, never edited.
          </small>
        </footer>
        <OtherUnfinished />
      </form>
    </section>
  );
}

function knownIds(): ReadonlySet<string> {
  const now = session.value;
  return new Set(
    [now?.parties, now?.actors, now?.speakers].flatMap((list) => (list ?? []).map(({ id }) => id)),
  );
}
