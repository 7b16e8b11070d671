"""Photos on the board: each gesture is one step in the workshop, and undo restores what was there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from tests.keys import LEFT, NONE, click, drag, press, type_text
from tests.ui.board.test_painting import difference, on_screen
from tests.ui.board.walls import Board
from tests.ui.pictures import decoded, huge, jpeg, moving, png
from werkstatt_desktop.domain.records import Id, Photo
from werkstatt_desktop.domain.verbs import photos as verbs
from werkstatt_desktop.ui.board.access_items import ItemAccess
from werkstatt_desktop.ui.board.nudge import PAUSE_MS, STEP
from werkstatt_desktop.ui.board.photos.item import PhotoItem
from werkstatt_desktop.ui.fields import LineField

CopyAction = Qt.DropAction.CopyAction


class Wall:
    """A board and what a test asks of its photos."""

    def __init__(self, board: Board) -> None:
        self.board, self.page, self.viewport = board, board.page, board.viewport
        self.view = board.page.view

    @property
    def photos(self) -> list[Photo]:
        return sorted(self.board.desk.state.all(Photo), key=lambda photo: photo.rank)

    def field(self) -> LineField | None:
        """The field of a caption, while it is open."""
        return self.page.extras.photos.captions.field

    def shown(self) -> Id:
        """The photo that is shown large; none: empty."""
        viewer = self.page.extras.photos.viewer
        return viewer.photo.id if viewer is not None and viewer.isVisible() and viewer.photo else ""

    @property
    def photo(self) -> Photo:
        (found,) = self.photos
        return found

    def item(self, id: Id) -> PhotoItem:
        return self.page.scene.photos[id]

    def at(self, id: Id) -> QPoint:
        """The middle of a photo in the view."""
        box = self.item(id).box
        return self.board.point(box.x + box.width / 2, box.y + box.height / 2)

    def drop(self, data: QMimeData, at: QPoint) -> bool:
        """Drop something from another program; whether the board took it."""
        for kind in (QDragEnterEvent, QDropEvent):
            place = at if kind is QDragEnterEvent else QPointF(at)
            event = kind(place, CopyAction, data, LEFT, NONE)  # type: ignore[arg-type]
            event.setAccepted(False)
            QApplication.sendEvent(self.viewport, event)
        self.settle()
        return event.isAccepted()

    def settle(self) -> None:
        """Wait until no picture is on its way any more."""
        for _ in range(2000):
            QTest.qWait(5)
            if not self.page.extras.photos.arriving.busy:
                return
        raise AssertionError("it did not come about")

    def hang(self, *contents: bytes) -> list[Id]:
        """Hang up photos below all else; gives their ids."""
        self.page.extras.photos.take(list(contents), QPointF(200, 700))
        self.settle()
        self.page.commands.sight.show_all()
        return list(self.page.scene.photos)


@pytest.fixture
def wall(board: Board) -> Iterator[Wall]:
    wall = Wall(board)
    yield wall
    wall.settle()


def files_of(folder: Path, *contents: bytes) -> QMimeData:
    """Files as a file manager carries them."""
    urls = []
    for n, content in enumerate(contents, 1):
        path = folder / f"Foto {n}.jpg"
        path.write_bytes(content)
        urls.append(QUrl.fromLocalFile(str(path)))
    data = QMimeData()
    data.setUrls(urls)
    return data


def test_dropped_on_the_wall(wall: Wall, tmp_path: Path) -> None:
    """A photo hangs where it was dropped, its bytes in the workshop; one step, and undo takes it down."""
    assert wall.drop(files_of(tmp_path, jpeg(800, 600)), wall.board.point(700, 500))
    assert wall.board.steps == ["hang_photo"]
    photo = wall.photo
    assert (photo.group_id, photo.card_id) == ("group1", None)
    assert abs(photo.x + photo.width / 2 - 700) <= 2
    content = wall.board.desk.store.picture(photo.sha256)
    assert content is not None
    assert decoded(content).width() == 800
    assert b"Geheim" not in content
    assert list(wall.page.scene.photos) == [photo.id]
    assert wall.board.chosen == {photo.id}
    wall.board.desk.undo()
    assert wall.photos == []
    assert not wall.page.scene.photos
    wall.board.desk.redo()
    assert list(wall.page.scene.photos) == [photo.id]


def test_dropped_on_a_card(wall: Wall, tmp_path: Path) -> None:
    """It hangs on the card, which shows a sign of it, and goes with the card."""
    assert wall.drop(files_of(tmp_path, jpeg()), wall.board.at("open"))
    assert wall.board.steps == ["hang_photo"]
    assert wall.photo.card_id == "open"
    assert "photo" in wall.page.scene.cards["open"].marks
    assert not wall.page.scene.photos
    wall.board.desk.undo()
    assert "photo" not in wall.page.scene.cards["open"].marks
    assert wall.photos == []


def test_several_are_one_step(wall: Wall, tmp_path: Path) -> None:
    """Photos that are dropped together hang beside each other, none over another, in one step."""
    assert wall.drop(
        files_of(tmp_path, *(jpeg(300, 200 + 40 * n, seed=n) for n in range(1, 7))), QPoint(80, 500)
    )
    assert wall.board.steps == ["hang_photos"]
    assert len(wall.photos) == 6
    boxes = [wall.item(photo.id).sceneBoundingRect().adjusted(11, 11, -11, -11) for photo in wall.photos]
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[:n])
    wall.board.desk.undo()
    assert wall.photos == []


@pytest.mark.parametrize("raw", [True, False])
def test_pasted(wall: Wall, raw: bool) -> None:
    """Ctrl+V hangs up the picture in the clipboard, as a file or as another program has read it."""
    data = QMimeData()
    if raw:
        data.setData("image/png", QByteArray(png()))
    else:
        data.setImageData(decoded(png()))
    QGuiApplication.clipboard().setMimeData(data)
    press(wall.view, "Ctrl+V")
    wall.settle()
    assert wall.board.steps == ["hang_photo"]
    assert wall.photo.group_id == "group1"
    QGuiApplication.clipboard().clear()


def test_pasted_again_and_again(wall: Wall) -> None:
    """Where nobody names a place, a photo covers neither cards and themes nor the one pasted before."""
    data = QMimeData()
    data.setImageData(decoded(png()))
    QGuiApplication.clipboard().setMimeData(data)
    for _ in range(3):
        wall.page.choice.only(None)
        press(wall.view, "Ctrl+V")
        wall.settle()
    scene = wall.page.scene
    photos = [scene.photos[photo.id].box for photo in wall.photos]
    others = [thing.box for thing in (*scene.cards.values(), *scene.themes.values())]
    assert len(photos) == 3
    for n, photo in enumerate(photos):
        assert not any(photo.overlaps(box) for box in (*others, *photos[:n]))
    QGuiApplication.clipboard().clear()


def test_pasted_onto_the_chosen_card(wall: Wall) -> None:
    """While one card is chosen, what is pasted belongs to it."""
    click(wall.viewport, wall.board.at("skill"))
    data = QMimeData()
    data.setImageData(decoded(jpeg()))
    QGuiApplication.clipboard().setMimeData(data)
    press(wall.view, "Ctrl+V")
    wall.settle()
    assert wall.photo.card_id == "skill"
    QGuiApplication.clipboard().clear()


def test_chosen_in_a_dialog(wall: Wall, tmp_path: Path) -> None:
    """Shift+P asks for pictures, which hang in the middle of the view."""
    file = tmp_path / "Wand.jpg"
    file.write_bytes(jpeg())
    press(wall.view, "Shift+P")
    dialog = wall.page.window().findChild(QFileDialog, "photo-dialog")
    assert dialog is not None
    assert dialog.windowTitle() == "Foto hinzufügen"
    dialog.filesSelected.emit([str(file)])
    dialog.reject()
    wall.settle()
    assert wall.board.steps == ["hang_photo"]
    QTest.qWait(10)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Kein Bild.", "Foto 1.jpg ist kein Bild, das Werkstatt kennt."),
        (jpeg()[:100], "Foto 1.jpg"),
        (b"\0\0\0\x18ftypheic" + bytes(99), "Foto 1.jpg ist ein HEIC-Bild"),
    ],
)
def test_no_picture(wall: Wall, tmp_path: Path, content: bytes, words: str) -> None:
    """What cannot be read is said in a sentence; nothing is half done, no step is taken."""
    wall.drop(files_of(tmp_path, content), wall.board.point(700, 500))
    assert wall.board.steps == []
    assert words in wall.board.said[-1]
    assert wall.photos == []


def test_huge(wall: Wall, tmp_path: Path) -> None:
    """A PNG of 30,000 by 30,000 pixels is refused with its size; the window is never busy with it."""
    wall.drop(files_of(tmp_path, huge()), wall.board.point(700, 500))
    assert wall.board.steps == []
    assert "30000 × 30000 Bildpunkte" in wall.board.said[-1]


def test_one_of_several_is_none(wall: Wall, tmp_path: Path) -> None:
    """The others come all the same."""
    wall.drop(files_of(tmp_path, jpeg(seed=2), b"nichts", jpeg(seed=3)), wall.board.point(100, 500))
    assert wall.board.steps == ["hang_photos"]
    assert len(wall.photos) == 2
    assert "Foto 2.jpg" in wall.board.said[-1]


def test_moving_picture(wall: Wall, tmp_path: Path) -> None:
    """Of an animation the first picture hangs there, and it is said."""
    wall.drop(files_of(tmp_path, moving()), wall.board.point(700, 500))
    assert len(wall.photos) == 1
    assert wall.board.said[-1] == "Von einem bewegten Bild wird das erste gezeigt."


def test_other_files_are_no_photos(wall: Wall, tmp_path: Path) -> None:
    """A film is not taken."""
    file = tmp_path / "Film.mp4"
    file.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert not wall.drop(data, wall.board.point(700, 500))
    assert wall.board.steps == []


def test_carried(wall: Wall) -> None:
    """Dragged, a photo moves in one step; undo brings it back."""
    (id,) = wall.hang(jpeg())
    x, y = wall.photo.x, wall.photo.y
    zoom = wall.view.camera.zoom
    drag(wall.viewport, wall.at(id), wall.at(id) + QPoint(60, -40))
    assert wall.board.steps == ["hang_photo", "move_photo"]
    assert abs(wall.photo.x - x - 60 / zoom) <= 1.5
    assert abs(wall.photo.y - y + 40 / zoom) <= 1.5
    wall.board.desk.undo()
    assert (wall.photo.x, wall.photo.y) == (x, y)
    assert wall.item(id).corner == (x, y)


def test_esc_puts_it_back(wall: Wall) -> None:
    """Esc while it is carried leaves everything as it was."""
    (id,) = wall.hang(jpeg())
    corner = wall.item(id).corner
    start = wall.at(id)
    QTest.mousePress(wall.viewport, LEFT, NONE, start)
    for by in (4, 20, 60):
        QTest.mouseMove(wall.viewport, start + QPoint(by, by))
    assert wall.item(id).corner != corner
    press(wall.view, Qt.Key.Key_Escape)
    QTest.mouseRelease(wall.viewport, LEFT, NONE, start + QPoint(60, 60))
    assert wall.item(id).corner == corner
    assert wall.board.steps == ["hang_photo"]


def test_sized_by_its_corner(wall: Wall) -> None:
    """The corner of the chosen photo makes it larger, in one step; its own corner stays."""
    (id,) = wall.hang(jpeg())
    click(wall.viewport, wall.at(id))
    before = wall.photo
    box = wall.item(id).box
    corner = wall.board.point(box.right, box.bottom) - QPoint(4, 4)
    drag(wall.viewport, corner, corner + QPoint(90, 0))
    assert wall.board.steps == ["hang_photo", "size_photo"]
    assert wall.photo.width > before.width + 40
    assert (wall.photo.x, wall.photo.y) == (before.x, before.y)
    wall.board.desk.undo()
    assert wall.photo == before


def test_by_keys_alone(wall: Wall) -> None:
    """Tab reaches it; Ctrl and arrows move it, Shift and arrows size it, each run one step; Del deletes."""
    (id,) = wall.hang(jpeg())
    wall.page.choice.only(None)
    for _ in range(30):
        if wall.page.choice.focus == id:
            break
        press(wall.view, Qt.Key.Key_Tab)
    assert wall.page.choice.focus == id
    before = wall.photo
    for _ in range(3):
        press(wall.view, "Ctrl+Right")
    assert wall.board.steps == ["hang_photo"]
    QTest.qWait(PAUSE_MS + 60)
    assert wall.photo.x == before.x + 3 * STEP
    for _ in range(2):
        press(wall.view, "Shift+Left")
    QTest.qWait(PAUSE_MS + 60)
    assert wall.photo.width < before.width
    press(wall.view, Qt.Key.Key_Delete)
    assert wall.photos == []
    assert wall.board.steps == ["hang_photo", "move_photo", "size_photo", "delete_photo"]
    for _ in range(3):
        wall.board.desk.undo()
    assert wall.photo == before


def test_presses_are_not_lost(wall: Wall) -> None:
    """What was only shown so far is done before the next thing."""
    (id,) = wall.hang(jpeg())
    click(wall.viewport, wall.at(id))
    x, width = wall.photo.x, wall.photo.width
    press(wall.view, "Ctrl+Right")
    press(wall.view, "Shift+Right")
    wall.board.desk.settling.emit()
    assert wall.photo.x == x + STEP
    assert wall.photo.width > width


def test_caption(wall: Wall) -> None:
    """F2 opens the field, Enter hands over; Esc leaves what was there."""
    (id,) = wall.hang(jpeg())
    click(wall.viewport, wall.at(id))
    press(wall.view, Qt.Key.Key_F2)
    field = wall.field()
    assert field is not None
    assert field.accessibleName() == "Bildunterschrift des Fotos"
    type_text(field, "Wand der Gruppe „Öl & Gas“\n")
    assert wall.photo.caption == "Wand der Gruppe „Öl & Gas“"
    assert wall.board.steps == ["hang_photo", "caption_photo"]
    assert wall.field() is None
    assert wall.view.hasFocus()
    assert wall.item(id).lines[0].startswith("Wand der Gruppe")
    press(wall.view, Qt.Key.Key_F2)
    field = wall.field()
    assert field is not None
    type_text(field, "anders")
    press(field, Qt.Key.Key_Escape)
    press(field, Qt.Key.Key_Escape)
    assert wall.photo.caption == "Wand der Gruppe „Öl & Gas“"
    assert len(wall.board.steps) == 2


def test_shown_large(wall: Wall) -> None:
    """Enter or a double click shows it large, the arrows lead to the others, Esc goes back to the board."""
    ids = wall.hang(jpeg(seed=1), jpeg(seed=2))
    QTest.mouseClick(wall.viewport, LEFT, NONE, wall.at(ids[0]))
    press(wall.view, Qt.Key.Key_Return)
    viewer = wall.page.extras.photos.viewer
    assert viewer is not None
    assert viewer.hasFocus()
    assert wall.shown() == ids[0]
    press(viewer, Qt.Key.Key_Right)
    assert wall.shown() == ids[1]
    press(viewer, Qt.Key.Key_F2)
    type_text(viewer.caption, "von oben\n")
    assert [photo.caption for photo in wall.photos] == ["", "von oben"]
    press(viewer, Qt.Key.Key_Escape)
    assert wall.shown() == ""
    assert wall.view.hasFocus()
    QTest.mouseDClick(wall.viewport, LEFT, NONE, wall.at(ids[1]))
    assert wall.shown() == ids[1]
    press(viewer, Qt.Key.Key_Delete)
    assert [photo.id for photo in wall.photos] == [ids[0]]
    assert wall.shown() == ids[0]
    press(viewer, Qt.Key.Key_Escape)


def test_undo_brings_its_board_into_view(wall: Wall) -> None:
    """Taken back from another group's board, it is seen which photo went; of one on a card as well."""
    wall.hang(jpeg())
    desk = wall.board.desk
    desk.show_group("group2")
    desk.undo()
    assert desk.group_id == "group1"
    desk.do(verbs.put_photos, card_id="open", names=["0" * 64])
    desk.show_group("group2")
    desk.undo()
    assert desk.group_id == "group1"


def test_hidden_while_a_photo_is_large(wall: Wall) -> None:
    """Where undo hides the board again, the large photo goes with it."""
    (id,) = wall.hang(jpeg())
    wall.page.commands.veil()
    wall.page.commands.veil()
    QTest.mouseDClick(wall.viewport, LEFT, NONE, wall.at(id))
    assert wall.shown() == id
    wall.board.desk.undo()
    assert wall.page.scene.veiled
    assert wall.shown() == ""


def test_photo_of_a_card_shown_large(wall: Wall, tmp_path: Path) -> None:
    """Enter on a card with photos shows them; on one without it does nothing."""
    wall.drop(files_of(tmp_path, jpeg()), wall.board.at("open"))
    click(wall.viewport, wall.board.at("skill"))
    press(wall.view, Qt.Key.Key_Return)
    assert wall.shown() == ""
    click(wall.viewport, wall.board.at("open"))
    press(wall.view, Qt.Key.Key_Return)
    assert wall.shown() == wall.photo.id
    viewer = wall.page.extras.photos.viewer
    assert viewer is not None
    click(viewer, QPoint(3, 3))
    assert wall.shown() == ""


def test_menu(wall: Wall) -> None:
    """A click with the right button offers what can be done with the photo; the wall offers to add one."""
    (id,) = wall.hang(jpeg())
    QTest.mouseClick(wall.viewport, Qt.MouseButton.RightButton, NONE, wall.at(id))
    assert wall.board.chosen == {id}
    from werkstatt_desktop.ui.board.menu import board_menu

    menu = board_menu(wall.board.desk, wall.page.scene, wall.page.choice, wall.page.commands, QPointF())
    words = [action.text() for action in menu.actions()]
    assert {"Bildunterschrift\tF2", "Foto löschen\tEntf", "Größer\tUmschalt+→"} <= set(words)
    assert "Foto hinzufügen …\tUmschalt+P" in words
    _run(menu, "Größer")
    assert wall.board.steps == ["hang_photo", "size_photo"]
    menu.deleteLater()


def _run(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def test_hidden_group_shows_none(wall: Wall, tmp_path: Path) -> None:
    """While the board is hidden no photo can be seen, and none comes."""
    (id,) = wall.hang(jpeg())
    press(wall.view, "V")
    assert not wall.page.scene.photos
    wall.drop(files_of(tmp_path, jpeg(seed=5)), wall.board.point(100, 500))
    assert len(wall.photos) == 1
    press(wall.view, "V")
    assert list(wall.page.scene.photos) == [id]


def test_only_of_the_group_in_view(wall: Wall) -> None:
    """Another group's board does not show them."""
    (id,) = wall.hang(jpeg())
    wall.board.desk.show_group("group2")
    assert not wall.page.scene.photos
    wall.board.desk.show_group("group1")
    assert list(wall.page.scene.photos) == [id]


def test_painted(wall: Wall) -> None:
    """The picture appears in its frame as soon as it is made, and in the size that the zoom asks for."""
    (id,) = wall.hang(jpeg(1200, 900))
    for zoom in (1.0, 0.2, 2.0):
        wall.view.camera.zoom_to(zoom)
        wall.view.camera.show_area(wall.item(id).sceneBoundingRect())
        width = round(wall.item(id).inner.width() * zoom * wall.page.look.ratio)
        for _ in range(400):
            wall.viewport.grab()
            if wall.page.extras.photos.pictures.is_ready(wall.photo.sha256, width):
                break
            QTest.qWait(10)
        assert wall.page.extras.photos.pictures.is_ready(wall.photo.sha256, width)
    assert wall.item(id).inner.height() == pytest.approx(wall.item(id).inner.width() * 0.75, abs=1)


def test_a_picture_that_is_lower_than_was_thought_leaves_no_edge(wall: Wall) -> None:
    """A workshop that is opened does not know the heights of its photos until it has read them."""
    (id,) = wall.hang(jpeg(1200, 500))
    wall.view.camera.zoom_to(1.0)
    wall.view.camera.show_area(wall.item(id).sceneBoundingRect().adjusted(0, 0, 0, 150))
    pictures = wall.page.extras.photos.pictures
    pictures.ratios.clear()
    wall.viewport.update()
    before = on_screen(wall.page)
    wall.page.extras.photos.pictures.learn(wall.photo.sha256, 500 / 1200)
    pictures.came.emit(wall.photo.sha256)
    assert on_screen(wall.page) != before
    assert difference(wall.page) == ""


def test_same_picture_from_step_and_anew(wall: Wall) -> None:
    """What a step leaves on the screen is what drawing everything anew gives."""
    (id,) = wall.hang(jpeg(400, 300))
    press(wall.view, "Ctrl+Down")
    wall.board.desk.settling.emit()
    QTest.qWait(300)
    wall.view.camera.zoom_to(1.0)
    for _ in range(100):
        one = wall.viewport.grab().toImage()
        QTest.qWait(20)
        if wall.page.extras.photos.pictures.is_ready(wall.photo.sha256, round(wall.item(id).inner.width())):
            break
    QTest.qWait(60)
    one = wall.viewport.grab().toImage()
    wall.page.refresh(None)
    QTest.qWait(60)
    assert one == wall.viewport.grab().toImage()


def test_nothing_of_photos_without_photos(board: Board) -> None:
    """A board without photos makes nothing for them."""
    assert board.page.commands.photos is None
    assert not any("Photo" in type(layer).__name__ for layer in board.page.scene.layers)


def test_for_screen_readers(wall: Wall) -> None:
    """A photo is a picture with a name, comes after the cards, and can be moved, captioned and deleted."""
    (id,) = wall.hang(jpeg())
    wall.board.desk.do(verbs.caption_photo, id, "Wand & Fenster")
    wall.page._open_to_readers()
    read = QAccessible.queryAccessibleInterface(wall.view)
    items = [read.child(n) for n in range(read.childCount())]
    (item,) = [one for one in items if one.role() == QAccessible.Role.Graphic]
    assert item.text(QAccessible.Text.Name) == "Foto: Wand & Fenster"
    area = wall.view.in_view(QRectF(*wall.item(id).box)).toRect()
    assert item.rect() == QRect(wall.viewport.mapToGlobal(area.topLeft()), area.size())
    assert isinstance(item, ItemAccess)
    x = wall.photo.x
    item._board.do(id, "moveRight")
    wall.board.desk.settling.emit()
    assert wall.photo.x == x + STEP
    item._board.do(id, "Press")
    field = wall.field()
    assert field is not None
    press(field, Qt.Key.Key_Escape)
    item._board.do(id, "delete")
    assert wall.photos == []
    assert wall.board.steps[-1] == "delete_photo"


def test_window_that_closes(wall: Wall) -> None:
    """What was pasted just before is in the workshop when the window has gone."""
    wall.page.extras.photos.take([jpeg(seed=1)], QPointF(200, 700))
    wall.page.extras.photos.take([jpeg(seed=2)], QPointF(900, 700))
    assert wall.photos == []
    wall.board.desk.leaving.emit()
    assert len(wall.photos) == 2
    assert wall.board.steps == ["hang_photo", "hang_photo"]


def test_given_up(wall: Wall) -> None:
    """Reading can be given up; nothing comes then."""
    photos = wall.page.extras.photos
    photos.take([jpeg(5000, 4000)], QPointF(200, 700))
    assert photos.arriving.line.isVisible()
    click(photos.arriving.line.cancel)
    QTest.qWait(1500)
    assert wall.photos == []
    assert not photos.arriving.line.isVisible()
