// The entry that is being written in this window, and those that were set aside for it. They are
// kept in the window's own storage until they are recorded or thrown away, so that nothing typed is
// lost with a page.
import { effect, signal } from "@preact/signals";

import { connection } from "../program/connection";
import { draftOf, emptyDraft, type Draft } from "./draft";

const place = "caucus.draft";

export const entryOpen = signal(false);
// Grows with every asking for the form, which then takes the focus.
export const entryTurn = signal(0);
export const draft = signal<Draft>(emptyDraft);
export const setAside = signal<readonly Draft[]>([]);

interface Kept {
  readonly draft?: Partial<Draft>;
  readonly aside?: readonly Partial<Draft>[];
}

export function keepDraft(): void {
  try {
    const kept = JSON.parse(window.sessionStorage.getItem(place) ?? "{}") as Kept;
    if (kept.draft) draft.value = { ...emptyDraft, ...kept.draft };
    setAside.value = (kept.aside ?? []).map((one) => ({ ...emptyDraft, ...one }));
  } catch {
    // What cannot be read is not a draft.
  }
  effect(() => {
    const now = hasDraft() ? draft.value : undefined;
    const aside = setAside.value;
    if (connection.value === "closed" || connection.value === "shut_out") return;
    try {
      if (!now && aside.length === 0) window.sessionStorage.removeItem(place);
      else window.sessionStorage.setItem(place, JSON.stringify({ draft: now, aside }));
    } catch {
      // Without storage drafts live as long as the window.
    }
  });
}

export function change(some: Partial<Draft>): void {
  draft.value = { ...draft.value, ...some };
}

export function hasDraft(): boolean {
  return draft.value !== emptyDraft;
}

// Is there something in it that somebody typed?
function typed({ words, because, condition, raw }: Draft): boolean {
  return [words, because, condition, raw ?? ""].some((text) => text.trim() !== "");
}

// With `some`, a new entry that begins so, and what was being written is set aside; without, what was
// being written goes on.
export function openEntry(some?: Partial<Draft> & { package?: string }): void {
  if (some) {
    if (typed(draft.value)) setAside.value = [...setAside.value, draft.value];
    draft.value = draftOf(some);
  }
  entryOpen.value = true;
  entryTurn.value += 1;
}

export function takeUp(): void {
  const last = setAside.value[setAside.value.length - 1];
  if (!last) return;
  const rest = setAside.value.slice(0, -1);
  setAside.value = typed(draft.value) ? [draft.value, ...rest] : rest;
  draft.value = last;
  entryTurn.value += 1;
}

export function closeEntry(): void {
  entryOpen.value = false;
}

export function throwAway(): void {
  draft.value = emptyDraft;
}
