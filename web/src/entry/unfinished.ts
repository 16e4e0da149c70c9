// Entries that were begun and not recorded: the program keeps them in the vault, so that they
// outlive a window, a browser and a power cut, and nothing that was typed lies on the disk in clear.
// What is in the form of an open window belongs to that window: it holds a lock of the entry's name.
import { signal } from "@preact/signals";

import { ask, post, Problem } from "../program/ask";
import { emptyDraft, type Draft } from "./draft";

export interface Unfinished {
  readonly name: string;
  // When it was last kept, as the program says it; empty: not yet.
  readonly at: string;
  readonly draft: Draft;
}

interface Answer {
  readonly kept: boolean;
  readonly problem: string | null;
  readonly entries: readonly { readonly name: string; readonly at: string; readonly text: string }[];
}

// Why what is typed is not kept; empty: it is.
export const keepProblem = signal("");

const lockOf = (name: string): string => `caucus-entry-${name}`;
const pause = 400;

export function newName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `e-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

// Takes an entry for this window; undefined when another window has it.
export function hold(name: string): Promise<(() => void) | undefined> {
  return new Promise((held) => {
    void navigator.locks.request(lockOf(name), { ifAvailable: true }, (lock) => {
      if (!lock) return held(undefined);
      return new Promise<void>((release) => held(release));
    });
  });
}

function draftFrom(text: string): Draft | undefined {
  try {
    return { ...emptyDraft, ...(JSON.parse(text) as Partial<Draft>) };
  } catch {
    return undefined; // of another version
  }
}

// Those that no other window has in its form, the latest last.
export async function keptEntries(): Promise<Unfinished[]> {
  const answer = await ask<Answer>("unfinished", {});
  keepProblem.value = answer.problem ?? "";
  const { held = [] } = await navigator.locks.query();
  const taken = new Set(held.map(({ name }) => name));
  return answer.entries.flatMap(({ name, at, text }) => {
    const draft = taken.has(lockOf(name)) ? undefined : draftFrom(text);
    return draft ? [{ name, at, draft }] : [];
  });
}

let waiting: { readonly name: string; readonly text: string } | undefined;
let timer = 0;
// One after the other, so that what was typed later is never overtaken.
let line: Promise<void> = Promise.resolve();

async function send(name: string, text: string, keepalive: boolean): Promise<void> {
  try {
    await post("/unfinished", { name, text }, { keepalive });
    keepProblem.value = "";
  } catch (error) {
    keepProblem.value = error instanceof Problem ? error.sentence : String(error);
  }
}

// A little after the last change, and at once when the window may go.
export function keepSoon(name: string, draft: Draft): void {
  const due = waiting !== undefined;
  waiting = { name, text: JSON.stringify(draft) };
  if (!due) timer = window.setTimeout(() => void keepNow(), pause);
}

export function keepNow(leaving = false): Promise<void> {
  window.clearTimeout(timer);
  const due = waiting;
  waiting = undefined;
  if (!due) return line;
  // A browser lets at most 64 KiB be sent behind a window that is gone.
  const keepalive = leaving && due.text.length < 20_000;
  line = leaving ? send(due.name, due.text, keepalive) : line.then(() => send(due.name, due.text, false));
  return line;
}

export function keepNoMore(): void {
  window.clearTimeout(timer);
  waiting = undefined;
}

export function discard(name: string): void {
  if (waiting?.name === name) keepNoMore();
  line = line.then(() => send(name, "", false));
}
