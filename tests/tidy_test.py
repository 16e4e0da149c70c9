#!/usr/bin/env python3
"""The tree keeps its own rules: layers, sizes, names, words. tests/tidy/rules.py says which.

First the rules are tested themselves: every planted violation has to be found by its rule, and a
clean sample has to pass, so that this test cannot pass by seeing nothing. Then the tree is judged.

tests/tidy_ratchet.txt excuses faults by "rule path" and may only shrink.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tidy"))

from planted import CLEAN, PLANTED  # noqa: E402
from rules import Tree, faults_of  # noqa: E402

RATCHET = "tests/tidy_ratchet.txt"


def sample(files):
    folder = tempfile.TemporaryDirectory(prefix="caucus-tidy-")
    for path, text in files.items():
        target = Path(folder.name) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def test_of_the_rules():
    """Sentences about planted violations that were not found, or found by the wrong rule."""
    wrong = []
    with sample(CLEAN) as folder:
        wrong += [f"a fault in the clean sample: {fault}" for fault in faults_of(Tree(folder))]
    for rule, what, files in PLANTED:
        with sample({**CLEAN, **files}) as folder:
            found = faults_of(Tree(folder))
        if not any(fault.rule == rule and fault.path in files for fault in found):
            wrong.append(f"{rule} does not see: {what} (found {[str(f) for f in found]})")
        wrong += [f"planted for {rule} ({what}), found: {f}" for f in found if f.rule != rule]
    return wrong


def ratchet_lines(text):
    return {line for line in text.splitlines() if line and not line.startswith("#")}


def git(*words):
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else None


def ratchet_faults(excused, used):
    """An excuse that excuses nothing has to go, and none may come back."""
    wrong = [f"{RATCHET}: '{line}' excuses nothing; remove it" for line in sorted(excused - used)]
    added = git("log", "--diff-filter=A", "--format=%H", "--", RATCHET)
    if added is None or not added.split():
        print("note: no history here, so the ratchet is not compared with its beginning")
        return wrong
    first = ratchet_lines(git("show", f"{added.split()[-1]}:{RATCHET}") or "")
    return wrong + [f"{RATCHET}: '{line}' is new; the list may only shrink"
                    for line in sorted(excused - first)]


def main():
    wrong = test_of_the_rules()
    excused = ratchet_lines((ROOT / RATCHET).read_text(encoding="utf-8"))
    used = set()
    tree = Tree(ROOT)
    for fault in faults_of(tree):
        excuse = f"{fault.rule} {fault.path}"
        if excuse in excused:
            used.add(excuse)
        else:
            wrong.append(str(fault))
    wrong += ratchet_faults(excused, used)
    for line in wrong:
        print(line)
    print(f"tidy: {len(PLANTED)} planted violations, {len(tree.paths)} files judged, "
          f"{len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
