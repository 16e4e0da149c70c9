// Texts on the screen: of people (direction of their own) and of the program (with its marks).
import type { ComponentChildren } from "preact";

import { directedPieces, safePieces, sentencePieces, type Piece } from "./safe_text";

type Inside = (text: string) => ComponentChildren;
const asItIs: Inside = (text) => text;

function directed(text: string) {
  return directedPieces(text).map((piece, at) => (piece.apart ? <bdi key={at}>{piece.text}</bdi> : piece.text));
}

function shown(pieces: Piece[], inside: Inside) {
  return pieces.map((piece, at) => {
    if (piece.kind === "code") return <span key={at} class="hidden-character">{piece.text}</span>;
    if (piece.kind === "emphasis") return <em key={at} class="demand">{inside(piece.text)}</em>;
    if (piece.kind === "literal") return <code key={at}>{piece.text}</code>;
    return inside(piece.text);
  });
}

export function Said({ text }: { text: string }) {
  return <bdi class="said" dir="auto">{shown(safePieces(text), asItIs)}</bdi>;
}

export function Prose({ text }: { text: string }) {
  return <>{shown(sentencePieces(text), directed)}</>;
}

export function Line({ text }: { text: string }) {
  return <code class="line" dir="auto">{shown(safePieces(text), asItIs)}</code>;
}
