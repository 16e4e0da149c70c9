import { Tick } from "../entry/fields";
import { Dialog } from "../parts/dialog";
import { showsKeys } from "./overlays";
import { pages } from "./page_table";
import { singleKeys } from "./single_keys";

const everywhere: readonly [string, string][] = [
  ["n", "new entry in the talks"],
  ["/ or Ctrl K", "jump to a page, party, issue or proposal"],
  ["?", "these keys"],
  ["Esc", "close what lies over the page"],
];
const room: readonly [string, string][] = [
  ["← →", "another option of the term"],
  ["↑ ↓", "another term"],
  ["p", "pin the term, or let it go"],
  ["u, Shift U", "take a move back, make it again"],
  ["m", "make the package a proposal"],
];

export function KeysHelp() {
  return (
    <Dialog name="Keys" close={() => (showsKeys.value = false)} class="keys-help">
      <h2>Keys</h2>
      <div class="columns">
        <KeyTable name="Everywhere" rows={everywhere} />
        <KeyTable name="Go to" rows={pages.map(({ letter, title }) => [`g ${letter}`, title])} />
        <KeyTable name="In the Room" rows={room} />
      </div>
      <p>
        <Tick name="Single keys (Ctrl K always works)" value={singleKeys.value} set={(on) => (singleKeys.value = on)} />
      </p>
      <button type="button" autofocus onClick={() => (showsKeys.value = false)}>Close</button>
    </Dialog>
  );
}

function KeyTable({ name, rows }: { name: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <table class="key-table">
      <caption>{name}</caption>
      <tbody>
        {rows.map(([key, what]) => (
          <tr key={key}>
            <th scope="row"><kbd>{key}</kbd></th>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
