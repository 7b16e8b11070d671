"""Devices that work apart and exchange journals, without any files."""

from __future__ import annotations

from collections.abc import Iterable

from tests.examples import assert_in_step, entry, workshop_records
from werkstatt_desktop.domain.edits import BASE, Edit, Entry
from werkstatt_desktop.domain.errors import Refused
from werkstatt_desktop.domain.records import Id
from werkstatt_desktop.domain.state import State, base_edit, settle, still_valid


class Device:
    """A copy of the workshop of `workshop_records`: what a store does, in memory."""

    def __init__(self, name: str, first: Edit | None = None) -> None:
        self.name = name
        begun = first or base_edit("create_workshop", workshop_records())
        self.journal: dict[Id, Entry] = {"0": entry("0", 1, begun, device=BASE)}
        self.state: State = settle(self.journal.values())
        self._made: list[Entry] = []

    def commit(self, edit: Edit, *, toggles: Id | None = None) -> Entry | None:
        """Carry out an edit; the state taken on step by step is the one that the journal means."""
        if not edit.changes:
            return None
        seq = max(e.seq for e in self.journal.values()) + 1
        new = entry(f"{seq:04}{self.name}", seq, edit, device=self.name, toggles=toggles)
        self.state, _ = self.state.take(edit)
        self.journal[new.id] = new
        assert_in_step(self.state)
        assert self.state == settle(self.journal.values())
        if toggles is None:
            self._made.append(new)
        return new

    def undo(self) -> Entry | None:
        """Take back the last step of this device that is not taken back."""
        if not self._made:
            return None
        last = self._made.pop()
        return self.commit(still_valid(self.state, last.edit.inverse()), toggles=last.id)

    def receive(self, others: Iterable[Entry]) -> None:
        for other in others:
            self.journal.setdefault(other.id, other)
        self.state = settle(self.journal.values())
        assert_in_step(self.state)

    def try_to(self, edit: Edit | None) -> Entry | None:
        return self.commit(edit) if edit is not None else None


def met(*devices: Device) -> State:
    """What all devices have in the end."""
    everything = [e for device in devices for e in device.journal.values()]
    for device in devices:
        device.receive(reversed(everything))
    assert all(device.state == devices[0].state for device in devices)
    return devices[0].state


__all__ = ["Device", "Refused", "met"]
