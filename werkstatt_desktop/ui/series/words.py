"""How other workshops of the folder are called."""

from __future__ import annotations

from ...domain.recalling import Past
from ...storage.series import Volume
from ...texts import Texts, mark

KIND_WORDS = {
    "other": mark("other cards"),
    "theme": mark("Theme"),
    "result": mark("Result"),
    "measure": mark("Measure"),
    "parked": mark("Parking lot"),
    "quote": mark("Quote"),
}
"""What a hit is; cards have the name of their category."""


def workshop_words(past: Past, t: Texts) -> str:
    """Title, number, place and day of a workshop."""
    facts = past.facts
    title = facts.title or t("Workshop without title")
    parts = (f"{title} {facts.number}", facts.place, t.short_date(facts.date))
    return " · ".join(" ".join(part.split()) for part in parts if part)


def short_words(past: Past, t: Texts) -> str:
    """A workshop as the head of a narrow column: its day, else what there is."""
    facts = past.facts
    return t.short_date(facts.date) or facts.number or facts.place or t("Workshop")


def trouble_words(volume: Volume, t: Texts) -> str:
    """What is the matter with a file of the folder; empty for one that could be read."""
    if volume.problem is None:
        return ""
    return f"{t.quote(volume.path.stem)}: {t.sentence(volume.problem)}"


def times_words(t: Texts, times: int, here: bool) -> str:
    """How often an obstacle came up in the series."""
    if here:
        return t("named for the {n}. time", n=t.number(times))
    return t.n("named in {n} workshop", "named in {n} workshops", times)
