"""The guides can be followed: their ```sh-session blocks run, in order, in one folder.

A guide is a session: what one command makes the next one finds. Commands run where cases/ and
tools/ are, on a terminal where somebody types the passphrase. Where output is shown it is what
comes; `...` stands for any lines, and `[exit N]` for an exit code that is not 0.
CAUCUS_PROGRAM says where the program is.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "docs"))

from markdown import console_commands, shows  # noqa: E402
from terminal import run_on_terminal  # noqa: E402

SECONDS_MAX = 120


def session(text):
    """The commands of all sh-session blocks."""
    return console_commands(re.sub(r"(?m)^```sh-session$", "```console", without_console(text)))


def without_console(text):
    return re.sub(r"(?m)^```console$", "```text", text)


def faults_of(page, program):
    with tempfile.TemporaryDirectory(prefix="caucus-guide-") as folder:
        for name in ("cases", "tools"):
            (Path(folder) / name).symlink_to(ROOT / name)
        environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "LC_ALL": "C.UTF-8",
                       "TZ": "UTC", "PATH": f"{program.parent}:{os.environ['PATH']}"}
        for command in session(page.read_text(encoding="utf-8")):
            where = f"{page.name}:{command.line}: `{command.text}`"
            code, output = run_on_terminal(command.text, folder, environment, SECONDS_MAX)
            if code != command.exit_code:
                yield f"{where} ends with {code}, not {command.exit_code}:\n{output}"
            elif command.shown and not shows(command.shown, output.splitlines()):
                shown = "\n".join(command.shown)
                yield f"{where} shows\n{shown}\n--- but what comes is\n{output}---"


def main():
    program = Path(os.environ.get("CAUCUS_PROGRAM", ROOT / "build" / "release" / "caucus"))
    pages = sorted((ROOT / "docs" / "guide").glob("*.md"))
    wrong = [] if pages else ["docs/guide/ has no page"]
    browsed = (ROOT / "web" / "e2e" / "guide.spec.ts").read_text(encoding="utf-8")
    commands = 0
    for page in pages:
        count = sum(1 for _ in session(page.read_text(encoding="utf-8")))
        if count == 0 and f"docs/guide/{page.name}" not in browsed:
            wrong.append(f"{page.name}: no sh-session block, and web/e2e/guide.spec.ts does not "
                         "follow it either")
        commands += count
        wrong += faults_of(page, program.resolve())
    for line in wrong:
        print(line)
    print(f"guides: {len(pages)} pages, {commands} commands, {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
