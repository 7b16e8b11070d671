"""How long the preview of the protocol takes, and how long the window waits meanwhile.

Run `python tests/benchmarks/bench_preview.py [RUNS]`. The window is the program's own, offscreen, 1440 by
900, in a fresh process for each run; one workshop has 200 cards, three groups, votes and measures, the other
is that of a big day. Figures are milliseconds by the clock, min / median / max of all runs:

- first: from Ctrl+P on another page until the first page of the protocol is painted,
- made: the part of it until the window has the page, without its pages of paper,
- worked: the processor's time for "first", which other programs disturb less,
- section: from the click that switches a section off until the preview shows the protocol without it,
- gap: the longest time in which the window did nothing while pages were set and drawn, without the time in
  which other programs had the processor.

Goals for the 200 cards: first 700, gap 50.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - the checkout comes first
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests import big_day  # noqa: E402
from tests.keys import click, press  # noqa: E402
from werkstatt_desktop.domain.records import Record  # noqa: E402
from werkstatt_desktop.ui.paper.page import ProtocolPage  # noqa: E402
from werkstatt_desktop.ui.program.program import Program  # noqa: E402

GOALS = {"first": 700.0, "gap": 50.0}
PATIENCE_S = 120.0
WARM_S = 3.0
"""The program loads what sets the protocol in the background after start."""


USUAL = {
    "PEOPLE": 36, "GROUPS": 3, "THEMES": 18, "CARDS": 200, "DOTS": 700, "RESULTS": 12, "MEASURES": 15,
    "LINKS": 60, "IN_A_FIELD": 72, "ON_RESULTS": 100,
}  # fmt: skip
"""How much a usual day brings."""


def usual_day() -> list[Record]:
    """The records of a day like the big one, with less of everything."""
    big = {name: getattr(big_day, name) for name in USUAL}
    vars(big_day).update(USUAL)
    try:
        return big_day.big_day()
    finally:
        vars(big_day).update(big)


class Beat:
    """A clock of the window: the longest time, in seconds, in which it did nothing."""

    def __init__(self) -> None:
        self._waits = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
        self.longest, self._last = 0.0, self._now()
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self) -> None:
        self.longest, self._last = 0.0, self._now()

    def _tick(self) -> None:
        now = self._now()
        self.longest, self._last = max(self.longest, now - self._last), now

    def _now(self) -> float:
        """The clock without the time in which this thread was ready and had no processor."""
        waited = os.pread(self._waits, 100, 0).split()[1]
        return time.monotonic() - int(waited) / 1e9


def until(there: Callable[[], bool]) -> None:
    """Let the window go on until something is so, as the program lets it: asleep where there is nothing."""
    loop, timer = QEventLoop(), QTimer()
    end = time.monotonic() + PATIENCE_S
    timer.setInterval(5)
    timer.timeout.connect(lambda: loop.quit() if there() or time.monotonic() > end else None)
    timer.start()
    loop.exec()
    if not there():
        raise TimeoutError


def measure(path: Path) -> dict[str, float]:
    """One run in this process."""
    app = QApplication(["werkstatt", "-style", "fusion"])
    program = Program(app, "de")
    program.begin(path)
    window = next(iter(program.open.values())).window
    window.resize(1440, 900)
    window.show_page("collect")
    end = time.monotonic() + WARM_S
    until(lambda: time.monotonic() > end)
    beat = Beat()
    start, worked = time.perf_counter(), time.process_time()
    press(QApplication.focusWidget() or window, "Ctrl+P")
    made = time.perf_counter()
    beat.begin()
    page = window.stack.currentWidget()
    assert isinstance(page, ProtocolPage)
    until(lambda: page.preview.is_drawn)
    page.preview.viewport().repaint()
    found = {"first": time.perf_counter() - start, "made": made - start}
    found["worked"] = time.process_time() - worked
    until(lambda: not page._stale and not page._pause.isActive())
    rows = page.panel.choices.sections
    place = rows.visualRect(rows.model().index(rows.model().rowCount() - 2, 0)).center()
    before = page._typesetter._job
    start = time.perf_counter()
    click(rows.viewport(), place)
    until(lambda: page._typesetter._job > before and _is_current(page))
    found["section"] = time.perf_counter() - start
    found["gap"] = beat.longest
    program.end()
    return {name: seconds * 1000 for name, seconds in found.items()}


def _is_current(page: ProtocolPage) -> bool:
    made = page._last
    return made is not None and made.job == page._typesetter._job and page.preview.is_drawn


def in_a_process(path: Path, home: Path) -> dict[str, float]:
    home.mkdir(mode=0o700)
    kinds = ("CONFIG", "CACHE", "DATA", "STATE")
    own = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in kinds}
    own |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    command = [sys.executable, __file__, "--in", str(path)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **own})
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        for kind, records in (("200 cards", usual_day()), ("big day", big_day.big_day())):
            path = big_day.make(Path(folder) / f"{kind}.werkstatt", records)
            found = [in_a_process(path, Path(folder) / f"home-{kind}-{run}") for run in range(runs)]
            print(f"{kind}, {runs} fresh processes, min / median / max in ms:")
            for name in found[0]:
                values = sorted(run[name] for run in found)
                goal = f"  (goal {GOALS[name]:.0f})" if name in GOALS and kind == "200 cards" else ""
                spread = f"{values[0]:.0f} / {statistics.median(values):.0f} / {values[-1]:.0f}"
                print(f"  {name:8} {spread}{goal}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--in"]:
        print(json.dumps(measure(Path(sys.argv[2]))), flush=True)
        os._exit(0)  # how the interpreter clears away what is left has no part in this
    else:
        main()
