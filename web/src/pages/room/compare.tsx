// Two packages side by side, in words: the one kept for comparison and the one on the bench.
import { here, turn } from "../../address/here";
import { changesBetween, packageText, readPackage, type Package } from "../../address/packages";
import { Trouble } from "../../parts/page_state";
import { PartyName } from "../../parts/party_mark";
import { shortNumber } from "../../parts/scales";
import { FactsOfPage, Sentences } from "../../parts/sentence";
import { WideTable } from "../../parts/wide_table";
import { Said } from "../../parts/words";
import { capital, nameOf, optionName, session } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import type { EffectJson } from "./room_json";

export function Compare({ terms }: { terms: Package }) {
  const other = here.value.query.with;
  if (!other) return null;
  return <Beside terms={terms} other={readPackage(other)} />;
}

function Beside({ terms, other }: { terms: Package; other: Package }) {
  const effect = useAnswer<EffectJson>("effect", { package: packageText(terms), from: packageText(other) });
  const changes = changesBetween(other, terms, (session.value?.issues ?? []).map(({ id }) => id));
  return (
    <section class="compare" aria-labelledby="compare-title">
      <div class="row">
        <h2 id="compare-title">Compared with the package you kept</h2>
        <button type="button" class="quiet" onClick={() => turn({ with: undefined }, { replace: true })}>Stop comparing</button>
      </div>
      {changes.length === 0 && <p class="soft">The two are the same. Change a term, or load another point.</p>}
      {changes.length > 0 && (
        <WideTable name="Terms that differ" columns={["Term", "Kept", "On the bench"]}>
          {changes.map(({ issue, from, to }) => (
            <tr key={issue}>
              <th scope="row"><Said text={capital(nameOf(issue))} /></th>
              <td><Said text={optionName(issue, from)} /></td>
              <td><Said text={optionName(issue, to)} /></td>
            </tr>
          ))}
        </WideTable>
      )}
      {effect.problem && <Trouble problem={effect.problem} />}
      {changes.length > 0 && effect.value && (
        <FactsOfPage.Provider value={effect.value.facts}>
          <div class="cards">
            {effect.value.parties.map((party) => (
              <div class="card" key={party.party}>
                <h3>
                  <PartyName party={party.party} />{" "}
                  <span class="soft">{shortNumber(party.at_from)} → {shortNumber(party.at)}</span>
                </h3>
                <Column title="Nearer to it" of={party.gains} />
                <Column title="Further from it" of={party.gives} />
                <Column title="Its sheet does not say" of={party.not_said} />
              </div>
            ))}
          </div>
        </FactsOfPage.Provider>
      )}
    </section>
  );
}

function Column({ title, of }: { title: string; of: EffectJson["parties"][number]["gains"] }) {
  if (!of || of.length === 0) return null;
  return (
    <>
      <p class="field-name">{title}</p>
      <Sentences of={of} />
    </>
  );
}
