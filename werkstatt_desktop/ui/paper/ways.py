"""The ways that lead on from a saved file: open it, its folder, send it, onto a stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ...domain.errors import WerkstattError
from ...storage.folders import is_there
from ...storage.places import place_of
from ...texts import Texts
from ..desk import Desk
from .delivered import Delivered
from .delivery import Delivery
from .orders import Watch

_STICKS = (Path("/run/media"), Path("/media"), Path("/Volumes"))


class Ways(QObject):
    """Does what the buttons of `Delivered` say, with the file saved last."""

    def __init__(self, desk: Desk, done: Delivered, delivery: Delivery, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._done, self._delivery, self._window = desk, done, delivery, parent
        done.open_file.clicked.connect(self._open_file)
        done.open_folder.clicked.connect(self._open_folder)
        done.send.clicked.connect(self._ask_to_whom)
        done.stick.clicked.connect(self._ask_stick)

    @property
    def _path(self) -> Path:
        path = self._done.path
        assert path is not None  # the buttons are seen once something was saved
        return path

    def _open_file(self) -> None:
        from .sending import open_file

        if not is_there(self._path) or not open_file(self._path):
            self._cannot_open(self._path.name)

    def _open_folder(self) -> None:
        from .sending import show_in_folder

        path, t = self._path, self._desk.texts

        def tell(shown: bool) -> None:
            if not shown:
                self._cannot_open(path.parent.name)

        # A file manager that has to be started first answers late.
        self._delivery.outbox.begin(
            t("{name} is being opened …", name=path.parent.name),
            lambda _watch: is_there(path.parent) and show_in_folder(path),
            tell,
            self._show_trouble,
        )

    def _cannot_open(self, name: str) -> None:
        self._desk.say(self._desk.texts("{name} cannot be opened from here.", name=name))

    def _ask_to_whom(self) -> None:
        """To the distribution list, or to the participants with an address as well."""
        from .sending import addresses, people_with_addresses

        t, state = self._desk.texts, self._desk.state
        listed = len(addresses(state.workshop.distribution))
        people = len(people_with_addresses(state))
        if not people:
            self._send(with_participants=False)
            return
        menu = QMenu(self._window)
        menu.setObjectName("send-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = t.n(
            "To the distribution list ({n} address)", "To the distribution list ({n} addresses)", listed
        )
        menu.addAction(words, lambda: self._send(with_participants=False))
        words = t.n("And to {n} participant", "And to {n} participants", people)
        menu.addAction(words, lambda: self._send(with_participants=True))
        button = self._done.send
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _send(self, *, with_participants: bool) -> None:
        from .sending import letter_for, send, words_of

        t, state = self._desk.texts, self._desk.state
        language = state.workshop.language
        words = t if language == t.language else Texts(language)
        letter = letter_for(state, self._path, words, with_participants=with_participants)
        path = self._path
        self._delivery.outbox.begin(
            t("The mail program is being opened …"),
            lambda _watch: send(path, letter),
            lambda sent: self._show_news(words_of(sent, path, t)),
            self._show_trouble,
        )

    def _ask_stick(self) -> None:
        t = self._desk.texts
        dialog = QFileDialog(self._window, t("Copy to stick"), str(_first_stick()))
        dialog.setObjectName("choose-stick")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._copy_to)
        dialog.open()

    def _copy_to(self, folder: str) -> None:
        source = self._path

        def run(_watch: Watch) -> Path:
            from ...printing import files

            return files.copy_to(source, Path(folder))

        words = self._desk.texts("{name} is copied, read back and compared …", name=source.name)
        self._delivery.outbox.begin(words, run, self._show_copied, self._show_trouble)

    def _show_copied(self, path: Path) -> None:
        t = self._desk.texts
        words = t("Saved and compared: {name}", name=path.name)
        if place_of(path).kind == "removable":
            words += "\n" + t("The stick can be pulled out.")
        self._show_news(words)

    def _show_trouble(self, error: WerkstattError) -> None:
        self._show_news(f"▲ {self._desk.texts.sentence(error)}")

    def _show_news(self, words: str) -> None:
        self._done.show_news(words)
        self._desk.say(words.replace("\n", " "))


def _first_stick() -> Path:
    """Where sticks are found, or else where files of people are."""
    for above in _STICKS:
        for level in ("*/*", "*"):
            found = [path for path in sorted(above.glob(level)) if place_of(path).kind == "removable"]
            if found:
                return found[0]
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
