// Whether the program answers, and how far the record has come. Several windows stay in step:
// every answer carries the revision, and the program tells every window when it grows.
import { signal } from "@preact/signals";

export type Connection = "live" | "lost" | "closed" | "shut_out";

export const connection = signal<Connection>("live");
export const revision = signal(0);
// For how many seconds an analysis has been at work; undefined when none is.
export const working = signal<number | undefined>(undefined);
// Grows when an analysis that pages draw on has come further: they say more when asked again.
export const settled = signal(0);

export function sawRevision(seen: unknown): void {
  if (typeof seen === "number" && seen > revision.value) revision.value = seen;
}

// After this nothing of the case may stay in the window: not shown, not kept for the way back.
export function closeDown(how: "closed" | "shut_out"): void {
  connection.value = how;
  try {
    window.sessionStorage.clear();
  } catch {
    // A window without storage has kept nothing.
  }
}

interface Told {
  revision?: number;
  // Of an analysis: a path, or what goes on behind all pages ("case").
  about?: string;
  state?: "working" | "done" | "cancelled";
  seconds?: number;
}

function told(event: Event): Told {
  try {
    const said: unknown = JSON.parse((event as MessageEvent<string>).data);
    return typeof said === "object" && said !== null ? (said as Told) : {};
  } catch {
    return {};
  }
}

export function listen(): void {
  const source = new EventSource("/changes");
  source.addEventListener("open", () => {
    if (connection.value === "lost") connection.value = "live";
  });
  source.addEventListener("changed", (event) => sawRevision(told(event).revision));
  source.addEventListener("analysis", (event) => {
    const news = told(event);
    if (news.state === "working") {
      working.value = news.seconds ?? 0;
    } else {
      working.value = undefined;
      if (!news.about?.startsWith("/")) settled.value += 1;
    }
  });
  source.addEventListener("closed", () => closeDown("closed"));
  source.addEventListener("error", () => {
    if (connection.value !== "live" && connection.value !== "lost") return source.close();
    connection.value = "lost";
    if (source.readyState === EventSource.CLOSED) window.setTimeout(askAgain, 2000);
  });
}

// The stream was refused rather than lost: find out why, and come back if the program does.
async function askAgain(): Promise<void> {
  try {
    const answer = await fetch("/session.json", { headers: { Accept: "application/json" } });
    if (answer.status === 410) return closeDown("closed");
    if (answer.status === 401 || answer.status === 403) return closeDown("shut_out");
    if (answer.ok) {
      connection.value = "live";
      return listen();
    }
  } catch {
    // Still away.
  }
  window.setTimeout(askAgain, 2000);
}
