import { expect, it } from "vitest";

import { best, fit } from "./jump";

it("a beginning comes before the inside of a word, and letters in order come last", () => {
  const names = ["Proposals", "Stuck", "truce: positions", "Positions"].map((name) => ({ name }));
  expect(best(names, "pos", 9).map(({ name }) => name)).toEqual(["Positions", "truce: positions", "Proposals"]);
  expect(fit("Proposals", "prp")).toBe(3);
  expect(fit("Stuck", "xyz")).toBeUndefined();
});

it("every typed word has to be there", () => {
  expect(fit("truce: positions", "pos tru")).toBe(1);
  expect(fit("truce: positions", "pos aid")).toBeUndefined();
});

it("nothing typed keeps the order and the limit", () => {
  expect(best([{ name: "b" }, { name: "a" }, { name: "c" }], " ", 2)).toEqual([{ name: "b" }, { name: "a" }]);
});
