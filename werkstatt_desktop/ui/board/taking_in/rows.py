"""What becomes of the rows of a table of cards, in words."""

from __future__ import annotations

from ....domain.taking import Plan
from ....texts import Texts, mark
from ...tables.rows import Outcome

REASONS = {
    "no_text": mark("no text"),
    "too_long": mark("too long for a card"),
    "no_group": mark("no group"),
    "no_category": mark("no category"),
    "unknown_group": mark("unknown group"),
    "unknown_category": mark("unknown category"),
    "name_too_long": mark("a name is too long"),
    "explanation_too_long": mark("the explanation is too long"),
    "known": mark("there already"),
}


def outcome(plan: Plan, t: Texts) -> Outcome:
    """Tells of each row, counted from 0, what becomes of it."""
    lines = {line.row - 1: line for line in plan.lines}

    def tell(row: int) -> tuple[str, bool]:
        line = lines.get(row)
        if line is None:
            return t("headings"), False
        if line.reason:
            return f"– {t(REASONS[line.reason])}", False
        words = t.n("{n} card", "{n} cards", len(line.texts))
        return (f"{words} · {t('there already')}" if line.is_known else words), True

    return tell
