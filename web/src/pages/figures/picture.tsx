// Figures one under the other in the order of their dates, each with its bounds; the band is what is
// used. An open end is drawn to the edge.
import { CsvButton } from "../../parts/csv_button";
import { Drawing, fitted } from "../../parts/drawing";
import { scale, shortNumber, ticks } from "../../parts/scales";

export interface FiguresPictureJson {
  readonly title: string;
  readonly describes: string;
  readonly unit: string;
  readonly used_low: number | null;
  readonly used_high: number | null;
  readonly figures: readonly { readonly when: string; readonly label: string; readonly low: number | null; readonly high: number | null; readonly dot: number | null }[];
}

const row = 24;
const foot = 30;

export function FiguresPicture({ of }: { of: FiguresPictureJson }) {
  const used = of.used_low !== null || of.used_high !== null;
  // Where there is no room beside the marks, the words of a figure stand above it.
  const step = (wide: number) => (wide < 520 ? row + 18 : row);
  return (
    <Drawing
      label={of.describes || of.title}
      most={760}
      tall={(wide) => of.figures.length * step(wide) + foot + 8}
      caption={() => (
        <>
          {of.unit && `In ${of.unit}. `}
          {used && "The band is what is used. "}
          <CsvButton name="figures" rows={() => [["when", "figure", "low", "high"], ...of.figures.map(({ when, label, low: from, high: to }) => [when, label, from, to])]} />
        </>
      )}
    >
      {(wide, tall) => <Marks of={of} wide={wide} bottom={tall - foot} step={step(wide)} />}
    </Drawing>
  );
}

function Marks({ of, wide, bottom, step }: { of: FiguresPictureJson; wide: number; bottom: number; step: number }) {
  const above = step > row;
  const left = above ? 10 : Math.min(330, Math.round(wide * 0.45));
  const right = wide - 16;
  const all = [of.used_low, of.used_high, ...of.figures.flatMap(({ low, high, dot }) => [low, high, dot])].filter((value) => value !== null);
  const low = Math.min(...all);
  const high = Math.max(...all);
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  const x = scale([Math.max(low >= 0 ? 0 : -Infinity, low - room), high + room], [left, right]);
  return (
    <>
      {(of.used_low !== null || of.used_high !== null) && (
        <rect class="used" x={x(of.used_low ?? x.from)} y="2" width={Math.max(1, x(of.used_high ?? x.to) - x(of.used_low ?? x.from))} height={bottom} />
      )}
      {of.figures.map((figure, at) => {
        const y = (at + 1) * step - 7;
        return (
          <g key={at}>
            <text x={above ? 2 : left - 10} y={above ? y - 11 : y + 4} text-anchor={above ? "start" : "end"}>{fitted(`${figure.when}  ${figure.label}`, above ? wide : left)}</text>
            <line class="figure-ground" x1={left} x2={right} y1={y} y2={y} />
            {(figure.low !== null || figure.high !== null) && (
              <line class="figure-range" x1={x(figure.low ?? x.from)} x2={x(figure.high ?? x.to)} y1={y} y2={y} />
            )}
            {figure.dot !== null && <circle class="figure-dot" cx={x(figure.dot)} cy={y} r="4.5" />}
          </g>
        );
      })}
      {ticks(x.from, x.to, above ? 4 : 5).map((value) => (
        <text key={value} class="tick-label" x={x(value)} y={bottom + 20} text-anchor="middle">{shortNumber(value)}</text>
      ))}
    </>
  );
}
