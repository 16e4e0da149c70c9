// A sentence and, on hover, focus or press, the facts behind it.
import { createContext } from "preact";
import { useContext, useEffect, useId, useRef, useState } from "preact/hooks";

import type { Fact, Facts, Judged } from "./facts";
import { lastWord } from "./safe_text";
import { Prose, Said } from "./words";

export const FactsOfPage = createContext<Facts>({});

export function Sentence({ of }: { of: Judged }) {
  const facts = useContext(FactsOfPage);
  const cited = (of.facts ?? []).flatMap((id) => (facts[id] ? [{ id, fact: facts[id] }] : []));
  const more = cited.length > 0 || of.sure || of.changes_if;
  if (!more) return <span class="sentence"><Prose text={of.text} /></span>;
  const [head, last] = lastWord(of.text);
  return (
    <span class="sentence">
      <Prose text={head} />
      <span class="together">
        <Prose text={last} />
        <Behind sentence={of} cited={cited} />
      </span>
    </span>
  );
}

export function Sentences({ of }: { of: readonly Judged[] }) {
  return (
    <ul class="sentences">
      {of.map((sentence, at) => (
        <li key={at}><Sentence of={sentence} /></li>
      ))}
    </ul>
  );
}

interface Cited {
  id: string;
  fact: Fact;
}

function Behind({ sentence, cited }: { sentence: Judged; cited: Cited[] }) {
  const [held, setHeld] = useState(false);
  const [near, setNear] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const id = useId();
  const open = held || near;
  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) close();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    };
    const close = () => {
      setHeld(false);
      setNear(false);
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("scroll", away, true);
    document.addEventListener("keydown", key, true);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("scroll", away, true);
      document.removeEventListener("keydown", key, true);
    };
  }, [open]);
  const count = cited.length;
  const name = count === 0 ? "how sure" : count === 1 ? "1 fact behind this" : `${count} facts behind this`;
  return (
    <span class="behind" ref={root} onPointerLeave={() => setNear(false)}>
      <button
        type="button"
        class="behind-mark"
        aria-expanded={open}
        aria-controls={id}
        aria-label={name}
        onClick={() => setHeld(!held)}
        onPointerEnter={(event) => event.pointerType === "mouse" && setNear(true)}
        onBlur={(event) => !root.current?.contains(event.relatedTarget as Node) && setHeld(false)}
      >
        <span aria-hidden="true">{count === 0 ? "?" : count}</span>
      </button>
      {open && <FactsCard id={id} sentence={sentence} cited={cited} />}
    </span>
  );
}

// Beside its mark and inside the window, whatever is scrolled or cut off around the sentence.
function FactsCard({ id, sentence, cited }: { id: string; sentence: Judged; cited: Cited[] }) {
  const card = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const mark = card.current?.parentElement?.getBoundingClientRect();
    const box = card.current?.getBoundingClientRect();
    if (!card.current || !mark || !box) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const below = mark.bottom - 2;
    const top = below + box.height <= clientHeight - 8 ? below : Math.max(8, mark.top - box.height + 2);
    card.current.style.top = `${top}px`;
    card.current.style.left = `${Math.max(8, Math.min(mark.left, clientWidth - box.width - 8))}px`;
  }, []);
  return (
    <span class="facts-card" id={id} ref={card} role="note" tabIndex={-1}>
      {(sentence.sure || sentence.changes_if) && (
        <span class="fact">
          {sentence.sure && <>How sure: {sentence.sure}. </>}
          {sentence.changes_if && <>Would change if <Prose text={sentence.changes_if} />.</>}
        </span>
      )}
      {cited.map(({ id: key, fact }) => (
        <span class="fact" key={key}>
          <span class="fact-kind">{fact.kind.replace(/_/g, " ")}</span> <Prose text={fact.says} />
          {fact.note && <span class="fact-note"> <Said text={fact.note} /></span>}
          <span class="fact-place">
            {[fact.place, ...(fact.sources ?? [])].filter(Boolean).join(" · ")}
          </span>
        </span>
      ))}
    </span>
  );
}
