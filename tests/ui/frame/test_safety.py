"""How a window tells that its workshop is not safe, and how it closes then: with real files and locks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.keys import click, press
from tests.ui.shell import Asked, lock, open_window, settle, write
from werkstatt_desktop.domain.errors import FileProblem
from werkstatt_desktop.domain.records import Card
from werkstatt_desktop.domain.verbs import setup
from werkstatt_desktop.storage import files
from werkstatt_desktop.storage.places import Place
from werkstatt_desktop.storage.store import Safety
from werkstatt_desktop.texts import Texts
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.frame import banner as banner_module
from werkstatt_desktop.ui.frame.banner import Banner
from werkstatt_desktop.ui.frame.leaving import LeavingSheet
from werkstatt_desktop.ui.frame.window import WorkshopWindow
from werkstatt_desktop.ui.theme import LIGHT

AT = "2026-11-22T14:02:13"


@pytest.fixture
def impatient(kept_desk: Desk) -> Desk:
    """A desk whose file is given up at once where another program holds it."""
    kept_desk.store._document._connection.execute("PRAGMA busy_timeout = 0")
    return kept_desk


@pytest.fixture
def recorderless(look: object, workshop_file: Path, tmp_path: Path) -> Desk:
    """A desk on a computer on which nothing can be stored."""
    (tmp_path / "keep").write_text("no folder", encoding="utf-8")
    store = files.open_store(workshop_file, device="test", keep=tmp_path / "keep")
    store._document._connection.execute("PRAGMA busy_timeout = 0")
    desk = Desk(store, Texts("de"), LIGHT)
    store.write_behind(desk.wake)
    return desk


def banner(window: WorkshopWindow) -> Banner:
    return window.safeguard.banner


def way(window: WorkshopWindow, name: str) -> QWidget:
    found = window.findChild(QWidget, f"banner-{name}")
    assert found is not None
    return found


def texts_in(path: Path) -> list[str]:
    from werkstatt_desktop.storage.reading import read

    return sorted(card.text for card in read(path).state.all(Card))


# --- The banner


def test_banner_comes_and_goes(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """While the file takes nothing an amber banner says so, and work goes on; it goes by itself."""
    window = open_window(impatient, qtbot)
    assert not banner(window).isVisible()
    let_go = lock(workshop_file)
    write(impatient, "eins")
    qtbot.waitUntil(banner(window).isVisible)
    assert banner(window).words.text() == (
        "Nur in der Notsicherung – ein anderes Programm benutzt die Datei gerade. Erfassung läuft weiter."
    )
    assert banner(window).property("level") == "amber"
    assert window.status.safety.text() == "◐ Nur in der Notsicherung"
    write(impatient, "zwei")
    assert impatient.state.count(Card) == 2
    let_go()
    qtbot.waitUntil(lambda: not banner(window).isVisible())
    assert window.status.safety.text().startswith("● Gespeichert ")
    assert texts_in(workshop_file) == ["eins", "zwei"]


def test_short_trouble_is_not_shown(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """What is over in a moment moves nothing on the screen."""
    window = open_window(impatient, qtbot)
    seen: list[bool] = []
    impatient.safety_changed.connect(lambda _safety: seen.append(banner(window).isVisible()))
    let_go = lock(workshop_file)
    write(impatient, "eins")
    qtbot.wait(100)
    let_go()
    impatient.store.flush(1.0)
    qtbot.wait(600)
    assert seen
    assert not any(seen)
    assert not banner(window).isVisible()


def test_amber_does_not_flash_red(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """Each new step is nowhere until the recorder has it; that is no reason for alarm."""
    window = open_window(impatient, qtbot)
    let_go = lock(workshop_file)
    write(impatient, "eins")
    qtbot.waitUntil(banner(window).isVisible)
    levels: set[str] = set()
    impatient.safety_changed.connect(lambda _safety: levels.add(str(banner(window).property("level"))))
    for n in range(12):
        write(impatient, f"Karte {n}")
        qtbot.wait(40)
    assert levels == {"amber"}
    let_go()


def test_nothing_is_safe(recorderless: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """Without a safety copy, and with a file that takes nothing, the banner is red and nothing is taken."""
    window = open_window(recorderless, qtbot)
    let_go = lock(workshop_file)
    write(recorderless, "eins")
    qtbot.waitUntil(lambda: banner(window).property("level") == "red")
    assert banner(window).words.text().startswith("Nicht gesichert – ein anderes Programm benutzt")
    assert window.status.safety.text() == "▲ Nicht gesichert"
    assert recorderless.do(setup.edit_workshop, title="Neu") is None
    assert window.status.words.accessibleName().startswith("Die Datei lässt sich gerade nicht schreiben.")
    let_go()
    qtbot.waitUntil(lambda: banner(window).property("level") == "amber")
    assert banner(window).words.text().startswith("Notsicherung aus – ")
    assert window.status.safety.text().startswith("● Gespeichert ")
    assert texts_in(workshop_file) == ["eins"]
    recorderless.store.close()


def test_try_again_by_button(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """The banner's button tries at once; where it fails that is said."""
    window = open_window(impatient, qtbot)
    let_go = lock(workshop_file)
    write(impatient, "eins")
    qtbot.waitUntil(banner(window).isVisible)
    click(way(window, "again"))
    assert window.status.words.accessibleName() == "Es geht noch nicht; es wird von selbst weiter versucht."
    let_go()
    click(way(window, "again"))
    assert texts_in(workshop_file) == ["eins"]
    assert not banner(window).isVisible()


def test_banner_leads_elsewhere(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """Another place is asked of the program."""
    asked = Asked()
    window = open_window(impatient, qtbot, asked=asked)
    let_go = lock(workshop_file)
    write(impatient, "eins")
    qtbot.waitUntil(banner(window).isVisible)
    click(way(window, "elsewhere"))
    assert asked.calls == ["ask_elsewhere"]
    let_go()


def test_file_that_was_renamed(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """A file that got another name in its folder is found there by what it is, and offered by that name."""
    asked = Asked()
    window = open_window(impatient, qtbot, asked=asked)
    workshop_file.rename(workshop_file.with_name("Neu & alt.werkstatt"))
    (workshop_file.with_name("Anderes.werkstatt")).write_bytes(b"x")
    write(impatient, "eins")
    qtbot.waitUntil(lambda: "moved" in banner(window).ways)
    button = banner(window).ways["moved"]
    assert (button.text(), button.accessibleName()) == (
        "Mit „Neu && alt“ weiterarbeiten",
        "Mit „Neu & alt“ weiterarbeiten",
    )
    assert "die Datei hat jetzt einen anderen Namen" in banner(window).words.text()
    click(button)
    click(way(window, "find"))
    assert asked.calls == ["go_on_with Neu & alt.werkstatt", "ask_place"]
    workshop_file.with_name("Neu & alt.werkstatt").rename(workshop_file)
    qtbot.waitUntil(lambda: not banner(window).isVisible())
    assert texts_in(workshop_file) == ["eins"]


def test_idle_file_that_is_gone(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """Also while nothing waits it is noticed that the file is no longer there."""
    window = open_window(impatient, qtbot)
    workshop_file.unlink()
    qtbot.waitUntil(banner(window).isVisible, timeout=5000)
    assert banner(window).words.text().startswith("Datei nicht erreichbar – ")
    assert window.status.safety.text() == "◐ Datei nicht erreichbar"


def replaced_by(path: Path, text: str) -> None:
    """Another device's version comes in the place of the file, as a sync program brings it."""
    other = path.with_name("anderes")
    shutil.copyfile(path, other)
    store = files.open_store(other, device="other")
    desk = Desk(store, Texts("de"), LIGHT)
    write(desk, text)
    store.close()
    other.replace(path)


def test_merging_with_what_came_instead(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """A version that has taken the file's place is left alone until the user merges it."""
    window = open_window(impatient, qtbot)
    write(impatient, "vorher")
    impatient.store.flush(2.0)
    older = workshop_file.with_name("älter")
    shutil.copyfile(workshop_file, older)
    write(impatient, "hier")
    impatient.store.flush(2.0)
    shutil.copyfile(older, older.with_name("neu.werkstatt"))
    replaced_by(older.with_name("neu.werkstatt"), "dort")
    older.with_name("neu.werkstatt").replace(workshop_file)
    write(impatient, "weiter")
    qtbot.waitUntil(lambda: tuple(banner(window).ways) == ("merge", "both"), timeout=5000)
    assert texts_in(workshop_file) == ["dort", "vorher"]
    click(way(window, "merge"))
    qtbot.waitUntil(lambda: not banner(window).isVisible())
    assert sorted(card.text for card in impatient.state.all(Card)) == ["dort", "hier", "vorher", "weiter"]
    qtbot.waitUntil(lambda: texts_in(workshop_file) == ["dort", "hier", "vorher", "weiter"])


def test_another_workshop_in_its_place(
    impatient: Desk, qtbot: QtBot, workshop_file: Path, tmp_path: Path
) -> None:
    """Another workshop cannot be merged: that is said, and both can be kept."""
    asked = Asked()
    window = open_window(impatient, qtbot, asked=asked)
    from tests.workshops import workshop

    workshop(tmp_path / "fremd").replace(workshop_file)
    write(impatient, "eins")
    qtbot.waitUntil(lambda: "merge" in banner(window).ways, timeout=5000)
    click(way(window, "merge"))
    assert "andere Fassung" in window.status.words.accessibleName()
    assert banner(window).isVisible()
    click(way(window, "both"))
    assert asked.calls == ["keep_both"]


def test_fault_in_the_file(kept_desk: Desk, qtbot: QtBot) -> None:
    """What a look at all of the file has found stays on the screen, with a copy and the backups."""
    asked = Asked()
    window = open_window(kept_desk, qtbot, asked=asked)
    kept_desk.health.find_fault(FileProblem("tables_differ", exit_code=1))
    qtbot.waitUntil(banner(window).isVisible)
    assert banner(window).words.text().startswith("Die Datei widerspricht sich: ")
    click(way(window, "copy"))
    click(way(window, "backups"))
    assert asked.calls == ["save_copy", "show_backups"]
    assert window.status.safety.text().startswith("● Gespeichert ")


def test_read_only_is_said(qtbot: QtBot, look: object, workshop_file: Path) -> None:
    """A file that may only be read has a banner that stays, and nothing can be changed."""
    store = files.open_store(workshop_file, device="test", read_only=True)
    desk = Desk(store, Texts("de"), LIGHT)
    window = open_window(desk, qtbot)
    assert banner(window).isVisible()
    assert tuple(banner(window).ways) == ("elsewhere",)
    assert window.status.safety.text() == "Nur lesbar"
    assert desk.do(setup.edit_workshop, title="Neu") is None
    assert window.status.words.accessibleName().startswith("Die Datei darf nur gelesen werden.")
    assert banner(window).isVisible()


def test_note_on_the_place_is_read_once(kept_desk: Desk, qtbot: QtBot) -> None:
    """On what the file lies is told until the note is closed, and never again for such a medium."""
    asked = Asked()
    window = open_window(kept_desk, qtbot, asked=asked)
    kept_desk.health.lie_at(Place("removable", "/media/stick"))
    qtbot.waitUntil(banner(window).isVisible)
    assert banner(window).property("level") == "info"
    close = way(window, "close")
    assert close.accessibleName() == "Meldung schließen"
    close.setFocus()
    press(close, "Space")
    assert not banner(window).isVisible()
    assert window.stack.isAncestorOf(QApplication.focusWidget())
    assert asked.settings.told == ("removable",)
    kept_desk.health.lie_at(Place("removable", "/media/other"))
    qtbot.wait(500)
    assert not banner(window).isVisible()


def test_steps_that_are_offered(look: object, qtbot: QtBot, workshop_file: Path, tmp_path: Path) -> None:
    """Steps that only the safety copy has are offered, and taken over or left out as the user says."""
    keep = tmp_path / "keep"
    store = files.open_store(workshop_file, device="test", keep=keep)
    before = workshop_file.with_name("vorher")
    shutil.copyfile(workshop_file, before)
    write(Desk(store, Texts("de"), LIGHT), "nur hier")
    store.close()
    for taken in (False, True):
        shutil.copyfile(before, workshop_file)
        other = files.open_store(workshop_file, device="other")
        write(Desk(other, Texts("de"), LIGHT), "von dort")
        other.close()
        store = files.open_store(workshop_file, device="test", keep=keep)
        assert len(store.offered) == 1
        desk = Desk(store, Texts("de"), LIGHT)
        window = open_window(desk, qtbot)
        assert banner(window).words.text() == "In der Notsicherung ist 1 Schritt, der in dieser Datei fehlt."
        if not taken:
            window.close()
            continue
        click(way(window, "take"))
        assert not banner(window).isVisible()
        assert sorted(card.text for card in desk.state.all(Card)) == ["nur hier", "von dort"]
        assert window.status.words.accessibleName() == "1 Schritt übernommen"
        store.close()


def test_offer_that_is_not_wanted(look: object, qtbot: QtBot, workshop_file: Path, tmp_path: Path) -> None:
    """What was not taken over is not offered again."""
    keep = tmp_path / "keep"
    store = files.open_store(workshop_file, device="test", keep=keep)
    before = workshop_file.with_name("vorher")
    shutil.copyfile(workshop_file, before)
    write(Desk(store, Texts("de"), LIGHT), "nur hier")
    store.close()
    shutil.copyfile(before, workshop_file)
    other = files.open_store(workshop_file, device="other")
    write(Desk(other, Texts("de"), LIGHT), "von dort")
    other.close()
    desk = Desk(files.open_store(workshop_file, device="test", keep=keep), Texts("de"), LIGHT)
    window = open_window(desk, qtbot)
    click(way(window, "leave"))
    assert not banner(window).isVisible()
    assert [card.text for card in desk.state.all(Card)] == ["von dort"]
    desk.store.close()
    again = files.open_store(workshop_file, device="test", keep=keep)
    assert again.offered == ()
    again.close()


def test_banner_is_told_once(kept_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the ear each matter is news once, however often it is tried and whatever more is written."""
    told: list[str] = []
    monkeypatch.setattr(banner_module, "announce", lambda _widget, words: told.append(words))
    window = open_window(kept_desk, qtbot)
    for waiting in (1, 2, 2):
        trouble = FileProblem("file_busy", exit_code=4)
        kept_desk.safety_changed.emit(Safety(AT, waiting, trouble, recorded=True))
        qtbot.wait(450)
    assert told == [f"Warnung: {banner(window).words.text()}"]


def test_banner_words_are_plain(kept_desk: Desk, qtbot: QtBot) -> None:
    """No name in the banner is taken for markup, and an icon stands before the words."""
    window = open_window(kept_desk, qtbot)
    assert banner(window).words.textFormat() == Qt.TextFormat.PlainText
    kept_desk.health.lie_at(Place("synced", "/", "<b>Wolke</b>"))
    qtbot.waitUntil(banner(window).isVisible)
    assert banner(window).words.text().startswith("<b>Wolke</b> gleicht")
    icon = window.findChild(QLabel, "banner-icon")
    assert icon is not None
    assert not icon.pixmap().isNull()


def test_f6_reaches_the_banner(kept_desk: Desk, qtbot: QtBot) -> None:
    """The ways out are reached by keyboard."""
    window = open_window(kept_desk, qtbot)
    kept_desk.health.find_fault(FileProblem("tables_differ", exit_code=1))
    qtbot.waitUntil(banner(window).isVisible)
    for _ in range(5):
        press(QApplication.focusWidget() or window, "F6")
        if banner(window).has_focus:
            break
    assert QApplication.focusWidget() is banner(window).ways["copy"]


def test_window_made_in_trouble(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """A window that is made while steps wait shows the banner at once."""
    let_go = lock(workshop_file)
    write(impatient, "eins")
    qtbot.waitUntil(lambda: impatient.store.safety.trouble is not None and impatient.store.safety.recorded)
    window = open_window(impatient, qtbot)
    assert banner(window).isVisible()
    let_go()
    qtbot.waitUntil(lambda: not banner(window).isVisible())


# --- Closing


def sheet(window: WorkshopWindow, qtbot: QtBot) -> LeavingSheet:
    qtbot.waitUntil(lambda: window.findChild(LeavingSheet) is not None)
    found = window.findChild(LeavingSheet)
    assert found is not None
    return found


def button(of: QWidget, name: str) -> QPushButton:
    found = of.findChild(QPushButton, name)
    assert found is not None
    return found


def test_closing_waits_for_what_is_on_its_way(kept_desk: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """While steps are on their way a small sheet shows that; when all is in the file the window goes."""
    window = open_window(kept_desk, qtbot)
    let_go = lock(workshop_file)
    write(kept_desk, "eins")
    write(kept_desk, "zwei")
    window.close()
    assert window.isVisible()
    found = sheet(window, qtbot)
    assert found.isVisible()
    assert (found.heading.text(), found.words.text()) == (
        "Wird noch gesichert …",
        "2 Schritte sind unterwegs in die Datei.",
    )
    bar = found.findChild(QProgressBar)
    assert bar is not None
    assert bar.isVisible()
    assert not found.elsewhere.isVisible()
    let_go()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert texts_in(workshop_file) == ["eins", "zwei"]


def test_closing_can_be_called_off(kept_desk: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """Cancel and Esc keep the window; what waits is saved all the same."""
    window = open_window(kept_desk, qtbot)
    let_go = lock(workshop_file)
    write(kept_desk, "eins")
    for leave in (lambda found: click(button(found, "leaving-back")), lambda found: press(found, "Esc")):
        window.close()
        leave(sheet(window, qtbot))
        qtbot.waitUntil(lambda: window.findChild(LeavingSheet) is None)
        assert window.isVisible()
    let_go()
    qtbot.waitUntil(lambda: texts_in(workshop_file) == ["eins"])
    assert window.isVisible()


def test_closing_with_steps_in_the_safety_copy(
    impatient: Desk, qtbot: QtBot, workshop_file: Path, tmp_path: Path
) -> None:
    """In trouble the sheet says where the steps are; after closing they come back with the next opening."""
    window = open_window(impatient, qtbot)
    let_go = lock(workshop_file)
    write(impatient, "eins")
    window.close()
    found = sheet(window, qtbot)
    qtbot.waitUntil(found.elsewhere.isVisible)
    assert found.heading.text() == "1 Schritt ist noch nicht in der Datei"
    assert found.words.text() == (
        "Er ist in der Notsicherung auf diesem Rechner und kommt beim nächsten Öffnen hier dazu."
    )
    assert found.close_now.text() == "Schließen"
    click(found.close_now)
    qtbot.waitUntil(lambda: not window.isVisible())
    let_go()
    store = files.open_store(workshop_file, device="test", keep=tmp_path / "keep")
    assert (store.taken, [card.text for card in store.state.all(Card)]) == (1, ["eins"])
    store.close()


def test_closing_with_steps_that_are_nowhere(recorderless: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """Without a safety copy it is said that closing loses the steps; another place is the first choice."""
    asked = Asked()
    window = open_window(recorderless, qtbot, asked=asked)
    let_go = lock(workshop_file)
    write(recorderless, "eins")
    window.close()
    found = sheet(window, qtbot)
    qtbot.waitUntil(found.elsewhere.isVisible)
    assert "geht beim Schließen verloren" in found.words.text()
    assert found.close_now.text() == "Trotzdem schließen"
    qtbot.waitUntil(found.elsewhere.hasFocus)
    press(found.elsewhere, Qt.Key.Key_Return)
    assert (asked.calls, window.isVisible()) == (["ask_elsewhere"], True)
    qtbot.waitUntil(lambda: window.findChild(LeavingSheet) is None)
    window.close()
    found = sheet(window, qtbot)
    qtbot.waitUntil(found.close_now.isVisible)
    click(found.close_now)
    qtbot.waitUntil(lambda: not window.isVisible())
    let_go()


def test_closing_when_the_file_is_gone(impatient: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """A file that is out of reach is told at closing, though nothing waits."""
    window = open_window(impatient, qtbot)
    workshop_file.unlink()
    qtbot.waitUntil(banner(window).isVisible, timeout=5000)
    window.close()
    found = sheet(window, qtbot)
    assert found.heading.text() == "Die Datei ist nicht erreichbar"
    assert found.words.text() == "Alles Eingegebene steht auch in der Notsicherung auf diesem Rechner."
    click(found.close_now)
    qtbot.waitUntil(lambda: not window.isVisible())


def test_closing_never_blocks(
    kept_desk: Desk, qtbot: QtBot, workshop_file: Path, gaps: Callable[[], float]
) -> None:
    """While another program holds the file, closing holds up nothing for longer than a moment."""
    window = open_window(kept_desk, qtbot)
    let_go = lock(workshop_file)
    write(kept_desk, "eins")
    settle()
    gaps()
    window.close()
    qtbot.wait(500)
    assert window.findChild(LeavingSheet) is not None
    assert gaps() < 0.4
    let_go()
    qtbot.waitUntil(lambda: not window.isVisible())
