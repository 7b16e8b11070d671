"""The pages of the protocol on the screen."""

from __future__ import annotations

import statistics
import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import press, show
from tests.ui.shell import settle
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.paper import preview as preview_module
from werkstatt_desktop.ui.paper.preview import Preview
from werkstatt_desktop.ui.paper.section_rows import runs
from werkstatt_desktop.ui.paper.typesetter import Set

A4 = (793.7, 1122.5)


class Wishes:
    """What a preview asked for; `answer` draws the newest of it in a colour, as the typesetter would."""

    def __init__(self, preview: Preview) -> None:
        self.asked: list[tuple[int, list[int], float]] = []
        self._preview = preview
        preview.wanted.connect(self._note)

    def _note(self, job: int, pages: list[int], scale: float) -> None:
        self.asked.append((job, list(pages), scale))

    @property
    def last(self) -> tuple[int, list[int], float]:
        return self.asked[-1]

    def answer(self, colour: str = "#3060C0") -> None:
        job, pages, scale = self.last
        for page in pages:
            image = QImage(
                -int(-A4[0] * scale // 1), -int(-A4[1] * scale // 1), QImage.Format.Format_RGBX8888
            )
            image.fill(QColor(colour))
            self._preview.show_page(job, page, scale, image)
        settle()


def pages(count: int, job: int = 1) -> Set:
    return Set(job, 0, 0, (A4,) * count)


@pytest.fixture
def preview(desk: Desk, qtbot: QtBot) -> Preview:
    made = Preview(desk)
    qtbot.addWidget(made)
    made.resize(944, 820)
    show(made)
    settle()
    return made


@pytest.fixture
def wishes(preview: Preview) -> Wishes:
    return Wishes(preview)


def drawn(preview: Preview) -> bool:
    return preview.is_drawn


def colours(preview: Preview) -> set[str]:
    """The colours along the middle of the view."""
    shown = preview.viewport().grab().toImage()
    return {shown.pixelColor(shown.width() // 2, y).name().upper() for y in range(0, shown.height(), 7)}


def test_what_one_looks_at_stays(preview: Preview) -> None:
    """Pages that come or go before it do not move what one is looking at; another paper begins at its top."""
    bar = preview.verticalScrollBar()
    preview.show_set(Set(1, 0, 0, (A4,) * 8, {"people": (2,), "cards": (3, 4, 5, 6), "measures": (7, 8)}))
    bar.setValue(round(preview._boxes[4].top()) + 100)  # the third page of the cards
    preview.show_set(Set(2, 0, 0, (A4,) * 7, {"cards": (2, 3, 4, 5), "measures": (6, 7)}))
    assert abs(bar.value() - preview._boxes[3].top() - 100) <= 1
    preview.show_set(Set(3, 0, 0, (A4,) * 3, {"people": (2,), "measures": (3,)}))
    assert abs(bar.value() - preview._boxes[2].top() - 100) <= 1
    preview.look_at(3)
    assert 0 < preview._boxes[2].top() - bar.value() < 40 or bar.value() == bar.maximum()
    preview.show_set(Set(4, 0, 0, (A4,) * 8, {}, "other"))
    assert bar.value() == 0


@pytest.mark.parametrize(
    ("pages", "words"),
    [((), ""), ((3,), "3"), ((3, 4, 5, 6), "3–6"), ((3, 5), "3, 5"), ((1, 3, 4, 7, 9), "1, 3–4 …")],
)
def test_page_numbers_as_people_write_them(pages: tuple[int, ...], words: str) -> None:
    """Runs are told by their ends; where there are many, the first ones are."""
    assert runs(pages, 3) == words


def test_empty_preview_asks_for_nothing(preview: Preview, wishes: Wishes) -> None:
    """Before the first setting there is only the wall."""
    assert wishes.asked == []
    assert not drawn(preview)
    assert colours(preview) == {preview._desk.theme.wall}


def test_asks_for_what_comes_into_view(preview: Preview, wishes: Wishes) -> None:
    """Of many pages the one in view is asked for first, with its neighbour, and nothing else."""
    preview.show_set(pages(500))
    settle()
    assert wishes.asked == [(1, [0, 1], 1.0)]
    assert not drawn(preview)
    wishes.answer()
    assert drawn(preview)
    assert "#3060C0" in colours(preview)
    settle()
    assert len(wishes.asked) == 1


def test_scrolling_asks_for_the_next(preview: Preview, wishes: Wishes) -> None:
    """What comes into view by scrolling is asked for; what was drawn before is not asked for again."""
    preview.show_set(pages(9))
    settle()
    wishes.answer()
    press(preview, Qt.Key.Key_End)
    settle()
    job, asked, _ = wishes.last
    assert (job, asked[0], set(asked)) == (1, 8, {7, 8})
    wishes.answer()
    before = len(wishes.asked)
    press(preview, Qt.Key.Key_Home)
    settle()
    assert len(wishes.asked) == before


def test_many_pages_stay_light(
    preview: Preview, wishes: Wishes, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """A run through 500 pages keeps a bounded number of pictures, and each step is quick."""
    room = 6 * 4 * 795 * 1123
    monkeypatch.setattr(preview_module, "_MOST_BYTES", room)
    preview.show_set(pages(500))
    bar = preview.verticalScrollBar()
    paints = []
    for place in range(0, 500, 3):
        bar.setValue(place * bar.maximum() // 499)
        settle()
        if wishes.last[1]:
            wishes.answer()
        begin = time.perf_counter()
        preview.viewport().repaint()
        paints.append(time.perf_counter() - begin)
        kept = sum(p.image.sizeInBytes() for p in preview._pictures.values())
        assert kept <= room + 4 * 4 * 795 * 1123
    assert statistics.median(paints) < 0.1
    assert len(preview._pictures) <= 10


def test_new_setting_replaces_page_by_page(preview: Preview, wishes: Wishes) -> None:
    """The old picture of a page stays until the new one is there; late ones of the old are not shown."""
    preview.show_set(pages(3))
    settle()
    wishes.answer("#3060C0")
    preview.show_set(pages(2, job=2))
    settle()
    assert "#3060C0" in colours(preview)
    assert not drawn(preview)
    late = QImage(795, 1123, QImage.Format.Format_RGBX8888)
    late.fill(QColor("#FF0000"))
    preview.show_page(1, 0, 1.0, late)
    settle()
    assert "#FF0000" not in colours(preview)
    assert wishes.last[0] == 2
    wishes.answer("#208020")
    assert "#208020" in colours(preview)
    assert "#3060C0" not in colours(preview)


def test_place_is_kept_when_the_pages_change(preview: Preview) -> None:
    """A change elsewhere in the protocol does not make the reader lose the place."""
    preview.show_set(pages(20))
    preview.verticalScrollBar().setValue(5000)
    preview.show_set(pages(21, job=2))
    assert preview.verticalScrollBar().value() == 5000
    preview.show_set(pages(2, job=3))
    assert preview.verticalScrollBar().value() == preview.verticalScrollBar().maximum()


def test_keys_scroll(preview: Preview) -> None:
    """Arrows, Page, Space, Home and End scroll as everywhere."""
    preview.show_set(pages(9))
    bar = preview.verticalScrollBar()
    places = []
    for key in ("Down", "PgDown", "Space", "Shift+Space", "PgUp", "End", "Up", "Home"):
        press(preview, key)
        places.append(bar.value())
    screenful = preview.viewport().height() * 9 // 10
    down = 40
    assert places == [
        down,
        down + screenful,
        down + 2 * screenful,
        down + screenful,
        down,
        bar.maximum(),
        bar.maximum() - 40,
        0,
    ]


def test_zoom_by_key_and_wheel(preview: Preview) -> None:
    """+ and - zoom, 0 fits the width again, Ctrl and the wheel zoom too; there are ends."""
    told: list[int] = []
    preview.zoomed.connect(told.append)
    preview.show_set(pages(9))
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        press(preview, key)
    assert told == [100, 115, 100, 87, 100]
    for turn, percent in ((120, 115), (-120, 100)):
        at = QPointF(200, 200)
        wheel = QWheelEvent(
            at,
            QPointF(preview.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(preview.viewport(), wheel)
        assert round(preview.scale * 100) == percent
    for _ in range(30):
        press(preview, Qt.Key.Key_Plus)
    assert preview.scale == 3.0
    for _ in range(40):
        press(preview, Qt.Key.Key_Minus)
    assert preview.scale == 0.3


def test_zoom_keeps_the_middle(preview: Preview) -> None:
    """What is in the middle of the view stays there."""
    preview.show_set(pages(20))
    bar = preview.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    middle = (bar.value() + preview.viewport().height() / 2) / preview.scale
    preview.larger()
    assert (bar.value() + preview.viewport().height() / 2) / preview.scale == pytest.approx(middle, rel=0.02)


@pytest.mark.parametrize(("width", "side_by_side"), [(700, 1), (944, 1), (1280, 2), (1424, 2)])
def test_pages_fit_the_width(preview: Preview, width: int, side_by_side: int) -> None:
    """The pages fit the width, two side by side where they can still be read."""
    preview.resize(width, 820)
    preview.show_set(pages(6))
    settle()
    first_row = [box for box in preview._boxes if box.y() == preview._boxes[0].y()]
    assert len(first_row) == side_by_side
    assert preview.horizontalScrollBar().maximum() == 0
    assert first_row[0].left() >= 19
    assert first_row[-1].right() <= preview.viewport().width() - 19
    assert preview.scale <= 1.0


def test_pages_of_any_size(preview: Preview, wishes: Wishes) -> None:
    """A page that lies on its side, or no page at all, breaks nothing."""
    preview.show_set(Set(1, 0, 0, ((1122.5, 793.7), A4)))
    settle()
    assert preview.horizontalScrollBar().maximum() == 0
    preview.show_set(Set(2, 0, 0, ()))
    settle()
    assert preview._boxes == []
    assert drawn(preview)


@pytest.mark.parametrize("count", [1, 9])
def test_screen_reader_hears_how_many_pages(preview: Preview, count: int) -> None:
    """Name and description tell what is shown and how much of it."""
    preview.show_set(pages(count))
    assert preview.accessibleName() == "Seiten des Protokolls"
    assert preview.accessibleDescription() == ("1 Seite" if count == 1 else "9 Seiten")


def test_dense_screens_get_sharp_pages(
    preview: Preview, wishes: Wishes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a screen of twice the density pages are drawn twice as large, but never beyond 300 dots an inch."""
    monkeypatch.setattr(Preview, "devicePixelRatioF", lambda _self: 2.0)
    preview.show_set(pages(1))
    settle()
    assert wishes.last[2] == 2.0
    preview.zoom_to(3.0)
    settle()
    assert wishes.last[2] == 300 / 96


def test_picture_is_shown_dot_for_dot(preview: Preview, wishes: Wishes) -> None:
    """A page is neither stretched nor shifted between dots: one black line stays one black line."""
    preview.show_set(pages(2))
    settle()
    job, asked, scale = wishes.last
    image = QImage(794, 1123, QImage.Format.Format_RGBX8888)
    image.fill(QColor("white"))
    for x in range(794):
        image.setPixelColor(x, 100, QColor("black"))
    preview.show_page(job, asked[0], scale, image)
    settle()
    shown = preview.viewport().grab().toImage()
    middle = shown.width() // 2
    column = [shown.pixelColor(middle, y).lightness() for y in range(60, 180)]
    assert column.count(0) == 1
    assert column.count(255) == 119


def test_keyboard_is_seen(desk: Desk, qtbot: QtBot) -> None:
    """A frame shows that the keyboard came here by Tab; none is there when the page was just opened."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    field, preview = QLineEdit(), Preview(desk)
    layout.addWidget(field)
    layout.addWidget(preview)
    window.resize(600, 400)
    show(window)
    field.setFocus()
    press(field, "Tab")
    assert preview.hasFocus()
    assert edge(preview) == desk.theme.accent
    field.setFocus()
    preview.setFocus()
    assert edge(preview) == desk.theme.wall


def edge(preview: Preview) -> str:
    """The colour at the left edge of the view."""
    shown = preview.viewport().grab().toImage()
    return shown.pixelColor(1, shown.height() // 2).name().upper()
