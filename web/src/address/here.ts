// The address of this window, as a signal. Undo and redo are the window's own history.
import { signal } from "@preact/signals";

import { addressText, readAddress, sameAddress, withQuery, type Address } from "./address";

export const first_page = "overview";

function current(): Address {
  return readAddress(window.location.pathname, window.location.search, first_page);
}

export const here = signal<Address>({ page: first_page, query: {} });
// What belongs to one entry of the history and not to the address: the way a point has come.
export const beside = signal<Record<string, unknown>>({});

export function startHere(): void {
  const read = () => {
    here.value = current();
    beside.value = (window.history.state as Record<string, unknown> | null) ?? {};
  };
  read();
  window.addEventListener("popstate", read);
}

// A browser takes its time over a long address: what is shown does not wait for its history.
let unnoted: (() => void) | undefined;

function noteInHistory(): void {
  unnoted?.();
  unnoted = undefined;
}

// One step of the window's own history: undo and redo.
export function goBack(): void {
  noteInHistory();
  window.history.back();
}

export function goForward(): void {
  noteInHistory();
  window.history.forward();
}

export interface Going {
  replace?: boolean;
  beside?: Record<string, unknown>;
}

export function go(to: Address, how: Going = {}): void {
  const state = how.beside ?? (how.replace ? beside.value : {});
  const replace = how.replace || sameAddress(to, here.value);
  noteInHistory();
  unnoted = () => window.history[replace ? "replaceState" : "pushState"](state, "", addressText(to));
  window.setTimeout(noteInHistory);
  const turned = to.page !== here.value.page;
  here.value = to;
  beside.value = state;
  if (turned) window.scrollTo(0, 0);
}

// Changes parameters of the page that is shown.
export function turn(change: Record<string, string | undefined>, how: Going = {}): void {
  go({ page: here.value.page, query: withQuery(here.value.query, change) }, how);
}
