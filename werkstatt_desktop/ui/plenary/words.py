"""What Plenary says of where things come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...domain import people
from ...domain.plenary import Origin
from ...domain.records import Group, Id, Participant, Result
from ...domain.state import State
from ...texts import Texts
from ..origins import short_name


def spoken_origin(groups: Sequence[Group], t: Texts) -> str:
    """The same in full, for the ear."""
    names = [group.name for group in groups]
    if not names:
        return ""
    last = names.pop()
    if not names:
        return t("from {group}", group=last)
    return t("from {groups} and {group}", groups=", ".join(names), group=last)


def wordings(
    result: Result, origins: Sequence[Origin], dots: Mapping[Id, int], places: Mapping[Id, int], t: Texts
) -> list[str]:
    """What else was said or counted of a result: wordings other than its own, and dots of each group."""
    lines = []
    if result.first_text is not None:
        lines.append(t("First: {text}", text=t.quote(result.first_text)))
    for origin in origins:
        other = origin.text if origin.text not in (result.text, result.first_text) else ""
        count = dots.get(_source_id(origin), 0) if len(origins) > 1 else 0
        if other or count:
            lines.append(_wording(places, origin, other, count, t))
    return lines


def size_of(state: State, group: Group, places: Mapping[Id, int], t: Texts) -> str:
    """How many persons a group has and from how many departments, as far as that is known."""
    parts = [short_name(places, group.id, t)]
    here = [p for p in state.kids(Participant, "group_id", group.id) if p.presence != "excused"]
    if here:
        parts.append(t.n("{n} person", "{n} persons", people.members(state).get(group.id, 0)))
    if count := len({p.department.casefold() for p in here if p.department}):
        parts.append(t.n("{n} department", "{n} departments", count))
    elif count := len({p.organisation.casefold() for p in here if p.organisation}):
        parts.append(t.n("{n} organisation", "{n} organisations", count))
    return " · ".join(parts)


def brings_nothing(t: Texts) -> str:
    """What to do for a group that has nothing to bring."""
    return t("No cards yet. They are written on the page “Collect”.")


def _source_id(origin: Origin) -> Id:
    return origin.source.card_id or origin.source.cluster_id or ""


def _wording(places: Mapping[Id, int], origin: Origin, other: str, count: int, t: Texts) -> str:
    group = short_name(places, origin.group.id, t) if origin.group is not None else ""
    points = t.n("{n} point", "{n} points", count) if count else ""
    head = ", ".join(part for part in (group, points) if part)
    said = t.quote(other) if other else ""
    return ": ".join(part for part in (head, said) if part)
