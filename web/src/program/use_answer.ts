// A page's answer while it is shown: asked again when the query changes or the record grows. What
// was there before stays visible until the new answer has come.
import { useEffect, useState } from "preact/hooks";

import { queryText, type Query } from "../address/address";
import { ask, Problem } from "./ask";
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
  const [kept, keep] = useState<Kept<T>>({ page, of: "" });
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(wanted);
  const text = queryText(query);
  const grown = revision.value + settled.value / 1e6;
  const live = connection.value === "live";

  useEffect(() => {
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
