"""Where a table comes from: a file that is asked for or dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ...exchange.reading import ENDINGS
from ...texts import Texts


def ask_file(
    name: str, title: str, folder: Path, t: Texts, take: Callable[[Path], object], parent: QWidget
) -> QFileDialog:
    """Ask for a file with a table and hand its path to `take`; `name` is its name in code."""
    endings = " ".join(f"*{ending}" for ending in ENDINGS)
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"{t('Tables')} ({endings})", f"{t('All files')} (*)"])
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.open()
    return dialog


def table_file(data: QMimeData) -> Path | None:
    """The table file that is carried; the first of several."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.casefold() in ENDINGS), None)
