"""Every verb of the method around the cards, and a workshop in which each of them changes something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

from tests.examples import state_of, workshop_records
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.records import (
    Answer,
    Feedback,
    Measure,
    Participant,
    ProgrammeItem,
    Record,
    Result,
    Seal,
    Source,
    Vote,
    VoteRound,
)
from werkstatt_desktop.domain.registering import Wishes
from werkstatt_desktop.domain.state import State, change
from werkstatt_desktop.domain.verbs import (
    closing,
    measures,
    paper,
    people,
    plenary,
    polls,
    running,
    voting,
)

MODULES: tuple[ModuleType, ...] = (closing, measures, paper, people, plenary, polls, running, voting)
AT = "2009-09-23T11:00:00"
NAMES = Wishes(uses=("name", "department"), headed=False)


def held() -> State:
    """A workshop in the middle of its day: people, rounds, results, measures, a poll, a phase that runs."""
    records: list[Record] = [
        replace(r, began_at="2009-09-23T10:00:00") if isinstance(r, ProgrammeItem) and r.id == "p1" else r
        for r in workshop_records()
    ]
    records += [
        Participant(id="a1", name="A. Beispiel", department="Jugendamt", presence="present", group_id="g1"),
        Participant(id="a2", name="B. Muster", department="Schulamt", presence="present"),
        VoteRound(id="r1", title="Was zuerst?", targets="cards", dots=2, voters=9, rank=0.0),
        VoteRound(id="r2", kind="matrix", targets="cards", rank=1.0),
        VoteRound(id="r3", kind="scale", targets="none", moment="opening", steps=5, rank=2.0),
        VoteRound(id="r4", kind="field", targets="none", rank=3.0),
        VoteRound(id="r5", targets="results", is_open=False, rank=4.0),
        Vote(id="v1", round_id="r1", card_id="c1", device="a", points=3),
        Vote(id="v2", round_id="r1", card_id="c2", device="a", points=3),
        Vote(id="v3", round_id="r2", card_id="c1", device="a", points=1, x=0.5, y=0.5),
        Vote(id="v4", round_id="r4", device="a", points=1, x=0.5, y=0.5),
        Result(id="e1", text="Runder Tisch", rank=0.0),
        Result(id="e2", text="Zu wenig Zeit", rank=1.0),
        Source(id="s1", result_id="e1", card_id="c4"),
        Source(id="s2", result_id="e2", card_id="c2"),
        Measure(id="m1", what="Kalender", who_id="a1", rank=0.0),
        Measure(id="m2", what="Fortbildung", rank=1.0),
        Answer(id="w1", measure_id="m1", card_id="c1"),
        Feedback(id="q1f", text="Gut", rank=0.0),
        Feedback(id="q2f", text="Sehr gut", rank=1.0),
    ]
    return state_of(records)


def closed() -> State:
    """The same, closed as its first version."""
    return held().apply([change(None, Seal(id="z1", at=AT, hash="0" * 64))])


DEEDS: dict[str, Callable[[State], Edit]] = {
    "closing.seal": lambda s: closing.seal(s, AT),
    "closing.reopen": closing.reopen,
    "measures.add_measure": lambda s: measures.add_measure(s, "Neu", result_id="e1", card_ids=["c2"]),
    "measures.edit_measure": lambda s: measures.edit_measure(s, "m1", due="2009-12-11", status="begun"),
    "measures.make_responsible": lambda s: measures.make_responsible(s, "m2", "B. Muster"),
    "measures.answer": lambda s: measures.answer(s, "m1", ["c2", "c3"]),
    "measures.forget_answer": lambda s: measures.forget_answer(s, "m1", "c1"),
    "measures.move_measure": lambda s: measures.move_measure(s, "m1", 1),
    "measures.delete_measure": lambda s: measures.delete_measure(s, "m1"),
    "measures.take_over": lambda s: measures.take_over(s, [(Measure(id="m9", what="Alt"), "C. Probe")]),
    "paper.choose_variant": lambda s: paper.choose_variant(s, "measures"),
    "paper.choose_group": lambda s: paper.choose_group(s, "g2"),
    "paper.name_nobody": lambda s: paper.name_nobody(s, on=True),
    "paper.mark_draft": lambda s: paper.mark_draft(s, on=True),
    "paper.switch_section": lambda s: paper.switch_section(s, "programme", on=False),
    "paper.move_section": lambda s: paper.move_section(s, "measures", 1),
    "paper.usual_paper": paper.usual_paper,
    "people.add_participants": lambda s: people.add_participants(s, [Participant(name="Neu")]),
    "people.edit_participant": lambda s: people.edit_participant(s, "a1", email="a@example.org"),
    "people.set_presence": lambda s: people.set_presence(s, ["a1", "a2"], "left"),
    "people.assign": lambda s: people.assign(s, ["a1", "a2"], "g2"),
    "people.spread_evenly": people.spread_evenly,
    "people.register": lambda s: people.register(s, [["C. Probe", "Bauamt"]], NAMES),
    "people.delete_participants": lambda s: people.delete_participants(s, ["a1"]),
    "plenary.keep": lambda s: plenary.keep(s, ["c1", "t1"]),
    "plenary.lay_on": lambda s: plenary.lay_on(s, ["c1"], "e2"),
    "plenary.merge": lambda s: plenary.merge(s, "e2", "e1"),
    "plenary.write_statement": lambda s: plenary.write_statement(s, "Alle sind dabei"),
    "plenary.reword_result": lambda s: plenary.reword_result(s, "e1", "Anders"),
    "plenary.agree": lambda s: plenary.agree(s, "e1", "unanimous"),
    "plenary.dissent": lambda s: plenary.dissent(s, "e1", dissent=True),
    "plenary.move_result": lambda s: plenary.move_result(s, "e1", 1),
    "plenary.order_by_points": plenary.order_by_points,
    "plenary.delete_result": lambda s: plenary.delete_result(s, "e1"),
    "polls.begin_poll": lambda s: polls.begin_poll(s, kind="field", moment="closing"),
    "polls.ask_again": lambda s: polls.ask_again(s, "r3"),
    "polls.edit_poll": lambda s: polls.edit_poll(s, "r3", title="Wie geht es?", steps=7),
    "polls.delete_poll": lambda s: polls.delete_poll(s, "r4"),
    "polls.count_poll": lambda s: polls.count_poll(s, "r3", {"0": 2, "4": 1}, "a"),
    "polls.say": lambda s: polls.say(s, "Weiter so"),
    "polls.reword": lambda s: polls.reword(s, "q1f", "Anders"),
    "polls.move": lambda s: polls.move(s, "q1f", 1),
    "polls.delete": lambda s: polls.delete(s, "q1f"),
    "running.begin_phase": lambda s: running.begin_phase(s, "p2", AT),
    "running.end_phase": lambda s: running.end_phase(s, "p1", AT),
    "running.forget_times": lambda s: running.forget_times(s, "p1"),
    "running.correct_times": lambda s: running.correct_times(s, "p1", "2009-09-23T10:05:00", AT),
    "running.save_time": lambda s: running.save_time(s, {"p2": 10}),
    "voting.begin_round": lambda s: voting.begin_round(s, title="Neu", targets="cards"),
    "voting.edit_round": lambda s: voting.edit_round(s, "r1", voters=12, cumulate=True),
    "voting.close_round": lambda s: voting.close_round(s, "r1"),
    "voting.reopen_round": lambda s: voting.reopen_round(s, "r5"),
    "voting.hide_totals": lambda s: voting.hide_totals(s, "r1", hidden=True),
    "voting.move_round": lambda s: voting.move_round(s, "r1", 1),
    "voting.delete_round": lambda s: voting.delete_round(s, "r1"),
    "voting.begin_run_off": lambda s: voting.begin_run_off(s, "r1", "Stichwahl"),
    "voting.count": lambda s: voting.count(s, "r1", {"c1": 5, "c3": 1}, "b"),
    "voting.add_points": lambda s: voting.add_points(s, "r1", "c2", -1, "a"),
    "voting.set_dot": lambda s: voting.set_dot(s, "r4", 0.1, 0.9, "a"),
    "voting.place_option": lambda s: voting.place_option(s, "r2", "c2", 0.1, 0.9, "a"),
    "voting.take_option": lambda s: voting.take_option(s, "r2", "c1"),
    "voting.take_dot": lambda s: voting.take_dot(s, "v4"),
}
"""By module and name."""


def start(name: str) -> State:
    state = closed() if name == "closing.reopen" else held()
    if name == "paper.usual_paper":
        return state.apply(paper.switch_section(state, "programme", on=False).changes)
    return state
