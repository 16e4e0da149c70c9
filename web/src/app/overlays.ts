// Which of the things that lie over a page are open.
import { signal } from "@preact/signals";

export const palette = signal(false);
export const showsKeys = signal(false);
