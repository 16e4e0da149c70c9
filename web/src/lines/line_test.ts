import { describe, expect, it } from "vitest";

import { canBeLabel, freeLabel, inQuotes, lineText, listText, passOnText, speakerText, termsText } from "./line";

describe("a text in quotes", () => {
  it("keeps quotation marks, backslashes and new lines", () => {
    expect(inQuotes('a "b" \\ c\r\nd\ne')).toBe('"a \\"b\\" \\\\ c\\nd\\ne"');
  });
  it("keeps what looks like markup or a comment", () => {
    expect(inQuotes("<img src=x> # no comment -> x")).toBe('"<img src=x> # no comment -> x"');
  });
});

describe("terms", () => {
  it("stand bare where they can and in quotes otherwise", () => {
    expect(termsText({ truce_days: "42", seat: "the old town", aid: 'a"b' })).toBe(
      'truce_days=42 seat="the old town" aid="a\\"b"',
    );
  });
});

describe("a pass-on permission", () => {
  it("is hold unless more was permitted", () => {
    expect(passOnText({ form: "hold", to: ["egypt"] })).toBe("[hold]");
  });
  it("says to whom, until when and whether attributed", () => {
    const permission = { form: "paraphrase", to: ["egypt", "qatar"], until: "2024-04-01", unattributed: true } as const;
    expect(passOnText(permission)).toBe("[paraphrase to egypt, qatar until 2024-04-01 unattributed]");
  });
});

describe("a line", () => {
  it("has its parts in the order of the script", () => {
    expect(
      lineText({
        when: "2024-03-02",
        who: "hamas",
        verb: "says",
        passOn: { form: "paraphrase", to: ["israel"] },
        label: "m1",
        rest: [inQuotes("we need the promise first"), listText("about", ["permanent_ceasefire"]), false, undefined],
        sources: ["report_004"],
      }),
    ).toBe('2024-03-02 hamas says [paraphrase to israel] m1: "we need the promise first" about permanent_ceasefire {report_004}');
  });
  it("puts a speaker outside the case in quotes", () => {
    expect(speakerText("families of captives", new Set(["hamas"]))).toBe('"families of captives"');
    expect(speakerText("hamas", new Set(["hamas"]))).toBe("hamas");
    expect(speakerText("mediator", new Set())).toBe("mediator");
  });
});

describe("labels", () => {
  it("are not words of the script", () => {
    expect(canBeLabel("p1")).toBe(true);
    expect(canBeLabel("because")).toBe(false);
    expect(canBeLabel("1p")).toBe(false);
    expect(canBeLabel("")).toBe(false);
  });
  it("the next free one is found", () => {
    expect(freeLabel("p", ["p1", "p3"])).toBe("p2");
    expect(freeLabel("p", [])).toBe("p1");
  });
});
