// The pages of the desk. Adding a page is one file and one row.
import type { ComponentType } from "preact";

import { Overview } from "../pages/overview/overview";
import { Positions } from "../pages/positions/positions";
import { Proposals } from "../pages/proposals/proposals";
import { Talks } from "../pages/talks/talks";

export interface PageRow {
  readonly name: string;
  readonly title: string;
  // Pressed after `g`.
  readonly letter: string;
  readonly says: string;
  readonly view: ComponentType;
}

export const pages: readonly PageRow[] = [
  { name: "overview", title: "Overview", letter: "o", view: Overview, says: "Where the talks stand, what is open and how old it is." },
  { name: "positions", title: "Positions", letter: "p", view: Positions, says: "What each party holds on each issue, since when, and how it moved." },
  { name: "proposals", title: "Proposals", letter: "b", view: Proposals, says: "What was put, by whom, and what became of it." },
  { name: "talks", title: "Talks", letter: "t", view: Talks, says: "Everything that was said and done, in order." },
];
