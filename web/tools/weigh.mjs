// Prints what the first page weighs when compressed, and fails where it is too much. Parts that are
// loaded later are listed apart.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 120 * 1024;
const page = readFileSync("dist/index.html", "utf8");
let first = gzipSync(page).length;
for (const name of readdirSync("dist/assets").sort()) {
  const size = gzipSync(readFileSync(`dist/assets/${name}`), { level: 9 }).length;
  const now = page.includes(name);
  if (now) first += size;
  console.log(`${now ? "first" : "later"} ${String(size).padStart(7)} ${name}`);
}
console.log(`first page: ${first} of ${limit} bytes, compressed`);
if (/<style|<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/.test(page)) {
  console.error("dist/index.html has an inline script or style, which the policy forbids");
  process.exit(1);
}
if (first > limit) {
  console.error("the first page is too heavy");
  process.exit(1);
}
