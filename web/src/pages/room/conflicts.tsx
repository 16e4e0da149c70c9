// With the pinned terms kept as they are: which demands can no longer all be met?
import { packageText, type Package } from "../../address/packages";
import type { Facts } from "../../parts/facts";
import { WhenAnswered } from "../../parts/page_state";
import { Said } from "../../parts/words";
import { nameOf, optionName } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import { BlockageView, type Blockage } from "../stuck/blockages";

interface ConflictsJson {
  readonly facts: Facts;
  readonly complete: boolean;
  readonly pinned: Package;
  readonly rules_leave_nothing: boolean;
  readonly room_left: boolean | null;
  readonly blockages: readonly Blockage[];
}

export function Conflicts({ terms, pinned }: { terms: Package; pinned: readonly string[] }) {
  const kept = Object.fromEntries(pinned.flatMap((issue) => (terms[issue] === undefined ? [] : [[issue, terms[issue]]])));
  const answer = useAnswer<ConflictsJson>("conflicts", { pinned: packageText(kept) });
  return (
    <section class="pinned" aria-label="With the pinned terms">
      <h2>With {pinned.length === 1 ? "the pinned term" : `the ${pinned.length} pinned terms`}</h2>
      <p class="soft">{Object.entries(kept).map(([issue, option]) => <span key={issue}><Said text={`${nameOf(issue)}: ${optionName(issue, option)}`} />; </span>)}</p>
      <div role="status">
        <WhenAnswered answer={answer}>
          {(page) => (
            <>
              <p class="zone-says">
                {page.rules_leave_nothing
                  ? "The rules leave no package that has them."
                  : page.room_left === true
                    ? "There is room left with them."
                    : page.room_left === false
                      ? "There is no room left with them."
                      : "Whether there is room left could not be decided."}
              </p>
              {page.blockages.filter(({ conflicts }) => conflicts.length > 0).map((blockage) => (
                <BlockageView key={blockage.about} of={blockage} lifted={[]} />
              ))}
            </>
          )}
        </WhenAnswered>
      </div>
    </section>
  );
}
