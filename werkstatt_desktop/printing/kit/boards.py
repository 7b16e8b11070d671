"""Posters of the boards: what hung on the wall, as large as a sheet is, with the title of the day."""

from __future__ import annotations

from ...domain import order
from ...domain.hanging import Hung, with_photos
from ...domain.layout import Rect
from ...domain.picture import Lettering, Picture, picture
from ...domain.records import Category
from .. import styles as s
from .sheet import A3, A4, MM, Job, Sheets

_MARGIN = 12.0
"""On A3, in millimetres; on a smaller page it is smaller as everything else, but never below 8."""
_TITLE = s.Style(34, 40, s.BOLD)
_BELOW = s.Style(16, 21, colour=s.MUTED)
_WORD = s.Style(14, 18, s.SEMIBOLD)
_HEAD, _FOOT, _LEAST = 27.0, 14.0, 9.0
_MARK, _BETWEEN = 4.2, 9.0
"""The side of a symbol in the legend, and what is free before the next one."""


def write(job: Job) -> int:
    """A page for each group, upright or lying as its board is."""
    from .. import wall

    small = job.options["size"] == "A4"
    poster = _Poster(job, A4 if small else A3, A4[0] / A3[0] if small else 1.0)
    for group in job.groups():
        if not group.hidden:
            photos = wall.photos(job.state, group.id, job.picture)
            shown = with_photos(picture(job.state, group.id, poster.lettering), photos)
            poster.draw(job.group_name(group), shown, photos)
    if not poster.sheets.number:
        poster.draw(job.name, Picture(Rect(0.0, 0.0, 0.0, 0.0), (), ()), ())
    return poster.sheets.finish()


class _Poster:
    """Draws one board after another; measures are those of A3, times `scale`."""

    def __init__(self, job: Job, size: tuple[float, float], scale: float) -> None:
        self._job, self._size, self._scale = job, size, scale
        self.sheets = Sheets(job, size)
        self.lettering = Lettering(self.sheets.setter.fonts.measure)
        self._margin = max(_MARGIN * scale, 8.0)

    def draw(self, name: str, shown: Picture, photos: tuple[Hung, ...]) -> None:
        """A board as large as it fits below its title, above the legend; an empty one is left blank."""
        sheets, scale, margin = self.sheets, self._scale, self._margin
        short, long = sorted(self._size)
        lies = not (shown.boxes or photos) or shown.bounds.width > shown.bounds.height
        sheets.begin()
        sheets.turn(long if lies else short, short if lies else long)
        wide = sheets.wide - 2 * margin
        title = sheets.one_line(name, _sized(_TITLE, scale), wide, 14 * scale)
        sheets.write(title, margin, margin)
        facts = " · ".join(part for part in (self._job.name, self._job.where) if part and part != name)
        below = sheets.one_line(facts, _sized(_BELOW, scale), wide, _LEAST)
        sheets.write(below, margin, margin + title.height / MM)
        top = margin + _HEAD * scale
        if shown.boxes or photos:
            self._draw_board(shown, photos, top, sheets.high - top - margin - _FOOT * scale)
        self._draw_legend(sheets.high - margin - _FOOT * scale * 0.55)

    def _draw_board(self, shown: Picture, photos: tuple[Hung, ...], top: float, high: float) -> None:
        from ..board import Board

        sheets = self.sheets
        wide = (sheets.wide - 2 * self._margin) * MM
        board = Board(shown, sheets.setter, limit=high * MM, largest=4.0, photos=photos)
        board.draw(sheets.canvas, self._margin * MM, (sheets.high - top) * MM, wide)

    def _draw_legend(self, y: float) -> None:
        """The categories side by side; what has no room is seen on the cards themselves."""
        sheets, scale, x = self.sheets, self._scale, self._margin
        for category in order.categories(self._job.state):
            word = sheets.one_line(
                self._job.t.category(category), self._word(category), sheets.wide / 3, _LEAST
            )
            said = word.lines[0][0] / MM if word.lines else 0.0
            if x + _MARK * scale + 2 + said > sheets.wide - self._margin:
                return
            sheets.symbol(category.symbol, category.colour, x, y + 1.0 * scale, _MARK * scale)
            sheets.write(word, x + _MARK * scale + 2.0, y)
            x += _MARK * scale + 2 + said + _BETWEEN * scale

    def _word(self, category: Category) -> s.Style:
        return _sized(s.Style(_WORD.size, _WORD.leading, _WORD.font, s.stripe(category.colour)), self._scale)


def _sized(style: s.Style, scale: float) -> s.Style:
    return s.Style(style.size * scale, style.leading * scale, style.font, style.colour)
