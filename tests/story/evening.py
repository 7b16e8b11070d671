"""The end of the day: the paper, and the workshop as it is when it is opened again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.story.afternoon import MEASURE, RESPONSIBLE, STATEMENT
from tests.story.hands import find, wait_for
from tests.story.morning import GOAL, PEOPLE, TITLE
from werkstatt_desktop.domain import sealing
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.program.program import Program


def print_protocol(window: WorkshopWindow, qtbot: QtBot, paper: Path) -> None:
    """Ctrl+P shows the pages; the PDF is saved through the dialog."""
    press(window, "Ctrl+P")
    assert window.page_name == "protocol"
    page = window.stack.currentWidget()
    assert page is not None
    shown = lambda: any("16 von 16" in label.text() for label in page.findChildren(QLabel))  # noqa: E731
    qtbot.waitUntil(shown, timeout=15_000)
    click(find(page, QPushButton, "save-protocol"))
    dialog = wait_for(qtbot, lambda: page.findChild(QFileDialog, "save-paper"))
    # Typing here would open the toolkit's completer, which the offscreen plugin cannot show.
    find(dialog, QLineEdit, "fileNameEdit").setText(str(paper))
    save = find(dialog, QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
    qtbot.waitUntil(save.isEnabled)
    click(save)
    qtbot.waitUntil(paper.exists, timeout=15_000)


def assert_on_paper(paper: Path, state: State) -> None:
    """The text of the PDF holds each card verbatim as often as it must, and says so in its last line."""
    pages = [page.extract_text() for page in PdfReader(paper).pages]
    text = " ".join(" ".join(pages).split())
    for words in (TITLE, GOAL, "Stadt Essen", "Gemeinsame Ziele", "Wer koordiniert nach dem Workshop?"):
        assert words in text
    for words in (
        STATEMENT,
        MEASURE,
        RESPONSIBLE,
        "11.12.2009",
        "9 Punkte",
        "4 Personen",
        "Version 1, abgeschlossen",
    ):
        assert words in text
    assert all(name not in text for name, _ in PEOPLE if name != RESPONSIBLE)
    assert "16" in pages[-1]
    found = Counter({card.text: text.count(card.text) for card in state.all(Card)})
    assert min(found.values()) >= 1, found


def go_on(program: Program, qtbot: QtBot, path: Path, state: State) -> None:
    """Opened again, the workshop is as it was closed, and work can go on as the next version."""
    program.open_path(path)
    qtbot.waitUntil(lambda: bool(program.open))
    window = next(iter(program.open.values())).window
    show(window)
    assert window.desk.state == state
    assert sealing.is_as_sealed(state)
    click(find(window, QPushButton, "seal-reopen"))
    assert (sealing.version(window.desk.state), sealing.is_sealed(window.desk.state)) == (2, False)
    window.close()
    qtbot.waitUntil(lambda: not program.open)
