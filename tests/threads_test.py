"""The same bytes from 1, 2 and 8 threads: frontiers, points, scenarios and their certificates."""
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from certificate_test import write_case, write_scenario  # noqa: E402

PROGRAM = os.environ.get("CAUCUS_PROGRAM", str(ROOT / "build" / "release" / "caucus"))


def answers(folder, verb, path):
    """What is printed and certified, by number of threads."""
    found = {}
    for threads in (1, 2, 8):
        file = Path(folder) / "certificate.json"
        file.unlink(missing_ok=True)
        done = subprocess.run([PROGRAM, verb, str(path), "--json", "--threads", str(threads),
                               "--certificate", str(file)], capture_output=True, timeout=300,
                              check=False)
        if done.returncode not in (0, 1) or not done.stdout:
            raise SystemExit(f"{verb} {path}: {done.returncode} {done.stderr!r}")
        found[threads] = (done.stdout, file.read_bytes())
    return found


def main():
    dice, faults, asked = random.Random(20250303), [], 0
    with tempfile.TemporaryDirectory(prefix="caucus-threads-") as name:
        questions = [(verb, ROOT / "cases" / case) for verb in ("frontier", "point")
                     for case in ("climate/finance-seven", "water/river-basin",
                                  "labour/port-contract")]
        for parties, issues, options in ((2, 12, 5), (3, 10, 4), (4, 8, 4), (5, 7, 4), (7, 5, 4)):
            path = Path(name) / f"scenario{parties}"
            write_scenario(path, parties, issues, options, dice)
            questions.append(("scenario", path))
        path = Path(name) / "large"
        write_case(path, 3, 40, 8, dice)
        questions.append(("point", path))
        for verb, path in questions:
            found = answers(name, verb, path)
            asked += 1
            if len(set(found.values())) > 1:
                faults.append(f"{verb} {path}: threads change the answer")
    print("\n".join([*faults, f"threads: {asked} questions by 1, 2 and 8 threads, "
                              f"{len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
