// Several windows, a closed vault, an entry that was interrupted.
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type Page } from "@playwright/test";

import config from "../playwright.config";
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

test("words that are being typed stay when another window records", async ({ desk, context, page }) => {
  await desk.enter(page, "/talks");
  await settled(page);
  const other = await context.newPage();
  await other.goto(`${desk.origin}/talks`);
  await settled(other);
  await page.getByLabel("Words").fill("half a word");
  await record(other, "recorded meanwhile");
  await expect(page.getByText("recorded meanwhile").first()).toBeVisible();
  await expect(page.getByLabel("Words")).toHaveValue("half a word");
  await page.getByLabel("Words").fill("recorded mean");
  await page.getByLabel("Words").press("Enter");
  await expect(page.locator(".entry")).toHaveCount(1);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page.getByLabel("Words")).toHaveValue("");
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
  await expect(page.locator("body")).not.toContainText("half a sentence");
  // Not shown, and not lost.
  await desk.restart();
  await desk.enter(page, "/overview", true);
  await expect(page.getByRole("region", { name: "Unfinished" })).toContainText("half a sentence");
});

test("an unfinished entry outlives its page, and is gone once it is recorded", async ({ desk, page }) => {
  await desk.enter(page, "/overview");
  await page.keyboard.press("n");
  await page.getByLabel("Who", { exact: true }).selectOption("employer");
  await page.getByLabel("What was said").fill("interrupted in the middle");
  await page.goto("about:blank");
  await page.goto(`${desk.origin}/proposals`);
  await settled(page);
  await expect(page.getByRole("region", { name: "Unfinished" })).toContainText("interrupted in the middle");
  await page.getByRole("button", { name: "Go on writing" }).click();
  await expect(page.getByLabel("What was said")).toHaveValue("interrupted in the middle");
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByRole("button", { name: "Record Enter" }).click();
  await expect(page.getByRole("button", { name: "New entry" })).toBeVisible();
  expect(await unfinished(page)).toEqual([]);
});

async function unfinished(page: Page): Promise<string[]> {
  const answer = await page.request.get(new URL("/unfinished.json", page.url()).href);
  const { entries } = (await answer.json()) as { entries: { text: string }[] };
  return entries.map(({ text }) => text);
}

// Does any file below the folder hold the words, in a form in which a program may write them?
function inClear(folder: string, words: string): string[] {
  const forms = [Buffer.from(words, "utf8"), Buffer.from(words, "utf16le")];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => lstatSync(file).isFile())
    .filter((file) => forms.some((form) => readFileSync(file).includes(form)));
}

test("a browser that is closed in the middle of an entry loses nothing and leaves nothing", async ({ desk, page: before }) => {
  await before.close();
  const profile = mkdtempSync(join(tmpdir(), "caucus-profile-"));
  const words = "Zwischenruf am Tor neunzehn";
  try {
    const first = await openBrowser(profile);
    await desk.enter(first, "/talks", true);
    await settled(first);
    await first.keyboard.press("n");
    await first.getByLabel("Who", { exact: true }).selectOption("union");
    const kept = first.waitForResponse((answer) => answer.url().endsWith("/unfinished") && answer.ok());
    await first.getByLabel("What was said").fill(words);
    await kept;
    await expect.poll(() => unfinished(first).then((texts) => texts.join())).toContain(words);
    await first.context().close();
    expect(inClear(profile, words)).toEqual([]);
    expect(inClear(desk.path, words)).toEqual([]);
    // By a new link, also when the desk was ended and started again.
    await desk.restart();
    const second = await openBrowser(profile);
    await desk.enter(second, "/overview", true);
    await settled(second);
    const left = second.getByRole("region", { name: "Unfinished" });
    await expect(left).toContainText("Unfinished entry from 2025-06-16 10:00");
    await expect(left).toContainText(words);
    await left.getByRole("button", { name: "Take up" }).click();
    await expect(second.getByLabel("What was said")).toHaveValue(words);
    await expect(second.getByText("It leads to:")).toBeVisible();
    const talks = await second.request.get(`${desk.origin}/talks.json`);
    expect(await talks.text()).not.toContain(words);
    await second.getByLabel("What was said").press("Enter");
    await expect(second.locator(".entry-panel")).toHaveCount(0);
    await expect(left).toHaveCount(0);
    expect(await unfinished(second)).toEqual([]);
    await second.reload();
    await settled(second);
    await expect(left).toHaveCount(0);
    await second.context().close();
    await desk.stop();
    expect(desk.logged().split(words).length).toBe(2); // once
    expect(inClear(desk.path, words)).toEqual([]);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

async function openBrowser(profile: string): Promise<Page> {
  const context = await chromium.launchPersistentContext(profile, config.use?.launchOptions);
  return context.pages()[0] ?? (await context.newPage());
}

test("two windows write two entries, and what was set aside or discarded is said", async ({ desk, context, page }) => {
  await desk.enter(page, "/talks");
  await settled(page);
  await page.keyboard.press("n");
  await page.getByLabel("What was said").fill("in the first window");
  const other = await context.newPage();
  await other.goto(`${desk.origin}/talks`);
  await settled(other);
  await expect(other.getByRole("region", { name: "Unfinished" })).toHaveCount(0);
  await other.keyboard.press("n");
  await expect(other.getByLabel("What was said")).toHaveValue("");
  await other.getByLabel("What was said").fill("in the second window");
  await expect.poll(() => unfinished(other).then((texts) => texts.length)).toBe(2);
  await other.close();
  // Set aside for another entry, and taken up again; by keyboard alone.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Note for the team" }).press("Enter");
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("");
  await page.getByRole("button", { name: "Take up: says: in the first window" }).press("Enter");
  await expect(page.getByLabel("What was said")).toHaveValue("in the first window");
  await page.keyboard.press("Escape");
  await page.reload();
  await settled(page);
  const left = page.getByRole("region", { name: "Unfinished" });
  await expect(left.getByRole("listitem")).toHaveCount(2);
  await left.getByRole("button", { name: "Discard: says: in the first window" }).click();
  await left.getByRole("button", { name: "Discard: says: in the second window" }).click();
  await expect(left).toHaveCount(0);
  await expect.poll(() => unfinished(page)).toEqual([]);
});

test("one entry in two browsers: neither overwrites the other, and the one overtaken says so", async ({ desk, page: first, browser }) => {
  await desk.enter(first, "/talks");
  await settled(first);
  await first.keyboard.press("n");
  await first.getByLabel("What was said").fill("begun");
  await expect.poll(() => unfinished(first).then((texts) => texts.join())).toContain("begun");
  const context = await browser.newContext();
  const second = await context.newPage();
  await desk.enter(second, "/talks", true);
  await settled(second);
  await second.getByRole("button", { name: "Take up: says: begun" }).click();
  await second.getByLabel("What was said").fill("begun, as in the second");
  await expect.poll(() => unfinished(first).then((texts) => texts.join())).toContain("as in the second");
  await first.getByLabel("What was said").fill("begun, as in the first");
  await expect(first.getByText("Changed in another window.")).toBeVisible();
  await expect(first.getByRole("list", { name: "Unfinished entries" })).toContainText("as in the second");
  await expect.poll(() => unfinished(first).then((texts) => texts.length)).toBe(2);
  const kept = (await unfinished(first)).join();
  expect(kept).toContain("as in the first");
  expect(kept).toContain("as in the second");
  await context.close();
});

test("a window says when the program has gone", async ({ desk, page }) => {
  await desk.enter(page, "/overview");
  await settled(page);
  await desk.stop();
  await expect(page.getByText("The program does not answer").or(page.getByRole("heading", { name: "The vault is closed" }))).toBeVisible();
});
