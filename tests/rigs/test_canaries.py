"""A program that writes in a wrong way does not pass: each rig finds out what it is there for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from . import wrong
from .conftest import Recorded
from .disk import Rule
from .test_powercut import HONEST, look_at_both, look_at_file

Get = Callable[[str, str], Recorded]
STATES = 80


@pytest.mark.parametrize("rule", HONEST)
@pytest.mark.parametrize("way", [wrong.OFF, wrong.WAL, wrong.FULL, wrong.EARLY])
def test_power_cut_finds(recorded: Get, way: str, rule: Rule) -> None:
    """Steps that were said to be safe are lost; where nothing is synced, files are damaged too."""
    tally = look_at_file(recorded("capture", way), rule, STATES)
    assert tally.faults["lost"] > 0
    if way == wrong.OFF:
        assert len(tally.faults) > 1


@pytest.mark.parametrize("rule", Rule)
def test_power_cut_finds_recorder_that_is_not_synced(recorded: Get, rule: Rule) -> None:
    """Steps that were said to be in the recorder, while the file could not be written, are lost."""
    tally, _ = look_at_both(recorded("amber", wrong.UNSYNCED), rule, STATES)
    assert any(fault.startswith("lost") for fault in tally.faults)


def test_stick_that_lies_needs_the_recorder(recorded: Get) -> None:
    """Without what the device keeps, files on such a stick are damaged and steps are lost."""
    tally = look_at_file(recorded("capture", ""), Rule.LYING, STATES)
    assert tally.faults["lost"] > 0
    assert len(tally.faults) > 1
