"""What is copied from a board, or carried out of it: text, a table and a picture in one."""

from __future__ import annotations

from collections.abc import Collection
from threading import Event

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ....domain.errors import WerkstattError
from ....domain.picture import Lettering, picture
from ....domain.records import Group, Id
from ....domain.shapes import part_of
from ....domain.state import State
from ....exchange.listing import as_rows, as_text, board_order, html_table, tab_separated
from ...card_drag import CARDS_MIME
from ...desk import Desk
from ...safekeeping.work import Works
from ..scene import BoardScene
from .paint import image_of

TSV_MIME = "text/tab-separated-values"
OURS_MIME = "application/x-werkstatt-table"
"""Says that the table comes from a board."""
_DOTS = 12_000_000
"""Dots of the picture; it is packed in the window's thread when somebody asks for it."""
AT_ONCE = 60
"""So many cards are drawn before anything else is done; more are drawn in a thread."""


def carried(desk: Desk, scene: BoardScene, ids: Collection[Id], *, for_us: bool = True) -> QMimeData | None:
    """These cards and themes for other programs, and `for_us` for other places of the window.

    None where the group's cards are hidden, and for nothing. Of many cards there is no picture.
    """
    group = desk.state.get(Group, scene.group_id)
    parts = board_order(desk.state, group.id, ids) if group is not None else []
    if group is None or group.hidden or not parts:
        return None
    rows = as_rows(desk.state, parts, desk.texts)
    data = QMimeData()
    data.setText(as_text(parts, desk.texts))
    data.setHtml(html_table(rows))
    data.setData(TSV_MIME, QByteArray(tab_separated(rows).encode()))
    data.setData(OURS_MIME, QByteArray(b"1"))
    shown = shown_ids(desk.state, group.id, ids)
    if len(shown) <= AT_ONCE:
        data.setImageData(_drawn(desk.state, group.id, shown, scene))
    if for_us:
        data.setData(CARDS_MIME, QByteArray("\n".join(id for id in ids if id in scene.cards).encode()))
    return data


def shown_ids(state: State, group_id: Id, ids: Collection[Id]) -> frozenset[Id]:
    """The cards and themes that are in the picture: those that are named, and the cards of named themes."""
    found: set[Id] = set()
    for cluster, cards in board_order(state, group_id, ids):
        found.update(card.id for card in cards)
        if cluster is not None and cluster.id in ids:
            found.add(cluster.id)
    return frozenset(found)


class Copying(QObject):
    """Puts cards and themes into the clipboard; a large picture follows when it is drawn."""

    def __init__(self, desk: Desk, scene: BoardScene, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._scene = desk, scene
        self._works = Works(self)
        self._text = ""
        self._setting = self._overtaken = False
        QApplication.clipboard().dataChanged.connect(self._notice)

    def copy(self, ids: Collection[Id]) -> None:
        """Copy these, all of the board for none; the desk says how many."""
        desk, scene, t = self._desk, self._scene, self._desk.texts
        group = desk.state.get(Group, scene.group_id)
        if group is not None and group.hidden:
            desk.say(t("The cards of this group are hidden until they are revealed with V."))
            return
        ids = frozenset(ids) or frozenset([*scene.cards, *scene.themes])
        data = carried(desk, scene, ids, for_us=False)
        if group is None or data is None:
            desk.say(t("There is nothing here to be copied."))
            return
        cards = sum(len(members) for _, members in board_order(desk.state, group.id, ids))
        self._text = data.text()
        if not data.hasImage():
            self._draw(desk.state, group.id, shown_ids(desk.state, group.id, ids))
        self._put(data)
        desk.say(t.n("{n} card copied.", "{n} cards copied.", cards))

    def _draw(self, state: State, group_id: Id, shown: frozenset[Id]) -> None:
        scene, text = self._scene, self._text

        def run(_stop: Event) -> tuple[str, QImage]:
            return text, _drawn(state, group_id, shown, scene)

        self._works.begin(run, self._add, self._leave)

    def _add(self, drawn: tuple[str, QImage]) -> None:
        """The picture joins what was copied, unless something else was copied meanwhile."""
        text, image = drawn
        clipboard = QApplication.clipboard()
        if text != self._text or (self._overtaken and not clipboard.ownsClipboard()):
            return
        before = clipboard.mimeData()
        if not before.hasFormat(OURS_MIME):
            return
        data = QMimeData()
        data.setText(text)
        data.setHtml(before.html())
        for kind in (TSV_MIME, OURS_MIME):
            data.setData(kind, before.data(kind))
        data.setImageData(image)
        self._put(data)

    def _put(self, data: QMimeData) -> None:
        self._setting = True
        QApplication.clipboard().setMimeData(data)
        self._setting = self._overtaken = False

    def _notice(self) -> None:
        """Somebody has copied something; it may have been us."""
        self._overtaken = self._overtaken or not self._setting

    def _leave(self, _error: WerkstattError) -> None:
        """Text and table are in the clipboard all the same."""


def _drawn(state: State, group_id: Id, shown: frozenset[Id], scene: BoardScene) -> QImage:
    """The picture of a part of a board, as the board was in this state. For any thread."""
    letters = Lettering(scene.look.lettering.width)
    return image_of(part_of(picture(state, group_id, letters), shown), most=_DOTS)
