"""What links say in words; nothing of a card on a hidden board."""

from __future__ import annotations

from ....domain.links import Said
from ....domain.records import Card, Group, Id, Link
from ...card_words import text_of
from ...desk import Desk

_LONGEST = 60


def line(desk: Desk, said: Said, *, group_id: Id | None) -> str:
    """A link as read at one of its cards; a card of another group than `group_id` with that group's name."""
    kind = desk.texts.link(said.link.kind, back=not said.outgoing)
    words = f"{kind}: {text_of(desk, said.other)}"
    group = desk.state.get(Group, said.other.group_id)
    if group is None or group.id == group_id:
        return words
    return f"{words} ({group.name})"


def sentence(desk: Desk, link_id: Id) -> str:
    """A link as a sentence, for the ear."""
    link = desk.state.get(Link, link_id)
    start = desk.state.get(Card, link.from_card_id) if link is not None else None
    end = desk.state.get(Card, link.to_card_id) if link is not None else None
    if link is None or start is None or end is None:
        return ""
    quoted = [desk.texts.quote(_short(text_of(desk, card))) for card in (start, end)]
    return f"{quoted[0]} {desk.texts.link(link.kind)} {quoted[1]}"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
