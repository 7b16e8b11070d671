"""How long the window of a workshop of 300 cards takes to its first paint, beside a bare window.

Run `python tests/benchmarks/bench_start.py [RUNS]`. Both are started in turn in fresh processes; medians
and their ratio are printed, and the split of ours: imports, reading, building, painting.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CHILD = r"""
import os, sys, time
def now(): return time.clock_gettime_ns(time.CLOCK_MONOTONIC) - int(os.environ["BENCH_T0"])
marks = []
def mark(name): marks.append((name, now()))
def peak():
    with open("/proc/self/status") as file:
        return int(next(line for line in file if line.startswith("VmHWM")).split()[1]) / 1024
def finish():
    mark("painting")
    heavy = [m for m in ("sqlite_utils", "reportlab", "numpy", "PIL") if m in sys.modules]
    print("RESULT", peak(), ",".join(heavy) or "-", *(f"{n.replace(' ', '_')}={at / 1e6}" for n, at in marks),
          flush=True)
    os._exit(0)
def watch(window):
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, finish)
            return False
    window._watch = Watch()
    window.installEventFilter(window._watch)
mark("Python")
from PySide6 import QtWidgets
mark("Qt")
if sys.argv[1] == "bare":
    app = QtWidgets.QApplication(sys.argv[:1])
    window = QtWidgets.QMainWindow()
    window.resize(1440, 900)
    window.setCentralWidget(QtWidgets.QLabel("x"))
    watch(window)
    window.show()
    app.exec()
else:
    from werkstatt_desktop.app import import_plainly, main
    import_plainly()
    import werkstatt_desktop.storage.files as files
    import werkstatt_desktop.ui.program.program, werkstatt_desktop.ui.board.page
    import werkstatt_desktop.ui.frame.window as module
    mark("own modules")
    opened, show = files.open_store, module.WorkshopWindow.show
    def open_store(*args, **kwargs):
        mark("application")
        store = opened(*args, **kwargs)
        mark("reading")
        return store
    def shown(self):
        mark("building")
        watch(self)
        show(self)
    files.open_store, module.WorkshopWindow.show = open_store, shown
    sys.exit(main(["--language", "de", sys.argv[2]]))
"""


@dataclass(frozen=True, slots=True)
class Start:
    """One start: peak memory in MiB, heavy modules, and the milliseconds at which each part was done."""

    peak: float
    heavy: str
    marks: dict[str, float]

    @property
    def painted(self) -> float:
        return self.marks["painting"]


def start(mode: str, path: Path, home: Path) -> Start:
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", HOME=str(home), XDG_RUNTIME_DIR=str(home))
    env |= {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["BENCH_T0"] = str(time.clock_gettime_ns(time.CLOCK_MONOTONIC))
    command = [sys.executable, "-c", CHILD, mode, str(path)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    line = next((part for part in done.stdout.splitlines() if part.startswith("RESULT")), None)
    if line is None:
        sys.exit(f"{mode} did not paint:\n{done.stderr[-2000:]}")
    _, peak, heavy, *marks = line.split()
    parts = (mark.split("=") for mark in marks)
    return Start(float(peak), heavy, {name: float(at) for name, at in parts})


def report(bare: list[Start], ours: list[Start]) -> None:
    for name, starts in (("bare", bare), ("ours", ours)):
        times = sorted(s.painted for s in starts)
        memory = statistics.median(s.peak for s in starts)
        print(
            f"{name}: first paint {times[0]:.0f} / {statistics.median(times):.0f} / {times[-1]:.0f} ms,"
            f" peak {memory:.0f} MiB ({len(starts)} runs)"
        )
    pairs = list(zip(ours, bare, strict=True))
    medians = statistics.median(s.painted for s in ours) / statistics.median(s.painted for s in bare)
    print(f"first paint, ratio of medians: {medians:.2f} (goal 1.60)")
    paints = statistics.median(o.painted / b.painted for o, b in pairs)
    peaks = statistics.median(o.peak / b.peak for o, b in pairs)
    print(f"first paint, median of paired ratios: {paints:.2f}")
    print(f"peak memory, median of paired ratios: {peaks:.2f} (goal 1.35)")
    print(f"heavy modules at first paint: {ours[0].heavy}")
    for name, starts in (("bare", bare), ("ours", ours)):
        before = 0.0
        for part in starts[0].marks:
            at = statistics.median(s.marks[part] for s in starts)
            print(f"  {name} {part.replace('_', ' '):14s} {at - before:6.1f} ms")
            before = at


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "three-hundred.werkstatt"
        make = [sys.executable, "-m", "werkstatt_desktop", "example", "-o", str(path), "--cards", "300"]
        subprocess.run(make, check=True, capture_output=True)
        bare: list[Start] = []
        ours: list[Start] = []
        for turn in range(runs + 1):
            for mode, starts in (("bare", bare), ("ours", ours)):
                made = start(mode, path, home)
                if turn:  # the first of each warms the caches
                    starts.append(made)
    report(bare, ours)


if __name__ == "__main__":
    main()
