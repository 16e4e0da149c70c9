// What cannot all stand, and the smallest ways out: the same for what stands and for what was
// lifted or pinned.
import { Link } from "../../app/link";
import { packageText, type Package } from "../../address/packages";
import type { Judged, Stated } from "../../parts/facts";
import { PartyShape } from "../../parts/party_mark";
import { Sentence, Sentences } from "../../parts/sentence";

export interface Conflict extends Judged {
  readonly owners: readonly string[];
  readonly demands: readonly { readonly id: string; readonly party: string; readonly says: Stated; readonly lifting: Stated | null }[];
  readonly remarks: readonly Stated[];
  readonly by_pins?: boolean;
}
export interface WayOut extends Judged {
  readonly movers: readonly string[];
  readonly demands: readonly string[];
  readonly package: Package | null;
  readonly example: Stated | null;
}
export interface Blockage {
  readonly about: string;
  readonly summary: Judged | null;
  readonly complete: boolean;
  readonly conflicts: readonly Conflict[];
  readonly ways_out: readonly WayOut[];
}

interface Props {
  of: Blockage;
  lifted: readonly string[];
  lift?(id: string): void;
}

export function BlockageView({ of, lifted, lift }: Props) {
  return (
    <section class="blockage">
      <h2>{of.about}</h2>
      {of.summary && <p class="zone-says"><Sentence of={of.summary} /></p>}
      <div class="cards">
        {of.conflicts.map((conflict, at) => (
          <article key={at} class="card conflict">
            <p><Sentence of={conflict} /></p>
            {conflict.by_pins === true && <p class="tag note">only since these terms are pinned</p>}
            <ul class="demands">
              {conflict.demands.map((demand) => (
                <li key={demand.id}>
                  <PartyShape party={demand.party} /> <Sentence of={demand.says} />
                  {demand.lifting && <p class="held-how"><Sentence of={demand.lifting} /></p>}
                  {lift && (
                    <button type="button" class="small" aria-pressed={lifted.includes(demand.id)} onClick={() => lift(demand.id)}>
                      {lifted.includes(demand.id) ? "Let it stand again" : "What if it were lifted?"}
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {conflict.remarks.length > 0 && <Sentences of={conflict.remarks} />}
          </article>
        ))}
      </div>
      {of.ways_out.length > 0 && (
        <>
          <h3>Smallest ways out</h3>
          <ul class="sentences ways">
            {of.ways_out.map((way, at) => (
              <li key={at}>
                {way.movers.map((party) => <PartyShape key={party} party={party} />)} <Sentence of={way} />
                {way.example && <p class="held-how"><Sentence of={way.example} /></p>}
                <span class="row">
                  {lift && way.demands.length > 0 && (
                    <button type="button" class="small" onClick={() => way.demands.filter((id) => !lifted.includes(id)).forEach(lift)}>Try it</button>
                  )}
                  {way.package && <Link page="room" query={{ package: packageText(way.package) }}>Look at it in the Room</Link>}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
