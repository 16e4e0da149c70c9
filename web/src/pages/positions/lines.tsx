// Red lines, bottom lines and preconditions of each party.
import { dayInWords } from "../../parts/days";
import { PartyName } from "../../parts/party_mark";
import { Sentence } from "../../parts/sentence";
import { WideTable } from "../../parts/wide_table";
import { nameOf, words } from "../../program/session";
import type { PartyLine } from "./positions_json";

export function Lines({ of, parties }: { of: readonly PartyLine[]; parties: readonly string[] }) {
  if (of.length === 0) return null;
  const rows = [...of].sort((a, b) => parties.indexOf(a.party ?? "") - parties.indexOf(b.party ?? ""));
  return (
    <section>
      <h2>Lines and preconditions</h2>
      <WideTable name="Lines and preconditions" columns={["Party", "Kind", "What", "Of whom, how sure", "Since"]}>
        {rows.map((line) => (
          <tr key={line.id} class={line.stands ? undefined : "soft"}>
            <td>{line.party && <PartyName party={line.party} />}</td>
            <td>{words(line.kind)}</td>
            <td><Sentence of={line.says} /></td>
            <td>{[line.owner && nameOf(line.owner), line.sure].filter(Boolean).join(", ")}</td>
            <td class="date">
              {line.since ? dayInWords(line.since) : "not known"}
              {line.met && <>; met {dayInWords(line.met)}</>}
              {!line.stands && !line.met && "; no longer stands"}
            </td>
          </tr>
        ))}
      </WideTable>
    </section>
  );
}
