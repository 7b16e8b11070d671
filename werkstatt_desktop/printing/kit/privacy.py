"""The data protection note: a text to begin with, filled with what is known of the workshop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...domain.records import Participant, Photo
from .. import styles as s
from ..flow import Block
from ..rows import Anchor, Cell, Row
from .sheet import Job, set_in_pages

_GAP = "_" * 34
"""To be filled in by hand."""
_TEXT = s.Style(10.25, 13.25)


def write(job: Job) -> int:
    return set_in_pages(job, lambda _setter: _rows(job))


def _rows(job: Job) -> Iterator[Block]:
    t = job.t
    said = ", ".join(part for part in (job.name, job.where) if part)
    parts = (
        (t("Information on the processing of personal data"), s.EYEBROW),
        (job.title, replace(s.TITLE, size=22, leading=26, below=6)),
        (said, s.SUBTITLE),
    )
    yield Row(cells=(Cell(0, parts),), anchor=Anchor("cover", job.title, 0), pad=(0, 12), role="title")
    box = (
        (t("Template"), s.GOAL_LABEL),
        (
            t(
                "The organiser checks this text, fills the gaps, strikes out what does not apply and has it "
                "confirmed by those responsible for data protection. It is no legal advice."
            ),
            _TEXT,
        ),
    )
    yield Row(cells=(Cell(16, box, s.TEXT_WIDTH - 32),), pad=(7, 9), fill=True)
    for heading, texts in _chapters(job):
        yield Row(cells=(Cell(0, ((heading, s.H3),)),), above=10, pad=(0, 2), keep=True, role="heading")
        for n, text in enumerate(texts):
            yield _entry(text) if text.startswith("□") else _paragraph(text, 3.5 if n else 0.0)
    line = t("As of: {gap}", gap="_" * 20)
    yield Row(cells=(Cell(0, ((line, _TEXT),)),), above=13)


def _paragraph(text: str, above: float) -> Row:
    return Row(cells=(Cell(0, ((text, _TEXT),)),), above=above)


def _entry(text: str) -> Row:
    """A choice to be ticked."""
    words = text.removeprefix("□").strip()
    return Row(
        cells=(Cell(2, (("□", _TEXT),), 16, label=True), Cell(20, ((words, _TEXT),))), above=3.0, role="entry"
    )


def _chapters(job: Job) -> Iterator[tuple[str, list[str]]]:
    t = job.t
    yield t("Who is responsible"), _responsible(job)
    yield t("What is recorded"), _recorded(job)
    yield (
        t("What for, and on what basis"),
        [
            t(
                "The details serve to prepare and hold the workshop, to document its results and to send the "
                "protocol to those who took part. The legal basis is (please tick):"
            ),
            "□ " + t("your consent (Art. 6 (1) (a) GDPR)"),
            "□ " + t("a task in the public interest (Art. 6 (1) (e) GDPR)"),
            "□ " + t("a legitimate interest of the organiser (Art. 6 (1) (f) GDPR)"),
        ],
    )
    yield t("Where it is kept"), _kept(job)
    yield (
        t("Who receives it"),
        [t("Those who took part and whoever is named in the distribution list get the protocol.")],
    )
    yield (
        t("How long it is kept"),
        [
            t(
                "Until the purpose is fulfilled, at the latest until: {gap}. After that names and contact "
                "details are erased for good; the results stay without them.",
                gap=_GAP,
            )
        ],
    )
    yield (
        t("Your rights"),
        [
            t(
                "You can ask for information about your data, have it corrected, erased or its processing "
                "restricted, receive it in a common format, and object to its processing (Art. 15 to 21 "
                "GDPR). A consent can be withdrawn at any time for the future."
            ),
            t(
                "You can complain to a supervisory authority for data protection (Art. 77 GDPR). "
                "It is: {gap}",
                gap=_GAP,
            ),
        ],
    )


def _responsible(job: Job) -> list[str]:
    t, facts = job.t, job.state.workshop
    found = [t("Organiser: {name}", name=facts.organiser or _GAP)]
    if facts.commissioned_by:
        found.append(t("Commissioned by: {name}", name=facts.commissioned_by))
    if facts.moderation:
        found.append(t("The workshop is led and recorded by: {name}", name=facts.moderation))
    found.append(t("Address, e-mail and telephone: {gap}", gap=_GAP))
    found.append(t("Data protection officer: {gap}", gap=_GAP))
    return found


def _recorded(job: Job) -> list[str]:
    t = job.t
    found = [
        t("Of those who take part: {fields}.", fields=_fields(job)),
        t(
            "What is written on cards, voted on and agreed. It is not recorded who wrote a card or gave a "
            "vote; only those responsible for a measure are named beside it."
        ),
    ]
    if any(True for _ in job.state.all(Photo)):
        found.append(
            t("Photos of pin boards and cards. If people are to be seen on them, they are asked beforehand.")
        )
    return found


def _fields(job: Job) -> str:
    """Which details of people the workshop has; before anybody was entered, those that are usual."""
    t = job.t
    everyone = list(job.state.all(Participant))
    names = {
        "name": t("name"),
        "organisation": t("organisation"),
        "department": t("department"),
        "function": t("function"),
        "email": t("e-mail address"),
    }
    used = [said for field, said in names.items() if not everyone or any(getattr(p, field) for p in everyone)]
    return ", ".join([*used, t("presence and working group")])


def _kept(job: Job) -> list[str]:
    t = job.t
    return [
        t(
            "In a file on the computer of the moderation and in its backup copies, with the program "
            "Werkstatt. It needs no account and passes nothing on to its makers or to a cloud."
        ),
        t("The attendance list is kept on paper by the organiser."),
    ]
