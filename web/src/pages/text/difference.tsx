// What changed between two drafts, by clause and word. Added words are underlined, removed ones are
// struck out and said to be so.
import { Said } from "../../parts/words";
import type { TextJson } from "./text_json";

export function Difference({ of }: { of: TextJson }) {
  const changed = of.difference.filter(({ change }) => change !== "same").length;
  return (
    <>
      <p role="status">Against draft {of.against}: {changed === 0 ? "no clause changed" : `${changed} ${changed === 1 ? "clause" : "clauses"} changed`}.</p>
      <ol class="clauses">
        {of.difference.map((clause) => (
          <li key={clause.id} class="clause">
            <p class="clause-text" dir="auto">
              <span class="clause-id">{clause.id}</span>{" "}
              {clause.change === "same" && <span class="soft">unchanged: {of.clauses.find(({ id }) => id === clause.id)?.text}</span>}
              {clause.words.map((word, at) =>
                word.change === "added" ? <ins key={at}><Said text={word.text} /> </ins>
                : word.change === "removed" ? <del key={at}><Said text={word.text} /> </del>
                : <span key={at}><Said text={word.text} /> </span>,
              )}
            </p>
            {clause.change !== "same" && <p class="entry-marks"><span class="tag note">{clause.change}</span></p>}
          </li>
        ))}
      </ol>
    </>
  );
}
