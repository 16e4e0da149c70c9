// Packages to start from or to look at: named points, options worth a look, what was put before.
import type { Package } from "../../address/packages";
import { packageText, readPackage } from "../../address/packages";
import { dayInWords } from "../../parts/days";
import { FactsOfPage, Sentences } from "../../parts/sentence";
import { capital, nameOf } from "../../program/session";
import { useAnswer } from "../../program/use_answer";
import type { Item } from "../proposals/proposals";
import type { Facts } from "../../parts/facts";
import type { NamedPoint, RoomJson } from "./room_json";

function meaning({ cards }: RoomJson, { card }: NamedPoint) {
  const found = card === null ? undefined : cards?.[card];
  return found ? [...found.says, ...found.worth] : [];
}

interface Props {
  room: RoomJson;
  terms: Package;
  load(terms: Package): void;
}

export function StartFrom({ room, terms, load }: Props) {
  const put = useAnswer<{ facts: Facts; items: readonly Item[] }>("proposals", {});
  const now = packageText(terms);
  const full = (given: Package) => packageText(given) === now;
  return (
    <div class="start-from">
      <h3>Named points</h3>
      <ul class="point-list">
        {room.points.map((point) => (
          <li key={point.kind}>
            <button type="button" class="small" aria-pressed={full(point.package)} onClick={() => load(point.package)}>{capital(point.name)}</button>
            <details>
              <summary>what it means</summary>
              <Sentences of={meaning(room, point)} />
              {point.acceptable_in_readings && (
                <p class="soft">
                  No worse than no agreement for everybody in {point.acceptable_in_readings.stands} of {point.acceptable_in_readings.of} readings.
                  {!point.proven && " It is the best found, not proven."}
                </p>
              )}
            </details>
          </li>
        ))}
      </ul>
      {room.options.length > 0 && (
        <>
          <h3>Options worth a look</h3>
          <ul class="point-list">
            {room.options.map((option) => (
              <li key={option.name}>
                <button type="button" class="small" aria-pressed={full(option.package)} onClick={() => load(option.package)}>{option.name}</button>
                <details>
                  <summary>{option.in_a_word || "what it means"}</summary>
                  <Sentences of={[option.says, option.at_a_glance, ...option.risks].filter((one) => one !== null)} />
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
      {put.value && put.value.items.length > 0 && (
        <FactsOfPage.Provider value={put.value.facts}>
          <h3>What was put before (other terms stay)</h3>
          <ul class="point-list">
            {put.value.items.map((item) => (
              <li key={`${item.from} ${item.name}`}>
                <button type="button" class="small" onClick={() => load({ ...terms, ...readPackage(item.query) })}>
                  {capital(item.kind)} of <bdi>{nameOf(item.by)}</bdi>, {item.said ? dayInWords(item.said) : "day not known"}
                </button>
              </li>
            ))}
          </ul>
        </FactsOfPage.Provider>
      )}
    </div>
  );
}
