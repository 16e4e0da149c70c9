// What a person waits for in a real browser: node measure.mjs first LINK... | room ORIGIN-LINK RUNS
// Prints the milliseconds of each run as a JSON list. bench/desk_bench.py asks for it.
//
//   first  from opening a link until the overview is drawn and a control has answered
//   room   from a click on another option of a term until its effect is painted
import { chromium } from "@playwright/test";

const [what, ...words] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CAUCUS_CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});

// In the page: the overview is there, a button is pressed, what it opens is painted.
function controlAnswers() {
  if (location.search !== "") return; // the page that the link opens goes on by itself
  const painted = (then) => requestAnimationFrame(() => setTimeout(then));
  const look = () => {
    const button = document.querySelector(".top-actions button");
    const drawn = document.querySelector("main .answer:not(.busy)");
    if (!button || !drawn) return requestAnimationFrame(look);
    button.click();
    const opened = () => {
      if (!document.querySelector("dialog[open]")) return requestAnimationFrame(opened);
      painted(() => (window.answeredAt = performance.timeOrigin + performance.now()));
    };
    opened();
  };
  look();
}

async function first(link) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(controlAnswers);
  const start = Date.now();
  await page.goto(link);
  const handle = await page.waitForFunction(() => window.answeredAt, undefined, { timeout: 60_000 });
  const took = (await handle.jsonValue()) - start;
  await context.close();
  return took;
}

// In the page: presses one of the options that are not chosen, in turn, and waits for the effect.
function move(turn) {
  return new Promise((done) => {
    const groups = [...document.querySelectorAll("[role=radiogroup]")];
    const group = groups[turn % Math.min(groups.length, 5)];
    const option = group.querySelector("[role=radio][aria-checked=false]");
    const panel = document.querySelector(".bench-effect");
    const before = panel.querySelector(".effect-changes")?.textContent;
    const start = performance.now();
    const watching = new MutationObserver(() => {
      const now = panel.querySelector(".effect-changes")?.textContent;
      if (now === undefined || now === before) return;
      watching.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    watching.observe(panel, { subtree: true, childList: true, characterData: true });
    option.click();
  });
}

// In the page: a package with every issue settled, so that a move is one however far analysis is.
async function aPackage() {
  const { issues } = await (await fetch("/session.json")).json();
  return issues.map(({ id, options }) => `${id}=${options[0].id}`).join(",");
}

async function room(link, runs) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(link);
  await page.locator("h1").waitFor();
  await page.goto(new URL(`/room?package=${await page.evaluate(aPackage)}`, page.url()).href);
  await page.locator("[role=radio]").first().waitFor();
  await page.locator(".bench-effect .effect").waitFor();
  const took = [];
  for (let turn = 0; turn < runs; turn += 1) {
    took.push(await page.evaluate(move, turn));
    await page.waitForTimeout(50);
  }
  return took;
}

const took = [];
if (what === "first") for (const link of words) took.push(await first(link));
else took.push(...(await room(words[0], Number(words[1]))));
console.log(JSON.stringify(took));
await browser.close();
