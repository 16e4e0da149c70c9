// What the package does, to whom, and what changed against the one before.
import { FactsOfPage, Sentence, Sentences } from "../../parts/sentence";
import { PartyName, PartyShape } from "../../parts/party_mark";
import { number, shortNumber } from "../../parts/scales";
import { Prose } from "../../parts/words";
import { capital, nameOf } from "../../program/session";
import { Checks } from "../proposals/checks";
import { ReadingBar } from "./picture";
import type { EffectJson, PartyEffect } from "./room_json";

interface Props {
  of: EffectJson;
  load(terms: Readonly<Record<string, string>>): void;
}

export function EffectPanel({ of, load }: Props) {
  return (
    <FactsOfPage.Provider value={of.facts}>
      <div class="effect">
        {of.changes && <p class="effect-changes"><b>Changed:</b> <Prose text={of.changes} /></p>}
        <div class="effect-parties">
          {of.parties.map((party) => <PartyReading key={party.party} of={party} />)}
        </div>
        <Checks of={of} />
        {of.better_for_all.map((better) => (
          <p key={better.kind}>
            <Sentence of={better.says} />{" "}
            <button type="button" class="small" onClick={() => load(better.package)}>Go there</button>
          </p>
        ))}
        {of.on_frontier === true && <p class="soft">It lies on the frontier: nothing is better for one party without being worse for another.</p>}
        {of.hangs_on.length > 0 && (
          <details>
            <summary>Hangs on contested figures ({of.hangs_on.length})</summary>
            <Sentences of={of.hangs_on} />
          </details>
        )}
        {of.to_verify.length > 0 && (
          <details>
            <summary>What would have to be verified ({of.to_verify.length})</summary>
            <ul class="sentences">
              {of.to_verify.map(({ issue, verifier }) => (
                <li key={issue}>{capital(nameOf(issue))}{verifier ? ` by ${nameOf(verifier)}` : ": by whom is not settled"}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </FactsOfPage.Provider>
  );
}

function range(of: PartyEffect): readonly [number, number] | undefined {
  if (of.in_readings) return [of.in_readings.low, of.in_readings.high];
  if (of.at_least !== undefined && of.at_most !== undefined) return [of.at_least, of.at_most];
  return undefined;
}

const turns = { better: "better than before", worse: "worse than before", same: "as before" };

function PartyReading({ of }: { of: PartyEffect }) {
  const met = of.positions.filter((position) => position.met === "yes").length;
  const between = range(of);
  const least = number(of.reservation);
  return (
    <section class="party-reading" aria-label={nameOf(of.party)}>
      <h3><PartyName party={of.party} /></h3>
      {of.worth === "unknown" ? (
        <p class="soft">Nothing is known of what it prefers.</p>
      ) : (
        <>
          <ReadingBar party={of.party} value={of.at} reach={between} reservation={least} before={of.at_from} />
          <p class="reading-words">
            {of.at !== undefined ? shortNumber(of.at) : "open"}
            {between && `, between ${shortNumber(between[0])} and ${shortNumber(between[1])}`}
            {of.acceptable !== undefined && (of.acceptable ? "; no worse than no agreement" : "; worse than no agreement")} (
            {shortNumber(least)})
            {of.in_readings && `; so in ${of.acceptable ? of.in_readings.acceptable.stands : of.in_readings.acceptable.of - of.in_readings.acceptable.stands} of ${of.in_readings.acceptable.of} readings`}
            {of.turn && <> · <b>{turns[of.turn]}</b></>}
          </p>
        </>
      )}
      <Moves title="Nearer to it" of={of.gains} />
      <Moves title="Further from it" of={of.gives} />
      <Moves title="Its sheet does not say" of={of.not_said} />
      {of.positions.length > 0 && (
        <details>
          <summary>Positions met: {met} of {of.positions.length}</summary>
          <ul class="sentences">
            {of.positions.map((position) => (
              <li key={position.id}>
                <span class={position.met === "yes" ? "check-fine" : position.met === "no" ? "check-stop" : "check-open"}>
                  {position.met === "yes" ? "met" : position.met === "no" ? "not met" : "open"}:
                </span>{" "}
                <Sentence of={position.says} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Moves({ title, of }: { title: string; of: PartyEffect["gains"] }) {
  if (!of || of.length === 0) return null;
  return (
    <div class="moves-list">
      <p class="field-name">{title}</p>
      <Sentences of={of} />
    </div>
  );
}

const arrows = { better: "▲", worse: "▼", same: "＝" };

// Where the effect lies below the terms, what matters of it stays in sight while a term is moved.
export function EffectStrip({ of }: { of: EffectJson }) {
  const lines = of.lines_touched.filter((line) => line.stands).length;
  const rules = of.rules_broken.length;
  const known = of.parties.filter(({ at }) => at !== undefined);
  return (
    <button type="button" class="effect-strip" onClick={() => document.getElementById("effect")?.scrollIntoView()}>
      {known.map((party) => (
        <span key={party.party} class={`together ${party.acceptable === false ? "check-stop" : ""}`}>
          {known.length > 3 ? <><PartyShape party={party.party} /><span class="unseen">{nameOf(party.party)}</span></> : <PartyName party={party.party} />}{" "}
          {shortNumber(party.at)}{" "}
          {party.turn && <><span aria-hidden="true">{arrows[party.turn]}</span><span class="unseen">{turns[party.turn]}</span></>}
        </span>
      ))}
      {lines > 0 && <span class="check-stop">{lines === 1 ? "1 line" : `${lines} lines`} crossed</span>}
      {rules > 0 && <span class="check-stop">{rules === 1 ? "1 rule" : `${rules} rules`} broken</span>}
    </button>
  );
}

// One sentence for who does not see the bars move.
export function effectInWords(of: EffectJson): string {
  const parties = of.parties
    .filter((party) => party.at !== undefined)
    .map((party) => `${nameOf(party.party)} ${shortNumber(party.at)}${party.turn ? `, ${turns[party.turn]}` : ""}`);
  const lines = of.lines_touched.filter((line) => line.stands).length;
  const rules = of.rules_broken.length;
  return [...parties, `${lines} lines crossed`, `${rules} rules broken`].join("; ");
}
