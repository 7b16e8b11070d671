"""How long people wait in the running program: for a large workshop's board, and for the first page of paper.

Run `python tests/benchmarks/bench_window.py [RUNS]`. The window is the real one, offscreen. Opening counts
from the call that opens the file to the end of the board's first paint; the protocol from Ctrl+P to the
picture of the first page on the screen, with the press warm as it is some seconds after the start.
"""

from __future__ import annotations

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

from PySide6.QtCore import QEvent, QObject, Qt  # noqa: E402 - the checkout comes first
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from werkstatt_desktop.printing import pdf  # noqa: E402
from werkstatt_desktop.ui.frame.window import WorkshopWindow  # noqa: E402
from werkstatt_desktop.ui.program.program import Program  # noqa: E402


def made(folder: Path) -> tuple[Path, Path]:
    """A workshop of 10,000 cards and 50,000 journal entries, and one of 200 cards."""
    large, usual = folder / "large.werkstatt", folder / "usual.werkstatt"
    subprocess.run(
        [sys.executable, str(ROOT / "tests" / "load.py"), str(large)], check=True, capture_output=True
    )
    command = [sys.executable, "-m", "werkstatt_desktop", "example", "-o", str(usual), "--cards", "200"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return large, usual


def at_home(folder: Path) -> None:
    """Keep the settings of whoever measures out of it."""
    for kind in ("CONFIG", "CACHE", "DATA", "STATE"):
        os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
    os.environ |= {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as name:
        at_home(Path(name))
        measure(Path(name), runs)


class Painted(QObject):
    """Notes when a widget was painted."""

    seen = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


class Watch:
    """The program under the stop watch."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def window(self) -> WorkshopWindow:
        return next(iter(self._program.open.values())).window

    def board(self, path: Path) -> float:
        """Open a workshop; seconds until its board is painted."""
        began = time.perf_counter()
        self._program.open_path(path)
        self.window().show_page("arrange")
        mark = Painted()
        page = self.window().stack.currentWidget()
        page.view.viewport().installEventFilter(mark)  # type: ignore[union-attr]
        wait(lambda: mark.seen)
        return time.perf_counter() - began

    def first_page(self) -> float:
        """Press Ctrl+P; seconds until the pages in view are drawn."""
        began = time.perf_counter()
        QTest.keyClick(self.window(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        page = self.window().stack.currentWidget()
        wait(lambda: page.preview.is_drawn)  # type: ignore[union-attr]
        return time.perf_counter() - began

    def close(self) -> None:
        self.window().close()
        wait(lambda: not self._program.open)


def wait(until: Callable[[], bool]) -> None:
    end = time.perf_counter() + 30
    while not until():
        QApplication.processEvents()
        if time.perf_counter() > end:
            sys.exit("waited 30 s in vain")
    QApplication.processEvents()


def measure(folder: Path, runs: int) -> None:
    large, usual = made(folder)
    program = Program(QApplication(["werkstatt", "-style", "fusion"]), "de")
    program.begin(None)
    QTest.qWait(300)
    pdf.prepare()
    watch = Watch(program)
    boards, papers = [], []
    for turn in range(runs + 1):
        board = watch.board(large)
        watch.close()
        watch.board(usual)
        paper = watch.first_page()
        watch.close()
        if turn:  # the first of each warms the caches
            boards.append(board)
            papers.append(paper)
    for words, goal, times in (
        ("10,000 cards, 50,000 entries, opened until the board is painted", 0.5, boards),
        ("200 cards, from Ctrl+P to the picture of the first pages", 1.0, papers),
    ):
        print(
            f"{words}: {min(times):.2f} / {statistics.median(times):.2f} / {max(times):.2f} s (goal {goal} s)"
        )
    program.end()


if __name__ == "__main__":
    main()
