// What is said to who does not see the page change: one polite voice for the whole application.
import { signal } from "@preact/signals";

export const announced = signal("");

export function announce(sentence: string): void {
  announced.value = announced.value === sentence ? `${sentence}\u00a0` : sentence;
}
