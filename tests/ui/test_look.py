"""A window whose look is changed while it is open looks like one that was opened that way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import show
from tests.ui.shell import open_window, settle
from tests.ui.test_accessible import fill
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame.page_list import PAGES
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.paper.page import ProtocolPage


@pytest.fixture
def dress(qapp: QApplication, look: theme.Theme) -> Iterator[Callable[[theme.Theme], None]]:
    """Dress the application as the program does."""

    def put_on(wanted: theme.Theme) -> None:
        qapp.setPalette(theme.palette(wanted))
        qapp.setStyleSheet(theme.style_sheet(wanted))

    yield put_on
    put_on(look)


def picture(window: WorkshopWindow, page: str, qtbot: QtBot) -> QImage:
    """The window with a page, at rest, the keyboard in the rail, without the line that tells the time."""
    window.show_page(page)
    window.rail.buttons[page].setFocus()
    qtbot.waitUntil(window.header.undo.isEnabled)
    # What is still open is counted a little later.
    qtbot.waitUntil(lambda: bool(window.rail.buttons["close"].accessibleDescription()))
    shown = window.stack.currentWidget()
    if isinstance(shown, ProtocolPage):
        qtbot.waitUntil(lambda: shown.preview.is_drawn, timeout=15000)
    settle()
    image = window.grab().toImage()
    painter = QPainter(image)
    painter.fillRect(window.status.geometry(), QColor("black"))
    painter.end()
    return image


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_theme_reaches_everything(
    make_desk: Callable[[str], Desk],
    qtbot: QtBot,
    dress: Callable[[theme.Theme], None],
    page: str,
) -> None:
    """Going from light to dark in an open window leads to what a new window in the dark looks like."""
    desk = make_desk("de")
    fill(desk)
    changed = open_window(desk, qtbot, page)
    changed.toggle_parking()
    picture(changed, page, qtbot)
    dress(theme.DARK)
    desk.show_theme(theme.DARK)
    after = picture(changed, page, qtbot)
    fresh_desk = Desk(desk.store, desk.texts, theme.DARK)
    fresh = open_window(fresh_desk, qtbot, page)
    fresh.toggle_parking()
    show(fresh)
    expected = picture(fresh, page, qtbot)
    fresh_desk.let_go()
    assert after.size() == expected.size()
    assert differing(changed, after, expected) == []


def differing(window: QWidget, one: QImage, other: QImage) -> list[str]:
    """The innermost widgets in whose place two pictures of a window differ."""
    found = []
    for part in [window, *window.findChildren(QWidget)]:
        if not part.isVisible():
            continue
        corner = part.mapTo(window, QPoint(0, 0))
        size = part.size()
        if one.copy(corner.x(), corner.y(), size.width(), size.height()) != other.copy(
            corner.x(), corner.y(), size.width(), size.height()
        ):
            inner = [child for child in part.findChildren(QWidget) if child.isVisible()]
            if not inner:
                found.append(f"{type(part).__name__}#{part.objectName()}")
    return found or ([] if one == other else ["somewhere"])
