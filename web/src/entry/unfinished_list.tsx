// Unfinished entries: since when, of what, and what can be done with them.
import { Said } from "../parts/words";
import { nameOf } from "../program/session";
import { verbRow } from "./verbs";
import type { Draft } from "./draft";
import { begunAt, discardOther, draft, entryOpen, openEntry, others, takeUp, throwAway } from "./entry_state";

// What one remembers it by.
export function inShort(of: Draft): string {
  const text = of.raw ?? (of.words || of.condition || of.because);
  const begins = [...text.replace(/\s+/g, " ").trim()];
  const first = begins.length > 60 ? `${begins.slice(0, 60).join("")} …` : begins.join("");
  if (of.raw !== undefined) return first;
  return `${of.who ? `${nameOf(of.who)} ` : ""}${verbRow(of.verb).name}${first ? `: ${first}` : ""}`;
}

// "2025-06-16 10:00+02:00" on the clock on which it was written.
export function momentOf(at: string): string {
  return at.slice(0, 16);
}

interface RowProps {
  of: Draft;
  at: string;
  takeUp(): void;
  discard(): void;
}

function Row({ of, at, takeUp: take, discard }: RowProps) {
  const short = inShort(of);
  return (
    <li class="row">
      <span>{at ? `Unfinished entry from ${momentOf(at)}` : "Unfinished entry"}: <Said text={short} /></span>
      <button type="button" class="small" aria-label={`Take up: ${short}`} onClick={take}>Take up</button>
      <button type="button" class="small quiet" aria-label={`Discard: ${short}`} onClick={discard}>Discard</button>
    </li>
  );
}

export function OtherUnfinished() {
  if (others.value.length === 0) return null;
  return (
    <ul class="unfinished" aria-label="Unfinished entries">
      {others.value.map((one) => (
        <Row key={one.name} of={one.draft} at={one.at} takeUp={() => takeUp(one)} discard={() => discardOther(one)} />
      ))}
    </ul>
  );
}

// On every page, while the form is closed.
export function UnfinishedBanner() {
  const left = begunAt.value !== "";
  if (entryOpen.value || (!left && others.value.length === 0)) return null;
  return (
    <section class="notice" aria-label="Unfinished">
      {left && (
        <ul class="unfinished">
          <Row of={draft.value} at={begunAt.value} takeUp={() => openEntry()} discard={throwAway} />
        </ul>
      )}
      <OtherUnfinished />
    </section>
  );
}
