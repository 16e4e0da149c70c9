// The entry that is being written in this window, and those that wait. What was typed is kept by the
// program (unfinished.ts) until it is recorded or discarded; without a vault, it lives as long as
// the window.
import { effect, signal } from "@preact/signals";

import { connection } from "../program/connection";
import { session } from "../program/session";
import { draftOf, emptyDraft, type Draft } from "./draft";
import { discard, hold, keepNoMore, keepNow, keepSoon, keptAndLeft, keptEntries, newName, whenElsewhere, type Unfinished } from "./unfinished";

export const entryOpen = signal(false);
// Grows with every asking for the form, which then takes the focus.
export const entryTurn = signal(0);
export const draft = signal<Draft>(emptyDraft);
// When the entry in the form was last kept, if it comes from an earlier window.
export const begunAt = signal("");
// Whether the entry in the form was changed, recorded or discarded in a window of another browser.
export const overtaken = signal(false);
// Unfinished entries that are in no form.
export const others = signal<readonly Unfinished[]>([]);

// The name under which the entry in the form is kept; empty: nothing was typed in it yet.
let name = "";
let release: () => void = () => undefined;

function inForm(some: Draft, kept: Partial<Unfinished> = {}, letGo?: () => void): void {
  release();
  release = letGo ?? (() => undefined);
  name = kept.name ?? "";
  begunAt.value = kept.at ?? "";
  overtaken.value = false;
  draft.value = some;
}

function holdForm(): void {
  const mine = name;
  void hold(mine).then((letGo) => {
    if (name === mine) release = letGo ?? release;
    else letGo?.();
  });
}

// Both are kept: what is in this window under another name, and what was written elsewhere.
function keepBoth(old: string): string {
  const other = newName();
  others.value = others.value.map((one) => (one.name === old ? { ...one, name: other } : one));
  if (name === old) {
    release();
    name = other;
    holdForm();
    overtaken.value = true;
  }
  void keptEntries().then((kept) => {
    const theirs = kept.find((one) => one.name === old);
    if (theirs) others.value = [...others.value, theirs];
  });
  return other;
}

export function keepDraft(): void {
  whenElsewhere(keepBoth);
  let asked = false;
  effect(() => {
    if (connection.value === "closed" || connection.value === "shut_out") {
      keepNoMore();
      inForm(emptyDraft);
      others.value = [];
      return;
    }
    if (asked || !session.value?.can_write) return;
    asked = true;
    void takeUpWhatWasLeft();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void keepNow(true);
  });
  window.addEventListener("pagehide", () => void keepNow(true));
}

async function takeUpWhatWasLeft(): Promise<void> {
  const kept = await keptAndLeft().catch(() => []);
  const last = kept[kept.length - 1];
  if (last && !hasDraft()) {
    const letGo = await hold(last.name);
    if (letGo && !hasDraft()) {
      inForm(last.draft, last, letGo);
      kept.pop();
    }
  }
  others.value = [...kept, ...others.value];
}

export function change(some: Partial<Draft>): void {
  draft.value = { ...draft.value, ...some };
  if (!session.value?.can_write) return;
  if (name === "") {
    name = newName();
    holdForm();
  }
  keepSoon(name, draft.value);
}

export function hasDraft(): boolean {
  return draft.value !== emptyDraft;
}

// Is there something in it that somebody typed?
function typed({ words, because, condition, raw }: Draft): boolean {
  return [words, because, condition, raw ?? ""].some((text) => text.trim() !== "");
}

function setAside(): void {
  if (!typed(draft.value)) return dropForm();
  void keepNow();
  others.value = [...others.value, { name: name || newName(), at: begunAt.value, draft: draft.value }];
}

// With `some`, a new entry that begins so, and what was being written is set aside; without, what was
// being written goes on.
export function openEntry(some?: Partial<Draft> & { package?: string }): void {
  if (some) {
    setAside();
    inForm(draftOf(some));
  }
  entryOpen.value = true;
  entryTurn.value += 1;
}

// The one in the form, or one of the others in its place.
export function takeUp(one: Unfinished): void {
  setAside();
  others.value = others.value.filter((other) => other !== one);
  inForm(one.draft, one);
  holdForm();
  entryOpen.value = true;
  entryTurn.value += 1;
}

export function discardOther(one: Unfinished): void {
  others.value = others.value.filter((other) => other !== one);
  discard(one.name);
}

export function closeEntry(): void {
  entryOpen.value = false;
}

function dropForm(): void {
  if (name !== "") discard(name);
}

export function throwAway(): void {
  dropForm();
  inForm(emptyDraft);
}

// As what it is kept, if it is; nothing of it is on its way any more.
export async function keptAs(): Promise<string | undefined> {
  await keepNow();
  return name || undefined;
}

// It was recorded, and the program keeps it no more.
export function recorded(): void {
  inForm(emptyDraft);
}
