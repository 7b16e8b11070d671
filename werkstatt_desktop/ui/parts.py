"""A page that is made of parts, one in view at a time, with a strip of tabs to choose among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from .segments import HEIGHT, PADDING, paint_segment
from .theme import font

if TYPE_CHECKING:
    from ..domain.edits import Step
    from .desk import Desk

_NARROWEST = 56


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: its name in code, its title (marked, not yet translated), and how it is made.

    What is made is a page of its own: it hears the desk itself, skips redrawing while it is hidden, and may
    have all that a `PageStack` asks of pages.
    """

    name: str
    title: str
    make: Callable[[Desk], QWidget]


class Parts(QWidget):
    """The parts of one page; each is made when it is first shown, and the last one in view comes back.

    `strip` holds the tabs; the head of the window takes it in. `part_shown` tells the name of the part in
    view. The other signals hand on what a part says.
    """

    part_shown = Signal(str)
    zoomed = Signal(int)
    card_wanted = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, desk: Desk, name: str, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-parts")
        self._desk, self._name = desk, name
        self._parts = {part.name: part for part in parts}
        self._made: dict[str, QWidget] = {}
        self._zooms: dict[str, int] = {}
        self._hides_private = False
        self._stack = QStackedWidget()
        self.strip = PartStrip(desk, f"{name}-strip", [desk.texts(part.title) for part in parts])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._stack, 1)
        self.strip.tabs.currentChanged.connect(self._choose)
        for keys, by in (("Ctrl+Tab", self._next), ("Ctrl+Shift+Tab", self._before)):
            for listener in (self, self.strip):
                key = QShortcut(QKeySequence(keys), listener)
                key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                key.activated.connect(by)
        last = desk.places.get(name, "")
        self.show_part(last if last in self._parts else parts[0].name, focus=False)

    @property
    def part(self) -> str:
        """The name of the part in view."""
        return next(name for name, made in self._made.items() if made is self._stack.currentWidget())

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    @property
    def current(self) -> QWidget:
        """The part in view."""
        return self._made[self.part]

    def show_part(self, name: str, *, focus: bool = True) -> None:
        """Bring a part into view and give it the keyboard."""
        if self._made and name != self.part:
            self._desk.settling.emit()
        made = self._made.get(name) or self._make(name)
        self._stack.setCurrentWidget(made)
        self._desk.places[self._name] = name
        self.strip.tabs.blockSignals(True)
        self.strip.tabs.setCurrentIndex(self.names.index(name))
        self.strip.tabs.blockSignals(False)
        self.zoomed.emit(self._zooms.get(name, 0))
        self.part_shown.emit(name)
        if focus:
            made.setFocus()

    def refresh(self, step: Step | None) -> None:
        """Have the part in view redraw; the others do when they are shown."""
        refresh = getattr(self.current, "refresh", None)
        if refresh is not None:
            refresh(step)

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """What F6 comes by in the part in view."""
        named = getattr(self.current, "stops", None)
        return named() if named is not None else [(self, self.current)]

    def hide_private(self, hidden: bool) -> None:
        """Show or hide what the room should not see, in parts that are made later as well."""
        self._hides_private = hidden
        for made in self._made.values():
            self._hide_in(made)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, name: str) -> QWidget:
        made = self._made[name] = self._parts[name].make(self._desk)
        for signal in ("card_wanted", "page_wanted"):
            if (said := getattr(made, signal, None)) is not None:
                said.connect(getattr(self, signal))
        if (zoomed := getattr(made, "zoomed", None)) is not None:
            zoomed.connect(self._note_zoom)
        self._hide_in(made)
        self._stack.addWidget(made)
        return made

    def _hide_in(self, made: QWidget) -> None:
        for widget in made.findChildren(QWidget):
            if widget.property("private"):
                widget.setVisible(not self._hides_private)
        if (tell := getattr(made, "hide_private", None)) is not None:
            tell(self._hides_private)

    def _note_zoom(self, percent: int) -> None:
        sender = self.sender()
        name = next((name for name, made in self._made.items() if made is sender), "")
        self._zooms[name] = percent
        if name == self.part:
            self.zoomed.emit(percent)

    def _choose(self, place: int) -> None:
        """A tab was chosen: by keys the keyboard stays with the tabs."""
        self.show_part(self.names[place], focus=not self.strip.tabs.hasFocus())

    def _next(self) -> None:
        self._turn(1)

    def _before(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        names = self.names
        self.show_part(names[(names.index(self.part) + by) % len(names)])


class PartStrip(QFrame):
    """The tabs of the parts on their common ground; hidden where there is nothing to choose."""

    def __init__(self, desk: Desk, name: str, titles: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "segments")
        self.tabs = PartTabs(desk, titles)
        self.setFocusProxy(self.tabs)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.tabs)
        self.useful = len(titles) > 1
        # Shown before it has a place, it would be a window of its own for a moment.
        if not self.useful:
            self.hide()


class PartTabs(QTabBar):
    """One tab a part; the arrow keys go from one to the next."""

    def __init__(self, desk: Desk, titles: Sequence[str], padding: int = PADDING) -> None:
        super().__init__()
        self._desk = desk
        self._padding = padding
        self._titles = tuple(titles)
        self.setObjectName("part-tabs")
        self.setAccessibleName(desk.texts("Parts of the page"))
        self.setFont(font(13))
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        for place, title in enumerate(titles):
            self.addTab(title)
            self.setTabToolTip(place, title)
        desk.look_changed.connect(self.update)

    def tabSizeHint(self, index: int) -> QSize:
        # As wide as in the weight of the chosen tab, so that nothing moves when another is chosen.
        words = QFontMetrics(font(13, bold=True)).horizontalAdvance(self._titles[index])
        return QSize(words + 2 * self._padding, HEIGHT)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(min(self.tabSizeHint(index).width(), _NARROWEST), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pointed = self.tabAt(self.mapFromGlobal(self.cursor().pos())) if self.underMouse() else -1
        for place, title in enumerate(self._titles):
            chosen = place == self.currentIndex()
            inner = paint_segment(
                painter,
                self._desk.theme,
                QRectF(self.tabRect(place)),
                chosen=chosen,
                focused=chosen and self.hasFocus(),
                pointed=place == pointed,
                padding=self._padding,
            )
            words = painter.fontMetrics().elidedText(
                title, Qt.TextElideMode.ElideRight, int(inner.width()) + 1
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverMove, QEvent.Type.HoverLeave, QEvent.Type.MouseMove}:
            self.update()
        return super().event(event)
