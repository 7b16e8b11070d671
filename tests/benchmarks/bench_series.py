"""How long it takes to read and to search 40 workshops of a series, each of 1,000 cards.

Run `python tests/benchmarks/bench_series.py [RUNS]`. Figures are milliseconds by the clock, with those of the
processor behind them, of the quickest run: all files read for the first time, looked at again when nothing
has changed, a search in all of it, and the tables of the series. Then the page in its window: until all is
shown, and for how long the window did nothing else at most meanwhile. Goal: reading and searching in 1,000.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QTimer  # noqa: E402 - the checkout comes first
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.ui.shell import Asked  # noqa: E402
from werkstatt_desktop.domain import looking_back, series, templates  # noqa: E402
from werkstatt_desktop.domain.looking_back import Wanted  # noqa: E402
from werkstatt_desktop.domain.recalling import Past  # noqa: E402
from werkstatt_desktop.domain.records import (  # noqa: E402
    STATUSES,
    WORKSHOP_ID,
    Card,
    Cluster,
    Group,
    Measure,
    Participant,
    Record,
    Vote,
    VoteRound,
    Workshop,
)
from werkstatt_desktop.domain.state import base_edit  # noqa: E402
from werkstatt_desktop.storage import files  # noqa: E402
from werkstatt_desktop.storage.series import Shelf  # noqa: E402
from werkstatt_desktop.texts import Texts  # noqa: E402
from werkstatt_desktop.ui import theme  # noqa: E402
from werkstatt_desktop.ui.desk import Desk  # noqa: E402
from werkstatt_desktop.ui.frame.window import WorkshopWindow  # noqa: E402
from werkstatt_desktop.ui.program.tidying import Tidying  # noqa: E402
from werkstatt_desktop.ui.series.news import news_of  # noqa: E402

WORKSHOPS, CARDS, GROUPS, THEMES, PEOPLE, MEASURES = 40, 1000, 12, 48, 120, 40
WORDS = (
    "Zuständigkeiten", "Räume", "Zeit", "Personal", "Ämter", "unklar", "fehlen", "zwischen", "gemeinsam",
    "Planung", "Stadt", "Jugend", "Daten", "Netz", "Ehrenamt", "Verein", "Schule", "Geld", "Weg", "Pause",
    "Familie", "Quartier", "Angebot", "Vertrauen", "Sprache", "Ziel", "Anfang",
)  # fmt: skip


def make(path: Path, number: int) -> None:
    """A workshop of the series with all that a large day leaves."""
    chance = random.Random(number)
    template = templates.built_in("csa", Texts("de").questions())
    groups = [Group(name=f"Gruppe {n}", rank=float(n)) for n in range(GROUPS)]
    themes = [
        Cluster(group_id=groups[n % GROUPS].id, heading=_words(chance, 2), rank=float(n))
        for n in range(THEMES)
    ]
    cards = []
    for n in range(CARDS):
        theme_, category = chance.choice(themes), chance.choice(template.categories)
        cards.append(
            Card(
                group_id=theme_.group_id,
                category_id=category.id,
                cluster_id=theme_.id,
                text=_words(chance, 5),
                written=n + 1,
            )
        )
    round_ = VoteRound(title="Was zuerst?")
    records: list[Record] = [
        Workshop(id=WORKSHOP_ID, title=f"Stadtforum {number}", date=f"{1987 + number}-05-01", series="Forum"),
        *groups, *template.categories, *themes, *cards, round_,
        *(Vote(round_id=round_.id, card_id=card.id, points=5) for card in cards),
        *(Participant(name=f"Person {n}", department=f"Amt {n % 12}") for n in range(PEOPLE)),
        *(Measure(what=_words(chance, 4), status=chance.choice(STATUSES)) for _ in range(MEASURES)),
    ]  # fmt: skip
    files.create(path, base_edit("create_workshop", records))


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.sample(WORDS, count))


def timed(name: str, runs: int, run: Callable[[], object]) -> None:
    found = []
    for _ in range(runs):
        clock, processor = time.perf_counter(), time.process_time()
        run()
        found.append((time.perf_counter() - clock, time.process_time() - processor))
    clock, processor = min(found)
    print(f"{name:34} {clock * 1000:7.0f} ({processor * 1000:.0f})", flush=True)


def read(folder: Path, shelf: Shelf) -> list[Past]:
    found = shelf.volumes(folder, folder / "0.werkstatt", lambda: False)
    return [volume.past for volume, _ in found if volume.past is not None]


def plain(folder: Path, runs: int) -> None:
    known = Shelf()
    past = read(folder, known)
    wanted = Wanted("zeit räume")
    timed("read for the first time", runs, lambda: read(folder, Shelf()))
    timed("looked at again", runs, lambda: read(folder, known))
    timed("search", runs, lambda: looking_back.look(past, wanted))
    timed("obstacles named again", runs, lambda: series.recurring_obstacles(past))
    timed("topics by workshop", runs, lambda: series.topics(past))


def in_window(folder: Path) -> None:
    """Show the page with its window idle, and see what it cannot answer meanwhile."""
    app = QApplication(["bench", "-style", "fusion"])
    tidying = Tidying()
    app.setFont(theme.load_fonts())
    app.setStyleSheet(theme.style_sheet(theme.LIGHT))
    store = files.open_store(folder / "0.werkstatt", device="bench")
    desk = Desk(store, Texts("de"), theme.LIGHT)
    window = WorkshopWindow(desk, Asked().services())
    window.resize(1440, 900)
    window.show_page("prepare")
    window.show()
    _idle(app, 0.5)
    beats: list[float] = []
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    _idle(app, 1.0)
    _say_pauses("longest pauses with nothing to do", beats)
    beats.clear()
    news = news_of(desk)
    begin = time.perf_counter()
    news.look()
    news.changed.connect(lambda: news.busy or app.quit())
    app.exec()
    print(f"{'read beside the window':34} {(time.perf_counter() - begin) * 1000:7.0f}")
    _say_pauses("longest pauses while it is read", beats)
    timer.stop()
    begin = time.perf_counter()
    window.show_page("prepare/series")
    app.processEvents()
    print(f"{'page of the series shown':34} {(time.perf_counter() - begin) * 1000:7.0f}")
    _idle(app, 0.3)
    desk.let_go()
    store.close()
    window.hide()
    tidying.end()


def _say_pauses(name: str, beats: list[float]) -> None:
    gaps = sorted(after - before for before, after in pairwise(beats))
    print(f"{name:34}", ", ".join(f"{gap * 1000:.1f}" for gap in gaps[-4:]))


def _idle(app: QApplication, seconds: float) -> None:
    QTimer.singleShot(round(seconds * 1000), app.quit)
    app.exec()


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(WORKSHOPS + 1):
            make(folder / f"{number}.werkstatt", number)
        print(f"{WORKSHOPS} workshops, {CARDS} cards each; ms by the clock (of the processor)")
        plain(folder, runs)
        in_window(folder)


if __name__ == "__main__":
    main()
