// The one entry that is being written in this window. It is kept in the window's own storage until
// it is recorded or thrown away, so that nothing typed is lost with a page.
import { effect, signal } from "@preact/signals";

import { connection } from "../program/connection";
import { draftOf, emptyDraft, type Draft } from "./draft";

const place = "caucus.draft";

export const entryOpen = signal(false);
// Grows with every asking for the form, which then takes the focus.
export const entryTurn = signal(0);
export const draft = signal<Draft>(emptyDraft);

export function keepDraft(): void {
  try {
    const kept = window.sessionStorage.getItem(place);
    if (kept) draft.value = { ...emptyDraft, ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    // What cannot be read is not a draft.
  }
  effect(() => {
    const now = draft.value;
    if (connection.value === "closed" || connection.value === "shut_out") return;
    try {
      if (now === emptyDraft) window.sessionStorage.removeItem(place);
      else window.sessionStorage.setItem(place, JSON.stringify(now));
    } catch {
      // Without storage the draft lives as long as the window.
    }
  });
}

export function change(some: Partial<Draft>): void {
  draft.value = { ...draft.value, ...some };
}

export function hasDraft(): boolean {
  return draft.value !== emptyDraft;
}

// With `some`, a new entry that begins so; without, what was being written goes on.
export function openEntry(some?: Partial<Draft> & { package?: string }): void {
  if (some) draft.value = draftOf(some);
  entryOpen.value = true;
  entryTurn.value += 1;
}

export function closeEntry(): void {
  entryOpen.value = false;
}

export function throwAway(): void {
  draft.value = emptyDraft;
}
