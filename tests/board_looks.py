"""Shows the board in its various states in a window of the program, for pictures of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from werkstatt_desktop.domain.records import Card
    from werkstatt_desktop.ui.board.page import BoardPage
    from werkstatt_desktop.ui.frame.window import WorkshopWindow
    from werkstatt_desktop.ui.program.program import Program

WaitFor = Callable[[object], None]
_ROLES = ("opportunity", "obstacle", "recommendation")


def worked(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    """Links, marks, a second card, a colour, a folded theme; a recommendation is chosen."""
    from werkstatt_desktop.domain import order
    from werkstatt_desktop.domain.verbs import links, marks, themes, twins

    desk = window.desk
    row = _cards(window)
    if len(row) < 8 or desk.group_id is None:
        return
    clusters = order.clusters(desk.state, desk.group_id)
    by_role = {role: [card for card in row if card.category_id == role] for role in _ROLES}
    chances, obstacles, answers = by_role.values()
    desk.do(links.link, [answers[0].id], obstacles[0].id)
    desk.do(links.link, [answers[1].id, answers[2].id], obstacles[1].id)
    desk.do(links.link, [answers[1].id], chances[1].id)
    desk.do(marks.mark, [answers[0].id, clusters[0].id], consensus="unanimous")
    desk.do(marks.mark, [obstacles[1].id], dissent=True, question_mark=True)
    desk.do(marks.mark, [answers[1].id], star=True)
    desk.do(marks.mark, [chances[0].id], consensus="majority")
    desk.do(marks.mark, [chances[1].id], consensus="disputed")
    desk.do(themes.tint, [clusters[0].id], "teal")
    desk.do(twins.second_cards, [chances[0].id], clusters[1].id)
    if len(clusters) > 2:
        desk.do(themes.fold, [clusters[2].id], folded=True)
    page = _page(window)
    page.choice.only(answers[1].id)
    page.view.camera.show_all()


def links(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    worked(program, window, wait_for)
    _page(window).extras.show_links()


def unanswered(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    worked(program, window, wait_for)
    _page(window).extras.show_unanswered()


def suggestions(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from werkstatt_desktop.ui.board.suggestions.panel import SuggestionsPanel

    _page(window).extras.suggest()
    panel = window.findChildren(SuggestionsPanel)[-1]
    wait_for(lambda: not panel.working)


def search(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    page = _page(window)
    page.search()
    field = page.focusWidget()
    assert field is not None
    field.setProperty("text", "ver")


def table(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    worked(program, window, wait_for)
    _page(window).extras.toggle_table()


def hidden(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from werkstatt_desktop.domain.verbs import board

    window.desk.do(board.hide_board, window.desk.group_id, hidden=True)


def far(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    worked(program, window, wait_for)
    _page(window).view.camera.zoom_to(0.3)


def near(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    worked(program, window, wait_for)
    _page(window).view.camera.zoom_to(1.8)


def photo(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from PySide6.QtCore import QMimeData, QPointF
    from PySide6.QtGui import QColor, QImage, QPainter

    from werkstatt_desktop.ui.board.photos.arriving import take

    wall = QImage(1200, 800, QImage.Format.Format_RGB32)
    wall.fill(QColor("#b9a98c"))
    painter = QPainter(wall)
    for n in range(15):
        painter.fillRect(
            60 + n % 5 * 220, 60 + n // 5 * 240, 180, 120, QColor("#ffe9a8" if n % 2 else "#d6ecff")
        )
    painter.end()
    data = QMimeData()
    data.setImageData(wall)
    page = _page(window)
    take(window.desk, page.view, data, QPointF(40, 420))
    wait_for(lambda: page.scene.photos)


def steps(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    worked(program, window, wait_for)
    window._open_steps()


def replace(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from PySide6.QtWidgets import QLineEdit

    from werkstatt_desktop.ui.words.sheet import ReplaceSheet

    window.words.replace()
    fields = window.findChildren(ReplaceSheet)[-1].findChildren(QLineEdit)
    fields[0].setText("Verwaltung")
    fields[1].setText("Stadtverwaltung")


def taking(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from PySide6.QtGui import QGuiApplication

    rows = ["Kategorie\tText\tThema", "Chance\tGemeinsame Räume\tRessourcen", "Hürde\tKein Budget\t"]
    QGuiApplication.clipboard().setText("\n".join([*rows, "Anregung\tRunder Tisch\tVerwaltungskultur"]))
    _page(window).commands.traffic.paste()


def _cards(window: WorkshopWindow) -> list[Card]:
    """The cards of the group in view, theme by theme."""
    from werkstatt_desktop.domain import order

    desk = window.desk
    if desk.group_id is None:
        return []
    clusters = order.clusters(desk.state, desk.group_id)
    return [card for theme in clusters for card in order.cards_of_cluster(desk.state, theme.id)]


def _page(window: WorkshopWindow) -> BoardPage:
    from werkstatt_desktop.ui.board.page import BoardPage

    page = window.stack.currentWidget()
    assert isinstance(page, BoardPage)
    return page
