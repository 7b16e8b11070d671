"""What is copied from a board, or carried out of it: text, a table and a picture in one."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ....domain.picture import Lettering, Picture, picture
from ....domain.records import Group, Id
from ....domain.state import State
from ....exchange.listing import as_rows, as_text, board_order, html_table, tab_separated
from ....exchange.shapes import part_of
from ...card_drag import CARDS_MIME
from ...desk import Desk
from ..scene import BoardScene
from .paint import image_of, png_of

TSV_MIME, PNG_MIME = "text/tab-separated-values", "image/png"
_IMAGE_MIME = "application/x-qt-image"


class BoardData(QMimeData):
    """Carries a picture, too, which is drawn when somebody asks for it; it shows the board as it was then."""

    def __init__(self, state: State, group_id: Id, ids: Collection[Id], scene: BoardScene) -> None:
        super().__init__()
        self._state, self._group_id, self._ids = state, group_id, ids
        self._width = scene.look.lettering.width

    @cached_property
    def _image(self) -> QImage:
        return image_of(part_of(self._shown(), self._ids))

    def _shown(self) -> Picture:
        return picture(self._state, self._group_id, Lettering(self._width))

    def formats(self) -> list[str]:
        return [*super().formats(), PNG_MIME, _IMAGE_MIME]

    def hasFormat(self, mimetype: str) -> bool:
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, preferred: object) -> object:
        if mimetype == _IMAGE_MIME:
            return self._image
        if mimetype == PNG_MIME:
            return QByteArray(png_of(self._image))
        return super().retrieveData(mimetype, preferred)  # type: ignore[arg-type]


def carried(desk: Desk, scene: BoardScene, ids: Collection[Id], *, for_us: bool = True) -> QMimeData | None:
    """These cards and themes for other programs, and `for_us` for other places of the window.

    None where the group's cards are hidden, and for nothing.
    """
    group = desk.state.get(Group, scene.group_id)
    parts = board_order(desk.state, group.id, ids) if group is not None else []
    if group is None or group.hidden or not parts:
        return None
    cards = [card for _, members in parts for card in members]
    shown = {
        *(card.id for card in cards),
        *(cluster.id for cluster, _ in parts if cluster and cluster.id in ids),
    }
    data = BoardData(desk.state, group.id, shown, scene)
    rows = as_rows(desk.state, parts, desk.texts)
    data.setText(as_text(parts, desk.texts))
    data.setHtml(html_table(rows))
    data.setData(TSV_MIME, QByteArray(tab_separated(rows).encode()))
    if for_us:
        data.setData(CARDS_MIME, QByteArray("\n".join(id for id in ids if id in scene.cards).encode()))
    return data


def copy(desk: Desk, scene: BoardScene, ids: Collection[Id]) -> bool:
    """Put cards and themes into the clipboard, all of the board for none; whether there was something."""
    t = desk.texts
    group = desk.state.get(Group, scene.group_id)
    if group is not None and group.hidden:
        desk.say(t("The cards of this group are hidden until they are revealed with V."))
        return False
    data = carried(desk, scene, ids or [*scene.cards, *scene.themes], for_us=False)
    if data is None:
        desk.say(t("There is nothing here to be copied."))
        return False
    count = data.text().count("\n- ") + data.text().startswith("- ") or 1
    QApplication.clipboard().setMimeData(data)
    desk.say(t.n("{n} card copied.", "{n} cards copied.", count))
    return True
