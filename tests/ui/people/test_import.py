"""Participants from tables: files of any kind, the clipboard, what is dropped, and what cannot be read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.exchange.workbooks import workbook
from tests.keys import press
from tests.ui.people.test_page import names, open_page, person
from werkstatt_desktop.domain import order
from werkstatt_desktop.domain.records import Participant
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.people.asking import pasted, take_file
from werkstatt_desktop.ui.people.page import PeoplePage
from werkstatt_desktop.ui.people.sheet import PeopleSheet

TABLE = (
    "Nachname\tVorname\tOrganisation\tFachbereich\tGruppe\tAnzahl\n"
    "Kaya\tAyşe\tStadt Essen\tJugendamt\tGruppe 1\t\n"
    "\t\tWohlfahrt\tBeratung\tKita\t12\n"
    "\t\t\t\tKita\t\n"
    "Zu viel\t\t\t\t\t31.02.\n"
)


def read(qtbot: QtBot, page: PeoplePage) -> PeopleSheet:
    """The sheet that is open, once it has read."""
    sheet = page.findChildren(PeopleSheet)[-1]
    qtbot.waitUntil(lambda: sheet.rows.rowCount() > 0 or sheet.line.isVisible(), timeout=30_000)
    qtbot.waitUntil(lambda: sheet.take.isEnabled() or sheet.back.hasFocus(), timeout=30_000)
    return sheet


def outcomes(sheet: PeopleSheet) -> list[str]:
    return [sheet.rows.outcome(row) for row in range(sheet.rows.rowCount())]


def test_paste(desk: Desk, qtbot: QtBot) -> None:
    """Ctrl+V shows who comes of the rows; all of them, with a new group, are one step."""
    page = open_page(desk, qtbot)
    QApplication.clipboard().setText(TABLE)
    press(page.table, "Ctrl+V")
    sheet = read(qtbot, page)
    assert outcomes(sheet) == [
        "Überschriften", "1 Person", "12 Personen", "– nennt niemanden", "– keine Personenzahl",
    ]  # fmt: skip
    assert sheet.summary.text() == "13 Personen in 2 Zeilen, 1 neue Gruppe"
    before = desk.state
    with qtbot.waitSignal(sheet.taken):
        press(sheet, Qt.Key.Key_Return)
    assert person(desk, "Ayşe Kaya").department == "Jugendamt"
    assert len(page.table.selected()) == 2
    assert [group.name for group in order.groups(desk.state)][-1] == "Kita"
    desk.undo()
    assert {p.id for p in desk.state.all(Participant)} == {p.id for p in before.all(Participant)}
    assert len(order.groups(desk.state)) == 2


def test_other_columns(desk: Desk, qtbot: QtBot) -> None:
    """A use goes to another column, and headings can be taken for a row."""
    page = open_page(desk, qtbot, ())
    page.entry.pasted.emit("Amt\tWer\nJugend\tAyşe\n")
    sheet = read(qtbot, page)
    assert sheet.heads.uses == ("department", "")
    box = sheet.heads.boxes[1]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("name"))
    box.activated.emit(box.currentIndex())
    sheet.headed.click()
    assert outcomes(sheet) == ["1 Person", "1 Person"]
    sheet.take.click()
    assert names(page) == ["Ayşe", "Wer"]


def test_known_people(desk: Desk, qtbot: QtBot) -> None:
    """Who is on the list already is left out, unless asked for."""
    page = open_page(desk, qtbot)
    page.entry.pasted.emit("Stand Mai\t\nName\tAmt\nBernd Öz\tSchulamt\nNeu\tX")
    sheet = read(qtbot, page)
    assert outcomes(sheet)[1:] == ["– schon da", "1 Person"]
    assert "1 Zeile über den Überschriften" in sheet.left_out.text()
    sheet.leave_known.click()
    assert outcomes(sheet)[1:] == ["1 Person · schon da", "1 Person"]
    sheet.reject()
    assert len(names(page)) == 4


@pytest.mark.parametrize(
    "content",
    [
        "Name;Abteilung\nJörg Müß;Bauamt\n".encode("cp1252"),
        "Name,Abteilung\nJörg Müß,Bauamt\n".encode("utf-8-sig"),
        "Name\tAbteilung\r\nJörg Müß\tBauamt\r\n".encode("utf-16"),
        workbook([["Name", "Abteilung"], ["Jörg Müß", "Bauamt"], [None, None]]),
    ],
    ids=["cp1252", "utf-8", "utf-16", "xlsx"],
)
def test_dropped_files(desk: Desk, qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    """A file is read whatever its encoding and separator."""
    page = open_page(desk, qtbot, ())
    path = tmp_path / "Liste.csv"
    path.write_bytes(content)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, copy, none = QPointF(50, 50), Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), copy, data, Qt.MouseButton.LeftButton, none)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(at, copy, data, Qt.MouseButton.LeftButton, none))
    read(qtbot, page).take.click()
    assert person(desk, "Jörg Müß").department == "Bauamt"


def bomb() -> bytes:
    """A small file that says it is a workbook of many gigabytes."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bomb, "größer"),
        (lambda: b"%PDF-1.7 no table", "keine Tabelle"),
        (lambda: b"", "steht nichts"),
        (lambda: b"PK\x03\x04 cut off", "beschädigt"),
    ],
    ids=["bomb", "pdf", "empty", "cut"],
)
def test_bad_files(desk: Desk, qtbot: QtBot, tmp_path: Path, content: object, words: str) -> None:
    """A sentence says what is wrong, nothing can be taken over, and nothing was."""
    page = open_page(desk, qtbot)
    path = tmp_path / "Liste.xlsx"
    path.write_bytes(content())  # type: ignore[operator]
    sheet = take_file(desk, path, page)
    qtbot.waitUntil(sheet.back.hasFocus, timeout=30_000)
    assert sheet.line.words.text().startswith("▲")
    assert words in sheet.line.words.text()
    assert not sheet.take.isEnabled()
    assert len(names(page)) == 4


def test_far_too_long(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """Of a table with a million rows only the first are looked at; too many cannot be taken over."""
    page = open_page(desk, qtbot, ())
    path = tmp_path / "Liste.csv"
    path.write_text("Name;Amt\n" + "Jemand;Bauamt\n" * 1_000_000, encoding="utf-8")
    sheet = take_file(desk, path, page)
    qtbot.waitUntil(lambda: sheet.rows.rowCount() > 0, timeout=60_000)
    assert "Nur die ersten" in sheet.left_out.text()
    # All rows name the same person: with the tick taken away there are too many.
    assert sheet.take.isEnabled()
    sheet.leave_known.click()
    assert not sheet.take.isEnabled()
    assert "höchstens" in sheet.left_out.text()


def test_lines_are_names() -> None:
    """A comma between surname and first name parts nothing; below headings it does."""
    [lines] = pasted("Müller, Anna\nKaya, Ayşe")
    assert lines.rows == (("Müller, Anna",), ("Kaya, Ayşe",))
    [table] = pasted("Name,Amt\nKaya,Bauamt")
    assert table.rows[1] == ("Kaya", "Bauamt")
    [formulas] = pasted("Name\tAmt\n=1+1\t'=SUMME(A1)")
    assert formulas.rows[1] == ("=1+1", "=SUMME(A1)")
