// Keys that hold on every page. Single letters are not taken while somebody types, and only when a
// key alone is pressed: they must not stand in the way of the browser or a screen reader.
import { go } from "../address/here";
import { closeEntry, openEntry } from "../entry/entry_state";
import { pages } from "./page_table";
import { palette, showsKeys } from "./overlays";
import { singleKeys } from "./single_keys";

let after = "";
let timer = 0;

function typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return element?.closest?.("input, textarea, select, [contenteditable=true], dialog[open]") != null;
}

export function listenToKeys(): void {
  document.addEventListener("keydown", onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    palette.value = !palette.value;
    return;
  }
  if (event.key === "Escape" && !palette.value && !showsKeys.value) return closeEntry();
  if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys.value || typing(event.target)) return;
  if (after === "g") {
    after = "";
    const page = pages.find(({ letter }) => letter === event.key);
    if (!page) return;
    event.preventDefault();
    return go({ page: page.name, query: {} });
  }
  if (event.key === "g") {
    after = "g";
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (after = ""), 1500);
  } else if (event.key === "n") {
    event.preventDefault();
    openEntry();
  } else if (event.key === "/") {
    event.preventDefault();
    palette.value = true;
  } else if (event.key === "?") {
    event.preventDefault();
    showsKeys.value = true;
  }
}
