"""The words of cards: which of them say something, and what is left of them without endings."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

WORD = re.compile(r"[^\W_]+")
# "Träger:innen", "Träger*innen", "TrägerInnen" are "Träger".
_BOTH = re.compile(r"(?<=\w)(?:[*:_/·]-?innen|[*:_/·]in|Innen)\b")
_ENDING = re.compile("(?:(?<=.{5})ung(?:en)?|(?<=.{4})(?:innen|end(?:en?)?|er[ns]?|e[mns]|[ns])|(?<=.{3})e)$")
"""An ending of a German word, with as many letters before it as it needs to be one."""
_BARE = {
    n: bare
    for n in range(0xC0, 0x250)
    if (bare := "".join(c for c in normalize("NFD", chr(n)) if not combining(c))) != chr(n)
}
"""Letters with marks, and the letters without."""
MOST = 1000
"""How many characters of a text are looked at."""


def plain(text: str) -> str:
    """Small letters without marks."""
    return text.casefold().translate(_BARE)


def one_form(text: str) -> str:
    """A text in which words for men and women are one word, no longer than is looked at."""
    return _BOTH.sub("", text[:MOST])


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its endings: "Verbesserungen" and "verbessern" are alike then."""
    return _ENDING.sub("", _ENDING.sub("", word))


def listed(text: str) -> frozenset[str]:
    return frozenset(plain(text).split())


SMALL = listed("""
    aber als am an auch auf aus bei beim da dann das dass dem den der des die dies diese dieser
    dieses durch ein eine einem einen einer eines er es für gibt haben hat ich im in ins ist man mit
    nach noch nur oder sein sich sie sind so soll sollen sollte stehen steht um und uns unser unsere
    unseren unter vom von vor war wäre weil werden wie wir wird zu zum zur zwischen über
    a an and are as at be by for from has have in is it its of on or our should that the their there
    this to we will with
""")
"""Words that say nothing by themselves."""
DENIALS = listed("nicht kein keine keinen keiner keinem nie niemand ohne not no never without none")
_EMPTY = (
    SMALL
    | DENIALS
    | listed("""
    alle allem allen aller alles andere anderen anderer bereits besser bis bitte bringen brauchen braucht
    damit darf davon dazu denn deren deshalb doch dort du dürfen einige einmal endlich etwas fehlen fehlende
    fehlt geben gegen geht genug gut gute guten hier ihm ihn ihr ihre ihren ihrer immer jede jedem jeden jeder
    jedes jemand jetzt kann kaum können lassen lässt machen macht manche mehr meist meistens mich mir muss
    müssen möglich nehmen nichts niemandem ob oft schon sehr seit selbst seine seinen seiner sonst sowie
    statt stets trotz viel viele vielen vieler waren warum was weder wegen weiter weitere welche wem wen wenig
    wenige weniger wenn wer wieder wo wollen wurde wurden würde während zurzeit
    about above across after again against all also although always am among any anybody anyone anything
    because been before being below between both but can cannot could did do does done down each either else
    enough even ever every everybody everyone everything few get gets give go goes had he her here him his how
    i if into just less let like made make makes many may me might more most much must my need needs nobody
    nor nothing now off often once only other others out over own per put really same see she since so some
    somebody someone something still such take than them then these they those through too under until up
    upon us use very want was were what when where which while who whom whose why would yet you your
""")
)


@lru_cache(maxsize=20_000)
def telling(text: str) -> tuple[str, ...]:
    """The words of a text that say something, plain, in their order; all of them where none does."""
    found = WORD.findall(one_form(text))
    shouted = text.isupper()
    return tuple(plain(word) for word in found if tells(word, shouted=shouted)) or tuple(map(plain, found))


def tells(word: str, *, shouted: bool = False) -> bool:
    """Whether a word as it stands in a text says something. Of small words, abbreviations such as IT do."""
    if len(word) < 2:
        return False
    return plain(word) not in _EMPTY or (word.isupper() and not shouted)
