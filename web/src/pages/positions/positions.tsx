// Who wants what, since when, and which way did it move?
import type { ComponentChildren } from "preact";

import { here, turn } from "../../address/here";
import type { Draft } from "../../entry/draft";
import { openEntry } from "../../entry/entry_state";
import { Nothing, WhenAnswered } from "../../parts/page_state";
import { PartyName } from "../../parts/party_mark";
import { safeText } from "../../parts/safe_text";
import { Sentence, Sentences } from "../../parts/sentence";
import { WideTable } from "../../parts/wide_table";
import { Prose } from "../../parts/words";
import { capital, nameOf } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import { History } from "./history";
import { Lines } from "./lines";
import { MovementMark } from "./movement_mark";
import { correctedPosition, newPosition } from "./position_entry";
import type { Held, PositionsJson, Row } from "./positions_json";

export function Positions() {
  const issue = here.value.query.issue;
  const answer = useAnswer<PositionsJson>("positions", issue ? { issue } : {});
  return (
    <WhenAnswered answer={answer}>
      {(page) => (
        <>
          <p class="row">
            <button type="button" onClick={() => openEntry({ verb: "wants" })}>Add a position</button>
            <button type="button" onClick={() => openEntry({ verb: "sets" })}>Add a line</button>
          </p>
          <div class={issue ? "with-drawer" : undefined}>
            <Matrix of={page} chosen={issue} />
            {issue && <History of={page} issue={issue} />}
          </div>
          <Lines of={page.lines} parties={page.parties} />
          <More title="Why: interests" of={page} />
        </>
      )}
    </WhenAnswered>
  );
}

// So many parties stand side by side; of more, only those that hold something are told.
const side_by_side = 4;

function Matrix({ of, chosen }: { of: PositionsJson; chosen: string | undefined }) {
  if (of.rows.length === 0) return <Nothing>No party has a position yet.</Nothing>;
  if (of.parties.length > side_by_side)
    return (
      <WideTable name="Positions by issue" columns={["Issue", "Who holds what", "Gap"]} look="matrix">
        {of.rows.map((row, at) => (
          <MatrixRow key={at} row={row} chosen={chosen}>
            <td><Holders row={row} parties={of.parties} /></td>
          </MatrixRow>
        ))}
      </WideTable>
    );
  return (
    <WideTable name="Positions by issue and party" columns={["Issue", ...of.parties.map((party) => <PartyName key={party} party={party} />), "Gap"]} look="matrix">
      {of.rows.map((row, at) => (
        <MatrixRow key={at} row={row} chosen={chosen}>
          {row.cells.map((cell, place) => (
            <td key={place}>
              {cell.length === 0 && <Empty party={of.parties[place] ?? ""} issue={row.about?.issue} />}
              {cell.map((held, nth) => <Cell key={nth} held={held} party={of.parties[place] ?? ""} issue={row.about?.issue} />)}
            </td>
          ))}
        </MatrixRow>
      ))}
    </WideTable>
  );
}

// Whoever holds something on the issue, side by side; the others in one line.
function Holders({ row, parties }: { row: Row; parties: readonly string[] }) {
  const issue = row.about?.issue;
  const silent = parties.filter((_, at) => row.cells[at]?.length === 0);
  return (
    <>
      <div class="holders">
        {parties.map((party, at) => {
          const cell = row.cells[at] ?? [];
          return cell.length === 0 ? null : (
            <div class="holder" key={party}>
              <PartyName party={party} />
              {cell.map((held, nth) => <Cell key={nth} held={held} party={party} issue={issue} />)}
            </div>
          );
        })}
      </div>
      {silent.length > 0 && (
        <p class="held-how silent">
          Not known:{" "}
          {silent.map((party) => (
            <span key={party} class="together">
              <PartyName party={party} /> {issue && <New party={party} issue={issue} />}
            </span>
          ))}
        </p>
      )}
    </>
  );
}

function MatrixRow({ row, chosen, children }: { row: Row; chosen: string | undefined; children: ComponentChildren }) {
  const issue = row.about?.issue;
  const open = issue !== undefined && issue === chosen;
  return (
    <tr class={open ? "chosen" : undefined}>
      <th scope="row">
        {issue ? (
          <button
            type="button"
            class="as-link"
            aria-expanded={open}
            onClick={() => turn({ issue: open ? undefined : issue })}
          >
            <Prose text={capital(row.name.text)} />
          </button>
        ) : (
          <Sentence of={{ ...row.name, text: capital(row.name.text) }} />
        )}
      </th>
      {children}
      <td class="gap">{row.gap ? <Sentence of={row.gap} /> : <span class="soft">none seen</span>}</td>
    </tr>
  );
}

function Empty({ party, issue }: { party: string; issue: string | undefined }) {
  return (
    <p class="held-how">
      <span class="soft">not known</span> {issue && <New party={party} issue={issue} />}
    </p>
  );
}

function New({ party, issue }: { party: string; issue: string }) {
  const whole = safeText(`New position of ${nameOf(party)} on ${nameOf(issue)}`);
  return <button type="button" class="quiet small" aria-label={whole} onClick={() => openEntry(newPosition(party, issue))}>new</button>;
}

function Cell({ held, party, issue }: { held: Held; party: string; issue: string | undefined }) {
  return (
    <div class="held">
      <Sentence of={held.wants} />
      <p class="held-how">
        {[held.who, held.firmness, held.audience, held.since_words].filter(Boolean).join(" · ")}{" "}
        <MovementMark movement={held.movement} />
        {issue && (
          <>
            <Small says="new" of={held} party={party} issue={issue} begin={newPosition(held.wing || party, issue, held)} />
            {held.entry && <Small says="correct" of={held} party={party} issue={issue} begin={correctedPosition(issue, held, held.entry)} />}
          </>
        )}
      </p>
      {held.moved && <p class="held-moved"><Sentence of={held.moved} /></p>}
    </div>
  );
}

interface SmallProps {
  says: "new" | "correct";
  of: Held;
  party: string;
  issue: string;
  begin: Partial<Draft>;
}

function Small({ says, of, party, issue, begin }: SmallProps) {
  const whole = `${says === "new" ? "New" : "Correct the"} position of ${nameOf(of.wing || party)} on ${nameOf(issue)}`;
  return <button type="button" class="quiet small" aria-label={safeText(whole)} onClick={() => openEntry(begin)}>{says}</button>;
}

function More({ title, of }: { title: string; of: PositionsJson }) {
  if (of.interests.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <div class="cards">
        {of.parties.map((party) => {
          const own = of.interests.filter((interest) => interest.party === party);
          return own.length === 0 ? null : (
            <div class="card" key={party}>
              <h3><PartyName party={party} /></h3>
              <Sentences of={own.map(({ says }) => says)} />
            </div>
          );
        })}
      </div>
    </section>
  );
}
