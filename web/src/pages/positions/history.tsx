// The history of one issue: every position on it, the oldest first.
import { useEffect, useRef } from "preact/hooks";

import { turn } from "../../address/here";
import { Link } from "../../app/link";
import { openEntry } from "../../entry/entry_state";
import { dayInWords } from "../../parts/days";
import { Nothing } from "../../parts/page_state";
import { PartyName } from "../../parts/party_mark";
import { safeText } from "../../parts/safe_text";
import { Sentence } from "../../parts/sentence";
import { Said } from "../../parts/words";
import { capital, nameOf, words } from "../../program/session";
import { correctedPosition } from "./position_entry";
import { MovementMark } from "./movement_mark";
import type { PositionsJson, Step, TalksEntry } from "./positions_json";

export function History({ of, issue }: { of: PositionsJson; issue: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [issue]);
  const steps = of.issue === issue ? of.history : [];
  return (
    <aside class="drawer" aria-label={`History: ${nameOf(issue)}`}>
      <header class="entry-head">
        <h2 tabIndex={-1} ref={heading}><Said text={capital(nameOf(issue))} /></h2>
        <button type="button" class="quiet" onClick={() => turn({ issue: undefined })}>Close</button>
      </header>
      {steps.length === 0 && <Nothing>Nobody has taken a position on it.</Nothing>}
      <ol class="history">
        {steps.map((step, at) => (
          <li key={at} class={step.movement === "back" ? "back" : undefined}>
            <p class="held-how">
              {step.on ? dayInWords(step.on) : "day not known"} · <PartyName party={step.party} />
              {step.wing && <> · {nameOf(step.wing)}</>} <MovementMark movement={step.movement} />
            </p>
            <Sentence of={step.wants} />
            <p class="held-how">{words(step.firmness)} · {words(step.audience)} · {step.from === "talks" ? "said at the talks" : "from the case file"}</p>
            {step.entry && <Correct issue={issue} step={step} entry={step.entry} />}
            {step.note && <p class="held-how"><Said text={step.note} /></p>}
          </li>
        ))}
      </ol>
      <p class="row">
        <button type="button" onClick={() => openEntry({ verb: "wants", issue })}>Add a position on this</button>
        <Link page="talks" query={{ issue, kind: "position" }}>See them in the talks</Link>
      </p>
    </aside>
  );
}

function Correct({ issue, step, entry }: { issue: string; step: Step; entry: TalksEntry }) {
  const whole = `Correct the position of ${nameOf(step.wing || step.party)} of ${step.on ? dayInWords(step.on) : "a day not known"}`;
  return (
    <button type="button" class="quiet small" aria-label={safeText(whole)} onClick={() => openEntry(correctedPosition(issue, step, entry))}>
      correct
    </button>
  );
}
