// A picture is drawn in the pixels it has, so that its words are as large as the page's at any
// width; on paper it is scaled as a whole.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { safeText } from "./safe_text";

interface Props {
  label: string;
  // Wider than this nothing is gained.
  most: number;
  tall(wide: number): number;
  caption(wide: number): ComponentChildren;
  children(wide: number, tall: number): ComponentChildren;
}

export function Drawing({ label, most, tall, caption, children }: Props) {
  const box = useRef<HTMLElement>(null);
  const [has, setHas] = useState(0);
  useLayoutEffect(() => {
    const figure = box.current;
    if (!figure) return;
    const look = () => setHas(figure.clientWidth);
    look();
    const watching = new ResizeObserver(look);
    watching.observe(figure);
    return () => watching.disconnect();
  }, []);
  const wide = Math.min(has, most);
  return (
    <figure class="picture" ref={box}>
      {wide > 0 && (
        <svg viewBox={`0 0 ${wide} ${tall(wide)}`} width={wide} height={tall(wide)} role="img" aria-label={safeText(label)}>
          {children(wide, tall(wide))}
        </svg>
      )}
      <figcaption>{caption(wide)}</figcaption>
    </figure>
  );
}

// So much of a text as has room in so many pixels; a letter of a picture is about so wide.
const letter = 6.6;
export function fitted(text: string, pixels: number): string {
  const safe = safeText(text);
  const most = Math.max(4, Math.floor(pixels / letter));
  return safe.length > most ? `${safe.slice(0, most - 1)}…` : safe;
}
