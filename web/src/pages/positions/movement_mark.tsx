// How a position moved, by shape and word: towards the others, away from them, back behind what had
// been given already.
const shown: Record<string, readonly [string, string]> = {
  towards: ["towards", "M2 10h11M9 6l4 4-4 4"],
  away: ["away", "M14 10H3M7 6l-4 4 4 4"],
  back: ["back", "M14 5v5H3M7 6l-4 4 4 4M14 15"],
  changed: ["changed", "M3 12l4-5 4 5 4-5"],
  restated: ["restated", "M3 8h11M3 12h11"],
};

export function MovementMark({ movement }: { movement: string }) {
  const mark = shown[movement];
  if (!mark) return null;
  return (
    <span class={`mark ${movement}`}>
      <svg viewBox="0 0 17 18" width="15" height="16" aria-hidden="true"><path d={mark[1]} /></svg>
      {mark[0]}
    </span>
  );
}
