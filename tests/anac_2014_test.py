"""The large domains of ANAC 2014: exact frontiers, and what the published lists hold.

Each domain of the reference data beside this project is asked of `caucus scenario`; its certificate
has to be accepted by tools/check_certificate.py, and each published point is compared with the
exact frontier. With --write the figures become docs/reference/anac-2014.md; else the page has to
say them. Without the data (users do not have it) the test says that it skipped.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from check_certificate import judged  # noqa: E402

DATA = ROOT.parent / "shared" / "data" / "genius" / "scenarios" / "y2014"
PAGE = ROOT / "docs" / "reference" / "anac-2014.md"
PROGRAM = os.environ.get("CAUCUS_PROGRAM", str(ROOT / "build" / "release" / "caucus"))
NEAR = Fraction(2, 10 ** 6)  # the published numbers are rounded floats


def published(domain):
    """The points of the list beside the domain: "u1, u2" a line."""
    path = domain / "pareto.xml"
    if not path.exists():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    pair = re.compile(r"\s*[\d.]+(E-?\d+)?\s*,\s*[\d.]+(E-?\d+)?\s*")
    return [tuple(Fraction(number) for number in line.split(","))
            for line in lines if pair.fullmatch(line)]


def judged_points(points, frontier):
    """(on the frontier, dominated by a point of it, neither)"""
    on = [p for p in points if any(all(abs(a - b) <= NEAR for a, b in zip(p, f)) for f in frontier)]
    rest = [p for p in points if p not in on]
    beaten = [p for p in rest if any(all(b >= a - NEAR for a, b in zip(p, f))
                                     and any(b > a + NEAR for a, b in zip(p, f)) for f in frontier)]
    return len(on), len(beaten), len(rest) - len(beaten)


def row(domain, folder):
    """The line of the page, and faults."""
    file = folder / f"{domain.name}.json"
    done = subprocess.run([PROGRAM, "scenario", str(domain), "--json", "--certificate", str(file)],
                          capture_output=True, text=True, timeout=600, check=False)
    answer, faults = json.loads(done.stdout), []
    accepted, sentence = judged(file)
    if not accepted:
        faults.append(f"{domain.name}: the certificate is {sentence}")
    frontier = [tuple(map(Fraction, point["utilities"].values()))
                for point in answer["frontier"]["points"]]
    listed = published(domain)
    cells = ["-"] * 4
    if listed is not None:
        on, beaten, other = judged_points(listed, frontier)
        if other:
            faults.append(f"{domain.name}: {other} published points no package reaches")
        missing = sum(1 for f in frontier if not any(
            all(abs(a - b) <= NEAR for a, b in zip(p, f)) for p in listed))
        cells = [len(listed), on, beaten, missing]
    return ("| " + " | ".join(map(str, [
        domain.name, len(answer["issues"]), f"10^{len(answer['packages']) - 1}", len(frontier),
        *cells,
        f"`{answer['frontier']['hash'][:16]}`", len(json.loads(file.read_text())["corners"]),
        "accepted" if accepted else "rejected"])) + " |", faults)


HEAD = """# The large domains of ANAC 2014

<!-- Written by `python3 tests/anac_2014_test.py --write`; do not edit. -->

Two parties, paid by hyper-rectangles, with a utility of at most 1. The frontiers are exact: found
by `caucus scenario DIR`, proved in whole numbers, and each certificate (`--certificate FILE`) is
accepted by `tools/check_certificate.py` ([its form](json.md#caucuscertificate1)). GENIUS ships a
list of frontier points beside each domain; in the large ones most of those points are dominated.

*On it*: published points on the exact frontier, within 2 in a million. *Dominated*: others, each
worse than some package for one party and not better for the other. *Missing*: points of the
frontier that the list lacks. *Corners*: places beside the points in which a proof says there is
nothing. Packages per point are not counted.

| domain | issues | packages | points | published | on it | dominated | missing | hash | \
corners | certificate |
|---|--:|--:|--:|--:|--:|--:|--:|---|--:|---|
"""


def page(lines):
    return HEAD + "\n".join(lines) + "\n"


def main():
    if not DATA.is_dir():
        print("anac_2014: SKIPPED, the reference data is not beside the project")
        return 0
    with tempfile.TemporaryDirectory(prefix="caucus-anac-") as folder:
        rows = [row(domain, Path(folder)) for domain in sorted(DATA.iterdir()) if domain.is_dir()]
    faults = [fault for _, of_row in rows for fault in of_row]
    text = page([line for line, _ in rows])
    if "--write" in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != text:
        faults.append("docs/reference/anac-2014.md says something else; write it anew with --write")
    print("\n".join([*faults, f"anac_2014: {len(rows)} domains, {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
