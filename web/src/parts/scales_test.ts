import { describe, expect, it } from "vitest";

import { dateOfDay, dayNumber, number, scale, shortNumber, spread, ticks } from "./scales";

describe("a scale", () => {
  it("maps its ends to the ends and keeps what lies outside inside", () => {
    const x = scale([0, 1], [10, 110]);
    expect([x(0), x(0.5), x(1), x(2), x(-1)]).toEqual([10, 60, 110, 110, 10]);
  });
  it("puts everything into the middle where there is only one value", () => {
    expect(scale([3, 3], [0, 10])(3)).toBe(5);
  });
});

describe("ticks", () => {
  it("are round", () => {
    expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(0, 137, 4)).toEqual([0, 50, 100]);
    expect(ticks(5, 5, 4)).toEqual([5]);
  });
});

describe("numbers", () => {
  it("are read from exact texts", () => {
    expect(number("7/20")).toBe(0.35);
    expect(number("3")).toBe(3);
    expect(number(null)).toBeUndefined();
    expect(number("1/0")).toBeUndefined();
    expect(shortNumber(number("2/3"))).toBe("0.67");
    expect(shortNumber(undefined)).toBe("not known");
    expect(shortNumber(1200)).toBe("1,200");
  });
  it("dates go both ways", () => {
    expect(dateOfDay(dayNumber("2024-02-29") ?? 0)).toBe("2024-02-29");
    expect(dayNumber("not known")).toBeUndefined();
  });
});

describe("labels", () => {
  it("are pushed apart, in their order, and stay inside", () => {
    expect(spread([10, 12, 11], 10, 0, 100)).toEqual([10, 30, 20]);
    expect(spread([95, 96], 10, 0, 100)).toEqual([90, 100]);
    expect(spread([1], 10, 0, 100)).toEqual([1]);
  });
});
