import { expect, it } from "vitest";

import { draftsLine, nextClause } from "./drafts_line";

it("a first draft has all its clauses", () => {
  expect(draftsLine({ label: "t1", title: "outline", from: undefined, clauses: [{ id: "1", text: 'lasts <truce_days> "days"', meets: [] }] })).toBe(
    'mediator drafts t1: "outline" clause 1 "lasts <truce_days> \\"days\\""',
  );
});

it("a later one says only what changed, what is gone and which objections it meets", () => {
  const from = { name: "t1", clauses: [{ id: "1", text: "a" }, { id: "2", text: "b" }, { id: "3", text: "c" }] };
  const clauses = [{ id: "1", text: "a", meets: [] }, { id: "2", text: "B", meets: ["k1", "k2"] }, { id: "4", text: "d", meets: [] }];
  expect(draftsLine({ label: "t2", title: "", from, clauses })).toBe(
    'mediator drafts t2: from_draft t1 without 3 clause 2 "B" meets k1, k2 clause 4 "d"',
  );
});

it("the next clause has a number of its own", () => {
  expect(nextClause([])).toBe("1");
  expect(nextClause([{ id: "2" }, { id: "10" }, { id: "a" }])).toBe("11");
});
