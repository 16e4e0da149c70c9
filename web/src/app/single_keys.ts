// Keys without Ctrl can get in the way of speech input: they can be switched off (WCAG 2.1.4). This
// is a habit of the person, not of the case, and outlives the window.
import { effect, signal } from "@preact/signals";

const place = "caucus.single_keys";

function kept(): boolean {
  try {
    return window.localStorage.getItem(place) !== "off";
  } catch {
    return true;
  }
}

export const singleKeys = signal(kept());

effect(() => {
  try {
    if (singleKeys.value) window.localStorage.removeItem(place);
    else window.localStorage.setItem(place, "off");
  } catch {
    // Without storage it holds for this window.
  }
});
