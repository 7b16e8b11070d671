"""The protocol as a tree: complete, in order, counted."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.printing.samples import CATEGORIES, made_up, state_of, workshop
from werkstatt_desktop.domain import order, twins
from werkstatt_desktop.domain.paper import Paper, usual
from werkstatt_desktop.domain.protocol import MOST_HIGHLIGHTS, Fact, Protocol, protocol, suggest_name
from werkstatt_desktop.domain.records import (
    Card,
    Category,
    Cluster,
    Group,
    ParkedItem,
    ProgrammeItem,
    Question,
    Record,
)

GROUPS = (Group(id="g0", name="Erste", rank=0.0), Group(id="g1", name="Zweite", rank=1.0))


def printed(tree: Protocol) -> list[str]:
    return [line.id for part in tree.groups for section in part.sections for line in section.lines]


# --- Complete


@st.composite
def workshops(draw: st.DrawFn) -> list[Record]:
    """Groups, themes and cards, any of them deleted, cards in themes of other groups too."""
    gone = st.sampled_from((False, False, False, True))
    records: list[Record] = [workshop()]
    records += [replace(c, gone=draw(gone)) for c in CATEGORIES]
    records += [replace(g, gone=draw(gone)) for g in GROUPS]
    for n in range(draw(st.integers(0, 4))):
        group = draw(st.sampled_from(GROUPS)).id
        records.append(
            Cluster(id=f"t{n}", group_id=group, heading="T" * draw(st.integers(0, 3)), gone=draw(gone))
        )
    themes = [record.id for record in records if isinstance(record, Cluster)]
    for n in range(draw(st.integers(0, 12))):
        records.append(
            Card(
                id=f"c{n}",
                group_id=draw(st.sampled_from(GROUPS)).id,
                category_id=draw(st.sampled_from(CATEGORIES)).id,
                cluster_id=draw(st.sampled_from([None, *themes])),
                text=f"Karte {n}",
                rank=float(draw(st.integers(0, 3))),
                written=n,
                gone=draw(gone),
                twin_of=draw(st.sampled_from([None, None, *(f"c{k}" for k in range(12) if k != n)])),
            )
        )
    ids = {record.id for record in records}
    return [replace(r, twin_of=None) if isinstance(r, Card) and r.twin_of not in ids else r for r in records]


@given(workshops())
def test_every_card_is_in_it_once(records: list[Record]) -> None:
    """Whatever was deleted or moved: each shown card stands in one place, and the counts agree.

    Cards that say the same in a group count once, however they name each other.
    """
    state = state_of(*records)
    tree = protocol(state)
    assert sorted(printed(tree)) == sorted(card.id for card in state.all(Card))
    assert tree.cards == twins.count(state) == sum(part.cards for part in tree.groups)
    families = {frozenset(other.id for other in twins.family(state, card)) for card in state.all(Card)}
    assert tree.cards == len(families)
    assert sum(map(len, families)) == len(printed(tree))
    for part in tree.groups:
        assert part.cards == sum(asked.cards for asked in part.asked)
        assert part.themes == sum(1 for section in part.sections if section.kind == "theme")


@given(workshops())
def test_keys_of_sections_are_their_own(records: list[Record]) -> None:
    keys = [section.key for part in protocol(state_of(*records)).groups for section in part.sections]
    assert len(keys) == len(set(keys))


# --- Groups


def board(*cards: Card, themes: tuple[Cluster, ...] = ()) -> Protocol:
    return protocol(state_of(workshop(), *CATEGORIES, *GROUPS, *themes, *cards))


def card(n: int, **fields: Any) -> Card:
    made = Card(
        id=f"c{n}", group_id="g0", category_id="opportunity", text=f"Karte {n}", written=n, rank=float(n)
    )
    return replace(made, **fields)


def test_cards_of_a_theme_come_as_on_the_board() -> None:
    """By their rank in the theme, whatever their category; loose cards by category and order of writing."""
    themes = (Cluster(id="t", group_id="g0", heading="Thema"),)
    cards = (
        card(1, cluster_id="t", rank=2.0),
        card(2, cluster_id="t", rank=1.0, category_id="obstacle"),
        card(3, category_id="obstacle", written=9),
        card(4, category_id="obstacle", written=8),
        card(5),
    )
    sections = board(*cards, themes=themes).groups[0].sections
    assert [(s.kind, s.heading, [line.id for line in s.lines]) for s in sections] == [
        ("theme", "Thema", ["c2", "c1"]),
        ("loose", "", ["c5", "c4", "c3"]),
    ]


def test_group_without_themes_is_told_by_category() -> None:
    """Categories in their order; one without cards has no section."""
    sections = board(card(1, category_id="own"), card(2), card(3)).groups[0].sections
    assert [(s.kind, s.category and s.category.id, len(s.lines)) for s in sections] == [
        ("category", "opportunity", 2),
        ("category", "own", 1),
    ]


def test_theme_without_cards_is_named() -> None:
    """Nothing that hangs on the wall is missing on paper."""
    part = board(themes=(Cluster(id="t", group_id="g0", heading="Leer"),)).groups[0]
    assert [(s.heading, s.lines) for s in part.sections] == [("Leer", ())]
    assert (part.themes, part.cards) == (1, 0)


@pytest.mark.parametrize(("first", "told"), [(None, None), ("Alt", "Alt"), ("Karte 1", None), ("", "")])
def test_first_wording(first: str | None, told: str | None) -> None:
    """It is told where it differs from what the card says now."""
    assert board(card(1, first_text=first)).groups[0].sections[0].lines[0].first_text == told


def test_group_asks_in_its_own_words() -> None:
    """Its own guiding question where it has one; a category nobody asked for and nobody used is left out."""
    categories = (
        Category(id="a", title="A", question="Was hilft?", rank=0.0),
        Category(id="b", title="B", rank=1.0),
    )
    own = Question(id="q", group_id="g1", category_id="a", text="Was hilft euch?")
    cards = (card(1, category_id="b"),)
    first, second = protocol(state_of(workshop(), *categories, *GROUPS, own, *cards)).groups
    assert [(a.category.id, a.question, a.cards) for a in first.asked] == [
        ("a", "Was hilft?", 0),
        ("b", "", 1),
    ]
    assert [(a.category.id, a.question, a.cards) for a in second.asked] == [("a", "Was hilft euch?", 0)]


# --- Title page


def test_only_what_is_known_is_told() -> None:
    facts = protocol(state_of(workshop(host="Stadt Essen", starts="10:00", occasion="Weil."), *GROUPS)).facts
    assert facts == (
        Fact("host", ("Stadt Essen",)),
        Fact("time", ("10:00",)),
        Fact("groups", ("Erste", "Zweite")),
        Fact("occasion", ("Weil.",)),
    )
    assert protocol(state_of()).facts == ()


def themes_of(*sizes: tuple[str, int]) -> Protocol:
    themes, cards = [], []
    for n, (group, size) in enumerate(sizes):
        themes.append(Cluster(id=f"t{n}", group_id=group, heading=f"Thema {n}", rank=float(n)))
        cards += [card(100 * n + k, group_id=group, cluster_id=f"t{n}") for k in range(size)]
    return board(*cards, themes=tuple(themes))


def test_key_results_are_the_largest_themes() -> None:
    """Largest first; of equal ones the earlier; themes without cards never."""
    tree = themes_of(("g0", 2), ("g0", 5), ("g1", 2), ("g1", 0))
    assert [(h.heading, h.cards) for h in tree.highlights] == [("Thema 1", 5), ("Thema 0", 2), ("Thema 2", 2)]
    assert tree.more_themes == 0


def test_key_results_leave_no_group_out() -> None:
    """The largest theme of a group is among them, though others have larger ones; the rest is counted."""
    tree = themes_of(*[("g0", 3)] * 10, ("g1", 1))
    assert len(tree.highlights) == MOST_HIGHLIGHTS
    assert tree.highlights[-1].heading == "Thema 10"
    assert tree.more_themes == 11 - MOST_HIGHLIGHTS


def test_key_results_name_the_group_where_there_are_several() -> None:
    assert [h.group and h.group.name for h in themes_of(("g1", 1)).highlights] == ["Zweite"]
    alone = state_of(
        workshop(), CATEGORIES[0], GROUPS[0], Cluster(id="t", group_id="g0"), card(1, cluster_id="t")
    )
    assert [h.group for h in protocol(alone).highlights] == [None]


def test_programme_has_its_times() -> None:
    items = [
        ProgrammeItem(id="p0", title="Begrüßung", minutes=15, rank=0.0),
        ProgrammeItem(id="p1", title="Impuls", minutes=30, rank=1.0),
        ProgrammeItem(id="p2", title="Plenum", rank=2.0, starts_at="14:00"),
    ]
    lines = protocol(state_of(workshop(starts="10:00"), *items)).programme
    assert [(line.item.title, line.starts) for line in lines] == [
        ("Begrüßung", "10:00"),
        ("Impuls", "10:15"),
        ("Plenum", "14:00"),
    ]
    assert protocol(state_of(workshop(), items[0])).programme[0].starts == ""


# --- Parking lot


def test_parked_items_come_by_kind() -> None:
    """Kinds in their order, items in theirs, with the answer and the group they came from."""
    items = [
        ParkedItem(id="k0", kind="quote", text="Endlich.", rank=0.0),
        ParkedItem(id="k1", kind="question", text="Wann?", answer="Bald.", rank=2.0),
        ParkedItem(id="k2", kind="question", text="Wer?", group_id="g1", rank=1.0),
    ]
    parts = protocol(state_of(workshop(), *GROUPS, *items)).parked
    assert [
        (p.kind, [(line.text, line.answer, line.group and line.group.name) for line in p.lines])
        for p in parts
    ] == [
        ("question", [("Wer?", "", "Zweite"), ("Wann?", "Bald.", None)]),
        ("quote", [("Endlich.", "", None)]),
    ]


def test_parked_item_of_a_newer_kind_is_told() -> None:
    parts = protocol(state_of(ParkedItem(id="k", kind="song", text="La la"))).parked
    assert [(part.kind, len(part.lines)) for part in parts] == [("song", 1)]


def test_groups_come_in_their_order() -> None:
    state = made_up(12, groups=3)
    assert [part.group for part in protocol(state).groups] == order.groups(state)
    assert [part.heading.number for part in protocol(state).groups] == [1, 2, 3]


# --- File name


def name(**facts: str) -> str:
    return suggest_name(state_of(workshop(**facts)), {"Protocol": "Protokoll"}.__getitem__)


def test_name_tells_day_and_title() -> None:
    assert name(title="Vernetzung im Quartier") == "2009-09-23 Vernetzung im Quartier – Protokoll.pdf"


@pytest.mark.parametrize(
    ("facts", "suggested"),
    [
        ({"date": ""}, "Stadtwerkstatt – Protokoll.pdf"),
        ({"date": "", "title": ""}, "Protokoll.pdf"),
        ({"title": "a/b\\c: d?"}, "2009-09-23 a b c d – Protokoll.pdf"),
        ({"title": 'x<y>"*|z\n'}, "2009-09-23 x y z – Protokoll.pdf"),
        ({"title": "..."}, "2009-09-23 – Protokoll.pdf"),
        ({"title": "/", "date": "../.."}, "Protokoll.pdf"),
        ({"title": "Ende."}, "2009-09-23 Ende – Protokoll.pdf"),
    ],
)
def test_name_suits_every_disk(facts: dict[str, str], suggested: str) -> None:
    assert name(**facts) == suggested


def test_name_tells_what_is_chosen() -> None:
    """Variants lie beside each other in a folder, and are told apart."""
    words = {
        "Protocol": "Protokoll", "Short protocol": "Kurzprotokoll", "Measures": "Maßnahmen",
        "Group": "Gruppe", "Groups": "Gruppen", "without names": "ohne Namen", "Draft": "Entwurf",
    }.__getitem__  # fmt: skip
    state = state_of(workshop(), Group(id="g8", name="x/y" * 40), Group(id="g9", rank=9.0))
    found = [
        suggest_name(state, words, paper, suffix).partition(" – ")[2]
        for paper, suffix in (
            (Paper(), ".docx"),
            (usual("summary"), ".pdf"),
            (usual("measures"), ".pdf"),
            (usual("group"), ".pdf"),
            (usual("group", "g9"), ".pdf"),
            (usual("group", "g8"), ".pdf"),
            (Paper(no_names=True, draft=True), ".odt"),
        )
    ]
    assert found[:5] == [
        "Protokoll.docx",
        "Kurzprotokoll.pdf",
        "Maßnahmen.pdf",
        "Gruppen.pdf",
        "Gruppe 2.pdf",
    ]
    assert found[5].startswith("Gruppe x yx y")
    assert found[6] == "Protokoll, ohne Namen, Entwurf.odt"


@given(st.text(max_size=300), st.text(max_size=30))
def test_name_is_short_and_plain(title: str, date: str) -> None:
    """Whatever the title says, the name is one name, neither hidden nor too long for a disk."""
    suggested = suggest_name(state_of(workshop(title=title, date=date)), str)
    assert suggested.endswith("Protocol.pdf")
    assert len(suggested.encode("utf-8", "surrogatepass")) <= 255
    assert not set(suggested) & set('/\\:*?"<>|\x00\n')
    assert suggested[0] not in ". "


# --- Marks and second cards


def test_a_second_card_is_printed_twice_and_counted_once() -> None:
    """Under each heading it is said where else it hangs; counts and highlights leave it out."""
    themes = [Cluster(id=id, group_id="g0", heading=id.upper(), rank=n) for n, id in enumerate("ab")]
    first = Card(
        id="c", group_id="g0", category_id="own", cluster_id="a", text="Doppelt", written=1, star=True
    )
    second = replace(first, id="d", cluster_id="b", twin_of="c")
    other = Card(id="e", group_id="g0", category_id="own", cluster_id="b", text="Einfach", written=2)
    tree = protocol(state_of(workshop(), *CATEGORIES, *GROUPS, *themes, first, second, other))
    part = tree.groups[0]
    lines = {line.id: line for section in part.sections for line in section.lines}
    assert (lines["c"].also_under, lines["c"].second) == (("B",), False)
    assert (lines["d"].also_under, lines["d"].second) == (("A",), True)
    assert lines["c"].marks == lines["d"].marks == ("star",)
    assert [section.cards for section in part.sections] == [1, 1]
    assert (part.cards, tree.cards) == (2, 2)
    assert [highlight.cards for highlight in tree.highlights] == [1, 1]
    assert [asked.cards for asked in part.asked if asked.category.id == "own"] == [2]


def test_marks_of_themes() -> None:
    """What was said of a theme stands beside its heading."""
    theme = Cluster(id="a", group_id="g0", heading="A", dissent=True, consensus="majority")
    tree = protocol(state_of(workshop(), *CATEGORIES, *GROUPS, theme))
    assert tree.groups[0].sections[0].marks == ("dissent", "majority")
