import { describe, expect, it } from "vitest";

import { addressText, readAddress, withQuery } from "./address";
import { changesBetween, listOf, packageText, readPackage, toggled } from "./packages";

describe("an address", () => {
  it("is read and written back", () => {
    const address = readAddress("/room", "?package=truce_days%3D42&pinned=withdrawal", "overview");
    expect(address).toEqual({ page: "room", query: { package: "truce_days=42", pinned: "withdrawal" } });
    expect(addressText(address)).toBe("/room?package=truce_days=42&pinned=withdrawal");
  });
  it("begins at the first page", () => {
    expect(readAddress("/", "", "overview")).toEqual({ page: "overview", query: {} });
  });
  it("keeps what has a meaning of its own in an address encoded", () => {
    const address = { page: "talks", query: { words: "a&b #c +d" } };
    const text = addressText(address);
    expect(readAddress("/talks", text.slice("/talks".length), "overview")).toEqual(address);
  });
  it("takes a plus sign as a blank, and leaves out what cannot be read", () => {
    expect(readAddress("/talks", "?words=a+b&party=%E0%A4%A", "overview").query).toEqual({ words: "a b" });
  });
  it("loses a parameter that is emptied", () => {
    expect(withQuery({ a: "1", b: "2" }, { a: undefined, c: "3" })).toEqual({ b: "2", c: "3" });
  });
});

describe("a package in a query", () => {
  it("survives commas, blanks, plus and equals signs in options", () => {
    const terms = { truce_days: "42", seat: "north, + old = new", aid: "as now" };
    expect(readPackage(packageText(terms))).toEqual(terms);
  });
  it("reads what was typed, and leaves out what is no term", () => {
    expect(readPackage(" a=1 , b=2")).toEqual({ a: "1", b: "2" });
    expect(readPackage("nothing")).toEqual({});
    expect(readPackage("a=1,,b=2")).toEqual({ a: "1", b: "2" });
    expect(readPackage(undefined)).toEqual({});
  });
  it("is compared in the order of the issues", () => {
    expect(changesBetween({ b: "1", a: "1" }, { a: "2", c: "1", b: "1" }, ["a", "b"])).toEqual([
      { issue: "a", from: "1", to: "2" },
      { issue: "c", from: undefined, to: "1" },
    ]);
  });
});

describe("lists", () => {
  it("are read and toggled", () => {
    expect(listOf("a,b")).toEqual(["a", "b"]);
    expect(listOf(undefined)).toEqual([]);
    expect(toggled(["a"], "b")).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  });
});
