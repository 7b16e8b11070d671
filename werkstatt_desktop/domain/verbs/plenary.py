"""Common results of the groups and guiding statements."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .. import plenary
from ..clean import clean
from ..edits import Edit
from ..errors import Refused
from ..records import CONSENSUS, Card, Cluster, Id, Measure, Record, Result, Source, Vote
from ..state import State
from ._edit import edit, gone, move_in_row, ranks_between


def keep(state: State, ids: Collection[Id], place: int | None = None) -> Edit:
    """Cards and themes become common results, each one of its own that knows where it comes from.

    They stand at a place among the results, or at their end. Raises `Refused("item_is_gone")`.
    """
    found = [record for id in dict.fromkeys(ids) if (record := _brought(state, id)) is not None]
    if not found:
        raise Refused("item_is_gone")
    ranks = _ranks(state, place, len(found))
    new: list[Record] = []
    for record, rank in zip(found, ranks, strict=True):
        result = Result(text=_text(record), rank=rank)
        new += [result, _source(result.id, record)]
    return edit("keep_result" if len(found) == 1 else "keep_results", state, new)


def lay_on(state: State, ids: Collection[Id], result_id: Id) -> Edit:
    """Cards and themes become further sources of a result; their wordings stay beside its own."""
    _result(state, result_id)
    known = {source.card_id or source.cluster_id for source in state.kids(Source, "result_id", result_id)}
    found = [r for id in dict.fromkeys(ids) if id not in known and (r := _brought(state, id)) is not None]
    return edit("join_results", state, [_source(result_id, record) for record in found])


def merge(state: State, result_id: Id, into_id: Id) -> Edit:
    """Two results become one with the sources of both; the wording of the first stays in the list of sources.

    Where it comes from no card, its text stands below that of the other. Measures and dots go along. A
    dissent from one is one from both; two different consensuses are none.
    """
    one, other = _result(state, result_id), _result(state, into_id)
    if one.id == other.id:
        raise Refused("item_is_gone")
    sources = state.kids(Source, "result_id", one.id)
    known = {(s.card_id, s.cluster_id) for s in state.kids(Source, "result_id", other.id)}
    moved: list[Record] = [
        replace(s, result_id=other.id) if (s.card_id, s.cluster_id) not in known else replace(s, gone=True)
        for s in sources
    ]
    moved += [replace(m, result_id=other.id) for m in state.kids(Measure, "result_id", one.id)]
    moved += [replace(v, result_id=other.id) for v in state.kids(Vote, "result_id", one.id)]
    whole = replace(
        other,
        dissent=one.dissent or other.dissent,
        consensus=other.consensus if one.consensus in ("none", other.consensus) else "none",
    )
    if not sources or one.first_text is not None:
        whole = replace(whole, text=f"{other.text}\n{one.text}", first_text=other.first_text or other.text)
    return edit("join_results", state, [*moved, whole, replace(one, gone=True)])


def write_statement(state: State, text: str) -> Edit:
    """A guiding statement that the plenary agrees on. Raises `Refused("empty_text")`."""
    if not clean(text):
        raise Refused("empty_text")
    (rank,) = _ranks(state, None, 1)
    return edit("write_statement", state, [Result(kind="statement", text=text, rank=rank)])


def reword_result(state: State, result_id: Id, text: str) -> Edit:
    """Another wording; the first one is kept. Raises `Refused("empty_text")`."""
    result, tidy = _result(state, result_id), clean(text)
    if not tidy:
        raise Refused("empty_text")
    first = result.first_text
    if tidy != result.text and first is None:
        first = result.text
    elif tidy == first:
        first = None
    return edit("reword_result", state, [replace(result, text=text, first_text=first)])


def agree(state: State, result_id: Id, consensus: str) -> Edit:
    """How far the plenary agrees; one of CONSENSUS."""
    if consensus not in CONSENSUS:
        raise Refused("unknown_field", table="results")
    return edit("mark_result", state, [replace(_result(state, result_id), consensus=consensus)])


def dissent(state: State, result_id: Id, *, dissent: bool) -> Edit:
    """Somebody is against it."""
    return edit("mark_result", state, [replace(_result(state, result_id), dissent=dissent)])


def move_result(state: State, result_id: Id, place: int) -> Edit:
    """A result goes to a place among those of its kind, counted without itself."""
    kind = _result(state, result_id).kind
    return move_in_row("move_result", state, plenary.results(state, kind), result_id, place)


def order_by_points(state: State) -> Edit:
    """Results in the order of their dots, most first."""
    row = plenary.by_points(state, plenary.results(state, "result"))
    return edit("order_results", state, [replace(r, rank=float(n)) for n, r in enumerate(row)])


def delete_result(state: State, result_id: Id) -> Edit:
    """A result goes with where it comes from; its measures stay and forget it."""
    result = _result(state, result_id)
    left = [replace(m, result_id=None) for m in state.kids(Measure, "result_id", result_id)]
    hanging: list[Record] = [
        *state.kids(Source, "result_id", result_id),
        *state.kids(Vote, "result_id", result_id),
        result,
    ]
    return edit("delete_result", state, [*gone(hanging), *left])


def _ranks(state: State, place: int | None, count: int) -> list[float]:
    """Ranks for new results at a place among the results, or behind everything."""
    last = max((r.rank for r in plenary.results(state)), default=-1.0)
    behind = [last + 1.0 + n for n in range(count)]
    row = plenary.results(state, "result")
    if place is None or place >= len(row):
        return behind
    return ranks_between(row[place - 1].rank if place > 0 else None, row[place].rank, count) or behind


def _brought(state: State, id: Id) -> Card | Cluster | None:
    return state.get(Card, id) or state.get(Cluster, id)


def _text(record: Card | Cluster) -> str:
    return record.text if isinstance(record, Card) else record.heading


def _source(result_id: Id, record: Card | Cluster) -> Source:
    if isinstance(record, Card):
        return Source(result_id=result_id, card_id=record.id)
    return Source(result_id=result_id, cluster_id=record.id)


def _result(state: State, id: Id) -> Result:
    result = state.get(Result, id)
    if result is None:
        raise Refused("item_is_gone")
    return result
