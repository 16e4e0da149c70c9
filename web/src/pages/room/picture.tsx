// Where packages lie between the parties: a plane for two parties, an axis per party for more. What
// it shows is said in words beside it; named points can be picked there by key as well.
import type { Cell } from "../../parts/csv";
import { CsvButton } from "../../parts/csv_button";
import { safeText } from "../../parts/safe_text";
import { scale, shortNumber, spread, ticks } from "../../parts/scales";
import { nameOf, partyIndex } from "../../program/session";

export type Place = readonly number[];
export interface Spot {
  readonly name: string;
  readonly at: Place;
  pick?(): void;
}
export interface PictureProps {
  readonly parties: readonly string[];
  readonly reservation: readonly (number | undefined)[];
  readonly frontier: readonly Place[];
  readonly named: readonly Spot[];
  readonly current: Place | undefined;
  // Per party how far readings of its sheet reach.
  readonly reach: readonly (readonly [number, number] | undefined)[];
  readonly trail: readonly Place[];
  readonly compared: Place | undefined;
}

const size = 420;
const edge = { left: 46, right: 185, top: 28, bottom: 42 };

export function Picture(props: PictureProps) {
  if (props.parties.length < 2) return null;
  const label = summary(props);
  return (
    <figure class="picture">
      <svg viewBox={`0 0 ${size + edge.right} ${size}`} role="img" aria-label={label}>
        {props.parties.length === 2 ? <Plane {...props} /> : <Axes {...props} />}
      </svg>
      <figcaption>
        {props.parties.length === 2
          ? "Further right and further up is better for the party on that axis. The line is the frontier: beyond it no package lies."
          : "Each line is a package; higher is better for the party on that axis."}{" "}
        Dashed: worth of no agreement.{" "}
        <CsvButton name="room" rows={() => table(props)} />
      </figcaption>
    </figure>
  );
}

function table({ parties, named, frontier, current }: PictureProps): readonly (readonly Cell[])[] {
  return [
    ["point", ...parties],
    ...(current ? [["on the bench", ...current]] : []),
    ...named.map(({ name, at }) => [name, ...at]),
    ...frontier.map((at) => ["frontier", ...at]),
  ];
}

function summary({ parties, named, current }: PictureProps): string {
  const where = current && parties.map((party, at) => `${nameOf(party)} ${shortNumber(current[at])}`).join(", ");
  return safeText(`The package lies at ${where ?? "no point yet"}. Named points: ${named.map(({ name }) => name).join(", ") || "none"}.`);
}

function bounds({ frontier, named, current, trail, compared, reservation, reach }: PictureProps, at: number): [number, number] {
  const all = [...frontier, ...named.map((spot) => spot.at), ...trail, ...(current ? [current] : []), ...(compared ? [compared] : [])]
    .map((place) => place[at])
    .concat(reservation[at], reach[at]?.[0], reach[at]?.[1])
    .filter((value): value is number => value !== undefined);
  if (all.length === 0) return [0, 1];
  return [Math.max(0, Math.min(...all) - 0.05), Math.min(1, Math.max(...all) + 0.05)];
}

function Plane(props: PictureProps) {
  const [first, second] = props.parties as [string, string];
  const x = scale(bounds(props, 0), [edge.left, size]);
  const y = scale(bounds(props, 1), [size - edge.bottom, edge.top]);
  const at = (place: Place) => `${x(place[0] ?? 0)},${y(place[1] ?? 0)}`;
  const frontier = [...props.frontier].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const labels = spread(props.named.map(({ at: place }) => y(place[1] ?? 0)), 15, edge.top + 6, size - edge.bottom - 4);
  const [rx, ry] = props.reach;
  const { current } = props;
  return (
    <>
      <line class="axis" x1={edge.left} x2={size} y1={size - edge.bottom} y2={size - edge.bottom} />
      <line class="axis" x1={edge.left} x2={edge.left} y1={edge.top} y2={size - edge.bottom} />
      {ticks(x.from, x.to, 5).map((value) => (
        <text key={`x${value}`} class="tick-label" x={x(value)} y={size - edge.bottom + 14} text-anchor="middle">{shortNumber(value)}</text>
      ))}
      {ticks(y.from, y.to, 5).map((value) => (
        <text key={`y${value}`} class="tick-label" x={edge.left - 6} y={y(value) + 3} text-anchor="end">{shortNumber(value)}</text>
      ))}
      <text class={`axis-name party-${partyIndex(first) % 8}`} x={size} y={size - 8} text-anchor="end">{safeText(nameOf(first))} →</text>
      <text class={`axis-name party-${partyIndex(second) % 8}`} x={edge.left - 4} y={edge.top - 12}>↑ {safeText(nameOf(second))}</text>
      {props.reservation[0] !== undefined && (
        <line class="reservation" x1={x(props.reservation[0])} x2={x(props.reservation[0])} y1={edge.top} y2={size - edge.bottom} />
      )}
      {props.reservation[1] !== undefined && (
        <line class="reservation" x1={edge.left} x2={size} y1={y(props.reservation[1])} y2={y(props.reservation[1])} />
      )}
      {frontier.length > 1 && <polyline class="frontier" points={frontier.map(at).join(" ")} />}
      {frontier.map((place, key) => <circle key={key} class="frontier-point" cx={x(place[0] ?? 0)} cy={y(place[1] ?? 0)} r="2.2" />)}
      {props.named.map((spot, key) => (
        <g key={spot.name} class="named" onClick={spot.pick}>
          <circle cx={x(spot.at[0] ?? 0)} cy={y(spot.at[1] ?? 0)} r="5" />
          <line class="leader" x1={x(spot.at[0] ?? 0) + 6} y1={y(spot.at[1] ?? 0)} x2={size + 6} y2={labels[key]} />
          <text x={size + 9} y={(labels[key] ?? 0) + 4}>{safeText(spot.name)}</text>
        </g>
      ))}
      {props.trail.length > 0 && current && <polyline class="trail" points={[...props.trail, current].map(at).join(" ")} />}
      {props.trail.map((place, key) => <circle key={key} class="trail-point" cx={x(place[0] ?? 0)} cy={y(place[1] ?? 0)} r="2" />)}
      {props.compared && <rect class="compared" x={x(props.compared[0] ?? 0) - 5} y={y(props.compared[1] ?? 0) - 5} width="10" height="10" />}
      {current && (rx || ry) && (
        <rect
          class="reach moves"
          x={x(rx?.[0] ?? current[0] ?? 0)}
          y={y(ry?.[1] ?? current[1] ?? 0)}
          width={Math.max(1, x(rx?.[1] ?? current[0] ?? 0) - x(rx?.[0] ?? current[0] ?? 0))}
          height={Math.max(1, y(ry?.[0] ?? current[1] ?? 0) - y(ry?.[1] ?? current[1] ?? 0))}
        />
      )}
      {current && <circle class="current moves" cx={x(current[0] ?? 0)} cy={y(current[1] ?? 0)} r="7" />}
    </>
  );
}

function Axes(props: PictureProps) {
  const x = scale([0, props.parties.length - 1], [edge.left, size]);
  const ys = props.parties.map((_, at) => scale(bounds(props, at), [size - edge.bottom, edge.top + 20]));
  const line = (place: Place) => place.map((value, at) => `${x(at)},${ys[at]?.(value) ?? 0}`).join(" ");
  const last = props.parties.length - 1;
  const labels = spread(props.named.map(({ at }) => ys[last]?.(at[last] ?? 0) ?? 0), 15, edge.top + 20, size - edge.bottom);
  return (
    <>
      {props.frontier.slice(0, 400).map((place, key) => <polyline key={key} class="frontier faint" points={line(place)} />)}
      {props.parties.map((party, at) => (
        <g key={party}>
          <line class="axis" x1={x(at)} x2={x(at)} y1={edge.top + 20} y2={size - edge.bottom} />
          <text class={`axis-name party-${partyIndex(party) % 8}`} x={x(at)} y={size - edge.bottom + (at % 2 === 0 ? 16 : 32)} text-anchor="middle">{safeText(nameOf(party))}</text>
          {props.reservation[at] !== undefined && (
            <line class="reservation" x1={x(at) - 9} x2={x(at) + 9} y1={ys[at]?.(props.reservation[at] ?? 0)} y2={ys[at]?.(props.reservation[at] ?? 0)} />
          )}
        </g>
      ))}
      {props.named.map((spot, key) => (
        <g key={spot.name} class="named" onClick={spot.pick}>
          <polyline points={line(spot.at)} />
          <text x={size + 9} y={(labels[key] ?? 0) + 4}>{safeText(spot.name)}</text>
        </g>
      ))}
      {props.compared && <polyline class="compared" points={line(props.compared)} />}
      {props.trail.slice(-4).map((place, key) => <polyline key={key} class="trail" points={line(place)} />)}
      {props.current && <polyline class="current-line" points={line(props.current)} />}
      {props.current?.map((value, at) => <circle key={at} class="current moves" cx={x(at)} cy={ys[at]?.(value)} r="5" />)}
    </>
  );
}

// A reading of the worth of a package to a party: where it lies, how far readings reach, and where
// no agreement lies.
interface BarProps {
  party: string;
  value: number | undefined;
  reach: readonly [number, number] | undefined;
  reservation: number | undefined;
  before: number | undefined;
}

export function ReadingBar({ party, value, reach, reservation, before }: BarProps) {
  const x = scale([0, 1], [4, 196]);
  return (
    <svg class={`reading party-${partyIndex(party) % 8}`} viewBox="0 0 200 22" width="200" height="22" aria-hidden="true">
      <line class="reading-ground" x1="4" x2="196" y1="11" y2="11" />
      {reach && <rect class="reading-reach moves" x={x(reach[0])} y="6" width={Math.max(1.5, x(reach[1]) - x(reach[0]))} height="10" />}
      {reservation !== undefined && <line class="reservation" x1={x(reservation)} x2={x(reservation)} y1="2" y2="20" />}
      {before !== undefined && <circle class="reading-before" cx={x(before)} cy="11" r="4" />}
      {value !== undefined && <circle class="reading-now moves" cx={x(value)} cy="11" r="5" />}
    </svg>
  );
}
