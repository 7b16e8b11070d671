"""Where a workshop was left: page, part, group and the place on each board; kept in case of a crash, too."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ...domain.records import Group

if TYPE_CHECKING:
    from ..desk import Desk
    from ..frame.window import WorkshopWindow

KEEP_MS = 1500
"""From a change until it is kept."""
_MOST = 64
"""How many places on boards and pages are kept for a workshop."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`place`: a page, or a page and its part; `places`: what the pages remember."""

    place: str = ""
    group_id: str = ""
    places: Mapping[str, str] = field(default_factory=dict)


def standing_of(window: WorkshopWindow) -> str:
    """Where a window stands, as the text that the settings keep."""
    desk = window.desk
    known = {f"board/{group.id}" for group in desk.state.all(Group)}
    places = {
        name: text for name, text in desk.places.items() if name in known or not name.startswith("board/")
    }
    kept = dict(list(places.items())[-_MOST:])
    return json.dumps({"place": window.stack.place, "group": desk.group_id or "", "places": kept})


def read(text: str) -> Standing:
    """The opposite; what is not understood counts as nothing, the bare name of a page as that page."""
    if not text.startswith("{"):
        return Standing(text)
    try:
        found = json.loads(text)
        places = {str(name): str(place) for name, place in found.get("places", {}).items()}
        return Standing(str(found.get("place", "")), str(found.get("group", "")), places)
    except (ValueError, AttributeError, RecursionError):
        return Standing()


def restore(desk: Desk, standing: Standing) -> None:
    """Bring a desk without a window to where it stood."""
    desk.places.update(standing.places)
    if standing.group_id and desk.state.get(Group, standing.group_id) is not None:
        desk.show_group(standing.group_id)


class Follower(QObject):
    """Calls `keep` a moment after the user went somewhere else in a window."""

    def __init__(self, window: WorkshopWindow, keep: Callable[[], object]) -> None:
        super().__init__(window)
        self._keep = keep
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self._tell)
        window.stack.shown.connect(self._note)
        window.desk.group_changed.connect(self._note)
        window.desk.settling.connect(self._note)
        window.closed.connect(self._timer.stop)

    def _note(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        self._keep()
