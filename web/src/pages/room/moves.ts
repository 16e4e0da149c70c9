// Moves in the Room: each is an entry of the window's history, so that taking one back is going
// back. What one came from, and the way of the point, lie beside the address.
import { here, beside, go } from "../../address/here";
import { withQuery } from "../../address/address";
import { packageText, readPackage, type Package } from "../../address/packages";
import type { Place } from "./picture";

const apart = 700;
const longest = 12;
let last = { issue: "", when: 0 };

export function cameFrom(): Package | undefined {
  const text = beside.value.from;
  return typeof text === "string" ? readPackage(text) : undefined;
}

export function trail(): Place[] {
  const kept = beside.value.trail;
  return Array.isArray(kept) ? (kept as Place[]) : [];
}

// Options of one term that are run through by key are one move.
export function moveTo(terms: Package, now: Package, place: Place | undefined, issue = "", byKey = false): void {
  const when = Date.now();
  const same = byKey && issue !== "" && issue === last.issue && when - last.when < apart;
  last = { issue, when };
  const to = { page: here.value.page, query: withQuery(here.value.query, { package: packageText(terms) }) };
  if (same) return go(to, { replace: true, beside: beside.value });
  const way = place ? [...trail(), place].slice(-longest) : trail();
  go(to, { beside: { from: packageText(now), trail: way } });
}
