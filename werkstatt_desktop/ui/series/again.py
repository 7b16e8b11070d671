"""What was named again: obstacles that came up in several workshops of the series."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ...domain import series
from ...domain.recalling import Past
from ...domain.series import Recurring
from ..desk import Desk
from ..lists import Row, RowsView
from ..sections import Section, hint
from ..theme import symbol_icon
from .news import News
from .words import times_words

_MOST = 200


class AgainSection(Section):
    """The obstacles, those first that came up most often. `wanted` carries the words of one to search for."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, news: News) -> None:
        t = desk.texts
        super().__init__("again", t("Obstacles named again"))
        self._desk, self._news = desk, news
        self._empty = hint("again-empty")
        self._empty.setText(t("No obstacle was named in two workshops of the series yet."))
        self.list = RowsView("again-list", t("Obstacles named again"))
        self.list.setMinimumHeight(110)
        self.list.taken.connect(self.wanted)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list, 1)

    def draw(self) -> None:
        """Show what is known now."""
        workshops = _all(self._news)
        found = series.recurring_obstacles(workshops)[:_MOST] if workshops else []
        place = workshops.index(self._news.here) if workshops else 0
        fill, stripe = self._desk.theme.category("orange")
        del fill
        icon = symbol_icon("triangle", stripe)
        rows = [Row(self._words(r, workshops, place), r.text, icon) for r in found]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _words(self, recurring: Recurring, workshops: list[Past], place: int) -> str:
        t = self._desk.texts
        here = bool(recurring.times[place])
        named = [past for past, n in zip(workshops, recurring.times, strict=True) if n]
        said = times_words(t, recurring.workshops, here)
        years = [past.year for past in named]
        # The year says which workshop is meant where there was one a year.
        days = years if len({*years}) == len(years) else [t.short_date(past.facts.date) for past in named]
        when = ", ".join(day for day in days if day)
        return f"{t.quote(_short(recurring.text))}\n{said}{f' ({when})' if when else ''}"


def _all(news: News) -> list[Past]:
    """The workshops of the series up to this one; none where it is the only one."""
    earlier = news.earlier
    return [*earlier, news.here] if earlier else []


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else line[:89].rstrip() + "…"
