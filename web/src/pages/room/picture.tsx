// Where packages lie between the parties: a plane for two parties, an axis per party for more. What
// it shows is said in words beside it; named points can be picked there by key as well.
import type { Cell } from "../../parts/csv";
import { CsvButton } from "../../parts/csv_button";
import { Drawing } from "../../parts/drawing";
import { PartyName, shapeOf } from "../../parts/party_mark";
import { apart, safeText } from "../../parts/safe_text";
import { scale, shortNumber, spread, ticks, type Scale } from "../../parts/scales";
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

// Where the plane or the axes lie in a picture: beside it the names of its points, where there is
// room; on a narrow one they stand inside the plane, or only in the list of points.
interface Field {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly namesAt: number;
  readonly narrow: boolean;
}

const narrowest = 460;

function fieldOf(wide: number, tall: number, many: boolean): Field {
  const narrow = wide < narrowest;
  const right = wide - (narrow ? (many ? 16 : 10) : 172);
  return { left: many ? 18 : 36, right, top: many ? 14 : 26, bottom: tall - (many ? 26 : 38), namesAt: right + 9, narrow };
}

export function Picture(props: PictureProps) {
  if (props.parties.length < 2) return null;
  const plane = props.parties.length === 2;
  return (
    <Drawing
      label={summary(props)}
      most={640}
      tall={(wide) => Math.round(Math.min(340, Math.max(260, wide * 0.64)))}
      caption={(wide) => (
        <>
          {!plane && <p class="legend">{props.parties.map((party) => <PartyName key={party} party={party} />)}</p>}
          {plane && wide < narrowest && <p class="legend">{heaps(props.named).map(({ all }, at) => <span key={all}>{at + 1}: {all}</span>)}</p>}
          {plane
            ? "Further right and further up is better for the party on that axis. The line is the frontier: beyond it no package lies."
            : "Each line is a package; higher is better for the party on that axis."}{" "}
          Dashed: worth of no agreement.{" "}
          <CsvButton name="room" rows={() => table(props)} />
        </>
      )}
    >
      {(wide, tall) => {
        const field = fieldOf(wide, tall, !plane);
        return plane ? <Plane {...props} field={field} /> : <Axes {...props} field={field} />;
      }}
    </Drawing>
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
  return `The package lies at ${where ?? "no point yet"}. Named points: ${named.map(({ name }) => name).join(", ") || "none"}.`;
}

function bounds({ frontier, named, current, trail, compared, reservation, reach }: PictureProps, at: number): [number, number] {
  const all = [...frontier, ...named.map((spot) => spot.at), ...trail, ...(current ? [current] : []), ...(compared ? [compared] : [])]
    .map((place) => place[at])
    .concat(reservation[at], reach[at]?.[0], reach[at]?.[1])
    .filter((value): value is number => value !== undefined);
  if (all.length === 0) return [0, 1];
  return [Math.max(0, Math.min(...all) - 0.05), Math.min(1, Math.max(...all) + 0.05)];
}

// Points that lie on each other have one label: "Nash point and 4 more".
function heaps(named: readonly Spot[]): { spot: Spot; label: string; all: string }[] {
  const found = new Map<string, Spot[]>();
  for (const spot of named) {
    const where = spot.at.map((at) => at.toFixed(2)).join();
    found.set(where, [...(found.get(where) ?? []), spot]);
  }
  return [...found.values()].map((spots) => ({
    spot: spots[0] as Spot,
    label: spots.length > 1 ? `${spots[0]?.name} and ${spots.length - 1} more` : (spots[0]?.name ?? ""),
    all: spots.map(({ name }) => name).join(", "),
  }));
}

interface InField extends PictureProps {
  readonly field: Field;
}

function Frame({ parties, reservation, field, x, y }: InField & { x: Scale; y: Scale }) {
  const [first, second] = parties as [string, string];
  const { left, right, top, bottom } = field;
  return (
    <>
      <line class="axis" x1={left} x2={right} y1={bottom} y2={bottom} />
      <line class="axis" x1={left} x2={left} y1={top} y2={bottom} />
      {ticks(x.from, x.to, 5).map((value) => (
        <text key={`x${value}`} class="tick-label" x={x(value)} y={bottom + 14} text-anchor="middle">{shortNumber(value)}</text>
      ))}
      {ticks(y.from, y.to, 5).map((value) => (
        <text key={`y${value}`} class="tick-label" x={left - 6} y={y(value) + 4} text-anchor="end">{shortNumber(value)}</text>
      ))}
      <text class={`axis-name party-${partyIndex(first) % 8}`} x={right} y={bottom + 32} text-anchor="end">{apart(nameOf(first))} →</text>
      <text class={`axis-name party-${partyIndex(second) % 8}`} x={4} y={14}>↑ {apart(nameOf(second))}</text>
      {reservation[0] !== undefined && <line class="reservation" x1={x(reservation[0])} x2={x(reservation[0])} y1={top} y2={bottom} />}
      {reservation[1] !== undefined && <line class="reservation" x1={left} x2={right} y1={y(reservation[1])} y2={y(reservation[1])} />}
    </>
  );
}

function Named({ named, field, x, y }: InField & { x: Scale; y: Scale }) {
  const at = (place: Place) => [x(place[0] ?? 0), y(place[1] ?? 0)] as const;
  const points = heaps(named);
  const labels = spread(points.map(({ spot }) => at(spot.at)[1]), field.narrow ? 12 : 16, field.top + 8, field.bottom - 6);
  return (
    <>
      {points.map(({ spot, label, all }, key) => {
        const [cx, cy] = at(spot.at);
        const beside = labels[key] ?? 0;
        return (
          <g key={spot.name} class="named" onClick={spot.pick}>
            <title>{safeText(all)}</title>
            <circle cx={cx} cy={cy} r="5" />
            {!field.narrow && <line class="leader" x1={cx + 6} y1={cy} x2={field.namesAt - 3} y2={beside} />}
            <text x={field.narrow ? cx + 9 : field.namesAt} y={beside + 4}>{field.narrow ? key + 1 : safeText(label)}</text>
          </g>
        );
      })}
    </>
  );
}

function Plane(props: InField) {
  const { field, current } = props;
  const x = scale(bounds(props, 0), [field.left, field.right]);
  const y = scale(bounds(props, 1), [field.bottom, field.top]);
  const at = (place: Place) => `${x(place[0] ?? 0)},${y(place[1] ?? 0)}`;
  const frontier = [...props.frontier].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const [rx, ry] = props.reach;
  return (
    <>
      {current && (rx || ry) && (
        <rect
          class="reach"
          x={x(rx?.[0] ?? current[0] ?? 0)}
          y={y(ry?.[1] ?? current[1] ?? 0)}
          width={Math.max(1, x(rx?.[1] ?? current[0] ?? 0) - x(rx?.[0] ?? current[0] ?? 0))}
          height={Math.max(1, y(ry?.[0] ?? current[1] ?? 0) - y(ry?.[1] ?? current[1] ?? 0))}
        />
      )}
      <Frame {...props} x={x} y={y} />
      {frontier.length > 1 && <polyline class="frontier" points={frontier.map(at).join(" ")} />}
      {frontier.map((place, key) => <circle key={key} class="frontier-point" cx={x(place[0] ?? 0)} cy={y(place[1] ?? 0)} r="2.2" />)}
      <Named {...props} x={x} y={y} />
      {props.trail.length > 0 && current && <polyline class="trail" points={[...props.trail, current].map(at).join(" ")} />}
      {props.trail.map((place, key) => <circle key={key} class="trail-point" cx={x(place[0] ?? 0)} cy={y(place[1] ?? 0)} r="2" />)}
      {props.compared && <rect class="compared" x={x(props.compared[0] ?? 0) - 5} y={y(props.compared[1] ?? 0) - 5} width="10" height="10" />}
      {current && <circle class="current" cx={x(current[0] ?? 0)} cy={y(current[1] ?? 0)} r="7" />}
    </>
  );
}

function Axes(props: InField) {
  const { field, parties } = props;
  const x = scale([0, parties.length - 1], [field.left, field.right]);
  const ys = parties.map((_, at) => scale(bounds(props, at), [field.bottom, field.top]));
  const line = (place: Place) => place.map((value, at) => `${x(at)},${ys[at]?.(value) ?? 0}`).join(" ");
  const last = parties.length - 1;
  const end = (place: Place) => ys[last]?.(place[last] ?? 0) ?? 0;
  const points = heaps(props.named);
  const labels = spread(points.map(({ spot }) => end(spot.at)), 16, field.top + 4, field.bottom);
  return (
    <>
      {props.frontier.slice(0, 400).map((place, key) => <polyline key={key} class="frontier faint" points={line(place)} />)}
      {parties.map((party, at) => (
        <g key={party}>
          <title>{safeText(nameOf(party))}</title>
          <line class="axis" x1={x(at)} x2={x(at)} y1={field.top} y2={field.bottom} />
          <path class={`axis-shape party-${partyIndex(party) % 8}`} d={shapeOf(partyIndex(party))} transform={`translate(${x(at) - 6} ${field.bottom + 9}) scale(1.2)`} />
          {props.reservation[at] !== undefined && (
            <line class="reservation" x1={x(at) - 9} x2={x(at) + 9} y1={ys[at]?.(props.reservation[at] ?? 0)} y2={ys[at]?.(props.reservation[at] ?? 0)} />
          )}
        </g>
      ))}
      {points.map(({ spot, label, all }, key) => (
        <g key={spot.name} class="named" onClick={spot.pick}>
          <title>{safeText(all)}</title>
          <polyline points={line(spot.at)} />
          {!field.narrow && <text x={field.namesAt + 3} y={(labels[key] ?? 0) + 4}>{safeText(label)}</text>}
        </g>
      ))}
      {props.compared && <polyline class="compared" points={line(props.compared)} />}
      {props.trail.slice(-4).map((place, key) => <polyline key={key} class="trail" points={line(place)} />)}
      {props.current && <polyline class="current-line" points={line(props.current)} />}
      {props.current?.map((value, at) => <circle key={at} class="current" cx={x(at)} cy={ys[at]?.(value)} r="5" />)}
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
      {reach && <rect class="reading-reach" x={x(reach[0])} y="6" width={Math.max(1.5, x(reach[1]) - x(reach[0]))} height="10" />}
      {reservation !== undefined && <line class="reservation" x1={x(reservation)} x2={x(reservation)} y1="2" y2="20" />}
      {before !== undefined && <circle class="reading-before" cx={x(before)} cy="11" r="4" />}
      {value !== undefined && <circle class="reading-now" cx={x(value)} cy="11" r="5" />}
    </svg>
  );
}
