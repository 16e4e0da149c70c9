"""What packages of sums, terms, rules and windows are worth, and which of them none beats.

Part of check_certificate.py. Sums are added up issue by issue; what is no longer needed of the
issues before is forgotten. Several numbers are packed into one, with a bit between them that shows
in one subtraction whether all are at least as large.
"""
from bisect import bisect_left, bisect_right


class Rejected(Exception):
    pass


def need(holds, sentence):
    if not holds:
        raise Rejected(sentence)


def whole(numbers):
    return [int(number) for number in numbers]


def covers(a, b):
    return all(x >= y for x, y in zip(a, b))


class Links:
    """Terms, rules and windows: what an issue adds and allows, given what is still remembered."""

    def __init__(self, space, worth):
        self.worth, self.links, p = worth, [], len(worth[0][0])
        for term in space.get("terms", []):
            rows = [whole(row) for row in term["worth"]]
            cells = dict(zip(term["cells"] or range(len(rows)), rows))
            self.links.append(("term", term["scope"], cells, whole(term["elsewhere"]) or [0] * p))
        for rule in space.get("rules", []):
            self.links.append(("rule", rule["scope"], rule["allowed"], None))
        self.windows = [(window["scope"], [whole(row) for row in window["amounts"]],
                         *(None if window[end] is None else int(window[end])
                           for end in ("low", "high"))) for window in space.get("windows", [])]
        for _, scope, *_ in self.links:
            need(sorted(set(scope)) == scope, "a scope is not in the order of the issues")

    def options(self, issue, state):
        """(option, what it adds, the state after it) for every option that nothing forbids."""
        chosen, amounts = state
        for option, row in enumerate(self.worth[issue]):
            now, used = {**dict(chosen), issue: option}, list(amounts)
            row, allowed = list(row), True
            for kind, scope, table, other in self.links:
                if scope[-1] != issue:
                    continue
                cell = 0
                for i in scope:
                    cell = cell * len(self.worth[i]) + now[i]
                if kind == "rule":
                    allowed = allowed and table[cell] == "1"
                else:
                    row = [a + b for a, b in zip(row, table.get(cell, other))]
            for k, (scope, rows, low, high) in enumerate(self.windows):
                if issue in scope:
                    used[k] += rows[scope.index(issue)][option]
                if issue == scope[-1]:
                    allowed = (allowed and (low is None or used[k] >= low)
                               and (high is None or used[k] <= high))
                    used[k] = 0
            if allowed:
                kept = tuple((i, now[i]) for i in sorted(now) if any(
                    i in scope and scope[-1] > issue for _, scope, *_ in self.links))
                yield option, row, (kept, tuple(used))

    def sums(self, package):
        state, sums = ((), (0,) * len(self.windows)), [0] * len(self.worth[0][0])
        for issue, option in enumerate(package):
            found = [(row, after) for v, row, after in self.options(issue, state) if v == option]
            need(found, "a package breaks a rule, or has an option that is not there")
            sums, state = [a + b for a, b in zip(sums, found[0][0])], found[0][1]
        return sums

    def frontier(self, floors, weights=None, least=0):
        """h(weights), and the sums above the floors, and of that weighted sum, that none beats."""
        p, start = len(floors), ((), (0,) * len(self.windows))
        weights = weights or [0] * p
        layers, steps = [{start}], []
        for issue in range(len(self.worth)):
            step = {state: [(tuple(row) + (sum(map(int.__mul__, row, weights)),), after)
                            for _, row, after in self.options(issue, state)]
                    for state in layers[-1]}
            steps.append(step)
            layers.append({after for ways in step.values() for _, after in ways})
        rest = [{} for _ in layers]  # the most that is still to come, number by number
        rest[-1] = {state: (0,) * (p + 1) for state in layers[-1]}
        for i in reversed(range(len(steps))):
            for state, ways in steps[i].items():
                reached = [tuple(map(int.__add__, row, rest[i + 1][after]))
                           for row, after in ways if after in rest[i + 1]]
                if reached:
                    rest[i][state] = tuple(map(max, *reached)) if reached[1:] else reached[0]
        if start not in rest[0]:
            return None, []
        low = [[min((row[q] for ways in step.values() for row, _ in ways), default=0)
                for q in range(p + 1)] for step in steps]
        goal = [sum(row[q] for row in low) if f is None else f
                for q, f in enumerate(floors)] + [least]
        span = sum(max((abs(n) for ways in step.values() for row, _ in ways for n in row),
                       default=0) for step in steps)
        bits = (span + max(map(abs, goal))).bit_length() + 3  # of a number, and one that guards it

        def pack(row):
            return sum(n << bits * q for q, n in enumerate(row))

        guard, mask = pack([1 << bits - 1] * (p + 1)), (1 << bits * p) - 1
        fronts, base = {start: [0]}, [0] * (p + 1)
        for i, step in enumerate(steps):
            base, after_fronts = [a + b for a, b in zip(base, low[i])], {}
            for state, front in fronts.items():
                for row, after in step[state]:
                    if after not in rest[i + 1]:
                        continue
                    add = pack([a - b for a, b in zip(row, low[i])])
                    lack = pack([max(0, g - b - r) for g, b, r in
                                 zip(goal, base, rest[i + 1][after])])
                    after_fronts.setdefault(after, set()).update(
                        s + add for s in front if (s + add | guard) - lack & guard == guard)
            fronts = {state: unbeaten(front, p, bits, guard & mask, mask)
                      for state, front in after_fronts.items()}
        found = [tuple((s >> bits * q & (1 << bits) - 1) + base[q] for q in range(p))
                 for front in fronts.values() for s in front]
        return rest[0][start][p], found


def unbeaten(sums, p, bits, guard, mask):
    kept, xs, ys, field = [], [], [], (1 << bits) - 1
    if p > 3:  # largest first: what beats comes before
        for s in sorted((s & mask for s in sums), reverse=True):
            if not any((k | guard) - s & guard == guard for k in kept):
                kept.append(s)
    else:  # the staircase of the first two numbers
        for s in sorted((s & mask for s in sums), reverse=True):
            x, y = (s >> bits & field if p == 3 else 0), s & field
            at = bisect_left(xs, x)
            if at < len(xs) and ys[at] >= y:
                continue
            first = end = bisect_right(xs, x)
            while first > 0 and ys[first - 1] <= y:
                first -= 1
            xs[first:end], ys[first:end] = [x], [y]
            kept.append(s)
    full = {s & mask: s for s in sums}
    return [full[s] for s in kept]
