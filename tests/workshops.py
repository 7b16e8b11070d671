"""Workshop files for tests of the start page: facts, groups and cards, with a tidy first board."""

from __future__ import annotations

from pathlib import Path

from tests.ready import ready
from werkstatt_desktop.domain import templates
from werkstatt_desktop.domain.records import WORKSHOP_ID, Card, Group, Workshop
from werkstatt_desktop.domain.state import State, base_edit
from werkstatt_desktop.domain.verbs import board, cards
from werkstatt_desktop.storage import files
from werkstatt_desktop.texts import Texts


def workshop(
    path: Path,
    title: str = "Wohnen im Alter",
    *,
    date: str = "2026-03-03",
    series: str = "",
    number: str = "",
    place: str = "",
    groups: int = 2,
    count: int = 5,
) -> Path:
    """Make a workshop with `count` cards, all in the first group, the first three of them in a theme."""
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = Workshop(id=WORKSHOP_ID, title=title, date=date, series=series, number=number, place=place)
    return ready(path, (facts, groups, count), lambda path: _make(path, facts, groups, count))


def _make(path: Path, facts: Workshop, groups: int, count: int) -> None:
    template = templates.built_in("csa", Texts("de").questions())
    rooms = [Group(id=f"group{n}", name=f"Gruppe {n}", rank=float(n)) for n in range(1, groups + 1)]
    state = State().apply(base_edit("create_workshop", [facts, *rooms, *template.categories]).changes)
    if count:
        texts = [f"Karte {n}" for n in range(count)]
        edit = cards.write_cards(state, group_id="group1", category_id="opportunity", texts=texts)
        state = state.apply(edit.changes)
        first = sorted(state.all(Card), key=lambda c: c.written)[:3]
        state = state.apply(board.form_cluster(state, "group1", [c.id for c in first], "Thema").changes)
    files.create(
        path, base_edit("create_workshop", [r for rows in state.tables.values() for r in rows.values()])
    )
