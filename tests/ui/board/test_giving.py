"""The board for other programs: the clipboard, and files with its picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdf
import pytest
from hypothesis import given
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.hostile import TEXT
from tests.keys import press
from tests.test_outlets import harmless
from tests.ui.board.walls import Board
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.clean import clean
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.records import WORKSHOP_ID, Card, Group, Photo, Workshop
from werkstatt_desktop.domain.state import State, change
from werkstatt_desktop.ui.board.giving.mime import TSV_MIME, Copying, carried
from werkstatt_desktop.ui.board.giving.paint import png_of
from werkstatt_desktop.ui.board.giving.saving import BoardSaving, drawn, name_of
from werkstatt_desktop.ui.board.taking_in.sheet import TakingSheet
from werkstatt_desktop.ui.card_drag import CARDS_MIME
from werkstatt_desktop.ui.safekeeping.work import Work


def copied(board: Board) -> QMimeData:
    press(board.page.view, "Ctrl+C")
    return QApplication.clipboard().mimeData()


def hide(board: Board) -> None:
    """Hide the cards of the group in view, as V does."""
    group = board.desk.state.get(Group, "group1")
    assert group is not None
    board.desk.store.commit(Edit("hide", (change(group, replace(group, hidden=True)),)))


def test_selection(board: Board) -> None:
    """Ctrl+C copies what is chosen as text, as a table and as a picture."""
    board.page.choice.select(["unclear", "money"])
    data = copied(board)
    assert data.text() == "Ressourcen\n- Vernetzung braucht selbst Ressourcen\n\n- Zuständigkeiten unklar"
    rows = bytes(data.data(TSV_MIME).data()).decode().splitlines()
    assert rows[1].split("\t")[:4] == [
        "Vernetzung braucht selbst Ressourcen",
        "Schwierigkeit",
        "Gruppe 1",
        "Ressourcen",
    ]
    assert "<td" in data.html()
    image = data.imageData()
    assert isinstance(image, QImage)
    assert image.width() > 2 * 188
    assert board.said == ["2 Karten kopiert."]
    assert not data.hasFormat(CARDS_MIME)
    assert board.steps == []


def test_theme(board: Board) -> None:
    """A theme is copied with its cards."""
    board.page.choice.only("goals")
    assert copied(board).text() == (
        "Gemeinsame Ziele\n- Zielgerichtet und gemeinsam handeln\n- Spielregeln vereinbaren"
    )


def test_one_card(board: Board) -> None:
    """A single card is its text."""
    board.page.choice.only("open")
    assert copied(board).text() == "Prozesse offenlegen"
    assert board.said == ["1 Karte kopiert."]


def test_board(board: Board) -> None:
    """With nothing chosen all of the board is copied."""
    board.page.choice.only(None)
    data = copied(board)
    assert data.text().count("\n- ") == 6
    image = data.imageData()
    assert isinstance(image, QImage)
    assert image.width() > 1500


def test_many_cards(qtbot: QtBot, make_board: Callable[..., Board]) -> None:
    """Of hundreds of cards text and table are there at once; the picture follows, as the board was then."""
    cards = [
        Card(id=f"x{n}", group_id="group1", category_id="obstacle", text=f"Karte {n}", x=200.0 * (n % 20),
             y=90.0 * (n // 20), written=n)
        for n in range(400)
    ]  # fmt: skip
    board = make_board(cards)
    board.page.choice.only(None)
    data = copied(board)
    assert data.text().count("Karte") == 400
    assert not data.hasImage()
    board.page.choice.select(["x0", "x1"])
    board.page.commands.delete()
    qtbot.waitUntil(lambda: QApplication.clipboard().mimeData().hasImage(), timeout=60_000)
    data = QApplication.clipboard().mimeData()
    assert data.text().count("Karte") == 400
    assert data.hasFormat(TSV_MIME)
    image = data.imageData()
    assert isinstance(image, QImage)
    assert image.width() > 4000


def test_something_else_meanwhile(qtbot: QtBot, make_board: Callable[..., Board]) -> None:
    """A picture that comes late does not take away what was copied meanwhile."""
    cards = [
        Card(id=f"x{n}", group_id="group1", category_id="obstacle", text=f"Karte {n}", written=n)
        for n in range(100)
    ]
    board = make_board(cards)
    board.page.choice.only(None)
    copied(board)
    QApplication.clipboard().setText("etwas anderes")
    copying = board.page.view.findChild(Copying)
    assert isinstance(copying, Copying)
    qtbot.waitUntil(lambda: copying.findChildren(Work) == [], timeout=60_000)
    assert QApplication.clipboard().text() == "etwas anderes"


def test_formulas_are_marked(qtbot: QtBot, make_board: Callable[..., Board]) -> None:
    """A card that looks like a formula cannot reckon in a spreadsheet, and comes back as it was."""
    card = Card(id="x", group_id="group1", category_id="obstacle", text="=HYPERLINK(1)", written=1)
    board = make_board([card])
    board.page.choice.only(None)
    data = copied(board)
    assert "\n'=HYPERLINK" in bytes(data.data(TSV_MIME).data()).decode()
    assert data.text() == "=HYPERLINK(1)"
    press(board.page.view, "Ctrl+V")
    sheet = board.page.window().findChild(TakingSheet)
    assert isinstance(sheet, TakingSheet)
    qtbot.waitUntil(lambda: sheet.rows.rowCount() == 2)
    assert sheet.rows.table.rows[1][0] == "=HYPERLINK(1)"
    sheet.reject()


def test_hidden(board: Board) -> None:
    """Of a group whose cards are hidden nothing is copied, carried out or drawn."""
    hide(board)
    QApplication.clipboard().clear()
    press(board.page.view, "Ctrl+C")
    assert "verdeckt" in board.said[-1]
    assert carried(board.desk, board.page.scene, ["unclear"]) is None
    assert BoardSaving(board.desk, board.page).ask() is None


def test_carried_out(board: Board) -> None:
    """What is carried out of the window has the same forms, and the cards for other places of the window."""
    data = carried(board.desk, board.page.scene, ["unclear", "open"])
    assert data is not None
    assert {CARDS_MIME, TSV_MIME, "text/plain", "text/html"} <= set(data.formats())
    assert data.hasImage()


def test_to_another_group(qtbot: QtBot, board: Board) -> None:
    """What was copied here can be pasted into another group, with everything that belongs to it."""
    board.page.choice.only("goals")
    copied(board)
    board.desk.show_group("group2")
    press(board.page.view, "Ctrl+V")
    sheet = board.page.window().findChild(TakingSheet)
    assert isinstance(sheet, TakingSheet)
    qtbot.waitUntil(lambda: sheet.rows.rowCount() == 3)
    assert sheet.heads.uses == ("text", "category", "", "theme", "explanation")
    with qtbot.waitSignal(sheet.taken, timeout=60_000):
        sheet.take.click()
    theme = order.clusters(board.desk.state, "group2")[0]
    assert theme.heading == "Gemeinsame Ziele"
    assert [card.text for card in order.cards_of_cluster(board.desk.state, theme.id)] == [
        "Zielgerichtet und gemeinsam handeln",
        "Spielregeln vereinbaren",
    ]


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_files(qtbot: QtBot, board: Board, tmp_path: Path, suffix: str) -> None:
    """The board is saved in each kind of file, with all its words, and the window says so."""
    saving = BoardSaving(board.desk, board.page)
    path = tmp_path / f"Tafel{suffix}"
    path.write_bytes(b"what was there before")
    saving.save(str(path))
    qtbot.waitUntil(lambda: board.said[-1] == f"Tafelbild gespeichert: {path.name}", timeout=60_000)
    content = path.read_bytes()
    if suffix == ".png":
        assert QImage.fromData(content).width() > 1500
    elif suffix == ".svg":
        words = " ".join(ET.fromstring(content).itertext())
        assert "Vernetzung braucht" in words
    else:
        pages = pypdf.PdfReader(BytesIO(content)).pages
        assert len(pages) == 1
        assert "Vernetzung braucht" in pages[0].extract_text()
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".part"] == []


def test_photos(qtbot: QtBot, board: Board) -> None:
    """Photos that hang on the board are in its picture, whatever kind of file it is."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#C00040"))
    content = png_of(image)
    photo = Photo(id="p", sha256="a", group_id="group1", x=1200.0, y=0.0, width=216.0, caption="Die Wand")
    state = board.desk.state
    state = State({**state.tables, "photos": {"p": photo}})
    files = {
        suffix: drawn(state, "group1", suffix, "de", picture={"a": content}.get)
        for suffix in (".png", ".svg", ".pdf")
    }
    shown = QImage.fromData(files[".png"])
    assert any(shown.pixelColor(x, 200).name() == "#c00040" for x in range(0, shown.width(), 50))
    root = ET.fromstring(files[".svg"])
    assert len(list(root.iter("{http://www.w3.org/2000/svg}image"))) == 1
    assert "Die Wand" in " ".join(root.itertext())
    page = pypdf.PdfReader(BytesIO(files[".pdf"])).pages[0]
    assert len(page.images) == 1
    assert "Die Wand" in page.extract_text()


def test_same_bytes(board: Board) -> None:
    """The same board gives the same file."""
    for suffix in (".png", ".svg", ".pdf"):
        one, other = (drawn(board.desk.state, "group1", suffix, "de") for _ in range(2))
        assert one == other


def test_cannot_be_written(qtbot: QtBot, board: Board, tmp_path: Path) -> None:
    """Where nothing can be written the window says so, and nothing is left behind."""
    saving = BoardSaving(board.desk, board.page)
    saving.save(str(tmp_path / "missing" / "a.png"))
    qtbot.waitUntil(lambda: "Ordner" in board.said[-1])


def test_another_ending(qtbot: QtBot, board: Board, tmp_path: Path) -> None:
    """A workshop file is never overwritten with a picture: the picture gets its own ending."""
    (tmp_path / "a.werkstatt").write_bytes(b"precious")
    BoardSaving(board.desk, board.page).save(str(tmp_path / "a.werkstatt"))
    qtbot.waitUntil(lambda: board.said[-1].endswith("a.werkstatt.png"), timeout=60_000)
    assert (tmp_path / "a.werkstatt").read_bytes() == b"precious"


def test_dialog(board: Board) -> None:
    """The name that is offered says workshop and group; it follows the kind of file."""
    dialog = BoardSaving(board.desk, board.page).ask()
    assert isinstance(dialog, QFileDialog)
    group = order.groups(board.desk.state)[0]
    assert name_of(board.desk.state, group) == "2026-11-22 Probe Gruppe 1"
    assert dialog.selectedFiles()[0].endswith("2026-11-22 Probe Gruppe 1.png")
    svg = next(name for name in dialog.nameFilters() if "svg" in name)
    dialog.selectNameFilter(svg)
    dialog.filterSelected.emit(svg)
    assert dialog.selectedFiles()[0].endswith(".svg")
    dialog.reject()


def test_empty_board(board: Board) -> None:
    """An empty board has no picture."""
    board.desk.show_group("group2")
    assert BoardSaving(board.desk, board.page).ask() is None
    assert board.said == ["Auf dieser Tafel hängt noch nichts."]


@given(TEXT, TEXT)
def test_names_of_files(title: str, name: str) -> None:
    """Whatever workshop and group are called, the name of the file is harmless."""
    group = Group(id="g9", name=clean(name, lines=False))
    state = State({"workshops": {WORKSHOP_ID: Workshop(id=WORKSHOP_ID, title=clean(title, lines=False))}})
    assert harmless(name_of(state, group))
