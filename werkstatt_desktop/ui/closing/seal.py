"""Closing as a version, opening again, and taking the names out afterwards."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ...domain import sealing
from ...domain.edits import Step
from ...domain.records import Seal
from ...domain.verbs import closing
from ...texts import Texts
from ..desk import Desk
from ..rows.inplace import INDENT
from ..safekeeping.parts import label
from ..sections import Section, button

_GROUPS = 4
"""How many characters of a hash stand together."""


class SealSection(Section):
    """What version this is, and the button that closes or opens it. `names_wanted`: take the names out."""

    names_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("close-seal", "")
        self._desk = desk
        self.words, self.hash = label("", "plain", "seal-words"), label("", "muted", "seal-hash")
        self.earlier = label("", "muted", "seal-earlier")
        self.close_button = button("close-version", "", kind="primary")
        self.reopen_button = button("reopen-version", "")
        t = desk.texts
        self.names_button = button("remove-names", t("Remove names …"), kind="chip")
        self.names_words = label(
            t("After the protocol, people’s names can be taken out for good; the version stays what it is."),
            "muted",
            "names-words",
        )
        self._arrange()
        self.close_button.clicked.connect(self._close_version)
        self.reopen_button.clicked.connect(self._reopen)
        self.names_button.clicked.connect(self.names_wanted)

    @property
    def first(self) -> QWidget:
        """The button that can be pressed."""
        return self.reopen_button if sealing.is_sealed(self._desk.state) else self.close_button

    def refresh(self, step: Step | None) -> None:
        if step is not None and not step.edit.touches("seals"):
            return
        state, t = self._desk.state, self._desk.texts
        sealed, number = sealing.is_sealed(state), sealing.version(state)
        self.heading.setText(t("Version {number}", number=number))
        self.setAccessibleName(self.heading.text())
        self.words.setText(closed_words(sealing.latest(state), t) if sealed else self._open_words())
        had_focus = self.close_button.hasFocus() or self.reopen_button.hasFocus()
        self.close_button.setText(t("Close version {number}", number=number))
        self.reopen_button.setText(t("Reopen as version {number}", number=number + 1))
        for made in (self.close_button, self.reopen_button):
            made.setAccessibleName(made.text())
        self.close_button.setHidden(sealed)
        self.reopen_button.setVisible(sealed)
        if had_focus:
            # A second Enter must not take back what the first did: this button asks before it does anything.
            self.names_button.setFocus()
        self._show_hashes()

    def _open_words(self) -> str:
        t = self._desk.texts
        return t(
            "Closed, nothing can be changed any more until it is reopened as the next version. Version, time"
            " and hash stand in the protocol."
        )

    def _show_hashes(self) -> None:
        state, t = self._desk.state, self._desk.texts
        versions = sealing.versions(state)
        now = sealing.latest(state) if sealing.is_sealed(state) else None
        self.hash.setVisible(now is not None)
        if now is not None:
            self.hash.setText(t("Hash (SHA-256): {hash}", hash=spaced(now.hash[:32])) + " …")
            self.hash.setToolTip(now.hash)
            self.hash.setAccessibleName(t("Hash (SHA-256): {hash}", hash=now.hash))
        before = [seal for seal in versions if now is None or seal.id != now.id]
        self.earlier.setText("\n".join(closed_words(seal, t) for seal in before))
        self.earlier.setVisible(bool(before))

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.reopen_button)
        buttons.addStretch(1)
        names = QHBoxLayout()
        names.setSpacing(12)
        names.addWidget(self.names_words, 1)
        names.addWidget(self.names_button)
        column = QVBoxLayout()
        column.setContentsMargins(INDENT, 0, INDENT, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.hash)
        column.addLayout(buttons)
        column.addWidget(self.earlier)
        column.addSpacing(6)
        column.addLayout(names)
        self.body.addLayout(column)

    def _close_version(self) -> None:
        self._desk.settling.emit()
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        if self._desk.do(closing.seal, at) is not None:
            t, begun = self._desk.texts, len(self._desk.drafts)
            words = t("Version {number} is closed.", number=self._number)
            if begun:
                left = t.n(
                    "{n} text that was begun still stands in a field and is not part of it.",
                    "{n} texts that were begun still stand in fields and are not part of it.",
                    begun,
                )
                words = f"{words} {left}"
            self._desk.say(words)

    def _reopen(self) -> None:
        reopen(self._desk)

    @property
    def _number(self) -> int:
        return sealing.version(self._desk.state)


def reopen(desk: Desk) -> bool:
    """Begin the next version; whether that was possible."""
    if desk.do(closing.reopen) is None:
        return False
    number = sealing.version(desk.state)
    desk.say(desk.texts("Version {number} is begun. Everything can be changed again.", number=number))
    return True


def closed_words(seal: Seal | None, t: Texts) -> str:
    """When a version was closed."""
    if seal is None:
        return ""
    day = t.date(seal.at[:10])
    return t(
        "Version {number} was closed on {day} at {time}.", number=seal.version, day=day, time=seal.at[11:16]
    )


def spaced(digits: str) -> str:
    """A hash in groups that can be read out."""
    return " ".join(digits[n : n + _GROUPS] for n in range(0, len(digits), _GROUPS))
