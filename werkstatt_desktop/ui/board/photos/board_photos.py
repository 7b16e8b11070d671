"""Everything that has to do with photos on a board; made when there is the first one, or one comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ....domain import order
from ....domain.layout import Rect, nearest_room
from ....domain.picture import mark_rects
from ....domain.records import Card, Id, Photo
from ....domain.verbs import photos
from ...desk import Desk
from ...imaging import SUFFIXES
from ..choice import Choice
from ..look import Look
from ..pointer import Pointer
from ..scene import BoardScene
from ..view import BoardView
from ..walk import Direction
from .arriving import Arriving, Raw, Target
from .caption import Captions
from .gestures import Grasp
from .keys import PhotoKeys, Steps
from .layer import PhotoLayer
from .loading import Pictures
from .viewer import Viewer

_NONE = Qt.KeyboardModifier.NoModifier
_FOOT = 84


class BoardPhotos(QObject):
    """Commands for photos, by key, mouse and menu."""

    def __init__(
        self,
        desk: Desk,
        scene: BoardScene,
        view: BoardView,
        look: Look,
        choice: Choice,
        pointer: Pointer,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._scene, self._choice, self._page = desk, scene, choice, parent
        self.view = view
        self.pictures = Pictures(desk, self)
        self.layer = PhotoLayer(desk, scene, look, self.pictures, self)
        self.captions = Captions(desk, scene, view, self)
        self.arriving = Arriving(desk, self, parent)
        self._steps = Steps(desk, scene, self.layer, self)
        key = Qt.Key
        commands: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
            (int(key.Key_Return), _NONE): self.look_at,
            (int(key.Key_Enter), _NONE): self.look_at,
            (int(key.Key_F2), _NONE): self.caption,
            (int(key.Key_Delete), _NONE): self.delete,
        }
        self.keys = PhotoKeys(scene, choice, self._steps, commands, self._look_on_card)
        self.viewer: Viewer | None = None
        pointer.offer(Grasp(desk, scene, view, choice, self.layer))
        desk.settling.connect(self.settle)
        choice.changed.connect(self._stir_marked)
        self._marked: frozenset[Id] = frozenset()

    def settle(self) -> None:
        """Finish what is half done."""
        self.captions.settle()
        self._steps.settle()

    def take(self, raws: Sequence[Raw], at: QPointF | None) -> None:
        """Hang up pictures: on the card at a point, else there; without a point on the one chosen card."""
        desk, scene = self._desk, self._scene
        if desk.group_id is None or not raws:
            return
        if scene.veiled:
            desk.say(desk.texts("The cards of this group are hidden until they are revealed with V."))
            return
        if at is not None:
            under = scene.at(at)
            card = under.id if under is not None and under.id in scene.cards else None
        else:
            card = self._choice.cards[0] if len(self._choice.ids) == len(self._choice.cards) == 1 else None
        point = at if at is not None else self.view.on_board(self.view.viewport().rect().center())
        self.arriving.begin(raws, Target(desk.group_id, card, point.x(), point.y(), roughly=at is None))

    def ask(self) -> None:
        """Let the user choose pictures; they hang on the one chosen card, else in the middle of the view."""
        t = self._desk.texts
        dialog = QFileDialog(self._page.window(), t("Add photo"))
        dialog.setObjectName("photo-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        patterns = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        dialog.setNameFilter(f"{t('Pictures')} ({patterns})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._take_files)
        dialog.open()

    def way_to_room(self, wanted: Rect) -> QPointF:
        """From a place for new photos to the nearest one where they cover nothing."""
        scene = self._scene
        loose = [card.box for card in scene.cards.values() if card.theme_id is None]
        hanging = [photo.box for photo in scene.photos.values()]
        themes = [box for theme in scene.themes.values() for box in (theme.box, theme.oval_box)]
        x, y = nearest_room((wanted.x, wanted.y), wanted.width, wanted.height, themes, [*loose, *hanging])
        return QPointF(round(x - wanted.x), round(y - wanted.y))

    def choose(self, id: Id) -> None:
        """Give the keyboard to a photo, and bring it into view."""
        item = self._scene.photos.get(id)
        if item is not None:
            self._choice.only(id)
            self.view.camera.show_area(item.sceneBoundingRect())

    def look_at(self) -> None:
        """Show the photo that has the keyboard large, or the photos on the card that has it."""
        self.settle()
        scene, here = self._scene, self._choice.focus
        if here in scene.photos:
            self._open(list(scene.photos), str(here))
        elif here in scene.cards and (ids := self.on_card(str(here))):
            self._open(ids, ids[0])

    def _look_on_card(self) -> bool:
        """Show the photos on the card that has the keyboard; whether there are any."""
        here = self._choice.focus
        if here not in self._scene.cards or not self.on_card(str(here)):
            return False
        self.look_at()
        return True

    def on_card(self, card_id: Id) -> list[Id]:
        """The photos on a card, in their order."""
        state = self._desk.state
        if state.get(Card, card_id) is None:
            return []
        return [photo.id for photo in order.by_rank(state.kids(Photo, "card_id", card_id))]

    def double_click(self, point: QPointF) -> bool:
        """Show the photo under a point large, or those whose sign is there; whether there is one."""
        over = self._scene.at(point)
        if over is not None and over.id in self._scene.cards:
            if not self._on_sign(over.id, point):
                return False
            self._choice.only(over.id)
        elif (item := self.layer.at(point)) is not None:
            self._choice.only(item.id)
        else:
            return False
        self.look_at()
        return True

    def _on_sign(self, card_id: Id, point: QPointF) -> bool:
        """Whether a point is on the sign that says of a card that it has photos."""
        card = self._scene.cards[card_id]
        places = zip(card.marks, mark_rects(card.box, len(card.marks)), strict=True)
        return any(mark == "photo" and rect.contains(point.x(), point.y()) for mark, rect in places)

    def caption(self) -> None:
        """Type the caption of the photo that has the keyboard."""
        self.settle()
        if self._choice.photo is not None:
            self.captions.open(self._choice.photo)

    def nudge(self, direction: Direction) -> None:
        """Move the photo that has the keyboard a little."""
        item = self._scene.photos.get(self._choice.photo or "")
        if item is not None:
            self._steps.move(item, direction)

    def enlarge(self) -> None:
        """Make the photo that has the keyboard wider."""
        self._size(1)

    def shrink(self) -> None:
        """Make it narrower."""
        self._size(-1)

    def _size(self, by: int) -> None:
        item = self._scene.photos.get(self._choice.photo or "")
        if item is not None:
            self._steps.size(item, by)
            self._steps.settle()

    def delete(self) -> None:
        """Delete the photo that has the keyboard."""
        self.settle()
        if (id := self._choice.photo) is not None:
            row = list(self._scene.photos)
            others = row[row.index(id) + 1 :] or row[: row.index(id)][-1:]
            if self._desk.do(photos.delete_photos, [id]) is not None:
                self._choice.only(others[0] if others else None)

    def lie_at_foot(self, line: QWidget) -> None:
        """Where something says what is being done: above the key bar."""
        area = self.view.geometry()
        size = line.sizeHint()
        line.resize(max(size.width(), 360), size.height())
        line.move(area.center().x() - line.width() // 2, area.bottom() - _FOOT - line.height())
        line.raise_()

    def _open(self, ids: list[Id], first: Id) -> None:
        if self.viewer is None:
            self.viewer = Viewer(self._desk, self.pictures, self._page)
            self.viewer.closed.connect(self._back)
        self.viewer.open(ids, first)

    def _back(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_files(self, names: Sequence[str]) -> None:
        self.take([Path(name) for name in names], None)

    def _stir_marked(self) -> None:
        """The marks of photos are painted with them."""
        marked = self._scene.marked & self._scene.photos.keys()
        for id in marked ^ self._marked:
            if (item := self._scene.photos.get(id)) is not None:
                self.layer.stir(item)
        self._marked = frozenset(marked)
