"""The ways out that a banner offers, and what they do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...domain.errors import WerkstattError
from ..desk import Desk
from ..services import Services

TRY_S = 0.15
"""The most that a window waits for the file, when it is asked to or is about to close."""


class Ways:
    """Does what is asked for by its name in `alarm.py`; where that fails, the desk says why."""

    def __init__(self, desk: Desk, services: Services) -> None:
        self._desk, self._services = desk, services
        rescue = services.rescue
        self._ways = {
            "again": self._try_again,
            "elsewhere": lambda: rescue().ask_elsewhere(desk),
            "copy": lambda: services.save_copy(desk),
            "find": lambda: rescue().ask_place(desk),
            "merge": self._merge,
            "both": lambda: rescue().keep_both(desk),
            "backups": lambda: services.safekeeping().show_backups(desk),
            "take": self._take_offer,
            "leave": self._leave_offer,
            "close": self._close_note,
        }

    def take(self, way: str, moved_to: Path | None) -> None:
        """Take a way; `moved_to` is where the missing file was found."""
        try:
            if way != "moved":
                self._ways[way]()
            elif moved_to is not None:
                self._services.rescue().go_on_with(self._desk, moved_to)
        except WerkstattError as error:
            self._desk.say(self._desk.texts.sentence(error))

    def _try_again(self) -> None:
        self._desk.store.flush(TRY_S)
        if self._desk.store.safety.trouble is not None:
            self._desk.say(self._desk.texts("It does not work yet; it is tried again by itself."))

    def _merge(self) -> None:
        self._desk.settling.emit()
        self._desk.store.rejoin()
        self._desk.say(self._desk.texts("The two versions are one now."))

    def _take_offer(self) -> None:
        self._desk.settling.emit()
        count = self._desk.store.take_offer()
        self._desk.say(self._desk.texts.n("{n} step taken over", "{n} steps taken over", count))

    def _leave_offer(self) -> None:
        self._desk.store.leave_offer()

    def _close_note(self) -> None:
        """The note on the medium was read; it is not shown for another file on such a medium either."""
        place = self._desk.health.place
        if place is not None:
            settings = self._services.settings()
            self._services.keep(replace(settings, told=(*settings.told, place.kind)))
