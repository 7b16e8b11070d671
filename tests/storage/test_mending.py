"""Making records of what was found in a file that nobody can vouch for."""

from __future__ import annotations

from typing import Any

from werkstatt_desktop.domain.records import TABLES, VoteRound
from werkstatt_desktop.storage import mending
from werkstatt_desktop.texts import Texts


def mended(rounds: dict[str, dict[str, Any]]) -> tuple[dict[str, VoteRound], int]:
    found: dict[str, dict[str, dict[str, Any]]] = {table: {} for table in TABLES}
    found |= {"workshops": {"workshop": {"title": "Tag"}}, "rounds": rounds}
    records, count = mending.workshop(found, Texts("de"))
    return {record.id: record for record in records if isinstance(record, VoteRound)}, count


def test_run_offs_in_any_order() -> None:
    """A run-off keeps the round whose tie it decides, wherever the two stand in the file."""
    rounds: dict[str, dict[str, Any]] = {
        "third": {"title": "C", "run_off_of": "second"},
        "second": {"title": "B", "run_off_of": "first"},
        "first": {"title": "A", "run_off_of": None},
    }
    made, count = mended(rounds)
    assert {id: round_.run_off_of for id, round_ in made.items()} == {
        "first": None,
        "second": "first",
        "third": "second",
    }
    assert count == 0


def test_run_offs_in_a_circle() -> None:
    """One of them stands for itself."""
    made, count = mended({"a": {"title": "A", "run_off_of": "b"}, "b": {"title": "B", "run_off_of": "a"}})
    assert {id: round_.run_off_of for id, round_ in made.items()} == {"a": "b", "b": None}
    assert count == 1
