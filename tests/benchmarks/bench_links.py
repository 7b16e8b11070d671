"""What links cost: finding their ways, painting them, and a step on a board that has many.

Run `python tests/benchmarks/bench_links.py`. The board is the real one, offscreen, 1600 × 900. Ways are given
in milliseconds a link, beside the time that laying out the same board takes. A frame is one of a pan, with
the faint links shown and hidden, in one run. Times are those of the window's thread on its processor.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QPointF  # noqa: E402 - the checkout comes first
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from werkstatt_desktop.domain import layout, links, routes, templates  # noqa: E402
from werkstatt_desktop.domain.records import (  # noqa: E402
    LINK_KINDS,
    WORKSHOP_ID,
    Card,
    Cluster,
    Group,
    Link,
    Record,
    Workshop,
)
from werkstatt_desktop.domain.state import base_edit  # noqa: E402
from werkstatt_desktop.domain.verbs import board, cards  # noqa: E402
from werkstatt_desktop.storage import files  # noqa: E402
from werkstatt_desktop.texts import Texts  # noqa: E402
from werkstatt_desktop.ui import theme  # noqa: E402
from werkstatt_desktop.ui.board.links.curves import Curves  # noqa: E402
from werkstatt_desktop.ui.board.page import BoardPage  # noqa: E402
from werkstatt_desktop.ui.desk import Desk  # noqa: E402

SIZES = ((200, 40), (2_000, 200), (10_000, 400))
"""Cards and links."""
FRAMES = 60


def main() -> None:
    app = QApplication([])
    app.setStyle("Fusion")
    app.setFont(theme.load_fonts())
    for count, many in SIZES:
        with tempfile.TemporaryDirectory() as name:
            desk = made_desk(Path(name) / "links.werkstatt", count, many)
            print(f"{count:,} cards, {many} links")
            ways(desk, many)
            painting(app, desk)
            desk.let_go()
            desk.store.close()


def made_desk(path: Path, count: int, many: int) -> Desk:
    chance = random.Random(1)
    roles = ("opportunity", "obstacle", "recommendation")
    rows: list[Record] = [Workshop(id=WORKSHOP_ID), Group(id="g", name="G")]
    rows += templates.built_in("csa", Texts("de").questions()).categories
    rows += [Cluster(id=f"t{n}", group_id="g", heading=f"Thema {n}", x=float(n), rank=n) for n in range(40)]
    for n in range(count):
        home = f"t{chance.randrange(40)}" if n < count * 0.8 else None
        text = f"Karte {n} mit etwas Text"
        rows.append(
            Card(
                id=f"c{n}",
                group_id="g",
                category_id=chance.choice(roles),
                cluster_id=home,
                text=text,
                written=n,
            )
        )
    for n in range(many):
        start = chance.randrange(count)
        end = (start + chance.randrange(1, 60)) % count
        kind = chance.choice(LINK_KINDS)
        rows.append(Link(id=f"k{n}", from_card_id=f"c{start}", to_card_id=f"c{end}", kind=kind))
    files.create(path, base_edit("create_workshop", rows))
    desk = Desk(files.open_store(path, device="bench"), Texts("de"), theme.LIGHT)
    desk.do(board.tidy_up, "g")
    return desk


def ways(desk: Desk, many: int) -> None:
    places = layout.arrange(desk.state, "g")
    laid = best(lambda: layout.arrange(desk.state, "g"))
    found = best(lambda: routes.routes(desk.state, "g", places))
    print(f"  ways {found / many:.2f} ms a link; all {found:.0f} ms, laying out the board {laid:.0f} ms")
    print(f"  unanswered obstacles {best(lambda: links.unanswered(desk.state)):.1f} ms")


def painting(app: QApplication, desk: Desk) -> None:
    page = BoardPage(desk)
    page.resize(1600, 900)
    page.show()
    QTest.qWait(300)
    page.linking.toggle()
    curves = page.findChild(Curves) or page.scene.findChild(Curves)
    assert curves is not None
    for zoom in (1.0, 0.5, 0.2):
        page.view.camera.zoom_to(zoom)
        hidden = frames(app, page)
        page.linking.toggle()
        curves.all()
        curves.finish()
        shown = frames(app, page)
        page.linking.toggle()
        print(f"  frame at {zoom:.0%}: without links {hidden:.1f} ms, with {shown:.1f} ms (95 in 100)")
    page.linking.toggle()
    desk.do(cards.write_cards, group_id="g", category_id="obstacle", texts=["neu"])
    curves.all()
    before = time.process_time()
    desk.do(cards.write_cards, group_id="g", category_id="obstacle", texts=["neu"])
    written = time.process_time()
    curves.all()
    print(
        f"  a card is written in {1000 * (written - before):.1f} ms,"
        f" its curves looked at in {1000 * (time.process_time() - written):.1f} ms"
    )
    page.close()
    page.deleteLater()


def frames(app: QApplication, page: BoardPage) -> float:
    """What 95 of 100 frames of a pan take at most, in milliseconds."""
    times = []
    for n in range(FRAMES):
        page.view.camera.pan(QPointF(-7, -5) if n % 2 else QPointF(7, 5))
        page.view.viewport().update()
        before = time.process_time()
        app.processEvents()
        times.append(1000 * (time.process_time() - before))
    return sorted(times)[int(FRAMES * 0.95)]


def best(call: Callable[[], object]) -> float:
    """The best of five, in milliseconds."""
    times = []
    for _ in range(5):
        before = time.process_time()
        call()
        times.append(1000 * (time.process_time() - before))
    return min(times)


if __name__ == "__main__":
    main()
