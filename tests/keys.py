"""Hands for the tests: type, press, click and drag as a user does.

Use `type_text` and never `qtbot.keyClicks`: Qt's test library ends the whole process at umlauts, quotes and
dashes.
"""

from PySide6.QtCore import QEvent, QKeyCombination, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def type_text(widget: QWidget, text: str) -> None:
    """Type `text`, one key event a character; a line feed is the Enter key."""
    for char in text:
        if char == "\n":
            press(widget, Qt.Key.Key_Return)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NONE, char))


def press(widget: QWidget, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press and release a key, given as `Qt.Key` or as "Ctrl+Shift+T"; shortcuts see it too."""
    if isinstance(key, str):
        combination: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
        key, modifiers = combination.key(), combination.keyboardModifiers()
    QTest.keyClick(widget, key, modifiers)


def show(window: QWidget) -> None:
    """Show a window and wait until it has the keyboard; shortcuts work in an active window only."""
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def click(widget: QWidget, at: QPoint | None = None, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Click with the left button, in the middle unless told where (widget coordinates)."""
    QTest.mouseClick(widget, LEFT, modifiers, at if at is not None else widget.rect().center())


def drag(widget: QWidget, start: QPoint, *stops: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press at `start`, move over the stops and let go at the last one; of a view give its `viewport()`."""
    QTest.mousePress(widget, LEFT, modifiers, start)
    # The first steps are small, as a hand's are: what counts as a drag is told from a click by the distance.
    for point in (start + QPoint(4, 4), start + QPoint(12, 12), *stops):
        QTest.mouseMove(widget, point)
        QApplication.processEvents()
    QTest.mouseRelease(widget, LEFT, modifiers, stops[-1])
