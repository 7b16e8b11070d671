"""The page Protocol: preview, what is still open, saving and printing."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.keys import click, drag, press, show
from tests.ui.shell import open_window, settle, when_asked, write
from werkstatt_desktop.domain import paper as papers
from werkstatt_desktop.domain.records import Category
from werkstatt_desktop.domain.verbs import board, cards, measures, parking, setup
from werkstatt_desktop.domain.verbs.paper import choose_variant
from werkstatt_desktop.printing import pdf
from werkstatt_desktop.ui import theme
from werkstatt_desktop.ui.desk import Desk
from werkstatt_desktop.ui.paper import page as protocol_module
from werkstatt_desktop.ui.paper.orders import alone
from werkstatt_desktop.ui.paper.page import ProtocolPage
from werkstatt_desktop.ui.paper.section_list import SectionList
from werkstatt_desktop.ui.paper.section_rows import PAGES_ROLE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Progress = Callable[[int, int], None]


def open_page(desk: Desk, qtbot: QtBot) -> ProtocolPage:
    page = ProtocolPage(desk)
    qtbot.addWidget(page)
    page.resize(1240, 800)
    show(page)
    page.setFocus()
    wait(page, qtbot)
    return page


def wait(page: ProtocolPage, qtbot: QtBot) -> None:
    """Until the preview shows the protocol as it is."""
    qtbot.waitUntil(
        lambda: not page._stale and not page._pause.isActive() and is_current(page), timeout=15000
    )


def is_current(page: ProtocolPage) -> bool:
    return page._last is not None and page._last.job == page._typesetter._job and page.preview.is_drawn


def summary(page: QWidget) -> str:
    label = page.findChild(QLabel, "protocol-summary")
    assert label is not None
    return label.text()


def open_ends(page: QWidget) -> list[str]:
    box, label = page.findChild(QWidget, "still-open"), page.findChild(QLabel, "open-ends")
    assert box is not None
    assert label is not None
    return label.text().split("\n") if box.isVisible() else []


def button(page: QWidget, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None
    return found


# --- Preview


def test_says_how_much_is_printed(desk: Desk, qtbot: QtBot) -> None:
    """Pages, printed cards and cards of the workshop are told, and the pages are shown."""
    write(desk, "eins", "zwei")
    page = open_page(desk, qtbot)
    made = page._last
    assert made is not None
    assert summary(page) == f"{len(made.sizes)} Seiten · 2 von 2 Karten enthalten ✓"
    assert page.preview.accessibleDescription() == f"{len(made.sizes)} Seiten"
    assert page.preview.hasFocus()


def test_keyboard_goes_from_preview_to_what_is_chosen_and_done(desk: Desk, qtbot: QtBot) -> None:
    """The page has the keyboard in the preview; Tab leads through what is chosen to printing and saving."""
    open_page(desk, qtbot)
    names = []
    for _ in range(9):
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, "Tab")
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.objectName())
    assert names[:4] == ["paper-variant", "paper-no-names", "paper-draft", "protocol-sections"]
    assert names[4:7] == ["print-protocol", "save-protocol", "save-other-format"]


def test_empty_workshop(desk: Desk, qtbot: QtBot) -> None:
    """A workshop without cards has a protocol too."""
    assert "0 von 0 Karten enthalten ✓" in summary(open_page(desk, qtbot))


def test_preview_follows_changes(desk: Desk, qtbot: QtBot) -> None:
    """After a change, and after undo, the preview is set anew by itself."""
    page = open_page(desk, qtbot)
    before = page.preview.viewport().grab().toImage()
    desk.do(setup.edit_workshop, title="Ein ganz anderer Titel")
    wait(page, qtbot)
    after = page.preview.viewport().grab().toImage()
    assert after != before
    desk.undo()
    wait(page, qtbot)
    assert page.preview.viewport().grab().toImage() == before


def test_quick_changes_are_set_once(desk: Desk, qtbot: QtBot) -> None:
    """Several changes within the pause lead to one setting."""
    page = open_page(desk, qtbot)
    job = page._typesetter._job
    for n in range(5):
        write(desk, f"Karte {n}")
    wait(page, qtbot)
    assert page._typesetter._job == job + 1
    assert "5 von 5" in summary(page)


def test_hidden_page_sets_nothing(desk: Desk, qtbot: QtBot) -> None:
    """While the page is hidden nothing is set; shown again it catches up."""
    page = open_page(desk, qtbot)
    job = page._typesetter._job
    write(desk, "vor dem Verlassen")
    page.hide()
    write(desk, "danach")
    qtbot.wait(protocol_module._PAUSE_MS + 100)
    assert page._typesetter._job == job
    page.show()
    wait(page, qtbot)
    assert "2 von 2" in summary(page)


def test_paper_speaks_the_language_of_the_workshop(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    """An English screen shows the German protocol of a German workshop, and its words are English."""
    desk = make_desk("en")
    page = open_page(desk, qtbot)
    assert "0 of 0 cards included" in summary(page)
    assert page._paper().language == "de"
    desk.do(setup.edit_workshop, language="en")
    wait(page, qtbot)
    assert page._paper() is desk.texts


def test_theme_repaints_the_wall(desk: Desk, qtbot: QtBot) -> None:
    """In the dark the wall is dark, the paper stays white."""
    page = open_page(desk, qtbot)
    desk.show_theme(theme.DARK)
    settle()
    shown = page.preview.viewport().grab().toImage()
    assert shown.pixelColor(3, 3).name().upper() == theme.DARK.wall
    assert shown.pixelColor(shown.width() // 2, 60).name() == "#ffffff"


def test_slow_setting_is_said(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting that takes its time is said, quick setting does not flicker."""
    page = open_page(desk, qtbot)
    seen: list[str] = []
    write(desk, "eins")

    def through() -> bool:
        seen.append(summary(page))
        return is_current(page) and not page._stale

    qtbot.waitUntil(through)
    assert "Die Seiten werden gesetzt …" not in seen
    monkeypatch.setattr(protocol_module, "_PATIENCE_MS", 0)
    write(desk, *[f"Karte {n}" for n in range(300)])
    qtbot.waitUntil(lambda: summary(page) == "Die Seiten werden gesetzt …")
    wait(page, qtbot)
    assert "301 von 301" in summary(page)


def test_failure_is_said_and_passes(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A protocol that cannot be set is said in a sentence; the next change is set again."""

    def fail(*_: object, **__: object) -> None:
        raise ValueError

    page = open_page(desk, qtbot)
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "to_bytes", fail)
        write(desk, "eins")
        qtbot.waitUntil(lambda: summary(page).startswith("▲ Das Protokoll konnte nicht gesetzt werden."))
    caplog.clear()
    write(desk, "zwei")
    wait(page, qtbot)
    assert "2 von 2" in summary(page)


# --- Still open


def test_what_is_still_open(desk: Desk, qtbot: QtBot) -> None:
    """Loose cards, empty and nameless themes and open questions are told, one a line, and go when mended."""
    page = open_page(desk, qtbot)
    assert open_ends(page) == []
    ids = list(write(desk, "eins", "zwei").ids("cards"))
    # A group that forms no themes means its cards to hang as they do; the page Close says the same.
    assert open_ends(page) == []
    formed = desk.do(board.form_cluster, group_id="group1", card_ids=ids)
    assert formed is not None
    (theme_id,) = formed.ids("clusters")
    desk.do(parking.park, "Wer lädt ein?", kind="question")
    assert open_ends(page) == ["1 Thema ohne Überschrift", "1 Frage ohne Antwort"]
    desk.do(board.name_cluster, theme_id, "Wege")
    ids += write(desk, "drei").ids("cards")
    assert open_ends(page) == ["1 Karte ohne Thema", "1 Frage ohne Antwort"]
    desk.do(cards.delete_cards, ids)
    assert open_ends(page) == ["1 Thema ohne Karten", "1 Frage ohne Antwort"]
    desk.do(board.dissolve_cluster, theme_id)
    item = next(iter(desk.state.tables["parked"].values()))
    desk.do(parking.edit_parked, item.id, answer="Das Amt")
    assert open_ends(page) == []
    asked = next(c for c in desk.state.all(Category) if c.role == "obstacle")
    written = desk.do(cards.write_cards, group_id="group1", category_id=asked.id, texts=["Zu wenig Zeit"])
    assert written is not None
    formed = desk.do(board.form_cluster, group_id="group1", card_ids=list(written.ids("cards")))
    assert formed is not None
    desk.do(board.name_cluster, formed.ids("clusters")[0], "Hürden")
    desk.do(measures.add_measure, "Anfangen")
    assert open_ends(page) == [
        "1 Schwierigkeit ohne Anregung",
        "1 Maßnahme ohne Verantwortliche",
        "1 Maßnahme ohne Termin",
    ]


# --- What is chosen


def rows_of(page: ProtocolPage) -> SectionList:
    return page.panel.choices.sections


def place_of(page: ProtocolPage, key: str) -> QPoint:
    """The middle of a section's row."""
    view = rows_of(page)
    page.panel.findChild(QScrollArea, "protocol-scroll").ensureWidgetVisible(view)  # type: ignore[union-attr]
    return view.visualRect(page.panel.choices.rows.index(page.panel.choices.rows.keys.index(key))).center()


def pages_of(page: ProtocolPage, key: str) -> str:
    rows = page.panel.choices.rows
    return str(rows.data(rows.index(rows.keys.index(key)), PAGES_ROLE))


def test_click_switches_a_section(desk: Desk, qtbot: QtBot) -> None:
    """Pages stand beside each section; one that is switched off leaves the paper, and undo brings it back."""
    write(desk, "eins", "zwei")
    page = open_page(desk, qtbot)
    shown = pages_of(page, "cards")
    assert shown[0].isdigit()
    assert pages_of(page, "names") == "–"
    click(rows_of(page).viewport(), place_of(page, "cards"))
    assert pages_of(page, "cards") == "–"
    wait(page, qtbot)
    assert "cards" not in papers.of(desk.state).sections
    assert summary(page).endswith("· ohne die Karten")
    desk.undo()
    wait(page, qtbot)
    assert pages_of(page, "cards") == shown


def test_keys_switch_and_move_a_section(desk: Desk, qtbot: QtBot) -> None:
    """Space switches, Alt with an arrow moves, over what goes along with others; the keyboard stays there."""
    page = open_page(desk, qtbot)
    view = rows_of(page)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    while view.key != "people":
        press(view, "Down")
    press(view, "Space")
    assert "people" not in papers.of(desk.state).sections
    press(view, "Alt+Down")
    order = papers.order_of(desk.state, "full")
    # The board goes along with the cards below it.
    assert order[order.index("people") - 2 : order.index("people")] == ("boards", "cards")
    assert view.key == "people"
    press(view, "Alt+Up")
    assert papers.order_of(desk.state, "full") == papers.SECTIONS
    said: list[str] = []
    desk.said.connect(said.append)
    while view.key != "boards":
        press(view, "Down")
    press(view, "Alt+Down")
    assert said == ["Dieser Abschnitt steht bei anderen; er lässt sich nur aufnehmen oder weglassen."]


def test_section_is_dragged(desk: Desk, qtbot: QtBot) -> None:
    """A section let go between two others stands there; a press without a drag switches it instead."""
    page = open_page(desk, qtbot)
    view = rows_of(page)
    start, end = place_of(page, "outlook"), place_of(page, "programme")
    drag(view.viewport(), start, QPoint(start.x(), end.y() - 12), QPoint(start.x(), end.y() - 12))
    assert papers.order_of(desk.state, "full")[:3] == ("highlights", "outlook", "programme")
    assert "outlook" in papers.of(desk.state).sections


def test_page_of_a_section_comes_into_view(desk: Desk, qtbot: QtBot) -> None:
    """Enter on a section, or a click on its pages, brings them to the top of the preview."""
    write(desk, *[f"Karte {n}" for n in range(60)])
    page = open_page(desk, qtbot)
    view, bar = rows_of(page), page.preview.verticalScrollBar()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    while view.key != "cards":
        press(view, "Down")
    press(view, "Return")
    first = page._last.parts["cards"][0]  # type: ignore[union-attr]
    top = page.preview._boxes[first - 1].top()
    assert 0 < top - bar.value() < 40
    bar.setValue(0)
    place = place_of(page, "cards")
    click(view.viewport(), QPoint(view.viewport().width() - 8, place.y()))
    assert 0 < top - bar.value() < 40
    assert "cards" in papers.of(desk.state).sections


def test_variant_of_one_group(desk: Desk, qtbot: QtBot) -> None:
    """With the variant Group one is chosen from a list; the other group's cards are not counted then."""
    write(desk, "eins", "zwei")
    write(desk, "drei", group="group2")
    page = open_page(desk, qtbot)
    tabs, group = page.panel.choices.tabs, page.panel.choices.group
    assert not group.isVisible()
    click(tabs, tabs.tabRect(2).center())
    assert papers.of(desk.state).variant == "group"
    assert group.isVisible()
    group.setFocus()
    press(group, "Down")
    press(group, "Down")
    assert group.currentText() == "Gruppe 2"
    assert papers.of(desk.state).group_id == "group2"
    wait(page, qtbot)
    assert "· 1 von " in summary(page)
    desk.undo()
    desk.undo()
    desk.undo()
    assert papers.of(desk.state).variant == "full"
    assert tabs.currentIndex() == 0


def test_without_names_as_a_draft_and_back(desk: Desk, qtbot: QtBot) -> None:
    """Both are one step each; the way back to the usual sections is there once something was changed."""
    page = open_page(desk, qtbot)
    choices = page.panel.choices
    press(choices.no_names, "Space")
    press(choices.draft, "Space")
    paper = papers.of(desk.state)
    assert (paper.no_names, paper.draft) == (True, True)
    desk.undo()
    assert (choices.no_names.isChecked(), choices.draft.isChecked()) == (True, False)
    assert not choices.usual.isVisible()
    click(rows_of(page).viewport(), place_of(page, "measures"))
    assert choices.usual.isVisible()
    choices.usual.setFocus()
    press(choices.usual, "Return")
    assert papers.of(desk.state).sections == papers.USUAL["full"]
    assert not choices.usual.isVisible()
    assert rows_of(page).hasFocus()


def test_choices_of_a_workshop_that_cannot_be_written(desk: Desk, qtbot: QtBot) -> None:
    """It can be printed in any way all the same; what is chosen stays with the window."""
    write(desk, "eins", "zwei")
    page = open_page(desk, qtbot)
    desk.store.flush()
    desk.store.read_only = True
    before = desk.state
    click(rows_of(page).viewport(), place_of(page, "cards"))
    wait(page, qtbot)
    assert summary(page).endswith("· ohne die Karten")
    press(page.panel.choices.tabs, "Right")
    wait(page, qtbot)
    assert summary(page).startswith("1 Seite ")
    assert page._file_name("pdf").endswith("Kurzprotokoll.pdf")
    press(page.panel.choices.draft, "Space")
    assert page.panel.choices.paper.draft
    assert desk.state is before
    desk.store.read_only = False


def test_long_setting_can_be_stopped(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows how far it is; stopped, the pages before stay in view, and the next change is set again."""
    page = open_page(desk, qtbot)
    before = page._last

    def slow(*_: object, cancelled: Callable[[], bool], progress: Progress, **__: object) -> None:
        while not cancelled():
            progress(3, 10)
            time.sleep(0.01)
        raise pdf.Cancelled

    with monkeypatch.context() as patch:
        patch.setattr(pdf, "to_bytes", slow)
        write(desk, "eins")
        bar = page.panel.setting.bar
        qtbot.waitUntil(lambda: bar.isVisible() and (bar.value(), bar.maximum()) == (3, 10))
        click(page.panel.setting.stop)
    assert summary(page).startswith("▲ Abgebrochen")
    assert not bar.isVisible()
    assert page._last is before
    write(desk, "zwei")
    wait(page, qtbot)
    assert "2 von 2" in summary(page)


def test_pages_of_an_earlier_setting_are_not_offered_for_printing(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as the newest pages are not there, the print dialog does not know how many there are."""
    page = open_page(desk, qtbot)
    offered: list[int] = []
    monkeypatch.setattr(
        page.delivery, "print_out", lambda _order, _title, pages, _copies: offered.append(pages)
    )
    page.print_protocol()
    desk.do(choose_variant, "summary")
    page._ask()
    page.print_protocol()
    wait(page, qtbot)
    page.print_protocol()
    assert page._last is not None
    assert offered[0] > 0
    assert offered[1:] == [0, len(page._last.sizes)]


# --- Saving


def save_dialog(page: QWidget, name: str = "save-protocol") -> QFileDialog:
    click(button(page, name))
    dialog = page.findChild(QFileDialog, "save-paper")
    assert dialog is not None
    return dialog


def save_as(page: QWidget, path: Path) -> None:
    """Save through the dialog under another name."""
    fill_in(save_dialog(page), path)


def fill_in(dialog: QFileDialog, path: Path) -> None:
    line = dialog.findChild(QLineEdit)
    assert line is not None
    # Typed letter by letter, Qt's dialog completes the path to the folders above.
    line.setText(str(path))
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    click(box.button(QDialogButtonBox.StandardButton.Save))


def test_dialog_offers_name_and_folder(desk: Desk, qtbot: QtBot, workshop_file: Path) -> None:
    """A name with date and title is offered, in the folder of the workshop."""
    page = open_page(desk, qtbot)
    dialog = save_dialog(page)
    assert Path(dialog.directory().absolutePath()) == workshop_file.parent
    assert [Path(name).name for name in dialog.selectedFiles()] == ["2026-11-22 Probe – Protokoll.pdf"]
    assert dialog.windowTitle() == "2026-11-22 Probe – Protokoll.pdf speichern"
    dialog.close()


def test_saved_protocol(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """What was saved is a PDF with every card; its name is said, and the two ways to it appear."""
    said: list[str] = []
    desk.said.connect(said.append)
    write(desk, "Runder Tisch")
    page = open_page(desk, qtbot)
    assert not button(page, "open-pdf").isVisible()
    save_as(page, tmp_path / "Protokoll <b>A & B")
    path = tmp_path / "Protokoll <b>A & B.pdf"
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(button(page, "open-pdf").isVisible)
    assert "Runder Tisch" in "".join(sheet.extract_text() for sheet in PdfReader(path).pages)
    assert said[-1] == "Gespeichert als Protokoll <b>A & B.pdf"
    where = page.findChild(QLabel, "protocol-where")
    assert where is not None
    assert where.text() == "Gespeichert als Protokoll <b>A & B.pdf"
    assert button(page, "save-protocol").isEnabled()


def test_other_formats(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """The menu offers them by key; what is saved is said as with the PDF, and tables go beside each other."""
    write(desk, "Runder Tisch")
    page = open_page(desk, qtbot)
    for name, downs, found in (("a.md", 5, "Runder Tisch"), ("b.csv", 4, "Runder Tisch")):
        press(button(page, "save-other-format"), "Return")
        menu = page.findChild(QMenu, "formats-menu")
        assert menu is not None
        for _ in range(downs):
            press(menu, "Down")
        press(menu, "Return")
        qtbot.waitUntil(lambda: page.findChild(QFileDialog, "save-paper") is not None)
        dialog = page.findChild(QFileDialog, "save-paper")
        assert dialog is not None
        assert Path(dialog.selectedFiles()[0]).suffix == Path(name).suffix
        fill_in(dialog, tmp_path / name)
        qtbot.waitUntil((tmp_path / name).exists)
        qtbot.waitUntil(lambda: not page.delivery.outbox.busy)
        assert found in (tmp_path / name).read_text(encoding="utf-8")
        assert page.panel.foot.done.where.text() == f"Gespeichert als {name}"
        settle()
    assert len(list(tmp_path.glob("b*.csv"))) > 3


def test_saved_file_can_be_dragged_out(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """The words that tell of the file carry it, for a folder or a letter."""
    page = open_page(desk, qtbot)
    assert page.panel.foot.done.where.carried().urls() == []
    save_as(page, tmp_path / "P.pdf")
    qtbot.waitUntil(button(page, "open-pdf").isVisible)
    (url,) = page.panel.foot.done.where.carried().urls()
    assert Path(url.toLocalFile()) == tmp_path / "P.pdf"


def test_long_saving_can_be_stopped(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While something is written nothing else can be begun; stopped, it leaves no file."""
    page = open_page(desk, qtbot)

    def slow(*_: object, cancelled: Callable[[], bool], **__: object) -> None:
        while not cancelled():
            time.sleep(0.01)
        raise pdf.Cancelled

    monkeypatch.setattr(pdf, "to_bytes", slow)
    save_as(page, tmp_path / "P.pdf")
    qtbot.waitUntil(page.panel.foot.sending.isVisible)
    assert not any(deed.isEnabled() for deed in page.panel.foot.deeds)
    press(page.panel.foot.sending.stop, "Space")
    qtbot.waitUntil(lambda: not page.panel.foot.sending.isVisible())
    assert all(deed.isEnabled() for deed in page.panel.foot.deeds)
    assert list(tmp_path.glob("*.pdf")) == []
    assert not page.panel.foot.done.isVisible()


def test_other_paper(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """Other paper is shown in place of the protocol, follows its options, is saved, and leads back."""
    page = open_page(desk, qtbot)
    press(button(page, "other-paper"), "Return")
    panel = page._other
    assert panel is not None
    assert panel.kinds.hasFocus()
    wait(page, qtbot)
    assert page._last is not None
    assert page._last.about == "attendance"
    press(panel.kinds, "Down")
    wait(page, qtbot)
    assert page._last.about == "badges"
    press(panel.kinds, "Down")
    pick = panel.findChild(QComboBox, "option-pages")
    assert pick is not None
    wait(page, qtbot)
    before = len(page._last.sizes)
    press(pick, "Down")
    wait(page, qtbot)
    assert len(page._last.sizes) == 2 * before
    fill_in(save_dialog(page, "save-other"), tmp_path / "Karten.pdf")
    qtbot.waitUntil(lambda: panel.foot.done.where.text() == "Gespeichert als Karten.pdf")
    assert len(PdfReader(tmp_path / "Karten.pdf").pages) == 2 * before
    click(button(page, "back-to-protocol"))
    wait(page, qtbot)
    assert page._last.about == "protocol/full"
    assert page.focusWidget() is button(page, "other-paper")
    assert not page.panel.foot.done.isVisible()


def test_paper_that_needs_something(desk: Desk, qtbot: QtBot) -> None:
    """Posters without themes are not printed: a sentence says why, until there is one."""
    page = open_page(desk, qtbot)
    click(button(page, "other-paper"))
    panel = page._other
    assert panel is not None
    while panel.kind != "posters":
        press(panel.kinds, "Down")
    assert panel.lacking.isVisible()
    assert not panel.foot.save.isEnabled()
    cards = write(desk, "eins").ids("cards")
    desk.do(board.form_cluster, group_id="group1", card_ids=list(cards))
    assert not panel.lacking.isVisible()
    assert panel.foot.save.isEnabled()


def test_copy_on_a_stick(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """What was saved goes into a folder of a stick, and is said to be the same."""
    page = open_page(desk, qtbot)
    save_as(page, tmp_path / "P.pdf")
    qtbot.waitUntil(button(page, "open-pdf").isVisible)
    stick = tmp_path / "Stick"
    stick.mkdir()
    click(button(page, "copy-to-stick"))
    dialog = page.findChild(QFileDialog, "choose-stick")
    assert dialog is not None
    dialog.setDirectory(str(stick))
    dialog.accept()
    qtbot.waitUntil(lambda: page.panel.foot.done.where.text().startswith("Gespeichert und verglichen: P.pdf"))
    assert (stick / "P.pdf").read_bytes() == (tmp_path / "P.pdf").read_bytes()


def test_next_saving_begins_where_the_last_was(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """The dialog opens in the folder that was used last."""
    folder = tmp_path / "Protokolle"
    folder.mkdir()
    page = open_page(desk, qtbot)
    save_as(page, folder / "eins.pdf")
    qtbot.waitUntil(button(page, "open-pdf").isVisible)
    dialog = save_dialog(page)
    assert Path(dialog.directory().absolutePath()) == folder
    dialog.close()


def test_failing_folder_is_said(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """Where nothing can be saved a sentence says so, in the panel too; the rest stays, one can go on."""
    said: list[str] = []
    desk.said.connect(said.append)
    page = open_page(desk, qtbot)
    before = summary(page)
    page.delivery.save_to(tmp_path / "nicht da" / "x.pdf", alone(page._order()))
    qtbot.waitUntil(lambda: any("In diesem Ordner" in words for words in said))
    where = page.findChild(QLabel, "protocol-where")
    assert where is not None
    assert where.isVisible()
    assert where.text().startswith("▲ In diesem Ordner")
    assert not button(page, "open-pdf").isVisible()
    assert summary(page) == before
    assert button(page, "save-protocol").isEnabled()


def test_saving_takes_what_is_being_typed(desk: Desk, qtbot: QtBot) -> None:
    """Words in an open editor are handed over before the protocol is saved or printed."""
    page = open_page(desk, qtbot)
    asked: list[int] = []
    desk.settling.connect(lambda: asked.append(1))
    save_dialog(page).close()
    assert asked


# --- Printing


def print_into(path: Path, seen: list[QPrintDialog]) -> Callable[[QPrintDialog], None]:
    """Choose the file that Qt's dialog offers where there is no printer, and print."""

    def accept(dialog: QPrintDialog) -> None:
        seen.append(dialog)
        for line in dialog.findChildren(QLineEdit, "filename"):
            line.setText(str(path))
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        click(box.button(QDialogButtonBox.StandardButton.Ok))

    return accept


def test_prints_by_key(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    """Ctrl+P leads to the protocol from any page, and there prints it."""
    write(desk, "eins")
    window = open_window(desk, qtbot, "arrange")
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, "Ctrl+P")
    page = window.stack.currentWidget()
    assert isinstance(page, ProtocolPage)
    wait(page, qtbot)
    path = tmp_path / "gedruckt.pdf"
    seen: list[QPrintDialog] = []
    when_asked(QPrintDialog, print_into(path, seen))
    press(page.preview, "Ctrl+P")
    assert len(seen) == 1
    assert not button(page, "print-protocol").isEnabled()
    words = "2026-11-22 Probe – Protokoll.pdf ist beim Drucker."
    qtbot.waitUntil(lambda: window.status.words.text() == words, timeout=15000)
    made = page._last
    assert made is not None
    assert len(PdfReader(path).pages) == len(made.sizes)
    assert button(page, "print-protocol").isEnabled()


def test_cancelled_print_does_nothing(desk: Desk, qtbot: QtBot) -> None:
    """Who closes the dialog prints nothing, and nothing is said."""
    said: list[str] = []
    desk.said.connect(said.append)
    page = open_page(desk, qtbot)
    when_asked(QPrintDialog, lambda dialog: press(dialog, "Esc"))
    click(button(page, "print-protocol"))
    qtbot.wait(50)
    assert said == []
    assert button(page, "print-protocol").isEnabled()


def test_page_that_goes_stops_its_thread(desk: Desk, qtbot: QtBot) -> None:
    """With the page its thread ends, also in the middle of its work."""
    write(desk, *[f"Karte {n}" for n in range(300)])
    page = ProtocolPage(desk)
    page.resize(1240, 800)
    show(page)
    setter = page._typesetter
    qtbot.wait(20)
    page.close()
    page.deleteLater()
    qtbot.waitUntil(lambda: setter._stopped)
    assert not setter._thread._threads or not any(t.is_alive() for t in setter._thread._threads)
