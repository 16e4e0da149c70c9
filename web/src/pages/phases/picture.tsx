// Phases as bars over days, with deadlines as marks. A bar without a known length ends open.
import { Drawing, fitted } from "../../parts/drawing";
import { safeText } from "../../parts/safe_text";
import { scale, shortNumber, ticks } from "../../parts/scales";

export interface PhasesPictureJson {
  readonly title: string;
  readonly describes: string;
  readonly phases: readonly { readonly name: string; readonly starts_day: number; readonly lasts_days: number | null; readonly start_known: boolean; readonly notes: readonly string[] }[];
  readonly deadlines: readonly { readonly label: string; readonly day: number; readonly hard: boolean }[];
  readonly as_of_day: number | null;
  readonly as_of_label: string;
}

const row = 34;
const mark = 16;
// So long is a bar without a known length: its words have room in it.
const openEnd = 124;

export function PhasesPicture({ of }: { of: PhasesPictureJson }) {
  const marks = [...of.deadlines, ...(of.as_of_day === null ? [] : [{ label: of.as_of_label, day: of.as_of_day, hard: false }])];
  // Where there is no room beside the bars, a name stands above its bar.
  const step = (wide: number) => (wide < 460 ? row + 20 : row);
  const top = 14 + marks.length * mark;
  return (
    <Drawing label={of.describes || of.title} most={720} tall={(wide) => top + of.phases.length * step(wide) + 26} caption={() => of.title}>
      {(wide) => <Bars of={of} marks={marks} wide={wide} top={top} step={step(wide)} />}
    </Drawing>
  );
}

interface BarsProps {
  of: PhasesPictureJson;
  marks: PhasesPictureJson["deadlines"];
  wide: number;
  top: number;
  step: number;
}

function Bars({ of, marks, wide, top, step }: BarsProps) {
  const above = step > row;
  const left = above ? 4 : 210;
  const days = [...of.phases.flatMap(({ starts_day: day, lasts_days: lasts }) => [day, day + (lasts ?? 0)]), ...marks.map(({ day }) => day)];
  const low = Math.min(...days);
  const high = Math.max(...days, low + 1);
  const open = of.phases.some(({ lasts_days: lasts }) => lasts === null);
  const x = scale([low, high], [left, wide - (open ? openEnd : 14)]);
  const bottom = top + of.phases.length * step;
  return (
    <>
      {of.phases.map((phase, at) => {
        const y = top + (at + 1) * step - row + 6;
        const from = x(phase.starts_day);
        const to = phase.lasts_days === null ? wide - 6 : x(phase.starts_day + phase.lasts_days);
        const narrow = to - from < 60;
        return (
          <g key={at}>
            <text x={above ? left + 4 : left - 10} y={above ? y - 5 : y + 15} text-anchor={above ? "start" : "end"}>{fitted(phase.name, above ? wide : left)}</text>
            <rect class={phase.lasts_days === null || !phase.start_known ? "phase unsure" : "phase"} x={from} y={y} width={Math.max(2, to - from)} height={row - 12} />
            <text class="tick-label" x={narrow ? to + 6 : from + 6} y={y + 15}>{phase.lasts_days === null ? "length not settled" : `${shortNumber(phase.lasts_days)} days`}</text>
          </g>
        );
      })}
      {marks.map((line, at) => {
        const late = x(line.day) > (left + wide) / 2;
        const y = 12 + at * mark;
        return (
          <g key={at}>
            <title>{safeText(line.label)}</title>
            <line class={line.hard ? "deadline hard" : "deadline"} x1={x(line.day)} x2={x(line.day)} y1={y + 3} y2={bottom} />
            <text class="tick-label" x={x(line.day) + (late ? -3 : 3)} y={y} text-anchor={late ? "end" : "start"}>{fitted(line.label, late ? x(line.day) : wide - x(line.day))}</text>
          </g>
        );
      })}
      {ticks(low, high, wide < 460 ? 3 : 6).map((day) => (
        <text key={day} class="tick-label" x={x(day)} y={bottom + 18} text-anchor={day === low ? "start" : "middle"}>day {shortNumber(day)}</text>
      ))}
    </>
  );
}
