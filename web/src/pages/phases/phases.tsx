// What comes after what, for how long, on which conditions, and who owes what in it?
import { openEntry } from "../../entry/entry_state";
import { FactsOfPage, Sentence, Sentences } from "../../parts/sentence";
import type { Facts, Stated } from "../../parts/facts";
import { Nothing, WhenAnswered } from "../../parts/page_state";
import { PartyName } from "../../parts/party_mark";
import { WideTable } from "../../parts/wide_table";
import { capital, partyIndex } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import { PhasesPicture, type PhasesPictureJson } from "./picture";

interface Owed {
  readonly issue: string;
  readonly name: string;
  readonly debtor: string;
  readonly debtor_name: string;
  readonly creditor: string;
  readonly creditor_name: string;
  readonly verifier_name: string;
  readonly fact: string;
}
interface Phase {
  readonly id: string | null;
  readonly name: Stated;
  readonly lasts: Stated | null;
  readonly conditions: readonly Stated[];
  readonly deadlines: readonly Stated[];
  readonly owed: readonly Owed[];
}
interface PhasesJson {
  readonly facts: Facts;
  readonly phases: readonly Phase[];
  readonly without_phase: readonly Owed[];
  readonly picture: PhasesPictureJson | null;
}

export function Phases() {
  const answer = useAnswer<PhasesJson>("phases", {});
  return (
    <>
      <p class="row">
        <button type="button" onClick={() => openEntry({ verb: "sets_deadline" })}>Set a deadline</button>
        <button type="button" onClick={() => openEntry({ verb: "moves_deadline" })}>Move a deadline</button>
      </p>
      <WhenAnswered answer={answer}>
        {(page) => (
          <FactsOfPage.Provider value={page.facts}>
            {page.picture && <PhasesPicture of={page.picture} />}
            {page.phases.length === 0 && <Nothing>The case has no phases.</Nothing>}
            {page.phases.map((phase, at) => <PhaseView key={at} of={phase} />)}
            {page.without_phase.length > 0 && (
              <section>
                <h2>In no phase</h2>
                <OwedTable of={page.without_phase} name="In no phase" />
              </section>
            )}
          </FactsOfPage.Provider>
        )}
      </WhenAnswered>
    </>
  );
}

function PhaseView({ of }: { of: Phase }) {
  return (
    <section>
      <h2><Sentence of={{ ...of.name, text: capital(of.name.text) }} /></h2>
      {of.lasts && <p><Sentence of={of.lasts} /></p>}
      {of.conditions.length > 0 && <><h3>Only if</h3><Sentences of={of.conditions} /></>}
      {of.deadlines.length > 0 && <><h3>Deadlines</h3><Sentences of={of.deadlines} /></>}
      {of.owed.length > 0 && <OwedTable of={of.owed} name={of.name.text} />}
    </section>
  );
}

function OwedTable({ of, name }: { of: readonly Owed[]; name: string }) {
  return (
    <WideTable name={`What is owed: ${name}`} columns={["What", "Who owes it", "To whom", "Who checks it"]}>
      {of.map((owed) => (
        <tr key={owed.issue}>
          <td><Sentence of={{ text: capital(owed.name), facts: [owed.fact] }} /></td>
          <td><Who id={owed.debtor} name={owed.debtor_name} /></td>
          <td><Who id={owed.creditor} name={owed.creditor_name} /></td>
          <td>{owed.verifier_name || <span class="soft">not settled</span>}</td>
        </tr>
      ))}
    </WideTable>
  );
}

function Who({ id, name }: { id: string; name: string }) {
  if (partyIndex(id) >= 0) return <PartyName party={id} />;
  return <>{name || <span class="soft">not said</span>}</>;
}
