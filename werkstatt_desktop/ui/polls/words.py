"""What is said of a poll, for the eye and for the ear."""

from __future__ import annotations

from ...domain import polls
from ...domain.polls import Place
from ...domain.records import VoteRound
from ...texts import Texts
from .dots import PollDots


def poll_name(round_: VoteRound, t: Texts) -> str:
    return " ".join(round_.title.split()) or t("Poll without a question")


def decimal(value: float, t: Texts, *, signed: bool = False) -> str:
    """A number with one decimal place, in the mark of the language."""
    text = f"{value:+.1f}" if signed else f"{value:.1f}"
    text = text.replace("-", "\u2212")
    return text.replace(".", ",") if t.language == "de" else text


def result_words(rows: PollDots, t: Texts) -> str:
    """How many dots, and their mean: "18 Punkte · Mittel 3,4 von 5"."""
    parts = [t.n("{n} dot", "{n} dots", rows.n)]
    if (mean := rows.mean) is not None:
        parts.append(t("mean {mean} of {steps}", mean=decimal(mean, t), steps=rows.steps))
    return " · ".join(parts)


def shift_words(first: PollDots, last: PollDots, t: Texts) -> str:
    """What has become of the mean since the beginning; nothing where it cannot be said."""
    if first.middle is not None and last.middle is not None:
        return t("Diamonds: the middle of all dots, hollow at the beginning, filled at the end.")
    before, after = first.mean, last.mean
    if before is None or after is None:
        return ""
    words = {"before": decimal(before, t), "after": decimal(after, t)}
    if words["before"] == words["after"]:
        return t("The mean is {after}, as at the beginning.", **words)
    by = decimal(after - before, t, signed=True)
    return t("The mean went from {before} to {after} ({by}).", by=by, **words)


def spoken_place(rows: PollDots, place: Place, t: Texts) -> str:
    """A place with its dots, for a screen reader."""
    count = t.n("{n} dot", "{n} dots", rows.points(place))
    if rows.is_field:
        x, y = polls.spot(place)
        where = t("{right} of 100 to the right, {up} of 100 up", right=round(x * 100), up=round(y * 100))
        return f"{where}. {count}"
    step = int(place)
    parts = [t("Step {step} of {steps}", step=step + 1, steps=rows.steps)]
    low, high = rows.ends[:2]
    if step == 0 and low:
        parts.append(low)
    elif step == rows.steps - 1 and high:
        parts.append(high)
    return ". ".join([*parts, count])


def spoken_all(rows: PollDots, t: Texts) -> str:
    """All that was counted."""
    if rows.is_field or not rows.n:
        return result_words(rows, t)
    counts = (f"{step + 1}: {rows.points(str(step))}" for step in range(rows.steps))
    return ". ".join([result_words(rows, t), ", ".join(counts)])


def usual_words(kind: str, moment: str, t: Texts) -> tuple[str, str]:
    """A question that is often asked, and the ends for it."""
    closing = moment == polls.CLOSING
    if kind == "field":
        ends = (t("little energy"), t("much energy"), t("little confidence"), t("much confidence"))
        title = t("Where do I stand at the end of this day?") if closing else t("Where do I stand right now?")
        return title, "\n".join(ends)
    title = t("How do I leave today?") if closing else t("How do I arrive today?")
    return title, "\n".join((t("not well at all"), t("very well")))
