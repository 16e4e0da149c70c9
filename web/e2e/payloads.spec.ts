// Nothing that people wrote is ever run: payloads in every text of a case and of the talks, shown on
// every page, in every overlay, and in what is typed.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { inQuotes } from "../src/lines/line";
import { Desk, expect, pages, port, run, settled, test, violations, watch } from "./desk";

const markup = `<img src=x onerror=window.pwned=1><svg onload=window.pwned=1></svg><script>window.pwned=1</script><a href=javascript:window.pwned=1>x</a>\${alert(1)}{{constructor.constructor('window.pwned=1')()}}`;
// What turns the writing direction is refused in a case; in what people said it is shown.
const payload = `${markup}\u202e`;
const quoted = JSON.stringify(markup);

// Every key of the case language that holds a text of people; ids stay as they are. Names are short,
// notes are long.
const keys = ["name", "title", "note", "says", "why", "basis", "because", "scope", "act", "conditions", "said_by"];
const texts = new RegExp(`^(\\s*(${keys.join("|")})\\s*=\\s*)(.*)$`, "gm");
const inName = "<img src=x onerror=window.pwned=1>";

function poison(path: string): void {
  const files = readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".toml"));
  const changed = new Set<string>();
  for (const name of files) {
    const file = join(path, name);
    const before = readFileSync(file, "utf8");
    const after = before.replace(texts, (_, before: string, key: string, value: string) => {
      const added = key === "name" || key === "title" ? inName : quoted.slice(1, -1);
      const poisoned = value.replace(/"((?:[^"\\]|\\.)*)"/g, `"$1 ${added.replace(/\$/g, "$$$$")}"`);
      if (poisoned !== value) changed.add(key);
      return before + poisoned;
    });
    writeFileSync(file, after);
  }
  expect([...changed].sort()).toEqual([...keys].sort());
  run("check", path);
}

const said = inQuotes(payload);
// In a clause `<` begins a blank and `[` wording not agreed, unless a backslash stands before them.
const clause = inQuotes(payload.replace(/[<[\]|]/g, (sign) => `\\${sign}`));
const bracket = inQuotes(`<pension> [${payload.replace(/[<[\]|:]/g, "")} | b]`);

const lines = [
  `2025-06-12 union says x1: ${said} about pension`,
  `2025-06-12 ${said} presses employer ${said}`,
  `2025-06-12 mediation_service proposes x2: pension=12 ${said} to union, employer`,
  `2025-06-12 union rejects x2 because ${said}`,
  `2025-06-12 employer demands x3: ${said} before talks`,
  `2025-06-12 mediation_service records_understanding x4: ${said} between union, employer`,
  `2025-06-12 mediation_service drafts x5: ${said} clause 1 ${bracket} clause 2 ${clause}`,
  `2025-06-12 mediation_service shows x5 to union`,
  `2025-06-12 union critiques x5 clause 1 x6: ${said} interest ${said} serious`,
  `2025-06-12 mediator notes ${said} {<img src=x onerror=window.pwned=1>}`,
  `2025-06-12 mediator expects resumed ${said}`,
];

test("payloads are shown as they were written, on every page", async ({ page }) => {
  test.setTimeout(120_000);
  const desk = await Desk.open(port, poison, lines);
  try {
    const misdeeds = await watch(page);
    const addresses = pages.map((name) => `/${name}`).concat("/positions?issue=pension", "/proposals?name=x2", "/view-as?party=union&document=brief", "/room?pinned=pension", "/talks?words=%3Cimg");
    await desk.enter(page, "/overview");
    for (const address of addresses) {
      await page.goto(`${desk.origin}${address}`);
      await settled(page);
      // Everything that can be unfolded, and the facts behind the first sentences.
      await page.evaluate(() => {
        for (const folded of document.querySelectorAll("main details")) (folded as HTMLDetailsElement).open = true;
        for (const mark of [...document.querySelectorAll(".behind-mark")].slice(0, 12)) (mark as HTMLElement).click();
      });
      expect(await page.evaluate(() => (window as { pwned?: number }).pwned), address).toBeUndefined();
      expect(await page.locator("main img, main script, main iframe, a[href^='javascript']").count(), address).toBe(0);
      expect(await violations(page), address).toEqual([]);
    }
    await page.goto(`${desk.origin}/talks`);
    await settled(page);
    await expect(page.getByText("<img src=x onerror=window.pwned=1>").first()).toBeVisible();
    await expect(page.getByText("\\u{202e}").first()).toBeVisible();
    await page.keyboard.press("n");
    await page.getByLabel("What was said").fill(payload);
    await page.getByLabel("Who", { exact: true }).selectOption("union");
    await expect(page.getByText("It leads to:")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.getByRole("combobox", { name: /Jump/ }).fill("<img");
    expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined();
    expect(await violations(page)).toEqual([]);
    expect(misdeeds).toEqual({ errors: [], dialogs: [] });
  } finally {
    await desk.close();
  }
});

test("the policy stops a script that somebody adds", async ({ shared, page }) => {
  await watch(page);
  await shared.enter(page, "/overview");
  const ran = await page.evaluate(() => {
    try {
      const holder = document.createElement("div");
      holder.innerHTML = "<img src=x onerror=window.pwned=1>";
      document.body.append(holder);
      return "written";
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(ran).toBe("TypeError");
  expect((await violations(page)).join("\n")).toContain("trusted-types");
});
