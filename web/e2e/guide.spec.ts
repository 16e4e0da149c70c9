// docs/guide/desk.md, step by step.
import { expect, settled, test } from "./desk";

test("fifteen minutes at the desk", async ({ desk, context, page }) => {
  await desk.enter(page, "/overview");
  await settled(page);
  // 1. Where do the talks stand?
  await expect(page.locator(".state-is")).toContainText("Stalled");
  const facts = page.getByRole("button", { name: /facts? behind this/ }).first();
  await facts.hover();
  await expect(page.getByRole("note").first()).toBeVisible();
  await page.mouse.move(0, 0);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  // 2. What is stuck, and why?
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await settled(page);
  await page.getByRole("button", { name: "What if it were lifted?" }).first().click();
  await expect(page.getByRole("region", { name: "If these were lifted" })).toContainText(/Then there is/);
  // 3. Look around in the Room
  await page.locator("h1").click();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await settled(page);
  await page.getByRole("radiogroup").nth(1).getByRole("radio", { checked: true }).click();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".effect-changes")).toBeVisible();
  await page.keyboard.press("p");
  await expect(page.getByRole("region", { name: "With the pinned terms" })).toContainText(/room left|leave no package/);
  await page.keyboard.press("p");
  await page.keyboard.press("u");
  // 4. Note a message, and what may be repeated of it
  await page.keyboard.press("n");
  await page.getByLabel("Who", { exact: true }).selectOption("union");
  await page.getByLabel("What was said").fill("four hundred crane drivers fear for their jobs");
  await page.getByLabel("How", { exact: true }).selectOption("paraphrase");
  await page.getByRole("group", { name: "May be passed on" }).getByLabel("without saying who said it").check();
  await expect(page.locator(".verdict-line")).toContainText("union says [paraphrase unattributed]");
  await expect(page.getByText("It leads to:")).toBeVisible();
  await page.getByLabel("What was said").press("Enter");
  await expect(page.locator(".entry-panel")).toHaveCount(0);
  // 5. Make a proposal
  await page.locator("h1").click();
  await page.keyboard.press("m");
  await expect(page.getByText("It leads to:")).toContainText("proposed");
  await page.keyboard.press("Enter");
  await expect(page.locator(".entry-panel")).toHaveCount(0);
  await page.locator("h1").click();
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await settled(page);
  await expect(page.locator(".item h2").first()).toContainText("Proposal");
  // 6. Would this give somebody away?
  await page.keyboard.press("g");
  await page.keyboard.press("v");
  await page.getByLabel("As which party").selectOption("employer");
  await expect(page.getByRole("heading", { name: /could see/ })).toBeVisible();
  // 7. Print the brief
  await page.locator("h1").click();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await settled(page);
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: /HTML of Brief/ }).click();
  await expect((await opened).locator("h1").first()).toBeVisible();
  await page.getByRole("button", { name: "Close the vault" }).click();
  await page.getByRole("button", { name: "Close it" }).click();
  await expect(page.getByRole("heading", { name: "The vault is closed" })).toBeVisible();
});
