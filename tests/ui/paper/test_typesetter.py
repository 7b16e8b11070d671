"""Setting the protocol and drawing its pages away from the window's thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.printing.samples import made_up
from werkstatt_desktop.domain.errors import WerkstattError
from werkstatt_desktop.domain.paper import usual
from werkstatt_desktop.domain.photos import nothing
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.printing import pdf
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.paper import typesetter as typesetter_module
from werkstatt_desktop.ui.paper.orders import protocol
from werkstatt_desktop.ui.paper.pdf_pages import PdfPages
from werkstatt_desktop.ui.paper.typesetter import Set, Typesetter

Drawn = tuple[int, int, float, QImage]


class Heard:
    """What a typesetter has told."""

    def __init__(self, setter: Typesetter) -> None:
        self.sets: list[Set] = []
        self.drawn: list[Drawn] = []
        self.problems: list[WerkstattError] = []
        self.steps: list[tuple[int, int]] = []
        setter.ready.connect(self.sets.append)
        setter.drawn.connect(self._draw)
        setter.failed.connect(self.problems.append)
        setter.progressed.connect(lambda done, of: self.steps.append((done, of)))

    def _draw(self, job: int, page: int, scale: float, image: QImage) -> None:
        self.drawn.append((job, page, scale, image))


@pytest.fixture
def setter(qapp: object) -> Iterator[Typesetter]:
    made = Typesetter()
    yield made
    made.stop()


@pytest.fixture
def heard(setter: Typesetter) -> Heard:
    return Heard(setter)


def ask(setter: Typesetter, state: State) -> int:
    """Have the usual protocol of a state set."""
    return setter.ask(protocol(state, usual("full"), Texts("de"), nothing))


def inked(image: QImage) -> bool:
    """Whether anything is drawn on a page."""
    white = QColor("white").rgb()
    return any(
        image.pixel(x, y) != white for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    )


def test_sets_and_draws(setter: Typesetter, heard: Heard, qtbot: QtBot) -> None:
    """A protocol is set, counted and measured, and its pages come as pictures of the size asked for."""
    job = ask(setter, made_up(12))
    qtbot.waitUntil(lambda: bool(heard.sets))
    made = heard.sets[0]
    assert (made.job, made.cards, made.printed) == (job, 12, 12)
    assert len(made.sizes) >= 3
    width, height = made.sizes[0]
    assert (round(width), round(height)) == (794, 1123)
    setter.show(job, range(len(made.sizes)), 0.5)
    qtbot.waitUntil(lambda: len(heard.drawn) == len(made.sizes))
    assert [page for _, page, _, _ in heard.drawn] == list(range(len(made.sizes)))
    for drawn_job, _, scale, image in heard.drawn:
        assert (drawn_job, scale) == (job, 0.5)
        assert image.size().toTuple() == (397, 562)
        assert inked(image)


def test_newer_state_ends_the_older(setter: Typesetter, heard: Heard, qtbot: QtBot) -> None:
    """Of states in quick succession only the last is set to its end."""
    jobs = [ask(setter, made_up(150)) for _ in range(4)]
    last = ask(setter, made_up(3))
    qtbot.waitUntil(lambda: bool(heard.sets) and heard.sets[-1].job == last)
    # The first may have been through before the next came; those between were never begun.
    assert {made.job for made in heard.sets} <= {jobs[0], last}
    assert heard.sets[-1].cards == 3


def test_only_pages_still_looked_at_are_drawn(setter: Typesetter, heard: Heard, qtbot: QtBot) -> None:
    """Who scrolls on quickly does not wait for the pages that went by."""
    job = ask(setter, made_up(60, groups=12))
    qtbot.waitUntil(lambda: bool(heard.sets))
    count = len(heard.sets[0].sizes)
    assert count > 8
    for page in range(count):
        setter.show(job, [page], 2.0)
    qtbot.waitUntil(lambda: bool(heard.drawn) and heard.drawn[-1][1] == count - 1)
    assert len(heard.drawn) < count / 2


def test_pages_of_an_older_setting_are_not_drawn(setter: Typesetter, heard: Heard, qtbot: QtBot) -> None:
    """What was asked of a setting that is no longer there is let go."""
    old = ask(setter, made_up(3))
    qtbot.waitUntil(lambda: bool(heard.sets))
    ask(setter, made_up(4))
    setter.show(old, [0], 1.0)
    qtbot.waitUntil(lambda: len(heard.sets) == 2)
    qtbot.wait(50)
    assert heard.drawn == []


def test_failure_is_told_and_the_thread_lives_on(
    setter: Typesetter,
    heard: Heard,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A fault in setting is told as a sentence, logged without a word of the workshop, and passes."""
    secret = "Streng vertraulich"

    def fail(*_: object, **__: object) -> None:
        raise ValueError(secret)

    with monkeypatch.context() as patch:
        patch.setattr(pdf, "to_bytes", fail)
        ask(setter, made_up(1))
        qtbot.waitUntil(lambda: bool(heard.problems))
    assert [problem.key for problem in heard.problems] == ["not_set"]
    assert "ValueError" in caplog.text
    assert secret not in caplog.text
    assert caplog.records[0].levelno == logging.ERROR
    caplog.clear()
    ask(setter, made_up(1))
    qtbot.waitUntil(lambda: bool(heard.sets))


def test_giving_up_keeps_the_pages_before(setter: Typesetter, heard: Heard, qtbot: QtBot) -> None:
    """Who stops a long setting goes on looking at the pages before; nothing more is told of the new one."""
    old = ask(setter, made_up(3))
    qtbot.waitUntil(lambda: bool(heard.sets))
    ask(setter, made_up(2000, groups=5))
    qtbot.wait(20)
    setter.give_up()
    setter.show(old, [0], 1.0)
    qtbot.waitUntil(lambda: len(heard.drawn) == 1)
    assert (len(heard.sets), heard.problems) == (1, [])


def test_long_setting_tells_how_far_it_is(
    setter: Typesetter, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers grow, and none is told of a short one."""
    ask(setter, made_up(3))
    qtbot.waitUntil(lambda: bool(heard.sets))
    assert heard.steps == []
    monkeypatch.setattr(typesetter_module, "_BEAT_S", 0.0)
    ask(setter, made_up(400, groups=4))
    qtbot.waitUntil(lambda: len(heard.sets) == 2, timeout=20000)
    assert len(heard.steps) > 3
    assert heard.steps == sorted(heard.steps)
    assert all(0 <= done <= of for done, of in heard.steps)


def test_stopping_gives_up_and_is_quick(heard: Heard, qtbot: QtBot, setter: Typesetter) -> None:
    """Stopping in the middle ends the work soon, tells nothing more, and leaves no thread."""
    ask(setter, made_up(2000, groups=5))
    qtbot.wait(30)
    setter.stop()
    assert not [t for t in threading.enumerate() if t.name.startswith("typesetter")]
    setter.stop()
    ask(setter, made_up(1))
    setter.show(1, [0], 1.0)
    qtbot.wait(30)
    assert (heard.sets, heard.drawn) == ([], [])


def test_several_windows_at_once(qapp: object, qtbot: QtBot) -> None:
    """The typesetters of several windows do not get in each other's way."""
    setters = [Typesetter() for _ in range(3)]
    ears = [Heard(setter) for setter in setters]
    for n, setter in enumerate(setters):
        ask(setter, made_up(20 + n))
    qtbot.waitUntil(lambda: all(ear.sets for ear in ears), timeout=20000)
    for setter, ear in zip(setters, ears, strict=True):
        setter.show(ear.sets[0].job, range(len(ear.sets[0].sizes)), 1.0)
    qtbot.waitUntil(lambda: all(len(ear.drawn) == len(ear.sets[0].sizes) for ear in ears), timeout=20000)
    assert [ear.sets[0].cards for ear in ears] == [20, 21, 22]
    assert all(inked(image) for ear in ears for _, _, _, image in ear.drawn)
    for setter in setters:
        setter.stop()


def test_pages_from_several_threads(qapp: object) -> None:
    """The pages of one PDF can be drawn by whoever wants them."""
    content, _ = pdf.to_bytes(made_up(10), Texts("de"))
    pages = PdfPages(content)
    sizes: list[tuple[object, ...]] = []

    def draw() -> None:
        sizes.extend(pages.picture(page, 1.0).size().toTuple() for page in range(len(pages)))

    threads = [threading.Thread(target=draw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sizes) == 4 * len(pages)
    assert set(sizes) == {(794, 1123)}
    pages.close()
