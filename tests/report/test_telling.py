"""The protocol in blocks: everything is told, as often as it should be, and nothing that should not."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_protocol import workshops
from tests.printing.samples import state_of
from tests.report.reading import cells, entries, every, full_day, of_part, text, told, with_records, words
from werkstatt_desktop.domain import erasing, order, plenary, twins
from werkstatt_desktop.domain.paper import COMMANDS, SECTIONS, VARIANTS, Paper, Variant, asked, usual
from werkstatt_desktop.domain.paper import told as tellable
from werkstatt_desktop.domain.records import (
    TABLES,
    Card,
    Cluster,
    Feedback,
    Group,
    Measure,
    ParkedItem,
    Participant,
    Question,
    Record,
    Result,
    Vote,
)
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.report import blocks as b

EVERYTHING = Paper(sections=SECTIONS)


def cards_told(blocks: list[b.Block]) -> Counter[str]:
    """The cards that count, by text."""
    return Counter(entry.texts[0].text for entry in entries(blocks) if entry.card)


# --- Complete


def test_every_text_is_told_as_often_as_it_should() -> None:
    """Cards, explanations, first wordings, headings, measures, results, parked items, quotes: each once."""
    state = full_day()
    blocks = told(state, EVERYTHING)
    cards = [*state.all(Card)]
    assert cards_told(blocks) == Counter(card.text for card in cards)
    below = Counter(one.text for entry in entries(of_part(blocks, "cards")) for one in entry.texts[1:])
    for card in cards:
        if card.explanation:
            assert below[card.explanation] == 1
        if card.first_text is not None:
            assert below[f"ursprünglich: „{card.first_text}“"] == 1
    headings = Counter(heading.text for heading in every(of_part(blocks, "cards"), b.Heading))
    assert Counter(theme.heading for theme in state.all(Cluster)) <= headings
    plan = cells(of_part(blocks, "measures"), 1)
    assert Counter(plan) == Counter(measure.what for measure in state.all(Measure))
    kept = of_part(blocks, "plenary")
    said = [box.text for box in every(kept, b.Box)], [entry.texts[0].text for entry in entries(kept)]
    for texts, kind in zip(said, ("statement", "result"), strict=True):
        assert Counter(texts) == Counter(result.text for result in plenary.results(state, kind))
    parked = Counter(entry.texts[0].text for entry in entries(of_part(blocks, "parked")))
    assert parked == Counter(item.text for item in state.all(ParkedItem))
    quotes = Counter(entry.texts[0].text for entry in entries(of_part(blocks, "feedback")))
    assert quotes == Counter(f"„{quote.text}“" for quote in state.all(Feedback))


def test_every_option_of_a_vote_is_told() -> None:
    """Also those that share a line because there are many, where their dots do not stand beside the cards."""
    state = full_day()
    weighed = text(told(state, Paper(sections=("weigh",))))
    ids = {id for vote in state.all(Vote) for id in (vote.card_id, vote.result_id) if id is not None}
    found = [state.get(Card, id) or state.get(Result, id) for id in ids]
    assert len(found) > 800
    beside = Counter(entry.texts[0].text for entry in entries(told(state)) if entry.card and entry.note)
    assert beside == Counter(card.text for card in found if isinstance(card, Card))
    assert all(option is not None and option.text in weighed for option in found)


@given(workshops(), st.sets(st.sampled_from(["g0", "g1"])), st.booleans())
def test_whatever_was_done(records: list[Record], hidden: set[str], first: bool) -> None:
    """Any state: cards that may be seen are told once, second ones where they hang, others only counted."""
    records = [replace(r, hidden=True) if isinstance(r, Group) and r.id in hidden else r for r in records]
    state = state_of(*records)
    paper = EVERYTHING if first else usual("full")
    blocks = told(state, paper)
    shown = [
        card for card in state.all(Card) if not (group := state.get(Group, card.group_id)) or not group.hidden
    ]
    assert cards_told(blocks) == Counter(card.text for card in shown if not twins.is_second(state, card))
    assert Counter(entry.texts[0].text for entry in entries(of_part(blocks, "cards"))) == Counter(
        card.text for card in shown
    )
    (end,) = every(blocks, b.Colophon)
    assert end.cards == twins.count(state)
    keys = [block.key for block in blocks if isinstance(block, b.Chapter | b.Heading) and block.key]
    assert len(keys) == len({*keys})


def assert_list_agrees(state: State, paper: Paper) -> None:
    blocks = told(state, paper)
    found = {part.key for part in every(blocks, b.Part)}
    assert found | {"first_texts"} == {*tellable(state, paper), "first_texts"}
    assert all(of_part(blocks, key) for key in found)


@given(workshops(), st.sampled_from(VARIANTS), st.sampled_from([None, "g0", "g1"]))
def test_list_of_sections_agrees(records: list[Record], variant: Variant, group_id: str | None) -> None:
    """What is said to have something to tell is told when it is switched on, and nothing else."""
    assert_list_agrees(state_of(*records), Paper(variant, SECTIONS, group_id))


def test_group_that_is_gone() -> None:
    """Nothing is told of it, and nothing goes wrong."""
    paper = Paper("group", SECTIONS, "gone")
    assert_list_agrees(full_day(), paper)
    assert not cards_told(told(full_day(), paper))


@pytest.mark.parametrize("variant", VARIANTS)
def test_list_of_sections_of_a_big_day(variant: Variant) -> None:
    assert_list_agrees(full_day(), Paper(variant, SECTIONS, "group1"))


def test_sections_come_in_their_order() -> None:
    """As chosen, with the walls beside the cards; what is switched off is not told."""
    state = full_day()
    wanted = ("measures", "highlights", "parked", "boards", "cards", "programme")
    found = [part.key for part in every(told(state, Paper(sections=wanted)), b.Part)]
    assert list(dict.fromkeys(found)) == ["highlights", "measures", "parked", "boards", "cards", "programme"]
    alone = told(state, Paper(sections=("parked", "boards")))
    assert [*dict.fromkeys(part.key for part in every(alone, b.Part))] == ["parked", "boards"]
    assert not cards_told(alone)
    assert len(every(alone, b.Board)) == 12


# --- Variants


def test_short_one_is_short() -> None:
    """What matters most has room on a page, however much there is: 45 lines, none of them long."""
    blocks = told(full_day(), usual("summary"))
    lines = sum(len(e.rows) for e in every(blocks, b.Entries)) + sum(
        len(x.rows) for x in every(blocks, b.Table)
    )
    assert lines + len(every(blocks, b.Chapter)) + len(every(blocks, b.Heading)) <= 35
    assert all(len(one) <= 260 for one in words(blocks))
    said = text(blocks)
    assert "44 weitere" in said
    for needed in ("Gemeinsam anfangen", "Wer zahlt?", "Freitag, 12. März 2027"):
        assert needed in said
    assert "Wann?" not in said


def test_one_group_tells_of_no_other() -> None:
    """Its cards, votes, measures, parked items and people; nothing of what another group wrote."""
    state = full_day()
    blocks = told(state, Paper("group", SECTIONS, "group2"))
    own = [card for card in state.all(Card) if card.group_id == "group2"]
    assert cards_told(blocks) == Counter(card.text for card in own)
    said = text(blocks)
    assert "Gruppe 3" in said
    others = [card.text for card in state.all(Card) if card.group_id != "group2"]
    assert [other for other in others if f"{other}\n" in said] == []
    assert [entry.texts[0].text for entry in entries(of_part(blocks, "parked"))] == ["Wer zahlt?"]
    assert len(cells(of_part(blocks, "names"), 0)) == 10
    whole = {
        what: n for n, what in zip(*(cells(of_part(told(state), "measures"), c) for c in (0, 1)), strict=True)
    }
    plan = of_part(blocks, "measures")
    assert 0 < len(cells(plan, 0)) < len(whole)
    assert all(whole[what] == n for n, what in zip(cells(plan, 0), cells(plan, 1), strict=True))


def test_measures_alone() -> None:
    """The plan and what it answers; no card has a place of its own."""
    blocks = told(full_day(), usual("measures"))
    assert [*dict.fromkeys(p.key for p in every(blocks, b.Part))] == ["measures", "coverage", "outlook"]
    assert not every(blocks, b.Contents)


def names_of(state: State) -> set[str]:
    """Every text that stands in a field for names."""
    return {
        said
        for table, kind in TABLES.items()
        for record in state.all(kind)
        for field in erasing.NAMES.get(table, ())
        if (said := getattr(record, field))
    } - {"Jugendamt"}


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_is_named_where_nobody_is_to_be(command: str) -> None:
    """In none of the variants, with all sections; departments stay, and that somebody does it."""
    state = full_day()
    paper = replace(asked(command), sections=SECTIONS, no_names=True)
    blocks = told(state, paper)
    said = text(blocks)
    assert [name for name in names_of(state) if len(name) > 9 and name in said] == []
    assert "ohne Namen" in said
    assert not of_part(blocks, "names")
    if command == "full":
        plan = of_part(blocks, "measures")
        by_what = dict(zip(cells(plan, 1), cells(plan, 2), strict=True))
        assert by_what["Rufen"] == "hier nicht genannt"
        assert by_what["Prüfen"] == "Jugendamt"


def test_private_things_are_never_told() -> None:
    """No address and no note of the moderator, even in the list of names."""
    state = full_day()
    said = text(told(state, EVERYTHING))
    assert "@example.org" not in said
    assert "nur für mich" not in said


def test_hidden_board_is_only_counted() -> None:
    """Nothing that hangs there is told anywhere; how many cards there are is said, and the sum agrees."""
    state = full_day()
    group = state.get(Group, "group4")
    assert group is not None
    state = with_records(state, replace(group, hidden=True))
    blocks = told(state, EVERYTHING)
    said = text(blocks)
    gone = [card for card in state.all(Card) if card.group_id == "group4"]
    assert [card.text for card in gone if f"{card.text}\n" in said] == []
    assert f"{len(gone)} Karten, verdeckt" in said
    (end,) = every(blocks, b.Colophon)
    assert end.cards == cards_told(blocks).total() + len(gone)
    assert end.lines[0] == f"Nicht gedruckt, weil die Wand verdeckt ist: {len(gone)} Karten"
    assert "group4" not in {board.group_id for board in every(blocks, b.Board)}


def test_first_wordings_where_they_are_asked_for() -> None:
    """Else a reworded card says that it is one."""
    state = full_day()
    usually, asked_for = text(told(state)), text(told(state, EVERYTHING))
    assert "ursprünglich:" not in usually
    assert usually.count("umformuliert") == sum(card.first_text is not None for card in state.all(Card))
    assert "umformuliert" not in asked_for


def test_photos_are_an_annex() -> None:
    """Under their group, with what is below them; each in words for those who do not see it."""
    blocks = of_part(told(full_day()), "photos")
    (pictures,) = every(blocks, b.Pictures)
    assert [picture.sha256[0] for picture in pictures.rows] == ["a", "b"]
    assert pictures.rows[0].about == "Foto 1 von Gruppe 2: Die Wand am Ende"
    assert "An der Karte: Karte" in pictures.rows[1].texts[0].text


def test_tables_are_whole() -> None:
    """Every row has as many cells as there are columns, whose parts are the whole width."""
    for state in (full_day(), state_of()):
        for table in every(told(state, EVERYTHING), b.Table):
            assert sum(column.share for column in table.columns) == pytest.approx(1.0)
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert not table.together or len(table.together) == len(table.rows)
            assert table.about
            assert sum(column.names for column in table.columns) == 1


def test_empty_workshop() -> None:
    """Nothing was done: a title, that nothing was parked, and no card."""
    blocks = told(state_of())
    assert [type(block).__name__ for block in blocks] == [
        "Title", "Contents", "Part", "Chapter", "Paragraph", "Colophon",
    ]  # fmt: skip


def test_big_weighing_is_told_briefly() -> None:
    """Twelve groups of eighty options each: a few lines for each of them."""
    blocks = of_part(told(full_day()), "weigh")
    assert len(entries(blocks)) < 13 * 14 + 60


def test_questions_and_people_of_each_group() -> None:
    """Its own question beside those of all, in the same order everywhere, and how many it was."""
    state = full_day()
    blocks = told(state)
    legends = every(blocks, b.Legend)
    assert len(legends) == 12
    assert len({tuple(sign.word for sign, _ in legend.rows) for legend in legends}) == 1
    own = state.get(Question, "frage")
    assert own is not None
    assert [legend.rows[0][1] for legend in legends].count(own.text) == 1
    facts = {c.title: c.facts for c in every(blocks, b.Chapter) if c.key.startswith("group-")}
    for n, group in enumerate(order.groups(state)):
        here = [p for p in state.all(Participant) if p.group_id == group.id and p.presence == "present"]
        count = len({person.department for person in here})
        assert f"{len(here)} Personen aus {count} Fachbereichen und Ämtern" in facts[f"Gruppe {n + 1}"]
