"""What is still open, as lines for the box beside the preview."""

from __future__ import annotations

from collections import Counter

from ...domain.closing import KINDS, loose_ends
from ...domain.state import State
from ...texts import Texts


def open_ends(state: State, t: Texts) -> list[str]:
    """A line for each kind of thing that may have been forgotten; the page Close leads to all of them."""
    n = Counter(end.kind for end in loose_ends(state))
    words = {
        "unsorted": t.n("{n} card without a theme", "{n} cards without a theme", n["unsorted"]),
        "empty_theme": t.n("{n} theme without cards", "{n} themes without cards", n["empty_theme"]),
        "theme_without_heading": t.n(
            "{n} theme without a heading", "{n} themes without a heading", n["theme_without_heading"]
        ),
        "without_recommendation": t.n(
            "{n} obstacle without recommendation",
            "{n} obstacles without recommendation",
            n["without_recommendation"],
        ),
        "measure_without_person": t.n(
            "{n} measure without a person", "{n} measures without a person", n["measure_without_person"]
        ),
        "measure_without_date": t.n(
            "{n} measure without a date", "{n} measures without a date", n["measure_without_date"]
        ),
        "responsible_not_there": t.n(
            "{n} measure of somebody who is not there",
            "{n} measures of somebody who is not there",
            n["responsible_not_there"],
        ),
        "unanswered": t.n("{n} question not answered", "{n} questions not answered", n["unanswered"]),
    }
    # That there is no next date is no fault of the paper.
    return [words[kind] for kind in KINDS if n[kind] and kind in words]
