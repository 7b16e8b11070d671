"""Typing on the board: a field in the place of a card's text or a theme's heading."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ...domain.records import Card, Cluster, Id
from ..desk import Desk
from ..fields import leaves_undo, typed
from ..theme import font
from .deeds import Deeds
from .items import ThemeItem
from .look import Look, qrect
from .scene import BoardScene
from .view import BoardView

_REWORDED, _NAMED = "reword/", "heading/"
"""Beginnings of the names of drafts; the id of the card or theme follows."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CardField(QPlainTextEdit):
    """The text of a card. Enter and leaving hand over, Shift+Enter makes a new line, Esc gives up."""

    done = Signal(bool)
    given_up = Signal()

    def words(self) -> str:
        return typed(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.done.emit(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.done.emit(False)

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if leaves_undo(event, can_undo=document.isUndoAvailable(), can_redo=document.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)


class HeadingField(QLineEdit):
    """The heading of a theme; keys as in a card, but there is only one line."""

    done = Signal(bool)
    given_up = Signal()

    def words(self) -> str:
        return self.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.done.emit(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.done.emit(False)

    def event(self, event: QEvent) -> bool:
        if leaves_undo(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)


class Editing(QObject):
    """Opens and closes the field. There is at most one; text that is refused stays in it."""

    def __init__(self, desk: Desk, scene: BoardScene, view: BoardView, deeds: Deeds, look: Look) -> None:
        super().__init__(view)
        self._desk, self._scene, self._view, self._deeds, self._look = desk, scene, view, deeds, look
        self.field: CardField | HeadingField | None = None
        self._id: Id = ""
        self._said = ""
        self._just_made = False
        view.camera.moved.connect(self.place)

    def open(self, id: Id, *, just_made: bool = False) -> None:
        """Put a field in the place of a card's text or a theme's heading.

        Esc on a theme that was `just_made` and holds no card takes the theme back.
        """
        self.settle()
        if self.field is not None:
            return
        item, state = self._scene.item(id), self._desk.state
        record = state.get(Card, id) or state.get(Cluster, id)
        if item is None or record is None:
            return
        self._id = id
        self._just_made = just_made
        self._said = record.text if isinstance(record, Card) else record.heading
        self._view.camera.show_area(item.sceneBoundingRect())
        field = self._heading_field() if isinstance(item, ThemeItem) else self._card_field()
        self.field = field
        field.done.connect(self._hand_over)
        field.given_up.connect(self._give_up)
        field.textChanged.connect(self._keep_draft)
        self.dress()
        self.place()
        field.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self) -> None:
        """Go on typing where a crash broke it off, if that is on this board."""
        drafts = self._desk.drafts
        begun = (*drafts.names(_REWORDED), *drafts.names(_NAMED))
        name = next((name for name in begun if self._scene.item(_id_in(name)) is not None), None)
        if name is not None and self.field is None:
            text = drafts.text(name)
            self.open(_id_in(name))
            self._type(text)

    def settle(self) -> None:
        """Hand over what is typed and close the field, unless the words are refused."""
        if self.field is None:
            return
        words = self.field.words()
        blank = isinstance(self.field, CardField) and not words.strip()
        if words == self._said or blank or self._write(words):
            self._close()

    def follow(self) -> None:
        """Close the field when what it belongs to is no longer on the board."""
        if self.field is not None and self._scene.item(self._id) is None:
            self._close()
        else:
            self.place()

    def place(self) -> None:
        """Lay the field over its card or oval, large enough to type in at any zoom."""
        item = self._scene.item(self._id)
        if self.field is None or item is None:
            return
        is_theme = isinstance(item, ThemeItem)
        box = self._view.in_view(qrect(item.oval_box if isinstance(item, ThemeItem) else item.box))
        box = box.adjusted(-4, -4, 4, 4)
        size = max(15.0 if is_theme else 14.0, 15.0 * self._view.camera.zoom)
        self.field.setFont(font(size, bold=is_theme))
        room = QRect(QRect(0, 0, 0, 0).topLeft(), self._view.viewport().size())
        self.field.setGeometry(_inside(_grown(box, self._least(size)), room))

    def dress(self) -> None:
        """Give the field the colours of the theme in use."""
        if self.field is None:
            return
        theme, item = self._look.theme, self._scene.item(self._id)
        radius, colour, padding = 20, theme.surface, "12px"
        if item is not None and not isinstance(item, ThemeItem):
            radius, colour, padding = 8, self._look.colours(item.colour)[0].name(), "8px 5px 15px"
        self.field.setStyleSheet(
            f"background: {colour}; color: {theme.text}; border: 2px solid {theme.accent};"
            f"border-radius: {radius}px; padding: 5px {padding};"
        )

    def _type(self, words: str) -> None:
        """Put words into the open field."""
        if isinstance(self.field, CardField):
            self.field.setPlainText(words)
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        elif self.field is not None:
            self.field.setText(words)

    def _draft_name(self, field: CardField | HeadingField) -> str:
        return f"{_REWORDED if isinstance(field, CardField) else _NAMED}{self._id}"

    def _keep_draft(self) -> None:
        if self.field is not None:
            words = self.field.words()
            self._desk.drafts.put(self._draft_name(self.field), words if words != self._said else "")

    def _card_field(self) -> CardField:
        field = CardField(self._view.viewport())
        field.setObjectName("board-card-field")
        field.setAccessibleName(self._desk.texts("Text of the card"))
        field.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        field.document().setDocumentMargin(0)
        field.setTabChangesFocus(True)
        field.setPlainText(self._said)
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.textChanged.connect(self.place)
        return field

    def _heading_field(self) -> HeadingField:
        field = HeadingField(self._said, self._view.viewport())
        field.setObjectName("board-heading-field")
        field.setProperty("prose", True)
        field.setAccessibleName(self._desk.texts("Heading of the theme"))
        field.setPlaceholderText(self._desk.texts("Theme"))
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.selectAll()
        return field

    def _least(self, size: float) -> QSize:
        if isinstance(self.field, CardField):
            lines = max(3, min(int(self.field.document().size().height()), 12))
            return QSize(196, round(lines * self.field.fontMetrics().lineSpacing() + 18))
        return QSize(260, round(size * 1.4 + 16))

    def _write(self, words: str) -> bool:
        if isinstance(self.field, CardField):
            return self._deeds.reword(self._id, words)
        return self._deeds.name_theme(self._id, words)

    def _hand_over(self, by_key: bool) -> None:
        if self.field is None:
            return
        if by_key and isinstance(self.field, CardField) and not self.field.words().strip():
            self._deeds.reword(self._id, "")
            return
        self.settle()

    def _give_up(self) -> None:
        self._close()
        held = self._desk.state.kids_count(Card, "cluster_id", self._id)
        if self._just_made and not held and self._desk.store.undo_verb == "form_cluster":
            self._desk.undo()

    def _close(self) -> None:
        field, self.field = self.field, None
        if field is None:
            return
        self._desk.drafts.put(self._draft_name(field), "")
        # A hidden field would hand the keyboard to whatever comes next, so the board takes it before.
        if field.hasFocus():
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        field.hide()
        field.deleteLater()


def _id_in(name: str) -> Id:
    return name.partition("/")[2]


def _grown(box: QRectF, least: QSize) -> QRect:
    """A box that is at least so large, around the same centre but no higher up."""
    width = max(box.width(), float(least.width()))
    height = max(box.height(), float(least.height()))
    left = box.center().x() - width / 2
    top = min(box.y(), box.center().y() - min(height, box.height()) / 2)
    return QRectF(QPointF(left, top), QPointF(left + width, top + height)).toRect()


def _inside(box: QRect, room: QRect) -> QRect:
    """A box moved into a room, and cut where it is larger."""
    box = QRect(box.topLeft(), box.size().boundedTo(room.size()))
    box.moveLeft(min(max(box.x(), room.x()), room.right() - box.width() + 1))
    box.moveTop(min(max(box.y(), room.y()), room.bottom() - box.height() + 1))
    return box
