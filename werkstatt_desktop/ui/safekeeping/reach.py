"""What erasing for good reaches, and what it does not: said before anything is erased."""

from __future__ import annotations

from ...domain import sealing
from ...domain.state import State
from ...texts import Texts


def reach(t: Texts, state: State | None = None) -> list[tuple[str, str]]:
    """The paragraphs of the question, each with its heading. `state`: of a workshop that may be closed."""
    reached = t(
        "The file with its history, and on this device the safety copy, all backups and the picture on the"
        " start page."
    )
    last = t("It cannot be undone, and nothing that was done before can be taken back any more.")
    parts = [(t("What is reached"), reached), (t("What is not reached"), _beyond(t)), ("", last)]
    if state is not None and sealing.is_sealed(state):
        number = sealing.version(state)
        closed = t(
            "Version {number} is closed. If something is erased of it, it goes on closed as version {next}.",
            number=number,
            next=number + 1,
        )
        parts.insert(0, ("", closed))
    return parts


def new_version(before: int, after: int, t: Texts) -> str:
    """What erasing has made of a closed version; nothing where that is what it was."""
    if before == after:
        return ""
    return t(
        "Version {before} is version {after} now, closed as well, because something was erased of it.",
        before=before,
        after=after,
    )


def reach_of_workshop(t: Texts) -> list[tuple[str, str]]:
    """The same for a whole workshop."""
    reached = t(
        "The file, and on this device its safety copy, all its backups and its place on the start page."
    )
    last = t("It cannot be undone. Save a copy before, if anybody may still need the workshop.")
    return [(t("What is deleted"), reached), (t("What is not reached"), _beyond(t)), ("", last)]


def _beyond(t: Texts) -> str:
    return t(
        "Printed protocols and PDF files, copies on sticks and in other folders, older versions that a cloud"
        " service keeps, and what an SSD holds back by itself."
    )


def agreement(t: Texts) -> str:
    """What has to be ticked before anything is erased."""
    return t("It shall be gone for good")
