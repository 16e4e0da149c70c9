// Who could move how far: the ways that make room, side by side, in steps of each party.
import { useState } from "preact/hooks";

import { packageText, type Package } from "../../address/packages";
import { Link } from "../../app/link";
import type { Facts, Stated } from "../../parts/facts";
import { WhenAnswered } from "../../parts/page_state";
import { PartyName } from "../../parts/party_mark";
import { FactsOfPage, Sentence } from "../../parts/sentence";
import { useAnswer } from "../../program/use_answer";

interface Move {
  readonly demand: string;
  readonly party: string;
  readonly says: Stated;
  readonly steps: number;
  readonly lifted: boolean;
}
interface Way {
  readonly steps: Readonly<Record<string, number>>;
  readonly moves: readonly Move[];
  readonly package: Package;
}
interface MovesJson {
  readonly facts: Facts;
  readonly complete: boolean;
  readonly note: string;
  readonly parties: readonly string[];
  readonly found: number;
  readonly ways: readonly Way[];
}

export function Moves() {
  const [open, setOpen] = useState(false);
  const answer = useAnswer<MovesJson>("moves", {}, open);
  return (
    <details class="moves asked-for" onToggle={(event) => setOpen((event.target as HTMLDetailsElement).open)}>
      <summary>Who could move how far?</summary>
      {open && (
        <div role="status">
          <WhenAnswered answer={answer}>
            {(page) => <FactsOfPage.Provider value={page.facts}><Ways of={page} /></FactsOfPage.Provider>}
          </WhenAnswered>
        </div>
      )}
    </details>
  );
}

function Ways({ of }: { of: MovesJson }) {
  if (of.ways.length === 1 && of.ways[0]?.moves.length === 0) return <p>Nobody has to: all demands can stand.</p>;
  return (
    <>
      <p class="soft">
        {of.found === 1 ? "This way makes room and asks the least of everybody." : "Each way makes room and asks less of somebody than every other."} A
        step is the next option or amount, or 1 % of the scale, as the sheet is read, where a package may be worse than no agreement: a
        count and no more.
      </p>
      {!of.complete && <p class="verdict-refused">{of.note}</p>}
      <ol class="sentences ways">
        {of.ways.map((way, at) => (
          <li key={at}>
            {of.parties.map((party) => (
              <div key={party} class="mover">
                <p><PartyName party={party} />: {stepsIn(way.steps[party] ?? 0)}</p>
                <ul class="demands">
                  {way.moves.filter((move) => move.party === party).map((move) => (
                    <li key={move.demand}><Sentence of={move.says} /> {move.lifted ? "(lifted)" : `(${stepsIn(move.steps)})`}</li>
                  ))}
                </ul>
              </div>
            ))}
            <span class="row"><Link page="room" query={{ package: packageText(way.package) }}>Look at such a package in the Room</Link></span>
          </li>
        ))}
      </ol>
      {of.found > of.ways.length && <p class="soft">{of.found - of.ways.length} more; <code>caucus stuck --moves --json</code> has all.</p>}
    </>
  );
}

function stepsIn(steps: number): string {
  return steps === 0 ? "stays" : steps === 1 ? "1 step" : `${steps} steps`;
}
