// Texts on the screen: of people (direction of their own) and of the program (with its marks).
import { safePieces, sentencePieces, type Piece } from "./safe_text";

function shown(pieces: Piece[]) {
  return pieces.map((piece, at) => {
    if (piece.kind === "code") return <span key={at} class="hidden-character">{piece.text}</span>;
    if (piece.kind === "emphasis") return <em key={at} class="demand">{piece.text}</em>;
    if (piece.kind === "literal") return <code key={at}>{piece.text}</code>;
    return piece.text;
  });
}

export function Said({ text }: { text: string }) {
  return <bdi class="said" dir="auto">{shown(safePieces(text))}</bdi>;
}

export function Prose({ text }: { text: string }) {
  return <>{shown(sentencePieces(text))}</>;
}

export function Line({ text }: { text: string }) {
  return <code class="line" dir="auto">{shown(safePieces(text))}</code>;
}
