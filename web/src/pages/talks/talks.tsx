// Everything that was said and done, the newest first, with filters that stand in the address.
import { useEffect, useState } from "preact/hooks";

import { here, turn } from "../../address/here";
import { openEntry } from "../../entry/entry_state";
import { ChoiceField, Labelled } from "../../entry/fields";
import { verbs } from "../../entry/verbs";
import { dayInWords } from "../../parts/days";
import type { Facts, Stated } from "../../parts/facts";
import { Nothing, WhenAnswered } from "../../parts/page_state";
import { session, words } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import { Entry, type EntryJson } from "./entry";

export interface TalksJson {
  readonly facts: Facts;
  readonly found: number;
  readonly shown: number;
  readonly entries: readonly EntryJson[];
}
export type { Stated };

const asked = ["party", "channel", "issue", "kind", "since", "words", "newest"];
const kinds = [
  "message", "offer", "proposal", "answer", "withdraw", "position", "line", "precondition", "understanding", "read_back",
  "draft", "shown", "critique", "put_to", "approval", "hop", "release", "permission", "deadline", "attendance", "pressure",
  "talks_state", "expected", "note", "channel",
];

export function Talks() {
  const query = Object.fromEntries(asked.flatMap((key) => (here.value.query[key] ? [[key, here.value.query[key]]] : [])));
  const answer = useAnswer<TalksJson>("talks", query);
  const filtered = Object.keys(query).some((key) => key !== "newest");
  return (
    <>
      <p class="row">
        <button type="button" onClick={() => openEntry({ verb: "says" })}>Log a message</button>
        <button type="button" onClick={() => openEntry({ verb: "notes", who: "mediator" })}>Note for the team</button>
      </p>
      <Filters query={query} />
      <WhenAnswered answer={answer}>
        {(page) => (
          <>
            <p class="soft" role="status">
              {page.found} {page.found === 1 ? "entry" : "entries"}{filtered ? " found" : ""}
              {page.shown < page.found && `, the newest ${page.shown} shown`}
            </p>
            {page.entries.length === 0 && (
              <Nothing>{filtered ? "Nothing fits these filters." : "Nothing has been recorded yet. Press n to write the first entry."}</Nothing>
            )}
            <Days of={page.entries} />
            {page.shown < page.found && (
              <button type="button" onClick={() => turn({ newest: String(page.shown + 500) })}>Show older ones</button>
            )}
          </>
        )}
      </WhenAnswered>
    </>
  );
}

function Days({ of }: { of: readonly EntryJson[] }) {
  const days: { day: string; entries: EntryJson[] }[] = [];
  for (const entry of [...of].reverse()) {
    const day = entry.said.slice(0, 10);
    const last = days[days.length - 1];
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return (
    <div class="days">
      {days.map(({ day, entries }) => (
        <section key={day} class="day">
          <h2>{dayInWords(day)}</h2>
          <ol class="entries">
            {entries.map((entry) => <Entry key={entry.name} of={entry} />)}
          </ol>
        </section>
      ))}
    </div>
  );
}

// What is typed counts once it is done. Until then it is kept here: the page may be drawn anew meanwhile.
function WordsFilter({ words, set }: { words: string; set(words: string): void }) {
  const [typed, setTyped] = useState(words);
  useEffect(() => setTyped(words), [words]);
  return (
    <Labelled name="Words">
      <input
        type="search"
        dir="auto"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => set(event.currentTarget.value)}
      />
    </Labelled>
  );
}

function Filters({ query }: { query: Record<string, string | undefined> }) {
  const now = session.value;
  const set = (key: string) => (value: string) => turn({ [key]: value, newest: undefined });
  const pairs = (list: readonly { id: string; name: string }[] | undefined) => (list ?? []).map(({ id, name }) => [id, name] as const);
  return (
    <form class="filters" role="search" aria-label="Filter the talks" onSubmit={(event) => event.preventDefault()}>
      <WordsFilter words={query.words ?? ""} set={set("words")} />
      <ChoiceField name="Party" value={query.party ?? ""} of={pairs(now?.parties)} set={set("party")} empty="all" />
      <ChoiceField name="Issue" value={query.issue ?? ""} of={pairs(now?.issues)} set={set("issue")} empty="all" />
      <ChoiceField name="Channel" value={query.channel ?? ""} of={pairs(now?.channels)} set={set("channel")} empty="all" />
      <ChoiceField name="Kind" value={query.kind ?? ""} of={kinds.map((kind) => [kind, words(kind)] as const)} set={set("kind")} empty="all" />
      <Labelled name="Since">
        <input type="date" value={query.since ?? ""} onChange={(event) => set("since")(event.currentTarget.value)} />
      </Labelled>
      {Object.keys(query).length > 0 && (
        <button type="button" class="quiet" onClick={() => turn(Object.fromEntries(asked.map((key) => [key, undefined])))}>Show all</button>
      )}
    </form>
  );
}

// Which verb corrects an entry of a line: the one it was written with.
export function verbOfLine(line: string): string {
  return verbs.find(({ verb }) => new RegExp(`(^|\\s)${verb}(\\s|$)`).test(line))?.verb ?? "notes";
}
