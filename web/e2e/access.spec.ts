// Every page can be read by everybody: axe finds nothing, narrow and wide, light and dark; nothing
// has to be scrolled sideways; print leaves out what cannot be pressed on paper.
import AxeBuilder from "@axe-core/playwright";

import { expect, pages, settled, test } from "./desk";

const addresses: Record<string, string> = {
  positions: "/positions?issue=withdrawal",
  room: "/room?pinned=truce_days",
  "view-as": "/view-as?party=israel&document=t-march",
};

for (const page of pages)
  test(`${page} is accessible at 360 and 1440 pixels`, async ({ shared, page: window }) => {
    for (const [width, scheme] of [[1440, "light"], [360, "dark"]] as const) {
      await window.setViewportSize({ width, height: 900 });
      await window.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await shared.enter(window, addresses[page] ?? `/${page}`);
      await settled(window);
      const found = await new AxeBuilder({ page: window }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
      expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
      const wide = await window.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, `${page} is wider than ${width} pixels`).toBeLessThanOrEqual(0);
    }
    await window.emulateMedia({ media: "print" });
    await expect(window.locator("nav.pages")).toBeHidden();
    await expect(window.locator("main button:not(.option, .as-link):visible")).toHaveCount(0);
    await expect(window.locator("h1")).toBeVisible();
  });

test("what lies over a page is accessible", async ({ shared, page }) => {
  await shared.enter(page, "/talks");
  await settled(page);
  for (const key of ["n", "/", "?"]) {
    await page.locator("h1").click();
    await page.keyboard.press(key);
    await page.locator("dialog[open], .entry-panel").first().waitFor();
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.locator("dialog[open], .entry-panel")).toHaveCount(0);
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
