"""What is put on paper: which variant of the protocol, which of its sections, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from . import coverage, dots, extracts, feedback, hiding, measures, people, polls, voting
from .records import (
    PAPER_ID,
    Card,
    Category,
    Cluster,
    Group,
    Id,
    Measure,
    PaperSetting,
    ParkedItem,
    Participant,
    Photo,
    ProgrammeItem,
    Result,
)
from .state import State

Variant = Literal["full", "summary", "group", "measures"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
COMMANDS = (*VARIANTS, "no-names", "draft")
"""What a command line can ask for; the last two are the full one without names or with a watermark."""

SECTIONS = (
    "highlights",
    "programme",
    "people",
    "boards",
    "cards",
    "weigh",
    "plenary",
    "coverage",
    "measures",
    "parked",
    "feedback",
    "outlook",
    "first_texts",
    "photos",
    "names",
)
"""Every section, in its usual order. "boards" and "cards" are told group by group, "first_texts" beside what
was reworded; the title page and the colophon are always there."""
FIXED = frozenset({"highlights", "boards", "first_texts"})
"""Sections that have their place beside others; they are switched, never moved."""
USUAL: dict[Variant, tuple[str, ...]] = {
    "full": tuple(key for key in SECTIONS if key not in {"first_texts", "names"}),
    "summary": ("highlights", "plenary", "measures", "parked", "outlook"),
    "group": ("highlights", "boards", "cards", "weigh", "coverage", "measures", "parked", "photos"),
    "measures": ("measures", "coverage", "outlook"),
}
"""What each variant tells unless somebody chose otherwise."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed: `sections` are those that are told, in this order.

    `group_id` is the one group of the variant "group"; None: all of them, one after another. `no_names`:
    nobody is named. `draft`: a watermark says that it is one.
    """

    variant: Variant = "full"
    sections: tuple[str, ...] = USUAL["full"]
    group_id: Id | None = None
    no_names: bool = False
    draft: bool = False


def usual(variant: Variant, group_id: Id | None = None) -> Paper:
    """A variant as it is without any choice."""
    return Paper(variant, USUAL[variant], group_id)


def asked(command: str, group_id: Id | None = None) -> Paper:
    """What one of COMMANDS means."""
    full = usual("full", group_id)
    if command == "no-names":
        return replace(full, no_names=True)
    if command == "draft":
        return replace(full, draft=True)
    return next(usual(variant, group_id) for variant in VARIANTS if variant == command)


def of(state: State) -> Paper:
    """What is chosen in a workshop."""
    return chosen(state, variant_of(state))


def chosen(state: State, variant: Variant) -> Paper:
    """A variant as it is chosen in a workshop; a group that was deleted is chosen no more."""
    ways = settings(state)
    kept = kept_for(state, variant)
    told = set(_known(kept.sections)) | _later(kept) & {*USUAL[variant]} if kept else {*USUAL[variant]}
    group_id = ways.group_id if variant == "group" and state.get(Group, ways.group_id) else None
    sections = tuple(key for key in order_of(state, variant) if key in told)
    return Paper(variant, sections, group_id, ways.no_names, ways.draft)


def told(state: State, paper: Paper) -> tuple[str, ...]:
    """The sections that have something to tell, switched on or not, in their usual order.

    What hangs on a hidden board has nothing to tell; that nothing was parked is told, and in a
    plan of measures that there is none.
    """
    seen = hiding.without_hidden(state)
    group_id = paper.group_id if paper.variant == "group" else None
    if group_id is not None:
        seen = extracts.of_group(seen, group_id)
    there = _there(seen, group_id)
    short = paper.variant == "summary"
    there["highlights"] = _has_highlights(seen, short=short)
    if paper.variant == "measures":
        there["measures"] = True
    if short:
        there["plenary"] = any(result.kind == "result" for result in seen.all(Result))
        there["measures"] = any(measure.status not in measures.OVER for measure in seen.all(Measure))
    if paper.no_names:
        there["names"] = False
    return tuple(key for key in SECTIONS if there[key])


def _there(seen: State, group_id: Id | None) -> dict[str, bool]:
    """Of each section whether there is anything in what may be seen."""
    cards, weighed = [*seen.all(Card)], [*voting.rounds(seen)]
    themes, photos, workshop = [*seen.all(Cluster)], [*seen.all(Photo)], seen.workshop
    results: list[Result] = [*seen.all(Result)]
    listed = [person for person in seen.all(Participant) if group_id in (None, person.group_id)]
    recommended = coverage.coverage(seen)
    measured = any(seen.all(Measure))
    return {
        "programme": any(seen.all(ProgrammeItem)),
        "people": any(person.presence in (*people.HERE, "expected") for person in listed),
        "boards": bool(cards or themes) or any(photo.card_id is None for photo in photos),
        "cards": any(group_id in (None, group.id) for group in seen.all(Group)),
        "weigh": any(round_.kind not in polls.KINDS for round_ in weighed),
        "plenary": bool(results),
        "coverage": bool(recommended),
        "measures": measured,
        "parked": True,
        "feedback": any(round_.kind in polls.KINDS for round_ in weighed) or bool(feedback.quotes(seen)),
        "outlook": bool(workshop.next_steps or workshop.next_date or workshop.distribution),
        "first_texts": any(row.first_text not in (None, row.text) for row in cards)
        or any(row.first_text not in (None, row.text) for row in results),
        "photos": bool(photos),
        "names": bool(listed),
    }


def _has_highlights(seen: State, *, short: bool) -> bool:
    """Themes with cards, weighed recommendations, and what only a `short` paper tells in another place."""
    if any(seen.kids(Card, "cluster_id", theme.id) for theme in seen.all(Cluster)):
        return True
    if not short:
        ahead = any(measure.status not in measures.OVER for measure in seen.all(Measure))
        if ahead or any(item.kind == "question" and not item.answer for item in seen.all(ParkedItem)):
            return True
    cards = (seen.get(Card, id) for id in dots.on_boards(seen))
    categories = (seen.get(Category, card.category_id) for card in cards if card is not None)
    return any(category is not None and category.role == "recommendation" for category in categories)


def variant_of(state: State) -> Variant:
    """The variant that is chosen."""
    wanted = settings(state).variant
    return next((variant for variant in VARIANTS if variant == wanted), VARIANTS[0])


def order_of(state: State, variant: Variant) -> tuple[str, ...]:
    """All SECTIONS, those that are told and those that are not, in the order chosen for a variant."""
    kept = kept_for(state, variant)
    return arranged(_known(kept.order)) if kept else _order(variant)


def _order(variant: Variant) -> tuple[str, ...]:
    """The usual order of a variant; a plan of measures begins with them."""
    if variant != "measures":
        return SECTIONS
    rest = [key for key in SECTIONS if key != "measures"]
    rest.insert(rest.index("coverage"), "measures")
    return tuple(rest)


def settings(state: State) -> PaperSetting:
    """Which variant is chosen, of which group, and how; as usual where nobody chose."""
    return state.get(PaperSetting, PAPER_ID) or PaperSetting(id=PAPER_ID)


def kept_for(state: State, variant: Variant) -> PaperSetting | None:
    """Which sections of a variant were chosen, if somebody did."""
    return state.get(PaperSetting, setting_id(variant))


def setting_id(variant: Variant) -> Id:
    """The id of the record that says which sections of a variant are told."""
    return f"{PAPER_ID}-{variant}"


def arranged(keys: Sequence[str]) -> tuple[str, ...]:
    """These sections with those missing among them; what is FIXED stands before what follows it usually."""
    found = [key for key in dict.fromkeys(keys) if key not in FIXED]
    for n, key in reversed([*enumerate(SECTIONS)]):
        if key not in found:
            following = next((other for other in SECTIONS[n + 1 :] if other in found), None)
            place = 0 if n == 0 else len(found) if following is None else found.index(following)
            found.insert(place, key)
    return tuple(found)


def _known(words: str) -> list[str]:
    """The sections in a field; a later version of the program can know more."""
    return [key for key in words.split() if key in SECTIONS]


def _later(kept: PaperSetting) -> set[str]:
    """The sections that were not there yet when somebody chose."""
    return {*SECTIONS}.difference(kept.order.split())
