"""Briefs of small cases say, byte for byte, what tests/golden/<case>.md shows.

A golden file is the first page of the Markdown brief and the sections named here: short enough to
be read, and written anew with CAUCUS_UPDATE_GOLDEN=1, so that a change of words is seen in review.
CAUCUS_PROGRAM says where the program is.
"""
import os
import pathlib
import subprocess
import sys

PROGRAM = os.environ.get("CAUCUS_PROGRAM", "build/release/caucus")
UPDATE = os.environ.get("CAUCUS_UPDATE_GOLDEN") == "1"
FOLDER = pathlib.Path("tests/golden")
LINES_MAX = 120
SHOWN = 6  # lines of a difference

FIRST_SECTION = "The talks so far"  # where the first page ends
CASES = {
    "logrolling": ["The options in detail"],
    "empty-zone": ["Who wants what", "The room in detail",
                   "Questions whose answer would tell most"],
    "product-trap": ["The room in detail"],
}


def parts(brief):
    """(heading, text) of each part that begins with a line '## heading'; the title has none."""
    found, heading, lines = [], "", []
    for line in brief.splitlines(keepends=True):
        if line.startswith("## "):
            found.append((heading, "".join(lines)))
            heading, lines = line[3:].strip(), []
        lines.append(line)
    return [*found, (heading, "".join(lines))]


def excerpt(brief, sections):
    """The first page and the sections; a section that is not there is an error."""
    all_parts = parts(brief)
    headings = [heading for heading, _ in all_parts]
    missing = [name for name in [FIRST_SECTION, *sections] if name not in headings]
    if missing:
        raise ValueError(f"the brief has no section {missing[0]!r}")
    front = all_parts[:headings.index(FIRST_SECTION)]
    later = [part for part in all_parts[len(front):] if part[0] in sections]
    return "".join(text for _, text in front + later).rstrip("\n") + "\n"


def difference(golden, now):
    """The first lines that differ, golden with '-', now with '+'; nothing if they are the same."""
    if golden == now:
        return ""
    old, new = golden.splitlines(), now.splitlines()
    at = 0
    while at < min(len(old), len(new)) and old[at] == new[at]:
        at += 1
    shown = [f"  line {at + 1}:"]
    shown += [f"  - {line}" for line in old[at:at + SHOWN]]
    shown += [f"  + {line}" for line in new[at:at + SHOWN]]
    return "\n".join(shown)


def fault_of(case, sections):
    asked = subprocess.run([PROGRAM, "brief", f"cases/textbook/{case}", "--format", "markdown"],
                           capture_output=True, check=False, timeout=300)
    if asked.returncode != 0:
        return f"{case}: exit {asked.returncode}: {asked.stderr.decode()[:300]}"
    try:
        now = excerpt(asked.stdout.decode(), sections)
    except ValueError as error:
        return f"{case}: {error}"
    path = FOLDER / f"{case}.md"
    if UPDATE:
        path.write_bytes(now.encode())
    if not path.exists():
        return f"{path} is missing: write it with CAUCUS_UPDATE_GOLDEN=1 and read it"
    lines = now.count("\n")
    if lines >= LINES_MAX:
        return f"{path}: {lines} lines are too many to read; {LINES_MAX - 1} are allowed"
    differs = difference(path.read_bytes().decode(), now)
    return f"{path} differs (CAUCUS_UPDATE_GOLDEN=1 writes it anew):\n{differs}" if differs else ""


def check_the_check():
    """The comparison sees what it should."""
    assert difference("a\nb\n", "a\nb\n") == ""
    assert difference("a\nb\n", "a\nc\n") == "  line 2:\n  - b\n  + c"
    assert difference("a\n", "a\nc\n") == "  line 2:\n  + c"
    assert difference("a\n", "a") != ""
    text = f"# T\n## A\na\n## {FIRST_SECTION}\nb\n## C\nc\n## D\nd\n"
    assert excerpt(text, ["D"]) == "# T\n## A\na\n## D\nd\n"


def main():
    check_the_check()
    faults = [fault for fault in (fault_of(*case) for case in CASES.items()) if fault]
    strays = {path.stem for path in FOLDER.glob("*.md")} - set(CASES)
    faults += [f"{FOLDER}/{name}.md belongs to no case of this test" for name in sorted(strays)]
    for fault in faults:
        print(fault)
    print(f"{len(CASES)} golden briefs, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
