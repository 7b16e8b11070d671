"""How long the board takes: opened, zoomed, moved and dragged on, near and from far away.

Run `python tests/benchmarks/bench_board.py [CARDS …]`, by default 300, 2,000 and 10,000 cards of one group
in forty themes. Each number of cards has a process of its own, in a window of 1,600 by 900. A frame is what
is done to the board and everything until it is painted; printed are the median and the 95th of a hundred, in
milliseconds of the processor, which other programs on the machine disturb less than the clock, and the 95th
by the clock. No zoom comes twice. "Still" is a frame that is painted exactly, as after a zoom or when the
board is shown first: it may be seen once a movement, and is not held to the goal of a frame.
"Floor" is one call that fills as many rectangles as there are cards, in the same process and the same size;
"the overview" is the painting of all cards and headings from afar, without the buttons that lie on the wall.
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
from itertools import count as count_up
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from werkstatt_desktop.ui.board.page import BoardPage

SIZES = (300, 2_000, 10_000)
FRAMES = 100
THEMES = 40
"""So many themes hold the cards of a board."""
GOALS = {300: 8.0, 2_000: 8.0, 10_000: 16.0}
"""The 95th of all frames in milliseconds, by the number of cards."""
OPEN_GOALS = {300: 40.0, 10_000: 400.0}
"""From nothing to the painted board, in milliseconds."""
FLOOR_GOAL, WRITE_GOAL, TIDY_GOAL = 1.5, 2.0, 100.0
"""The overview against the floor; a card written on any board, and 500 tidied up, in milliseconds."""


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

    def frames(act: Callable[[int], object]) -> list[tuple[float, float]]:
        times = []
        for n in range(FRAMES + 1):
            begin, clock = time.process_time(), time.perf_counter()
            act(1 if n % 20 < 10 else -1)
            app.processEvents()
            times.append((ms(begin, time.process_time()), ms(clock, time.perf_counter())))
        return times[1:]

    def dragging(id: str) -> list[tuple[float, float]]:
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

    steps = count_up()

    def zooming(way: int) -> None:
        step = 1.02 + 0.00007 * next(steps)
        camera.zoom_to(camera.zoom * (step if way > 0 else 1 / step))

    def still(_way: int) -> None:
        # A zoom that was not painted before: its letters are not known yet.
        camera.zoom_to(zoom + 0.0001 * (next(steps) % 300))
        view.come_to_rest()

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
    told["floor"], told["overview"] = overview(page, count)
    near, standing = {}, {}
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
        standing[f"still {name}"] = frames(still)
        camera.zoom_to(zoom)
        app.processEvents()
        near[f"drag {name}"] = dragging(shown)
    told["frames"] = {**far, **near}
    told["still"] = standing
    told["written"] = writing(page, app.processEvents)
    told["tidied"] = tidying(page, app.processEvents)
    store.close()
    return told


def overview(page: BoardPage, count: int) -> tuple[list[float], list[float]]:
    """Filling as many rectangles as there are cards, and painting the board from afar, in turn."""
    from PySide6.QtGui import QImage, QPainter

    floor, own = [], []
    image = QImage(1600, 900, QImage.Format.Format_RGB32)
    rects = rectangles(count)
    for _ in range(FRAMES):
        painter = QPainter(image)
        begin = time.process_time()
        fill(painter, rects)
        between = time.process_time()
        painter.fillRect(image.rect(), page.look.wall)
        page.view._overview.paint(painter, image.rect(), page.view.viewportTransform(), in_motion=False)
        end = time.process_time()
        painter.end()
        floor.append(ms(begin, between))
        own.append(ms(between, end))
    return floor, own


def writing(page: BoardPage, settle: Callable[[], object]) -> list[float]:
    """A card is written and shown: the verb, the next state, all who listen, the frame; not the disk."""
    from werkstatt_desktop.domain.verbs.cards import write_cards

    desk, times = page.scene._desk, []
    group = desk.group_id or ""
    category = next(iter(desk.state.tables["categories"]))
    # The disk is written behind, in a thread of its own; what this one does is what the user waits for.
    desk.store.write_behind(lambda: None)
    for n in range(FRAMES // 2):
        begin = time.thread_time()
        desk.do(write_cards, group_id=group, category_id=category, texts=[f"Eine neue Karte, die {n}."])
        settle()
        times.append(ms(begin, time.thread_time()))
    return times[1:]


def tidying(page: BoardPage, settle: Callable[[], object]) -> float:
    """All loose cards and themes were thrown about; now they are tidied up and shown."""
    from werkstatt_desktop.domain.verbs.board import move_all, tidy_up

    desk, scene = page.scene._desk, page.scene
    about = {
        id: (float(n * 7919 % 6000), float(n * 104_729 % 4000)) for n, id in enumerate(sorted(scene.loose))
    }
    themes = {id: (float(n * 7919 % 6000), float(n * 104_729 % 4000)) for n, id in enumerate(scene.themes)}
    desk.do(move_all, about, themes)
    settle()
    begin = time.process_time()
    desk.do(tidy_up, desk.group_id or "", lambda card: scene.cards[card.id].height)
    settle()
    return ms(begin, time.process_time())


def rectangles(count: int) -> list[QRectF]:
    """As many rectangles as there are cards, side by side in a picture as large as the view."""
    from PySide6.QtCore import QRectF

    across = max(1, round((count * 1.7) ** 0.5))
    wide, high = 1600 / across, 900 / (count / across)
    return [QRectF(n % across * wide, n // across * high, wide * 0.85, high * 0.8) for n in range(count)]


def fill(painter: QPainter, rects: list[QRectF]) -> None:
    """A ground, and rectangles in three colours."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor

    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(0, 0, 1600, 900, QColor("white"))
    for n, colour in enumerate(("red", "green", "blue")):
        painter.setBrush(QColor(colour))
        painter.drawRects(rects[n::3])


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


def report(count: int, told: dict[str, Any]) -> bool:
    """Print one number of cards; whether all its goals are met."""
    goal, frames = GOALS.get(count, 16.0), told["frames"]
    print(f"\n{count} cards, all shown at zoom {told['fit']}")
    print(f"  open {told['open']:.0f} ms: read {told['read']:.0f}, page made and painted {told['board']:.0f}")
    print(f"  {'':12} {'p50':>7} {'p95':>7} {'by the clock':>13}   goal p95 ≤ {goal:g} ms")
    slow = []
    for name, times in {**frames, **told["still"]}.items():
        cpu, clock = [time for time, _ in times], [time for _, time in times]
        late = name in frames and p95(cpu) > goal
        slow += [name] if late else []
        print(f"  {name:12} {median(cpu):7.2f} {p95(cpu):7.2f} {p95(clock):13.2f}{'  ▲' if late else ''}")
    ratio = median(told["overview"]) / median(told["floor"])
    print(f"  floor {median(told['floor']):.2f} ms, the overview {ratio:.2f} × that (goal {FLOOR_GOAL})")
    written = median(told["written"])
    print(
        f"  a card written and shown {written:.2f} ms, p95 {p95(told['written']):.2f} (goal {WRITE_GOAL:g})"
    )
    print(f"  tidied up {told['tidied']:.0f} ms" + (f" (goal {TIDY_GOAL:g})" if count <= 500 else ""))
    good = written <= WRITE_GOAL and (count > 500 or told["tidied"] <= TIDY_GOAL)
    return good and not slow and told["open"] <= OPEN_GOALS.get(count, float("inf"))


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
