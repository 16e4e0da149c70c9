// Jump to a page, a party, an issue, an option or something on the table, by typing.
import { useMemo, useState } from "preact/hooks";

import { go } from "../address/here";
import { openEntry } from "../entry/entry_state";
import { Dialog } from "../parts/dialog";
import { Said } from "../parts/words";
import { nameOf, session } from "../program/session";
import { best, type Target } from "./jump";
import { palette } from "./overlays";
import { pages } from "./page_table";

function targets(): Target[] {
  const now = session.value;
  const jump = (page: string, query: Record<string, string> = {}) => () => go({ page, query });
  return [
    ...pages.map((page) => ({ kind: "page", name: page.title, run: jump(page.name) })),
    { kind: "do", name: "New entry in the talks", run: () => openEntry() },
    ...(now?.parties ?? []).flatMap(({ id, name }) => [
      { kind: "party", name: `${name}: talks`, run: jump("talks", { party: id }) },
      { kind: "party", name: `${name}: what it could see`, run: jump("view-as", { party: id }) },
    ]),
    ...(now?.issues ?? []).flatMap(({ id, name }) => [
      { kind: "issue", name: `${name}: positions`, run: jump("positions", { issue: id }) },
      { kind: "issue", name: `${name}: talks`, run: jump("talks", { issue: id }) },
    ]),
    ...(now?.entries ?? [])
      .filter(({ kind }) => kind === "proposal" || kind === "offer")
      .map(({ name, kind, who }) => ({ kind, name: `${name} (${nameOf(who)})`, run: jump("proposals", { name }) })),
  ];
}

export function Palette() {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const all = useMemo(targets, [session.value]);
  const found = best(all, typed, 12);
  const close = () => (palette.value = false);
  const run = (target: Target | undefined) => {
    if (!target) return;
    close();
    target.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && found.length > 0) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter") run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog name="Jump to" close={close} class="palette">
      <input
        type="text"
        role="combobox"
        aria-label="Jump to a page, party, issue or proposal"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        autofocus
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <ul id="palette-list" role="listbox" aria-label="Where to">
        {found.map((target, place) => (
          <li
            key={`${target.kind} ${target.name}`}
            id={`palette-${place}`}
            role="option"
            aria-selected={place === at}
            onClick={() => run(target)}
          >
            <span class="kind">{target.kind}</span> <Said text={target.name} />
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="nothing" role="status">Nothing is called so.</p>}
    </Dialog>
  );
}
