"""What is done to whole themes."""

from __future__ import annotations

from dataclasses import replace
from math import nextafter

import pytest

from tests.examples import same_visible, state_of, workshop, workshop_records
from werkstatt_desktop.domain import layout, order, twins
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.layout import CARD_HEIGHT, GAP, THEME_GAP
from werkstatt_desktop.domain.records import Card, Cluster, Id, Link, Photo
from werkstatt_desktop.domain.state import State, still_valid
from werkstatt_desktop.domain.verbs import board, cards, links, marks, photos, themes
from werkstatt_desktop.domain.verbs.twins import second_cards


def after(state: State, edit: Edit) -> State:
    return state.apply(edit.changes)


def back(state: State, edit: Edit) -> State:
    done = after(state, edit)
    return after(done, still_valid(done, edit.inverse()))


def members(state: State, cluster_id: Id) -> list[Id]:
    return [c.id for c in order.cards_of_cluster(state, cluster_id)]


def theme(state: State, id: Id) -> Cluster:
    found = state.get(Cluster, id)
    assert found is not None
    return found


def corner(state: State, id: Id) -> tuple[float, float]:
    record = state.get(Card, id) or state.get(Cluster, id)
    assert record is not None
    return record.x, record.y


def three() -> State:
    """t1 with c1 and c2, t2 without heading with n1 and n2, t3 with heading and no card; all in a row."""
    new: list[Cluster | Card] = [
        Cluster(id="t2", group_id="g1", x=600.0, y=60.0, rank=1.0, tint="rose"),
        Cluster(id="t3", group_id="g1", heading="Drei", x=1200.0, y=60.0, rank=2.0, dissent=True),
    ]
    new += [
        Card(
            id=f"n{n}",
            group_id="g1",
            category_id="own",
            cluster_id="t2",
            rank=float(n),
            text=f"n{n}",
            written=4 + n,
        )
        for n in (1, 2)
    ]
    return state_of([*workshop_records(), *new])


class TestMerge:
    def test_cards_come_in_turn(self) -> None:
        """The first theme takes the cards of the others, then loose ones; undo parts them again."""
        state = three()
        edit = themes.merge(state, ["t1", "t2", "t3"], ["c3"])
        merged = after(state, edit)
        assert members(merged, "t1") == ["c1", "c2", "n1", "n2", "c3"]
        assert merged.get(Cluster, "t2") is None is merged.get(Cluster, "t3")
        assert same_visible(back(state, edit), state)
        assert edit.verb == "merge_clusters"

    @pytest.mark.parametrize(
        ("ids", "heading", "tint", "dissent"),
        [
            (["t1", "t3"], "Zusammenarbeit", None, True),
            (["t2", "t3"], "Drei", "rose", True),
            (["t2", "t1"], "Zusammenarbeit", "rose", False),
        ],
    )
    def test_first_heading_that_is_not_empty(
        self, ids: list[Id], heading: str, tint: str | None, dissent: bool
    ) -> None:
        """Nothing is asked: heading and tint are the first there are, a dissent of any stays."""
        one = theme(after(three(), themes.merge(three(), ids)), ids[0])
        assert (one.heading, one.tint, one.dissent) == (heading, tint, dissent)

    def test_consensus_of_all(self) -> None:
        """Only what all themes agree on is still agreed on."""
        state = three()
        for ids, expected in ((["t1"], "none"), (["t1", "t2"], "unanimous")):
            marked = after(state, marks.mark(state, ids, consensus="unanimous"))
            assert theme(after(marked, themes.merge(marked, ["t1", "t2"])), "t1").consensus == expected

    def test_second_cards_that_come_together_are_one(self) -> None:
        """The first card stays; a second one with a link stays as well."""
        state = three()
        state = after(state, second_cards(state, ["c1", "c2"], "t2"))
        seconds = {c.twin_of: c.id for c in state.all(Card) if c.twin_of}
        state = after(state, links.link(state, ["n1"], seconds["c2"], "uses"))
        merged = after(state, themes.merge(state, ["t1", "t2"]))
        assert members(merged, "t1") == ["c1", "c2", "n1", "n2", seconds["c2"]]
        assert twins.count(merged) == twins.count(state)
        assert merged.count(Link) == 1

    def test_second_cards_before_their_first_ones(self) -> None:
        """In whichever order the themes are named, the first card stays, at the earlier place."""
        state = three()
        state = after(state, second_cards(state, ["c1"], "t2"))
        merged = after(state, themes.merge(state, ["t2", "t1"]))
        assert members(merged, "t2") == ["n1", "n2", "c1", "c2"]
        assert twins.count(merged) == twins.count(state)
        linked = after(state, links.link(state, ["n1"], next(iter(state.twins)), "uses"))
        merged = after(linked, themes.merge(linked, ["t2", "t1"]))
        assert members(merged, "t2") == ["n1", "n2", next(iter(state.twins)), "c1", "c2"]

    def test_one_theme_is_too_few(self) -> None:
        """A theme alone cannot be merged, nor themes of two groups."""
        state = three()
        with pytest.raises(Refused):
            themes.merge(state, ["t1"])
        with pytest.raises(Refused):
            themes.merge(state, [], ["c3"])
        with pytest.raises(Refused) as refused:
            themes.merge(state, ["t1"], ["c4"])
        assert refused.value.key == "theme_of_another_group"

    def test_a_card_of_a_merged_theme_comes_once(self) -> None:
        """Chosen beside its own theme it is not there twice."""
        state = three()
        merged = after(state, themes.merge(state, ["t1", "t2"], ["n1"]))
        assert members(merged, "t1") == ["c1", "c2", "n1", "n2"]


class TestSplit:
    def test_beside_and_next_in_number(self) -> None:
        """The chosen cards hang in a theme without heading that covers nothing and follows the old one."""
        state = three()
        edit = themes.split(state, "t1", ["c2"])
        split = after(state, edit)
        new = edit.ids("clusters")[0]
        assert theme(split, new).heading == ""
        assert (members(split, "t1"), members(split, new)) == (["c1"], ["c2"])
        assert [c.id for c in order.clusters(split, "g1")] == ["t1", new, "t2", "t3"]
        boxes = layout.arrange(split, "g1")
        others = [box for id, box in boxes.themes.items() if id != new] + [boxes.cards["c3"]]
        assert not any(boxes.themes[new].overlaps(box) for box in others)
        assert same_visible(back(state, edit), state)

    def test_the_order_of_the_theme_is_kept(self) -> None:
        """In whatever order the cards were chosen."""
        state = after(three(), themes.merge(three(), ["t1", "t2"]))
        edit = themes.split(state, "t1", ["n2", "c2", "n1"])
        assert members(after(state, edit), edit.ids("clusters")[0]) == ["c2", "n1", "n2"]

    @pytest.mark.parametrize("ids", [["c1", "c2"], [], ["c3"], ["n1"]])
    def test_some_but_not_all(self, ids: list[Id]) -> None:
        """Of a theme some cards have to go and some to stay."""
        with pytest.raises(Refused) as refused:
            themes.split(three(), "t1", ids)
        assert refused.value.key == "nothing_to_split"

    def test_where_floats_end(self) -> None:
        """Where no number is left between two, all are numbered anew; the new theme is named first."""
        records = [r for r in workshop_records() if r.id != "t1"]
        first = Cluster(id="t1", group_id="g1", rank=1.0)
        state = state_of([*records, first, replace(first, id="t2", rank=nextafter(1.0, 2.0))])
        edit = themes.split(state, "t1", ["c2"])
        new = edit.ids("clusters")[0]
        assert new not in {"t1", "t2"}
        assert [c.id for c in order.clusters(after(state, edit), "g1")] == ["t1", new, "t2"]


class TestOrder:
    def disorder(self) -> State:
        state = three()
        state = after(state, board.put_into_cluster(state, ["c3"], "t1", 0))
        return after(state, board.put_into_cluster(state, ["c2"], "t1", 0))

    def test_by_time(self) -> None:
        """In the order of writing; moving by hand goes on from there."""
        state = self.disorder()
        assert members(state, "t1") == ["c2", "c3", "c1"]
        edit = themes.order_cards(state, ["t1"], "time")
        ordered = after(state, edit)
        assert members(ordered, "t1") == ["c1", "c2", "c3"]
        assert same_visible(back(state, edit), state)
        by_hand = after(ordered, board.put_into_cluster(ordered, ["c3"], "t1", 0))
        assert members(by_hand, "t1") == ["c3", "c1", "c2"]

    def test_by_category(self) -> None:
        """Opportunities, then obstacles, as the columns stand, each in the order of writing."""
        ordered = after(self.disorder(), themes.order_cards(self.disorder(), ["t1", "t2"], "category"))
        assert members(ordered, "t1") == ["c1", "c3", "c2"]

    def test_equal_ranks(self) -> None:
        """Cards whose ranks merging left equal can be ordered as well."""
        records = [r for r in workshop_records() if r.id not in {"c1", "c2"}]
        pair = [
            Card(id=id, group_id="g1", category_id="own", cluster_id="t1", text=id, written=written)
            for id, written in (("a", 9), ("b", 8))
        ]
        state = state_of([*records, *pair])
        assert members(after(state, themes.order_cards(state, ["t1"], "time")), "t1") == ["b", "a"]

    def test_loose_cards(self) -> None:
        """They lie in rows below the themes, in the order asked for."""
        state = three()
        for n, text in enumerate(("x", "y")):
            state = after(
                state,
                cards.write_cards(state, group_id="g1", category_id=("obstacle", "own")[n], texts=[text]),
            )
        state = after(state, board.move_cards(state, {"c3": (900, 900)}))
        ordered = after(state, themes.order_loose(state, "g1", "category"))
        row = sorted(order.loose(ordered, "g1"), key=lambda c: (c.y, c.x))
        assert [c.text for c in row] == ["Kurze Wege", "x", "y"]
        bottom = max(box.bottom for box in layout.arrange(ordered, "g1").themes.values())
        assert {c.y for c in row} == {bottom + THEME_GAP}

    def test_no_such_order(self) -> None:
        with pytest.raises(Refused):
            themes.order_cards(three(), ["t1"], "colour")


def test_numbers_follow_the_board() -> None:
    """Themes are numbered row by row; a second time nothing changes."""
    state = after(three(), board.move_clusters(three(), {"t1": (1300, 62), "t3": (0, 700)}))
    numbered = after(state, themes.number(state, "g1"))
    assert [c.id for c in order.clusters(numbered, "g1")] == ["t2", "t1", "t3"]
    assert themes.number(numbered, "g1").changes == ()


def test_tint_only_colours() -> None:
    """A theme has one of the colours of categories or none."""
    state = after(three(), themes.tint(three(), ["t1", "t2"], "teal"))
    assert (theme(state, "t1").tint, theme(state, "t2").tint) == ("teal", "teal")
    assert theme(after(state, themes.tint(state, ["t1"], None)), "t1").tint is None
    with pytest.raises(Refused):
        themes.tint(state, ["t1"], "#ff0000")


class TestRoom:
    """A theme that grows covers nothing."""

    def full(self) -> State:
        """t1 with two cards, a loose card and a theme right below it, one beside it."""
        below = [
            Cluster(id="under", group_id="g1", x=40.0, y=300.0, rank=1.0),
            Cluster(id="right", group_id="g1", x=508.0, y=60.0, rank=2.0),
        ]
        state = state_of([*workshop_records(), *below])
        box = layout.arrange(state, "g1").themes["t1"]
        return after(state, board.move_cards(state, {"c3": (40.0, box.bottom + GAP)}))

    def test_a_third_card_pushes_down(self) -> None:
        """What lies below goes down by a row in the same edit, what lies beside stays."""
        state = self.full()
        state = after(state, cards.write_cards(state, group_id="g1", category_id="own", texts=["neu"]))
        new = next(c.id for c in state.all(Card) if c.text == "neu")
        state = after(state, board.move_cards(state, {new: (2000.0, 2000.0)}))
        edit = board.put_into_cluster(state, [new], "t1")
        moved = after(state, edit)
        step = CARD_HEIGHT + GAP
        assert corner(moved, "c3")[1] == corner(state, "c3")[1] + step
        assert corner(moved, "under")[1] > corner(state, "under")[1]
        assert corner(moved, "right") == corner(state, "right")
        boxes = layout.arrange(moved, "g1")
        assert not boxes.themes["t1"].overlaps(boxes.cards["c3"])
        assert not boxes.themes["under"].overlaps(boxes.cards["c3"])
        assert same_visible(back(state, edit), state)

    def test_room_that_is_there_is_used(self) -> None:
        """A card that finds room in the last row of a theme moves nothing."""
        state = self.full()
        edit = board.put_into_cluster(state, ["c3"], "under")
        assert set(edit.ids("cards")) == {"c3"}
        assert edit.ids("clusters") == ()

    def test_unfolding(self) -> None:
        """What came to lie where a folded theme was moves aside when it unfolds."""
        state = self.full()
        folded = after(state, themes.fold(state, ["t1"], folded=True))
        assert "c1" not in layout.arrange(folded, "g1").cards
        folded = after(folded, board.move_cards(folded, {"c3": (60.0, 120.0)}))
        edit = themes.fold(folded, ["t1"], folded=False)
        boxes = layout.arrange(after(folded, edit), "g1")
        assert not boxes.themes["t1"].overlaps(boxes.cards["c3"])
        assert same_visible(back(folded, edit), folded)

    def test_dissolving_a_folded_theme(self) -> None:
        """Its cards come out below each other and on nothing else."""
        state = self.full()
        folded = after(state, themes.fold(state, ["t1"], folded=True))
        folded = after(folded, board.move_cards(folded, {"c3": (60.0, 120.0)}))
        boxes = layout.arrange(after(folded, board.dissolve_cluster(folded, "t1")), "g1").cards
        assert not boxes["c3"].overlaps(boxes["c1"])
        assert not boxes["c1"].overlaps(boxes["c2"])

    def test_a_longer_text(self) -> None:
        """A card that grows with its new text makes room as well."""
        state = self.full()

        def tall(card: Card) -> float:
            return 300.0 if card.text == "sehr lang" else CARD_HEIGHT

        edit = cards.reword_card(state, "c1", "sehr lang", height_of=tall)
        moved = after(state, edit)
        assert corner(moved, "c3")[1] == corner(state, "c3")[1] + 300.0 - CARD_HEIGHT
        assert set(cards.reword_card(state, "c1", "sehr lang").ids("cards")) == {"c1"}

    def test_tidy_around(self) -> None:
        """Whatever lies on a theme or its heading lies beside it then; far away nothing moves."""
        state = after(self.full(), board.move_cards(self.full(), {"c3": (100.0, 100.0)}))
        state = after(state, board.move_clusters(state, {"right": (300.0, 70.0)}))
        tidied = after(state, themes.tidy_around(state, ["t1"], []))
        boxes = layout.arrange(tidied, "g1")
        others = [boxes.cards["c3"], boxes.themes["right"], boxes.themes["under"]]
        assert not any(boxes.themes["t1"].overlaps(box) for box in others)
        assert corner(tidied, "t1") == corner(state, "t1")
        assert themes.tidy_around(tidied, ["t1"], []).changes == ()

    def test_tidy_loose_cards_where_they_are(self) -> None:
        """Chosen loose cards come into rows at their upper left corner, in their rough order."""
        state = workshop()
        places = {}
        for n, text in enumerate("abcd"):
            state = after(state, cards.write_cards(state, group_id="g1", category_id="own", texts=[text]))
            id = next(c.id for c in state.all(Card) if c.text == text)
            places[id] = (1000.0 + 210.0 * (n % 2) + 7 * n, 1000.0 + 120.0 * (n // 2))
        state = after(state, board.move_cards(state, places))
        tidied = after(state, themes.tidy_around(state, [], list(places)))
        row = sorted((c for c in tidied.all(Card) if c.id in places), key=lambda c: (c.y, c.x))
        assert [c.text for c in row] == list("abcd")
        assert (row[0].x, row[0].y) == (1000.0, 1000.0)
        assert len({c.x for c in row}) == 2


def test_tidying_counts_folded_themes_as_small() -> None:
    """R lays folded themes out by their headings; nothing overlaps."""
    state = after(three(), themes.fold(three(), ["t1", "t2"], folded=True))
    tidied = after(state, board.tidy_up(state, "g1"))
    boxes = [*layout.arrange(tidied, "g1").themes.values()]
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


def test_photos_on_the_wall() -> None:
    """A theme that grows pushes a photo aside; tidying hangs it below all else."""
    state = TestRoom().full()
    box = layout.arrange(state, "g1").themes["t1"]
    hung = photos.hang_photos(
        state, group_id="g1", photos=[photos.Hung("ab" * 32, 40.0, box.bottom + GAP, 300.0)]
    )
    (id,) = hung.ids("photos")
    state = after(state, hung)
    state = after(state, board.move_cards(state, {"c3": (2000.0, 2000.0)}))
    edit = board.put_into_cluster(state, ["c3"], "t1")
    grown = after(state, edit)
    photo = grown.get(Photo, id)
    assert photo is not None
    assert photo.y >= layout.arrange(grown, "g1").themes["t1"].bottom
    assert same_visible(back(state, edit), state)
    tidied = after(grown, board.tidy_up(grown, "g1"))
    photo = tidied.get(Photo, id)
    assert photo is not None
    assert photo.y > layout.arrange(tidied, "g1").bounds().bottom
    assert board.tidy_up(tidied, "g1").changes == ()
