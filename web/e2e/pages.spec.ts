// The main action of each page by mouse, and what keys do beside it; keyboard.spec.ts has every
// page's main action with nothing but keys, access.spec.ts reads every page with axe at 1440 and 360
// pixels and in print.
//
//   page       by mouse here                              by keyboard.spec.ts alone
//   overview   a day, an answer logged, on to the Room    a day, an answer logged, on to Stuck
//   positions  history, new one, corrected from its cell  entered in its cell (here)
//   room       two packages compared, one proposed        moved, compared, proposed
//   stuck      a demand lifted                            a demand lifted
//   proposals  put, and its answer logged                 put, and its answer logged
//   talks      a message logged, found and passed on      a message logged, found and passed on
//   text       a draft written, shown and handed back     a draft written, shown and handed back
//   phases     a deadline set                             a deadline set and moved
//   figures    the numbers saved                          the numbers saved
//   view as    a party and a document chosen              a party and a document chosen
//   documents  the brief opened                           the brief opened
import type { Page } from "@playwright/test";

import { expect, settled, test } from "./desk";

// From the keyboard: g and the page's letter.
async function jump(page: Page, letter: string, title: string): Promise<void> {
  await page.locator("body").press("g");
  await page.locator("body").press(letter);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeFocused();
  await settled(page);
}

test("every page is reached by keys", async ({ shared, page }) => {
  await shared.enter(page, "/overview");
  await settled(page);
  for (const [letter, title] of [["p", "Positions"], ["r", "Room"], ["s", "Stuck"], ["b", "Proposals"], ["t", "Talks"], ["x", "Text"], ["h", "Phases"], ["f", "Figures"], ["v", "View as"], ["d", "Documents"], ["o", "Overview"]] as const)
    await jump(page, letter, title);
});

test("the palette jumps to an issue", async ({ shared, page }) => {
  await shared.enter(page, "/overview");
  await settled(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").pressSequentially("withdrawal pos");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/positions\?issue=withdrawal/);
  await expect(page.getByRole("complementary", { name: /History/ })).toBeVisible();
});

test("single keys can be switched off", async ({ shared, page }) => {
  await shared.enter(page, "/overview");
  await page.keyboard.press("?");
  await page.getByLabel("Single keys").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(page.locator(".entry-panel")).toHaveCount(0);
});

test("overview: what changed since a day", async ({ shared, page }) => {
  await shared.enter(page, "/overview");
  await settled(page);
  await expect(page.getByText("Suspended", { exact: true })).toBeVisible();
  await page.getByLabel("Since").fill("2024-03-20");
  await expect(page).toHaveURL(/since=2024-03-20/);
  await expect(page.getByText("Choose a day.")).toHaveCount(0);
});

test("positions: history, and a new position through the form", async ({ desk, page }) => {
  await desk.enter(page, "/positions");
  await settled(page);
  await page.locator(".matrix .as-link").first().click();
  await expect(page.getByRole("complementary", { name: /History/ })).toBeVisible();
  await page.getByRole("button", { name: "Add a position on this" }).click();
  await page.getByLabel("Who", { exact: true }).selectOption("union");
  await page.locator(".entry-panel fieldset.ticks input").first().check();
  await page.getByLabel("How firmly").selectOption("firm");
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByRole("button", { name: "Record Enter" }).click();
  await expect(page.locator(".entry-panel")).toHaveCount(0);
  await expect(page.locator(".history li").last()).toContainText("firm");
});

test("positions: one is corrected from its cell, by mouse", async ({ desk, page }) => {
  await desk.enter(page, "/positions");
  await settled(page);
  const correct = page.getByRole("button", { name: /^Correct the position of/ }).first();
  const whose = (await correct.getAttribute("aria-label")) ?? "";
  const cell = page.locator(".held", { has: correct });
  await correct.click();
  const form = page.getByRole("region", { name: "Correct a position" });
  await expect(form.locator(".verdict-line")).toContainText(/wants .* corrects /);
  const asked = form.getByRole("group", { name: "Asks for one of" });
  await expect(asked.getByRole("checkbox", { checked: true })).not.toHaveCount(0);
  await form.getByLabel("How firmly").selectOption("fixed");
  await form.getByLabel("Said", { exact: true }).selectOption("public");
  await expect(form.getByRole("group", { name: "May be passed on" })).toHaveCount(0);
  await form.getByLabel("Source").fill("a call, a letter");
  await expect(form.locator(".verdict-line")).toContainText(/fixed in_public .*corrects \S+ \{a call, a letter\}/);
  await expect(form.getByText("It leads to:")).toBeVisible();
  await form.getByRole("button", { name: "Record Enter" }).click();
  await expect(page.locator(".entry-panel")).toHaveCount(0);
  await expect(page.locator(".held", { has: page.getByRole("button", { name: whose }) }).first()).toContainText("fixed");
  await expect(cell.first()).toContainText("public");
});

test("positions: a new one is entered in its cell, by keyboard alone", async ({ desk, page }) => {
  await desk.enter(page, "/positions");
  await settled(page);
  const add = page.getByRole("button", { name: /^New position of/ }).first();
  await add.focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("region", { name: "New position" });
  const first = form.getByRole("group", { name: "Asks for one of" }).getByRole("checkbox", { checked: false }).first();
  await first.focus();
  await page.keyboard.press("Space");
  await form.getByLabel("How firmly").focus();
  await page.keyboard.type("lea");
  await expect(form.locator(".verdict-line")).toContainText(/ wants \S+=\S+ leaning/);
  await expect(form.getByText("It leads to:")).toBeVisible();
  await form.getByLabel("In words").focus();
  await page.keyboard.type("as they put it");
  await expect(form.locator(".verdict-line")).toContainText('"as they put it"');
  await expect(form.getByText("It leads to:")).toBeVisible();
  await expect(form.getByRole("button", { name: "Record Enter" })).toHaveAttribute("aria-disabled", "false");
  await page.keyboard.press("Enter");
  await expect(page.locator(".entry-panel")).toHaveCount(0);
  await expect(page.locator(".matrix")).toContainText("leaning");
});

test("room: a term changes by key, the effect follows, and is taken back", async ({ shared, page }) => {
  await shared.enter(page, "/room");
  await settled(page);
  const term = page.getByRole("radiogroup", { name: /Permanent ceasefire/ });
  const before = await term.getByRole("radio", { checked: true }).textContent();
  await term.getByRole("radio", { checked: true }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(/package=/);
  await expect(term.getByRole("radio", { checked: true })).not.toHaveText(before ?? "");
  await expect(term.getByRole("radio", { checked: true })).toBeFocused();
  await expect(page.locator(".effect-changes")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("[data-issue=withdrawal] :focus")).toHaveCount(1);
  await page.keyboard.press("p");
  await expect(page.getByRole("button", { name: /Pin withdrawal/ })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("region", { name: "With the pinned terms" })).toContainText(/room left/);
  await page.keyboard.press("u");
  await expect(term.getByRole("radio", { checked: true })).toHaveText(before ?? "");
  await page.keyboard.press("Shift+U");
  await expect(term.getByRole("radio", { checked: true })).not.toHaveText(before ?? "");
});

test("room: two packages beside each other", async ({ shared, page }) => {
  await shared.enter(page, "/room");
  await settled(page);
  await page.getByRole("radio", { checked: true }).first().waitFor();
  await page.getByRole("button", { name: "Compare others with this" }).click();
  await expect(page.getByText("The two are the same.")).toBeVisible();
  await page.getByRole("radiogroup", { name: /Aid to Gaza/ }).getByRole("radio", { checked: false }).first().click();
  await expect(page.locator(".compare table tbody tr")).toHaveCount(1);
});

test("room: a package becomes a proposal with two keys", async ({ desk, page }) => {
  await desk.enter(page, "/room");
  await settled(page);
  await page.getByRole("radio", { checked: true }).first().waitFor();
  await page.locator("body").press("m");
  await expect(page.locator(".verdict-line")).toContainText(/mediator proposes p\d+: /);
  await expect(page.getByText("It leads to:")).toBeVisible();
  await expect(page.getByRole("button", { name: "Record Enter" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".entry-panel")).toHaveCount(0);
  await page.goto(`${desk.origin}/proposals`);
  await settled(page);
  await expect(page.locator(".item h2").first()).toContainText("of the mediator");
});

test("stuck: what if a demand were lifted", async ({ shared, page }) => {
  await shared.enter(page, "/stuck");
  await settled(page);
  await page.getByRole("button", { name: "What if it were lifted?" }).first().press("Enter");
  await expect(page).toHaveURL(/lift=/);
  await expect(page.getByRole("region", { name: "If these were lifted" })).toContainText(/Then there is/, { timeout: 30_000 });
});

test("stuck: who could move how far", async ({ shared, page }) => {
  await shared.enter(page, "/stuck");
  await settled(page);
  await page.getByText("Who could move how far?").press("Enter");
  const ways = page.locator(".moves .ways > li");
  await expect(ways.first()).toContainText(/[1-9] step/, { timeout: 30_000 });
  await ways.first().getByRole("link", { name: "Look at such a package in the Room" }).press("Enter");
  await expect(page).toHaveURL(/room\?package=/);
});

test("proposals: the answer of a party is logged", async ({ desk, page }) => {
  await desk.enter(page, "/proposals");
  await settled(page);
  await page.getByRole("button", { name: "Put a proposal" }).click();
  await page.locator(".terms-field summary").click();
  await page.locator(".terms-field select").first().selectOption({ index: 1 });
  await page.getByLabel("In words").fill("a beginning");
  await page.locator(".entry-panel").getByLabel("Calder", { exact: false }).first().check();
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByRole("button", { name: "Record Enter" }).click();
  await expect(page.locator(".item").first()).toContainText("a beginning");
  await page.locator(".item").first().getByRole("button", { name: /Log the answer/ }).first().click();
  await expect(page.getByText("It leads to:")).toContainText("accepted");
  await page.getByRole("button", { name: "Record Enter" }).click();
  await expect(page.locator(".item").first()).toContainText("accepted");
});

test("talks: a message is logged by keyboard alone, and what is not understood is said", async ({ desk, page }) => {
  await desk.enter(page, "/talks");
  await settled(page);
  await page.keyboard.press("n");
  await expect(page.getByLabel("Who", { exact: true })).toBeFocused();
  await page.keyboard.type("Dock");
  await page.getByLabel("Who", { exact: true }).selectOption("union");
  await page.getByLabel("What was said").focus();
  await page.keyboard.type('they say "no" \\ and < more');
  await page.getByLabel("How").selectOption("paraphrase");
  await expect(page.locator(".verdict-line")).toContainText('union says [paraphrase] "they say \\"no\\" \\\\ and < more"');
  await page.getByLabel("Write the line myself").check();
  const line = page.getByLabel("Line of the talks script");
  const whole = await line.inputValue();
  await line.fill(`${whole} about nothing_known`);
  await expect(page.getByText("Not understood:")).toBeVisible();
  await line.fill(whole);
  await expect(page.getByText("It leads to:")).toBeVisible();
  await line.press("Enter");
  await expect(page.locator(".entry-panel")).toHaveCount(0);
  await expect(page.locator(".entry").first()).toContainText("and < more");
  await page.getByLabel("Words").fill("no such words");
  await page.getByLabel("Words").press("Tab");
  await expect(page.getByText("Nothing fits these filters.")).toBeVisible();
});

test("text: a new draft says only what changed", async ({ desk, page }) => {
  await desk.enter(page, "/text");
  await settled(page);
  await page.getByRole("button", { name: /Make a new draft|Write the first draft/ }).click();
  await page.getByLabel(/^Clause/).first().fill("A clause that was changed.");
  await page.getByRole("button", { name: "See what would be recorded" }).click();
  await expect(page.getByText("It leads to:")).toContainText("draft");
  await page.getByRole("button", { name: "Record Enter" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Recorded" })).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Draft 3" })).toContainText("A clause that was changed.");
});

test("view as: what a party could see, and what a document would give away", async ({ shared, page }) => {
  await shared.enter(page, "/view-as");
  await settled(page);
  await page.getByLabel("As which party").selectOption("israel");
  await expect(page.getByRole("heading", { name: /could see/ })).toBeVisible();
  await page.getByLabel("Would this give something away?").selectOption("t-feb");
  await expect(page.getByRole("region", { name: "Leak check" })).toContainText("may not know");
});

test("documents: the brief opens in a window of its own", async ({ shared, context, page }) => {
  await shared.enter(page, "/documents");
  await settled(page);
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: /HTML of Brief/ }).click();
  await expect((await opened).locator("h1").first()).toBeVisible();
});

test("figures: the numbers behind a picture are saved, by mouse and by key", async ({ shared, page }) => {
  await shared.enter(page, "/figures");
  await settled(page);
  const save = page.getByRole("button", { name: "Save the numbers (CSV)" }).first();
  for (const press of [() => save.click(), () => save.press("Enter")]) {
    const saved = page.waitForEvent("download");
    await press();
    expect((await saved).suggestedFilename()).toBe("figures.csv");
  }
});

test("stuck by mouse; view as and documents by keyboard alone", async ({ shared, context, page }) => {
  await shared.enter(page, "/stuck");
  await settled(page);
  await page.getByRole("button", { name: "What if it were lifted?" }).first().click();
  await expect(page.getByRole("region", { name: "If these were lifted" })).toContainText(/Then there is/, { timeout: 30_000 });
  await jump(page, "v", "View as");
  await page.getByLabel("As which party").focus();
  await page.keyboard.type("Ham");
  await expect(page.getByRole("heading", { name: /could see/ })).toContainText("Hamas");
  await expect(page.locator(".seen")).toContainText("You asked for");
  await page.getByRole("heading", { level: 1 }).focus();
  await jump(page, "d", "Documents");
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: /HTML of Brief/ }).press("Enter");
  await expect((await opened).locator("h1").first()).toBeVisible();
});

test("overview by mouse: since a day, an answer logged, and on to the Room", async ({ desk, page }) => {
  await desk.enter(page, "/overview");
  await settled(page);
  await page.getByRole("button", { name: "30 days ago" }).click();
  await expect(page.getByRole("heading", { name: /What changed since/ })).toBeVisible();
  const waiting = page.locator(".open-items").getByRole("button", { name: "Log the answer" });
  const before = await waiting.count();
  await waiting.first().click();
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByRole("button", { name: "Record Enter" }).click();
  await expect(waiting).toHaveCount(before - 1);
  await page.getByRole("link", { name: "Look around in the Room" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Room" })).toBeVisible();
  await settled(page);
  await page.getByRole("button", { name: /^Make it a proposal/ }).click();
  await expect(page.getByText("It leads to:")).toContainText("proposed");
});

test("talks by mouse: a message logged, found, and passed on", async ({ desk, page }) => {
  await desk.enter(page, "/talks");
  await settled(page);
  await page.getByRole("button", { name: "Log a message" }).click();
  const panel = page.locator(".entry-panel");
  await panel.getByLabel("Who", { exact: true }).selectOption("union");
  await panel.getByLabel("What was said").fill("noted with a mouse");
  await panel.getByRole("group", { name: "May be passed on" }).getByLabel("How", { exact: true }).selectOption("paraphrase");
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByRole("button", { name: "Record Enter" }).click();
  await page.getByLabel("Words").fill("with a mouse");
  await page.getByRole("search").getByLabel("Party").click();
  const entry = page.locator(".entry");
  await expect(entry).toHaveCount(1);
  await entry.getByText("details and actions").click();
  await entry.getByRole("button", { name: "Pass on" }).click();
  await panel.getByRole("group", { name: "To", exact: true }).getByLabel("Calder Terminals").check();
  await panel.getByLabel("As", { exact: true }).selectOption("paraphrase");
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByRole("button", { name: "Record Enter" }).click();
  await expect(entry).toContainText("passed on to Calder Terminals");
});

test("text and phases by mouse: a draft shown and handed back, a deadline set", async ({ desk, page }) => {
  await desk.enter(page, "/text");
  await settled(page);
  const reader = page.getByRole("complementary", { name: "Readers and objections" }).getByRole("listitem").filter({ hasText: "Calder Terminals" }).first();
  for (const step of ["Mark as shown", "Mark as handed back"]) {
    await reader.getByRole("button", { name: step }).click();
    await expect(page.getByText("It leads to:")).toBeVisible();
    await page.getByRole("button", { name: "Record Enter" }).click();
    await expect(page.locator(".entry-panel")).toHaveCount(0);
  }
  await expect(reader).toContainText("handed back");
  await page.getByRole("link", { name: /^Phases/ }).click();
  await page.getByRole("button", { name: "Set a deadline" }).click();
  const panel = page.locator(".entry-panel");
  await panel.getByLabel("Who", { exact: true }).selectOption("employer");
  await panel.getByLabel("Deadline (its id)").fill("reply_due");
  await panel.getByLabel("Day", { exact: true }).fill("2025-07-04");
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByRole("button", { name: "Record Enter" }).click();
  await page.getByRole("link", { name: /^Overview/ }).click();
  await expect(page.locator("main")).toContainText("4 July 2025");
});

test("documents: the draft opens in the form that is chosen, and what is for a party for that party", async ({ desk, context, page }) => {
  await desk.enter(page, "/documents");
  await settled(page);
  const opened = async (name: RegExp) => {
    const next = context.waitForEvent("page");
    await page.getByRole("link", { name }).first().click();
    return next;
  };
  await page.getByLabel("The draft").selectOption("redline");
  await expect((await opened(/HTML of Draft/)).locator("ins").first()).toBeVisible();
  await page.getByLabel("The draft").selectOption("bracketed");
  await expect((await opened(/HTML of Draft/)).locator("main")).toContainText("[Calder Dockworkers' Union: 20 | Calder Terminals: 15]");
  await page.getByLabel("For which party").selectOption("union");
  await expect((await opened(/HTML of Talking points/)).locator("body")).toContainText("Talking points for Calder Dockworkers' Union");
});
