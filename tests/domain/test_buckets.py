"""The immutable mapping behind the state."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from werkstatt_desktop.domain.buckets import Buckets

KEYS = st.integers(0, 400) | st.text(max_size=2)
STEPS = st.lists(st.tuples(st.booleans(), KEYS, st.integers()), max_size=60)


@given(st.dictionaries(KEYS, st.integers(), max_size=200), STEPS)
def test_reads_like_a_dict(start: dict[int | str, int], steps: list[tuple[bool, int | str, int]]) -> None:
    """After any steps it holds what a dict holds, and every version before is as it was."""
    mapping, model = Buckets(start), dict(start)
    versions = [(mapping, dict(model))]
    for keep, key, value in steps:
        if keep:
            mapping = mapping.with_(key, value)
            model[key] = value
        else:
            mapping = mapping.without(key)
            model.pop(key, None)
        versions.append((mapping, dict(model)))
    for version, then in versions:
        assert dict(version) == then
        assert version == then
        assert len(version) == len(then)
        assert all(key in version and version[key] == version.get(key) == then[key] for key in then)
        assert "no such key" not in version
        assert version.get("no such key", 5) == 5


@settings(max_examples=5)
@given(st.integers(0, 3000))
def test_stays_shallow(count: int) -> None:
    """However many keys there are, a bucket holds few of them."""
    mapping: Buckets[str, int] = Buckets()
    for n in range(count):
        mapping = mapping.with_(f"key {n}", n)
    assert len(mapping) == count
    assert max(len(bucket) for bucket in mapping._buckets) < 100


def test_next_version_shares_the_others() -> None:
    """A new version copies one bucket and shares all others with the version before."""
    before = Buckets({f"key {n}": n for n in range(5000)})
    for after in (before.with_("key 7", -1), before.with_("another", 1), before.without("key 7")):
        pairs = list(zip(before._buckets, after._buckets, strict=True))
        assert len(pairs) > 100
        assert sum(one is not other for one, other in pairs) == 1


def test_taking_away_what_is_not_there() -> None:
    """It changes nothing, and is the same version."""
    mapping = Buckets({"a": 1})
    assert mapping.without("b") is mapping


def test_missing_key() -> None:
    """As with a dict, a key that is not there is a KeyError."""
    with pytest.raises(KeyError):
        Buckets({"a": 1})["b"]
