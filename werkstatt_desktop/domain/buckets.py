"""An immutable mapping whose next version shares all but a small bucket with the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_FILL = 32
"""Entries of a bucket, on average, at which there are to be more buckets."""


class Buckets(Mapping[K, V], Generic[K, V]):
    """What `dict` is for reading; `with_` and `without` give a new version at the cost of one bucket.

    A commit to a workshop of 10,000 cards must not copy 10,000 references, and a view that is
    still drawing, or a thread that prints, must keep the version it has.
    """

    __slots__ = ("_buckets", "_count")

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        given = items or {}
        self._count = len(given)
        self._buckets = _spread(given.items(), self._count)

    def __getitem__(self, key: K) -> V:
        return self._buckets[hash(key) & (len(self._buckets) - 1)][key]

    def get(self, key: Any, default: Any = None) -> Any:
        return self._buckets[hash(key) & (len(self._buckets) - 1)].get(key, default)

    def pick(self, keys: Iterable[K]) -> list[V]:
        """The values of many keys that are there."""
        buckets, mask = self._buckets, len(self._buckets) - 1
        return [buckets[hash(key) & mask][key] for key in keys]

    def __contains__(self, key: object) -> bool:
        return key in self._buckets[hash(key) & (len(self._buckets) - 1)]

    def __iter__(self) -> Iterator[K]:
        for bucket in self._buckets:
            yield from bucket

    def __len__(self) -> int:
        return self._count

    def differing(self, other: Buckets[K, V]) -> Iterator[K]:
        """The keys whose value is another one in another version, or that only one of the two has."""
        if len(self._buckets) != len(other._buckets):
            every = (dict(self.items()), dict(other.items()))
            yield from _differing(*every)
            return
        for own, others in zip(self._buckets, other._buckets, strict=True):
            if own is not others:
                yield from _differing(own, others)

    def with_(self, key: K, value: V) -> Buckets[K, V]:
        """The next version, in which `key` has `value`."""
        place = hash(key) & (len(self._buckets) - 1)
        bucket = self._buckets[place]
        new = dict(bucket)
        new[key] = value
        return self._next(place, new, self._count + (len(new) - len(bucket)))

    def without(self, key: K) -> Buckets[K, V]:
        """The next version, in which there is no `key`; it need not be there now."""
        place = hash(key) & (len(self._buckets) - 1)
        if key not in self._buckets[place]:
            return self
        new = dict(self._buckets[place])
        del new[key]
        return self._next(place, new, self._count - 1)

    def _next(self, place: int, bucket: dict[K, V], count: int) -> Buckets[K, V]:
        version: Buckets[K, V] = Buckets.__new__(Buckets)
        buckets = self._buckets.copy()
        buckets[place] = bucket
        version._count = count
        version._buckets = buckets
        if count > _FILL * len(buckets):
            version._buckets = _spread(version.items(), count)
        return version


def _differing(one: dict[K, V], other: dict[K, V]) -> Iterator[K]:
    yield from (key for key, value in one.items() if other.get(key) is not value)
    yield from (key for key in other if key not in one)


def _spread(items: Iterable[tuple[K, V]], count: int) -> list[dict[K, V]]:
    size = 1
    while count > _FILL * size // 2:
        size *= 4
    buckets: list[dict[K, V]] = [{} for _ in range(size)]
    for key, value in items:
        buckets[hash(key) & (size - 1)][key] = value
    return buckets
