// What every page shows before its answer, without one, and when there is nothing to show.
import type { ComponentChildren } from "preact";

import type { Answer } from "../program/use_answer";
import type { Facts } from "./facts";
import { FactsOfPage } from "./sentence";
import { Prose } from "./words";

interface Answered {
  readonly facts?: Facts;
  readonly complete?: boolean;
  readonly working?: readonly string[];
}

const parts: Record<string, string> = { stuck: "sticking points", options: "options worth a look" };

function named(part: string): string {
  return parts[part] ?? part;
}

interface Props<T> {
  answer: Answer<T>;
  children: (value: T) => ComponentChildren;
}

export function WhenAnswered<T extends Answered>({ answer, children }: Props<T>) {
  const { value, problem, busy } = answer;
  if (value === undefined) {
    if (problem) return <Trouble problem={problem} again={answer.again} />;
    return <p class="loading" role="status">Reading the case …</p>;
  }
  return (
    <FactsOfPage.Provider value={value.facts ?? {}}>
      {problem && <Trouble problem={problem} again={answer.again} />}
      {value.complete === false && (
        <p class="notice" role="status">
          {value.working && value.working.length > 0
            ? `Still being worked out: ${value.working.map(named).join(", ")}. What is shown is right; more will come.`
            : "Not everything has been worked out. What is shown is the best found so far."}
        </p>
      )}
      <div class={busy ? "answer busy" : "answer"} aria-busy={busy}>
        {children(value)}
      </div>
    </FactsOfPage.Provider>
  );
}

export function Trouble({ problem, again }: { problem: string; again?: () => void }) {
  return (
    <div class="trouble" role="alert">
      <p><Prose text={problem} /></p>
      {again && <button type="button" onClick={again}>Ask again</button>}
    </div>
  );
}

export function Nothing({ children }: { children: ComponentChildren }) {
  return <p class="nothing">{children}</p>;
}
