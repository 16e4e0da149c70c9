"""Every textbook case answers as its README works out by hand.

The hand-made answers stand in cases/textbook/<name>/expected/answers.json; the program is asked
through its verbs and their JSON, so the whole way from the file to the printed number is tested.
"""
import json
import os
import pathlib
import subprocess
import sys

PROGRAM = os.environ.get("CAUCUS_PROGRAM", "build/release/caucus")
CASES = pathlib.Path("cases/textbook")
KINDS = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "utilitarian_relative"]
# Answered by the C++ test beside this one, from values that no verb prints.
ELSEWHERE = {"central_weights", "utilities_of"}


def ask(*words):
    run = subprocess.run([PROGRAM, *words, "--json"], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(words)}: exit {run.returncode}: {run.stderr}")
    return json.loads(run.stdout)


def as_set(points):
    """Frontier points without their example packages, in no order."""
    return sorted((sorted(p["utilities"].items()), p["packages"]) for p in points)


def sets(lists):
    return sorted(sorted(one) for one in lists)


class Answers:
    """What the program says of one case, each verb asked once."""

    def __init__(self, case):
        self.case = str(case)
        self.zone = ask("zone", self.case)
        self.frontier = ask("frontier", self.case)
        self.over_feasible = ask("frontier", self.case, "--over", "feasible")
        self.points = ask("point", self.case)
        self.stuck = ask("stuck", self.case, "--lines")
        self.check = ask("check", self.case)

    def named(self, kind):
        return next((p for p in self.points["points"] if p["kind"] == kind), None)

    def ties(self, kind):
        point = self.named(kind)
        return [{"utilities": t["utilities"], "package": t["package"]}
                for t in (point["ties"] if point else [])]

    def of(self, key):
        """The program's answer in the form of answers.json."""
        if key in ("packages", "feasible", "certain"):
            return self.zone[key]
        if key == "zone":
            return {"packages": self.zone["zone"]["packages"], "empty": not self.zone["open"]}
        if key in ("frontier", "frontier_over_feasible"):
            answer = self.frontier if key == "frontier" else self.over_feasible
            return {"points": as_set(answer["points"]), "packages": answer["count"]["packages"]}
        if key == "ideal_gains":
            return {p["party"]: p["ideal_gain"] for p in self.zone_parties() if "ideal_gain" in p}
        if key == "nash_degenerate":
            return self.named("nash")["degenerate"]
        if key == "opposition_squared":
            return self.points["opposition_squared"]
        if key == "sticking_points":
            return sets(p["demands"] for p in self.stuck["sticking_points"])
        if key == "relaxations":
            return sets(r["demands"] for r in self.stuck["relaxations"])
        if key == "contradictions":
            return self.contradictions()
        if key in KINDS:
            return self.ties(key)
        raise KeyError(key)

    def zone_parties(self):
        return self.points["parties"]

    def contradictions(self):
        """Per party the sets of statements that check names, read from its sentences."""
        found = {}
        for warning in self.check["warnings"]:
            if warning["kind"] != "contradiction":
                continue
            words = warning["sentence"].split(": ", 1)[1].replace(",", " ").split()
            ids = sorted(word for word in words if "." in word)
            found.setdefault(ids[0].split(".")[0], []).append(ids)
        return {party: sorted(lists) for party, lists in found.items()}


def expected_form(key, value):
    if key in ("frontier", "frontier_over_feasible"):
        return {"points": as_set(value["points"]), "packages": value["packages"]}
    if key in ("sticking_points", "relaxations"):
        return sets(value)
    if key == "contradictions":
        return {party: sets(lists) for party, lists in value.items() if lists}
    return value


def main():
    faults = []
    compared = 0
    cases = sorted(path.parent.parent for path in CASES.glob("*/expected/answers.json"))
    for case in cases:
        expected = json.loads((case / "expected/answers.json").read_text(encoding="utf-8"))
        answers = Answers(case)
        for key, value in expected.items():
            if key in ELSEWHERE:
                continue
            compared += 1
            said = answers.of(key)
            if said != expected_form(key, value):
                faults.append(f"{case.name}: {key}: expected {expected_form(key, value)}, "
                              f"the program says {said}")
    for fault in faults:
        print(fault)
    print(f"{len(cases)} textbook cases, {compared} answers compared, {len(faults)} differ")
    return 1 if faults or len(cases) < 8 else 0


if __name__ == "__main__":
    sys.exit(main())
