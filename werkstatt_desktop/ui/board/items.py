"""Cards and themes as they hang on the board: where they are, what they show, how they are marked.

They are plain objects: `near` and `overview` paint all that is seen in one go, which costs half of
what asking thousands of items of a scene to paint themselves does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGlyphRun

from ...domain import picture
from ...domain.layout import CARD_HEIGHT, CARD_WIDTH, Rect
from ...domain.picture import Fitted, Run
from ...domain.records import Card, Cluster, Id
from .look import EDGE, Look

if TYPE_CHECKING:
    from .grid import Grid


class CardItem:
    """A card. Its text is set when it is painted first."""

    # What all cards begin with stands here once: thousands of them are made at a time.
    theme_id: Id | None = None
    text = colour = symbol = ""
    corner = (0.0, 0.0)
    height = CARD_HEIGHT
    marks: tuple[str, ...] = ()
    selected = focused = faint = False
    cell: tuple[float, float] | None = None
    glyphs: list[QGlyphRun] | None = None
    _fitted: Fitted | None = None

    def __init__(self, look: Look, grid: Grid, card: Card) -> None:
        self.id: Id = card.id
        # What was written later lies above.
        self.order = (card.written, card.id)
        self._look, self._grid = look, grid

    def show_card(self, card: Card, colour: str, symbol: str, *, has_photo: bool) -> None:
        marks = picture.marks_of(card, has_photo=has_photo)
        if (colour, symbol, marks) != (self.colour, self.symbol, self.marks):
            self.colour, self.symbol, self.marks = colour, symbol, marks
            self._changed()
        if card.text != self.text:
            self._grid.stir(self.box)
            self.text = card.text
            self._fitted = self.glyphs = None
            self.height = self._look.lettering.height(card)
            self._changed()

    @property
    def fitted(self) -> Fitted:
        """How the text is set."""
        if self._fitted is None:
            self._fitted = self._look.lettering.fitted(self.text)
        return self._fitted

    @property
    def box(self) -> Rect:
        """Where the card lies on the board."""
        return Rect(*self.corner, CARD_WIDTH, self.height)

    def place(self, x: float, y: float) -> None:
        if (x, y) != self.corner:
            self._grid.stir(self.box)
            self.corner = (x, y)
            self._changed()

    def mark(self, *, selected: bool, focused: bool) -> None:
        if (selected, focused) != (self.selected, self.focused):
            self.selected, self.focused = selected, focused
            self._grid.stir(self.box)

    def sceneBoundingRect(self) -> QRectF:
        """The card with the ring that it may have around it."""
        return QRectF(*self.box).adjusted(-EDGE, -EDGE, EDGE, EDGE)

    def _changed(self) -> None:
        """The grid's rectangles are no longer right; a card that is carried, or new, is not in it."""
        if self.cell is not None:
            self._grid.put(self)
        else:
            self._grid.stir(self.box)


class ThemeItem:
    """A theme: its dashed box, and the oval with its number and heading on the upper edge.

    A folded one shows no cards: it has no `members` then, and `count` says how many it would have.
    """

    corner = (0.0, 0.0)
    selected = focused = lit = folded = faint = False
    heading = tint = ""
    marks: tuple[str, ...] = ()
    number: int | None = None
    place_in_row = 0
    gaps: tuple[QRectF, ...] = ()
    _size = (0.0, 0.0)
    _reach: QRectF | None = None
    _glyphs: tuple[list[QGlyphRun], list[QGlyphRun]] | None = None

    def __init__(self, look: Look, grid: Grid, cluster: Cluster) -> None:
        self.id: Id = cluster.id
        self.members: list[Id] = []
        self.counts = (-1, 0)
        self.oval = QRectF()
        self.runs: tuple[Run, ...] = ()
        self._look, self._grid = look, grid

    @property
    def count(self) -> int:
        """How many cards it has, shown or not, without second ones."""
        return self.counts[0]

    def show_theme(
        self, cluster: Cluster, counts: tuple[int, int], place: int, width: float, height: float
    ) -> None:
        """Show a theme with so many cards and second cards that is the `place`-th of its board."""
        words = (cluster.heading, counts, place, cluster.folded, (width, height))
        if words != (self.heading, self.counts, self.place_in_row, self.folded, self._size):
            self.stir()
            self.heading, self.counts, self.place_in_row, self.folded, self._size = words
            self._set_heading(cluster)
            self.stir()
        dress = (cluster.tint or "", picture.marks_of(cluster))
        if dress != (self.tint, self.marks):
            self.tint, self.marks = dress
            self.stir()

    def place(self, x: float, y: float) -> None:
        if (x, y) != self.corner:
            self.stir()
            self.corner = (x, y)
            self.stir()

    @property
    def box(self) -> Rect:
        """Where the dashed box lies on the board."""
        return Rect(*self.corner, *self._size)

    @property
    def oval_box(self) -> Rect:
        oval = self.oval
        return Rect(self.corner[0] + oval.x(), self.corner[1] + oval.y(), oval.width(), oval.height())

    def mark(self, *, selected: bool, focused: bool) -> None:
        if (selected, focused) != (self.selected, self.focused):
            self.selected, self.focused = selected, focused
            self.stir()

    def light(self, gaps: tuple[QRectF, ...], *, lit: bool) -> None:
        """Show that what is dragged would be dropped into this theme, and where its cards would lie.

        The boxes count from the corner of the theme.
        """
        if (lit, gaps) != (self.lit, self.gaps):
            self.lit, self.gaps = lit, gaps
            self.stir()

    def show_number(self, number: int | None) -> None:
        """A badge with the number by which the theme can be named, or none."""
        if number != self.number:
            self.number = number
            self.stir()

    def stir(self) -> None:
        """Have it painted anew."""
        self._reach = None
        x, y, width, height = self.box
        top = min(self.oval.top(), -EDGE)
        self._grid.stir(Rect(x, y + top, width, height - top))

    def sceneBoundingRect(self) -> QRectF:
        """The theme with its oval and the ring that it may have around it."""
        if self._reach is None:
            box = QRectF(*self.box) | QRectF(*self.oval_box)
            self._reach = box.adjusted(-EDGE, -EDGE, EDGE, EDGE)
        return self._reach

    def glyphs(self) -> tuple[list[QGlyphRun], list[QGlyphRun]]:
        """The heading, and the numbers beside it; made when they are painted first."""
        if self._glyphs is None:
            make, runs = self._look.lettering.glyphs, self.runs
            numbers = [glyphs for run in runs if run.faint for glyphs in make([run])]
            self._glyphs = make([run for run in runs if not run.faint]), numbers
        return self._glyphs

    def _set_heading(self, cluster: Cluster) -> None:
        words = cluster.heading or self._look.untitled
        theme = Rect(0.0, 0.0, *self._size)
        box = picture.heading_box(
            cluster, words, self.place_in_row, self.counts, theme, self._look.lettering.width
        )
        self.oval, self.runs, self._glyphs = QRectF(*box.rect), box.runs, None
