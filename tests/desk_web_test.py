#!/usr/bin/env python3
"""The desk in a real browser: every page by mouse and by keyboard, accessibility, hostile texts,
several windows, and the guide step by step. web/e2e has the tests; this starts them.

Needs node, the packages of web/ (npm ci) and Debian's chromium; `./run setup` and `./run build`
put them there. Nothing is downloaded.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
SECONDS = 1700


def missing():
    chromium = os.environ.get("CAUCUS_CHROMIUM", "/usr/bin/chromium")
    if not shutil.which("npx"):
        return "node and npm"
    if not (WEB / "node_modules").is_dir():
        return "the packages of web/ (npm ci)"
    if not pathlib.Path(chromium).exists():
        return "chromium"
    return None


def main():
    if missing():
        print(f"failed: {missing()} not there; ./run setup and ./run build put them there")
        return 1
    program = pathlib.Path(os.environ.get("CAUCUS_PROGRAM", "build/release/caucus"))
    environment = {**os.environ, "CAUCUS_PROGRAM": str((ROOT / program).resolve()), "CI": "1"}
    done = subprocess.run(["npx", "--no-install", "playwright", "test", *sys.argv[1:]], cwd=WEB,
                          env=environment, capture_output=True, text=True, timeout=SECONDS,
                          check=False)
    said = done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", said)
    if done.returncode != 0 or not passed:
        print(said[-20000:])
        return 1
    print(f"{passed.group(1)} passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
