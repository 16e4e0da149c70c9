// What terms break, touch and leave open: the same list for a proposal and for a package in the Room.
import type { Stated } from "../../parts/facts";
import type { LineSaid } from "../../parts/line_json";
import { PartyShape } from "../../parts/party_mark";
import { Sentence, Sentences } from "../../parts/sentence";
import { nameOf, words } from "../../program/session";

export interface RuleSaid {
  readonly id: string;
  readonly norm: boolean | string;
  readonly says: Stated;
  readonly why: string;
}
export interface LineTouched extends LineSaid {
  readonly party: string;
  readonly own: boolean;
}
export interface Checked {
  readonly valid: boolean;
  readonly rules_broken: readonly RuleSaid[];
  readonly rules_open: readonly RuleSaid[];
  readonly lines_touched: readonly LineTouched[];
  readonly open_issues: readonly string[];
  readonly not_needed: readonly string[];
}

export function Checks({ of }: { of: Checked }) {
  const fine = of.valid && of.lines_touched.length === 0;
  return (
    <ul class="checks">
      {of.rules_broken.map((rule) => (
        <li key={rule.id}><Mark look="stop" name="breaks a rule" /> <Sentence of={rule.says} />{rule.why && <span class="soft"> {rule.why}</span>}</li>
      ))}
      {of.lines_touched.map((line) => (
        <li key={line.id}>
          <Mark look={line.stands ? "stop" : "open"} name={`crosses a ${words(line.kind)} (${line.sure})`} />{" "}
          <PartyShape party={line.party} /> <Sentence of={line.says} />
          {line.own && <span class="tag note">a line of its own</span>}
        </li>
      ))}
      {fine && <li><Mark look="fine" name={`crosses no line and breaks no rule${of.open_issues.length > 0 ? " so far" : ""}`} /></li>}
      {of.open_issues.length > 0 && (
        <li class="soft">
          <Mark look="open" name={`leaves ${of.open_issues.length} open:`} />{" "}
          <Names of={of.open_issues} />
        </li>
      )}
      {of.rules_open.length > 0 && (
        <li>
          <details>
            <summary>{of.rules_open.length === 1 ? "A rule" : `${of.rules_open.length} rules`} that what is open may yet break</summary>
            <Sentences of={of.rules_open.map(({ says }) => says)} />
          </details>
        </li>
      )}
    </ul>
  );
}

// More names than anybody reads at a glance are folded.
const glance = 12;

function Names({ of }: { of: readonly string[] }) {
  const listed = (issues: readonly string[]) => issues.map((issue, at) => <>{at > 0 && ", "}<bdi>{nameOf(issue)}</bdi></>);
  if (of.length <= glance) return <>{listed(of)}</>;
  return (
    <>
      {listed(of.slice(0, glance))}
      <details>
        <summary>and {of.length - glance} more</summary>
        {listed(of.slice(glance))}
      </details>
    </>
  );
}

const paths = { stop: "M3 3l8 8M11 3l-8 8", open: "M7 2v6M7 10.500v2", fine: "M2 7l4 4 6-8" };

export function Mark({ look, name }: { look: keyof typeof paths; name: string }) {
  return (
    <span class={`mark check-${look}`}>
      <svg viewBox="0 0 14 14" width="13" height="13" aria-hidden="true"><path d={paths[look]} /></svg>
      {name}
    </span>
  );
}
