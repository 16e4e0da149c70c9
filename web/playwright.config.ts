import { defineConfig } from "@playwright/test";

// Debian's own browser; nothing is downloaded. One window at a time: the machine is a laptop.
export default defineConfig({
  testDir: "e2e",
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  forbidOnly: true,
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CAUCUS_CHROMIUM ?? "/usr/bin/chromium",
      // A container's root has no sandbox to give to a browser.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
