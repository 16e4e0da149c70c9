// Several windows, a closed vault, an entry that was interrupted.
import type { Page } from "@playwright/test";

import { expect, settled, test } from "./desk";

async function record(page: Page, words: string): Promise<void> {
  await page.keyboard.press("n");
  await page.getByLabel("Who", { exact: true }).selectOption("union");
  await page.getByLabel("What was said").fill(words);
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByLabel("What was said").press("Enter");
  await expect(page.locator(".entry-panel")).toHaveCount(0);
}

test("what is recorded in one window appears in the other", async ({ desk, context, page }) => {
  await desk.enter(page, "/talks");
  await settled(page);
  const other = await context.newPage();
  await other.goto(`${desk.origin}/talks`);
  await settled(other);
  await record(page, "seen in both windows");
  await expect(page.getByText("seen in both windows").first()).toBeVisible();
  await expect(other.getByText("seen in both windows").first()).toBeVisible();
});

test("eight windows of one browser stay in step", async ({ desk, context, page: first }) => {
  await desk.enter(first, "/talks");
  await settled(first);
  const others = [];
  for (let more = 1; more < 8; more += 1) {
    const next = await context.newPage();
    await next.goto(`${desk.origin}/talks`);
    await settled(next);
    others.push(next);
  }
  await record(first, "seen in eight windows");
  for (const window of others) {
    await expect(window.getByText("seen in eight windows").first()).toBeVisible();
  }
  await first.close(); // the one that listened for all; the next takes over
  const next = await context.newPage();
  await next.goto(`${desk.origin}/talks`);
  await settled(next);
  await record(next, "and in seven");
  for (const window of others) {
    await expect(window.getByText("and in seven").first()).toBeVisible();
  }
});

test("after closing the vault nothing of the case is left, not on the way back either", async ({ desk, context, page }) => {
  await desk.enter(page, "/talks");
  await settled(page);
  await page.goto(`${desk.origin}/positions`);
  await settled(page);
  const other = await context.newPage();
  await other.goto(`${desk.origin}/overview`);
  await settled(other);
  await page.keyboard.press("n");
  await page.getByLabel("What was said").fill("half a sentence");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Close the vault" }).click();
  await page.getByRole("button", { name: "Close it" }).click();
  for (const window of [page, other]) {
    await expect(window.getByRole("heading", { name: "The vault is closed" })).toBeVisible();
    await expect(window.locator("body")).not.toContainText("Calder");
    expect(await window.evaluate(() => sessionStorage.length)).toBe(0);
  }
  await page.goBack().catch(() => undefined);
  await expect(page.locator("body")).not.toContainText("Calder");
});

test("a draft outlives its page, and is gone once it is recorded", async ({ desk, page }) => {
  await desk.enter(page, "/overview");
  await page.keyboard.press("n");
  await page.getByLabel("Who", { exact: true }).selectOption("employer");
  await page.getByLabel("What was said").fill("interrupted in the middle");
  await page.goto("about:blank");
  await page.goto(`${desk.origin}/proposals`);
  await settled(page);
  await page.getByRole("button", { name: "Go on writing" }).click();
  await expect(page.getByLabel("What was said")).toHaveValue("interrupted in the middle");
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByRole("button", { name: "Record Enter" }).click();
  await expect(page.getByRole("button", { name: "New entry" })).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("a window says when the program has gone", async ({ desk, page }) => {
  await desk.enter(page, "/overview");
  await settled(page);
  await desk.stop();
  await expect(page.getByText("The program does not answer").or(page.getByRole("heading", { name: "The vault is closed" }))).toBeVisible();
});
