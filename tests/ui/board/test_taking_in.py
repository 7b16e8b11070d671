"""Cards from tables and lists: the sheet, the clipboard, files that are dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.exchange.workbooks import workbook
from tests.keys import NONE, press
from tests.ui.board.walls import Board
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Card, Cluster, Group
from werkstatt_desktop.domain.verbs import setup
from werkstatt_desktop.ui.board.taking_in.asking import ask_table, take_file, take_text
from werkstatt_desktop.ui.board.taking_in.sheet import TakingSheet
from werkstatt_desktop.ui.desk import Desk

TABLE = (
    "Text\tKategorie\tGruppe\tThema\tErläuterung\n"
    "Runder Tisch\tChance\tGruppe 1\tGemeinsame Ziele\tweil\n"
    "Zu wenig Zeit\tSchwierigkeit\tGruppe 2\t\t\n"
    "Wer macht mit?\tFrage\tGruppe 3\tNeues Thema\t\n"
    "\tChance\t\t\t\n"
)


def sheet_of(board: Board) -> TakingSheet:
    found = board.page.window().findChildren(TakingSheet)
    assert len(found) == 1
    return found[0]


def read(qtbot: QtBot, sheet: TakingSheet) -> TakingSheet:
    """Wait until the table was read."""
    qtbot.waitUntil(lambda: sheet.rows.rowCount() > 0, timeout=60_000)
    return sheet


def pasted(qtbot: QtBot, board: Board, text: str) -> TakingSheet:
    """Press Ctrl+V on the board with this text in the clipboard."""
    QApplication.clipboard().setText(text)
    press(board.page.view, "Ctrl+V")
    return read(qtbot, sheet_of(board))


def take(qtbot: QtBot, sheet: TakingSheet) -> None:
    with qtbot.waitSignal(sheet.taken, timeout=60_000):
        sheet.take.click()


def outcomes(sheet: TakingSheet) -> list[str]:
    return [sheet.rows.outcome(row) for row in range(sheet.rows.rowCount())]


def choose(box: QComboBox, value: str) -> None:
    """Choose an entry as a user does."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_lines(qtbot: QtBot, board: Board) -> None:
    """Pasted lines become cards of the group in view, in one step, and undo takes all of it back."""
    before = board.desk.state
    sheet = pasted(qtbot, board, "• Mehr Grün\n• Bänke\n\n• Ein Fest, bald")
    assert outcomes(sheet) == ["1 Karte"] * 3
    take(qtbot, sheet)
    new = [card for card in board.desk.state.all(Card) if before.get(Card, card.id) is None]
    assert sorted(card.text for card in new) == ["Bänke", "Ein Fest, bald", "Mehr Grün"]
    assert {card.group_id for card in new} == {"group1"}
    assert board.steps == ["take_in"]
    board.desk.undo()
    assert all(board.desk.state.get(Card, card.id) is None for card in new)


def test_table(qtbot: QtBot, board: Board) -> None:
    """A pasted table is told by its headings; what it names is found or made."""
    sheet = pasted(qtbot, board, TABLE)
    assert outcomes(sheet) == ["Überschriften", "1 Karte", "1 Karte", "1 Karte", "– kein Text"]
    assert sheet.summary.text() == "3 Karten, 1 neues Thema, 1 neue Gruppe, 1 neue Kategorie"
    assert sheet.left_out.text() == "1 Zeile bleibt weg: 1 × kein Text"
    take(qtbot, sheet)
    state = board.desk.state
    assert [c.text for c in order.cards_of_cluster(state, "goals")][-1] == "Runder Tisch"
    assert [group.name for group in order.groups(state)] == ["Gruppe 1", "Gruppe 2", "Gruppe 3"]
    assert "Neues Thema" in {theme.heading for theme in state.all(Cluster)}
    assert board.steps == ["take_in"]
    assert board.said[-1].startswith("3 Karten übernommen.")


def test_unknown_names(qtbot: QtBot, board: Board) -> None:
    """What to do with groups that are not there can be chosen; it is shown at once."""
    sheet = pasted(qtbot, board, TABLE)
    assert sheet.wishes.new_groups.isVisible()
    choose(sheet.wishes.new_groups, "leave")
    assert outcomes(sheet)[3] == "– unbekannte Gruppe"
    choose(sheet.wishes.new_groups, "usual")
    choose(sheet.wishes.new_categories, "usual")
    take(qtbot, sheet)
    card = next(card for card in board.desk.state.all(Card) if card.text == "Wer macht mit?")
    assert (card.group_id, card.category_id) == ("group1", "opportunity")
    assert board.desk.state.count(Group) == 2


def test_another_column(qtbot: QtBot, board: Board) -> None:
    """What a column is good for can be changed; the column that had that use gives it up."""
    sheet = pasted(qtbot, board, "a\tlange Bemerkung\nb\tnoch eine Bemerkung")
    assert sheet.heads.uses == ("", "text")
    choose(sheet.heads.boxes[0], "text")
    assert sheet.heads.uses == ("text", "")
    choose(sheet.heads.boxes[1], "explanation")
    take(qtbot, sheet)
    found = {(card.text, card.explanation) for card in board.desk.state.all(Card)}
    assert {("a", "lange Bemerkung"), ("b", "noch eine Bemerkung")} <= found


def test_known_cards(qtbot: QtBot, board: Board) -> None:
    """Cards that are there already are named, and left out where one wants that."""
    sheet = pasted(qtbot, board, "Prozesse offenlegen\nNeu")
    assert outcomes(sheet) == ["1 Karte · schon da", "1 Karte"]
    sheet.wishes.leave_known.click()
    assert outcomes(sheet) == ["– schon da", "1 Karte"]
    take(qtbot, sheet)
    assert sum(card.text == "Prozesse offenlegen" for card in board.desk.state.all(Card)) == 1


def test_long_text(qtbot: QtBot, board: Board) -> None:
    """A text that is too long is spread over cards, or its row is left out."""
    sheet = pasted(qtbot, board, "Text\tGruppe\n" + "Ein Satz. " * 500 + "\t")
    assert outcomes(sheet)[1] == "2 Karten"
    sheet.wishes.split.click()
    assert outcomes(sheet)[1] == "– zu lang für eine Karte"
    assert not sheet.take.isEnabled()


def test_escape(qtbot: QtBot, board: Board) -> None:
    """Esc leaves everything as it was."""
    sheet = pasted(qtbot, board, TABLE)
    with qtbot.waitSignal(sheet.finished):
        press(sheet.view, Qt.Key.Key_Escape)
    assert board.steps == []


def test_enter(qtbot: QtBot, board: Board) -> None:
    """Enter in the table takes the cards over."""
    sheet = pasted(qtbot, board, TABLE)
    with qtbot.waitSignal(sheet.taken, timeout=60_000):
        press(sheet.view, Qt.Key.Key_Return)
    assert board.steps == ["take_in"]


def test_all_by_keyboard(qtbot: QtBot, board: Board) -> None:
    """Tab comes by everything there is; each control has a name."""
    sheet = pasted(qtbot, board, TABLE)
    controls: list[QWidget] = [*sheet.heads.boxes, sheet.view, sheet.wishes.headed, sheet.wishes.group]
    controls += [sheet.wishes.new_groups, sheet.back, sheet.take]
    sheet.view.setFocus()
    met: set[QWidget | None] = set()
    for _ in range(30):
        met.add(QApplication.focusWidget())
        press(QApplication.focusWidget() or sheet, Qt.Key.Key_Tab)
    assert set(controls) <= met
    assert all(control.accessibleName() or control in {sheet.back, sheet.take} for control in controls)


def test_nothing_to_paste(board: Board) -> None:
    """An empty clipboard has a sentence, and no sheet."""
    QApplication.clipboard().clear()
    press(board.page.view, "Ctrl+V")
    assert board.said == ["In der Zwischenablage ist nichts, was auf eine Pinnwand gehört."]
    assert board.page.window().findChildren(TakingSheet) == []


def test_read_only(board: Board) -> None:
    """A workshop that may only be read takes nothing in."""
    board.desk.store.read_only = True
    QApplication.clipboard().setText("a\nb")
    press(board.page.view, "Ctrl+V")
    assert "gelesen" in board.said[-1]


@pytest.mark.parametrize("name", ["karten.csv", "Karten.XLSX"])
def test_dropped_file(qtbot: QtBot, board: Board, tmp_path: Path, name: str) -> None:
    """A table that is dropped on the board is shown, and taken in."""
    rows: list[list[object]] = [["Text", "Gruppe"], ["Aus der Datei", "Gruppe 2"]]
    csv = "\ufeffText;Gruppe\r\nAus der Datei;Gruppe 2\r\n".encode()
    (tmp_path / name).write_bytes(csv if name.endswith("csv") else workbook(rows))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    drop(board, data)
    sheet = read(qtbot, sheet_of(board))
    take(qtbot, sheet)
    assert "Aus der Datei" in {card.text for card in board.desk.state.all(Card)}
    assert board.desk.group_id == "group2"


def drop(board: Board, data: QMimeData) -> None:
    """Bring something over the board and let it go there, as another program's drag does."""
    at, held = QPoint(200, 200), (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NONE)
    for event in (QDragEnterEvent(at, *held), QDragMoveEvent(at, *held), QDropEvent(QPointF(at), *held)):
        QApplication.sendEvent(board.viewport, event)
        assert event.isAccepted()


def test_dropped_text(qtbot: QtBot, board: Board) -> None:
    """So are lines that are dropped."""
    data = QMimeData()
    data.setText("eins\nzwei")
    drop(board, data)
    assert outcomes(read(qtbot, sheet_of(board))) == ["1 Karte"] * 2


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04 kaputt", "beschädigt"), (b"", "nichts"), (b"%PDF-1.7", "keine Tabelle")],
)
def test_bad_files(qtbot: QtBot, board: Board, tmp_path: Path, content: bytes, words: str) -> None:
    """A file that is no table says so in the sheet, and nothing is done."""
    (tmp_path / "a.csv").write_bytes(content)
    sheet = take_file(board.desk, tmp_path / "a.csv", board.page)
    qtbot.waitUntil(lambda: words in sheet.line.words.text())
    assert not sheet.take.isEnabled()
    press(sheet, Qt.Key.Key_Escape)
    assert board.steps == []


def test_sheets_of_a_file(qtbot: QtBot, board: Board, tmp_path: Path) -> None:
    """Of a workbook with several sheets one is chosen."""

    def add(book: object) -> None:
        book.create_sheet("Zweites").append(["aus dem zweiten"])  # type: ignore[attr-defined]

    (tmp_path / "a.xlsx").write_bytes(workbook([["aus dem ersten"]], add))
    sheet = read(qtbot, take_file(board.desk, tmp_path / "a.xlsx", board.page))
    assert sheet.sheets.isVisible()
    sheet.sheets.setCurrentIndex(1)
    sheet.sheets.activated.emit(1)
    take(qtbot, sheet)
    texts = {card.text for card in board.desk.state.all(Card)}
    assert "aus dem zweiten" in texts
    assert "aus dem ersten" not in texts


def test_ask_for_a_file(qtbot: QtBot, board: Board, tmp_path: Path) -> None:
    """The menu's dialog leads to the sheet."""
    (tmp_path / "a.csv").write_text("eins\nzwei\n", encoding="utf-8")
    dialog = ask_table(board.desk, board.page)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "a.csv"))
    assert len(outcomes(read(qtbot, sheet_of(board)))) == 2
    dialog.reject()


def test_somebody_else_meanwhile(qtbot: QtBot, board: Board) -> None:
    """What is there when the cards are taken over counts, not what was when the sheet opened."""
    sheet = pasted(qtbot, board, "Text\tThema\na\tGemeinsame Ziele\nb\tGemeinsame Ziele")
    board.desk.do(setup.delete_group, "group2")
    take(qtbot, sheet)
    assert [c.text for c in order.cards_of_cluster(board.desk.state, "goals")][-2:] == ["a", "b"]


def test_five_thousand_lines(qtbot: QtBot, board: Board) -> None:
    """5,000 pasted lines are read and taken in, in one step."""
    text = "\n".join(f"Zeile {n} mit einigen Worten" for n in range(5000))
    sheet = pasted(qtbot, board, text)
    take(qtbot, sheet)
    assert board.desk.state.count(Card) == 5006
    assert board.steps == ["take_in"]


def test_hostile_texts(qtbot: QtBot, desk: Desk, qapp: QApplication) -> None:
    """Markup in a table is shown as it is."""
    parent = QWidget()
    qtbot.addWidget(parent)
    sheet = read(qtbot, take_text(desk, "<b>fett</b>\t&amp;\n<img src=x>\ty", parent))
    assert isinstance(sheet, QDialog)
    index = sheet.rows.index(0, 1)
    assert sheet.rows.data(index) == "<b>fett</b>"
    assert "&lt;b&gt;" in str(sheet.rows.data(index, Qt.ItemDataRole.ToolTipRole))
    sheet.reject()
