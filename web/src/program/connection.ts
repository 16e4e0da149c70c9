// Whether the program answers, and how far the record has come. Several windows stay in step:
// every answer carries the revision, and the program tells every window when it grows.
import { signal } from "@preact/signals";

import { type Heard, listenWithOthers } from "./stream";

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
}

interface Told {
  revision?: number;
  // Of an analysis: a path, or what goes on behind all pages ("case").
  about?: string;
  state?: "working" | "done" | "cancelled";
  seconds?: number;
}

function told(heard: Heard): Told {
  try {
    const said: unknown = JSON.parse(heard.data ?? "");
    return typeof said === "object" && said !== null ? (said as Told) : {};
  } catch {
    return {};
  }
}

function ended(): boolean {
  return connection.value === "closed" || connection.value === "shut_out";
}

function heardOfAnalysis(news: Told): void {
  if (news.state === "working") {
    working.value = news.seconds ?? 0;
  } else {
    working.value = undefined;
    if (!news.about?.startsWith("/")) settled.value += 1;
  }
}

function hear(heard: Heard): void {
  if (ended()) return;
  if (heard.kind === "open") connection.value = "live";
  if (heard.kind === "changed") sawRevision(told(heard).revision);
  if (heard.kind === "analysis") heardOfAnalysis(told(heard));
  if (heard.kind === "lost") connection.value = "lost";
  if (heard.kind === "closed" || heard.kind === "shut_out") closeDown(heard.kind);
}

export function listen(): void {
  listenWithOthers(hear, whyRefused);
}

async function whyRefused(): Promise<"open" | "closed" | "shut_out"> {
  for (;;) {
    await new Promise((resume) => window.setTimeout(resume, 2000));
    try {
      const answer = await fetch("/session.json", { headers: { Accept: "application/json" } });
      if (answer.ok) return "open";
      if (answer.status === 410) return "closed";
      if (answer.status === 401 || answer.status === 403) return "shut_out";
    } catch {
      // Still away.
    }
  }
}
