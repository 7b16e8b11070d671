"""What a tooltip says of a card or a theme: what can hardly be read on it, and what its badges mean."""

from __future__ import annotations

from ...domain.picture import marks_of
from ...domain.records import Card, Cluster
from ...domain.twins import elsewhere
from ..desk import Desk


def tip(desk: Desk, record: Card | Cluster, *, small: bool) -> str:
    """Several lines; nothing where there is nothing to say. `small`: its text can hardly be read."""
    t = desk.texts
    parts: list[str] = []
    if isinstance(record, Card):
        parts += [record.text] if small else []
        parts += [record.explanation] if record.explanation else []
    elif small:
        parts += [record.heading] if record.heading else []
    marks = ", ".join(t.marks(name for name in marks_of(record) if name != "twin"))
    parts += [marks] if marks else []
    if isinstance(record, Card):
        headings = [theme.heading or t("without a heading") for theme in elsewhere(desk.state, record)]
        parts += [t("Also under {headings}", headings=", ".join(headings))] if headings else []
    return "\n\n".join(parts)
