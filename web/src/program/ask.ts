// One question to the program: the JSON of a page. A newer question ends the older one.
import { queryText, type Query } from "../address/address";
import { closeDown, connection, revision, sawRevision } from "./connection";

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly sentence: string,
    // "unfinished_elsewhere": what the program calls it.
    readonly code = "",
  ) {
    super(sentence);
  }
}

// What is wrong comes as `caucus.error/1`: in the words of a page, or in those of the server.
async function problemOf(answer: Response): Promise<Problem> {
  const text = (await answer.text()).trim();
  try {
    const said = JSON.parse(text) as { sentence?: string; says?: string; about?: string; hint?: string; token?: string };
    const sentence = said.sentence ?? said.says;
    if (sentence) return new Problem(answer.status, `${said.about ? `${said.about}: ` : ""}${sentence}${said.hint ? ` (${said.hint})` : ""}`, said.token);
  } catch {
    // Plain text.
  }
  return new Problem(answer.status, text.slice(0, 500) || `the program answered ${answer.status}`);
}

async function answerTo(path: string, init: RequestInit): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(path, { credentials: "same-origin", cache: "no-store", ...init });
  } catch (error) {
    if ((error as Error).name === "AbortError") throw error;
    connection.value = connection.value === "live" ? "lost" : connection.value;
    throw new Problem(0, "The program does not answer.");
  }
  if (answer.status === 410) closeDown("closed");
  if (answer.status === 401) closeDown("shut_out");
  if (!answer.ok) throw await problemOf(answer);
  if (connection.value === "lost") connection.value = "live";
  const value: unknown = await answer.json();
  sawRevision((value as { revision?: unknown }).revision);
  return value;
}

function addressOf(page: string, query: Query): string {
  return `/${page}.json${queryText(query)}`;
}

// Asked before anything is drawn, so that the first page does not wait for one answer after another.
// Whoever asks the same soon gets that answer, unless the record has grown since.
interface Begun {
  readonly answer: Promise<unknown>;
  value?: { readonly revision?: number };
}
const early = new Map<string, Begun>();

export function askEarly(page: string, query: Query): void {
  const address = addressOf(page, query);
  const begun: Begun = { answer: ask(page, query) };
  early.set(address, begun);
  begun.answer.then(
    (value) => (begun.value = value as Begun["value"]),
    () => early.delete(address), // whoever asks again hears of it
  );
  window.setTimeout(() => early.delete(address), 5000);
}

// What has come already of a question that was asked early: it is given once.
export function takeEarly<T>(page: string, query: Query): T | undefined {
  const address = addressOf(page, query);
  const value = early.get(address)?.value;
  if (!value) return undefined;
  early.delete(address);
  return (value.revision ?? 0) >= revision.value ? (value as T) : undefined;
}

export async function ask<T>(page: string, query: Query, signal?: AbortSignal): Promise<T> {
  const address = addressOf(page, query);
  const begun = early.get(address);
  if (begun) {
    await begun.answer.catch(() => undefined);
    const value = takeEarly<T>(page, query);
    if (value) return value;
  }
  return (await answerTo(address, { headers: { Accept: "application/json" }, signal })) as T;
}

interface PostOptions {
  readonly signal?: AbortSignal;
  // The question goes on when the window is gone.
  readonly keepalive?: boolean;
}

export async function post<T>(path: string, body: unknown, options: PostOptions = {}): Promise<T> {
  return (await answerTo(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-Caucus": "1" },
    body: JSON.stringify(body),
    ...options,
  })) as T;
}
