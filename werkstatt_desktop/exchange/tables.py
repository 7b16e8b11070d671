"""What is in a workshop as tables for spreadsheets: cards, votes, participants, measures and more.

What hangs on a hidden board, and totals that the room may not see, are left out, as on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ..domain import hiding, links, order, people, plenary, polls, twins, voting
from ..domain import measures as measures_
from ..domain.erasing import without_names
from ..domain.headings import beginning
from ..domain.picture import marks_of
from ..domain.records import (
    Card,
    Category,
    Cluster,
    Id,
    ParkedItem,
    Result,
    VoteRound,
)
from ..domain.state import State
from ..texts import Texts, mark
from . import listing, measures

Value = str | int | float | date
"""What a cell holds; text is text, whatever it looks like."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its name and headings; `widths` are those of its columns, in characters."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Value, ...], ...]


_CARDS = (*listing.HEADINGS, mark("First wording"), mark("Marks"), mark("Also under"), mark("Links"))
_VOTES = (
    mark("Round"), mark("Way of voting"), mark("Moment"), mark("Group"), mark("Option"), mark("Category"),
    mark("Points"), mark("Rank"), mark("Across"), mark("Upwards"),
)  # fmt: skip
_PEOPLE = (
    mark("Name"), mark("Organisation"), mark("Department"), mark("Function"), mark("E-mail"), mark("Group"),
    mark("Persons"), mark("Presence"),
)  # fmt: skip
_RESULTS = (mark("Text"), mark("Kind"), mark("First wording"), mark("Marks"), mark("Words of the groups"))
_PARKED = (mark("Text"), mark("Kind"), mark("Answer"), mark("Group"))
_WAYS = {
    "dots": mark("Dots"),
    "matrix": mark("Two criteria"),
    "resistance": mark("Resistance"),
    "scale": mark("Scale"),
    "field": mark("Field"),
}
_MOMENTS = {"opening": mark("At the beginning"), "closing": mark("At the end")}
_PARKED_KINDS = {
    "question": mark("Question"),
    "topic": mark("Topic"),
    "idea": mark("Idea"),
    "quote": mark("Quote"),
}


def sheets(state: State, t: Texts, *, no_names: bool = False) -> Iterator[tuple[str, Sheet]]:
    """Every table, below a name that stays the same in every language; the cards come first.

    `no_names`: the fields that are there for people's names are empty.
    """
    state = hiding.without_hidden(state)
    if no_names:
        state = _nameless(state)
    made: dict[str, Callable[[State, Texts], Sheet]] = {
        "cards": cards,
        "votes": votes,
        "participants": participants,
        "measures": measures_table,
        "results": results,
        "parked": parked,
    }
    for name, make in made.items():
        yield name, make(state, t)


def cards(state: State, t: Texts) -> Sheet:
    """A row for each card that hangs, group by group as on the board."""
    rows = []
    for number, group in enumerate(order.groups(state), 1):
        name = group.name or t("Group {n}", n=number)
        ids = {card.id for card in state.kids(Card, "group_id", group.id)}
        for theme, hanging in listing.board_order(state, group.id, ids):
            rows += [_card(state, card, name, theme, t) for card in hanging]
    return Sheet(t("Cards"), _said(_CARDS, t), (50, 18, 22, 26, 40, 30, 20, 26, 40), tuple(rows))


def _card(state: State, card: Card, group: str, theme: Cluster | None, t: Texts) -> tuple[Value, ...]:
    category = state.get(Category, card.category_id)
    first = card.first_text if card.first_text != card.text else None
    linked = (said for said in links.of_card(state, card.id) if said.outgoing)
    return (
        card.text,
        t.category_one(category) if category else "",
        group,
        theme.heading if theme else "",
        card.explanation,
        first or "",
        ", ".join(t.marks(marks_of(card))),
        "\n".join(other.heading for other in twins.elsewhere(state, card)),
        "\n".join(f"{t.link(said.link.kind)}: {beginning(said.other.text)}" for said in linked),
    )


def votes(state: State, t: Texts) -> Sheet:
    """A row for each option of each round, and for each place of a poll that has dots."""
    groups = _groups(state, t)
    rows: list[tuple[Value, ...]] = []
    for round_ in voting.rounds(state):
        moment = t(_MOMENTS[round_.moment]) if round_.moment in _MOMENTS else ""
        way = t(_WAYS.get(round_.kind, _WAYS["dots"]))
        front = (round_.title, way, moment, groups.get(round_.group_id or "", ""))
        if not round_.hidden:
            rows += [(*front, *option) for option in _options(state, round_, t)]
    return Sheet(t("Votes"), _said(_VOTES, t), (34, 20, 16, 22, 50, 18, 9, 9, 13, 13), tuple(rows))


def _options(state: State, round_: VoteRound, t: Texts) -> Iterator[tuple[Value, ...]]:
    if round_.kind == "scale":
        for step, count in enumerate(polls.counts(state, round_), 1):
            yield t("Step {n}", n=step), "", count, "", "", ""
        return
    if round_.kind == "field":
        for place, count in sorted(polls.dots(state, round_).items()):
            yield "", "", count, "", *polls.spot(place)
        return
    places = voting.places(state, round_) if round_.kind == "matrix" else {}
    for option in voting.ranked(state, round_):
        text, category = _voted_on(state, option.id, t)
        if round_.kind == "matrix":
            across, up = places.get(option.id, ("", ""))
            yield text, category, "", "", across, up
        else:
            yield text, category, option.points, option.rank, "", ""


def _voted_on(state: State, id: Id, t: Texts) -> tuple[str, str]:
    if id == voting.PASSIVE:
        return t("Everything stays as it is"), ""
    card = state.get(Card, id)
    if card is not None:
        category = state.get(Category, card.category_id)
        return card.text, t.category_one(category) if category else ""
    theme = state.get(Cluster, id)
    if theme is not None:
        return theme.heading, ""
    result = state.get(Result, id)
    return (result.text if result is not None else ""), ""


def participants(state: State, t: Texts) -> Sheet:
    """A row for each entry of the list of participants, which can stand for several persons."""
    groups = _groups(state, t)
    rows = [
        (
            person.name,
            person.organisation,
            person.department,
            person.function,
            person.email,
            groups.get(person.group_id or "", ""),
            person.persons,
            t.presence(person.presence),
        )
        for person in people.in_order(state)
    ]
    return Sheet(t("Participants"), _said(_PEOPLE, t), (28, 28, 28, 24, 30, 22, 11, 16), tuple(rows))


def measures_table(state: State, t: Texts) -> Sheet:
    """The measures; a day is a day, not its words."""
    rows: list[tuple[Value, ...]] = []
    due = measures.HEADINGS.index("Until when")
    for measure, row in zip(measures_.in_order(state), measures.rows(state, t), strict=True):
        day = measures_.due_day(measure) or measure.due or ""
        rows.append((*row[:due], day, *row[due + 1 :]))
    return Sheet(t("Measures"), _said(measures.HEADINGS, t), (6, 50, 40, 26, 26, 13, 36, 13), tuple(rows))


def results(state: State, t: Texts) -> Sheet:
    """Guiding statements and common results, with what the groups said."""
    rows: list[tuple[Value, ...]] = []
    for kind, words in (("statement", t("Guiding statement")), ("result", t("Common result"))):
        for result in plenary.results(state, kind):
            first = result.first_text if result.first_text != result.text else None
            said = (beginning(origin.text) for origin in plenary.origins(state, result.id))
            rows.append(
                (result.text, words, first or "", ", ".join(t.marks(marks_of(result))), "\n".join(said))
            )
    return Sheet(t("Results"), _said(_RESULTS, t), (60, 22, 40, 20, 50), tuple(rows))


def parked(state: State, t: Texts) -> Sheet:
    """What was put aside for later."""
    groups = _groups(state, t)
    rows = [_parked(item, groups, t) for item in order.parked(state)]
    return Sheet(t("Parking lot"), _said(_PARKED, t), (60, 12, 50, 22), tuple(rows))


def _parked(item: ParkedItem, groups: dict[Id, str], t: Texts) -> tuple[Value, ...]:
    kind = t(_PARKED_KINDS.get(item.kind, _PARKED_KINDS["topic"]))
    return item.text, kind, item.answer, groups.get(item.group_id or "", "")


def _groups(state: State, t: Texts) -> dict[Id, str]:
    return {g.id: g.name or t("Group {n}", n=n) for n, g in enumerate(order.groups(state), 1)}


def _said(headings: tuple[str, ...], t: Texts) -> tuple[str, ...]:
    return tuple(t(word) for word in headings)


def _nameless(state: State) -> State:
    kinds = {"participants", "measures", "groups"}
    tables = {
        name: {row.id: row for row in without_names(rows.values())} if name in kinds else rows
        for name, rows in state.shown.items()
    }
    return State(tables)
