"""`caucus talks text` says, byte for byte, what tests/golden/talks-text.txt shows.

The talks are a script written here: two drafts, critiques that are met, withdrawn and open, a copy
read under supervision and returned, a final question, a body. CAUCUS_PROGRAM says where the program
is; CAUCUS_UPDATE_GOLDEN=1 writes the golden file anew.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(os.environ.get("CAUCUS_PROGRAM", "build/release/caucus"))
UPDATE = os.environ.get("CAUCUS_UPDATE_GOLDEN") == "1"
GOLDEN = pathlib.Path("tests/golden/talks-text.txt")
CASE = "cases/labour/port-contract"
NOW = ["--now", "2025-06-20"]

TALKS = r"""
2025-06-01 mediator drafts d1: "Outline"
    clause 1 "The wage rises [union: four | employer: two] percent."
    clause 2 "Night work is paid <night_premium>."
2025-06-02 mediator shows d1 to union
2025-06-02 mediator shows d1 to employer supervised
2025-06-03 employer returns d1
2025-06-04 union critiques d1 clause 1 k1: "too vague" interest "members must count it" serious
2025-06-04 union critiques d1 clause 2 k2: "not enough" minor
2025-06-05 employer critiques d1 clause 1 k3: "a total is missing" serious
2025-06-05 union says [hold] m1: "three would do"
2025-06-06 union withdraws k2
2025-06-07 mediator drafts d2: from_draft d1
    clause 1 "The wage rises three percent." behind m1 meets k1
    clause 3 "Lists are exchanged."
2025-06-08 mediator shows d2 to union, employer
2025-06-09 mediator asks_final_answer d2 to union, employer
2025-06-10 employer puts d2 before board
2025-06-11 board consents_to d2 if "the crane clause stands"
2025-06-12 union answers_finally d2 yes_if "back pay counts"
"""

failures = []


def caucus(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, timeout=120, check=False)


def check(good, message):
    if not good:
        failures.append(message)


def main():
    with tempfile.TemporaryDirectory(prefix="caucus-text-") as folder:
        case = pathlib.Path(folder) / "case"
        shutil.copytree(CASE, case)
        (case / "talks.talks").write_text(TALKS)
        text = caucus("talks", "text", str(case), *NOW)
        check(text.returncode == 0, f"exit {text.returncode}: {text.stderr.decode()[:400]}")
        two = caucus("talks", "text", str(case), "--draft", "2", "--against", "d1", *NOW)
        shown = text.stdout.decode() + "\n===== --draft 2 --against d1\n\n" + two.stdout.decode()
        if UPDATE:
            GOLDEN.write_text(shown)
        check(GOLDEN.read_text() == shown, f"{GOLDEN} differs; now:\n{shown}")
        check("%" not in shown, "a share is shown")
        check(max(map(len, shown.splitlines())) <= 80, "a line is over 80 columns")
        first = caucus("talks", "text", str(case), "--draft", "1", *NOW)
        check(b"[union: four | employer: two]" in first.stdout, "the first draft lost its brackets")
        twin = caucus("talks", "text", str(case), "--draft", "2", "--against", "1", "--json", *NOW)
        page = caucus("desk", str(case), "--get", "/text.json?draft=2&against=1", *NOW)
        check(twin.returncode == 0 and twin.stdout == page.stdout, "--json is not the desk's page")
        check(json.loads(twin.stdout)["against"] == 1, "the twin compares with no draft")
        for wrong in ("3", "0", "nobodys", "m1"):
            ran = caucus("talks", "text", str(case), "--draft", wrong, *NOW)
            check(ran.returncode == 1 and not ran.stdout and b"there are 2 drafts" in ran.stderr,
                  f"draft {wrong}: exit {ran.returncode}, {ran.stderr.decode()[:200]}")
        (case / "talks.talks").write_text("")
        none = caucus("talks", "text", str(case), *NOW)
        check(none.returncode == 1 and b"no draft is recorded" in none.stderr,
              f"without drafts: exit {none.returncode}")
    for failure in failures:
        print(failure)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
