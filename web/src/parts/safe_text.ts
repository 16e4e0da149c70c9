// Texts stand in the record as they were said. Characters that show nothing, or turn the order of
// what follows, are shown as their codes, so that nothing is hidden from who reads.
export interface Piece {
  readonly text: string;
  readonly kind: "plain" | "code" | "emphasis" | "literal";
}

// Controls except the new line and the tab; invisible, direction-turning and tag characters.
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc]|[\u{e0000}-\u{e0fff}]|[\ud800-\udfff]/gu;

function code(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

export function safePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(hidden)) {
    // A joiner inside a word is how some scripts are written; it is kept there.
    const at = found.index ?? 0;
    if (/[\u200c\u200d]/.test(found[0]) && /\p{L}\p{M}*$/u.test(text.slice(0, at)) && /^\p{L}/u.test(text.slice(at + 1)))
      continue;
    if (at > from) pieces.push({ text: text.slice(from, at), kind: "plain" });
    pieces.push({ text: code(found[0]), kind: "code" });
    from = at + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), kind: "plain" });
  return pieces;
}

// For attributes (labels, titles): the same, as one text.
export function safeText(text: string): string {
  return safePieces(text)
    .map((piece) => (piece.kind === "code" ? `[${piece.text}]` : piece.text))
    .join("");
}

// Sentences of the program mark a demand with *stars* and a word of the script with `ticks`.
export function sentencePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const part of text.split(/(\*[^*\n]+\*|`[^`\n]+`)/)) {
    if (part === "") continue;
    const mark = part.length > 2 && (part[0] === "*" || part[0] === "`") && part[0] === part[part.length - 1];
    const inside = mark ? part.slice(1, -1) : part;
    const kind = !mark ? "plain" : part[0] === "*" ? "emphasis" : "literal";
    for (const piece of safePieces(inside)) pieces.push(piece.kind === "code" ? piece : { text: piece.text, kind });
  }
  return pieces;
}

// Names and words in scripts that run from right to left keep to themselves inside a sentence: what
// is quoted is one piece; else a run of them without a word or a mark of the sentence between.
const rightToLeft = "\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Adlam}";
const turned = new RegExp(`(?<=“)[^“”]*[${rightToLeft}][^“”]*(?=”)|[${rightToLeft}](?:[^\\p{Script=Latin}“”‘’,;:.?!·\n]*[${rightToLeft}\\p{M}])*`, "gu");

export function directedPieces(text: string): { text: string; apart: boolean }[] {
  const pieces: { text: string; apart: boolean }[] = [];
  let from = 0;
  for (const found of text.matchAll(turned)) {
    const at = found.index ?? 0;
    if (at > from) pieces.push({ text: text.slice(from, at), apart: false });
    pieces.push({ text: found[0], apart: true });
    from = at + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), apart: false });
  return pieces;
}

// The same where there is only text: in a picture, on an option.
export function apart(text: string): string {
  return `\u2068${safeText(text)}\u2069`;
}

const quoteOpen = /“[^”]*$/u;
const anyTurned = new RegExp(`[${rightToLeft}]`, "u");

// A sentence and its last word, which the mark of its facts stays with. A marked demand is not cut,
// nor what runs from right to left.
export function lastWord(text: string): readonly [string, string] {
  const at = text.lastIndexOf(" ") + 1;
  const head = text.slice(0, at);
  const cut =
    text.length - at > 24 ||
    ["*", "`"].some((mark) => head.split(mark).length % 2 === 0) ||
    anyTurned.test(text.slice(at)) ||
    (quoteOpen.test(head) && anyTurned.test(head));
  return cut ? [text, ""] : [head, text.slice(at)];
}
