"""Fills a workshop with what a day brings, for pictures of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from werkstatt_desktop.domain.records import Card
    from werkstatt_desktop.ui.desk import Desk

PLACES = {
    "weigh": "weigh",
    "plenary": "plenary",
    "measures": "measures",
    "people": "prepare/people",
    "presence": "arrange",
    "day": "prepare/day",
    "opening": "prepare/opening",
    "mood": "prepare/mood",
    "series": "prepare/series",
    "close": "close/ends",
    "reading": "close/reading",
    "farewell": "close/mood",
}
"""What a picture is called, and the page and part of it that it shows."""

_DEVICE = "screenshots"
_OFFICES = (
    ("Stadt Essen", "Jugendamt", 9),
    ("Stadt Essen", "Amt für Stadtplanung", 5),
    ("Stadt Essen", "Schulverwaltungsamt", 4),
    ("Wohlfahrtsverband", "Familienbildung", 4),
    ("Familienbündnis", "", 2),
)
_NAMES = ("A. Beispiel", "B. Muster", "C. Probe", "D. Vorbild", "E. Exempel", "F. Sinnbild")
_POINTS = (12, 9, 9, 5, 3, 2, 1)
_EARLIER = (
    (
        "Münster",
        "2009-02-12",
        ((0.0, "Verwaltungskultur"), (1.0, "Ressourcen")),
        ("Ressortegoismus", "Vernetzung benötigt Ressourcen"),
        (("Adressliste aller Fachbereiche", "Jugendamt", "2009-04-30", "done"),),
    ),
    (
        "Bielefeld",
        "2009-05-14",
        ((0.0, "Gemeinsame Ziele"), (1.0, "Verwaltungskultur"), (2.0, "Elternbeteiligung")),
        ("Ressortegoismus!", "Kein gemeinsamer Raum"),
        (
            ("Runder Tisch der Ämter, zweimal im Jahr", "B. Muster", "2009-09-01", "begun"),
            ("Leitfaden für Kooperationen entwerfen", "Jugendamt", "2009-12-31", "open"),
        ),
    ),
)
_MOOD = ((0, 2, 9, 10, 3), (0, 0, 3, 11, 9))


def make_earlier(folder: Path) -> None:
    """Two workshops before the one in the example, of the same series, with what they left open."""
    from werkstatt_desktop.domain import templates
    from werkstatt_desktop.domain.records import WORKSHOP_ID, Card, Cluster, Group, Measure, Workshop
    from werkstatt_desktop.domain.state import base_edit
    from werkstatt_desktop.storage import files
    from werkstatt_desktop.texts import Texts

    template = templates.built_in("csa", Texts("de").questions())
    for number, (place, date, headings, obstacles, measures) in enumerate(_EARLIER, 1):
        group = Group(id="g", name="Gruppe 1")
        files.create(
            folder / f"{date} {place}.werkstatt",
            base_edit(
                "create_workshop",
                [
                    Workshop(
                        id=WORKSHOP_ID, series="Werkstattreihe", number=str(number), date=date, place=place,
                        title="Innerkommunale Vernetzung",
                    ),
                    group,
                    *template.categories,
                    *(Cluster(group_id="g", heading=words, rank=rank) for rank, words in headings),
                    *(Card(group_id="g", category_id="obstacle", text=words) for words in obstacles),
                    *(Measure(what=what, who=who, due=due, status=status)
                      for what, who, due, status in measures),
                ],
            ),
        )  # fmt: skip


def fill(desk: Desk) -> None:
    """A day of two groups, up to its measures, in a workshop that has cards; an empty one stays as it is."""
    if not _cards(desk, "recommendation"):
        return
    _people(desk)
    _opening(desk)
    _rounds(desk)
    _plenary(desk)
    _measures(desk)


def _people(desk: Desk) -> None:
    from werkstatt_desktop.domain.records import Participant
    from werkstatt_desktop.domain.verbs import people

    names = iter(_NAMES)
    everyone = [
        Participant(name=next(names, ""), organisation=organisation, department=department)
        for organisation, department, count in _OFFICES
        for _ in range(count)
    ]
    desk.do(people.add_participants, everyone)
    ids = _ids(desk)
    desk.do(people.set_presence, ids[:-2], "present")
    desk.do(people.set_presence, ids[-1:], "excused")
    desk.do(people.spread_evenly)


def _ids(desk: Desk) -> list[str]:
    from werkstatt_desktop.domain import people

    return [person.id for person in people.in_order(desk.state)]


def _opening(desk: Desk) -> None:
    from werkstatt_desktop.domain import order
    from werkstatt_desktop.domain.verbs import running, setup

    desk.do(
        setup.edit_workshop,
        rules="Eine Sache nach der anderen\nJeder Gedanke zählt\nTelefone bleiben in der Tasche",
        next_steps="Das Protokoll geht in drei Tagen an alle.",
        distribution="Alle Teilnehmenden, Verwaltungsvorstand",
    )
    programme = order.programme(desk.state)
    times = (("10:00", "10:17"), ("10:17", "10:40"), ("10:40", "11:09"), ("11:09", None))
    for item, (began, ended) in zip(programme, times, strict=False):
        desk.do(running.begin_phase, item.id, f"2009-09-23T{began}:00")
        if ended:
            desk.do(running.end_phase, item.id, f"2009-09-23T{ended}:00")


def _rounds(desk: Desk) -> None:
    from werkstatt_desktop.domain import voting
    from werkstatt_desktop.domain.verbs import polls
    from werkstatt_desktop.domain.verbs import voting as verbs

    for title, fields in (
        ("Was ist am wichtigsten?", {"targets": "clusters"}),
        ("Welche Anregung zuerst?", {"targets": "cards", "category_id": "recommendation"}),
    ):
        edit = desk.do(verbs.begin_round, title=title, **fields)
        if edit is None:
            continue
        round_ = voting.rounds(desk.state)[-1]
        options = voting.options(desk.state, round_)
        points = dict(zip(options, _POINTS, strict=False))
        desk.do(verbs.count, round_.id, points, _DEVICE)
    title, labels = "Wie zufrieden sind Sie mit der Zusammenarbeit?", "gar nicht\nsehr"
    for moment, counts in zip(("opening", "closing"), _MOOD, strict=True):
        edit = desk.do(polls.begin_poll, kind="scale", moment=moment, title=title, labels=labels)
        if edit is not None:
            points = {str(step): count for step, count in enumerate(counts)}
            desk.do(polls.count_poll, edit.ids("rounds")[0], points, _DEVICE)
    for words in ("Endlich reden wir miteinander.", "Der Anfang ist gemacht, jetzt müssen Taten folgen."):
        desk.do(polls.say, words)


def _plenary(desk: Desk) -> None:
    from werkstatt_desktop.domain import order, plenary
    from werkstatt_desktop.domain.verbs import plenary as verbs

    groups = order.groups(desk.state)
    themes = [order.clusters(desk.state, group.id) for group in groups]
    for mine in themes[:2]:
        desk.do(verbs.keep, [theme.id for theme in mine[:2]])
    kept = plenary.results(desk.state, "result")
    if len(kept) > 3:
        desk.do(verbs.merge, kept[2].id, kept[0].id)
        desk.do(verbs.agree, kept[0].id, "unanimous")
        desk.do(verbs.dissent, kept[1].id, dissent=True)
    desk.do(verbs.write_statement, "Familien werden an allem beteiligt, was ihr Quartier betrifft.")
    statement = plenary.results(desk.state, "statement")
    desk.do(verbs.agree, statement[0].id, "majority")


def _measures(desk: Desk) -> None:
    from werkstatt_desktop.domain import plenary
    from werkstatt_desktop.domain.verbs import links, measures

    answers, obstacles = _cards(desk, "recommendation"), _cards(desk, "obstacle")
    for answer, obstacle in zip(answers[:4], obstacles[:4], strict=False):
        desk.do(links.link, [answer.id], obstacle.id)
    results = plenary.results(desk.state, "result")
    ids = _ids(desk)
    rows = (
        ("Runder Tisch Quartier zweimal im Jahr", {"who_id": ids[0], "due": "2009-11-30"}),
        ("Ansprechperson je Stadtteil benennen", {"who_id": ids[3], "due": "2009-10-15", "status": "begun"}),
        ("Gemeinsamen Kalender der Angebote anlegen", {"due": "2010-01-31"}),
        ("Fortbildung zu Beteiligung", {"who": "N. N.", "first_result": "Ein Entwurf des Programms"}),
    )
    for n, (what, fields) in enumerate(rows):
        result = results[n].id if n < len(results) else None
        cards = [answers[n].id] if n < min(3, len(answers)) else []
        desk.do(measures.add_measure, what, result_id=result, card_ids=cards, **fields)


def _cards(desk: Desk, role: str) -> Sequence[Card]:
    from werkstatt_desktop.domain import order
    from werkstatt_desktop.domain.records import Card

    ids = {category.id for category in order.categories(desk.state) if category.role == role}
    return sorted((c for c in desk.state.all(Card) if c.category_id in ids), key=order.writing_key)
