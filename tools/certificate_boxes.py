"""What hyper-rectangles pay, and the proofs that some corners of their frontier are empty.

Part of check_certificate.py. For weights y of sets of boxes that exclude each other, and l of the
parties, every package is worth sum(y), less a known loss for each box that is paid and for each set
of which none is. What loses too much is decided; the rest is searched, or split by the proof.
"""


from certificate_sums import covers, need, whole


class Boxes:
    def __init__(self, data, counts):
        self.parties, self.counts, self.corners = data["parties"], counts, data["corners"]
        self.boxes = [(box["party"], int(box["worth"]), box["bounds"])
                      for box in data["space"]["boxes"]]
        need(all(worth >= 0 for _, worth, _ in self.boxes), "a box takes away")
        worth, self.base, self.always = {}, [0] * len(self.parties), [0] * len(self.parties)
        for party, amount, bounds in self.boxes:
            ranges = {}
            for issue, low, high in bounds:
                before = ranges.get(issue, (0, counts[issue] - 1))
                ranges[issue] = (max(before[0], low), min(before[1], high))
            if all(low <= high for low, high in ranges.values()):
                key = tuple(sorted((i, *r) for i, r in ranges.items() if r != (0, counts[i] - 1)))
                worth.setdefault(key, [0] * len(self.parties))[party] += amount
                self.always[party] += 0 if key else amount
        self.vertices = [tuple(map(tuple, bounds)) for bounds in data["vertices"]]
        need(len(set(self.vertices)) == len(self.vertices), "a set of bounds stands twice")
        need(all(key in worth for key in self.vertices), "a set of bounds belongs to no box")
        self.worth = [worth.pop(key) for key in self.vertices]
        for row in worth.values():  # what no proof names counts as paid
            self.base = [a + b for a, b in zip(self.base, row)]
        self.apart = [{v for v, b in enumerate(self.vertices) if any(
            i == j and (low > top or bottom > high) for i, low, high in a for j, bottom, top in b)}
            for a in self.vertices]

    def sums(self, package):
        need(len(package) == len(self.counts) and all(
            0 <= option < count for option, count in zip(package, self.counts)), "no such package")
        sums = [0] * len(self.parties)
        for party, worth, bounds in self.boxes:
            if all(low <= package[issue] <= high for issue, low, high in bounds):
                sums[party] += worth
        return sums

    def closed(self, corner):
        """True if the proof shows that no package pays everybody what the corner needs."""
        least, proof = whole(corner["need"]), corner["proof"]

        def node_closed(at, place, sums):
            node = proof[at]
            l, y, cliques = whole(node["direction"]), whole(node["weights"]), node["cliques"]
            need(min(l) > 0 and min(y + [0]) >= 0 and len(y) == len(cliques),
                 "a weight of a proof is negative")
            for clique in cliques:
                need(all(place[v] is None and u in self.apart[v] for v in clique
                         for u in clique if u != v), "boxes of a set can be paid together")
            loss = [-sum(map(int.__mul__, l, row)) for row in self.worth]
            for clique, weight in zip(cliques, y):
                for v in set(clique):
                    loss[v] += weight
            need(all(loss[v] >= 0 for v in range(len(loss)) if place[v] is None),
                 "weights do not bound what a box pays")

            def taken(state, v):
                place, sums, left = state
                place = list(place)
                place[v] = True
                for u in self.apart[v]:
                    place[u] = False if place[u] is None else place[u]
                return settled(place, [a + b for a, b in zip(sums, self.worth[v])], left - loss[v])

            def dropped(state, v):
                place = list(state[0])
                place[v] = False
                return settled(place, state[1], state[2])

            def settled(place, sums, kept):
                left = kept - sum(weight for weight, clique in zip(y, cliques)
                                  if all(place[v] is False for v in clique))
                if left < 0:
                    return None
                late = [v for v, at in enumerate(place) if at is None and loss[v] > left]
                for v in late:
                    place[v] = False
                for clique, weight in zip(cliques, y):
                    opened = [v for v in clique if place[v] is None]
                    if (len(opened) == 1 and weight > left
                            and not any(place[v] for v in clique)):
                        return taken((place, sums, kept), opened[0])
                return settled(place, sums, kept) if late else (place, sums, kept)

            def searched(state):
                if state is None:
                    return True
                unmet = [(w, [v for v in c if state[0][v] is None]) for w, c in zip(y, cliques)
                         if w and not any(state[0][v] for v in c)]
                weight, opened = max(((w, c) for w, c in unmet if c), default=(0, []))
                if not weight:
                    return not covers(state[1], least)
                v = min(opened, key=lambda v: (loss[v], v))
                return searched(taken(state, v)) and searched(dropped(state, v))

            state = settled(list(place), sums, sum(y) + sum(
                a * (b - c) for a, b, c in zip(l, sums, least)))
            if state is None or node.get("split") is None:
                return searched(state)
            for side, after in (("in", taken(state, node["split"])),
                                ("out", dropped(state, node["split"]))):
                if after is not None and not (node.get(side, -1) > at and node_closed(
                        node[side], after[0], after[1])):
                    return False
            return True

        return node_closed(0, [None] * len(self.vertices), self.base)

    def whatever_is_left_is_closed(self, points, caps):
        """Every package beyond the points would be in a corner; each corner has a proof."""
        proved = [whole(corner["need"]) for corner in self.corners if self.closed(corner)]
        corners = [[a if cap is None else min(a, cap) for a, cap in zip(self.always, caps)]]
        for point in points:
            split = [c for c in corners if covers(point, c)]
            corners = [c for c in corners if not covers(point, c)]
            for corner in split:
                for q, amount in enumerate(point):
                    part = corner[:q] + [amount + 1] + corner[q + 1:]
                    if ((caps[q] is None or part[q] <= caps[q])
                            and not any(covers(part, other) for other in corners)):
                        corners.append(part)
        return all(any(covers(corner, least) for least in proved) for corner in corners)
