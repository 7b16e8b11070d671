"""The pages of a workshop window, in the order of the day. Each is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ...texts import mark

if TYPE_CHECKING:
    from ..desk import Desk


def _prepare(desk: Desk) -> QWidget:
    from ..parts import Parts
    from ..prepare.parts import PREPARE_PARTS

    return Parts(desk, "prepare", PREPARE_PARTS)


def _collect(desk: Desk) -> QWidget:
    from ..collect.page import CapturePage

    return CapturePage(desk)


def _arrange(desk: Desk) -> QWidget:
    from ..board.page import BoardPage

    return BoardPage(desk)


def _weigh(desk: Desk) -> QWidget:
    from ..weigh.page import WeighPage

    return WeighPage(desk)


def _measures(desk: Desk) -> QWidget:
    from ..measures.page import MeasuresPage

    return MeasuresPage(desk)


def _plenary(desk: Desk) -> QWidget:
    from ..plenary.page import PlenaryPage

    return PlenaryPage(desk)


def _close(desk: Desk) -> QWidget:
    from ..closing.parts import CLOSE_PARTS
    from ..parts import Parts

    return Parts(desk, "close", CLOSE_PARTS)


def _protocol(desk: Desk) -> QWidget:
    from ..paper.page import ProtocolPage

    return ProtocolPage(desk)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its name in code, its title, how it is made, and whether it shows one group at a time."""

    name: str
    title: str
    make: Callable[[Desk], QWidget]
    of_group: bool = False


PAGES = (
    PageEntry("prepare", mark("Prepare"), _prepare),
    PageEntry("collect", mark("Collect"), _collect, of_group=True),
    PageEntry("arrange", mark("Arrange"), _arrange, of_group=True),
    PageEntry("weigh", mark("Weigh"), _weigh),
    PageEntry("plenary", mark("Plenary"), _plenary),
    PageEntry("measures", mark("Measures"), _measures),
    PageEntry("close", mark("Closing"), _close),
    PageEntry("protocol", mark("Protocol"), _protocol),
)
