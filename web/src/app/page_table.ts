// The pages of the desk. Adding a page is one file and one row.
import type { ComponentType } from "preact";

import type { Address } from "../address/address";
import { Documents } from "../pages/documents/documents";
import { Figures } from "../pages/figures/figures";
import { Overview } from "../pages/overview/overview";
import { Phases } from "../pages/phases/phases";
import { Positions } from "../pages/positions/positions";
import { Proposals } from "../pages/proposals/proposals";
import { Room } from "../pages/room/room";
import { Stuck } from "../pages/stuck/stuck";
import { Talks } from "../pages/talks/talks";
import { Text } from "../pages/text/text";
import { ViewAs } from "../pages/view_as/view_as";
import { askEarly } from "../program/ask";

export interface PageRow {
  readonly name: string;
  readonly title: string;
  // Pressed after `g`.
  readonly letter: string;
  readonly says: string;
  readonly view: ComponentType;
  // What of the address its first question takes; without it nothing is asked before it is drawn.
  readonly asks?: readonly string[];
}

export const pages: readonly PageRow[] = [
  { name: "overview", title: "Overview", letter: "o", view: Overview, asks: ["since", "waiting"], says: "Where the talks stand, what is open and how old it is." },
  { name: "positions", title: "Positions", letter: "p", view: Positions, asks: ["issue"], says: "What each party holds on each issue, since when, and how it moved." },
  { name: "room", title: "Room", letter: "r", view: Room, asks: [], says: "Change a term and see what it does to each party." },
  { name: "stuck", title: "Stuck", letter: "s", view: Stuck, asks: [], says: "Smallest sets of demands that cannot all stand, and ways out." },
  { name: "proposals", title: "Proposals", letter: "b", view: Proposals, asks: ["name"], says: "What was put, by whom, and what became of it." },
  { name: "talks", title: "Talks", letter: "t", view: Talks, says: "Everything that was said and done, in order." },
  { name: "text", title: "Text", letter: "x", view: Text, asks: ["draft", "against"], says: "The single negotiating text and what is objected to." },
  { name: "phases", title: "Phases", letter: "h", view: Phases, asks: [], says: "Phases, their conditions, deadlines, and who owes what." },
  { name: "figures", title: "Figures", letter: "f", view: Figures, asks: [], says: "Contested figures over time, with bounds and sources." },
  { name: "view-as", title: "View as", letter: "v", view: ViewAs, says: "Exactly what one party could see." },
  { name: "documents", title: "Documents", letter: "d", view: Documents, asks: [], says: "What can be printed, for whom." },
];

export function askFirstPage({ page, query }: Address): void {
  const asks = pages.find(({ name }) => name === page)?.asks;
  if (!asks) return;
  askEarly(page, Object.fromEntries(asks.flatMap((key) => (query[key] ? [[key, query[key]]] : []))));
}
