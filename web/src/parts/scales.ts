// From values to places in a picture. Pure.
export interface Scale {
  readonly from: number;
  readonly to: number;
  (value: number): number;
}

// Values outside the domain are put at its ends: a picture never draws outside itself.
export function scale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain;
  const width = high - low;
  const place = (value: number) => {
    const share = width === 0 ? 0.5 : Math.min(1, Math.max(0, (value - low) / width));
    return Math.round((range[0] + share * (range[1] - range[0])) * 100) / 100;
  };
  return Object.assign(place, { from: low, to: high });
}

// About `count` round numbers (1, 2 or 5 times a power of ten) that span the domain.
export function ticks(low: number, high: number, count: number): number[] {
  if (!(high > low) || count < 1) return [low];
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= raw) ?? 10 * power;
  const found: number[] = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; ++at)
    found.push(Number((at * step).toPrecision(12)));
  return found;
}

// "7/20" and "0.35" alike, for drawing only: what is decided is decided by the program.
export function number(exact: string | number | null | undefined): number | undefined {
  if (exact === null || exact === undefined || exact === "") return undefined;
  if (typeof exact === "number") return Number.isFinite(exact) ? exact : undefined;
  const [above, below] = exact.split("/");
  const value = Number(above) / (below === undefined ? 1 : Number(below));
  return Number.isFinite(value) ? value : undefined;
}

export function shortNumber(value: number | undefined): string {
  return value === undefined ? "not known" : (Math.round(value * 100) / 100).toLocaleString("en", { maximumFractionDigits: 2 });
}

// Days since 1970 of a date "2024-03-01", so that dates can be put on a scale.
export function dayNumber(date: string): number | undefined {
  const time = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : time / 86400000;
}

export function dateOfDay(day: number): string {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}

// Labels beside points, pushed apart so that they do not lie on each other: places from the top, at
// least `apart` from each other and, where there is room, inside `low`..`high`.
export function spread(wanted: readonly number[], apart: number, low: number, high: number): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const placed = [...wanted];
  let last = low - apart;
  for (const at of order) {
    last = Math.max(placed[at] ?? 0, last + apart);
    placed[at] = last;
  }
  let next = high + apart;
  for (const at of [...order].reverse()) {
    next = Math.min(placed[at] ?? 0, next - apart);
    placed[at] = Math.max(next, low);
  }
  return placed;
}
