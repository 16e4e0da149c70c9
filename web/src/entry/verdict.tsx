// The line as it will stand in the record, and what the program says of it.
import { Line, Prose } from "../parts/words";
import type { Told, Trial } from "./trial";

interface Props {
  line: string;
  trial: Trial;
  missing: readonly string[];
}

export function Verdict({ line, trial, missing }: Props) {
  return (
    <div class="verdict">
      <p class="verdict-line"><Line text={line || " "} /></p>
      <div role="status" aria-live="polite" aria-label="What would be recorded">
        {missing.length > 0 ? (
          <p class="verdict-missing">Still needed: {missing.join(", ")}.</p>
        ) : (
          <Judgement line={line} trial={trial} />
        )}
      </div>
    </div>
  );
}

function Judgement({ line, trial }: { line: string; trial: Trial }) {
  if (trial.of !== line) return <p class="verdict-missing">Trying it …</p>;
  if (trial.problem) return <p class="verdict-refused">{trial.problem}</p>;
  const answer = trial.answer;
  if (!answer) return null;
  return (
    <>
      {answer.faults.map((fault, at) => <Point key={at} kind="Not understood" told={fault} />)}
      {answer.refused && <Point kind="Cannot be recorded" told={answer.refused} />}
      {answer.warnings.map((warning, at) => <Point key={at} kind="Take note" told={warning} />)}
      {answer.faults.length === 0 && !answer.refused && (
        <p class="verdict-fine">It leads to: <b>{answer.outcome.replace(/_/g, " ")}</b></p>
      )}
    </>
  );
}

function Point({ kind, told }: { kind: string; told: Told }) {
  const remedy = told.remedy || told.hint;
  return (
    <p class={kind === "Take note" ? "verdict-warning" : "verdict-refused"}>
      <b>{kind}:</b> {told.about && <><code>{told.about}</code>: </>}
      <Prose text={told.sentence} />
      {remedy && <> (<Prose text={remedy} />)</>}
    </p>
  );
}
