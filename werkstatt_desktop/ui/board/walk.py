"""Ways over the board by keyboard: to what lies beside, and in reading order."""

from __future__ import annotations

from collections.abc import Mapping

from ...domain.layout import Rect, reading_order
from ...domain.records import Id
from .scene import BoardScene

Direction = tuple[int, int]
"""One step: to the right is (1, 0), down is (0, 1)."""
_ASLANT = 400.0
"""So much farther what lies straight ahead may be than what lies aslant."""
LEFT, RIGHT, UP, DOWN = (-1, 0), (1, 0), (0, -1), (0, 1)


def stops(scene: BoardScene) -> dict[Id, Rect]:
    """Where the keyboard can be: on cards, on the ovals of themes and on photos."""
    boxes = {id: card.box for id, card in scene.cards.items()}
    boxes.update((id, theme.oval_box) for id, theme in scene.themes.items())
    boxes.update((id, photo.box) for id, photo in scene.photos.items())
    return boxes


def beside(boxes: Mapping[Id, Rect], here: Id, direction: Direction) -> Id | None:
    """The nearest box in a direction. What lies straight ahead is nearer than what lies aslant."""
    origin = boxes[here]
    x, y = _centre(origin)
    best: tuple[float, float, Id] | None = None
    for id, box in boxes.items():
        if id == here:
            continue
        other_x, other_y = _centre(box)
        ahead = (other_x - x) * direction[0] + (other_y - y) * direction[1]
        if ahead <= 1.0:
            continue
        off = _off(origin, box, direction)
        if off > 2 * ahead:
            continue
        across = abs((other_x - x) * direction[1]) + abs((other_y - y) * direction[0])
        found = (ahead + across / 2 if off == 0 else ahead + 2 * across + _ASLANT, across, id)
        if best is None or found < best:
            best = found
    return best[2] if best else None


def in_order(scene: BoardScene) -> list[Id]:
    """Each theme followed by its cards, then the loose cards, then the photos; all row by row."""
    themes = reading_order((id, theme.box) for id, theme in scene.themes.items())
    loose = reading_order((id, card.box) for id, card in scene.cards.items() if card.theme_id is None)
    row: list[Id] = []
    for id, _ in themes:
        row += [id, *scene.themes[id].members]
    photos = reading_order((id, photo.box) for id, photo in scene.photos.items())
    return [*row, *(id for id, _ in loose), *(id for id, _ in photos)]


def _centre(box: Rect) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2


def _off(origin: Rect, box: Rect, direction: Direction) -> float:
    """The gap between two boxes across the direction; 0 where they overlap."""
    if direction[0]:
        return max(0.0, box.y - origin.bottom, origin.y - box.bottom)
    return max(0.0, box.x - origin.right, origin.x - box.right)
