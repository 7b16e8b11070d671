"""How long the board takes: opened, zoomed, moved and dragged on, near and from far away.

Run `python tests/benchmarks/bench_board.py [CARDS …]`, by default 300, 2,000 and 10,000 cards of one group.
Each number of cards has a process of its own, in a window of 1,600 by 900. A frame is what is done to the
board and everything until it is painted; printed are the median and the 95th of a hundred, in milliseconds
of the processor, which other programs on the machine disturb less than the clock.
"Floor" is one call that fills as many rectangles as there are cards, in the same process and the same size.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

SIZES = (300, 2_000, 10_000)
FRAMES = 100
THEMES = 40
"""So many themes hold the cards of a board."""
GOALS = {300: 8.0, 2_000: 8.0, 10_000: 16.0}
"""The 95th of all frames in milliseconds, by the number of cards."""
OPEN_GOALS = {300: 40.0, 10_000: 400.0}
"""From nothing to the painted board, in milliseconds."""
FLOOR_GOAL = 1.5
"""A frame from far away against the floor."""


def measure(count: int) -> dict[str, object]:
    """Every scenario for one number of cards, in this process."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QMainWindow

    from werkstatt_desktop.storage import files
    from werkstatt_desktop.texts import Texts
    from werkstatt_desktop.ui import theme
    from werkstatt_desktop.ui.desk import Desk

    app = QApplication([])
    app.setFont(theme.load_fonts())
    app.setStyleSheet(theme.style_sheet(theme.LIGHT))
    path = workshop(count)
    window = QMainWindow()
    window.resize(1600, 900)
    window.show()
    app.processEvents()

    from werkstatt_desktop.ui.board.page import BoardPage

    start = time.process_time()
    store = files.open_store(path, device="bench")
    read = time.process_time()
    page = BoardPage(Desk(store, Texts("de"), theme.LIGHT))
    window.setCentralWidget(page)
    app.processEvents()
    painted = time.process_time()

    view, camera, viewport = page.view, page.view.camera, page.view.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    told: dict[str, object] = {
        "read": ms(start, read),
        "board": ms(read, painted),
        "open": ms(start, painted),
    }

    def frames(act: Callable[[int], object]) -> list[float]:
        times = []
        for n in range(FRAMES + 1):
            begin = time.process_time()
            act(1 if n % 20 < 10 else -1)
            app.processEvents()
            times.append(ms(begin, time.process_time()))
        return times[1:]

    def dragging(id: str) -> list[float]:
        at = view.in_view(page.scene.cards[id].sceneBoundingRect()).center().toPoint()
        QTest.mousePress(viewport, left, none, at)
        QTest.mouseMove(viewport, at + QPoint(20, 0))
        here = QPoint(at)

        def move(way: int) -> None:
            here.setX(here.x() + 7 * way)
            QTest.mouseMove(viewport, here)

        times = frames(move)
        QTest.keyClick(view, Qt.Key.Key_Escape)
        QTest.mouseRelease(viewport, left, none, here)
        return times

    def zooming(way: int) -> None:
        camera.zoom_to(camera.zoom * (1.02 if way > 0 else 1 / 1.02))

    def panning(way: int) -> None:
        camera.pan(QPointF(9 * way, 5 * way))

    page.setFocus()
    camera.show_all()
    app.processEvents()
    told["fit"] = round(camera.zoom, 3)
    far = {
        "zoom far": frames(zooming),
        "pan far": frames(panning),
        "drag far": dragging(next(iter(page.scene.cards))),
    }
    camera.show_all()
    told["floor"] = floor(count, FRAMES)
    near = {}
    for name, zoom in (("0.42", 0.42), ("1", 1.0)):
        camera.zoom_to(1.0)
        camera.pan(QPointF(viewport.rect().center()) - view.in_view(page.scene.bounds()).center())
        camera.zoom_to(zoom)
        app.processEvents()
        seen = page.scene.within(
            view.mapToScene(viewport.rect().adjusted(300, 200, -300, -200)).boundingRect()
        )
        shown = next(id for id in seen if id in page.scene.cards)
        near[f"zoom {name}"] = frames(zooming)
        near[f"pan {name}"] = frames(panning)
        near[f"drag {name}"] = dragging(shown)
    told["frames"] = {**far, **near}
    store.close()
    return told


def floor(count: int, frames: int) -> list[float]:
    """Filling as many rectangles, in three colours, on a picture as large as the view."""
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    image = QImage(1600, 900, QImage.Format.Format_RGB32)
    across = max(1, round((count * 1.7) ** 0.5))
    wide, high = 1600 / across, 900 / (count / across)
    rects = [QRectF(n % across * wide, n // across * high, wide * 0.85, high * 0.8) for n in range(count)]
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    times = []
    for _ in range(frames):
        begin = time.process_time()
        painter.fillRect(image.rect(), QColor("white"))
        for n, colour in enumerate(("red", "green", "blue")):
            painter.setBrush(QColor(colour))
            painter.drawRects(rects[n::3])
        times.append(ms(begin, time.process_time()))
    painter.end()
    return times


def workshop(count: int) -> Path:
    """A file with a realistic workshop whose cards and themes all hang on one board."""
    from werkstatt_desktop.domain import boards, examples
    from werkstatt_desktop.domain.records import Card, Cluster, Group
    from werkstatt_desktop.domain.state import base_edit
    from werkstatt_desktop.storage import files
    from werkstatt_desktop.texts import resources

    stock = json.loads((resources() / "examples" / "town.json").read_text(encoding="utf-8"))
    records = examples.made_up(count, stock)
    first = next(r.id for r in records if isinstance(r, Group))
    one = [replace(r, group_id=first) if isinstance(r, Card | Cluster) else r for r in records]
    themes = [r.id for r in one if isinstance(r, Cluster)]
    kept = {id: themes[n % THEMES] for n, id in enumerate(themes)}
    one = [
        replace(r, cluster_id=kept[r.cluster_id]) if isinstance(r, Card) and r.cluster_id else r
        for r in one
        if not isinstance(r, Cluster) or kept[r.id] == r.id
    ]
    path = Path(tempfile.mkdtemp()) / "board.werkstatt"
    files.create(path, base_edit("create_workshop", boards.laid_out(one)))
    return path


def ms(begin: float, end: float) -> float:
    return (end - begin) * 1000


def p95(times: list[float]) -> float:
    return sorted(times)[round(len(times) * 0.95) - 1]


def report(count: int, told: dict[str, object]) -> bool:
    """Print one number of cards; whether all its goals are met."""
    goal, frames, floor_times = GOALS.get(count, 16.0), told["frames"], told["floor"]
    assert isinstance(frames, dict)
    assert isinstance(floor_times, list)
    print(f"\n{count} cards, all shown at zoom {told['fit']}")
    print(f"  open {told['open']:.0f} ms: read {told['read']:.0f}, page made and painted {told['board']:.0f}")
    print(f"  {'':12} {'p50':>7} {'p95':>7}   goal p95 ≤ {goal:g} ms")
    for name, times in frames.items():
        late = "  ▲" if p95(times) > goal else ""
        print(f"  {name:12} {median(times):7.2f} {p95(times):7.2f}{late}")
    ratio = median(frames["zoom far"]) / median(floor_times)
    print(
        f"  floor {median(floor_times):.2f} ms, a frame from far away {ratio:.2f} × that (goal {FLOOR_GOAL})"
    )
    slow = [name for name, times in frames.items() if p95(times) > goal]
    opened = told["open"]
    assert isinstance(opened, float)
    return not slow and opened <= OPEN_GOALS.get(count, float("inf"))


def main() -> int:
    counts = [int(word) for word in sys.argv[1:]] or list(SIZES)
    good = True
    for count in counts:
        command = [sys.executable, __file__, "--child", str(count)]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        good = report(count, json.loads(done.stdout)) and good
    return 0 if good else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        sys.stdout.flush()
        os._exit(0)
    sys.exit(main())
