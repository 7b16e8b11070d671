"""The menu on cards: everything that can be done to them, with the keys for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QWidget

from ...domain import order
from ...domain.records import Card, Id
from .. import theme
from ..desk import Desk
from . import deeds

Deal = Callable[[Callable[[Sequence[Id]], bool]], None]


def cards_menu(
    desk: Desk, ids: Sequence[Id], edit: Callable[[bool], None], deal: Deal, parent: QWidget
) -> QMenu:
    """A menu for these cards.

    `edit` opens a card's text, or with True its explanation; `deal` does something to the cards.
    """
    t = desk.texts
    menu = QMenu(parent)
    menu.setObjectName("cards-menu")
    first = desk.state.get(Card, ids[0])
    if len(ids) == 1 and first is not None:
        _add(menu, desk, t("Reword"), "F2", partial(edit, False))
        words = t("Change the explanation") if first.explanation else t("Add an explanation")
        _add(menu, desk, words, "Shift+F2", partial(edit, True))
        if first.first_text is not None:
            _add(menu, desk, t("Back to the first wording"), "", partial(deeds.restore_first, desk, first.id))
        menu.addSeparator()
    if first is not None:
        _add_categories(menu, desk, deal, first)
        _add_groups(menu, desk, deal, first)
        menu.addSeparator()
    _add(menu, desk, t("Copy the text"), "Ctrl+C", partial(deeds.copy_texts, desk, ids))
    _add(menu, desk, t("Delete"), "Del", partial(deal, partial(deeds.delete, desk)))
    return menu


def _add_categories(menu: QMenu, desk: Desk, deal: Deal, first: Card) -> None:
    t = desk.texts
    inner = menu.addMenu(t("Category"))
    for n, category in enumerate(order.categories(desk.state), 1):
        act = partial(deal, partial(deeds.recategorise, desk, category=category))
        _add(inner, desk, t.category(category), f"Ctrl+{n}" if n <= 9 else "", act)
        action = inner.actions()[-1]
        stripe = desk.theme.category(category.colour)[1]
        action.setIcon(theme.symbol_icon(category.symbol, QColor(stripe)))
        action.setEnabled(category.id != first.category_id)


def _add_groups(menu: QMenu, desk: Desk, deal: Deal, first: Card) -> None:
    t = desk.texts
    groups = order.groups(desk.state)
    inner = menu.addMenu(t("Hand over to"))
    inner.setEnabled(len(groups) > 1)
    for n, group in enumerate(groups, 1):
        act = partial(deal, partial(deeds.hand_over, desk, group=group))
        _add(inner, desk, deeds.group_name(desk, group), f"Alt+{n}" if n <= 9 else "", act)
        inner.actions()[-1].setEnabled(group.id != first.group_id)


def _add(menu: QMenu, desk: Desk, words: str, keys: str, act: Callable[[], object]) -> None:
    """The keys stand beside the words as they stand on the keyboard; the list hears them itself."""
    label = words.replace("&", "&&").replace("\t", " ")
    shown = desk.texts.keys(keys)
    action = menu.addAction(f"{label}\t{shown}" if keys else label)
    action.triggered.connect(act)
