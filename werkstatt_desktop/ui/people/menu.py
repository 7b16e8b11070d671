"""What can be done with people who are chosen, as a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ...domain import order
from ...domain.records import PRESENCES, Group, Id, Participant
from ...domain.verbs import people as verbs
from ..desk import Desk
from .words import SIGNS


def people_menu(desk: Desk, ids: Sequence[Id], parent: QWidget) -> QMenu:
    """Presence, group and deletion; it goes when it is closed."""
    menu = _menu("people-menu", desk.texts("Participants"), parent)
    add_presences(menu, desk, ids)
    menu.addSeparator()
    part = menu.addMenu(desk.texts("Group"))
    part.setObjectName("people-group-menu")
    add_groups(part, desk, ids)
    menu.addSeparator()
    delete = menu.addAction(f"{desk.texts('Delete')}\t{desk.texts.keys('Del')}")
    delete.triggered.connect(lambda _checked=False: delete_people(desk, ids))
    return menu


def presence_menu(desk: Desk, ids: Sequence[Id], parent: QWidget) -> QMenu:
    """Presence alone."""
    menu = _menu("people-presence-menu", desk.texts("Presence"), parent)
    add_presences(menu, desk, ids)
    return menu


def group_menu(desk: Desk, ids: Sequence[Id], parent: QWidget) -> QMenu:
    """Groups alone."""
    menu = _menu("people-groups-menu", desk.texts("Group"), parent)
    add_groups(menu, desk, ids)
    return menu


def add_presences(menu: QMenu, desk: Desk, ids: Sequence[Id]) -> None:
    held = {person.presence for id in ids if (person := desk.state.get(Participant, id))}
    for presence in PRESENCES:
        action = menu.addAction(f"{SIGNS[presence]}  {desk.texts.presence(presence)}")
        _tick(menu, action, held == {presence})
        action.triggered.connect(
            lambda _checked=False, presence=presence: desk.do(verbs.set_presence, ids, presence)
        )


def add_groups(menu: QMenu, desk: Desk, ids: Sequence[Id]) -> None:
    t = desk.texts
    held = {person.group_id for id in ids if (person := desk.state.get(Participant, id))}
    choices: list[tuple[Id | None, str, int]] = [
        (group.id, _named(desk, group), n) for n, group in enumerate(order.groups(desk.state), 1)
    ]
    for group_id, name, n in (*choices, (None, t("no group"), 0)):
        keys = f"\t{t.keys(f'Alt+{n}')}" if n < 10 else ""
        action = menu.addAction(name.replace("&", "&&") + keys)
        _tick(menu, action, held == {group_id})
        action.triggered.connect(
            lambda _checked=False, group_id=group_id: desk.do(verbs.assign, ids, group_id)
        )


def delete_people(desk: Desk, ids: Sequence[Id]) -> None:
    """Take people off the list, and say how to have them back."""
    t = desk.texts
    if ids and desk.do(verbs.delete_participants, ids) is not None:
        desk.say(
            t.n(
                "{n} row is deleted. {keys} brings it back.",
                "{n} rows are deleted. {keys} brings them back.",
                len(ids),
                keys=t.keys("Ctrl+Z"),
            )
        )


def _menu(name: str, words: str, parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setObjectName(name)
    menu.setAccessibleName(words)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _tick(menu: QMenu, action: QAction, held: bool) -> None:
    """What all of those chosen have is ticked, and the keyboard begins there."""
    action.setCheckable(True)
    action.setChecked(held)
    if held:
        menu.setActiveAction(action)


def _named(desk: Desk, group: Group) -> str:
    return group.name or desk.texts("Group")
