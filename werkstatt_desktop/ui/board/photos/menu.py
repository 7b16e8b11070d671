"""What the menu of the board offers for photos."""

from __future__ import annotations

from ...menu_entries import Entries
from ..choice import Choice
from .board_photos import BoardPhotos


def add_photos(entries: Entries, choice: Choice, board: BoardPhotos) -> None:
    """Add what can be done with the chosen photo, or with those on the chosen card."""
    t, focus = entries.desk.texts, choice.focus
    if choice.photo is not None:
        entries.add(t.n("Show photo large", "Show {n} photos large", 1), "Enter", board.look_at)
        entries.add(t("Caption"), "F2", board.caption)
        entries.add(t("Larger"), "Shift+→", board.enlarge)
        entries.add(t("Smaller"), "Shift+←", board.shrink)
        entries.add(t("Delete photo"), "Del", board.delete)
        entries.menu.addSeparator()
    elif len(choice.ids) == 1 and focus is not None and (ids := board.on_card(focus)):
        entries.add(t.n("Show photo large", "Show {n} photos large", len(ids)), "Enter", board.look_at)
        entries.menu.addSeparator()
