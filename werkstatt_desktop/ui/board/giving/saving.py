"""The board as a file: SVG, PNG or PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ....domain.errors import FileProblem, WerkstattError
from ....domain.hanging import with_photos
from ....domain.naming import file_words
from ....domain.photos import Source, nothing
from ....domain.picture import Lettering, Picture
from ....domain.picture import picture as board_picture
from ....domain.records import Card, Cluster, Group, Id, Photo
from ....domain.state import State
from ....texts import Texts
from ...desk import Desk
from ...safekeeping.work import Works

KINDS = ("png", "svg", "pdf")


class BoardSaving(QObject):
    """Asks where a picture of the board in view goes and writes it in a thread; the desk says how it went."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._works = Works(self)

    def ask(self) -> QFileDialog | None:
        """Ask for name and kind of the file."""
        desk, t = self._desk, self._desk.texts
        desk.settling.emit()
        group = desk.state.get(Group, desk.group_id)
        if group is None or not _has_something(desk.state, group.id):
            desk.say(t("There is nothing on this board yet."))
            return None
        if group.hidden:
            desk.say(t("The cards of this group are hidden until they are revealed with V."))
            return None
        dialog = QFileDialog(self._window, t("Save picture of the board"), str(desk.store.path.parent))
        dialog.setObjectName("ask-picture")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilters([_filter(t, kind) for kind in KINDS])
        dialog.setDefaultSuffix(KINDS[0])
        dialog.filterSelected.connect(partial(_follow, dialog))
        dialog.selectFile(f"{name_of(desk.state, group)}.{KINDS[0]}")
        dialog.fileSelected.connect(self.save)
        dialog.open()
        return dialog

    def save(self, name: str) -> None:
        """Write the board in view to a file, whose ending says the kind."""
        path, state, group_id = Path(name), self._desk.state, self._desk.group_id
        kind = path.suffix.casefold().removeprefix(".")
        if kind not in KINDS:
            path = path.with_name(f"{path.name}.{KINDS[0]}")
            if path.exists():  # the dialog has asked for another name
                self._say_why_not(FileProblem("exists", exit_code=5, name=path.name))
                return
        if group_id is None:
            return
        language, store = self._desk.texts.language, self._desk.store
        self._desk.say(self._desk.texts("The picture is being drawn …"))

        def run(_stop: Event) -> str:
            from ....storage import outputs

            content = drawn(state, group_id, path.suffix.casefold(), language, picture=store.picture)
            outputs.replace_bytes(path, content)
            return path.name

        self._works.begin(run, self._say_saved, self._say_why_not)

    def _say_saved(self, name: str) -> None:
        self._desk.say(self._desk.texts("Picture saved: {name}", name=name))

    def _say_why_not(self, error: WerkstattError) -> None:
        self._desk.say(self._desk.texts.sentence(error))


def name_of(state: State, group: Group) -> str:
    """The name of the file without its ending: workshop and group."""
    workshop = state.workshop
    return file_words(workshop.date[:10], workshop.title, group.name) or file_words(group.id)


def picture_of(state: State, group_id: Id) -> Picture:
    """The board as it is on paper, where text is as wide as the printed page has it."""
    from ....printing import wall

    return board_picture(state, group_id, Lettering(wall.measure()))


def drawn(state: State, group_id: Id, suffix: str, language: str, *, picture: Source = nothing) -> bytes:
    """The board in a kind of file; `picture` gives the bytes of photos. For any thread."""
    from ....printing import wall

    group = state.get(Group, group_id)
    title = " · ".join(part for part in (state.workshop.title, group.name if group else "") if part)
    photos = wall.photos(state, group_id, picture)
    shown = with_photos(picture_of(state, group_id), photos)
    if suffix == ".pdf":
        return wall.to_bytes(shown, title, language, photos)
    if suffix == ".svg":
        from ....exchange.svg import svg

        return svg(shown, title, wall.measure(), language, photos).encode()
    from .paint import image_of, png_of

    return png_of(image_of(shown, photos))


def _has_something(state: State, group_id: Id) -> bool:
    return any(state.kids_count(kind, "group_id", group_id) for kind in (Card, Cluster, Photo))


def _filter(t: Texts, kind: str) -> str:
    words = {"png": t("Picture"), "svg": t("Drawing"), "pdf": t("PDF, one page")}[kind]
    return f"{words} (*.{kind})"


def _follow(dialog: QFileDialog, chosen: str) -> None:
    """The name takes the ending of the kind that is chosen."""
    kind = next((kind for kind in KINDS if f"*.{kind}" in chosen), KINDS[0])
    dialog.setDefaultSuffix(kind)
    for name in dialog.selectedFiles()[:1]:
        path = Path(name)
        if path.suffix.casefold().removeprefix(".") in KINDS:
            dialog.selectFile(path.with_suffix(f".{kind}").name)
