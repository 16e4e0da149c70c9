"""How fast are peers on the same instances, in the same run?

The engine's benchmark prints a space and its frontier; each peer works on that space and has to
find the same points. Prints seconds of both and the ratio; a different frontier is a failure.

  moocore   its filter of non-dominated rows, in the engine's own steps (one issue after the other)
  negmas    its frontier of all packages listed beforehand; small spaces only
  mobanos   negmas' sampler of frontiers that adds up issue by issue; two parties only
  z3        its core of one conflict, beside all sticking points and relaxations (stuck_bench);
            cut off after 40 s, which then counts
  cbc       an integer program per point (PuLP's CBC): after each point the second party's floor is
            raised to one unit above what it got there (epsilon constraint); two parties only
"""
import hashlib
import json
import statistics
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import moocore
import numpy as np

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "build/release/bench/engine_bench"
# parties, issues, options, scale
STEPS = [(3, 20, 5, 1000), (3, 40, 5, 1000), (4, 12, 5, 1000), (5, 12, 5, 1000)]
LISTED = [(2, 6, 5, 1000), (2, 7, 5, 1000), (3, 6, 5, 1000)]
SAMPLED = [(2, 20, 5, 1000), (2, 30, 5, 1000)]
PROGRAMS = [(2, 6, 5, 1000), (2, 8, 5, 1000), (2, 20, 5, 1000)]
# How many times as long the peer has to take.
RATIOS = {("mobanos", 2, 30): 5000, ("cbc", 2, 20): 10000, ("moocore", 3, 40): 3,
          ("moocore", 4, 12): 2, ("moocore", 5, 12): 4}


def instance(numbers):
    """The worths [issue][option, party], the points, and the engine's seconds."""
    words = [PROGRAM, "--instance", *map(str, numbers), "--frontier"]
    lines = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    cut = next(k for k, line in enumerate(lines) if line.startswith("frontier"))
    worths = [[] for _ in range(numbers[1])]
    for line in lines[:cut]:
        issue, _, *worth = map(int, line.split())
        worths[issue].append(worth)
    points = {tuple(map(int, line.split())) for line in lines[cut + 1:]}
    return [np.array(rows) for rows in worths], points, float(lines[cut].split()[2]) / 1000


def median_seconds(work, runs=3):
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - begin)
    return statistics.median(times), found


def by_moocore(worths):
    front = np.zeros((1, worths[0].shape[1]))
    for rows in worths:
        sums = (front[:, None, :] + rows[None, :, :]).reshape(-1, rows.shape[1])
        front = moocore.filter_dominated(sums.astype(float), maximise=True)
    return {tuple(int(value) for value in row) for row in front}


def negmas_space(worths):
    """The outcome space, and one utility function per party."""
    from negmas.inout import Scenario  # noqa: F401  (fails early where negmas is broken)
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction

    issues = [make_issue([f"o{v}" for v in range(len(rows))], f"i{k}")
              for k, rows in enumerate(worths)]
    space = make_os(issues)
    return space, [
        LinearAdditiveUtilityFunction(
            values=[{f"o{v}": float(row[q]) for v, row in enumerate(rows)} for rows in worths],
            outcome_space=space)
        for q in range(worths[0].shape[1])]


def sums_of(worths, choice):
    return tuple(int(value) for value in sum(rows[v] for rows, v in zip(worths, choice)))


def by_negmas(worths):
    from negmas.preferences import pareto_frontier

    space, functions = negmas_space(worths)
    outcomes = list(space.enumerate_or_sample())
    seconds, (values, _) = median_seconds(
        lambda: pareto_frontier(functions, outcomes=outcomes, sort_by_welfare=False), runs=1)
    return seconds, {tuple(int(round(value)) for value in row) for row in values}


def by_mobanos(worths):
    from negmas.preferences.pareto_sampler import MOBANOSParetoSampler

    _, (first, second) = negmas_space(worths)

    def sampled():
        sampler = MOBANOSParetoSampler(max_pareto_size=10**9)
        sampler.init(ufun=first, opponent_ufun=second)
        return sampler.pareto_outcomes(min_util=float("-inf"))

    seconds, outcomes = median_seconds(sampled, runs=1)
    return seconds, {sums_of(worths, [int(name[1:]) for name in outcome])
                     for outcome in outcomes}


def by_cbc(worths):
    import pulp

    solver = pulp.PULP_CBC_CMD(msg=False, gapRel=0, gapAbs=0)

    def best(party, floors):
        """The choice that gives the party the most above the floors, or None."""
        program = pulp.LpProblem("frontier", pulp.LpMaximize)
        chosen = [[pulp.LpVariable(f"x_{i}_{v}", cat="Binary") for v in range(len(rows))]
                  for i, rows in enumerate(worths)]
        got = [pulp.lpSum(int(row[q]) * x for rows, xs in zip(worths, chosen)
                          for row, x in zip(rows, xs)) for q in range(len(floors))]
        program += got[party]
        for xs in chosen:
            program += pulp.lpSum(xs) == 1
        for sums, floor in zip(got, floors):
            program += sums >= floor
        if program.solve(solver) != pulp.LpStatusOptimal:
            return None
        return [max(range(len(xs)), key=lambda v, xs=xs: xs[v].value()) for xs in chosen]

    def listed():
        points, floor = set(), 0
        while (first := best(0, [0, floor])) is not None:
            point = sums_of(worths, best(1, [sums_of(worths, first)[0], floor]))
            points.add(point)
            floor = point[1] + 1
        return points

    return median_seconds(listed, runs=1)


def by_z3(lines, seconds_max=40):
    """Seconds until Z3 shows a core of demands that cannot all stand, and the core's size: False
    if it had no answer by then, None if it finds that they can stand."""
    import z3

    solver, demands, at = z3.Solver(), [], 0
    solver.set("timeout", seconds_max * 1000)
    tables = [[Fraction(word) for word in words] for kind, *words in lines if kind == "worth"]
    parties = sum(kind == "reservation" for kind, *_ in lines)
    issues = len(tables) // parties
    amounts = [z3.Int(f"i{i}") for i in range(issues)]
    for i, amount in enumerate(amounts):
        solver.add(amount >= 0, amount < len(tables[i]))
    for kind, *words in lines:
        if kind in ("at_most", "at_least"):
            total = z3.Sum([amounts[int(i)] for i in words[1:]])
            demands.append(total <= int(words[0]) if kind == "at_most" else total >= int(words[0]))
        elif kind == "reservation":
            worth = [z3.If(amount == v, z3.RealVal(str(w)), z3.RealVal(0))
                     for amount, table in zip(amounts, tables[at:at + issues])
                     for v, w in enumerate(table)]
            demands.append(z3.Sum(worth) >= z3.RealVal(words[0]))
            at += issues
    names = [z3.Bool(f"demand{k}") for k in range(len(demands))]
    for name, demand in zip(names, demands):
        solver.add(z3.Implies(name, demand))
    begin = time.perf_counter()
    answer = solver.check(*names)
    seconds = time.perf_counter() - begin
    if answer == z3.sat:
        return seconds, None
    return seconds, answer == z3.unsat and len(solver.unsat_core())


def compare_conflicts():
    """All sticking points and relaxations of ours, against one core of Z3's, in three cases. False
    if Z3 shows that the demands can all stand."""
    ratios = []
    for case in "123":
        words = [str(Path(PROGRAM).parent / "stuck_bench"), case]
        shown = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        lines = [line.split() for line in shown.splitlines()]
        ours = float(lines.pop()[1]) / 1000
        seconds, core = by_z3(lines)
        ratios.append(seconds / ours)
        said = f"a core of {core}" if core else "no core" if core is None else "no answer"
        print(f"z3       stuck 40x5, 23 demands, case {case}: {seconds:9.3f} s ({said}), ours, "
              f"everything, {ours:.4f} s, ratio {ratios[-1]:.1f}", flush=True)
        if core is None:
            return False
    ratio = statistics.median(ratios)
    print(f"z3       stuck 40x5, 23 demands: median ratio {ratio:.1f}" + verdict(ratio, 100),
          flush=True)
    return True


def measure_anac():
    """Domains of 30 and 40 issues of ANAC 2014; tests/anac_2014_test.py compares their points."""
    data = Path(__file__).resolve().parents[2] / "shared/data/genius/scenarios/y2014"
    domains = [path for path in sorted(data.glob("*")) if path.is_dir()
               and not path.name.startswith("10")]
    if not domains:
        print("anac 2014: not measured: its domains are not beside the project")
    for domain in domains:
        begin = time.perf_counter()
        done = subprocess.run([Path(PROGRAM).parents[1] / "caucus", "scenario", domain, "--json"],
                              capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - begin
        answer = json.loads(done.stdout)
        print(f"anac 2014 {domain.name}: {len(answer['frontier']['points'])} points, "
              f"{seconds:.3g} s (target 23: {'met' if seconds <= 23 else 'MISSED'})", flush=True)


def report(peer, numbers, theirs, ours):
    """Both sides are (seconds, points)."""
    (seconds, found), (our_seconds, points) = theirs, ours
    parties, issues, options, scale = numbers
    same = "same points" if found == points else "DIFFERENT POINTS"
    ratio, target = seconds / our_seconds, RATIOS.get((peer, parties, issues))
    print(f"{peer:8} {parties} parties {issues:3}x{options} scale {scale}: {seconds:9.3f} s, "
          f"ours {our_seconds:8.4f} s, {len(points)} points {hashed(points)}, {same}, "
          f"ratio {ratio:.1f}" + verdict(ratio, target), flush=True)
    return found == points


def verdict(ratio, target):
    if not target:
        return ""
    return f" (target {target}: {'met' if ratio >= target else 'MISSED'})"


def hashed(points):
    return hashlib.sha256(repr(sorted(points)).encode()).hexdigest()[:12]


def main():
    well = True
    for numbers in STEPS:
        worths, points, ours = instance(numbers)
        theirs = median_seconds(lambda rows=worths: by_moocore(rows), runs=1)
        well &= report("moocore", numbers, theirs, (ours, points))
    for numbers in LISTED:
        worths, points, ours = instance(numbers)
        well &= report("negmas", numbers, by_negmas(worths), (ours, points))
    for peer, find, instances in (("mobanos", by_mobanos, SAMPLED), ("cbc", by_cbc, PROGRAMS)):
        for numbers in instances:
            worths, points, ours = instance(numbers)
            well &= report(peer, numbers, find(worths), (ours, points))
    well &= compare_conflicts()
    measure_anac()
    print("genius   2 parties  40x5 scale 1000: not measured: its ParetoFrontierF needs Java")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
