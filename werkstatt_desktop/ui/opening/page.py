"""The part "opening" of the page Prepare: goal, rules and agenda, as large as they fit, also for F11."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ...domain import order
from ...domain.edits import Step
from ...domain.verbs import setup
from ...texts import mark
from ..buttons import Button
from ..desk import Desk
from ..fields import ProseField
from ..rows.inplace import INDENT, show_outcome
from ..series.carried import CarriedMeasures
from ..theme import font
from .agenda import Agenda

_SCALES = (2.2, 1.9, 1.65, 1.45, 1.25, 1.1, 1.0, 0.9, 0.8)
"""How large letters may be, beside those at a desk; the first that fits is taken, or else the last."""
_SCROLLS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_TITLE, _WHERE, _HEADING, _TEXT = 28.0, 14.0, 13.0, 19.0
_TWO_COLUMNS = 760
_RULES = (
    mark("One topic at a time"),
    mark("One thought to a card"),
    mark("Everybody has a say"),
    mark("We keep to the times"),
)
_TELLS = ("workshops", "programme", "groups")


class OpeningPage(QWidget):
    """Goal and rules are written in place. Alone on the screen what is empty does not show."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        t = desk.texts
        self.setObjectName("opening")
        self._desk = desk
        self._stale, self._alone, self._scale = True, False, 0.0
        self._title, self._where = _words("opening-title"), _words("opening-where")
        self._fields = {
            "goal": _field("opening-goal", t("Goal"), t("What is to be reached today?")),
            "rules": _field("opening-rules", t("Rules"), t("What do we agree on? One rule a line.")),
        }
        self._usual = Button(t("Begin with usual rules"))
        self._usual.setObjectName("opening-usual-rules")
        self._usual.setProperty("kind", "link")
        self._usual.clicked.connect(self._take_usual_rules)
        self.agenda = Agenda(desk)
        self._headings = {name: _words(f"opening-{name}-heading") for name in ("goal", "rules", "agenda")}
        for name, title in (("goal", t("Goal")), ("rules", t("Rules")), ("agenda", t("Agenda"))):
            self._headings[name].setText(title)
        self._scroll = self._arranged()
        for name, field in self._fields.items():
            field.finished.connect(partial(self._commit, name))
            field.textChanged.connect(self._fit_soon)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        desk.changed.connect(self.refresh)
        desk.settling.connect(self._settle)
        desk.look_changed.connect(self._dress)
        self.carried = CarriedMeasures(desk, last_only=True)
        self.carried.resized.connect(self._fit_soon)
        room = QWidget()
        above = QVBoxLayout(room)
        above.setContentsMargins(0, 20, 0, 0)
        above.addWidget(self.carried)
        self.add_section(room)
        self._dress()

    def refresh(self, step: Step | None) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if step is not None and not step.edit.touches(*_TELLS):
            return
        facts, t = self._desk.state.workshop, self._desk.texts
        self._title.setText(facts.title)
        times = "–".join(time for time in (facts.starts, facts.ends) if time)
        series = " ".join(part for part in (facts.series, facts.number) if part)
        parts = (series, facts.place, t.date(facts.date, weekday=True), times)
        self._where.setText(" · ".join(part for part in parts if part))
        for name, field in self._fields.items():
            field.show_text(getattr(facts, name))
        self.agenda.refresh()
        self._show_parts()
        self._fit()
        self._fitting.stop()

    def add_section(self, section: QWidget) -> None:
        """Put something more below the rules, such as what is still open from last time."""
        self._left.insertWidget(self._left.count() - 1, section)

    def hide_private(self, alone: bool) -> None:
        """Before the room nothing asks to be filled in."""
        self._alone = alone
        self._show_parts()
        self.carried.hide_private(alone)
        self._fit_soon()

    def stops(self) -> list[tuple[QWidget, QWidget]]:
        """The page is one part for F6."""
        return [(self, self._first)]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self.refresh(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_soon()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The page itself is asked for the keyboard; before the room nothing shows a caret."""
        super().focusInEvent(event)
        if not self._alone:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Before the room there is no field: the arrow keys scroll what is too long for the screen."""
        if event.key() in _SCROLLS and not event.modifiers():
            QApplication.sendEvent(self._scroll.verticalScrollBar(), event)
        else:
            super().keyPressEvent(event)

    @property
    def _first(self) -> QWidget:
        return self._fields["goal"] if self._fields["goal"].isVisible() else self._scroll

    def _show_parts(self) -> None:
        for name, field in self._fields.items():
            field.setVisible(not self._alone or bool(field.text()))
            field.setFocusPolicy(Qt.FocusPolicy.NoFocus if self._alone else Qt.FocusPolicy.StrongFocus)
            self._headings[name].setVisible(not field.isHidden())
        self._usual.setVisible(not self._alone and not self._fields["rules"].text())
        self._headings["agenda"].setVisible(bool(order.programme(self._desk.state)))

    def _take_usual_rules(self) -> None:
        rules = "\n".join(self._desk.texts(rule) for rule in _RULES)
        if self._desk.do(setup.edit_workshop, rules=rules) is not None:
            self._fields["rules"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _commit(self, name: str, typed: str) -> None:
        done = self._desk.do(setup.edit_workshop, **{name: typed}) is not None
        show_outcome(self._fields[name], getattr(self._desk.state.workshop, name), done=done)

    def _settle(self) -> None:
        """What is being typed is handed over."""
        for field in self._fields.values():
            if field.hasFocus():
                field.hand_over()

    # Size

    def _fit_soon(self) -> None:
        """After the layouts, and once for several changes."""
        self._fitting.start(0)

    def _fit(self) -> None:
        """Take the largest letters with which all of it is in view."""
        if not self.isVisible():
            return
        self._show_scale(1.0)
        # All of it grows at least as its letters do: beyond this no size needs to be tried.
        most = min(self.height() / max(1, self._needed()), self.width() * 1.1 / _TWO_COLUMNS)
        for scale in (scale for scale in _SCALES if scale <= max(most, 1.0)):
            self._show_scale(scale)
            if self._needed() <= self.height():
                return

    def _needed(self) -> int:
        """How high all of it is in letters of the size that they have now."""
        return self._content.heightForWidth(self.width())

    def _show_scale(self, scale: float) -> None:
        if scale == self._scale:
            return
        self._scale = scale
        self._title.setFont(font(_TITLE * scale, bold=True))
        self._where.setFont(font(_WHERE * scale))
        for heading in self._headings.values():
            heading.setFont(font(_HEADING * scale, bold=True))
        for field in self._fields.values():
            field.setFont(font(_TEXT * scale))
            # What an empty field asks is painted with the font of the viewport.
            field.viewport().setFont(field.font())
        self.agenda.show_scale(scale)
        self.carried.show_scale(scale)
        edge = round(36 * scale)
        self._column.setContentsMargins(edge, round(30 * scale), edge, round(24 * scale))
        self._column.setSpacing(round(26 * scale))
        self._sides.setSpacing(round(56 * scale))
        layout = self._content.layout()
        assert layout is not None
        layout.activate()
        for field in self._fields.values():
            field.updateGeometry()
        layout.activate()

    def _dress(self) -> None:
        """Colours alone: the sizes are those of the fonts."""
        theme = self._desk.theme
        quiet, heading = f"color: {theme.muted};", f"color: {theme.accent};"
        self._content.setStyleSheet(
            f'QLabel[role="quiet"] {{ {quiet} }} QLabel[role="heading"] {{ {heading} }}'
        )

    def _arranged(self) -> QScrollArea:
        head = QVBoxLayout()
        head.setSpacing(2)
        self._title.setWordWrap(True)
        self._where.setWordWrap(True)
        self._where.setProperty("role", "quiet")
        for heading in self._headings.values():
            heading.setProperty("role", "heading")
        head.addWidget(self._title)
        head.addWidget(self._where)
        self._left = _column(self._headings["goal"], self._fields["goal"])
        self._left.addSpacing(20)
        for part in (self._headings["rules"], self._fields["rules"]):
            self._left.addWidget(part)
        self._left.addWidget(self._usual, 0, Qt.AlignmentFlag.AlignLeft)
        self._left.addStretch(1)
        right = _column(self._headings["agenda"], self.agenda)
        right.addStretch(1)
        self._sides = QHBoxLayout()
        self._sides.addLayout(self._left, 9)
        self._sides.addLayout(right, 10)
        self._content = QFrame()
        self._content.setObjectName("opening-content")
        self._content.setProperty("kind", "wall")
        self._column = QVBoxLayout(self._content)
        self._column.addLayout(head)
        self._column.addLayout(self._sides, 1)
        scroll = QScrollArea()
        scroll.setObjectName("opening-scroll")
        scroll.setAccessibleName(self._desk.texts("Opening"))
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        return scroll


def _words(name: str) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setContentsMargins(INDENT, 0, 0, 0)
    return made


def _field(name: str, label: str, asks: str) -> ProseField:
    made = ProseField(name, label, rows=2, most=24, edge=9)
    made.setProperty("kind", "inplace")
    made.setPlaceholderText(asks)
    return made


def _column(*parts: QWidget) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(4)
    for part in parts:
        made.addWidget(part)
    return made
