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
  readonly entries: readonly { readonly name: string; readonly at: string; readonly text: string; readonly mark: string }[];
}

// What this window last knew under each name. Browsers do not see each other's locks: the program
// changes nothing under a name whose text another window has written since.
const marks = new Map<string, string>();

export function markOf(name: string): string | undefined {
  return marks.get(name);
}

type Elsewhere = (name: string) => string;
let elsewhere: Elsewhere = newName;

// Whom to ask under which name to keep what another window has overtaken.
export function whenElsewhere(rename: Elsewhere): void {
  elsewhere = rename;
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

// What a page sends as it goes may arrive after the next page of the window has asked: the name of
// it, and nothing else, is left for that page, which then asks until it is there.
const leftBehind = "caucus-left";
const patience = 15;

export async function keptAndLeft(): Promise<Unfinished[]> {
  const left = window.sessionStorage.getItem(leftBehind);
  window.sessionStorage.removeItem(leftBehind);
  for (let tries = 0; ; tries += 1) {
    const kept = await keptEntries();
    if (!left || tries === patience || kept.some(({ name }) => name === left)) return kept;
    await new Promise((resume) => window.setTimeout(resume, 200));
  }
}

// Those that no other window has in its form, the latest last.
export async function keptEntries(): Promise<Unfinished[]> {
  const answer = await ask<Answer>("unfinished", {});
  keepProblem.value = answer.problem ?? "";
  const { held = [] } = await navigator.locks.query();
  const taken = new Set(held.map(({ name }) => name));
  return answer.entries.flatMap(({ name, at, text, mark }) => {
    const draft = taken.has(lockOf(name)) ? undefined : draftFrom(text);
    if (!draft) return [];
    marks.set(name, mark);
    return [{ name, at, draft }];
  });
}

interface Due {
  name: string;
  readonly text: string;
}
let waiting: Due | undefined;
// On their way, one after the other.
const queue = new Set<Due>();
let timer = 0;
// One after the other, so that what was typed later is never overtaken.
let line: Promise<void> = Promise.resolve();

async function send(due: Due, keepalive: boolean): Promise<void> {
  const { name, text } = due;
  try {
    const { mark } = await post<{ mark: string }>("/unfinished", { name, text, was: marks.get(name) }, { keepalive });
    if (mark) marks.set(name, mark);
    else marks.delete(name);
    keepProblem.value = "";
  } catch (error) {
    if (error instanceof Problem && error.code === "unfinished_elsewhere") {
      marks.delete(name);
      // What is discarded here and was changed there stays.
      if (text === "") return;
      const other = elsewhere(name);
      for (const later of [due, waiting, ...queue]) if (later?.name === name) later.name = other;
      return send(due, keepalive);
    }
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
  if (leaving) window.sessionStorage.setItem(leftBehind, due.name);
  queue.add(due);
  const sent = () => send(due, keepalive).finally(() => queue.delete(due));
  line = leaving ? sent() : line.then(sent);
  return line;
}

export function keepNoMore(): void {
  window.clearTimeout(timer);
  waiting = undefined;
}

export function discard(name: string): void {
  if (waiting?.name === name) keepNoMore();
  line = line.then(() => send({ name, text: "" }, false));
}
