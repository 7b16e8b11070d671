"""The menu of the board: everything that can be done with what is chosen, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu

from ...domain import dots, order
from ...domain.records import COLOURS, Card, Cluster, Id
from ...domain.verbs.themes import ORDERS
from ...texts import COLOUR_WORDS, MARKS, mark
from ..desk import Desk
from ..mark_keys import MARK_KEYS
from ..menu_entries import Entries, plain
from ..theme import symbol_icon
from .choice import Choice
from .commands import Commands
from .scene import BoardScene

_ORDER_WORDS = {
    "time": mark("By order of writing"),
    "category": mark("By category"),
    "dots": mark("By dots"),
}


def board_menu(desk: Desk, scene: BoardScene, choice: Choice, commands: Commands, point: QPointF) -> QMenu:
    """The menu for what is chosen; for nothing chosen, for the wall at a point of the board."""
    menu = QMenu()
    menu.setObjectName("board-menu")
    entries = Entries(menu, desk)
    if commands.linking is not None and not scene.veiled:
        from .links.menu import add_link_at

        add_link_at(entries, commands.linking, point)
    if commands.photos is not None and not scene.veiled:
        from .photos.menu import add_photos

        add_photos(entries, choice, commands.photos)
    if choice.cards:
        _cards(entries, scene, choice, commands)
        menu.addSeparator()
    if choice.themes:
        _themes(entries, choice, commands)
        menu.addSeparator()
    board = entries
    if not scene.veiled:
        if choice.ids:
            _exchange(entries, choice, commands)
        # For what is chosen there is much to do already; a menu has to fit on the screen.
        board = entries.inner(desk.texts("Pin board")) if choice.ids else entries
        _wall(board, scene, choice, commands, point)
        board.menu.addSeparator()
    _sight(board, scene, commands)
    return menu


def _cards(entries: Entries, scene: BoardScene, choice: Choice, commands: Commands) -> None:
    desk, t = entries.desk, entries.desk.texts
    if len(choice.ids) == 1:
        entries.add(t("Reword card"), "F2", commands.reword)
    entries.add(_forming(desk, scene, choice, commands), "G", commands.form_theme)
    _into(entries, "M", t("Into theme"), commands.put_into)
    _into(entries, "D", t("Second card in theme"), commands.theming.second_cards)
    for other in commands.theming.others():
        entries.add_theirs(_to_other(desk, other), partial(commands.theming.go_to, other.id))
    if any(scene.cards[id].theme_id for id in choice.cards):
        entries.add(t("Take out of theme"), "M 0", commands.loosen)
    categories = entries.inner(t("Other category"))
    for category in order.categories(desk.state):
        icon = symbol_icon(category.symbol, desk.theme.category(category.colour)[1])
        words = plain(t.category_one(category))
        categories.add(words, "", partial(commands.recategorise, category.id), icon=icon)
    _marks(entries, commands)
    if commands.linking is not None:
        from .links.menu import add_links

        add_links(entries, choice, commands.linking)
    others = [group for group in order.groups(desk.state) if group.id != desk.group_id]
    if others:
        groups = entries.inner(t("Hand over to"))
        for group in others:
            groups.add_theirs(group.name, partial(commands.hand_over, group.id))
    entries.add(t("To the parking lot"), "P", commands.park)
    words = t.n("Delete card", "Delete {n} cards", len(choice.cards))
    entries.add(t("Delete cards, dissolve themes") if choice.themes else words, "Del", commands.delete)


def _forming(desk: Desk, scene: BoardScene, choice: Choice, commands: Commands) -> str:
    """What G does with the chosen cards."""
    t = desk.texts
    if commands.theming.merges:
        return t("Make one theme of them")
    homes = {scene.cards[id].theme_id for id in choice.cards}
    home = scene.themes.get(homes.pop() or "") if len(homes) == 1 else None
    split = home is not None and len(choice.cards) < len(home.members)
    return t("Split off as a theme") if split else t("Form theme")


def _into(entries: Entries, key: str, words: str, run: Callable[[Id], object]) -> None:
    desk = entries.desk
    clusters = order.clusters(desk.state, desk.group_id) if desk.group_id else []
    inner = entries.inner(words, key)
    inner.menu.setEnabled(bool(clusters))
    for number, cluster in enumerate(clusters, 1):
        heading = cluster.heading or desk.texts("Theme")
        inner.add_theirs(heading, partial(run, cluster.id), number=number)


def _to_other(desk: Desk, other: Card) -> str:
    """Where the first or second card of a card hangs."""
    t, theme = desk.texts, desk.state.get(Cluster, other.cluster_id)
    where = (theme.heading or t("Theme")) if theme is not None else t("Without a theme")
    if other.twin_of is None:
        return t("Go to the first card: {place}", place=where)
    return t("Go to the second card: {place}", place=where)


def _marks(entries: Entries, commands: Commands) -> None:
    marking, t = commands.marking, entries.desk.texts
    inner = entries.inner(t("Mark"))
    for name, keys in MARK_KEYS.items():
        if marking.fits(name):
            inner.add(t(MARKS[name]), keys, partial(marking.toggle, name), on=marking.is_on(name))


def _themes(entries: Entries, choice: Choice, commands: Commands) -> None:
    t, theming = entries.desk.texts, commands.theming
    folded = theming.are_folded()
    if len(choice.ids) == 1:
        entries.add(t("Change heading"), "F2", commands.reword)
        if choice.focus in choice.themes and not folded:
            entries.add(t("Select its cards"), "Enter", commands.sight.select_members)
    if theming.merges and not choice.cards:
        entries.add(t("Make one theme of them"), "G", commands.form_theme)
    entries.add(t("Unfold") if folded else t("Fold to the heading"), "K", theming.fold)
    if not choice.cards:
        _marks(entries, commands)
    _colours(entries, commands)
    _orders(entries.inner(t("Put the cards in order")), commands)
    entries.add(t("Make room around it"), "Shift+R", theming.tidy_around)
    if not choice.cards:
        words = t.n("Dissolve theme", "Dissolve {n} themes", len(choice.themes))
        entries.add(words, "Del", commands.delete)


def _colours(entries: Entries, commands: Commands) -> None:
    theming, desk = commands.theming, entries.desk
    inner = entries.inner(desk.texts("Colour"))
    inner.add(desk.texts("None"), "", partial(theming.tint, None), on=theming.has_tint(None))
    for colour in COLOURS:
        swatch = QPixmap(16, 16)
        swatch.fill(desk.theme.category(colour)[1])
        words = desk.texts(COLOUR_WORDS[colour])
        run = partial(theming.tint, colour)
        inner.add(words, "", run, on=theming.has_tint(colour), icon=QIcon(swatch))


def _orders(entries: Entries, commands: Commands) -> None:
    for by in ORDERS if dots.on_boards(entries.desk.state, entries.desk.group_id) else ORDERS[:-1]:
        entries.add(entries.desk.texts(_ORDER_WORDS[by]), "", partial(commands.theming.sort, by))


def _exchange(entries: Entries, choice: Choice, commands: Commands) -> None:
    t = entries.desk.texts
    entries.add(t("Copy") if choice.ids else t("Copy the board"), "Ctrl+C", commands.traffic.copy)
    entries.add(t("Paste"), "Ctrl+V", commands.traffic.paste)
    entries.add(t("Add photo …"), "Shift+P", commands.add_photo)


def _wall(entries: Entries, scene: BoardScene, choice: Choice, commands: Commands, point: QPointF) -> None:
    t, menu = entries.desk.texts, entries.menu
    entries.add(t("New theme here"), "", partial(commands.form_theme_at, point))
    if not choice.ids:
        _exchange(entries, choice, commands)
    entries.add(t("Select all"), "Ctrl+A", commands.sight.select_all)
    if scene.loose and scene.themes:
        entries.add(t("Select cards in no theme"), "", commands.sight.select_rest)
    menu.addSeparator()
    entries.add(t("Tidy up"), "R", commands.tidy)
    if dots.on_boards(entries.desk.state, entries.desk.group_id):
        entries.add(t("Tidy up by dots"), "", commands.tidy_by_dots)
    if scene.themes:
        entries.add(t("Number themes as they hang"), "", commands.theming.number)
    if scene.loose and not choice.ids:
        _orders(entries.inner(t("Put cards in no theme in order")), commands)


def _sight(entries: Entries, scene: BoardScene, commands: Commands) -> None:
    t = entries.desk.texts
    if scene.group_id is not None:
        entries.add(t("Reveal the cards") if scene.veiled else t("Hide the cards"), "V", commands.veil)
    entries.add(t("As a table"), "T", commands.as_table)
    entries.add(t("Suggestions"), "A", commands.suggest)
    entries.add(t("Show all"), "0", commands.sight.show_all)
    entries.add(t("Zoom in"), "+", commands.sight.zoom_in)
    entries.add(t("Zoom out"), "-", commands.sight.zoom_out)
