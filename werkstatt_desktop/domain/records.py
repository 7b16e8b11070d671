"""What a workshop file holds: frozen records that refer to each other by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

Id = str
Value = str | int | float | bool | None

WORKSHOP_ID: Id = "workshop"
PAPER_ID: Id = "paper"
LONG, MIDDLE, SHORT = 4000, 1000, 300
"""How many characters a field may hold."""


def new_id() -> Id:
    """A new random id."""
    # Imported here: opening a workshop makes no ids, and uuid brings several modules with it.
    from uuid import uuid4

    return uuid4().hex


def ref(table: str, default: Any = MISSING) -> Any:
    """A field that holds the id of another record.

    Without a default the other record is an *owner*: this one makes no sense without it.
    """
    return field(default=default, metadata={"refers": table})


def words(limit: int = SHORT, default: str | None = "") -> Any:
    """A field for one line of text of at most `limit` characters."""
    return field(default=default, metadata={"limit": limit, "lines": False})


def code(default: str | None = "") -> Any:
    """A field whose text means something to the program; of two of them the later one counts."""
    return field(default=default, metadata={"limit": SHORT, "lines": False, "coded": True})


def keys() -> Any:
    """A field for several words that mean something to the program, with blanks between them."""
    return field(default="", metadata={"limit": LONG, "lines": False, "coded": True})


def prose(limit: int = LONG, default: str | None = "") -> Any:
    """A field for text of several lines and at most `limit` characters."""
    return field(default=default, metadata={"limit": limit, "lines": True})


@dataclass(frozen=True, slots=True, kw_only=True, match_args=False)
class Record:
    """What every record has; a deleted one stays in the file as `gone`."""

    id: Id = field(default_factory=new_id)
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Workshop(Record):
    """The facts of the event; a file holds one. Dates are ISO 8601, times HH:MM, either may be empty."""

    series: str = words()
    number: str = words()
    title: str = words()
    date: str = code()
    starts: str = code()
    ends: str = code()
    place: str = words()
    organiser: str = words()
    host: str = words()
    commissioned_by: str = words()
    moderation: str = words()
    protocol_writer: str = words()
    occasion: str = prose()
    goal: str = prose()
    language: str = code("de")
    from_doc: str | None = code(None)
    rules: str = prose()
    next_steps: str = prose()
    next_date: str | None = code(None)
    distribution: str = prose()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class ProgrammeItem(Record):
    """One item of the programme; kind is one of PROGRAMME_KINDS, `starts_at` HH:MM where it is fixed.

    `began_at` and `ended_at` are the local times, ISO 8601, at which it really began and ended. `note` is the
    moderator's own and is shown to nobody else.
    """

    rank: float = 0.0
    kind: str = code("other")
    title: str = words()
    speaker: str = words()
    minutes: int = 0
    starts_at: str | None = code(None)
    began_at: str | None = code(None)
    ended_at: str | None = code(None)
    note: str = prose()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Group(Record):
    """A working group with its own board; while it is `hidden`, only the number of cards is shown there."""

    rank: float = 0.0
    name: str = words()
    room: str = words()
    moderator: str = words()
    note_taker: str = words()
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Category(Record):
    """What kind of card this is. A built-in one has no title until it is renamed: its role is translated.

    `colour` names one of COLOURS, `symbol` one of SYMBOLS.
    """

    rank: float = 0.0
    role: str = code("other")
    title: str | None = words(default=None)
    question: str = words(MIDDLE)
    colour: str = code("violet")
    symbol: str = code("diamond")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Question(Record):
    """A group's own guiding question for a category."""

    group_id: Id = ref("groups")
    category_id: Id = ref("categories")
    text: str = words(MIDDLE)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Cluster(Record):
    """A theme: a heading on the board and the cards under it. `x`, `y`: its top left corner.

    `tint` is one of COLOURS. A `folded` one shows its heading alone. `consensus` is one of CONSENSUS.
    """

    group_id: Id = ref("groups")
    heading: str = words()
    x: float = 0.0
    y: float = 0.0
    rank: float = 0.0
    tint: str | None = code(None)
    folded: bool = False
    consensus: str = code("none")
    dissent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Card(Record):
    """One thought on a card.

    `x`, `y` are its top left corner on the board while it hangs in no cluster; inside one, `rank`
    gives the order. `first_text` is the first wording, once reworded. `written` numbers the cards
    in the order of writing. `consensus` is one of CONSENSUS. `twin_of` names the card that this one is
    the second of, under another heading; the two count once.
    """

    group_id: Id = ref("groups")
    category_id: Id = ref("categories")
    cluster_id: Id | None = ref("clusters", None)
    x: float = 0.0
    y: float = 0.0
    rank: float = 0.0
    text: str = prose()
    first_text: str | None = prose(default=None)
    explanation: str = prose()
    written: int = 0
    consensus: str = code("none")
    dissent: bool = False
    question_mark: bool = False
    star: bool = False
    twin_of: Id | None = ref("cards", None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Link(Record):
    """What one card means to another; kind is one of LINK_KINDS."""

    from_card_id: Id = ref("cards")
    to_card_id: Id = ref("cards")
    kind: str = code("belongs_to")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Photo(Record):
    """A photo on a card, or hung up on a group's board, `width` wide with its top left corner at `x`, `y`.

    `sha256` names its bytes, which the file keeps apart.
    """

    sha256: str = code()
    caption: str = words(MIDDLE)
    group_id: Id | None = ref("groups", None)
    card_id: Id | None = ref("cards", None)
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    rank: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Declined(Record):
    """A suggestion that is not to come back; kind is one of DECLINED_KINDS.

    `about` holds the ids of its cards and theme in order, between blanks.
    """

    kind: str = code()
    about: str = keys()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Participant(Record):
    """Somebody who takes part, or without a name `persons` people of an organisation or department.

    `presence` is one of PRESENCES.
    """

    name: str = words()
    organisation: str = words()
    department: str = words()
    function: str = words()
    email: str = words()
    group_id: Id | None = ref("groups", None)
    persons: int = 1
    presence: str = code("expected")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class VoteRound(Record):
    """A question to the room: dots, two criteria, resistance, a scale or a field of two axes.

    `kind` is one of VOTE_KINDS, `targets` one of VOTE_TARGETS, `moment` one of MOMENTS. Without `group_id`
    the plenary votes, without `category_id` cards of all categories are voted on. `labels` holds the ends
    of the scales, a line each; a scale has so many `steps`. `dots` are those of one person. While it is
    `hidden` totals are not shown.
    `run_off_of` names the round whose tie this one decides.
    """

    rank: float = 0.0
    kind: str = code("dots")
    title: str = words()
    targets: str = code("cards")
    group_id: Id | None = ref("groups", None)
    category_id: Id | None = ref("categories", None)
    moment: str = code("none")
    labels: str = prose(MIDDLE)
    steps: int = 0
    dots: int = 0
    voters: int = 0
    cumulate: bool = False
    hidden: bool = False
    is_open: bool = True
    run_off_of: Id | None = ref("rounds", None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Result(Record):
    """What the plenary keeps: a result of the groups or a guiding statement; kind is one of RESULT_KINDS.

    `consensus` is one of CONSENSUS. `first_text` is the first wording, once reworded.
    """

    rank: float = 0.0
    kind: str = code("result")
    text: str = prose()
    first_text: str | None = prose(default=None)
    consensus: str = code("none")
    dissent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Source(Record):
    """Where a result comes from: a card or a theme of a group."""

    result_id: Id = ref("results")
    card_id: Id | None = ref("cards", None)
    cluster_id: Id | None = ref("clusters", None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Vote(Record):
    """What one device counted for one option of a round; the total of an option is the sum of all.

    `passive` is the way things are now, as an option. On a scale `x` is the place of a step, in a field of
    two axes `x` and `y` are that of dots, from 0 to 1.
    """

    round_id: Id = ref("rounds")
    card_id: Id | None = ref("cards", None)
    cluster_id: Id | None = ref("clusters", None)
    result_id: Id | None = ref("results", None)
    device: str = code()
    points: int = 0
    passive: bool = False
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Measure(Record):
    """Who does what until when.

    `who_id` names the participant who is responsible, else `who` says it. `due` is an ISO date, `status` one
    of STATUSES. `from_id` names the measure of the last workshop that this one goes on with.
    """

    rank: float = 0.0
    what: str = prose()
    result_id: Id | None = ref("results", None)
    who_id: Id | None = ref("participants", None)
    who: str = words()
    with_whom: str = words()
    due: str | None = code(None)
    first_result: str = prose(MIDDLE)
    status: str = code("open")
    from_id: str | None = code(None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Answer(Record):
    """The card that a measure carries out, a recommendation, or that it answers, an obstacle."""

    measure_id: Id = ref("measures")
    card_id: Id = ref("cards")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Feedback(Record):
    """What somebody said at the end; kind is one of FEEDBACK_KINDS."""

    rank: float = 0.0
    kind: str = code("quote")
    text: str = prose()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Seal(Record):
    """A version of the workshop that was closed: its number, when, and the hash of its contents."""

    version: int = 1
    at: str = code()
    hash: str = code()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class ParkedItem(Record):
    """Something put aside for later in the parking lot; kind is one of PARKED_KINDS."""

    rank: float = 0.0
    kind: str = code("topic")
    text: str = prose()
    answer: str = prose()
    group_id: Id | None = ref("groups", None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class PaperSetting(Record):
    """What somebody chose for the protocol on paper; see `paper.py`, which says what there is to choose.

    The one with the id `PAPER_ID` says which variant is chosen, of which group, and how. Each of the others
    says of its `variant` which sections are told, `sections`, of those in `order`; keys with blanks between.
    """

    variant: str = code("full")
    sections: str = keys()
    order: str = keys()
    group_id: Id | None = ref("groups", None)
    no_names: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, match_args=False)
class Erased(Record):
    """A field of a record that was erased for good: it is empty, whatever else was or will be entered.

    Its id is the three joined by "/". The field "gone" stands for the whole record, which stays deleted.
    """

    table_name: str = ""
    record_id: Id = ""
    field_name: str = ""


PROGRAMME_KINDS = ("talk", "group_work", "plenary", "break", "other")
PARKED_KINDS = ("question", "topic", "idea", "quote")
PRESENCES = ("expected", "present", "excused", "left")
VOTE_KINDS = ("dots", "matrix", "resistance", "scale", "field")
VOTE_TARGETS = ("cards", "clusters", "results", "none")
MOMENTS = ("none", "opening", "closing")
RESULT_KINDS = ("result", "statement")
STATUSES = ("open", "begun", "done", "dropped")
FEEDBACK_KINDS = ("quote", "mood")
CONSENSUS = ("none", "unanimous", "majority", "disputed")
LINK_KINDS = ("overcomes", "uses", "belongs_to", "contradicts")
DECLINED_KINDS = ("together", "theme", "twice", "heading")
"""Cards that belong together, a theme for a card, cards that say the same, a heading for cards."""
COLOURS = ("green", "orange", "blue", "violet", "teal", "yellow", "rose", "grey")
SYMBOLS = ("plus", "triangle", "arrow", "diamond", "circle", "square", "star", "minus")

TABLES: dict[str, type[Record]] = {
    "workshops": Workshop,
    "programme": ProgrammeItem,
    "groups": Group,
    "categories": Category,
    "questions": Question,
    "clusters": Cluster,
    "cards": Card,
    "links": Link,
    "photos": Photo,
    "declined": Declined,
    "participants": Participant,
    "rounds": VoteRound,
    "results": Result,
    "sources": Source,
    "votes": Vote,
    "measures": Measure,
    "answers": Answer,
    "feedback": Feedback,
    "seals": Seal,
    "parked": ParkedItem,
    "paper": PaperSetting,
    "erased": Erased,
}
TABLE_OF: dict[type[Record], str] = {kind: table for table, kind in TABLES.items()}

FIELDS: dict[str, tuple[str, ...]] = {
    table: tuple(f.name for f in fields(kind)) for table, kind in TABLES.items()
}
"""The columns of each table, in the order of the record's fields."""

REFS: dict[str, tuple[tuple[str, str], ...]] = {
    table: tuple((f.name, f.metadata["refers"]) for f in fields(kind) if "refers" in f.metadata)
    for table, kind in TABLES.items()
}
"""The fields of each table that name another record, with the table they name."""

OWNERS: dict[str, tuple[tuple[str, str], ...]] = {
    table: tuple(
        (f.name, f.metadata["refers"])
        for f in fields(kind)
        if "refers" in f.metadata and f.default is MISSING
    )
    for table, kind in TABLES.items()
}
"""Those of them without which the record makes no sense."""

TEXTS: dict[str, dict[str, tuple[int, bool]]] = {
    table: {f.name: (f.metadata["limit"], f.metadata["lines"]) for f in fields(kind) if "limit" in f.metadata}
    for table, kind in TABLES.items()
}
"""The text fields of each table: how many characters they hold, and whether of several lines."""

FREE: dict[str, dict[str, str]] = {
    table: {
        f.name: "\n" if f.metadata["lines"] else " / "
        for f in fields(kind)
        if "limit" in f.metadata and "coded" not in f.metadata
    }
    for table, kind in TABLES.items()
}
"""Those of them that hold people's words, and what stands between two wordings that merging kept."""

UNITS: dict[str, tuple[str, ...]] = {
    "cards": ("cluster_id", "x", "y", "rank"),
    "clusters": ("x", "y"),
    "photos": ("x", "y", "width"),
}
"""The fields of each table that say a place together: a change of one is a change of all."""

_PLACING = {"id", "gone", "rank", "x", "y", "written", "folded", "hidden"}
CONTENT: dict[str, frozenset[str]] = {
    table: frozenset(names) - _PLACING - set(UNITS.get(table, ())) for table, names in FIELDS.items()
}
"""The fields of each table that say what a record is, and not where it stands."""

_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "Id": (str,),
    "str | None": (str, type(None)),
    "Id | None": (str, type(None)),
    "int": (int,),
    "float": (float, int),
    "float | None": (float, int, type(None)),
    "bool": (bool,),
}
KINDS: dict[str, dict[str, tuple[type, ...]]] = {
    table: {f.name: _KINDS[str(f.type)] for f in fields(kind)} for table, kind in TABLES.items()
}
"""The types that a value of each field may have."""


def fits(table: str, values: Mapping[str, Value]) -> bool:
    """Whether these are fields of a table, with values that its columns take and give back unchanged."""
    kinds = KINDS[table]
    for name, value in values.items():
        kind = type(value)
        if kind not in kinds.get(name, ()):
            return False
        if kind is not str and value is not None and not -FAR < value < FAR:  # type: ignore[operator]
            return False
    return True


FAR = 2.0**53
"""Beyond it lies nothing on a board, and neighbouring whole numbers are one float. NaN is never within."""
