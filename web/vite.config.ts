import { defineConfig } from "vitest/config";

// Everything comes from the program itself: whole paths from the root, hashed names, nothing inline
// (the content security policy allows no inline script or style).
const program = process.env.CAUCUS_DESK ?? "http://127.0.0.1:8707";

export default defineConfig({
  base: "/",
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  build: {
    target: "es2021",
    outDir: "dist",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
  },
  server: { proxy: { "^/(changes|entries|unfinished|close|analysis|documents/|.*\\.json)": program } },
  test: { include: ["src/**/*_test.ts"], environment: "node" },
});
