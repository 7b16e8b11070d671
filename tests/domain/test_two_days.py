"""Two devices that do a whole day apart: they vote, keep, plan, close, erase and meet again."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import pytest

from tests.domain.devices import Device, Refused, met
from tests.domain.test_portable import words
from tests.examples import workshop_records
from werkstatt_desktop.domain import closing, outcome, protocol, readback, sealing, voting
from werkstatt_desktop.domain.edits import Edit
from werkstatt_desktop.domain.erasing import held_names
from werkstatt_desktop.domain.paper import SECTIONS
from werkstatt_desktop.domain.portable import from_json, to_json
from werkstatt_desktop.domain.records import (
    PRESENCES,
    TABLE_OF,
    Card,
    Cluster,
    Group,
    Id,
    Measure,
    Participant,
    ProgrammeItem,
    Record,
    Result,
    VoteRound,
)
from werkstatt_desktop.domain.state import State, base_edit, still_valid
from werkstatt_desktop.domain.verbs import (
    cards,
    erasing,
    links,
    measures,
    people,
    plenary,
    setup,
    themes,
    trash,
)
from werkstatt_desktop.domain.verbs import closing as close
from werkstatt_desktop.domain.verbs import paper as on_paper
from werkstatt_desktop.domain.verbs import polls as poll
from werkstatt_desktop.domain.verbs import running as run
from werkstatt_desktop.domain.verbs import twins as twin
from werkstatt_desktop.domain.verbs import voting as vote

AT = "2026-11-22T12:00"
Deed = Callable[[], Edit]


class Day:
    """What somebody could do next, with whatever chance picks of what is there."""

    def __init__(self, chance: random.Random, device: Device) -> None:
        self.chance, self.device, self.state = chance, device, device.state

    def any(self, kind: type[Record]) -> Id:
        row = sorted(record.id for record in self.state.all(kind))
        return self.chance.choice(row) if row else ""

    def any_ever(self, kind: type[Record]) -> Id:
        return self.chance.choice(sorted(self.state.tables[TABLE_OF[kind]]))

    def counted(self, *, by: bool) -> Edit:
        id = self.any(VoteRound)
        round_ = self.state.get(VoteRound, id)
        row = voting.options(self.state, round_) if round_ is not None else []
        option, number = self.chance.choice(row or [""]), self.chance.randint(0, 5)
        if by:
            return vote.add_points(self.state, id, option, 1, self.device.name)
        return vote.count(self.state, id, {option: number}, self.device.name)

    def deed(self) -> Deed:
        s, any, chance = self.state, self.any, self.chance
        everything = [record for rows in s.tables.values() for record in rows.values()]
        often: list[Deed] = [
            partial(people.add_participants, s, [Participant(name="N", department="D")]),
            partial(people.set_presence, s, [any(Participant)], chance.choice(PRESENCES)),
            partial(people.assign, s, [any(Participant)], any(Group)),
            partial(people.spread_evenly, s),
            partial(people.delete_participants, s, [any(Participant)]),
            lambda: vote.begin_round(
                s,
                targets=chance.choice(["cards", "results", "clusters"]),
                kind=chance.choice(["dots", "resistance"]),
                group_id=chance.choice([None, any(Group)]),
            ),
            partial(vote.begin_run_off, s, any(VoteRound), "Stichwahl"),
            partial(self.counted, by=False),
            partial(self.counted, by=False),
            partial(self.counted, by=True),
            partial(vote.close_round, s, any(VoteRound)),
            partial(vote.delete_round, s, any(VoteRound)),
            partial(plenary.keep, s, [any(Card), any(Cluster)]),
            partial(plenary.lay_on, s, [any(Card)], any(Result)),
            partial(plenary.merge, s, any(Result), any(Result)),
            partial(plenary.reword_result, s, any(Result), f"anders {chance.random()}"),
            partial(plenary.delete_result, s, any(Result)),
            partial(measures.add_measure, s, "tun", result_id=any(Result), card_ids=[any(Card)]),
            partial(measures.answer, s, any(Measure), [any(Card)]),
            partial(measures.make_responsible, s, any(Measure), "N"),
            partial(measures.delete_measure, s, any(Measure)),
            partial(cards.delete_cards, s, [any(Card)]),
            partial(cards.hand_over_cards, s, [any(Card)], any(Group)),
            partial(twin.second_cards, s, [any(Card)], any(Cluster)),
            partial(trash.put_back, s, [self.any_ever(Card)]),
            partial(links.link, s, [any(Card)], any(Card)),
            partial(themes.merge, s, [any(Cluster), any(Cluster)]),
            partial(poll.begin_poll, s, kind="scale", moment="opening"),
            partial(poll.count_poll, s, any(VoteRound), {"1": chance.randint(0, 4)}, self.device.name),
            partial(run.begin_phase, s, any(ProgrammeItem), AT),
            partial(close.reopen, s),
            partial(on_paper.choose_group, s, any(Group)),
            partial(on_paper.switch_section, s, chance.choice(SECTIONS), on=chance.choice((True, False))),
            partial(on_paper.move_section, s, chance.choice(SECTIONS), chance.randint(0, 14)),
            partial(on_paper.usual_paper, s),
        ]
        seldom: list[Deed] = [
            partial(setup.delete_group, s, any(Group)),
            partial(close.seal, s, AT),
            partial(erasing.erase_cards, s, [self.any_ever(Card)]),
            partial(erasing.remove_names, s, held_names(everything, [])),
        ]
        return chance.choice(seldom if chance.random() < 0.05 else often)


def do(device: Device, edit: Edit) -> None:
    """What a store does, with the door for closed versions; and what has to hold after each step."""
    before = device.state
    sealed, whole = sealing.is_sealed(before), sealing.is_as_sealed(before)
    edit = sealing.let_through(before, edit, AT)
    device.commit(edit)
    after = device.state
    if sealed and not edit.touches("seals", "erased"):
        assert sealing.hash_of(after) == sealing.hash_of(before)
    if whole and edit.touches("erased"):
        assert sealing.is_as_sealed(after)
    if edit.verb.startswith(("delete", "erase")):
        gone = [change for change in edit.changes if change.after.get("gone")]
        assert [c for c in gone if c.table != "erased" and c.id in after.shown[c.table]] == []


def undo(device: Device) -> None:
    """Take back the last step unless it closed, erased, or is not to be changed any more."""
    last = device._made[-1] if device._made else None
    if last is not None and not last.edit.touches("seals", "erased"):
        sealing.demand_open(device.state, still_valid(device.state, last.edit.inverse()))
        device.undo()


def told(state: State) -> None:
    """Whatever came of it can be shown, read back, exported and counted on."""
    outcome.outcome(state), protocol.protocol(state), closing.checks(state), readback.sheets(state)
    text = to_json(state)
    again = State().apply(base_edit("import", from_json(text, words).records).changes)
    assert to_json(again) == text
    for round_ in voting.rounds(state):
        for id in voting.options(state, round_)[:2] if round_.is_open else ():
            edit = vote.count(state, round_.id, {id: 7}, "a")
            assert voting.totals(state.apply(edit.changes), round_)[id] == 7


@pytest.mark.parametrize("seed", range(20))
def test_two_devices(seed: int) -> None:
    """They end with the same; what is closed is not changed, and what is deleted is not shown."""
    chance = random.Random(seed)
    first = base_edit("create_workshop", [*workshop_records(), Cluster(id="t2", group_id="g1", x=900.0)])
    devices = Device("a", first), Device("b", first)
    for _ in range(60):
        device, what = chance.choice(devices), chance.random()
        try:
            if what < 0.06:
                met(*devices)
            elif what < 0.12:
                undo(device)
            else:
                do(device, Day(chance, device).deed()())
        except Refused:
            continue
    told(met(*devices))
