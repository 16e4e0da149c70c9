// Figures one under the other in the order of their dates, each with its bounds; the band is what is
// used. An open end is drawn to the edge.
import { CsvButton } from "../../parts/csv_button";
import { safeText } from "../../parts/safe_text";
import { scale, shortNumber, ticks } from "../../parts/scales";

export interface FiguresPictureJson {
  readonly title: string;
  readonly describes: string;
  readonly unit: string;
  readonly used_low: number | null;
  readonly used_high: number | null;
  readonly figures: readonly { readonly when: string; readonly label: string; readonly low: number | null; readonly high: number | null; readonly dot: number | null }[];
}

const wide = 760;
const left = 330;
const row = 24;

function short(label: string): string {
  const safe = safeText(label);
  return safe.length > 54 ? `${safe.slice(0, 53)}…` : safe;
}

export function FiguresPicture({ of }: { of: FiguresPictureJson }) {
  const all = [of.used_low, of.used_high, ...of.figures.flatMap(({ low, high, dot }) => [low, high, dot])].filter((value) => value !== null);
  const low = Math.min(...all);
  const high = Math.max(...all);
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  const x = scale([Math.max(low >= 0 ? 0 : -Infinity, low - room), high + room], [left, wide - 14]);
  const tall = of.figures.length * row + 40;
  return (
    <figure class="picture">
      <svg viewBox={`0 0 ${wide} ${tall}`} role="img" aria-label={safeText(of.describes || of.title)}>
        {(of.used_low !== null || of.used_high !== null) && (
          <rect class="used" x={x(of.used_low ?? x.from)} y="4" width={Math.max(1, x(of.used_high ?? x.to) - x(of.used_low ?? x.from))} height={tall - 32} />
        )}
        {of.figures.map((figure, at) => {
          const y = 18 + at * row;
          return (
            <g key={at}>
              <text x={left - 10} y={y + 4} text-anchor="end">{short(`${figure.when}  ${figure.label}`)}</text>
              <line class="figure-ground" x1={left} x2={wide - 14} y1={y} y2={y} />
              {(figure.low !== null || figure.high !== null) && (
                <line class="figure-range" x1={x(figure.low ?? x.from)} x2={x(figure.high ?? x.to)} y1={y} y2={y} />
              )}
              {figure.dot !== null && <circle class="figure-dot" cx={x(figure.dot)} cy={y} r="4.5" />}
            </g>
          );
        })}
        {ticks(x.from, x.to, 5).map((value) => (
          <text key={value} class="tick-label" x={x(value)} y={tall - 8} text-anchor="middle">{shortNumber(value)}</text>
        ))}
      </svg>
      <figcaption>
        {of.unit && `In ${of.unit}. `}
        {(of.used_low !== null || of.used_high !== null) && "The band is what is used. "}
        <CsvButton name="figures" rows={() => [["when", "figure", "low", "high"], ...of.figures.map(({ when, label, low: from, high: to }) => [when, label, from, to])]} />
      </figcaption>
    </figure>
  );
}
