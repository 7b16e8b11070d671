"""Which sections of the paper have something to tell."""

from __future__ import annotations

from dataclasses import replace

from tests.printing.samples import CATEGORIES, state_of, workshop
from werkstatt_desktop.domain import paper
from werkstatt_desktop.domain.records import Card, Group, Measure, ParkedItem, Participant


def test_nothing_to_tell() -> None:
    """Of a workshop without anything: only that nothing was parked, and that no measure was agreed on."""
    for variant in paper.VARIANTS:
        none = ("measures", "parked") if variant == "measures" else ("parked",)
        assert paper.told(state_of(workshop()), paper.usual(variant)) == none


def test_what_has_something_to_tell() -> None:
    """Switched on or not, in the usual order; names only where they may be named."""
    group = Group(id="g")
    records = (
        workshop(next_steps="Weiter"), *CATEGORIES,
        Card(id="c", group_id="g", category_id="own", text="Neu", first_text="Alt"),
        Participant(id="p", name="Frau Da"), Measure(id="m", status="done"), ParkedItem(id="k"),
    )  # fmt: skip
    day = state_of(group, *records)
    usual = paper.usual("full")
    assert paper.told(day, usual) == (
        "people", "boards", "cards", "measures", "parked", "outlook", "first_texts", "names",
    )  # fmt: skip
    assert "names" not in paper.told(day, replace(usual, no_names=True))
    assert "measures" not in paper.told(day, paper.usual("summary"))
    hidden = state_of(replace(group, hidden=True), *records)
    assert not {"boards", "first_texts"} & {*paper.told(hidden, usual)}
    assert "cards" in paper.told(hidden, usual)
