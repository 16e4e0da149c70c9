import { expect, test } from "vitest";

import { dayInWords, daysBefore } from "./days";

test("a day is read with the name of its month, whatever follows it", () => {
  expect(dayInWords("2024-03-06")).toBe("6 Mar 2024");
  expect(dayInWords("2024-12-31T10:30Z")).toBe("31 Dec 2024");
  expect(dayInWords("after the feast")).toBe("after the feast");
});

test("days before a day go over months and leap days", () => {
  expect(daysBefore("2024-03-06", 7)).toBe("2024-02-28");
  expect(daysBefore("no day", 7)).toBe("no day");
});
