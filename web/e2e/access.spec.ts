// Every page can be read by everybody: axe finds nothing, narrow and wide, light and dark; nothing
// has to be scrolled sideways; print leaves out what cannot be pressed on paper.
import AxeBuilder from "@axe-core/playwright";

import { expect, pages, settled, test, violations, watch } from "./desk";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

function said(violations: readonly { id: string; nodes: readonly { html: string }[] }[]): string[] {
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}

const addresses: Record<string, string> = {
  talks: "/talks?newest=12",
  positions: "/positions?issue=withdrawal",
  room: "/room?pinned=truce_days",
  "view-as": "/view-as?party=israel&document=t-march",
};

test("every page is accessible at 1440 and 360 pixels, and can be printed", async ({ shared, page }) => {
  test.setTimeout(240_000);
  await shared.enter(page);
  for (const name of pages) {
    for (const [width, scheme] of [[1440, "light"], [360, "dark"]] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce", media: "screen" });
      if (width === 1440) await page.goto(`${shared.origin}${addresses[name] ?? `/${name}`}`);
      await settled(page);
      // As tall as the page: what floats over it covers nothing that cannot be scrolled from under it.
      await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight + 200) });
      const found = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect.soft(said(found.violations), `${name} at ${width}`).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(wide, `${name} is wider than ${width} pixels`).toBeLessThanOrEqual(0);
    }
    await page.emulateMedia({ media: "print" });
    await expect.soft(page.locator("nav.pages"), name).toBeHidden();
    await expect.soft(page.locator("main button:not(.option, .as-link):visible"), name).toHaveCount(0);
    await expect.soft(page.locator("h1"), name).toBeVisible();
  }
});

// Words of pictures are scaled with the picture: what counts is how large they come out.
function smallestWords(): number {
  const sizes = [...document.querySelectorAll<Element>("main *")]
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) && element.getClientRects().length > 0)
    .map((element) => {
      const picture = element.closest("svg");
      const drawn = picture?.viewBox.baseVal.width ? picture.getBoundingClientRect().width / picture.viewBox.baseVal.width : 1;
      return parseFloat(getComputedStyle(element).fontSize) * drawn;
    });
  return Math.min(...sizes);
}

test("nothing is too small to read, and nothing is scrolled sideways, on a narrow screen", async ({ shared, page }) => {
  await shared.enter(page);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const name of pages) {
    await page.goto(`${shared.origin}${addresses[name] ?? `/${name}`}`);
    await settled(page);
    expect.soft(await page.evaluate(smallestWords), name).toBeGreaterThanOrEqual(10.5);
    const inside = await page.evaluate(() => Math.max(0, ...[...document.querySelectorAll(".wide-table")].map((box) => box.scrollWidth - box.clientWidth)));
    expect.soft(inside, `a table of ${name}`).toBeLessThanOrEqual(0);
  }
  // A row is a block there; for who does not see it, it is a row of a table still.
  await page.goto(`${shared.origin}/figures`);
  await settled(page);
  await expect(page.getByRole("table").first().getByRole("cell").first()).toBeVisible();
});

test("on paper what is folded is open", async ({ shared, page }) => {
  await shared.enter(page, "/overview");
  await settled(page);
  const folded = page.locator("main details:not([open])");
  expect(await folded.count()).toBeGreaterThan(0);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(folded).toHaveCount(0);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.locator("main details[open]")).toHaveCount(0);
});

test("a link that is opened leads to the overview by itself, and no page has anything to complain of", async ({ desk, page }) => {
  const misdeeds = await watch(page);
  const link = await desk.unusedLink();
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await settled(page);
  for (const name of pages) {
    await page.goto(`${desk.origin}/${name}`);
    await settled(page);
    expect.soft(await violations(page), name).toEqual([]);
  }
  expect(misdeeds).toEqual({ errors: [], dialogs: [] });
  // A link that was used, and a page that is not there: said on a page.
  await page.goto(link);
  await expect(page.locator("body")).toContainText("a link works once");
});

test("what lies over a page is accessible", async ({ shared, page }) => {
  await shared.enter(page, "/talks");
  await settled(page);
  for (const key of ["n", "/", "?"]) {
    await page.locator("h1").click();
    await page.keyboard.press(key);
    await page.locator("dialog[open], .entry-panel").first().waitFor();
    const found = await new AxeBuilder({ page }).analyze();
    expect(said(found.violations)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.locator("dialog[open], .entry-panel")).toHaveCount(0);
  }
});

test("the form of a position is accessible, narrow and wide", async ({ shared, page }) => {
  await shared.enter(page, "/positions");
  await settled(page);
  await page.getByRole("button", { name: /^Correct the position of/ }).first().click();
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.getByRole("region", { name: "Correct a position" })).toBeVisible();
    const found = await new AxeBuilder({ page }).withTags(tags).analyze();
    expect.soft(said(found.violations), `at ${width}`).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(wide, `wider than ${width} pixels`).toBeLessThanOrEqual(0);
  }
});

test("facts behind a sentence open by key and close by Escape", async ({ shared, page }) => {
  await shared.enter(page, "/overview");
  await settled(page);
  const mark = page.getByRole("button", { name: /facts? behind this/ }).first();
  await mark.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("note").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("note")).toHaveCount(0);
  await expect(mark).toBeFocused();
});
