"""Does the program find what is known of the reference scenarios of GENIUS?

Every row of the reference data beside this project is asked of `caucus scenario` and compared
figure by figure; a difference is a failure. With --write the figures become
docs/reference/conformance.md. Without the data (users do not have it) the test says that it
skipped.
"""
import csv
import json
import os
import subprocess
import sys
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "genius"
PAGE = ROOT / "docs" / "reference" / "conformance.md"
PROGRAM = os.environ.get("CAUCUS_PROGRAM", str(ROOT / "build" / "release" / "caucus"))
# Column of the reference -> where the program says it: the zone's points, or those over all.
POINTS = {"nash": ("zone", "nash"), "nash_d0": ("all", "nash"),
          "ks": ("zone", "kalai_smorodinsky"),
          "egalitarian": ("zone", "egalitarian"), "utilitarian": ("zone", "utilitarian"),
          "utilitarian_all": ("all", "utilitarian"),
          "least_difference": ("all", "least_difference")}


def decimal(text, digits=12):
    """An exact fraction as the reference writes it: 12 decimals, rounded half to even."""
    number = Fraction(text)
    with localcontext() as context:
        context.prec = 80
        value = Decimal(number.numerator) / Decimal(number.denominator)
        return str(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN))


def ask(path, profiles, *options):
    words = [PROGRAM, "scenario", str(path), "--json", *options]
    for profile in profiles:
        words += ["--profile", profile]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def rows(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def utilities(point):
    return ",".join(decimal(text) for text in point["utilities"].values())


def group(answer, where):
    return answer["zone"].get("points", {}) if where == "zone" else answer["over_all"]


class Row:
    """One scenario with one number of parties: differences as (figure, expected, found)."""

    def __init__(self, row, answer):
        self.row, self.answer, self.differences, self.figures = row, answer, [], 0
        if not answer["method"]["complete"]:
            self.differences.append(("method", "exact", answer["method"]["note"]))
            return
        self.counts()
        self.points()
        self.values()

    def same(self, figure, expected, found):
        self.figures += 1
        if expected != found:
            self.differences.append((figure, expected, found))

    def counts(self):
        frontier, zone = self.answer["frontier"], self.answer["zone"]
        for figure, found in (("outcomes", self.answer["packages"]),
                              ("frontier_points", len(frontier["points"])),
                              ("frontier_packages", frontier["packages"]),
                              ("zone_packages", zone["packages"]),
                              ("zone_frontier_points", zone["frontier_points"]),
                              ("zone_frontier_packages", zone["frontier_packages"]),
                              ("scale_bits", self.answer["scale_bits"])):
            if self.row[figure] != "-":
                self.same(figure, self.row[figure], str(found))

    def points(self):
        for column, (where, rule) in POINTS.items():
            expected = [text.strip() for text in self.row[column].split("|")]
            if expected == ["-"] or rule not in group(self.answer, where):
                if column == "least_difference" and expected == ["-"]:
                    continue  # GENIUS has none where the least sum is 2 or more
                self.same(column, expected, ["-"] if rule not in group(self.answer, where)
                          else "a point")
                continue
            chosen = group(self.answer, where)[rule]
            found = sorted((utilities(point) for point in chosen["ties"]), reverse=True)
            wanted = sorted((text for text in expected if text != "..."), reverse=True)
            if chosen["tied"] > 10:  # both list ten; which ten is a matter of order
                self.same(column, True, len(wanted) <= chosen["tied"])
            else:
                self.same(column, wanted, found)

    def values(self):
        self.same("opposition", self.row["opposition"], self.answer["opposition"])
        zone = group(self.answer, "zone")
        if self.row["welfare"] != "-":
            best = zone["utilitarian"]["ties"][0]["utilities"].values()
            self.same("welfare", self.row["welfare"], decimal(sum(map(Fraction, best))))
        if self.row["ks_ratio"] != "-":
            self.same("ks_ratio", self.row["ks_ratio"], decimal(self.least_share(zone)))
        if self.row["nash_product"] != "-" and not zone["nash"]["degenerate"]:
            product = Fraction(1)
            for gain in self.gains(zone["nash"]["ties"][0]):
                product *= gain
            self.same("nash_product", self.row["nash_product"], decimal(product))

    def gains(self, point):
        return [Fraction(text) - Fraction(party["reservation"])
                for text, party in zip(point["utilities"].values(), self.answer["parties"])]

    def least_share(self, zone):
        ideals = [Fraction(party["ideal_gain"]) for party in self.answer["parties"]]
        gains = self.gains(zone["kalai_smorodinsky"]["ties"][0])
        return min(gain / ideal for gain, ideal in zip(gains, ideals) if ideal > 0)


def judged(row):
    path = DATA / "scenarios" / row["path"]
    return Row(row, ask(path, row["profiles"].split(",")))


def frontier_faults(results):
    """Every listed frontier point, with its package count, in both directions."""
    listed = {}
    for line in rows("frontiers.tsv"):
        key = (line["path"], line["parties"])
        listed.setdefault(key, []).append((line["utilities"], line["packages"]))
    for result in results:
        key = (result.row["path"], result.row["parties"])
        if key not in listed or "frontier" not in result.answer:
            continue
        found = [(",".join(decimal(text, 15) for text in point["utilities"].values()),
                  str(point["packages"])) for point in result.answer["frontier"]["points"]]
        if sorted(found) != sorted(listed[key]):
            yield f"{key[0]} ({key[1]} parties): the frontier's points differ from the list"


def hyper_faults(results):
    """The same for hyper-rectangles, whose packages are not counted: every point, no other."""
    listed = {}
    for line in rows("hyper-frontiers.tsv"):
        if line["on_genius_frontier"] == "1":
            listed.setdefault(line["path"], set()).add(line["utilities"])
    for result in results:
        path = result.row["path"]
        if path not in listed or "frontier" not in result.answer:
            continue
        found = {utilities(point) for point in result.answer["frontier"]["points"]}
        if found != listed[path]:
            yield f"{path}: the frontier's points differ from the list"


def cutoff_faults():
    for row in rows("cutoff.tsv"):
        reference = next(r for r in rows("reference.tsv")
                         if r["path"] == row["path"] and r["parties"] == row["parties"])
        answer = ask(DATA / "scenarios" / row["path"], reference["profiles"].split(","),
                     "--enumeration-cutoff", row["examined"])
        found = (str(len(answer["frontier"]["points"])), str(answer["frontier"]["packages"]),
                 answer["opposition"])
        if found != (row["frontier_points"], row["frontier_packages"], row["opposition"]):
            yield f"{row['path']}: the first {row['examined']} packages give {found}"
        nash = [utilities(point) for point in group(answer, "all")["nash"]["ties"]]
        zone = [utilities(p) for p in group(answer, "zone").get("nash", {}).get("ties", [])]
        if row["nash"] not in nash + zone:
            yield f"{row['path']}: the cutoff's Nash point is {nash or zone}, not {row['nash']}"


def negmas_faults():
    references = {}
    for reference in rows("reference.tsv"):
        references.setdefault((reference["path"], reference["parties"]), reference)
    for row in rows("negmas.tsv"):
        reference = references[(row["path"], row["parties"])]
        answer = ask(DATA / "scenarios" / row["path"], reference["profiles"].split(","),
                     "--semantics", "negmas")
        found = (len(answer["frontier"]["points"]), answer["frontier"]["packages"],
                 answer["zone"]["packages"], answer["zone"]["frontier_points"])
        wanted = tuple(int(row[key]) for key in ("frontier_points", "frontier_packages",
                                                 "zone_packages", "zone_frontier_points"))
        if found != wanted:
            yield f"{row['path']}: under negmas {found}, expected {wanted}"


def page(results, faults):
    figures = sum(result.figures for result in results)
    wrong = sum(len(result.differences) for result in results)
    lines = [
        "# Conformance with the reference scenarios", "",
        "<!-- Written by `python3 tests/conformance_test.py --write`; do not edit. -->", "",
        "Reference figures of published GENIUS scenarios, worked out independently of this "
        "program in exact arithmetic, against what `caucus scenario` prints. Meaning of the "
        "files: [formats](formats.md).", "",
        f"{len(results)} rows, {figures} figures compared, {wrong} differ. "
        f"Frontiers point by point, the first 100,000 packages alone, and NegMAS's reading of "
        f"the same files: {len(faults)} differences.", "",
        "| scenario | parties | packages | frontier | zone | Nash product | opposition | differs |",
        "|---|--:|--:|--:|--:|--:|--:|---|"]
    for result in results:
        answer, row = result.answer, result.row
        if answer["method"]["complete"]:
            zone = answer["zone"]["packages"]
            cells = [len(answer["frontier"]["points"]), "-" if zone is None else zone,
                     row["nash_product"][:8], answer["opposition"][:8]]
        else:
            cells = ["-", "-", "-", "-"]
        differs = "; ".join(figure for figure, _, _ in result.differences) or "nothing"
        lines.append(f"| {row['path']} | {row['parties']} | {answer['packages']} | "
                     + " | ".join(map(str, cells)) + f" | {differs} |")
    return "\n".join(lines) + "\n"


def main():
    if not DATA.is_dir():
        print("conformance: SKIPPED, the reference data is not beside the project")
        return 0
    results = [judged(row) for row in rows("reference.tsv")]
    faults = [*frontier_faults(results), *hyper_faults(results), *cutoff_faults(),
              *negmas_faults()]
    if "--write" in sys.argv:
        PAGE.write_text(page(results, faults), encoding="utf-8")
    for result in results:
        for figure, expected, found in result.differences:
            print(f"{result.row['path']} ({result.row['parties']} parties): {figure}: "
                  f"{found}, expected {expected}")
    for fault in faults:
        print(fault)
    bad = len(faults) + sum(bool(result.differences) for result in results)
    print(f"conformance: {len(results)} rows, {sum(r.figures for r in results)} figures, "
          f"{bad} with differences")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
