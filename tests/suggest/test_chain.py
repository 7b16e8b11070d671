"""Groups by average linkage."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from werkstatt_desktop.suggest.chain import clusters


def slowly(alike: NDArray[np.float32], cut: float) -> set[tuple[int, ...]]:
    """The same by joining the two nearest groups again and again."""
    groups: list[tuple[int, ...]] = [(n,) for n in range(len(alike))]
    while len(groups) > 1:
        score, one, other = max(
            (float(np.mean([alike[a, b] for a in one for b in other])), one, other)
            for n, one in enumerate(groups)
            for other in groups[:n]
        )
        if score < cut:
            break
        groups = [g for g in groups if g not in {one, other}] + [tuple(sorted(one + other))]
    return {group for group in groups if len(group) > 1}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("cut", [0.2, 0.45, 0.6])
def test_groups_are_those_of_the_slow_way(seed: int, cut: float) -> None:
    """Chains of nearest neighbours find what joining the nearest two finds."""
    chance = np.random.default_rng(seed)
    rows = chance.random((24, 6)).astype(np.float32) - 0.3
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    alike = (rows @ rows.T).astype(np.float32)
    found = clusters(alike, cut, lambda: None)
    assert {tuple(group) for group in found} == slowly(alike, cut)


def test_nothing_alike() -> None:
    """Where nothing is alike there are no groups; nor on an empty board."""
    assert clusters(np.eye(5, dtype=np.float32), 0.1, lambda: None) == []
    assert clusters(np.zeros((0, 0), np.float32), 0.1, lambda: None) == []
