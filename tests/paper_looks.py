"""Brings the page Protocol into its states, for pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from werkstatt_desktop.ui.paper.page import ProtocolPage

Wait = Callable[[Callable[[], bool]], None]


def paper_day(_page: ProtocolPage, _folder: Path, _wait_for: Wait) -> None:
    """The protocol of a whole day, as it comes."""


def paper_group(page: ProtocolPage, _folder: Path, _wait_for: Wait) -> None:
    """One group, as a draft, with the keyboard on a section that is off."""
    from PySide6.QtCore import Qt

    from tests.keys import press
    from werkstatt_desktop.domain import order
    from werkstatt_desktop.domain.verbs import paper

    desk = page._desk
    desk.do(paper.choose_variant, "group")
    desk.do(paper.choose_group, order.groups(desk.state)[0].id)
    desk.do(paper.mark_draft, on=True)
    desk.do(paper.switch_section, "coverage", on=False)
    view = page.panel.choices.sections
    view.setFocus(Qt.FocusReason.TabFocusReason)
    while view.key != "coverage":
        press(view, "Down")


def paper_formats(page: ProtocolPage, _folder: Path, _wait_for: Wait) -> None:
    """The menu of other formats."""
    page.panel.formats.click()


def paper_saved(page: ProtocolPage, folder: Path, wait_for: Wait) -> None:
    """A file was saved, and the ways lead on from there."""
    from werkstatt_desktop.ui.paper.orders import alone

    page.delivery.save_to(folder / page._file_name("pdf"), alone(page._order()))
    wait_for(lambda: page.panel.foot.done.isVisible() and not page.delivery.outbox.busy)


def paper_other(page: ProtocolPage, _folder: Path, wait_for: Wait) -> None:
    """Cards for the pin board in place of the protocol."""
    from tests.keys import press

    page.show_other_paper()
    assert page._other is not None
    for _ in range(2):
        press(page._other.kinds, "Down")
    wait_for(lambda: page._last is not None and page._last.about == "cards")
