// A party is known by its name, a shape and a colour, the same on every page; never by colour alone.
import { nameOf, partyIndex } from "../program/session";

const shapes = [
  "M5 .8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 0 1 0-8.4z",
  "M1 1h8v8h-8z",
  "M5 .5L9.6 9H.4z",
  "M5 0L10 5L5 10L0 5z",
  "M3.5 0h3v3.5H10v3H6.500V10h-3V6.500H0v-3h3.500z",
  "M.4 1H9.600L5 9.500z",
  "M5 .3L9.700 3.800L7.900 9.300H2.100L.3 3.800z",
  "M2.500 .7h5L10 5L7.500 9.300h-5L0 5z",
];

export function shapeOf(index: number): string {
  return shapes[index % shapes.length] as string;
}

export function PartyShape({ party }: { party: string }) {
  const index = partyIndex(party);
  if (index < 0) return null;
  return (
    <svg class={`shape party-${index % 8}`} viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <path d={shapeOf(index)} />
    </svg>
  );
}

export function PartyName({ party }: { party: string }) {
  return (
    <span class="party-name">
      <PartyShape party={party} />
      <bdi>{nameOf(party)}</bdi>
    </span>
  );
}
