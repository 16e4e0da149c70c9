"""Does --give say yes and no where the frontier says so, and name the right wishes?

What some package of the zone gives is covered by a point of the zone's frontier; so the whole
frontier, which is tested elsewhere, decides every wish, every smallest set of wishes that cannot
all be met, and the most that each can have. Random scenarios of two to seven parties, sums and
hyper-rectangles, and the shipped cases.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from certificate_test import write_boxes, write_scenario  # noqa: E402

PROGRAM = os.environ.get("CAUCUS_PROGRAM", str(ROOT / "build" / "release" / "caucus"))
faults = []


def ask(verb, path, *words):
    done = subprocess.run([PROGRAM, verb, str(path), "--json", *words], capture_output=True,
                          text=True, timeout=300, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{verb} {path} {words}: {done.returncode} {done.stderr}")
    return done.returncode, json.loads(done.stdout)


def expected(points, wishes):
    """(can all be met, smallest sets that cannot)"""
    def met(names):
        return any(all(point[q] >= wishes[q] for q in names) for point in points)
    failing = [set(names) for size in range(len(wishes) + 1)
               for names in combinations(wishes, size) if not met(names)]
    return met(wishes), [s for s in failing if not any(o < s for o in failing)]


def judge(name, points, wishes, code, answer):
    met, smallest = expected(points, wishes)
    if answer["answer"] != ("yes" if met else "no") or code != (0 if met else 1):
        faults.append(f"{name} {wishes}: {answer['answer']}, exit {code}, expected {met}")
        return
    if met:
        given = {q: Fraction(u) for q, u in answer["utilities"].items()}
        if any(given[q] < wish for q, wish in wishes.items()):
            faults.append(f"{name} {wishes}: the package gives only {given}")
        return
    conflict = set(answer["cannot_all_be_met"])
    if conflict not in smallest or not answer["proven_minimal"]:
        faults.append(f"{name} {wishes}: {conflict} is no smallest set of {smallest}")
    for q, most in answer["most"].items():
        best = max(point[q] for point in points
                   if all(point[o] >= wishes[o] for o in conflict - {q}))
        if Fraction(most["utility"]) != best or not most["proven"]:
            faults.append(f"{name} {wishes}: {q} has {most}, expected {best}")


def check(verb, path, points, dice, times):
    if not points:
        return 0
    parties = list(points[0])
    for _ in range(times):
        chosen = dice.sample(parties, dice.randrange(1, len(parties) + 1))
        base = dice.choice(points)
        wishes = {q: min(Fraction(1), max(Fraction(0), Fraction(
            round(base[q] * 1000) + dice.choice([-100, -1, 0, 1, 30, 200]), 1000))) for q in chosen}
        words = [w for q in chosen for w in ("--give", f"{q}={wishes[q]}")]
        judge(path.name, points, wishes, *ask(verb, path, *words))
    return times


def points_of(listed):
    return [{q: Fraction(u) for q, u in point["utilities"].items()} for point in listed]


def in_zone(answer):
    reservations = {party["name"]: Fraction(party["reservation"]) for party in answer["parties"]}
    return [point for point in points_of(answer["frontier"]["points"])
            if all(point[q] >= r for q, r in reservations.items())]


def main():
    dice, asked = random.Random(20250302), 0
    with tempfile.TemporaryDirectory(prefix="caucus-aspirations-") as name:
        for k in range(24):
            path = Path(name) / f"scenario{k}"
            parties = 2 + k % 6
            write_scenario(path, parties, dice.randrange(2, 6 if parties < 5 else 4),
                           dice.randrange(2, 5), dice)
            asked += check("scenario", path, in_zone(ask("scenario", path)[1]), dice, 8)
        path = Path(name) / "boxes"
        write_boxes(path, dice, boxes=20, issues=12)
        asked += check("scenario", path, in_zone(ask("scenario", path)[1]), dice, 12)
    for case in sorted(ROOT.glob("cases/*/*/case.toml")):
        frontier = ask("frontier", case.parent)[1]["points"]
        asked += check("zone", case.parent, points_of(frontier), dice, 4)
    print("\n".join([*faults, f"aspirations: {asked} questions, {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
