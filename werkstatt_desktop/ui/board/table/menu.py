"""The menus of the table: what can be done with the chosen rows, and the themes they may go into."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QMenu, QWidget

from ....domain import order
from ....domain.records import Id
from ....domain.verbs import cards
from ...desk import Desk
from ...theme import symbol_icon

_LONGEST = 60


class Rows(Protocol):
    """What the menu does."""

    @property
    def runs(self) -> dict[str, Callable[[], object]]: ...
    def put_into(self, theme_id: Id) -> None: ...
    def loosen(self) -> None: ...


def themes_menu(
    desk: Desk, put_into: Callable[[Id], object], loosen: Callable[[], object], parent: QWidget
) -> QMenu:
    """The themes by their numbers; a digit chooses one of the first nine, 0 takes out of the theme."""
    menu = QMenu(parent)
    menu.setObjectName("table-themes")
    _fill(menu, desk, put_into, loosen)
    return menu


def cards_menu(desk: Desk, ids: list[Id], rows: Rows, parent: QWidget) -> QMenu:
    t = desk.texts
    menu = QMenu(parent)
    menu.setObjectName("table-menu")
    if len(ids) == 1:
        _add(menu, desk, t("Reword card"), "F2", rows.runs["F2"])
        _add(menu, desk, t("Explanation"), "Shift+F2", rows.runs["Shift+F2"])
    into = menu.addMenu(f"{t('Into theme')}\tM")
    _fill(into, desk, rows.put_into, rows.loosen)
    categories = menu.addMenu(t("Other category"))
    for category in order.categories(desk.state):
        icon = symbol_icon(category.symbol, desk.theme.category(category.colour)[1])
        action = categories.addAction(icon, _plain(t.category_one(category)))
        action.triggered.connect(partial(desk.do, cards.recategorise_cards, ids, category.id))
    others = [group for group in order.groups(desk.state) if group.id != desk.group_id]
    if others:
        groups = menu.addMenu(t("Hand over to"))
        for group in others:
            action = groups.addAction(_plain(group.name))
            action.triggered.connect(partial(desk.do, cards.hand_over_cards, ids, group.id))
    _add(menu, desk, t("To the parking lot"), "P", rows.runs["P"])
    menu.addSeparator()
    _add(menu, desk, t.n("Delete card", "Delete {n} cards", len(ids)), "Del", rows.runs["Del"])
    menu.addSeparator()
    _add(menu, desk, t("Sort by this column"), "S", rows.runs["S"])
    _add(menu, desk, t("Back to the pin board"), "T", rows.runs["T"])
    return menu


def _fill(menu: QMenu, desk: Desk, put_into: Callable[[Id], object], loosen: Callable[[], object]) -> None:
    t = desk.texts
    clusters = order.clusters(desk.state, desk.group_id) if desk.group_id is not None else []
    for number, cluster in enumerate(clusters, 1):
        heading = _plain(cluster.heading or t("without a heading"))
        action = menu.addAction(f"&{number}  {heading}" if number < 10 else f"{number}  {heading}")
        action.triggered.connect(partial(_run, put_into, cluster.id))
    if clusters:
        menu.addSeparator()
    menu.addAction(f"&0  {t('Take out of theme')}").triggered.connect(partial(_run, loosen))


def _add(menu: QMenu, desk: Desk, words: str, keys: str, run: Callable[[], object]) -> None:
    shown = desk.texts.keys(keys) if len(keys) > 1 else keys
    menu.addAction(f"{words}\t{shown}").triggered.connect(partial(_run, run))


def _run(run: Callable[..., object], *given: object) -> None:
    """What Qt says about the action behind these is of no interest."""
    run(*(what for what in given if not isinstance(what, bool)))


def _plain(words: str) -> str:
    """Words of the user in a menu: no key is marked in them and they are not endless."""
    short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return short.replace("&", "&&")
