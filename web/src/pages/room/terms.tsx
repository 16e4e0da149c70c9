// All terms of a package: one row per issue, its options side by side. Left and right change the
// option, up and down go to another issue, `p` pins.
import type { VNode } from "preact";
import { useRef } from "preact/hooks";

import type { Package } from "../../address/packages";
import { safeText } from "../../parts/safe_text";
import { Said } from "../../parts/words";
import { capital, type Issue } from "../../program/session";

export interface TermsProps {
  issues: readonly Issue[];
  terms: Package;
  pinned: readonly string[];
  // Issues that differ from the package one came from, and those that do not apply.
  changed: readonly string[];
  idle: readonly string[];
  set(issue: string, option: string, byKey: boolean): void;
  pin(issue: string): void;
}

const many = 12;

// Of hundreds of rows a move changes two: a row whose state is as before is not made anew. Its
// gestures go to the terms as they are then.
function useRows(props: TermsProps) {
  const now = useRef(props);
  now.current = props;
  const made = useRef(new Map<string, { issue: Issue; state: string; row: VNode }>());
  const acts = useRef<Acts>({
    set: (issue, option, byKey) => now.current.set(issue, option, byKey),
    pin: (issue) => now.current.pin(issue),
  });
  const [pinned, changed, idle] = [props.pinned, props.changed, props.idle].map((ids) => new Set(ids)) as [Set<string>, Set<string>, Set<string>];
  return props.issues.map((issue) => {
    const { id } = issue;
    const chosen = props.terms[id];
    const state = [chosen, pinned.has(id), changed.has(id), idle.has(id)].join();
    const before = made.current.get(id);
    if (before?.issue === issue && before.state === state) return before.row;
    const row = <Row key={id} issue={issue} chosen={chosen} held={pinned.has(id)} changed={changed.has(id)} idle={idle.has(id)} {...acts.current} />;
    made.current.set(id, { issue, state, row });
    return row;
  });
}

export function Terms(props: TermsProps) {
  const list = useRef<HTMLDivElement>(null);
  const rows = useRows(props);
  const onKey = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-issue]");
    const issue = props.issues.find(({ id }) => id === row?.dataset.issue);
    if (!row || !issue || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "p") props.pin(issue.id);
    else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if ((event.target as HTMLElement).tagName === "SELECT") return;
      toIssue(list.current, issue.id, event.key === "ArrowUp" ? -1 : 1);
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      if (props.pinned.includes(issue.id)) return;
      step(props, issue, event.key === "ArrowLeft" ? -1 : 1);
    } else return;
    event.preventDefault();
  };
  return (
    <div class="terms" ref={list} onKeyDown={onKey}>
      {rows}
    </div>
  );
}

function toIssue(list: HTMLElement | null, from: string, by: number): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>("[data-issue]") ?? [])];
  const at = rows.findIndex((row) => row.dataset.issue === from) + by;
  const row = rows[Math.min(Math.max(at, 0), rows.length - 1)];
  row?.querySelector<HTMLElement>("[role=radio][tabindex='0'], select")?.focus();
}

function step(props: TermsProps, issue: Issue, by: number): void {
  const at = issue.options.findIndex(({ id }) => id === props.terms[issue.id]);
  const next = issue.options[Math.min(Math.max(at < 0 ? 0 : at + by, 0), issue.options.length - 1)];
  if (next && next.id !== props.terms[issue.id]) props.set(issue.id, next.id, true);
}

type Acts = Pick<TermsProps, "set" | "pin">;

interface RowProps extends Acts {
  issue: Issue;
  chosen: string | undefined;
  held: boolean;
  changed: boolean;
  idle: boolean;
}

function Row({ issue, chosen, held, changed, idle, set, pin }: RowProps) {
  const look = ["term", held && "held", changed && "changed", idle && "idle"];
  return (
    <div class={look.filter(Boolean).join(" ")} data-issue={issue.id}>
      <div class="term-name" id={`term-${issue.id}`}>
        <Said text={capital(issue.name)} />
        {issue.unit && issue.options.every(({ words }) => /^[\d.,\s-]+$/.test(words)) && <span class="soft"> ({issue.unit})</span>}
      </div>
      <button
        type="button"
        class="pin"
        aria-pressed={held}
        aria-label={`Pin ${safeText(issue.name)}`}
        title="Pin: keep this term as it is (p)"
        onClick={() => pin(issue.id)}
      >
        <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
          <path d={held ? "M3 6h8v7H3zM5 6V4a2 2 0 0 1 4 0v2" : "M3 6h8v7H3zM5 6V4a2 2 0 0 1 4 0"} />
        </svg>
      </button>
      {issue.options.length > many ? (
        <select
          aria-labelledby={`term-${issue.id}`}
          value={chosen ?? ""}
          disabled={held}
          onChange={(event) => set(issue.id, event.currentTarget.value, false)}
        >
          {chosen === undefined && <option value="">open</option>}
          {issue.options.map(({ id, words }) => <option key={id} value={id}>{safeText(words)}</option>)}
        </select>
      ) : (
        <Options issue={issue} chosen={chosen} held={held} set={set} />
      )}
    </div>
  );
}

interface OptionsProps {
  issue: Issue;
  chosen: string | undefined;
  held: boolean;
  set: TermsProps["set"];
}

function Options({ issue, chosen, held, set }: OptionsProps) {
  const reached = chosen ?? issue.options[0]?.id;
  return (
    <div class="options" role="radiogroup" aria-labelledby={`term-${issue.id}`} aria-disabled={held}>
      {issue.options.map(({ id, words }) => (
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === chosen}
          aria-disabled={held}
          tabIndex={id === reached ? 0 : -1}
          class="option"
          ref={(button) => {
            // The focus follows the choice when it is made by keys.
            if (button && id === chosen && document.activeElement?.closest(`[data-issue="${CSS.escape(issue.id)}"] .options`))
              button.focus();
          }}
          onClick={() => !held && set(issue.id, id, false)}
        >
          {safeText(words)}
        </button>
      ))}
    </div>
  );
}
