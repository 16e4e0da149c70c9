import { describe, expect, it } from "vitest";

import { draftLine, draftOf, missing } from "./draft";

const known = new Set(["hamas", "israel", "qatar", "egypt", "war_cabinet"]);
const line = (some: Parameters<typeof draftOf>[0]) => draftLine(draftOf(some), known);

describe("lines of the form", () => {
  it("a message with its permission", () => {
    expect(
      line({
        when: "2024-03-02", who: "hamas", verb: "says", words: 'we need "it" first', label: "m1",
        passForm: "paraphrase", passTo: ["israel"], about: ["permanent_ceasefire"], sources: "report_004; a call",
      }),
    ).toBe('2024-03-02 hamas says [paraphrase to israel] m1: "we need \\"it\\" first" about permanent_ceasefire {report_004, a call}');
  });
  it("a proposal puts its terms first", () => {
    expect(line({ who: "qatar", verb: "proposes", label: "p1", package: "truce_days=42,aid=as now", words: "six weeks", to: ["israel"] })).toBe(
      'qatar proposes p1: truce_days=42 aid="as now" "six weeks" to israel',
    );
  });
  it("an offer keeps its terms apart from its condition", () => {
    expect(line({ who: "israel", verb: "offers", label: "o1", package: "truce_days=42", condition: "the names come first", chosen: { expires: "2024-03-20" } })).toBe(
      'israel offers o1: truce_days=42 if "the names come first" expires 2024-03-20',
    );
  });
  it("answers", () => {
    expect(line({ who: "israel", verb: "accepts", reference: "p1" })).toBe("israel accepts p1");
    expect(line({ who: "hamas", verb: "accepts", reference: "p1", package: "aid_level=increased", condition: "and the north" })).toBe(
      'hamas accepts p1 if aid_level=increased "and the north"',
    );
    expect(line({ who: "hamas", verb: "rejects", reference: "p1", package: "a=b", because: "too few" })).toBe('hamas rejects p1 because a=b "too few"');
    expect(line({ who: "hamas", verb: "counters", reference: "o1", label: "c1", package: "truce_days=42" })).toBe(
      "hamas counters o1 with c1: truce_days=42",
    );
  });
  it("a position, a line", () => {
    expect(line({ who: "hamas", verb: "wants", issue: "aid_level", options: ["increased", "as_now"], chosen: { firmness: "firm" }, inPublic: true })).toBe(
      "hamas wants aid_level=increased,as_now firm in_public",
    );
    expect(line({ who: "hamas", verb: "sets", issue: "truce_days", relation: ">=", options: ["28"], chosen: { line_kind: "red_line" }, label: "r1" })).toBe(
      "hamas sets r1: red_line truce_days>=28",
    );
  });
  it("release, permission, approval, state", () => {
    expect(line({ who: "qatar", verb: "releases", reference: "m1", to: ["israel"], chosen: { as_form: "paraphrase" }, words: "They look for a promise." })).toBe(
      'qatar releases m1 to israel as paraphrase "They look for a promise."',
    );
    expect(line({ who: "hamas", verb: "permits", passForm: "verbatim", passTo: ["israel"], reference: "m1" })).toBe("hamas permits [verbatim to israel] m1");
    expect(line({ who: "israel", verb: "puts", reference: "p1", chosen: { body: "war_cabinet" } })).toBe("israel puts p1 before war_cabinet");
    expect(line({ who: "mediator", verb: "declares", chosen: { state: "stalled" }, reference: "p1", because: "no answer" })).toBe(
      'mediator declares stalled because p1 "no answer"',
    );
  });
  it("a speaker outside the case, and a correction", () => {
    expect(line({ who: "families of captives", verb: "presses", chosen: { on_party: "israel" }, words: "for an agreement", corrects: "x1" })).toBe(
      '"families of captives" presses israel "for an agreement" corrects x1',
    );
  });
  it("a line typed by hand is left as it is", () => {
    expect(line({ raw: "hamas says # what" })).toBe("hamas says # what");
  });
});

describe("what is missing", () => {
  it("is named before anything is tried", () => {
    expect(missing(draftOf({ verb: "says" }))).toEqual(["who", "words"]);
    expect(missing(draftOf({ verb: "says", who: "hamas", words: "yes" }))).toEqual([]);
    expect(missing(draftOf({ verb: "releases", who: "qatar", reference: "m1" }))).toEqual(["to"]);
    expect(missing(draftOf({ raw: " " }))).toEqual(["the line"]);
  });
});
