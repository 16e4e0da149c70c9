// What is stuck, whose it is, and what would be possible if something moved.
import { here, turn } from "../../address/here";
import { listOf, packageText, toggled, type Package } from "../../address/packages";
import { Link } from "../../app/link";
import { Tick } from "../../entry/fields";
import type { Facts, Stated } from "../../parts/facts";
import { Nothing, WhenAnswered } from "../../parts/page_state";
import { PartyShape } from "../../parts/party_mark";
import { FactsOfPage, Sentence } from "../../parts/sentence";
import { Prose } from "../../parts/words";
import { session } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import { BlockageView, type Blockage } from "./blockages";
import { Moves } from "./moves";

interface Demand {
  readonly id: string;
  readonly party: string;
  readonly says: Stated;
}
interface Lifted {
  readonly demands: readonly string[];
  readonly makes_room: boolean | null;
  readonly package: Package | null;
  readonly example?: string;
  readonly blockages: readonly Blockage[];
}
interface StuckJson {
  readonly facts: Facts;
  readonly complete: boolean;
  readonly blockages: readonly Blockage[];
  readonly demands: readonly Demand[];
  readonly lifted: Lifted | null;
}

export function Stuck() {
  const lifted = listOf(here.value.query.lift);
  const answer = useAnswer<StuckJson>("stuck", {});
  const tried = useAnswer<StuckJson>("stuck", { lift: lifted.join(",") }, lifted.length > 0);
  const set = (ids: readonly string[]) => turn({ lift: ids.join(",") });
  const lift = (id: string) => set(toggled(listOf(here.value.query.lift), id));
  return (
    <WhenAnswered answer={answer}>
      {(page) => (
        <>
          {lifted.length > 0 && (
            <section class="lifted" aria-label="If these were lifted" aria-busy={tried.busy}>
              <h2>If these were lifted</h2>
              <ul class="sentences">
                {lifted.map((id) => {
                  const demand = page.demands.find((one) => one.id === id);
                  return (
                    <li key={id}>
                      {demand ? <><PartyShape party={demand.party} /> <Sentence of={demand.says} /></> : id}{" "}
                      <button type="button" class="small" onClick={() => lift(id)}>Let it stand again</button>
                    </li>
                  );
                })}
              </ul>
              <div role="status">
                {tried.problem && <p class="verdict-refused">{tried.problem}</p>}
                {tried.busy && <p class="loading">Working it out …</p>}
                {!tried.busy && tried.value?.lifted && (
                  <FactsOfPage.Provider value={tried.value.facts}><Outcome of={tried.value.lifted} /></FactsOfPage.Provider>
                )}
              </div>
            </section>
          )}
          {page.blockages.length === 0 && <Nothing>{page.complete ? "Nothing is stuck." : "Still being worked out."}</Nothing>}
          {page.blockages.map((blockage) => <BlockageView key={blockage.about} of={blockage} lifted={lifted} lift={lift} />)}
          {page.blockages.length > 0 && <Moves />}
          <AllDemands of={page.demands} lifted={lifted} lift={lift} />
        </>
      )}
    </WhenAnswered>
  );
}

function Outcome({ of }: { of: Lifted }) {
  return (
    <>
      <p class="zone-says">
        {of.makes_room === true && "Then there is room."}
        {of.makes_room === false && "Then there is still no room."}
        {of.makes_room === null && "That could not be decided."}
      </p>
      {of.example && <p>For example: <Prose text={of.example} />.</p>}
      {of.package && <p><Link page="room" query={{ package: packageText(of.package) }}>Look at it in the Room</Link></p>}
      {of.blockages.filter(({ conflicts }) => conflicts.length > 0).map((blockage) => <BlockageView key={blockage.about} of={blockage} lifted={[]} />)}
    </>
  );
}

function AllDemands({ of, lifted, lift }: { of: readonly Demand[]; lifted: readonly string[]; lift(id: string): void }) {
  return (
    <details>
      <summary>All demands that were looked at ({of.length}): tick those to lift</summary>
      {(session.value?.parties ?? []).map(({ id, name }) => (
        <fieldset key={id} class="ticks all-demands">
          <legend>{name}</legend>
          {of.filter(({ party }) => party === id).map((demand) => (
            <Tick key={demand.id} name={demand.says.text.replace(/\*/g, "")} value={lifted.includes(demand.id)} set={() => lift(demand.id)} />
          ))}
        </fieldset>
      ))}
    </details>
  );
}
