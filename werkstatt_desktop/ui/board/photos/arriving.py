"""Pictures come onto the board: dropped, pasted, or chosen in a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMimeData, QObject, QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from ....domain.errors import Refused, WerkstattError
from ....domain.layout import Rect
from ....domain.photos import name_of
from ....domain.records import Card, Group, Id
from ....domain.verbs import photos
from ....domain.verbs.photos import USUAL, Hung
from ... import imaging
from ...desk import Desk
from ...imaging import SUFFIXES, Prepared
from ...safekeeping.work import Work, WorkLine, Works
from .item import FRAME

if TYPE_CHECKING:
    from .board_photos import BoardPhotos

_RAW = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff")
_BESIDE = 24.0
"""How far photos that come together hang apart."""
_IN_A_ROW = 4
_PATIENCE_S = 10.0
"""How long a window that closes waits for pictures that are being read."""

Raw = Path | bytes | QImage
"""A picture as it comes: a file, the bytes of one, or what another program has already read."""


class Target(NamedTuple):
    """Where pictures are meant to hang: on a card, or around a point of a group's board.

    `roughly`: nobody has named the point, so they hang at the free place that is nearest to it.
    """

    group_id: Id
    card_id: Id | None
    x: float
    y: float
    roughly: bool = False


def photos_in(data: QMimeData) -> bool:
    """Whether something carried or copied is pictures, as far as its names tell."""
    if data.hasUrls():
        return bool(_paths(data))
    return data.hasImage() or any(map(data.hasFormat, _RAW))


def take(_desk: Desk, view: QWidget, data: QMimeData, at: QPointF | None) -> None:
    """Take the pictures in what was dropped at a point of the board, or pasted."""
    from ..page import BoardPage

    page = view.parentWidget()
    while page is not None and not isinstance(page, BoardPage):
        page = page.parentWidget()
    if isinstance(page, BoardPage):
        page.extras.photos.take(raws_of(data), at)


def raws_of(data: QMimeData) -> list[Raw]:
    """The pictures in it; what carries them goes as soon as the drop is over."""
    if data.hasUrls():
        return list(_paths(data))
    for name in _RAW:
        if data.hasFormat(name) and (content := bytes(data.data(name).data())):
            return [content]
    image = data.imageData()
    return [image] if isinstance(image, QImage) else []


def _paths(data: QMimeData) -> list[Path]:
    """The files, if all of them have names as pictures have."""
    urls = data.urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    fitting = paths and all(path.suffix.casefold() in {*SUFFIXES, ".heic", ".heif"} for path in paths)
    return paths if fitting and len(paths) == len(urls) else []


class Arriving(QObject):
    """Reads pictures in a thread, and hangs up all that came together in one step.

    Where one of them cannot be read, the others come all the same, and the sentence says which.
    """

    def __init__(self, desk: Desk, board: BoardPhotos, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._board = desk, board
        self._works = Works(self)
        self._work: Work | None = None
        self._waiting: list[tuple[list[Raw], Target]] = []
        self._target: Target | None = None
        self.line = WorkLine(desk.texts, "photos-line", parent)
        self.line.setProperty("kind", "panel")
        self.line.stopped.connect(self._stop)
        self.line.hide()
        desk.leaving.connect(self.finish)
        self.destroyed.connect(self._works.end)

    @property
    def busy(self) -> bool:
        """Whether pictures are on their way."""
        return self._work is not None

    def begin(self, raws: Sequence[Raw], target: Target) -> None:
        """Take pictures; those that come while others are read wait for their turn."""
        if not raws:
            return
        self._waiting.append((list(raws), target))
        if self._work is None:
            self._go_on()

    def finish(self) -> None:
        """The window goes: what was dropped or pasted shall be in the workshop all the same."""
        until = monotonic() + _PATIENCE_S
        while self._work is not None and (left := until - monotonic()) > 0:
            self._work.finish(left)

    def _go_on(self) -> None:
        if not self._waiting:
            self._work = None
            self.line.fall_silent()
            return
        raws, self._target = self._waiting.pop(0)
        words = self._desk.texts.n("{n} photo is being read …", "{n} photos are being read …", len(raws))
        self.line.show_busy(words, can_stop=True)
        self._board.lie_at_foot(self.line)

        nameless = self._desk.texts("The picture in the clipboard")

        def run(stop: Event) -> list[Prepared | Refused]:
            return [_prepared(raw, nameless) for raw in raws if not stop.is_set()]

        self._work = self._works.begin(run, self._take, self._fail)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.stop()
        self._waiting.clear()
        self._go_on()
        self._board.view.setFocus()

    def _fail(self, error: WerkstattError) -> None:
        self._desk.say(self._desk.texts.sentence(error))
        self._go_on()

    def _take(self, found: list[Prepared | Refused]) -> None:
        good = [one for one in found if isinstance(one, Prepared)]
        bad = [one for one in found if isinstance(one, Refused)]
        if good and self._target is not None:
            self._hang(good, self._target)
        t = self._desk.texts
        if bad:
            more = t.n("{n} more could not be read.", "{n} more could not be read.", len(bad) - 1)
            self._desk.say(t.sentence(bad[0]) + (f" {more}" if len(bad) > 1 else ""))
        elif any(one.moving for one in good):
            self._desk.say(t("Of a moving picture the first one is shown."))
        self._go_on()

    def _hang(self, found: Sequence[Prepared], target: Target) -> None:
        desk, state = self._desk, self._desk.state
        names = [name_of(one.content) for one in found]
        contents = {name: one.content for name, one in zip(names, found, strict=True)}
        for name, one in zip(names, found, strict=True):
            self._board.pictures.learn(name, one.height / one.width)
        if target.card_id is not None and state.get(Card, target.card_id) is not None:
            desk.bring(contents, photos.put_photos, card_id=target.card_id, names=names)
            return
        group = target.group_id if state.get(Group, target.group_id) is not None else desk.group_id
        if group is None:
            return
        hung = _side_by_side(names, found, target)
        if target.roughly and group == desk.group_id:
            by = self._board.way_to_room(_around(hung, found))
            hung = [one._replace(x=one.x + by.x(), y=one.y + by.y()) for one in hung]
        edit = desk.bring(contents, photos.hang_photos, group_id=group, photos=hung)
        if edit is not None and group == desk.group_id:
            self._board.choose(edit.ids("photos")[-1])


def _prepared(raw: Raw, nameless: str) -> Prepared | Refused:
    """A picture, or why it is none."""
    try:
        if isinstance(raw, QImage):
            return imaging.prepared_image(raw, nameless)
        if isinstance(raw, Path):
            return imaging.prepared(imaging.content_of(raw), raw.name)
        return imaging.prepared(raw, nameless)
    except Refused as error:
        return error


def _side_by_side(names: Sequence[str], found: Sequence[Prepared], target: Target) -> list[Hung]:
    """Photos around a point: one in the middle of it, several in rows that begin there."""
    hung: list[Hung] = []
    high = 0.0
    y = target.y
    for n, (name, one) in enumerate(zip(names, found, strict=True)):
        height = _height(one)
        if len(found) == 1:
            y = target.y - height / 2
        elif n and n % _IN_A_ROW == 0:
            y, high = y + high + _BESIDE, 0.0
        high = max(high, height)
        x = target.x - USUAL / 2 + n % _IN_A_ROW * (USUAL + _BESIDE)
        hung.append(Hung(name, float(round(x)), float(round(y))))
    return hung


def _around(hung: Sequence[Hung], found: Sequence[Prepared]) -> Rect:
    """The box around photos that are about to hang."""
    left, top = min(one.x for one in hung), min(one.y for one in hung)
    right = max(one.x + one.width for one in hung)
    bottom = max(one.y + _height(picture) for one, picture in zip(hung, found, strict=True))
    return Rect(left, top, right - left, bottom - top)


def _height(one: Prepared) -> float:
    """How high a photo of the usual width hangs, with its frame."""
    return (USUAL - 2 * FRAME) * one.height / one.width + 2 * FRAME
