import { describe, expect, it } from "vitest";

import { directedPieces, lastWord, safePieces, safeText, sentencePieces } from "./safe_text";

describe("texts of people", () => {
  it("show what would turn or hide the text as codes", () => {
    expect(safeText("a\u202eb\u0007c\u200bd")).toBe("a[U+202E]b[U+0007]c[U+200B]d");
    expect(safeText("\u{e0041}")).toBe("[U+E0041]");
    expect(safeText("\ud800")).toBe("[U+D800]");
  });
  it("are otherwise as they were said, in any script", () => {
    for (const text of ["שלום", "سلام", "می\u200cخواهم", "नमस्ते", "a\nb\tc", "👍🏽"]) expect(safeText(text)).toBe(text);
  });
  it("are not read as markup", () => {
    expect(safePieces("<b>&amp;</b>")).toEqual([{ text: "<b>&amp;</b>", kind: "plain" }]);
  });
});

describe("sentences", () => {
  it("set demands and words of the script apart", () => {
    expect(sentencePieces("Israel's *no promise* and `p1`, 2 * 3 * 4")).toEqual([
      { text: "Israel's ", kind: "plain" },
      { text: "no promise", kind: "emphasis" },
      { text: " and ", kind: "plain" },
      { text: "p1", kind: "literal" },
      { text: ", 2 ", kind: "plain" },
      { text: " 3 ", kind: "emphasis" },
      { text: " 4", kind: "plain" },
    ]);
  });
});

it("names that run from right to left keep to themselves inside a sentence", () => {
  const apart = (text: string) => directedPieces(text).filter((piece) => piece.apart).map((piece) => piece.text);
  expect(apart("The mediator put terms to הצפון and الجنوب: مدة الهدنة: 14 days; x")).toEqual(["הצפון", "الجنوب", "مدة الهدنة"]);
  expect(apart("הצפון said: “אנחנו מוכנים ל-14 ימים (14), לא יותר”.")).toEqual(["הצפון", "אנחנו מוכנים ל-14 ימים (14), לא יותר"]);
  expect(apart("Of הצפון. الجنوب, שלב 2")).toEqual(["הצפון", "الجنوب", "שלב"]);
  const text = "a “b ג d” 3";
  expect(directedPieces(text).map((piece) => piece.text).join("")).toBe(text);
  expect(apart("No such words, ‘none’ of them.")).toEqual([]);
});

it("the last word is told apart, but not out of a marked demand", () => {
  expect(lastWord("Every package has it.")).toEqual(["Every package has ", "it."]);
  expect(lastWord("Israel's *no promise*.")).toEqual(["Israel's *no promise*.", ""]);
  expect(lastWord("word")).toEqual(["", "word"]);
  expect(lastWord("He said “שלום לכם”.")).toEqual(["He said “שלום לכם”.", ""]);
  expect(lastWord("He said “שלום לכם so”.")).toEqual(["He said “שלום לכם so”.", ""]);
});
