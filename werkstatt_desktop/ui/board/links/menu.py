"""What the menu of the board offers for links."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF

from ....domain import links
from ....domain.records import LINK_KINDS, Id, Link
from ...menu_entries import Entries
from ..choice import Choice
from . import words
from .facts import chosen_card
from .linking import Linking


def add_link_at(entries: Entries, linking: Linking, point: QPointF) -> None:
    """Entries for the link under a point of the board, which is chosen then."""
    there = linking.link_at(point)
    if there is not None:
        linking.choose(frozenset([there]))
        _one(entries, linking, there)
        entries.menu.addSeparator()


def add_links(entries: Entries, choice: Choice, linking: Linking) -> None:
    """Entries for linking the chosen cards, and for the links of the one that is meant."""
    desk, t = entries.desk, entries.desk.texts
    entries.add(t("Link with another card"), "L", linking.begin)
    card = chosen_card(desk, choice)
    said = links.of_card(desk.state, card.id) if card is not None else []
    if card is None or not said:
        return
    inner = entries.inner(t("Links"))
    for one in said:
        line = words.line(desk, one, group_id=card.group_id)
        _one(inner.inner_theirs(line), linking, one.link.id)


def _one(entries: Entries, linking: Linking, link_id: Id) -> None:
    """What can be done with one link."""
    t, link = entries.desk.texts, entries.desk.state.get(Link, link_id)
    for number, kind in enumerate(LINK_KINDS, 1):
        run = partial(_change, linking, link_id, kind)
        entries.add(t.link(kind), str(number), run, on=link is not None and link.kind == kind)
    entries.add(t("Remove link"), "Del", partial(_remove, linking, link_id))


def _change(linking: Linking, link_id: Id, kind: str) -> None:
    linking.choose(frozenset([link_id]))
    linking.change(kind)


def _remove(linking: Linking, link_id: Id) -> None:
    linking.choose(frozenset([link_id]))
    linking.remove()
