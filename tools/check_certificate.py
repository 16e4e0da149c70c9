#!/usr/bin/env python3
"""Accepts or rejects a certificate of caucus (docs/reference/json.md), without the program.

Whole numbers and fractions only. Sums of issues, terms, rules and windows are added up again, issue
by issue, in every way that can still reach what is claimed; the proofs of corners of boxes are
followed step by step. Exit code 0: accepted; 1: rejected. The sentence says what and why.
"""
import json
import sys
from fractions import Fraction
from hashlib import sha256
from math import ceil, prod
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from certificate_boxes import Boxes  # noqa: E402
from certificate_sums import Links, Rejected, covers, need, whole  # noqa: E402


def root_up(number, p):
    """The least whole number whose p-th power is at least that."""
    low, high = 0, 1 << -(-number.bit_length() // p)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if middle ** p >= number else (middle + 1, high)
    return low


class Checker:
    def __init__(self, data):
        need(data["format"] == "caucus.certificate/1", "this is no certificate of that form")
        self.parties, space = data["parties"], data["space"]
        subject = json.dumps([self.parties, data["issues"], space], separators=(",", ":"))
        need(sha256(subject.encode()).hexdigest() == data["space_hash"],
             "the space is not the one that was certified")
        self.unit, self.less = ([int(party[key]) for party in self.parties]
                                for key in ("unit", "reservation"))
        self.caps = [None if party["cap"] is None else int(party["cap"]) for party in self.parties]
        self.stands = [r if party["stands"] else None
                       for party, r in zip(self.parties, self.less)]
        counts = [len(issue["options"]) for issue in data["issues"]]
        self.boxes = Boxes(data, counts) if "boxes" in space else None
        self.space = self.boxes or Links(
            space, [[whole(row) for row in rows] for rows in space["worth"]])
        need(self.boxes or [len(rows) for rows in self.space.worth] == counts,
             "options are missing")
        self.over_zone, self.claims = data["over"] == "zone", data["claims"]
        self.ideal, self.zone = {}, None
        need(min(self.unit) > 0 and self.claims, "there is nothing to check")

    def capped(self, sums):
        return tuple(s if cap is None else min(s, cap) for s, cap in zip(sums, self.caps))

    def points(self, claim):
        found = [tuple(whole(package["sums"])) for package in claim["packages"]]
        for sums, package in zip(found, claim["packages"]):
            need(self.capped(self.space.sums(package["package"])) == sums,
                 "a package is not worth what is said")
        return found

    def gains(self, sums):
        return [s - r for s, r in zip(sums, self.less)]

    def scales(self, rule):
        if rule in ("kalai_smorodinsky", "utilitarian_relative"):
            need(len(self.ideal) == len(self.unit), f"{rule} divides by ideal gains not claimed")
            return [self.ideal[q] for q in range(len(self.unit))]
        return self.unit

    def merit(self, rule, sums):
        """Larger is better, by the rule."""
        gains = self.gains(sums)
        if rule == "nash":
            positive = [gain for gain in gains if gain > 0]
            return len(positive), prod(positive)
        shares = [Fraction(g, s) for g, s in zip(gains, self.scales(rule)) if s > 0]
        return sorted(shares) if rule in ("kalai_smorodinsky", "egalitarian") else sum(shares)

    def candidates(self, claim, sums, scales, search=True):
        """All that none beats and that are at least as good as these sums; h(l) is looked at."""
        rule = claim.get("rule")
        l, gains, floors = whole(claim["weights"]), self.gains(sums), list(self.less)
        need(len(l) == len(floors) and min(l) >= 0, "a weight is negative or missing")
        need(None not in self.stands and not any(cap is not None for cap in self.caps),
             "weights prove nothing where a reservation is lifted or a utility capped")
        need(covers(gains, [0] * len(gains)), "a package is worth less than a reservation")
        if rule == "nash":
            need(min(gains) > 0 and min(l) > 0, "a product needs gains and weights above 0")
            above = root_up(len(l) ** len(l) * prod(l) * prod(gains), len(l))
        elif rule in ("kalai_smorodinsky", "egalitarian"):
            least = min(Fraction(g, s) for g, s in zip(gains, scales) if s > 0)
            floors = [r + ceil(least * s) for r, s in zip(self.less, scales)]
            above = ceil(least * sum(map(int.__mul__, l, scales)))
        else:  # l = t / s and something for the floors
            value = sum(Fraction(g, s) for g, s in zip(gains, scales) if s > 0)
            above = ceil(value * min(w * s for w, s in zip(l, scales) if s > 0))
        least = sum(map(int.__mul__, l, self.less)) + above
        highest, found = self.space.frontier(
            floors, l, least if search else 1 + int(claim["highest"]))
        need(highest == int(claim["highest"]), "h(l) is not the largest weighted sum")
        need(found or not search, "the package claimed is not above its own bound")
        return found

    def check(self, claim):
        kind, found = claim["claim"], self.points(claim)
        getattr(self, "check_" + kind)(claim, found)
        if kind == "bound":
            percent = f"{int(claim['gap']) / 1e7:.2g} %"
            return f"{claim['rule']} (nothing is more than {percent} better)"
        return kind if "rule" not in claim else f"{claim['rule']} ({kind})"

    def check_frontier(self, claim, found):
        if self.boxes:
            need(not any(a != b and covers(a, b) for a in found for b in found),
                 "a point of the frontier is beaten by another")
            need(self.boxes.whatever_is_left_is_closed(found, self.caps),
                 "it is not shown that there is no other point")
            expected = set(found)
        else:
            floors = self.stands if self.over_zone else [None] * len(self.unit)
            expected = {self.capped(sums) for sums in self.space.frontier(floors)[1]}
            if any(cap is not None for cap in self.caps):
                expected = {a for a in expected
                            if not any(a != b and covers(b, a) for b in expected)}
        need(len(found) == len(set(found)) and set(found) == expected,
             "the frontier has other points")
        self.zone = [sums for sums in found
                     if all(r is None or s >= r for s, r in zip(sums, self.stands))]
        if self.zone:
            self.ideal = {q: max(0, *(self.gains(sums)[q] for sums in self.zone))
                          for q in range(len(self.unit))}

    def check_ideal(self, claim, found):
        q = claim["party"]
        alone = [int(q == k) for k in range(len(self.unit))]
        better = self.candidates(claim, found[0], alone)
        need(len(found) == 1 and max(sums[q] for sums in better) == found[0][q],
             "a party can have more than its ideal gain")
        self.ideal[q] = found[0][q] - self.less[q]

    def check_point(self, claim, found):
        rule, others = claim["rule"], self.zone
        if "weights" in claim:
            others = self.candidates(claim, found[0], self.scales(rule))
        need(others, "no package is shown to be in the zone")
        merits = {sums: self.merit(rule, sums) for sums in others}
        ties = {sums for sums, merit in merits.items() if merit == max(merits.values())}
        need(set(found) <= ties, f"another package is better by the rule {rule}")
        need(len(ties) == claim["tied"] and len(set(found)) == min(10, len(ties)) == len(found),
             f"not so many points tie by the rule {rule}")

    def check_bound(self, claim, found):
        """The value of any package is at most what h(l) leaves above the reservations allows."""
        rule, scales, l = claim["rule"], self.scales(claim["rule"]), whole(claim["weights"])
        need(len(found) == 1, "a bound is said of one package")
        self.candidates(claim, found[0], scales, False)
        gains, p, more = self.gains(found[0]), len(l), 1 + Fraction(int(claim["gap"]), 10 ** 9)
        above = int(claim["highest"]) - sum(map(int.__mul__, l, self.less))
        shares = [Fraction(g, s) for g, s in zip(gains, scales) if s > 0]
        scaled = [w * s for w, s in zip(l, scales) if s > 0]
        if rule == "nash":
            holds = above ** p <= p ** p * prod(l) * prod(gains) * more ** p
        elif rule in ("kalai_smorodinsky", "egalitarian"):
            holds = above <= min(shares) * more * sum(scaled)
        else:
            holds = above <= sum(shares) * more * min(scaled)
        need(holds, f"h(l) allows a better package by the rule {rule} than the gap says")

    def check_most(self, claim, found):
        l = whole(claim["weights"])
        need(len(found) == 1 and len(l) == len(found[0]) and min(l) >= 0 < max(l)
             and not any(cap is not None for cap in self.caps), "this bounds no weighted sum")
        highest = int(claim["highest"])
        need(sum(map(int.__mul__, l, found[0])) == highest
             == self.space.frontier([None] * len(l), l, highest + 1)[0],
             "h(l) is not the largest weighted sum, or another package has it")

    def check_no_room(self, claim, found):
        need(not found, "there is room for a package")
        if "weights" not in claim:
            return need(self.zone == [], "the zone is not shown to be empty")
        l = whole(claim["weights"])
        need(len(l) == len(self.less) and min(l) >= 0 and None not in self.stands, "weights")
        highest, above = self.space.frontier(self.less, l, sum(map(int.__mul__, l, self.less)))
        need(highest is None or highest == int(claim["highest"]), "h(l) is not the largest sum")
        need(not above, "a package gives everybody the reservation")


def judged(path):
    """(accepted, the sentence)"""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        checker = Checker(data)
        shown = [checker.check(claim) for claim in checker.claims]
        return True, f"accepted: {data['title']}: {', '.join(shown)}"
    except Rejected as reason:
        return False, f"rejected: {reason}"
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError) as reason:
        return False, f"rejected: this is no whole certificate ({type(reason).__name__}: {reason})"


def main(paths):
    verdicts = [judged(path) for path in paths]
    print("\n".join(sentence for _, sentence in verdicts))
    return 0 if paths and all(accepted for accepted, _ in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
