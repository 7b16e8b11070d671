"""How long a page takes to come into view on a big day, beside the same page of an empty workshop.

Run `python tests/benchmarks/bench_pages.py [RUNS [PAGE …]]`. The window is the program's own, offscreen, 1440
by 900, in a process for each of the two workshops. Figures are milliseconds by the clock, of the quickest
run, with those of the processor, which other programs disturb less, behind them:

- rail: from the press until the rail is painted with the new page,
- cold: until a page is complete that this process has never shown, with all that has to be imported,
- first: the same in a new window of a warm process,
- again: when one comes back to the page after the facts, a card, a vote, a result and a measure have changed.

A page is complete from the paint on after which nothing in sight changes any more, scroll bars aside, and
single pixels such as those of a caret. Goals: the rail 50, the others 150 and no more than three times those
of the empty workshop.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt  # noqa: E402 - the checkout comes first
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget  # noqa: E402

from tests import big_day  # noqa: E402
from werkstatt_desktop.domain import order  # noqa: E402
from werkstatt_desktop.domain.records import Measure, Result, VoteRound  # noqa: E402
from werkstatt_desktop.domain.verbs import cards, measures, plenary, setup, voting  # noqa: E402
from werkstatt_desktop.domain.voting import totals  # noqa: E402
from werkstatt_desktop.ui.closing.parts import CLOSE_PARTS  # noqa: E402
from werkstatt_desktop.ui.desk import Desk  # noqa: E402
from werkstatt_desktop.ui.frame.page_list import PAGES  # noqa: E402
from werkstatt_desktop.ui.frame.window import WorkshopWindow  # noqa: E402
from werkstatt_desktop.ui.prepare.parts import PREPARE_PARTS  # noqa: E402
from werkstatt_desktop.ui.program.program import Program  # noqa: E402

if TYPE_CHECKING:
    import numpy as np

PARTS = {"prepare": PREPARE_PARTS, "close": CLOSE_PARTS}
PLACES = [
    place
    for page in PAGES
    for place in ([f"{page.name}/{part.name}" for part in PARTS.get(page.name, ())] or [page.name])
]
"""The pages, or their parts."""
QUIET, PATIENCE = 0.25, 10.0
"""Seconds without a paint after which a page is taken to be complete, and for which one is waited for."""
CONTRAST, SEEN = 60, 0.0005
"""By how much a pixel has to differ, of 255, and what part of the window, to be seen."""
RAIL_GOAL, GOAL, TIMES = 50, 150, 3
Moment = tuple[float, float]
"""Seconds by the clock and of the processor."""


def now() -> Moment:
    return time.perf_counter(), time.thread_time()


class Watch(QObject):
    """Notes when the rail shows a page, and every picture of the window with its moment."""

    def __init__(self, window: WorkshopWindow, page: str) -> None:
        super().__init__()
        self._window, self._button = window, window.rail.buttons[page]
        self._lost = (0.0, 0.0)
        self.rail: Moment | None = None
        self.pictures: list[tuple[Moment, QImage]] = []
        for watched in (window, self._button):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._button and event.type() == QEvent.Type.Paint:
            if self.rail is None and self._button.isChecked():
                self.rail = self._moment()
        elif watched is self._window and event.type() == QEvent.Type.UpdateRequest:
            self._window.event(event)
            self._keep()
            return True
        return False

    def end(self) -> None:
        for watched in (self._window, self._button):
            watched.removeEventFilter(self)

    def _moment(self) -> Moment:
        clock, work = now()
        return clock - self._lost[0], work - self._lost[1]

    def _keep(self) -> None:
        """The picture that is on the screen now; the time that this takes does not count."""
        painted, began = self._moment(), now()
        device = self._window.backingStore().paintDevice()
        assert isinstance(device, QImage)
        self.pictures.append((painted, device.copy()))
        ended = now()
        self._lost = (self._lost[0] + ended[0] - began[0], self._lost[1] + ended[1] - began[1])


def show(window: WorkshopWindow, page: str) -> dict[str, Moment]:
    """Press a page in the rail: when the rail shows it and when it is complete, from the press on.

    A part of a page, such as "prepare/people", is gone to as other pages do.
    """
    name, _, part = page.partition("/")
    watch, button = Watch(window, name), window.rail.buttons[name]
    began = now()
    if part:
        window.show_page(page)
    else:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    end = time.perf_counter() + PATIENCE
    last, seen = time.perf_counter(), 0
    while time.perf_counter() - last < QUIET:
        QApplication.processEvents()
        if len(watch.pictures) > seen:
            seen, last = len(watch.pictures), time.perf_counter()
        if time.perf_counter() > end:
            sys.exit(f"the page {page} is never complete")
        time.sleep(0.001)
    watch.end()
    if folder := os.environ.get("BENCH_PICTURES"):
        for n, (moment, picture) in enumerate(watch.pictures):
            picture.save(f"{folder}/{page.replace('/', '.')}-{n:03}-{(moment[0] - began[0]) * 1000:.0f}.png")
    assert watch.rail is not None
    bars = [bar for bar in window.findChildren(QScrollBar) if bar.isVisible()]
    complete = first_complete([(m, pixels(p)) for m, p in watch.pictures], [_in(window, b) for b in bars])
    return {
        name: (m[0] - began[0], m[1] - began[1]) for name, m in (("rail", watch.rail), ("page", complete))
    }


def first_complete(pictures: list[tuple[Moment, np.ndarray[Any, Any]]], aside: list[QRect]) -> Moment:
    """The moment from which on nothing changed but what lies aside."""
    last = pictures[-1][1]
    found = pictures[-1][0]
    for moment, picture in reversed(pictures):
        differs = _differs(picture, last)
        for box in aside:
            differs[box.top() : box.bottom() + 1, box.left() : box.right() + 1] = False
        if differs.mean() > SEEN:
            break
        found = moment
    return found


def _differs(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    if one.shape != other.shape:
        return np.ones(one.shape[:2], bool)
    # Lettering that moves by a part of a pixel is not seen.
    return np.asarray((np.abs(one.astype(np.int16) - other) > CONTRAST).any(axis=2))


def pixels(image: QImage) -> np.ndarray[Any, Any]:
    import numpy as np

    height, line = image.height(), image.bytesPerLine()
    return (
        np.frombuffer(image.constBits(), np.uint8)
        .reshape(height, line)[:, : image.width() * 4]
        .reshape(height, image.width(), 4)
    )


def _in(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def change_something(desk: Desk, turn: int) -> None:
    """A little of everything that pages show."""
    state = desk.state
    group, category = order.groups(state)[0].id, order.categories(state)[0].id
    desk.do(setup.edit_workshop, title=f"Titel {turn}")
    desk.do(cards.write_cards, group_id=group, category_id=category, texts=[f"Neu {turn}"])
    rounds = [r for r in state.all(VoteRound) if r.is_open and r.kind == "dots"]
    options = list(totals(state, rounds[0])) if rounds else []
    if options:
        desk.do(voting.add_points, rounds[0].id, options[0], 1, desk.store.device)
    for result in list(state.all(Result))[:1]:
        desk.do(plenary.reword_result, result.id, f"Anders {turn}")
    for measure in list(state.all(Measure))[:1]:
        desk.do(measures.edit_measure, measure.id, what=f"Anders {turn}")


def wait(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def measure_all(path: Path, runs: int, names: list[str]) -> dict[str, dict[str, list[Moment]]]:
    """Every page of a workshop, in this process."""
    app = QApplication(["werkstatt", "-style", "fusion"])
    app.setCursorFlashTime(0)
    program = Program(app, "de")
    program.begin(None)
    wait(0.3)
    found: dict[str, dict[str, list[Moment]]] = {
        name: {"rail": [], "cold": [], "first": [], "again": []} for name in names
    }
    for run in range(runs + 1):
        program.open_path(path)
        window = next(iter(program.open.values())).window
        window.resize(1440, 900)
        window.show_page("collect" if names[0] != "collect" else "arrange")
        wait(1.5 if not run else 0.5)
        for name in names:
            if name.partition("/")[0] == window.page_name:
                window.show_page("arrange")
                wait(0.5)
            took = show(window, name)
            found[name]["rail"].append(took["rail"])
            found[name]["first" if run else "cold"].append(took["page"])
        for name in names:
            window.show_page("collect" if name != "collect" else "arrange")
            change_something(window.desk, run)
            wait(0.1)
            took = show(window, name)
            found[name]["rail"].append(took["rail"])
            if run:
                found[name]["again"].append(took["page"])
        window.close()
        while program.open:
            wait(0.05)
    program.end()
    return found


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    names = sys.argv[2:] or PLACES
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for kind, records in (("big", big_day.big_day()), ("empty", big_day.empty_day())):
            path = big_day.make(Path(folder) / f"{kind}.werkstatt", records)
            found[kind] = in_a_process(path, runs, names)
    print(f"{'page':16}" + "".join(f"{what:>26}" for what in ("rail", "cold", "first", "again")))
    for name in names:
        print(f"{name:16}" + "".join(said(found, name, what) for what in ("rail", "cold", "first", "again")))


def said(found: dict[str, Any], name: str, what: str) -> str:
    """The quickest run of both workshops; a goal that is missed is marked."""
    big, empty = (min(found[kind][name][what]) for kind in ("big", "empty"))
    clock, goal = big[0] * 1000, RAIL_GOAL if what == "rail" else GOAL
    missed = clock > goal or (what != "rail" and clock > TIMES * empty[0] * 1000)
    words = f"{clock:.0f} ({big[1] * 1000:.0f}) / {empty[0] * 1000:.0f} ({empty[1] * 1000:.0f})"
    return f"{words + (' !' if missed else '  '):>26}"


def in_a_process(path: Path, runs: int, names: list[str]) -> Any:
    """What a process of its own, with settings of its own, measures."""
    home = path.parent / f"home-{path.stem}"
    home.mkdir(mode=0o700)
    kinds = ("CONFIG", "CACHE", "DATA", "STATE")
    own = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in kinds}
    own |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    command = [sys.executable, __file__, "--in", str(path), str(runs), *names]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **own})
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--in"]:
        print(json.dumps(measure_all(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])), flush=True)
        os._exit(0)  # how the interpreter clears away what is left has no part in this
    else:
        main()
