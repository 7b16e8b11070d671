"""Today's texts on paper, and the page that shows how they come out."""

from __future__ import annotations

import pypdfium2

from tests.printing.samples import CATEGORIES, state_of, workshop
from werkstatt_desktop.domain.records import Card, Group, Participant
from werkstatt_desktop.printing import proof
from werkstatt_desktop.texts import Texts

G = Group(id="g", name="Gruppe")


def card(id: str, text: str, **fields: object) -> Card:
    return Card(id=id, group_id="g", category_id=CATEGORIES[0].id, text=text, **fields)  # type: ignore[arg-type]


def test_every_text_is_looked_at() -> None:
    """Characters that no font has are named with a text that has them; deleted cards do not count."""
    state = state_of(
        workshop(),
        *CATEGORIES,
        G,
        card("a", "Łukasz Şahin → ≥ 🙂"),
        card("b", "Schrift 𓀀"),
        card("c", "weg 𓁐", gone=True),
        Participant(name="Ŝimon 𓂀"),
    )
    assert proof.glyphs(state).missing == {"𓀀": "Schrift 𓀀", "𓂀": "Ŝimon 𓂀"}


def test_texts_are_counted() -> None:
    """Each text counts once, and words of the program such as "opening" do not."""
    state = state_of(workshop(), G, *CATEGORIES)
    before = proof.glyphs(state).texts
    more = state_of(workshop(), G, *CATEGORIES, card("a", "eins", explanation="zwei"))
    assert proof.glyphs(more).texts == before + 2


def test_page() -> None:
    """One page with letters, categories, what is rare in today's texts, and a frame at 8 mm."""
    state = state_of(workshop(), G, *CATEGORIES, card("a", "Ṩ und 𓀀"))
    document = pypdfium2.PdfDocument(proof.proof_page(state, Texts("de")))
    assert len(document) == 1
    page = document[0]
    text = page.get_textpage().get_text_range()
    for words in ("Testseite", "ÄÖÜ äöü ß", "Łukasz", "Kategorien", "in keiner Schrift sind: "):
        assert words in text
    picture = page.render(scale=2).to_pil().convert("L")
    edge = round(8 / 25.4 * 72 * 2)
    assert min(picture.getpixel((edge + shift, 400)) for shift in (-1, 0, 1)) < 100
    document.close()
