"""What erasing for good reaches, and what it does not: said before anything is erased."""

from __future__ import annotations

from ...texts import Texts


def reach(t: Texts) -> list[tuple[str, str]]:
    """The paragraphs of the question, each with its heading."""
    reached = t(
        "The file with its history, and on this device the safety copy, all backups and the picture on the"
        " start page."
    )
    last = t("It cannot be undone, and nothing that was done before can be taken back any more.")
    return [(t("What is reached"), reached), (t("What is not reached"), _beyond(t)), ("", last)]


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
