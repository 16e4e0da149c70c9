"""Are certificates accepted, and those that say something else rejected?

Certificates of the shipped cases, of random scenarios of two to seven parties and of a large case
are checked by tools/check_certificate.py; the points have to be those that the program prints.
Then each of many kinds of change is made to a certificate, and every one has to be rejected.
"""
import copy
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from check_certificate import judged  # noqa: E402

PROGRAM = os.environ.get("CAUCUS_PROGRAM", str(ROOT / "build" / "release" / "caucus"))
faults = []
exit_codes = set()


def expect(holds, sentence):
    if not holds:
        faults.append(sentence)


def ask(folder, verb, path, *words):
    """The answer and the certificate's path, or None where there is none."""
    file = folder / f"{len(list(folder.iterdir()))}.json"
    done = subprocess.run([PROGRAM, verb, str(path), "--json", "--certificate", str(file), *words],
                          capture_output=True, text=True, timeout=300, check=False)
    if not file.exists():
        expect("no certificate" in done.stderr, f"{verb} {path}: {done.stderr[:200]}")
        return None, None
    answer = json.loads(done.stdout)
    if verb == "point":
        check_exit(path, answer["points"], done.returncode)
    if verb == "scenario":
        expect(done.returncode == (0 if answer["frontier"] else 1),
               f"{path}: exit code {done.returncode}, frontier listed: {bool(answer['frontier'])}")
    return answer, file


def check_exit(path, points, code):
    """`point` answers no where there is no point, or one of them is not proven best."""
    proven = bool(points) and all(point["proven"] for point in points)
    expect(code == (0 if proven else 1), f"{path}: exit code {code}, all points proven: {proven}")
    exit_codes.add(code)


def utilities(certificate, claim):
    """What the claimed packages are worth, largest first."""
    return sorted((tuple((Fraction(int(s) + int(party["constant"]), int(party["unit"])))
                         for s, party in zip(package["sums"], certificate["parties"]))
                   for package in claim["packages"]), reverse=True)


def said(points):
    return sorted((tuple(map(Fraction, point["utilities"].values())) for point in points),
                  reverse=True)


def accepted(file):
    verdict, sentence = judged(file)
    expect(verdict, f"{file.name}: {sentence}")
    return json.loads(file.read_text(encoding="utf-8"))


def check_case(folder, case):
    answer, file = ask(folder, "frontier", case)
    if not file:
        return 0
    certificate = accepted(file)
    expect(utilities(certificate, certificate["claims"][0]) == said(answer["points"]),
           f"{case}: the certificate claims another frontier")
    answer, file = ask(folder, "point", case)
    certificate = accepted(file)
    claims = {c["rule"]: c for c in certificate["claims"] if c["claim"] == "point"}
    for point in answer["points"]:
        claim = claims.get(point["kind"])
        expect(claim and utilities(certificate, claim) == said(point["ties"])
               and claim["tied"] == point["tied"], f"{case}: another point for {point['kind']}")
    return 2


def write_case(folder, parties, issues, options, dice):
    """Points of each party on each option, opposed; everybody needs three tenths."""
    (folder / "views").mkdir(parents=True)
    head = 'caucus = 1\ntitle = "Random"\n'
    ids = ", ".join(f'"o{v}"' for v in range(options))
    head += "".join(f'[[party]]\nid = "p{q}"\n' for q in range(parties))
    head += "".join(f'[[issue]]\nid = "i{i}"\noptions = [{ids}]\n' for i in range(issues))
    (folder / "case.toml").write_text(head, encoding="utf-8")
    for q in range(parties):
        sheet, total = f'caucus = 1\nparty = "p{q}"\nbasis = "random"\n', 0
        for i in range(issues):
            worth = sorted([0] + [dice.randrange(1000) for _ in range(options - 1)])
            total += worth[-1]
            worth.sort(reverse=q % 2 == 1)
            if q > 1:
                dice.shuffle(worth)
            points = ", ".join(f"o{v} = {w}" for v, w in enumerate(worth))
            sheet += f'[[preference]]\nissue = "i{i}"\npoints = {{ {points} }}\n'
        sheet += f"[no_agreement]\npoints = {total * 3 // 10}\n"
        (folder / "views" / f"p{q}.toml").write_text(sheet, encoding="utf-8")


def write_scenario(folder, parties, issues, options, dice):
    """In GeniusWeb's form."""
    folder.mkdir()
    values = {f"i{i}": {"values": [f"o{v}" for v in range(options)]} for i in range(issues)}
    domain = {"name": "random", "issuesValues": values}
    (folder / "random.json").write_text(json.dumps(domain), encoding="utf-8")
    for q in range(parties):
        cuts = sorted(dice.sample(range(1, 1000), issues - 1))
        weights = [b - a for a, b in zip([0, *cuts], [*cuts, 1000])]
        profile = {"LinearAdditiveUtilitySpace": {
            "name": f"p{q}", "domain": domain,
            "issueUtilities": {name: {"DiscreteValueSetUtilities": {"valueUtilities": {
                value: dice.randrange(101) / 100 for value in values[name]["values"]}}}
                for name in values},
            "issueWeights": {name: w / 1000 for name, w in zip(values, weights)}}}
        (folder / f"p{q}.json").write_text(json.dumps(profile), encoding="utf-8")


def check_scenario(folder, path):
    answer, file = ask(folder, "scenario", path)
    if not file:
        return 0
    certificate = accepted(file)
    expect(utilities(certificate, certificate["claims"][0]) == said(answer["frontier"]["points"]),
           f"{path}: the certificate claims another frontier")
    for claim in certificate["claims"][1:]:
        if claim["claim"] == "point":
            ties = answer["zone"]["points"][claim["rule"]]["ties"]
            expect(utilities(certificate, claim) == said(ties),
                   f"{path}: another {claim['rule']}")
    return 1


def check_unlisted(folder, path):
    """A frontier far too long to list: single points and bounds, with their proofs."""
    answer, file = ask(folder, "scenario", path)
    expect(answer["frontier"] is None and not answer["method"]["complete"]
           and "foretell" in answer["method"]["note"], f"{path}: the frontier is listed")
    certificate = accepted(file)
    bounds = [c for c in certificate["claims"] if c["claim"] == "most"]
    expect([utilities(certificate, c) for c in bounds] == [said([b]) for b in answer["bounds"]],
           f"{path}: other bounds are certified")
    for bound in answer["bounds"]:
        expect(sum(Fraction(bound["utilities"][p]) for p in bound["parties"])
               == Fraction(bound["most"]), f"{path}: a bound is not reached")
    claims = {c["rule"]: c for c in certificate["claims"] if c["claim"] == "point"}
    expect({"nash", "utilitarian"} <= claims.keys(), f"{path}: proven are {sorted(claims)}")
    for rule, point in claims.items():
        found = answer["zone"]["points"][rule]
        expect("proven" not in found and utilities(certificate, point) == said(found["ties"]),
               f"{path}: {rule} is another")
    expect(0 < float(answer["opposition_at_least"]) <= float(answer["opposition"]),
           f"{path}: opposition {answer['opposition']}")
    return file


def rehashed(data):
    subject = json.dumps([data["parties"], data["issues"], data["space"]], separators=(",", ":"))
    data["space_hash"] = hashlib.sha256(subject.encode()).hexdigest()


def plus(text, amount):
    return str(int(text) + amount)


def claim(data, kind):
    return next(c for c in data["claims"] if c["claim"] == kind)


def first(data, kind):
    return claim(data, kind)["packages"][0]


def swap_option(data, kind):
    package, worth = first(data, kind)["package"], data["space"]["worth"]
    issue = next(i for i, rows in enumerate(worth) if len({tuple(row) for row in rows}) > 1)
    now = worth[issue][package[issue]]
    package[issue] = next(v for v, row in enumerate(worth[issue]) if row != now)


def put(holder, key, value):
    holder[key] = value


def edit_row(data, amount):
    option = first(data, data["claims"][0]["claim"])["package"][0]
    data["space"]["worth"][0][option][0] = plus(data["space"]["worth"][0][option][0], amount)
    rehashed(data)


def widen_party(data):
    """The reservation of a party above the zone."""
    data["parties"][0]["reservation"] = plus(data["parties"][0]["unit"], 1)
    rehashed(data)


def drop_party(data):
    data["parties"].pop()
    rehashed(data)


ANY = {  # of every certificate of sums
    "another form": lambda d: put(d, "format", "caucus.point/1"),
    "no claims": lambda d: put(d, "claims", []),
    "unknown claim": lambda d: put(d["claims"][0], "claim", "surely"),
    "space changed": lambda d: put(d["space"]["worth"][0][0], 0,
                                   plus(d["space"]["worth"][0][0][0], 1)),
    "hash changed": lambda d: put(d, "space_hash", "0" * 64),
    "party renamed": lambda d: put(d["parties"][0], "party", "somebody"),
    "party missing": drop_party,
    "issue missing": lambda d: (d["issues"].pop(), rehashed(d)),
    "row of a package raised": lambda d: edit_row(d, 7),
    "row of a package lowered": lambda d: edit_row(d, -7),
    "no space": lambda d: d.pop("space"),
    "no unit": lambda d: (put(d["parties"][0], "unit", "0"), rehashed(d)),
    "not a number": lambda d: put(first(d, d["claims"][0]["claim"])["sums"], 0, "many"),
    "sum raised": lambda d: put(first(d, d["claims"][0]["claim"])["sums"], 0,
                                plus(first(d, d["claims"][0]["claim"])["sums"][0], 1)),
    "sum missing": lambda d: first(d, d["claims"][0]["claim"])["sums"].pop(),
    "package swapped": lambda d: swap_option(d, d["claims"][0]["claim"]),
    "option not there": lambda d: put(first(d, d["claims"][0]["claim"])["package"], 0, 60000),
    "package too short": lambda d: first(d, d["claims"][0]["claim"])["package"].pop(),
    "package too long": lambda d: first(d, d["claims"][0]["claim"])["package"].append(0),
}
POINTS = {  # of a certificate by weights
    "bound lowered": lambda d: put(claim(d, "point"), "highest",
                                   plus(claim(d, "point")["highest"], -1)),
    "bound raised": lambda d: put(claim(d, "point"), "highest",
                                  plus(claim(d, "point")["highest"], 1)),
    "weight negative": lambda d: put(claim(d, "point")["weights"], 0, "-5"),
    "weight changed": lambda d: put(claim(d, "point")["weights"], 0,
                                    plus(claim(d, "point")["weights"][0], 1)),
    "weight missing": lambda d: claim(d, "point")["weights"].pop(),
    "weights gone": lambda d: claim(d, "point").pop("weights"),
    "more ties": lambda d: put(claim(d, "point"), "tied", claim(d, "point")["tied"] + 1),
    "tie twice": lambda d: claim(d, "point")["packages"].append(first(d, "point")),
    "no package": lambda d: put(claim(d, "point"), "packages", []),
    "unknown rule": lambda d: put(claim(d, "point"), "rule", "fairest"),
    "ideal below": lambda d: put(claim(d, "ideal"), "packages", [
        next(c for c in d["claims"] if c.get("rule") == "egalitarian")["packages"][0]]),
    "ideal of another party": lambda d: put(claim(d, "ideal"), "party", 1),
    "ideal missing": lambda d: d["claims"].remove(claim(d, "ideal")),
    "zone is empty": lambda d: put(d, "claims", [{**claim(d, "ideal"), "claim": "no_room",
                                                  "packages": []}]),
    "reservation above the point": widen_party,
    "another point": lambda d: put(claim(d, "point"), "packages", claim(d, "ideal")["packages"]),
}
BOUND = {  # of a claim that nothing is better by more than a gap
    "gap lowered": lambda d: put(claim(d, "bound"), "gap", str(int(claim(d, "bound")["gap"]) // 2)),
    "gap negative": lambda d: put(claim(d, "bound"), "gap", "-1"),
    "gap gone": lambda d: claim(d, "bound").pop("gap"),
    "h of a bound lowered": lambda d: put(claim(d, "bound"), "highest",
                                          plus(claim(d, "bound")["highest"], -1)),
    "h of a bound raised": lambda d: put(claim(d, "bound"), "highest",
                                         plus(claim(d, "bound")["highest"], 1)),
    "weight of a bound changed": lambda d: put(claim(d, "bound")["weights"], 0,
                                               plus(claim(d, "bound")["weights"][0], 1)),
    "weight of a bound negative": lambda d: put(claim(d, "bound")["weights"], 0, "-5"),
    "bound of another package": lambda d: put(claim(d, "bound"), "packages", [
        {**claim(d, "ideal")["packages"][0]}]),
    "bound of a package swapped": lambda d: swap_option(d, "bound"),
    "bound of no package": lambda d: put(claim(d, "bound"), "packages", []),
}
MOST = {  # of a claim that no package has a larger weighted sum
    "h of a sum lowered": lambda d: put(claim(d, "most"), "highest",
                                        plus(claim(d, "most")["highest"], -1)),
    "h of a sum raised": lambda d: put(claim(d, "most"), "highest",
                                       plus(claim(d, "most")["highest"], 1)),
    "weights of another sum": lambda d: put(claim(d, "most"), "weights",
                                            claim(d, "most")["weights"][::-1]),
    "weights of no sum": lambda d: put(claim(d, "most"), "weights", ["0"] * len(d["parties"])),
    "sum of a package swapped": lambda d: swap_option(d, "most"),
    "sum of no package": lambda d: put(claim(d, "most"), "packages", []),
}
FRONTIER = {  # of a certificate of a frontier
    "point missing": lambda d: claim(d, "frontier")["packages"].pop(),
    "first point missing": lambda d: claim(d, "frontier")["packages"].pop(0),
    "point twice": lambda d: claim(d, "frontier")["packages"].append(first(d, "frontier")),
    "points gone": lambda d: put(claim(d, "frontier"), "packages", []),
}
BOXES = {
    **{name: FRONTIER[name] for name in ("point missing", "first point missing")},
    "corner missing": lambda d: d["corners"].pop(),
    "corner raised": lambda d: put(d["corners"][0]["need"], 0, plus(d["corners"][0]["need"][0], 1)),
    "weight of a proof lowered": lambda d: put(
        d["corners"][0]["proof"][0]["weights"], 0,
        plus(d["corners"][0]["proof"][0]["weights"][0], -10 ** 9)),
    "weight of a proof negative": lambda d: put(d["corners"][0]["proof"][0]["weights"], 0, "-1"),
    "direction gone": lambda d: put(d["corners"][0]["proof"][0], "direction",
                                    ["0"] * len(d["parties"])),
    "boxes said to exclude each other": lambda d: put(
        d["corners"][0]["proof"][0]["cliques"], 0, list(range(len(d["vertices"])))),
    "vertex of no box": lambda d: put(d["vertices"], 0, [[0, 1, 1], [1, 1, 1], [2, 1, 1]]),
    "vertex twice": lambda d: put(d["vertices"], 1, d["vertices"][0]),
    "box pays more": lambda d: (put(d["space"]["boxes"][0], "worth", "9999"), rehashed(d)),
    "proof gone": lambda d: put(d["corners"][0], "proof", []),
    "node missing": lambda d: next(c for c in d["corners"] if len(c["proof"]) > 1)["proof"].pop(),
}


def check_mutations(folder, file, kinds):
    data = json.loads(file.read_text(encoding="utf-8"))
    for name, change in kinds.items():
        other = copy.deepcopy(data)
        change(other)
        target = folder / "changed.json"
        target.write_text(json.dumps(other), encoding="utf-8")
        expect(other != data, f"{file.name}: {name} changed nothing")
        verdict, sentence = judged(target)
        expect(not verdict, f"{file.name}: accepted although {name}: {sentence}")
    return len(kinds)


def write_boxes(folder, dice, boxes=40, issues=20):
    """Two profiles of hyper-rectangles in GENIUS's form, 10^20 packages."""
    folder.mkdir()
    tree = "".join(f'<issue index="{i}" name="i{i}" type="integer" lowerbound="0" upperbound="9"/>'
                   for i in range(1, issues + 1))
    head = (f'<utility_space number_of_issues="{issues}"{{}}><objective index="0" name="root" '
            f'type="objective">{tree}</objective>')
    (folder / "boxes.xml").write_text(
        f"<negotiation_template>{head.format('')}</utility_space></negotiation_template>")
    for q in (1, 2):
        paid = ""
        for _ in range(boxes):
            bounds = "".join(
                f'<INCLUDES index="{i}" min="{low}" max="{low + dice.randrange(6)}"/>'
                for i in dice.sample(range(1, issues + 1), dice.randrange(2, 7))
                for low in [dice.randrange(5)])
            paid += f'<hyperRectangle utility="{dice.randrange(10, 100)}">{bounds}</hyperRectangle>'
        kind = ' type="nonlinear"'
        (folder / f"p{q}.xml").write_text(
            f'{head.format(kind)}<utility maxutility="4000"><ufun type="PlainUfun" weight="1" '
            f'aggregation="sum">{paid}</ufun></utility></utility_space>')


def main():
    dice, checked, changed = random.Random(20250301), 0, 0
    with tempfile.TemporaryDirectory(prefix="caucus-certificates-") as name:
        folder = Path(name)
        (folder / "files").mkdir()
        files = folder / "files"
        for case in sorted(ROOT.glob("cases/*/*/case.toml")):
            checked += check_case(files, case.parent)
        for k in range(60):
            parties = 2 + k % 6
            path = folder / f"scenario{k}"
            write_scenario(path, parties, dice.randrange(2, 6 if parties < 5 else 4),
                           dice.randrange(2, 5), dice)
            checked += check_scenario(files, path)
        bounded = []
        for parties in range(2, 8):
            path = folder / f"large{parties}"
            write_case(path, parties, 60, 10, dice)
            _, file = ask(files, "point", path)
            proved = [c["claim"] for c in accepted(file)["claims"]]
            expect("point" in proved and proved.count("ideal") == parties,
                   f"{parties} parties: no point is proved: {proved}")
            bounded += [file] * ("bound" in proved)
            checked += 1
        expect(bounded, "no certificate holds a bound alone")
        expect(exit_codes == {0, 1}, f"points that are proven and not: exit codes {exit_codes}")
        for file in bounded:
            changed += check_mutations(folder, file, BOUND)
        _, file = ask(files, "point", ROOT / "cases/textbook/three-parties")
        changed += check_mutations(folder, file, {**ANY, **POINTS})
        _, file = ask(files, "frontier", ROOT / "cases/textbook/three-parties")
        changed += check_mutations(folder, file, {**ANY, **FRONTIER})
        _, other = ask(files, "frontier", ROOT / "cases/textbook/logrolling")
        mixed = {**json.loads(file.read_text()), "space": json.loads(other.read_text())["space"]}
        rehashed(mixed)
        (folder / "mixed.json").write_text(json.dumps(mixed))
        expect(not judged(folder / "mixed.json")[0], "accepted with the space of another case")
        write_scenario(folder / "hopeless", 6, 25, 6, random.Random(20250302))
        changed += check_mutations(folder, check_unlisted(files, folder / "hopeless"), MOST)
        checked += 1
        write_boxes(folder / "boxes", dice)
        _, file = ask(files, "scenario", folder / "boxes")
        expect("corners" in accepted(file), "boxes are certified by corners")
        changed += check_mutations(folder, file, BOXES)
    for fault in faults:
        print(fault)
    kinds = len({**ANY, **POINTS, **BOUND, **MOST, **FRONTIER, **BOXES}) + 1
    print(f"certificates: {checked + 1} accepted, {changed + 1} changed ones rejected, "
          f"{kinds} kinds of change; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
