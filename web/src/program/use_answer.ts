// A page's answer while it is shown: asked again when the query changes or the record grows. What
// was there before stays visible until the new answer has come.
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { queryText, type Query } from "../address/address";
import { ask, Problem, takeEarly } from "./ask";
import { connection, revision, settled } from "./connection";

export interface Answer<T> {
  readonly value: T | undefined;
  readonly problem: string | undefined;
  readonly busy: boolean;
  // The query that `value` answers.
  readonly of: string;
  again(): void;
}

interface Kept<T> {
  page: string;
  of: string;
  value?: T;
  problem?: string;
}

export function useAnswer<T>(page: string, query: Query, wanted = true): Answer<T> {
  const text = queryText(query);
  const [kept, keep] = useState<Kept<T>>(() => {
    const value = wanted ? takeEarly<T>(page, query) : undefined;
    return value === undefined ? { page, of: "" } : { page, of: text, value };
  });
  // What was there at the first drawing is not asked for again.
  const there = useRef(kept.value !== undefined);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(wanted && !there.current);
  const grown = revision.value + settled.value / 1e6;
  const live = connection.value === "live";

  // Before the window is painted: what is asked for is on its way while it is.
  useLayoutEffect(() => {
    if (there.current) {
      there.current = false;
      return;
    }
    if (!wanted) return setBusy(false);
    const stop = new AbortController();
    setBusy(true);
    ask<T>(page, query, stop.signal).then(
      (value) => {
        keep({ page, of: text, value });
        setBusy(false);
      },
      (error: Error) => {
        if (error.name === "AbortError") return;
        const problem = error instanceof Problem ? error.sentence : "The answer cannot be read.";
        keep((before) => ({ ...(before.page === page ? before : { page }), of: text, problem }));
        setBusy(false);
      },
    );
    return () => stop.abort();
  }, [page, text, grown, tries, wanted, live]);

  const mine = kept.page === page;
  return {
    value: mine ? kept.value : undefined,
    problem: mine ? kept.problem : undefined,
    busy,
    of: kept.of,
    again: () => setTries((n) => n + 1),
  };
}
