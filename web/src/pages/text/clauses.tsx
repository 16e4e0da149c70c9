// Clauses with their blanks (what an issue fills) and brackets (wording not agreed).
import { openEntry } from "../../entry/entry_state";
import { Link } from "../../app/link";
import { PartyName } from "../../parts/party_mark";
import { Said } from "../../parts/words";
import { nameOf } from "../../program/session";
import type { Clause, Critique, DraftSaid, Run } from "./text_json";

interface Props {
  of: readonly Clause[];
  draft: DraftSaid;
  critiques: readonly Critique[];
}

export function Clauses({ of, draft, critiques }: Props) {
  return (
    <ol class="clauses">
      {of.map((clause) => (
        <li key={clause.id} class="clause" id={`clause-${clause.id}`}>
          <p class="clause-text" dir="auto">
            <span class="clause-id">{clause.id}</span> {clause.runs.map((run, at) => <RunView key={at} of={run} />)}
          </p>
          <p class="entry-marks">
            {clause.brackets && <span class="tag note">wording not agreed</span>}
            {clause.open.map((name) => {
              const critique = critiques.find((one) => one.name === name);
              return <span key={name} class="tag stop">objection{critique && ` of ${nameOf(critique.party)}`}: {critique?.concern ?? name}</span>;
            })}
            {clause.met.map((name) => <span key={name} class="tag">meets {name}</span>)}
            <button type="button" class="small quiet" onClick={() => openEntry({ verb: "critiques", reference: draft.name, chosen: { clause: clause.id } })}>
              Log an objection
            </button>
          </p>
        </li>
      ))}
    </ol>
  );
}

function RunView({ of }: { of: Run }) {
  if (of.kind === "blank") return <Link page="positions" query={{ issue: of.issue ?? "" }} class="blank">‹<Said text={of.text ?? ""} />›</Link>;
  if (of.kind === "bracket")
    return (
      <span class="bracket">
        [{(of.ways ?? []).map((way, at) => (
          <span key={at}>
            {at > 0 && " | "}
            {way.party && <><PartyName party={way.party} />: </>}
            <Said text={way.text} />
          </span>
        ))}]
      </span>
    );
  return <Said text={of.text ?? ""} />;
}
