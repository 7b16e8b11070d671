"""How long a key takes while searching, a list of places while replacing, and a word while spelling.

Run `python tests/benchmarks/bench_words.py [CARDS]`. The board is the real one in its window, offscreen,
1600 × 900, with 10,000 cards unless told otherwise. A key counts from the key event until the board is
painted again. Beside it stands, from the same run, how long it takes to fold all texts and to look for the
words in each: what a search without memory would do at every key. Times are those of the window's thread on
its processor, so that a busy machine does not count.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import Qt  # noqa: E402 - the checkout comes first
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from tests.keys import press, type_text  # noqa: E402
from werkstatt_desktop.domain import templates  # noqa: E402
from werkstatt_desktop.domain.finding import Sought, find  # noqa: E402
from werkstatt_desktop.domain.records import WORKSHOP_ID, Card, Group, Record, Workshop  # noqa: E402
from werkstatt_desktop.domain.searching import folded  # noqa: E402
from werkstatt_desktop.domain.state import base_edit  # noqa: E402
from werkstatt_desktop.spelling.dictionary import load  # noqa: E402
from werkstatt_desktop.spelling.places import dictionaries  # noqa: E402
from werkstatt_desktop.storage import files  # noqa: E402
from werkstatt_desktop.texts import Texts  # noqa: E402
from werkstatt_desktop.ui import theme  # noqa: E402
from werkstatt_desktop.ui.board.page import BoardPage  # noqa: E402
from werkstatt_desktop.ui.board.searching.bar import SearchBar  # noqa: E402
from werkstatt_desktop.ui.desk import Desk  # noqa: E402

PARTS = (
    "ver", "wal", "tung", "bür", "ger", "be", "tei", "li", "gung", "stra", "ße", "grün", "fläche", "bus",
    "hal", "te", "stel", "le", "kin", "der", "gar", "ten",
)  # fmt: skip
TYPED = ("bürger", "über st", "grünfläche", "e be")
WRONG = ("Schwirigkeit", "Bürgerbeteiligungsverfarhen", "Fussgängerzone", "Vernetzng")
RIGHT = ("Straßenbahnhaltestellenhäuschen", "Quartiersmanagement", "Nachbarschaft", "und")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        for kind in ("CONFIG", "CACHE", "DATA", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(name) / kind.lower())
        desk = made_desk(app, Path(name) / "large.werkstatt", cards(count))
        search(desk)
        replacing(desk)
        desk.let_go()
        desk.store.close()
    spelling()


def cards(count: int) -> list[Record]:
    chance = random.Random(7)

    def word() -> str:
        return "".join(chance.choices(PARTS, k=chance.randint(2, 5)))

    return [
        Card(
            id=f"c{n}",
            group_id="group1",
            category_id="obstacle",
            text=" ".join(word() for _ in range(chance.randint(3, 8))).capitalize(),
            x=float(n % 100) * 210,
            y=float(n // 100) * 110,
            written=n,
        )
        for n in range(count)
    ]


def made_desk(app: QApplication, path: Path, records: list[Record]) -> Desk:
    app.setStyle("Fusion")
    app.setFont(theme.load_fonts())
    app.setPalette(theme.palette(theme.LIGHT))
    app.setStyleSheet(theme.style_sheet(theme.LIGHT))
    template = templates.built_in("csa", Texts("de").questions())
    facts = [Workshop(id=WORKSHOP_ID, title="Probe"), Group(id="group1", name="Gruppe 1")]
    files.create(path, base_edit("create_workshop", [*facts, *template.categories, *records]))
    return Desk(files.open_store(path, device="bench"), Texts("de"), theme.LIGHT)


def search(desk: Desk) -> None:
    page = BoardPage(desk)
    page.resize(1600, 900)
    page.show()
    QTest.qWaitForWindowExposed(page)
    QTest.qWait(300)
    opening = timed(page.search)
    (bar,) = page.findChildren(SearchBar)
    times: list[float] = []
    painted: list[float] = []
    for words in TYPED:
        for letter in words:
            began = time.thread_time()
            type_text(bar.field, letter)
            times.append(time.thread_time() - began)
            QApplication.processEvents()
            painted.append(time.thread_time() - began)
        for _ in words:
            press(bar.field, Qt.Key.Key_Backspace)
        QApplication.processEvents()
    plain = [timed(lambda: [c for c in desk.state.all(Card) if "bürger" in folded(c.text)]) for _ in range(5)]
    says("search, opening the bar", [opening])
    says("search, a key", times)
    says("search, a key until painted", painted)
    says("folding and looking through all texts", plain)
    print(f"a key / looking through all texts: {statistics.median(times) / statistics.median(plain):.2f}")
    page.close()


def replacing(desk: Desk) -> None:
    says("replace, the first 5,000 places", [timed(lambda: find(desk.state, Sought("e"), most=5000))])
    says("replace, a rare word", [timed(lambda: find(desk.state, Sought("bushaltestelle")))])


def spelling() -> None:
    for language in ("de", "en"):
        stems = dictionaries(language, [])
        says(f"spelling, reading {language}", [timed(partial(load, stems))])
    german = load(dictionaries("de", []))
    assert german is not None
    says("spelling, a right word", [timed(partial(german.knows, word)) for word in RIGHT])
    says("spelling, a wrong word", [timed(partial(german.knows, word)) for word in WRONG])
    says("spelling, suggestions", [timed(partial(german.suggest, word, 6)) for word in WRONG])


def timed(run: Callable[[], object]) -> float:
    began = time.thread_time()
    run()
    return time.thread_time() - began


def says(words: str, times: list[float]) -> None:
    row = sorted(times)
    p95 = row[min(len(row) - 1, round(0.95 * (len(row) - 1)))]
    print(f"{words}: median {statistics.median(row) * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms, of {len(row)}")


if __name__ == "__main__":
    main()
