"""What is done to cards from the columns, the group tabs and menus, with a sentence about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from ...domain.edits import Edit
from ...domain.records import Card, Category, Group, Id
from ...domain.twins import family
from ...domain.verbs import cards
from ..desk import Desk


def group_name(desk: Desk, group: Group) -> str:
    return group.name or desk.texts("Group")


def recategorise(desk: Desk, ids: Sequence[Id], category: Category) -> bool:
    """Cards become ones of another category; whether anything was changed."""
    edit = desk.do(cards.recategorise_cards, ids, category.id)
    if edit is None or not edit.changes:
        return False
    t = desk.texts
    title = t.quote(t.category(category))
    desk.say(
        t.n("{n} card is in {title} now.", "{n} cards are in {title} now.", _count(edit, ids), title=title)
    )
    return True


def hand_over(desk: Desk, ids: Sequence[Id], group: Group) -> bool:
    """Cards go to another group; whether anything was changed."""
    edit = desk.do(cards.hand_over_cards, ids, group.id)
    if edit is None or not edit.changes:
        return False
    t = desk.texts
    name = t.quote(group_name(desk, group))
    desk.say(
        t.n(
            "{n} card was handed to {name}.", "{n} cards were handed to {name}.", _count(edit, ids), name=name
        )
    )
    return True


def delete(desk: Desk, ids: Sequence[Id]) -> bool:
    """Cards are deleted with their second cards, which are not seen in the columns; whether any were."""
    found = [card for id in ids if (card := desk.state.get(Card, id))]
    edit = desk.do(cards.delete_cards, [one.id for card in found for one in family(desk.state, card)])
    if edit is None or not edit.changes:
        return False
    t = desk.texts
    desk.say(
        t.n(
            "{n} card deleted. {key} brings it back.",
            "{n} cards deleted. {key} brings them back.",
            _count(edit, ids),
            key=t.keys("Ctrl+Z"),
        )
    )
    return True


def _count(edit: Edit, ids: Sequence[Id]) -> int:
    """How many of these cards an edit changed; it can change what hangs on them as well."""
    return len(set(ids) & set(edit.ids("cards")))


def restore_first(desk: Desk, card_id: Id) -> None:
    """The card says again what it said first."""
    card = desk.state.get(Card, card_id)
    if card is not None and card.first_text is not None:
        desk.do(cards.reword_card, card_id, card.first_text)


def copy_texts(desk: Desk, ids: Sequence[Id]) -> None:
    """The texts of cards go to the clipboard, one below the other."""
    found = [card.text for id in ids if (card := desk.state.get(Card, id))]
    if found:
        QGuiApplication.clipboard().setText("\n".join(found))
