// Which of many names is meant by a few typed letters.
export interface Target {
  readonly kind: string;
  readonly name: string;
  run(): void;
}

// How well a name fits: at its beginning, at the beginning of a word, inside, as letters in order.
// Undefined where it does not.
export function fit(name: string, typed: string): number | undefined {
  const whole = name.toLowerCase();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 0;
  let worst = 0;
  for (const word of words) {
    const at = whole.indexOf(word);
    let one: number | undefined;
    if (at === 0) one = 0;
    else if (at > 0) one = /[^\p{L}\p{N}]/u.test(whole[at - 1] ?? " ") ? 1 : 2;
    else if (words.length === 1 && inOrder(whole, word)) one = 3;
    if (one === undefined) return undefined;
    worst = Math.max(worst, one);
  }
  return worst;
}

function inOrder(whole: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

// The best first; what fits equally keeps its order.
export function best<T extends { name: string }>(all: readonly T[], typed: string, most: number): T[] {
  return all
    .map((target, order) => ({ target, order, how: fit(target.name, typed) }))
    .filter((found): found is typeof found & { how: number } => found.how !== undefined)
    .sort((a, b) => a.how - b.how || a.order - b.order)
    .slice(0, most)
    .map(({ target }) => target);
}
