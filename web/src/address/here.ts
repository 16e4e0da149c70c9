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

export interface Going {
  replace?: boolean;
  beside?: Record<string, unknown>;
}

export function go(to: Address, how: Going = {}): void {
  const state = how.beside ?? (how.replace ? beside.value : {});
  if (how.replace || sameAddress(to, here.value)) window.history.replaceState(state, "", addressText(to));
  else window.history.pushState(state, "", addressText(to));
  const turned = to.page !== here.value.page;
  here.value = to;
  beside.value = state;
  if (turned) window.scrollTo(0, 0);
}

// Changes parameters of the page that is shown.
export function turn(change: Record<string, string | undefined>, how: Going = {}): void {
  go({ page: here.value.page, query: withQuery(here.value.query, change) }, how);
}
