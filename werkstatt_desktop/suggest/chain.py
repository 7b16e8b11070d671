"""Which texts belong together: average linkage, by chains of nearest neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .vectors import Beat

if TYPE_CHECKING:
    from .vectors import Flags, Matrix

_OFTEN = 64


def clusters(alike: Matrix, cut: float, beat: Beat) -> list[list[int]]:
    """Groups of two and more rows that are alike by at least `cut` on average; the most alike first.

    Two groups only come together if at least one pair between them is that much alike, so each heap of
    rows that hang together by such pairs is looked at by itself.
    """
    found: list[tuple[float, list[int]]] = []
    for heap in _heaps(alike >= cut):
        found += _chain(alike, heap, cut, beat)
    return [rows for _, rows in sorted(found, key=lambda f: (-f[0], f[1]))]


def _heaps(near: Flags) -> list[list[int]]:
    """The rows that hang together by near pairs, directly or by way of others."""
    import numpy as np

    left = np.ones(len(near), bool)
    heaps = []
    for start in range(len(near)):
        if not left[start]:
            continue
        left[start] = False
        heap, edge = [start], [start]
        while edge:
            new = np.flatnonzero(near[edge].any(axis=0) & left)
            left[new] = False
            edge = new.tolist()
            heap += edge
        if len(heap) > 1:
            heaps.append(sorted(heap))
    return heaps


def _chain(alike: Matrix, heap: list[int], cut: float, beat: Beat) -> list[tuple[float, list[int]]]:
    """The groups within a heap, each with how alike its last two parts were."""
    import numpy as np

    near = alike[np.ix_(heap, heap)].copy()
    np.fill_diagonal(near, -np.inf)
    groups: dict[int, list[int]] = {n: [row] for n, row in enumerate(heap)}
    level = dict.fromkeys(groups, 1.0)
    done: list[tuple[float, list[int]]] = []
    chain: list[int] = []
    steps = 0
    while groups:
        if not chain:
            chain.append(next(iter(groups)))
        last = chain[-1]
        next_one = int(near[last].argmax())
        closest = float(near[last, next_one])
        steps += 1
        if not steps % _OFTEN:
            beat()
        if closest < cut:
            # Nothing comes near enough to it any more; what leads here is always near enough.
            chain.pop()
            near[last] = near[:, last] = -np.inf
            rows = groups.pop(last)
            if len(rows) > 1:
                done.append((level[last], sorted(rows)))
            continue
        if len(chain) > 1 and near[last, chain[-2]] >= closest:
            _merge(near, groups, level, chain.pop(), chain.pop())
        else:
            chain.append(next_one)
    return done


def _merge(near: Matrix, groups: dict[int, list[int]], level: dict[int, float], one: int, other: int) -> None:
    """Two groups become one, as near to each third as both were on average."""
    import numpy as np

    level[one] = float(near[one, other])
    mine, theirs = len(groups[one]), len(groups[other])
    row = (near[one] * mine + near[other] * theirs) / (mine + theirs)
    row[one] = -np.inf
    near[one] = near[:, one] = row
    near[other] = near[:, other] = -np.inf
    groups[one] += groups.pop(other)
