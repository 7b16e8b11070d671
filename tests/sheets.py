"""Opens the sheets of backups, trash and erasing in a window of the program, for pictures of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from werkstatt_desktop.storage.store import Store
    from werkstatt_desktop.ui.frame.window import WorkshopWindow
    from werkstatt_desktop.ui.program.program import Program

WaitFor = Callable[[object], None]
_AGO = (60 * 50, 60 * 26, 60 * 5, 95, 40, 30, 12)
"""Minutes ago, when the backups in the picture were made."""


def backups(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from werkstatt_desktop import settings
    from werkstatt_desktop.storage import backups as kept

    store, keep = window.desk.store, settings.data_folder()
    for minutes in _AGO if len(kept.of(keep, store.doc_id)) < len(_AGO) else ():
        _write(store, "Noch eine Karte")
        store.flush()
        kept.make(store.path, keep, store.doc_id, now=datetime.now(UTC) - timedelta(minutes=minutes))
    program.safekeeping().show_backups(window.desk)


def copy(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    program.filing().ask_copy(window.desk)


def trash(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from werkstatt_desktop.domain.records import Card
    from werkstatt_desktop.domain.verbs import cards
    from werkstatt_desktop.ui.safekeeping.trash import TrashSheet

    state = window.desk.state
    window.desk.do(cards.delete_cards, [card.id for card in state.all(Card) if card.written % 9 == 4])
    program.safekeeping().show_trash(window.desk)
    sheet = window.findChildren(TrashSheet)[-1]
    wait_for(lambda: not sheet._busy)


def erase(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from werkstatt_desktop.ui.safekeeping.trash import TrashSheet

    trash(program, window, wait_for)
    sheet = window.findChildren(TrashSheet)[-1]
    sheet.view.selectAll()
    sheet._ask()


def name(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from werkstatt_desktop.domain.order import groups
    from werkstatt_desktop.domain.verbs import setup
    from werkstatt_desktop.ui.safekeeping.names import NamesSheet

    desk = window.desk
    for group in groups(desk.state):
        desk.do(setup.edit_group, group.id, note_taker="Eva Muster")
    _write(desk.store, "Eva Muster fragen, ob sie den Runden Tisch auch im kommenden Jahr leitet")
    program.safekeeping().erase_name(desk)
    sheet = window.findChildren(NamesSheet)[-1]
    sheet.name.setText("Eva Muster")
    sheet.look()
    wait_for(lambda: not sheet._busy)


def destroy(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    program.safekeeping().destroy(window.desk)


def second(program: Program, window: WorkshopWindow, wait_for: WaitFor) -> None:
    from werkstatt_desktop.storage import files
    from werkstatt_desktop.storage.versions import version

    store = window.desk.store
    other = store.path.with_name(f"{store.path.stem} (Konflikt NOTEBOOK-7){store.path.suffix}")
    other.unlink(missing_ok=True)
    files.save_copy(store, other)
    with_more = files.open_store(other, device="other")
    for number in range(7):
        _write(with_more, f"Von nebenan {number + 1}")
    with_more.close()
    program.safekeeping().merging.speak_of(store, [version(store, other)])


def damaged(workshop: Path) -> Path:
    """Half of a workshop, with a backup and some steps after it on this device."""
    from werkstatt_desktop import settings
    from werkstatt_desktop.storage import backups as kept
    from werkstatt_desktop.storage import files
    from werkstatt_desktop.storage.recorder import Base

    path = workshop.with_name("Beschädigt.werkstatt")
    path.unlink(missing_ok=True)
    path.write_bytes(workshop.read_bytes())
    keep = settings.data_folder()
    store = files.open_store(path, device="screenshots", keep=keep)
    made = kept.make(path, keep, store.doc_id)
    store.note_base(Base(made.backup.path.name, made.sha256, made.last))
    _write(store, "Nach der Sicherung")
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def _write(store: Store, text: str) -> None:
    from werkstatt_desktop.domain.order import categories, groups
    from werkstatt_desktop.domain.verbs import cards

    state = store.state
    group, category = groups(state)[0].id, categories(state)[0].id
    store.commit(cards.write_cards(state, group_id=group, category_id=category, texts=[text]))
