import { expect, it } from "vitest";

import { csvText } from "./csv";

it("quotes what has commas, quotation marks and new lines", () => {
  expect(csvText([["a", 'b "c", d', null], [1, "x\ny", undefined]])).toBe('a,"b ""c"", d",\r\n1,"x\ny",\r\n');
});

it("keeps texts from being computed, and numbers as they are", () => {
  expect(csvText([["=1+1", "-x", "@y", -2]])).toBe("'=1+1,'-x,'@y,-2\r\n");
});
