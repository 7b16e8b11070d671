"""What a drag of cards carries from one place of a window to another."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

from ..domain.records import Id

CARDS_MIME = "application/x-werkstatt-cards"
"""Ids of cards, one a line."""


def card_ids(data: QMimeData) -> list[Id]:
    """The cards in a drag; none where it carries something else."""
    carried = bytes(data.data(CARDS_MIME).data()).decode("utf-8", "replace")
    return [line for line in carried.split("\n") if line]


def cards_data(ids: Iterable[Id], texts: Iterable[str]) -> QMimeData:
    """What a drag of cards carries: their ids for the windows, their words for other programs."""
    data = QMimeData()
    data.setData(CARDS_MIME, "\n".join(ids).encode())
    data.setText("\n".join(texts))
    return data
