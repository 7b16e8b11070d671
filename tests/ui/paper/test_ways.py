"""The buttons that lead on from a saved file, with programs that stand in for those of the desktop."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press, show
from tests.ui.paper.stand_ins import StandIns
from werkstatt_desktop.domain.records import Participant
from werkstatt_desktop.domain.verbs import people, setup
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.paper.delivered import Delivered
from werkstatt_desktop.ui.paper.delivery import Delivery
from werkstatt_desktop.ui.paper.ways import Ways

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NAME = "2009-09-23 <b>T & T – Protokoll.pdf"


class Window(QWidget):
    """The ways from a file that was saved, and what is said of them."""

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__()
        self.done = Delivered(desk.texts)
        self.delivery = Delivery(desk, self)
        self.ways = Ways(desk, self.done, self.delivery, self)
        QVBoxLayout(self).addWidget(self.done)
        self.said: list[str] = []
        desk.said.connect(self.said.append)
        self.delivery.failed.connect(lambda error: self.said.append(desk.texts.sentence(error)))
        path.write_bytes(b"%PDF-1.7 %%EOF")
        self.delivery.last = path
        self.done.show_saved(path)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIns:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    return StandIns(tmp_path, monkeypatch)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Window:
    made = Window(desk, tmp_path / NAME)
    qtbot.addWidget(made)
    show(made)
    return made


def test_folder_is_opened(programs: StandIns, window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    """The button opens the folder, and the window waits for nobody; what cannot be opened is said."""
    programs.put("xdg-open")
    click(window.done.open_folder)
    assert window.delivery.outbox.busy
    qtbot.waitUntil(lambda: not window.delivery.outbox.busy)
    assert programs.words("xdg-open") == [str(tmp_path)]
    assert window.said == []
    programs.put("xdg-open", "sys.exit(4)")
    click(window.done.open_folder)
    qtbot.waitUntil(lambda: window.said == [f"{tmp_path.name} lässt sich von hier aus nicht öffnen."])


def test_letter_to_the_distribution_list(
    programs: StandIns, desk: Desk, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    """The mail program gets the file, the recipients and what it is about; that is said."""
    programs.put("xdg-email")
    desk.do(setup.edit_workshop, distribution="Amt 51: a@example.org\nb@example.org")
    click(window.done.send)
    qtbot.waitUntil(lambda: len(window.said) == 1)
    assert window.said == [
        f"Die Nachricht ist im Mailprogramm geöffnet. Sehen Sie nach, ob {NAME} angehängt ist."
    ]
    words = programs.words("xdg-email")
    assert words[words.index("--attach") + 1] == str(tmp_path / NAME)
    assert words[-2:] == ["a@example.org", "b@example.org"]


def test_letter_to_participants_too(programs: StandIns, desk: Desk, window: Window, qtbot: QtBot) -> None:
    """Where participants have addresses it is asked whether the letter is for them as well."""
    programs.put("xdg-email")
    desk.do(setup.edit_workshop, distribution="a@example.org")
    desk.do(people.add_participants, [Participant(name="P", email="p@example.org")])
    click(window.done.send)
    menu = window.findChild(QMenu, "send-menu")
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "An den Verteiler (1 Adresse)",
        "Auch an 1 teilnehmende Person",
    ]
    press(menu, "Down")
    press(menu, "Down")
    press(menu, "Return")
    qtbot.waitUntil(lambda: len(window.said) == 1)
    assert programs.words("xdg-email")[-2:] == ["a@example.org", "p@example.org"]
    QApplication.processEvents()


def test_no_mail_program(programs: StandIns, window: Window, qtbot: QtBot) -> None:
    """Then the folder is open, and that is said."""
    programs.put("xdg-open", "sys.exit(0 if sys.argv[1].startswith('/') else 3)")
    click(window.done.send)
    qtbot.waitUntil(lambda: len(window.said) == 1)
    assert window.said == [
        f"Es ließ sich kein Mailprogramm öffnen. {NAME} liegt im Ordner, der jetzt offen ist."
    ]
