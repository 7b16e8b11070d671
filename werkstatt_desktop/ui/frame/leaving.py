"""The question before a window with steps that are not on the disk is closed."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ...texts import Texts


class Leaving(Enum):
    """What the user wants done with steps that are not saved."""

    STAY = auto()
    COPY = auto()
    LOSE = auto()


def ask(waiting: int, texts: Texts, parent: QWidget) -> Leaving:
    """Ask what to do with so many steps."""
    box = QMessageBox(parent)
    box.setObjectName("unsafe-box")
    box.setWindowTitle("Werkstatt")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(texts.n("{n} step is not saved yet.", "{n} steps are not saved yet.", waiting))
    box.setInformativeText(texts("Save a copy of the whole workshop in another place, or try again."))
    role = QMessageBox.ButtonRole
    copy = box.addButton(texts("Save a copy …"), role.AcceptRole)
    lose = box.addButton(texts("Close without them"), role.DestructiveRole)
    back = box.addButton(texts("Back"), role.RejectRole)
    for name, button in (("copy", copy), ("lose", lose), ("back", back)):
        button.setObjectName(f"unsafe-{name}")
    box.setDefaultButton(copy)
    box.setEscapeButton(back)
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    return Leaving.COPY if pressed is copy else Leaving.LOSE if pressed is lose else Leaving.STAY
