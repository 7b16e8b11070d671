"""Undo and redo, read from the journal in pieces."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import entry, made
from werkstatt_desktop.domain.edits import Change, Entry
from werkstatt_desktop.domain.history import History
from werkstatt_desktop.domain.records import Id

ME = "me"
ERASING = made("erase_cards", Change("erased", "cards/c/text", {"gone": True}, {"gone": False}))


def naive(journal: list[Entry]) -> tuple[list[Id], list[Id]]:
    """What can be undone and redone, told forward from the first entry."""
    done: dict[Id, None] = {}
    undone: dict[Id, None] = {}
    for e in journal:
        if e.device != ME:
            continue
        if e.edit == ERASING:
            done.clear()
            undone.clear()
        elif e.toggles is None:
            done[e.id] = None
            undone.clear()
        elif e.toggles in done:
            del done[e.toggles]
            undone[e.toggles] = None
        elif e.toggles in undone:
            del undone[e.toggles]
            done[e.toggles] = None
    return list(done), list(undone)


def stacks(history: History) -> tuple[list[Id], list[Id]]:
    return [i.entry.id for i in history._done], [i.entry.id for i in history._undone]


def tops(history: History) -> tuple[Id | None, Id | None]:
    done, undone = history.last_done, history.last_undone
    return done.id if done else None, undone.id if undone else None


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Entries of two devices; a toggle names any plain entry before it, wherever that stands."""
    journal: list[Entry] = []
    for n in range(draw(st.integers(0, 25))):
        plain = [e for e in journal if e.toggles is None]
        kind = draw(st.sampled_from(["new", "undo", "redo", "any"]))
        done, undone = naive(journal)
        target: Id | None = None
        if kind == "undo" and done:
            target = done[-1]
        elif kind == "redo" and undone:
            target = undone[-1]
        elif kind == "any" and plain:
            target = draw(st.sampled_from([e.id for e in plain]))
        device = draw(st.sampled_from([ME, ME, ME, "other"])) if target is None else ME
        edit = ERASING if target is None and draw(st.integers(0, 6)) == 6 else made("x")
        journal.append(entry(f"{n:02}", n, edit, device=device, toggles=target))
    return journal


def read(history: History, older: list[Entry], sizes: list[int], *, all_of_it: bool) -> list[Entry]:
    """Give a history the older entries in pieces, as far as it wants them; gives back the rest."""
    rest = older
    n = 0
    while rest and (all_of_it or history.wants_more):
        size = sizes[n % len(sizes)]
        history.reach_back(reversed(rest[-size:]))
        rest = rest[:-size]
        n += 1
    return rest


SIZES = st.lists(st.integers(1, 6), min_size=1, max_size=5)


@settings(max_examples=300)
@given(journals(), SIZES)
def test_reading_back_is_reading_forward(journal: list[Entry], sizes: list[int]) -> None:
    """Read newest first in pieces of any size, the stacks are those of the story told forward."""
    history = History(ME)
    read(history, journal, sizes, all_of_it=True)
    assert stacks(history) == naive(journal)


@settings(max_examples=300)
@given(journals(), SIZES)
def test_tops_are_known_early(journal: list[Entry], sizes: list[int]) -> None:
    """As soon as no more is wanted, both tops are right, however much was not read."""
    history = History(ME)
    read(history, journal, sizes, all_of_it=False)
    done, undone = naive(journal)
    assert tops(history) == (done[-1] if done else None, undone[-1] if undone else None)


@settings(max_examples=300)
@given(journals(), st.lists(st.sampled_from(["new", "new", "undo", "redo", "erase"]), max_size=12), SIZES)
def test_going_on(journal: list[Entry], doing: list[str], sizes: list[int]) -> None:
    """New steps, undo and redo go on from what was read, and more is read when it is wanted."""
    history = History(ME)
    whole = list(journal)
    rest = list(journal)
    for n, what in enumerate(doing):
        target = None
        if what in ("undo", "redo"):
            rest = read(history, rest, sizes, all_of_it=False)
            done, undone = naive(whole)
            assert tops(history) == (done[-1] if done else None, undone[-1] if undone else None)
            top = history.last_done if what == "undo" else history.last_undone
            if top is None:
                continue
            target = top.id
        edit = ERASING if what == "erase" else made("x")
        whole.append(entry(f"new{n}", 100 + n, edit, device=ME, toggles=target))
        history.add(whole[-1])
    read(history, rest, sizes, all_of_it=True)
    assert stacks(history) == naive(whole)


def test_little_is_read() -> None:
    """After a usual day one entry is enough to know what can be undone."""
    journal = [entry(f"{n:03}", n, made("x"), device=ME) for n in range(500)]
    history = History(ME)
    rest = read(history, journal, [10], all_of_it=False)
    assert len(rest) == 490
    assert tops(history) == ("499", None)


def test_nothing_is_read_after_a_step() -> None:
    """What was just done can be undone without a look at the journal."""
    history = History(ME)
    wanted = history.wants_more
    history.add(entry("1", 1, made("x"), device=ME))
    assert (wanted, history.wants_more) == (True, False)
    assert tops(history) == ("1", None)


def test_new_step_ends_redo() -> None:
    """What was taken back before a new step cannot be taken up again."""
    history = History(ME)
    history.add(entry("1", 1, made("x"), device=ME))
    history.add(entry("2", 2, made("x"), device=ME, toggles="1"))
    taken_back = tops(history)
    history.add(entry("3", 3, made("x"), device=ME))
    assert (taken_back, tops(history)) == ((None, "1"), ("3", None))


def test_others_steps_are_theirs() -> None:
    """The entries of another device, and the workshop's creation, are on no stack."""
    history = History(ME)
    history.add(entry("1", 1, made("x"), device="other"))
    history.reach_back([entry("0", 0, made("x"), device="base")])
    assert tops(history) == (None, None)


def test_erasing_ends_it() -> None:
    """Neither what erased for good nor anything before it can be taken back, and nothing older is read."""
    history = History(ME)
    history.add(entry("1", 1, made("x"), device=ME))
    history.add(entry("2", 2, made("x"), device=ME, toggles="1"))
    history.add(entry("3", 3, ERASING, device=ME))
    assert (tops(history), history.wants_more) == ((None, None), False)
    history.add(entry("4", 4, made("x"), device=ME))
    history.add(entry("5", 5, made("x"), device=ME, toggles="4"))
    assert (tops(history), history.wants_more) == ((None, "4"), False)


def test_erased_by_others() -> None:
    """What somebody else erased leaves one's own steps: those on what is erased do nothing."""
    history = History(ME)
    history.add(entry("1", 1, made("x"), device=ME))
    history.add(entry("2", 2, ERASING, device="other"))
    assert tops(history) == ("1", None)
