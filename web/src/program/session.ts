// Who and what there is in the case: asked once, again when the record grows. Forms and names need
// it on every page.
import { computed, effect, signal } from "@preact/signals";

import { ask, Problem } from "./ask";
import { connection, revision } from "./connection";

export interface Named {
  readonly id: string;
  readonly name: string;
}
export interface Party extends Named {
  readonly wings: readonly Named[];
  readonly bodies: readonly Named[];
  readonly preferences: "unknown" | "exact" | "in_order";
}
export interface Option {
  readonly id: string;
  readonly words: string;
}
export interface Issue extends Named {
  readonly options: readonly Option[];
  readonly quantity: boolean;
  readonly phase: string | null;
  readonly unit: string;
  readonly applies_if: string | null;
}
export interface EntryName {
  readonly name: string;
  readonly kind: string;
  readonly who: string;
  readonly said: string;
  readonly state: string;
}
export interface Session {
  readonly revision: number;
  readonly case: { readonly title: string };
  readonly today: string;
  readonly today_is: "the_clocks" | "the_cases";
  readonly talks_kept: "nowhere" | "in_script" | "in_vault";
  readonly can_write: boolean;
  readonly member: string | null;
  readonly state: string;
  readonly parties: readonly Party[];
  readonly actors: readonly (Named & { readonly kind: string })[];
  readonly channels: readonly (Named & { readonly to: string; readonly open: boolean })[];
  readonly speakers: readonly (Named & { readonly of: string | null })[];
  readonly issues: readonly Issue[];
  readonly phases: readonly Named[];
  readonly deadlines: readonly Named[];
  readonly sources: readonly Named[];
  readonly entries: readonly EntryName[];
  readonly verbs: readonly { readonly verb: string; readonly usage: string; readonly example: string }[];
}

export const session = signal<Session | undefined>(undefined);
export const sessionProblem = signal("");

// Asked once; again only when the record has grown beyond what was answered.
let asking = false;
let answered = -1;

export function keepSession(): void {
  effect(() => {
    const grown = revision.value > answered;
    if (connection.value === "live" && grown && !asking) void askSession();
  });
}

async function askSession(): Promise<void> {
  asking = true;
  try {
    const value = await ask<Session>("session", {});
    answered = value.revision;
    session.value = value;
    sessionProblem.value = "";
  } catch (error) {
    sessionProblem.value = error instanceof Problem ? error.sentence : (error as Error).message;
    return;
  } finally {
    asking = false;
  }
  if (revision.value > answered && connection.value === "live") await askSession();
}

const names = computed(() => {
  const all = new Map<string, string>();
  const now = session.value;
  if (!now) return all;
  for (const list of [now.deadlines, now.phases, now.channels, now.actors, now.speakers, now.issues, now.parties])
    for (const { id, name } of list) all.set(id, name);
  for (const party of now.parties) for (const { id, name } of [...party.wings, ...party.bodies]) all.set(id, name);
  return all;
});

const order = computed(() => new Map((session.value?.parties ?? []).map(({ id }, at) => [id, at])));
const issuesById = computed(() => new Map((session.value?.issues ?? []).map((issue) => [issue.id, issue])));

export function nameOf(id: string): string {
  return names.value.get(id) ?? (id === "mediator" ? "the mediator" : id.replace(/_/g, " "));
}

export function partyIndex(id: string): number {
  return order.value.get(id) ?? -1;
}

export function issueOf(id: string): Issue | undefined {
  return issuesById.value.get(id);
}

export function optionName(issue: string, option: string | undefined): string {
  if (option === undefined) return "open";
  return issueOf(issue)?.options.find(({ id }) => id === option)?.words ?? option.replace(/_/g, " ");
}

export function capital(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

export function words(token: string): string {
  return token.replace(/_/g, " ");
}
