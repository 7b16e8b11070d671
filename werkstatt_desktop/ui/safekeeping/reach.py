"""What erasing for good reaches, and what it does not: said before anything is erased."""

from __future__ import annotations

from ...texts import Texts


def reach(t: Texts) -> list[tuple[str, str]]:
    """The paragraphs of the question, each with its heading."""
    return [
        (
            t("What is reached"),
            t(
                "The file with its history, and on this device the safety copy, all backups and the picture"
                " on the start page."
            ),
        ),
        (
            t("What is not reached"),
            t(
                "Printed protocols and PDF files, copies on sticks and in other folders, older versions that"
                " a cloud service keeps, and what an SSD holds back by itself."
            ),
        ),
        (
            "",
            t("It cannot be undone, and nothing that was done before can be taken back any more."),
        ),
    ]


def agreement(t: Texts) -> str:
    """What has to be ticked before anything is erased."""
    return t("It shall be gone for good")
