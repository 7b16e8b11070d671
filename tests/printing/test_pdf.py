"""The printed protocol, read as a reader's program reads it."""

import re
import threading
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.printing.samples import (
    CATEGORIES,
    FIRST_TEXTS,
    Paper,
    made_up,
    one_group,
    state_of,
    tidied,
    token,
    workshop,
)
from werkstatt_desktop import printing
from werkstatt_desktop.domain.records import Card, Cluster, Group, ParkedItem, ProgrammeItem, Question
from werkstatt_desktop.domain.state import State
from werkstatt_desktop.printing import pdf, styles
from werkstatt_desktop.texts import Texts

DE = Texts("de")


def last_line(paper: Paper) -> str:
    """What stands last on paper, above the foot of the page."""
    on_last = [p for p in paper.pieces() if p.page == len(paper.pages) - 1 and p.y > styles.FOOT_LINE]
    lowest = min(p.y for p in on_last)
    return " ".join(p.text for p in on_last if p.y == lowest)


# --- Every card


@pytest.mark.parametrize(("cards", "groups", "themes"), [(1, 1, 1), (23, 2, 4), (60, 1, 0), (200, 3, 9)])
def test_every_card_is_printed(cards: int, groups: int, themes: int) -> None:
    """Each card stands once on the picture of its board and once, in full, below its theme."""
    state = made_up(cards, groups=groups, themes=themes)
    paper = Paper(state)
    for n in range(cards):
        assert paper.text.count(token(n)) == 2, token(n)
    body = [piece for piece in paper.pieces() if piece.size == styles.CARD.size]
    found = re.sub(r"\s+", " ", " ".join(piece.text for piece in body))
    for card in state.all(Card):
        assert found.count(card.text) == 1, card.text


@pytest.mark.parametrize("cards", [0, 1, 47, 1234])
def test_last_line_counts_the_cards(cards: int) -> None:
    """The last line says how many cards there are and how many are printed, and both are true."""
    state = made_up(cards)
    paper = Paper(state)
    count = DE.number(cards)
    assert last_line(paper) == f"Karten im Workshop: {count} · hier gedruckt: {count}"
    assert (paper.result.cards, paper.result.printed) == (cards, cards)
    printed = set(re.findall(r"K\d{5}x", paper.text))
    assert len(printed) == cards == state.count(Card)


def test_printed_cards_are_counted_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """A card that is not drawn is missing from the count on paper."""
    from werkstatt_desktop.printing import setting_lists

    whole = setting_lists.entries
    monkeypatch.setattr(setting_lists, "entries", lambda *args: list(whole(*args))[:-1])
    paper = Paper(made_up(23, groups=1, themes=3))
    assert last_line(paper) == "Karten im Workshop: 23 · hier gedruckt: 19"
    assert paper.result.printed == 19


def test_card_of_four_thousand_characters() -> None:
    """It goes on over pages, and all of it is there."""
    text = " ".join(f"w{n}" for n in range(700))[:4000].strip()
    paper = Paper(one_group(text, "kurz"))
    words = re.findall(r"w\d+", " ".join(p.text for p in paper.pieces() if p.size == styles.CARD.size))
    assert words == text.split()


def test_word_of_four_thousand_characters() -> None:
    paper = Paper(one_group("x" * 4000))
    body = "".join(p.text for p in paper.pieces() if p.size == styles.CARD.size)
    assert body.count("x") == 4000
    assert max(p.x for p in paper.pieces()) < styles.PAGE[0] - styles.MARGIN_X


def test_explanation_and_first_wording() -> None:
    """They stand below their card; the first wording in italics, so that nobody takes it for the card."""
    state = one_group("Jetzt", explanation="Weil es so ist", first_text="Damals")
    paper = Paper(state, paper=FIRST_TEXTS)
    assert "Jetzt Weil es so ist ursprünglich: „Damals“" in paper.flat
    (first,) = [p for p in paper.pieces() if "Damals" in p.text]
    assert first.font == styles.ITALIC


def test_marks_and_second_cards() -> None:
    """In words below card and heading; a second card says where the other one hangs, and counts once."""
    group = Group(id="g", name="Gruppe")
    themes = [Cluster(id=id, group_id="g", heading=f"Thema {id}", rank=n) for n, id in enumerate("ab")]
    themes[0] = replace(themes[0], consensus="disputed")
    first = Card(
        id="c",
        group_id="g",
        category_id="own",
        cluster_id="a",
        text="Doppelt",
        dissent=True,
        consensus="unanimous",
    )
    second = replace(first, id="d", cluster_id="b", twin_of="c")
    paper = Paper(state_of(workshop(), *CATEGORIES, group, *themes, first, second))
    assert "Thema a strittig 1 Karte" in paper.flat or "Thema a 1 Karte strittig" in paper.flat
    assert "Doppelt Einspruch (Blitz) · einstimmig auch unter: Thema b" in paper.flat
    assert "Doppelt Einspruch (Blitz) · einstimmig auch unter: Thema a" in paper.flat
    assert (paper.result.cards, paper.result.printed) == (1, 1)


@pytest.mark.parametrize("lines", range(44, 51))
def test_explanation_for_which_a_page_has_no_room(lines: int) -> None:
    """Where a page ends just after a card's text, the explanation stands on the next one."""
    text = "\n".join(f"Zeile{n}" for n in range(lines))
    paper = Paper(one_group(text, explanation="\n".join(f"weil{n}" for n in range(30))))
    for word in [f"Zeile{n}" for n in range(lines)] + [f"weil{n}" for n in range(30)]:
        assert word in paper.flat.split()


def test_cards_of_a_theme_stand_below_its_heading() -> None:
    state = made_up(60, groups=2, themes=3)
    pieces = [p for p in Paper(state).pieces() if p.size in {styles.H3.size, styles.CARD.size}]
    heading, found = "", {}
    for piece in pieces:
        if piece.size == styles.H3.size:
            heading = piece.text
        elif match := re.match(r"K(\d{5})x", piece.text):
            found[f"c{int(match[1])}"] = heading
    for card in state.all(Card):
        cluster = state.get(Cluster, card.cluster_id)
        assert found[card.id] == (cluster.heading if cluster else "Ohne Thema")


# --- Whatever a text says

HOSTILE = [
    "<b>fett</b> <i>schief</i>",
    "&amp; &lt; &#65; &copy;",
    '<img src="http://example.org/x.png"/>',
    "</para><br/><font color=red>rot</font>",
    "<para bulletText='x'>",
    "{0} {name} %s %(x)s $x \\n",
    "]]> <!-- x --> <?x?>",
    "Straße „Anführung“ – 5 € ≥ 3 → ✓ ☐ Yıldız Şahin Łukasz ẞ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_printed_as_it_is(text: str) -> None:
    """Nothing in a card, a heading, a name or a title is taken for markup."""
    state = tidied(
        state_of(
            workshop(title=f"T {text}", organiser=f"O {text}", goal=f"Z {text}", occasion=f"A {text}"),
            *CATEGORIES,
            Group(id="g", name=f"G {text}", room=f"R {text}", moderator=f"M {text}"),
            Question(id="q", group_id="g", category_id="own", text=f"F {text}"),
            Cluster(id="t", group_id="g", heading=f"H {text}"),
            Card(
                id="c",
                group_id="g",
                category_id="own",
                cluster_id="t",
                text=f"K {text}",
                explanation=f"E {text}",
                first_text=f"U {text}",
            ),
            ProgrammeItem(id="p", title=f"P {text}", speaker=f"S {text}"),
            ParkedItem(id="k", text=f"X {text}", answer=f"Y {text}"),
        )
    )
    paper = Paper(state, paper=FIRST_TEXTS)
    for letter in "TOZAGRMFHKEUPSXY":
        assert re.sub(r"\s", "", f"{letter} {text}") in paper.dense, letter
    assert paper.result.missing == ()
    assert not [page for page in paper.reader.pages if page.images]


def test_emoji_are_printed_and_can_be_copied() -> None:
    """With the font for signs, and with the right characters behind the glyphs."""
    paper = Paper(one_group("Bäume 🌳 und Räder 🚲 gut 👍🏽 ❤️ ⚡"))
    assert "Bäume 🌳 und Räder 🚲 gut 👍 ❤ ⚡" in paper.flat
    assert {p.font for p in paper.pieces() if "🌳" in p.text} == {styles.EMOJI}
    assert paper.result.missing == ()


def test_joined_emoji_are_printed_one_by_one() -> None:
    paper = Paper(one_group("Familie 👩\u200d👩\u200d👧 und 1\ufe0f\u20e3"))
    assert "Familie 👩👩👧 und 1" in paper.flat


def test_characters_without_a_glyph_are_named_at_the_end() -> None:
    """A square stands in their place; the end of the protocol says what they are."""
    paper = Paper(one_group("漢字 und مرحبا"))
    assert "□□ und □□□□□" in paper.flat
    assert paper.result.missing == tuple(sorted(set("漢字مرحبا")))
    end = re.sub(r"\s+", " ", paper.pages[-1])
    assert "Zeichen, die keine Schrift dieses Protokolls hat" in end
    assert "U+6F22 CJK UNIFIED IDEOGRAPH-6F22" in end
    assert "U+0645 ARABIC LETTER MEEM" in end
    assert end.index("U+0645") < end.index("Karten im Workshop")


def test_many_characters_without_a_glyph_do_not_fill_pages() -> None:
    paper = Paper(one_group("".join(map(chr, range(0x4E00, 0x4E00 + 3000)))))
    assert len(paper.result.missing) == 3000
    assert "2.800 weitere" in paper.flat


def test_blanks_of_every_kind_are_blanks() -> None:
    assert "a b c d e" in Paper(one_group("a\u3000b\u2003c\u202fd\u00a0e")).flat.replace(
        "\u202f", " "
    ).replace("\u2003", " ")


def test_too_long_word_is_hyphenated_by_its_syllables() -> None:
    """On the title page a word is broken where German breaks it, and only there."""
    paper = Paper(state_of(workshop(title="Donaudampfschifffahrtsgesellschaftskapitänsmütze")))
    title = [p.text for p in paper.pieces() if p.size == styles.TITLE.size]
    assert len(title) > 1
    assert title[0].endswith("-")
    assert "".join(title).replace("-", "") == "Donaudampfschifffahrtsgesellschaftskapitänsmütze"


def test_no_text_is_parsed() -> None:
    """What the library has for texts with markup is used nowhere: it takes a text for more than it is."""
    parsing = re.compile(r"reportlab\.(platypus|lib\.(para|xml|rparsexml)|graphics\.widgets\.svg)")
    for path in Path(printing.__path__[0]).rglob("*.py"):
        assert not parsing.search(path.read_text(encoding="utf-8")), path.name


# --- The document


def test_document_says_what_it_is() -> None:
    """Title, author and language, and that the title is shown instead of the file's name."""
    reader = Paper(made_up(3, organiser="Stadt Essen")).reader
    assert reader.metadata
    assert reader.metadata.title == "Stadtwerkstatt"
    assert reader.metadata.author == "Stadt Essen"
    assert reader.metadata.subject == "Ergebnisprotokoll"
    root: Any = reader.root_object
    assert root["/Lang"] == "de"
    assert str(root["/ViewerPreferences"]["/DisplayDocTitle"]).lower() == "true"
    assert not reader.is_encrypted


def test_author_is_empty_where_nobody_is_named() -> None:
    reader = Paper(made_up(1)).reader
    assert reader.metadata
    assert not reader.metadata.author


def test_every_page_has_its_number() -> None:
    """Page x of y, and the title of the workshop, at the foot of each page."""
    paper = Paper(made_up(120))
    total = len(paper.pages)
    assert total == paper.result.pages > 4
    for number, page in enumerate(paper.pages, 1):
        assert f"Seite {number} von {total}" in page
        assert "Stadtwerkstatt · Essen, 23. September 2009" in page


def test_contents_lead_to_the_pages() -> None:
    """The numbers are those of the pages, and the links go there."""
    paper = Paper(made_up(200, groups=3))
    first: Any = paper.reader.pages[0]
    links = [link.get_object() for link in first["/Annots"]]
    ids = [page.indirect_reference.idnum for page in paper.reader.pages if page.indirect_reference]
    pages = [ids.index(link["/Dest"][0].idnum) for link in links]
    contents = paper.pages[0].split("Inhalt")[1]
    numbers = [int(n) for n in re.findall(r"(?:Gruppe \d|Anregung|Themenspeicher)\s+(\d+)\s", contents)]
    assert numbers == [page + 1 for page in pages]
    titles = ("Gruppe 1", "Gruppe 2", "Gruppe 3", "Schwierigkeit → Anregung", "Themenspeicher")
    for title, number in zip(titles, numbers, strict=True):
        headings = [p for p in paper.pieces() if p.text == title and p.size == styles.H1.size]
        assert [p.page + 1 for p in headings] == [number]


def test_bookmarks_name_the_parts() -> None:
    """Groups on the first level, their themes below them."""
    outline: Any = Paper(made_up(24, groups=2, themes=2)).reader.outline
    told = [[i.title for i in item] if isinstance(item, list) else item.title for item in outline]
    assert told == [
        "Stadtwerkstatt",
        "Gruppe 1",
        ["Thema 1.1", "Thema 1.2", "Ohne Thema"],
        "Gruppe 2",
        ["Thema 2.1", "Thema 2.2"],
        "Schwierigkeit → Anregung",
        "Themenspeicher",
    ]


def test_all_fonts_are_embedded() -> None:
    """And no other font is named, so that it looks the same everywhere."""
    names = set()
    page: Any
    for page in Paper(one_group("Ä 🌳", first_text="alt"), paper=FIRST_TEXTS).reader.pages:
        for font in page["/Resources"]["/Font"].values():
            found = font.get_object()
            names.add(str(found["/BaseFont"]).split("+")[-1])
            assert "/FontFile2" in found["/FontDescriptor"].get_object()
            assert "/ToUnicode" in found
    assert names == {styles.REGULAR, styles.SEMIBOLD, styles.BOLD, styles.ITALIC, styles.EMOJI}


def test_same_workshop_same_bytes() -> None:
    state = made_up(47)
    assert Paper(state).content == Paper(state).content


def test_words_follow_the_language() -> None:
    english = Paper(made_up(3, goal="To plan"), "en")
    assert english.lines(0)[0] == "Result protocol"
    assert "Key results at a glance" in english.flat
    assert "Essen, 23 September 2009" in english.flat
    assert "Page 1 of" in english.flat
    root: Any = english.reader.root_object
    assert root["/Lang"] == "en"


# --- The pages


def pieces_within(state: State) -> None:
    for page in (paper := Paper(state)).reader.pages:
        assert round(float(page.mediabox.width), 2) in styles.PAGE
    for piece in paper.pieces():
        width = float(paper.reader.pages[piece.page].mediabox.width)
        assert 30 < piece.x < width - 30, piece
        assert piece.y > 25, piece
        assert piece.y > styles.FOOT_LINE + 12 or piece.size == styles.FOOT.size, piece


def test_nothing_is_printed_outside_the_margins() -> None:
    pieces_within(made_up(200, groups=2, themes=8, goal="Ziel " * 100, occasion="Anlass " * 300))


@pytest.mark.parametrize("cards", [40, 90, 120, 200])
def test_no_heading_stands_alone(cards: int) -> None:
    """Below the heading of a theme stand at least two of its cards on the same page, as far as it has two."""
    pieces = [
        p for p in Paper(made_up(cards, themes=7)).pieces() if p.size in {styles.H3.size, styles.CARD.size}
    ]
    for heading, first, second in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if heading.size == styles.H3.size:
            assert first.size == styles.CARD.size
            assert heading.page == first.page
            assert heading.page == second.page or second.size == styles.H3.size


def test_no_page_is_empty() -> None:
    for state in (made_up(0), made_up(5), made_up(77, groups=4), one_group("Wort " * 800)):
        for page in Paper(state).pages:
            assert len(page.split()) > 12


def test_lines_do_not_lie_on_each_other() -> None:
    """Two lines of the running text that stand in the same place are far enough apart."""
    state = one_group("Wort " * 300, "kurz", "a\nb\nc", explanation="Weil " * 80, first_text="Alt " * 40)
    pieces = [p for p in Paper(state).pieces() if p.x == 81.0]
    assert len(pieces) > 20
    for one, other in pairwise(pieces):
        if one.page == other.page:
            assert one.y - other.y >= max(one.size, other.size) * 1.1


# --- Workshops of every kind


def test_workshop_without_anything() -> None:
    """Even an empty file has a title page, says that nothing was put aside, and counts."""
    paper = Paper(State())
    assert paper.lines()[:2] == ["Ergebnisprotokoll", "Workshop"]
    assert "Themenspeicher keine" in paper.flat
    assert last_line(paper) == "Karten im Workshop: 0 · hier gedruckt: 0"


def test_workshop_without_groups() -> None:
    paper = Paper(state_of(workshop(goal="Planen"), *CATEGORIES))
    assert "Ziel Planen" in paper.flat
    assert "Gruppe" not in paper.flat


def test_group_without_cards() -> None:
    paper = Paper(state_of(workshop(), *CATEGORIES, Group(id="g", name="Leer", room="2.14", note_taker="N")))
    assert "Raum 2.14 · Mitschrift: N · 0 Karten" in paper.flat
    assert "Keine Karten." in paper.flat


def test_group_without_a_name_has_a_number() -> None:
    assert "Gruppe 1" in Paper(state_of(Group(id="g"))).flat


def test_hundred_themes() -> None:
    paper = Paper(made_up(300, groups=1, themes=100))
    for n in range(1, 101):
        assert f"Thema 1.{n}" in paper.flat
    assert "92 weitere Themen folgen" in paper.flat


def test_all_facts_are_printed() -> None:
    facts = {
        "series": "Reihe",
        "number": "3",
        "organiser": "Veranstalterin",
        "commissioned_by": "Auftrag",
        "host": "Gastgeberin",
        "moderation": "Moderatorin",
        "protocol_writer": "Schreiberin",
        "occasion": "Der Anlass",
        "starts": "10:00",
        "ends": "16:30",
    }
    flat = Paper(state_of(workshop(**facts))).flat
    assert "Reihe, Nr. 3 · Essen, 23. September 2009" in flat
    assert "Zeit 10:00 bis 16:30 Uhr" in flat
    for fact in set(facts.values()) - {"3", "10:00", "16:30"}:
        assert fact in flat


def test_programme_is_printed() -> None:
    items = [
        ProgrammeItem(id="p0", kind="talk", title="Begrüßung", speaker="Leitung", minutes=15),
        ProgrammeItem(id="p1", kind="break", minutes=30, rank=1.0),
    ]
    flat = Paper(state_of(workshop(starts="10:00"), *items)).flat
    assert "10:00 Begrüßung Leitung 15 min 10:15 Pause 30 min" in flat


def test_parking_lot_is_printed() -> None:
    items = [
        ParkedItem(id="k0", kind="question", text="Wer zahlt?", answer="Das Land."),
        ParkedItem(id="k1", kind="quote", text="Endlich"),
    ]
    flat = Paper(state_of(workshop(), *items)).flat
    assert "Offene Fragen 1 • Wer zahlt? Antwort: Das Land." in flat
    assert "Zitate 1 • „Endlich“" in flat


# --- In the background


def test_printing_can_be_cancelled() -> None:
    """It stops soon, and the next protocol is whole."""
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 5

    state = made_up(100)
    with pytest.raises(pdf.Cancelled):
        pdf.write(state, BytesIO(), DE, cancelled=cancelled)
    assert len(asked) == 6
    assert Paper(state).result.printed == 100


def test_threads_do_not_disturb_each_other() -> None:
    """Several protocols at once are what each is alone."""
    states = [made_up(40 + n, organiser=f"Nr. {n} {chr(0x411 + n)}") for n in range(4)]
    alone = [Paper(state).content for state in states]
    made: dict[int, bytes] = {}

    def make(n: int) -> None:
        made[n] = pdf.to_bytes(states[n], DE)[0]

    threads = [threading.Thread(target=make, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [made[n] for n in range(4)] == alone
