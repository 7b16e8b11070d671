"""The menu of the board: everything that can be done with what is chosen, with its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QMenu

from ...domain import order
from ...domain.records import Id
from ..desk import Desk
from ..theme import symbol_icon
from .choice import Choice
from .commands import Commands
from .scene import BoardScene

Run = Callable[[], object]


def board_menu(desk: Desk, scene: BoardScene, choice: Choice, commands: Commands, point: QPointF) -> QMenu:
    """The menu for what is chosen; for nothing chosen, for the wall at a point of the board."""
    menu = QMenu()
    menu.setObjectName("board-menu")
    if choice.cards:
        _cards(menu, desk, scene, choice, commands)
        menu.addSeparator()
    if choice.themes:
        _themes(menu, desk, choice, commands)
        menu.addSeparator()
    _wall(menu, desk, scene, commands, point)
    return menu


def _cards(menu: QMenu, desk: Desk, scene: BoardScene, choice: Choice, commands: Commands) -> None:
    t = desk.texts
    if len(choice.ids) == 1:
        _add(menu, desk, t("Reword card"), "F2", commands.reword)
    _add(menu, desk, t("Form theme"), "G", commands.form_theme)
    _into(menu.addMenu(f"{t('Into theme')}\tM"), desk, commands)
    if any(scene.cards[id].theme_id for id in choice.cards):
        _add(menu, desk, t("Take out of theme"), "M 0", commands.loosen)
    categories = menu.addMenu(t("Other category"))
    for category in order.categories(desk.state):
        icon = symbol_icon(category.symbol, desk.theme.category(category.colour)[1])
        action = categories.addAction(icon, _plain(t.category_one(category)))
        action.triggered.connect(_with(commands.recategorise, category.id))
    others = [group for group in order.groups(desk.state) if group.id != desk.group_id]
    if others:
        groups = menu.addMenu(t("Hand over to"))
        for group in others:
            groups.addAction(_plain(group.name)).triggered.connect(_with(commands.hand_over, group.id))
    words = t.n("Delete card", "Delete {n} cards", len(choice.cards))
    _add(menu, desk, t("Delete cards, dissolve themes") if choice.themes else words, "Del", commands.delete)


def _into(menu: QMenu, desk: Desk, commands: Commands) -> None:
    t = desk.texts
    clusters = order.clusters(desk.state, desk.group_id) if desk.group_id else []
    menu.setEnabled(bool(clusters))
    for number, cluster in enumerate(clusters, 1):
        heading = cluster.heading or t("Theme")
        menu.addAction(f"{number}  {_plain(heading)}").triggered.connect(_with(commands.put_into, cluster.id))


def _themes(menu: QMenu, desk: Desk, choice: Choice, commands: Commands) -> None:
    t = desk.texts
    if len(choice.ids) == 1:
        _add(menu, desk, t("Change heading"), "F2", commands.reword)
        if choice.focus in choice.themes:
            _add(menu, desk, t("Select its cards"), "Enter", commands.select_members)
    if not choice.cards:
        words = t.n("Dissolve theme", "Dissolve {n} themes", len(choice.themes))
        _add(menu, desk, words, "Del", commands.delete)


def _wall(menu: QMenu, desk: Desk, scene: BoardScene, commands: Commands, point: QPointF) -> None:
    t = desk.texts
    _add(menu, desk, t("New theme here"), "", _with(commands.form_theme_at, point))
    _add(menu, desk, t("Select all"), "Ctrl+A", commands.select_all)
    if scene.loose and scene.themes:
        _add(menu, desk, t("Select cards in no theme"), "", commands.select_rest)
    menu.addSeparator()
    _add(menu, desk, t("Tidy up"), "R", commands.tidy)
    _add(menu, desk, t("Show all"), "0", commands.show_all)
    _add(menu, desk, t("Zoom in"), "+", commands.zoom_in)
    _add(menu, desk, t("Zoom out"), "-", commands.zoom_out)


def _add(menu: QMenu, desk: Desk, words: str, keys: str, run: Run) -> None:
    shown = desk.texts.keys(keys) if len(keys) > 1 else keys
    menu.addAction(f"{words}\t{shown}" if keys else words).triggered.connect(_dropping(run))


def _plain(words: str) -> str:
    """Words of the user in a menu: no key is marked in them and they are not endless."""
    short = words if len(words) <= 60 else words[:59] + "…"
    return short.replace("&", "&&")


def _dropping(run: Run) -> Callable[[bool], None]:
    def triggered(_checked: bool) -> None:
        run()

    return triggered


def _with(run: Callable[[Id], object] | Callable[[QPointF], object], what: object) -> Callable[..., None]:
    def triggered(*_: object) -> None:
        run(what)  # type: ignore[arg-type]

    return triggered
