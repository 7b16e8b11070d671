"""The whole protocol as blocks, in the order of the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..domain import paper as papers
from ..domain.extracts import without_names
from ..domain.measures import responsible
from ..domain.paper import Paper
from ..domain.protocol import Protocol, protocol
from ..domain.records import Id, Measure
from ..domain.state import State
from ..texts import Texts
from . import glance, groups, people, plenary, voting, words
from . import measures as plan
from .blocks import Block, Chapter, Colophon, Contents, Heading, Part, Picture, Pictures, Text

_GROUPS = ("boards", "cards")


def tell(state: State, paper: Paper, t: Texts) -> Iterator[Block]:
    """Everything that a paper says, in the language of `t`.

    What is hidden is only counted. With `paper.no_names` nobody is named but in what people wrote as text.
    """
    whole = state
    if paper.no_names:
        state = without_names(state)
    tree = protocol(state, paper.group_id if paper.variant == "group" else None)
    there = papers.told(state, paper)
    told = [key for key in paper.sections if key in there]
    unnamed = _unnamed(whole, state)
    yield from glance.head(tree, paper, t)
    if "highlights" in told:
        yield Part("highlights")
        yield from glance.highlights(tree, paper, unnamed, t)
    if paper.variant == "full" or (paper.variant == "group" and len(tree.groups) > 1):
        yield Contents()
    tellers = _tellers(tree, paper, t, unnamed)
    for key in _in_order(told):
        if key == "cards":
            for part in tree.groups:
                yield from groups.group(part, t, told)
        else:
            yield Part(key)
            yield from tellers[key]()
    yield _colophon(tree, state, t)


def _in_order(told: list[str]) -> Iterator[str]:
    """The sections that have a place of their own; the walls and the cards of a group share theirs."""
    groups_told = False
    place = "cards" if "cards" in told else "boards"
    for key in told:
        if key in _GROUPS:
            if key == place and not groups_told:
                groups_told = True
                yield "cards"
        elif key not in papers.FIXED:
            yield key


def _tellers(
    tree: Protocol, paper: Paper, t: Texts, unnamed: set[Id]
) -> dict[str, Callable[[], Iterator[Block]]]:
    found, short = tree.outcome, paper.variant == "summary"
    first = "first_texts" in paper.sections
    return {
        "programme": lambda: people.programme(tree.programme, t),
        "people": lambda: people.attendance(found.attendance, t),
        "weigh": lambda: voting.weighing(found.rounds, _beside(tree, paper), t),
        "plenary": lambda: glance.results(found, t) if short else plenary.plenary(found, t, first=first),
        "coverage": lambda: plan.coverage(found.coverage, t),
        "measures": lambda: (glance if short else plan).measures(found.measures, unnamed, t),
        "parked": lambda: glance.questions(tree.parked, t) if short else plenary.parked(tree.parked, t),
        "feedback": lambda: voting.feedback(found, t),
        "outlook": lambda: plenary.outlook(tree.workshop, t, short=short),
        "photos": lambda: _photos(tree, t),
        "names": lambda: people.names(found.people, t),
    }


def _beside(tree: Protocol, paper: Paper) -> dict[Id, int]:
    """The dots that are told beside the cards and themes."""
    if "cards" not in paper.sections:
        return {}
    sections = [section for part in tree.groups for section in part.sections]
    points = {section.key: section.points for section in sections if section.kind == "theme"}
    return points | {line.id: line.points for section in sections for line in section.lines}


def _unnamed(whole: State, state: State) -> set[Id]:
    """The measures whose responsible person is not to be named."""
    if state is whole:
        return set()
    both = ((whole.get(Measure, measure.id), measure) for measure in state.all(Measure))
    return {
        measure.id
        for before, measure in both
        if before is not None and responsible(whole, before) and not responsible(state, measure)
    }


def _photos(tree: Protocol, t: Texts) -> Iterator[Block]:
    yield Chapter("photos", words.section_title("photos", t))
    for part in tree.groups:
        if not part.photos:
            continue
        title = words.group_title(part.heading, t)
        count = t.number(len(part.photos))
        if len(tree.groups) > 1:
            yield Heading(title, count=count, key=f"photos-{part.group.id}")
        rows = []
        for n, photo in enumerate(part.photos, 1):
            texts = [Text(photo.caption, "note")] if photo.caption else []
            if photo.card:
                texts.append(Text(t("On the card: {text}", text=photo.card), "note"))
            about = t("Photo {number} of {group}", number=n, group=title)
            about = ": ".join([about, *(text.text for text in texts)])
            rows.append(Picture(photo.sha256, about, tuple(texts)))
        yield Pictures(tuple(rows))


def _colophon(tree: Protocol, state: State, t: Texts) -> Colophon:
    lines = []
    if hidden := sum(part.hidden for part in tree.groups):
        lines.append(
            t.n(
                "Not printed, as their board is hidden: {n} card",
                "Not printed, as their board is hidden: {n} cards",
                hidden,
            )
        )
    if sealed := words.sealed_words(state, t):
        lines.append(sealed)
    return Colophon(tree.cards, tuple(lines))
