// The main action of each page with nothing but keys, from the page's address to what is recorded or
// shown: Tab goes where a mouse would point, letters and arrows choose. No element is clicked,
// filled or focused by the test itself.
import type { Locator, Page } from "@playwright/test";

import { expect, settled, test } from "./desk";

const furthest = 250;

// Presses Tab until the element has the focus, as somebody would who has no mouse.
async function reach(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < furthest; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached by ${furthest} tabs: ${String(target)}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await reach(page, target);
  await page.keyboard.press("Enter");
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.type(text);
}

function field(page: Page, name: string): Locator {
  return page.locator(".entry-panel").getByLabel(name, { exact: true });
}

async function recordByKey(page: Page, from?: Locator): Promise<void> {
  await expect(page.getByText("It leads to:")).toBeVisible();
  await expect(page.getByRole("button", { name: "Record Enter" })).toHaveAttribute("aria-disabled", "false");
  await reach(page, from ?? page.getByRole("button", { name: "Record Enter" }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".entry-panel")).toHaveCount(0);
}

async function goTo(page: Page, letter: string, title: string): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press(letter);
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeFocused();
  await settled(page);
}

test("overview: since a day, what is waited for answered, and on to what is stuck", async ({ desk, page }) => {
  await desk.enter(page, "/overview");
  await settled(page);
  await press(page, page.getByRole("button", { name: "30 days ago" }));
  await expect(page).toHaveURL(/since=2025-05-17/);
  await expect(page.getByRole("heading", { name: /What changed since/ })).toBeVisible();
  const waiting = page.locator(".open-items li", { has: page.getByRole("button", { name: "Log the answer" }) });
  const before = await waiting.count();
  await press(page, waiting.first().getByRole("button", { name: "Log the answer" }));
  await recordByKey(page);
  await expect(waiting).toHaveCount(before - 1);
  await press(page, page.getByRole("link", { name: "All sticking points" }));
  await expect(page.getByRole("heading", { level: 1, name: "Stuck" })).toBeFocused();
});

test("proposals: one is put, answered, and stands with its answer", async ({ desk, page }) => {
  await desk.enter(page, "/proposals");
  await settled(page);
  await press(page, page.getByRole("button", { name: "Put a proposal" }));
  await type(page, field(page, "In words"), "a beginning made by keys");
  const to = page.locator(".entry-panel").getByRole("group", { name: "To", exact: true });
  await reach(page, to.getByLabel("Calder Terminals"));
  await page.keyboard.press("Space");
  await recordByKey(page);
  const item = page.locator(".item", { hasText: "a beginning made by keys" });
  await press(page, item.getByRole("button", { name: /^Log the answer of Calder Terminals/ }));
  await recordByKey(page);
  await expect(item.getByRole("row", { name: /Calder Terminals/ })).toContainText("accepted");
});

test("text: a draft is written, shown, and handed back", async ({ desk, page }) => {
  await desk.enter(page, "/text");
  await settled(page);
  await press(page, page.getByRole("button", { name: "Make a new draft from this" }));
  const clause = page.getByLabel("Clause 1", { exact: true });
  await reach(page, clause);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("A clause written by keys.");
  await press(page, page.getByRole("button", { name: "See what would be recorded" }));
  await recordByKey(page);
  await expect(page.getByRole("heading", { name: "Draft 3" })).toBeVisible();
  await expect(page.locator("main")).toContainText("A clause written by keys.");
  const reader = page.getByRole("complementary", { name: "Readers and objections" }).getByRole("listitem").filter({ hasText: "Calder Terminals" }).first();
  await press(page, reader.getByRole("button", { name: "Mark as shown" }));
  await recordByKey(page);
  await press(page, reader.getByRole("button", { name: "Mark as handed back" }));
  await recordByKey(page);
  await expect(reader).toContainText("handed back");
});

test("phases: a deadline is set, and moved", async ({ desk, page }) => {
  await desk.enter(page, "/phases");
  await settled(page);
  for (const [button, month, day] of [["Set a deadline", "07", "2025-07-04"], ["Move a deadline", "08", "2025-08-04"]] as const) {
    await press(page, page.getByRole("button", { name: button }));
    await type(page, field(page, "Who"), "Calder Terminals");
    await type(page, field(page, "Deadline (its id)"), "reply_due");
    await type(page, field(page, "Day"), `${month}042025`);
    await recordByKey(page, field(page, "Deadline (its id)"));
    await goTo(page, "o", "Overview");
    await expect(page.getByRole("heading", { name: "Deadlines" })).toBeVisible();
    await expect(page.locator("main")).toContainText(day === "2025-07-04" ? "4 July 2025" : "4 August 2025");
    await goTo(page, "h", "Phases");
  }
});

test("talks: a message is noted, found, and passed on", async ({ desk, page }) => {
  await desk.enter(page, "/talks");
  await settled(page);
  await page.keyboard.press("n");
  await type(page, field(page, "Who"), "Calder Dock");
  await type(page, field(page, "What was said"), "noted by keys alone");
  await reach(page, page.getByRole("group", { name: "May be passed on" }).getByLabel("How", { exact: true }));
  await page.keyboard.type("in oth");
  await recordByKey(page, field(page, "What was said"));
  await type(page, page.getByLabel("Words"), "noted by keys");
  await page.keyboard.press("Enter");
  const entry = page.locator(".entry");
  await expect(entry).toHaveCount(1);
  await press(page, entry.locator("summary"));
  await press(page, entry.getByRole("button", { name: "Pass on" }));
  await reach(page, page.locator(".entry-panel").getByRole("group", { name: "To", exact: true }).getByLabel("Calder Terminals"));
  await page.keyboard.press("Space");
  await reach(page, field(page, "As"));
  await page.keyboard.type("para");
  await recordByKey(page);
  await expect(entry).toContainText("passed on to Calder Terminals");
});

test("room: a term moved, two packages compared, one proposed", async ({ desk, page }) => {
  await desk.enter(page, "/room");
  await settled(page);
  const term = page.getByRole("radiogroup").nth(1);
  await expect(term.getByRole("radio", { checked: true })).toHaveCount(1);
  await press(page, page.getByRole("button", { name: "Compare others with this" }));
  await reach(page, term.getByRole("radio", { checked: true }));
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".effect-changes")).toBeVisible();
  await expect(page.locator(".compare table tbody tr")).toHaveCount(1);
  await press(page, page.getByRole("button", { name: /^Make it a proposal/ }));
  await recordByKey(page);
  await goTo(page, "b", "Proposals");
  await expect(page.locator(".item h2").first()).toContainText("of the mediator");
});

test("stuck, figures, view as, documents: what each shows is reached", async ({ shared, context, page }) => {
  await shared.enter(page, "/stuck");
  await settled(page);
  await press(page, page.getByRole("button", { name: "What if it were lifted?" }).first());
  await expect(page.getByRole("region", { name: "If these were lifted" })).toContainText(/Then there is/, { timeout: 30_000 });
  await goTo(page, "f", "Figures");
  const saved = page.waitForEvent("download");
  await press(page, page.getByRole("button", { name: "Save the numbers (CSV)" }).first());
  expect((await saved).suggestedFilename()).toBe("figures.csv");
  await goTo(page, "v", "View as");
  await type(page, page.getByLabel("As which party"), "Ham");
  await expect(page.getByRole("heading", { name: /could see/ })).toContainText("Hamas");
  await type(page, page.getByLabel("Would this give something away?"), "t-feb");
  await expect(page.getByRole("region", { name: "Leak check" })).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Documents");
  await page.keyboard.press("Enter");
  await settled(page);
  const opened = context.waitForEvent("page");
  await press(page, page.getByRole("link", { name: /HTML of Brief/ }));
  await expect((await opened).locator("h1").first()).toBeVisible();
});
