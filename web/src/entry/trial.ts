// What would become of a line if it were recorded: tried while it is typed, nothing is written.
import { useEffect, useState } from "preact/hooks";

import { post, Problem } from "../program/ask";
import { markOf } from "./unfinished";
import { revision } from "../program/connection";

export interface Told {
  readonly token?: string;
  readonly about?: string;
  readonly sentence: string;
  readonly remedy?: string;
  readonly hint?: string;
  readonly column?: number;
}
export interface EntryAnswer {
  readonly recorded: boolean;
  readonly event: { readonly id: string; readonly name: string; readonly line: string } | null;
  readonly outcome: string;
  readonly refused: Told | null;
  readonly warnings: readonly Told[];
  readonly faults: readonly Told[];
}

export interface Trial {
  // The line that `answer` is about.
  readonly of: string;
  readonly answer?: EntryAnswer;
  readonly problem?: string;
}

function tried(line: string, signal: AbortSignal): Promise<EntryAnswer> {
  return post<EntryAnswer>("/entries", { line, check: true }, { signal });
}

// `unfinished`: as what it was kept until now.
export function record(line: string, unfinished?: string): Promise<EntryAnswer> {
  return post<EntryAnswer>("/entries", { line, unfinished, was: unfinished && markOf(unfinished) });
}

// Asked a quarter of a second after the last change; an older question is given up.
export function useTrial(line: string): Trial {
  const [trial, setTrial] = useState<Trial>({ of: "" });
  const grown = revision.value;
  useEffect(() => {
    if (line === "") return setTrial({ of: "" });
    const stop = new AbortController();
    const timer = window.setTimeout(() => {
      tried(line, stop.signal).then(
        (answer) => setTrial({ of: line, answer }),
        (error: Error) => {
          if (error.name === "AbortError") return;
          setTrial({ of: line, problem: error instanceof Problem ? error.sentence : error.message });
        },
      );
    }, 250);
    return () => {
      window.clearTimeout(timer);
      stop.abort();
    };
  }, [line, grown]);
  return trial;
}

export function canBeRecorded(trial: Trial, line: string): boolean {
  const answer = trial.of === line ? trial.answer : undefined;
  return answer !== undefined && answer.faults.length === 0 && answer.refused === null;
}
