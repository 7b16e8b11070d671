"""The menu of a workshop window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ...texts import Texts, mark
from ..desk import CARD_TEXT, Desk
from ..services import Services
from .words import Words

_SCHEME_WORDS = {"system": mark("Like the system"), "light": mark("Light"), "dark": mark("Dark")}
_LANGUAGES = {"de": "Deutsch", "en": "English"}
"""Each by its own name, so that who cannot read the others finds it."""


@dataclass(frozen=True, slots=True)
class WindowActions:
    """What the menu asks of the window it belongs to."""

    parking: Callable[[], None]
    steps: Callable[[], None]
    presence: Callable[[], None]
    take_table: Callable[[], None]
    save_picture: Callable[[], None]
    alone: Callable[[], None]
    larger: Callable[[], None]
    smaller: Callable[[], None]
    keys: Callable[[], None]
    close: Callable[[], None]
    words: Words


def window_menu(desk: Desk, services: Services, actions: WindowActions, parent: QWidget) -> QMenu:
    """A fresh menu that goes when it is closed; its keys are shown, the window itself listens to them."""
    t = desk.texts
    menu = QMenu(parent)
    menu.setObjectName("window-menu")
    menu.setAccessibleName(t("Menu"))
    menu.aboutToHide.connect(menu.deleteLater)

    def add(words: str, run: Callable[[], None], keys: str = "") -> QAction:
        action = menu.addAction(f"{words}\t{t.keys(keys)}" if keys else words)
        action.triggered.connect(lambda _checked=False: run())
        return action

    add(t("New workshop …"), services.new_workshop, "Ctrl+N")
    add(t("Open …"), services.open_file, "Ctrl+O")
    add(t("Start page"), services.show_start, "Ctrl+Shift+O")
    menu.addSeparator()
    add(t("Save a copy …"), lambda: services.save_copy(desk))
    add(t("Rename file …"), lambda: services.rename(desk))
    add(t("Save as template …"), lambda: services.save_template(desk))
    menu.addSeparator()
    add(t("Cards from a table …"), actions.take_table)
    add(t("Save picture of the board …"), actions.save_picture).setEnabled(desk.group_id is not None)
    menu.addSeparator()
    add(t("Ready-check …"), lambda: services.safekeeping().check_ready(desk))
    add(t("Backups …"), lambda: services.safekeeping().show_backups(desk))
    add(t("Merge with …"), lambda: services.safekeeping().merge_with(desk))
    menu.addSeparator()
    verb, again = desk.store.undo_verb, desk.store.redo_verb
    undo = t("Undo: {step}", step=t.verb(verb)) if verb else t("Undo")
    redo = t("Redo: {step}", step=t.verb(again)) if again else t("Redo")
    add(undo, desk.undo, "Ctrl+Z").setEnabled(verb is not None)
    add(redo, desk.redo, "Ctrl+Y").setEnabled(again is not None)
    add(t("List of steps"), actions.steps, "Ctrl+Shift+H")
    add(t("Trash …"), lambda: services.safekeeping().show_trash(desk))
    menu.addSeparator()
    add(t("Parking lot"), actions.parking, "Ctrl+Shift+T")
    add(t("Presence"), actions.presence, "Ctrl+Shift+P")
    add(t("This page alone"), actions.alone, "F11")
    add(t("Larger cards"), actions.larger, "Ctrl++").setEnabled(desk.card_size < len(CARD_TEXT) - 1)
    add(t("Smaller cards"), actions.smaller, "Ctrl+-").setEnabled(desk.card_size > 0)
    add_looks(menu, t, services)
    _add_words(menu, t, actions.words)
    menu.addSeparator()
    _add_end(add, desk, services)
    menu.addSeparator()
    add(t("Keys"), actions.keys, "F1")
    add(t("Close window"), actions.close, "Ctrl+W")
    return menu


def _add_end(add: Callable[[str, Callable[[], None]], QAction], desk: Desk, services: Services) -> None:
    """What ends names and workshops."""
    t = desk.texts
    add(t("Erase a name for good …"), lambda: services.safekeeping().erase_name(desk))
    add(t("Destroy workshop …"), lambda: services.safekeeping().destroy(desk))


def _add_words(menu: QMenu, t: Texts, words: Words) -> None:
    """Search, replacing, and the switch of spelling."""
    part = menu.addMenu(t("Words"))
    part.setObjectName("words-menu")
    for said, keys, run in (
        (t("Search on the board"), "Ctrl+F", words.search),
        (t("Search in all workshops"), "Ctrl+Shift+F", words.search_folder),
        (t("Find and replace …"), "Ctrl+H", words.replace),
    ):
        part.addAction(f"{said}\t{t.keys(keys)}").triggered.connect(lambda _checked=False, run=run: run())
    part.addSeparator()
    if (marked := words.marks_spelling) is None:
        part.addAction(t("Spelling: no dictionary found")).setEnabled(False)
        return
    spelling = part.addAction(t("Mark spelling"))
    spelling.setCheckable(True)
    spelling.setChecked(marked)
    spelling.triggered.connect(lambda _checked=False: words.turn_spelling())


def add_looks(menu: QMenu, t: Texts, services: Services) -> None:
    """Add the choice of the appearance and of the language."""
    looks, languages = menu.addMenu(t("Appearance")), menu.addMenu(t("Language"))
    scheme = services.settings().scheme
    schemes = {value: t(word) for value, word in _SCHEME_WORDS.items()}
    _choices(looks, words=schemes, now=scheme, choose=services.set_scheme)
    _choices(languages, words=_LANGUAGES, now=t.language, choose=services.set_language)


def _choices(
    part: QMenu,
    *,
    words: dict[str, str],
    now: str,
    choose: Callable[[str], None],
) -> None:
    group = QActionGroup(part)
    for value, word in words.items():
        action = part.addAction(word)
        action.setCheckable(True)
        action.setChecked(value == now)
        group.addAction(action)
        action.triggered.connect(lambda _checked=False, value=value: choose(value))
