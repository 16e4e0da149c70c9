// Phases as bars over days, with deadlines as marks. A bar without a known length ends open.
import { safeText } from "../../parts/safe_text";
import { scale, shortNumber, spread, ticks } from "../../parts/scales";

export interface PhasesPictureJson {
  readonly title: string;
  readonly describes: string;
  readonly phases: readonly { readonly name: string; readonly starts_day: number; readonly lasts_days: number | null; readonly start_known: boolean; readonly notes: readonly string[] }[];
  readonly deadlines: readonly { readonly label: string; readonly day: number; readonly hard: boolean }[];
  readonly as_of_day: number | null;
  readonly as_of_label: string;
}

const wide = 720;
const left = 210;
const row = 34;
// So long is a bar without a known length: its words have room in it.
const openEnd = 124;

function short(name: string): string {
  const safe = safeText(name);
  return safe.length > 34 ? `${safe.slice(0, 33)}…` : safe;
}

export function PhasesPicture({ of }: { of: PhasesPictureJson }) {
  const marks = [...of.deadlines, ...(of.as_of_day === null ? [] : [{ label: of.as_of_label, day: of.as_of_day, hard: false }])];
  const days = [...of.phases.flatMap(({ starts_day: day, lasts_days: lasts }) => [day, day + (lasts ?? 0)]), ...marks.map(({ day }) => day)];
  const low = Math.min(...days);
  const high = Math.max(...days, low + 1);
  const open = of.phases.some(({ lasts_days: lasts }) => lasts === null);
  const right = wide - (open ? openEnd : 12);
  const x = scale([low, high], [left, right]);
  const late = (day: number) => x(day) > (left + wide) / 2;
  const top = 14 + marks.length * 14;
  const bottom = top + of.phases.length * row;
  const labels = spread(marks.map((_, at) => 10 + at * 14), 14, 10, top);
  return (
    <figure class="picture">
      <svg viewBox={`0 0 ${wide} ${bottom + 26}`} role="img" aria-label={safeText(of.describes || of.title)}>
        {of.phases.map((phase, at) => {
          const y = top + at * row + 6;
          const from = x(phase.starts_day);
          const to = phase.lasts_days === null ? wide - 12 : x(phase.starts_day + phase.lasts_days);
          const narrow = to - from < 60;
          return (
            <g key={at}>
              <text x={left - 10} y={y + 15} text-anchor="end">{short(phase.name)}</text>
              <rect class={phase.lasts_days === null || !phase.start_known ? "phase unsure" : "phase"} x={from} y={y} width={Math.max(2, to - from)} height={row - 12} />
              <text class="tick-label" x={narrow ? to + 6 : from + 6} y={y + 15}>{phase.lasts_days === null ? "length not settled" : `${shortNumber(phase.lasts_days)} days`}</text>
            </g>
          );
        })}
        {marks.map((mark, at) => (
          <g key={at}>
            <line class={mark.hard ? "deadline hard" : "deadline"} x1={x(mark.day)} x2={x(mark.day)} y1={(labels[at] ?? 0) + 3} y2={bottom} />
            <text class="tick-label" x={x(mark.day) + (late(mark.day) ? -3 : 3)} y={labels[at]} text-anchor={late(mark.day) ? "end" : "start"}>{safeText(mark.label)}</text>
          </g>
        ))}
        {ticks(low, high, 6).map((day) => (
          <text key={day} class="tick-label" x={x(day)} y={bottom + 18} text-anchor="middle">day {shortNumber(day)}</text>
        ))}
      </svg>
      <figcaption>{of.title}</figcaption>
    </figure>
  );
}
