// A desk for a test: a copy of a case, with a vault of its own, served by the real program.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { test as base, type Page } from "@playwright/test";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = resolve(root, process.env.CAUCUS_PROGRAM ?? "build/release/caucus");
const word = "open sesame\n";

export const ceasefire = "cases/ceasefire/truce-and-exchange-2024";
export const port = "cases/labour/port-contract";
export const day = "2025-06-16T10:00";

export const pages = [
  "overview", "positions", "room", "stuck", "proposals", "talks", "text", "phases", "figures", "view-as", "documents",
];

export class Desk {
  private constructor(
    readonly folder: string,
    readonly path: string,
    private running: ChildProcess,
    private link: string,
    public origin: string,
  ) {}

  static async open(source: string, prepare?: (path: string) => void, lines: readonly string[] = []): Promise<Desk> {
    const folder = mkdtempSync(join(tmpdir(), "caucus-desk-"));
    const path = join(folder, "case");
    cpSync(join(root, source), path, { recursive: true });
    prepare?.(path);
    run("open", path, "--recovery", join(folder, "recovery.txt"), "--kdf-memory", "8MiB", "--passphrase-stdin");
    const script = join(path, "talks.talks");
    if (lines.length > 0) appendFileSync(script, `\n${lines.join("\n")}\n`);
    run("talks", "import", path, script, "--passphrase-stdin", "--now", day);
    const running = start(path);
    const link = await nextLink(running);
    return new Desk(folder, path, running, link, new URL(link).origin);
  }

  // A link lets one browser in, once; its windows share what it gave. Enter prints another.
  async enter(page: Page, address = "/overview", anew = false): Promise<void> {
    if (anew || (await page.context().cookies()).length === 0) {
      await page.goto(await this.unusedLink());
      await page.waitForURL(`${this.origin}/`);
    }
    await page.goto(`${this.origin}${address}`);
    await page.locator("h1").waitFor();
  }

  async unusedLink(): Promise<string> {
    const link = this.link;
    this.link = "";
    if (link !== "") return link;
    const next = nextLink(this.running);
    this.running.stdin?.write("\n");
    return next;
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.running.once("exit", done));
    if (this.running.exitCode === null) {
      this.running.kill("SIGTERM");
      await gone;
    }
  }

  // The program anew, on the same vault; browsers have to be let in again.
  async restart(): Promise<void> {
    await this.stop();
    this.running = start(this.path);
    this.link = await nextLink(this.running);
    this.origin = new URL(this.link).origin;
  }

  // All that the record holds, as the program prints it once the desk has let go of the vault.
  logged(): string {
    return run("talks", "timeline", this.path, "--passphrase-stdin");
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function start(path: string): ChildProcess {
  const running = spawn(program, ["desk", path, "--port", "0", "--passphrase-stdin", "--now", day], { stdio: ["pipe", "pipe", "pipe"] });
  running.stdin.write(word);
  return running;
}

export function run(...words: string[]): string {
  const done = spawnSync(program, words, { input: word, cwd: root, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`caucus ${words.join(" ")}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

function nextLink(running: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = "";
    const hear = (bytes: Buffer) => {
      said += bytes.toString();
      const link = /http:\/\/127\.0\.0\.1:\d+\/\S*key=\S+/.exec(said);
      if (!link) return;
      running.stdout?.off("data", hear);
      running.stderr?.off("data", hear);
      found(link[0]);
    };
    running.stdout?.on("data", hear);
    running.stderr?.on("data", hear);
    running.once("exit", (code) => failed(new Error(`caucus desk ended with ${code}: ${said}`)));
  });
}

// What a page must never do, noted from its first moment on.
export interface Misdeeds {
  readonly errors: string[];
  readonly dialogs: string[];
}

export async function watch(page: Page): Promise<Misdeeds> {
  const misdeeds: Misdeeds = { errors: [], dialogs: [] };
  page.on("pageerror", (error) => misdeeds.errors.push(String(error)));
  page.on("console", (said) => {
    if (said.type() === "error") misdeeds.errors.push(`${said.text()} (${said.location().url})`);
  });
  page.on("dialog", (dialog) => {
    misdeeds.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { policyViolations: seen });
    document.addEventListener("securitypolicyviolation", (event) => seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  return misdeeds;
}

export async function violations(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { policyViolations: string[] }).policyViolations);
}

// One desk for all tests of a file that only read; one per test for those that write.
interface Fixtures {
  desk: Desk;
}
interface SharedFixtures {
  shared: Desk;
}
export const test = base.extend<Fixtures, SharedFixtures>({
  shared: [
    async ({}, use) => {
      const desk = await Desk.open(ceasefire);
      await use(desk);
      await desk.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  desk: async ({}, use) => {
    const desk = await Desk.open(port);
    await use(desk);
    await desk.close();
  },
});
export { expect } from "@playwright/test";

export async function settled(page: Page): Promise<void> {
  await page.locator("main .answer:not(.busy)").first().waitFor();
  await page.locator("main .loading").waitFor({ state: "detached" });
}
