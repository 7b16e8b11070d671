"""The words of screens, paper and commands, in German or English."""

from __future__ import annotations

import gettext
import locale
import os
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from .domain.records import Category

LANGUAGES = ("de", "en")


class Sayable(Protocol):
    """An error or a note: a key and fields, of which `Texts.sentence` makes a sentence."""

    @property
    def key(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, object]: ...


def mark(msgid: str) -> str:
    """Mark a text that is translated where it is shown."""
    return msgid


def resources() -> Path:
    """The folder of fonts, icons and translations, in a checkout and in an installed program."""
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def system_language() -> str:
    """German where the system speaks it, else English."""
    names = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in names if name), None) or (locale.getlocale()[0] or "")
    return "de" if first.lower().startswith(("de", "german")) else "en"


class Texts:
    """All words in one language: `t("Prepare")`, `t("{title} is open", title=...)`.

    User texts go in as fields; nothing in them is looked at. Dates and quotes follow the language.
    """

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._catalog = gettext.translation(
            "werkstatt", resources() / "locale", languages=[self.language], fallback=True
        )

    def __call__(self, msgid: str, **fields: object) -> str:
        text = self._catalog.gettext(msgid)
        return text.format(**fields) if fields else text

    def n(self, one: str, many: str, count: int, **fields: object) -> str:
        """A text that depends on a number, which it has as `{n}`."""
        return self._catalog.ngettext(one, many, count).format(n=self.number(count), **fields)

    def number(self, count: int) -> str:
        """A whole number with the language's mark between thousands."""
        return f"{count:,}".replace(",", "." if self.language == "de" else ",")

    def decimal(self, value: float, *, signed: bool = False) -> str:
        """A number with one decimal place, with its sign where that is wanted."""
        text = f"{value:{'+' if signed else ''}.1f}".replace("-", "\u2212")
        return text.replace(".", ",") if self.language == "de" else text

    def quote(self, text: str) -> str:
        return f"„{text}“" if self.language == "de" else f"“{text}”"

    def date(self, iso: str, *, weekday: bool = False) -> str:
        """An ISO date in words, "23. September 2009"; what is no date comes back as it is."""
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        month = self(_MONTHS[day.month - 1])
        words = f"{day.day}. {month} {day.year}" if self.language == "de" else f"{day.day} {month} {day.year}"
        return f"{self(_WEEKDAYS[day.weekday()])}, {words}" if weekday else words

    def short_date(self, iso: str) -> str:
        """An ISO date in figures, "23.09.2009" or "23/09/2009"."""
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        return day.strftime("%d.%m.%Y" if self.language == "de" else "%d/%m/%Y")

    def clock(self, at: str) -> str:
        """The time of day in an ISO time stamp."""
        return at[11:19]

    def keys(self, keys: str) -> str:
        """A key combination as it stands on the keyboard: "Ctrl+Shift+T" as "Strg+Umschalt+T"."""
        keys = keys.replace("-", "−")
        if self.language != "de":
            return keys
        return "+".join(_KEYS_DE.get(key, key) for key in keys.split("+"))

    def category(self, category: Category) -> str:
        """The title of a category; a built-in one without a title has the name of its role, in the plural."""
        return category.title or self(ROLE_PLURALS.get(category.role, ROLE_PLURALS["other"]))

    def category_one(self, category: Category) -> str:
        """What a single card of the category is."""
        return category.title or self(ROLE_SINGULARS.get(category.role, ROLE_SINGULARS["other"]))

    def link(self, kind: str, *, back: bool = False) -> str:
        """What one card does to another, "overcomes"; read from the other one, "overcome by"."""
        return self((LINKS_BACK if back else LINKS).get(kind, LINKS["belongs_to"]))

    def marks(self, names: Iterable[str]) -> list[str]:
        """The words of marks; a name that is none is passed over."""
        return [self(MARKS[name]) for name in names if name in MARKS]

    def status(self, status: str) -> str:
        """How far a measure is."""
        return self(STATUSES.get(status, STATUSES["open"]))

    def presence(self, presence: str) -> str:
        """Whether somebody is there."""
        return self(PRESENCES.get(presence, PRESENCES["expected"]))

    def verb(self, verb: str) -> str:
        """What a step did, for "Undo: …"."""
        return self(VERBS[verb]) if verb in VERBS else self("change")

    def questions(self) -> dict[str, str]:
        """The guiding question that a built-in template asks for each role."""
        return {role: self(question) for role, question in QUESTIONS.items()}

    def sentence(self, error: Sayable) -> str:
        """What happened, what is safe and what to do, in one or two sentences."""
        return self(SENTENCES.get(error.key, SENTENCES["unknown"])).format(**error.fields)

    def sorted(self, words: Iterable[str]) -> list[str]:
        return sorted(words, key=self.sort_key)

    def sort_key(self, word: str) -> tuple[str, str]:
        """Sorts as DIN 5007 does: ä as a, ß as ss, case last."""
        folded = unicodedata.normalize("NFD", word.casefold())
        return "".join(c for c in folded if not unicodedata.combining(c)), word


_MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"),
    mark("July"), mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip
_WEEKDAYS = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"), mark("Saturday"),
    mark("Sunday"),
)  # fmt: skip
_KEYS_DE = {
    "Ctrl": "Strg", "Shift": "Umschalt", "Del": "Entf", "Ins": "Einfg", "Space": "Leertaste", "PgUp": "Bild↑",
    "PgDown": "Bild↓", "Home": "Pos1", "End": "Ende", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→",
}  # fmt: skip

ROLE_PLURALS = {
    "opportunity": mark("Opportunities"),
    "obstacle": mark("Obstacles"),
    "recommendation": mark("Recommendations"),
    "strength": mark("Strengths"),
    "weakness": mark("Weaknesses"),
    "threat": mark("Threats"),
    "driving": mark("Driving forces"),
    "restraining": mark("Restraining forces"),
    "went_well": mark("Went well"),
    "went_badly": mark("Did not go well"),
    "next_time": mark("Next time"),
    "other": mark("Other"),
}
ROLE_SINGULARS = {
    "opportunity": mark("Opportunity"),
    "obstacle": mark("Obstacle"),
    "recommendation": mark("Recommendation"),
    "strength": mark("Strength"),
    "weakness": mark("Weakness"),
    "threat": mark("Threat"),
    "driving": mark("Driving force"),
    "restraining": mark("Restraining force"),
    "went_well": mark("Went well"),
    "went_badly": mark("Did not go well"),
    "next_time": mark("Next time"),
    "other": mark("Other"),
}
LINKS = {
    "overcomes": mark("overcomes"),
    "uses": mark("uses"),
    "belongs_to": mark("belongs to"),
    "contradicts": mark("contradicts"),
}
LINKS_BACK = {
    "overcomes": mark("overcome by"),
    "uses": mark("used by"),
    "belongs_to": mark("belongs to"),
    "contradicts": mark("contradicts"),
}
MARKS = {
    "dissent": mark("dissent"),
    "unanimous": mark("agreed unanimously"),
    "majority": mark("by majority"),
    "disputed": mark("disputed"),
    "question": mark("open question"),
    "star": mark("important"),
    "twin": mark("second card"),
}
COLOUR_WORDS = {
    "green": mark("Green"),
    "orange": mark("Orange"),
    "blue": mark("Blue"),
    "violet": mark("Violet"),
    "teal": mark("Teal"),
    "yellow": mark("Yellow"),
    "rose": mark("Rose"),
    "grey": mark("Grey"),
}
QUESTIONS = {
    "opportunity": mark("Which opportunities do we see?"),
    "obstacle": mark("What stands in the way?"),
    "recommendation": mark("How can obstacles be overcome?"),
    "strength": mark("What are we good at?"),
    "weakness": mark("What do we find hard?"),
    "threat": mark("What could harm us?"),
    "driving": mark("What drives us forward?"),
    "restraining": mark("What holds us back?"),
    "went_well": mark("What should stay as it is?"),
    "went_badly": mark("What was in the way?"),
    "next_time": mark("What will we do differently next time?"),
}
STATUSES = {
    "open": mark("open"),
    "begun": mark("begun"),
    "done": mark("done"),
    "dropped": mark("dropped"),
}
PRESENCES = {
    "expected": mark("expected"),
    "present": mark("present"),
    "excused": mark("excused"),
    "left": mark("has left"),
}
VERBS = {
    "write_card": mark("write card"),
    "write_cards": mark("write cards"),
    "take_in": mark("take in cards from a table"),
    "reword_card": mark("reword card"),
    "explain_card": mark("explain card"),
    "recategorise_card": mark("change category"),
    "hand_over_card": mark("hand over card"),
    "delete_card": mark("delete card"),
    "delete_cards": mark("delete cards"),
    "move_card": mark("move card"),
    "move_cards": mark("move cards"),
    "move_cluster": mark("move theme"),
    "put_into_cluster": mark("put into theme"),
    "form_cluster": mark("form theme"),
    "name_cluster": mark("name theme"),
    "dissolve_cluster": mark("dissolve theme"),
    "tidy_up": mark("tidy up"),
    "hide_board": mark("hide board"),
    "reveal_board": mark("reveal board"),
    "mark": mark("mark"),
    "merge_clusters": mark("merge themes"),
    "split_cluster": mark("split theme"),
    "tint_cluster": mark("colour theme"),
    "fold_cluster": mark("fold theme"),
    "unfold_cluster": mark("unfold theme"),
    "order_cards": mark("put cards in order"),
    "number_clusters": mark("number themes"),
    "second_card": mark("hang up second card"),
    "link": mark("link cards"),
    "change_link": mark("change link"),
    "unlink": mark("remove link"),
    "keep_result": mark("keep as a common result"),
    "keep_results": mark("keep as common results"),
    "join_results": mark("join results"),
    "write_statement": mark("write guiding statement"),
    "reword_result": mark("reword result"),
    "mark_result": mark("mark result"),
    "move_result": mark("move result"),
    "order_results": mark("put results in order"),
    "delete_result": mark("delete result"),
    "begin_round": mark("begin a round"),
    "edit_round": mark("change round"),
    "close_round": mark("close round"),
    "reopen_round": mark("reopen round"),
    "hide_totals": mark("hide totals"),
    "reveal_totals": mark("show totals"),
    "move_round": mark("move round"),
    "delete_round": mark("delete round"),
    "begin_run_off": mark("begin a run-off"),
    "count_votes": mark("count dots"),
    "place_option": mark("place option"),
    "begin_poll": mark("begin a poll"),
    "edit_poll": mark("change poll"),
    "delete_poll": mark("delete poll"),
    "add_quote": mark("write down quote"),
    "edit_quote": mark("change quote"),
    "move_quote": mark("move quote"),
    "delete_quote": mark("delete quote"),
    "park": mark("put into the parking lot"),
    "park_cards": mark("move cards to the parking lot"),
    "edit_parked": mark("change parked item"),
    "move_parked": mark("move parked item"),
    "delete_parked": mark("delete parked item"),
    "edit_workshop": mark("change facts"),
    "add_group": mark("add group"),
    "add_measure": mark("add measure"),
    "edit_measure": mark("change measure"),
    "link_measure": mark("link measure"),
    "unlink_measure": mark("remove link of measure"),
    "move_measure": mark("move measure"),
    "delete_measure": mark("delete measure"),
    "take_over_measures": mark("take over measures"),
    "edit_group": mark("change group"),
    "move_group": mark("move group"),
    "delete_group": mark("delete group"),
    "add_category": mark("add category"),
    "edit_category": mark("change category details"),
    "move_category": mark("move category"),
    "delete_category": mark("delete category"),
    "ask_group": mark("change guiding question"),
    "add_programme_item": mark("add programme item"),
    "edit_programme_item": mark("change programme item"),
    "move_programme_item": mark("move programme item"),
    "delete_programme_item": mark("delete programme item"),
    "begin_phase": mark("begin programme item"),
    "end_phase": mark("end programme item"),
    "forget_times": mark("forget times"),
    "correct_times": mark("correct times"),
    "save_time": mark("shorten programme items"),
    "apply_template": mark("apply template"),
    "put_back": mark("put back from the trash"),
    "erase_cards": mark("erase cards for good"),
    "erase_name": mark("erase a name for good"),
    "erase_texts": mark("erase texts for good"),
    "hang_photo": mark("add photo"),
    "hang_photos": mark("add photos"),
    "caption_photo": mark("change caption"),
    "move_photo": mark("move photo"),
    "size_photo": mark("change size of photo"),
    "delete_photo": mark("delete photo"),
    "erase_photos": mark("erase photos for good"),
    "remove_names": mark("remove names for good"),
    "add_participant": mark("add participant"),
    "add_participants": mark("add participants"),
    "edit_participant": mark("change participant"),
    "set_presence": mark("change presence"),
    "assign_group": mark("change group of participants"),
    "spread_groups": mark("spread over groups"),
    "delete_participants": mark("delete participants"),
    "seal": mark("close version"),
    "reopen": mark("reopen"),
    "replace_words": mark("replace words"),
    "decline_suggestion": mark("decline suggestion"),
    "choose_variant": mark("choose kind of protocol"),
    "choose_group": mark("choose group of the protocol"),
    "leave_out_names": mark("print without names"),
    "tell_names": mark("print with names"),
    "mark_draft": mark("mark as draft"),
    "unmark_draft": mark("remove the mark “draft”"),
    "tell_section": mark("put section into the protocol"),
    "leave_out_section": mark("leave out section"),
    "move_section": mark("move section"),
    "usual_paper": mark("reset sections"),
}
SENTENCES = {
    "unknown": mark("That did not work. Nothing was changed."),
    "empty_card": mark("The card has no text yet."),
    "empty_text": mark("There is no text yet."),
    "no_persons": mark("A row stands for at least one person. Nothing was changed."),
    "no_groups": mark("There is no group yet over which people could be spread."),
    "too_many_people": mark(
        "{count} rows are more than a list of participants holds ({limit}). Nothing was changed."
    ),
    "empty_title": mark("A title is needed. The old one stays."),
    "card_too_long": mark(
        "The card has {length} characters; {limit} fit on one. It can be split into several."
    ),
    "too_long": mark("That is {length} characters long; {limit} fit here. Nothing was changed."),
    "suggestion_is_gone": mark("This suggestion no longer holds."),
    "nothing_to_replace": mark("Nothing is ticked, so nothing was replaced."),
    "text_changed": mark("A text was changed meanwhile. Nothing was replaced; look at the places again."),
    "replacing_empties": mark(
        "“{text}” would have no text left. Nothing was replaced; take the tick there away or use other words."
    ),
    "replacing_too_long": mark(
        "“{text}” would have {length} characters; {limit} fit there. Nothing was replaced."
    ),
    "no_such_column": mark("This group or category is no longer there."),
    "card_is_gone": mark("This card was deleted meanwhile."),
    "theme_is_gone": mark("This theme was dissolved meanwhile."),
    "theme_of_another_group": mark("A card can only join a theme of its own group."),
    "picture_unreadable": mark("{name} cannot be read as a picture. It may be damaged."),
    "picture_unknown": mark(
        "{name} is no picture that Werkstatt knows. JPEG, PNG, WebP, GIF, BMP and TIFF can be read."
    ),
    "picture_heic": mark(
        "{name} is a HEIC picture, which cannot be read here. Save it as JPEG and add that."
    ),
    "picture_too_many_pixels": mark(
        "{name} has {width} × {height} pixels, more than can be read. Make it smaller first."
    ),
    "picture_too_large": mark("This picture is too large for a workshop. Nothing was changed."),
    "too_many_pictures": mark("The workshop holds as many pictures as it can. Nothing was changed."),
    "import_picture": mark("Nothing was imported: {place} is not the picture that it says it is."),
    "import_photos_empty": mark("Photos without their pictures: {count}."),
    "pictures_lost": mark("Pictures of photos are lost in this file. All else is sound."),
    "link_to_itself": mark("A card cannot be linked with itself. Choose another one."),
    "linked_already": mark("These cards are linked in this way already."),
    "link_is_gone": mark("This link was removed meanwhile."),
    "nothing_to_split": mark("To split a theme, choose some of its cards, but not all."),
    "second_card_is_there": mark("The card hangs in this theme already."),
    "item_is_gone": mark("This was deleted meanwhile."),
    "not_begun": mark("This programme item has not begun yet. Type first when it began."),
    "ends_before": mark("That would be before its beginning. The times stay as they are."),
    "which_workshop": mark(
        "Several workshops lay at this place, and the file does not say which of them it was. Nothing was"
        " deleted."
    ),
    "erased_in_part": mark(
        "It is gone from the workshop. What was written before could not be rewritten everywhere; that is"
        " tried again whenever the workshop is opened."
    ),
    "erased_field": mark("What stood here was erased for good. The field stays empty."),
    "round_is_closed": mark("The round is closed. Reopen it to count on."),
    "below_zero": mark("There cannot be fewer than none."),
    "too_many_points": mark("More than {limit} points on one option cannot be entered."),
    "no_tie": mark("There is no tie to decide."),
    "category_has_cards": mark(
        "{count} cards are in this category. Give them another category or delete them first."
    ),
    "refers_to_nothing": mark("This belongs to something that is no longer there. Nothing was changed."),
    "unknown_field": mark("This comes from a newer Werkstatt. Nothing was changed."),
    "another_workshop": mark("That file is another workshop. Its cards can be imported."),
    "read_only": mark("The file may only be read. Save a copy in another folder and go on there."),
    "sealed": mark(
        "Version {version} is closed, so nothing was changed. What you typed stays; “Reopen” at the top goes"
        " on."
    ),
    "section_is_fixed": mark("This section stands beside others; it can only be put in or left out."),
    "not_sealed": mark("The workshop is open already."),
    "not_safe": mark(
        "The file cannot be written at the moment. What you typed stays in the field; try again."
    ),
    "missing": mark("There is no such file. It may have been moved or renamed."),
    "unreadable": mark("This file cannot be read. Check whether the disk is connected and you may open it."),
    "empty_file": mark("This file is empty (zero bytes). A copy or a sync program may have cut it off."),
    "damaged": mark("This file is damaged. It was not changed."),
    "too_much": mark("That is more than a workshop can hold. Nothing was changed."),
    "foreign_statements": mark(
        "This file holds statements of another program and is not opened. It was not changed."
    ),
    "too_large": mark(
        "This file holds {count} records of one kind, more than Werkstatt can open. It was not changed."
    ),
    "too_much_text": mark("This file holds longer texts than Werkstatt can open. It was not changed."),
    "nothing_readable": mark("Nothing in this file can be read any more. It was not changed."),
    "not_a_workshop": mark("This is not a Werkstatt workshop."),
    "not_a_template": mark("This is not a Werkstatt template."),
    "newer": mark("This workshop was made with a newer Werkstatt. Update the program to open it."),
    "file_busy": mark("Another program is using this file. Close it there and try again."),
    "open_elsewhere": mark("This workshop is already open in another window or on another computer."),
    "file_not_writable": mark("This file may not be written."),
    "disk_full": mark("The disk is full. Free some space; everything entered so far is kept."),
    "cannot_write": mark("The file cannot be written. Check whether the disk is still connected."),
    "cannot_create": mark("Nothing can be written in this folder. Choose another one."),
    "unfinished": mark(
        "This workshop was not closed properly, and nothing can be written where it lies. Copy it, together"
        " with the file whose name ends in -journal, to another folder and open it there."
    ),
    "file_slow": mark("The disk answers very slowly. Everything entered so far is kept."),
    "replaced": mark("Another version lies in the place of this file now. It was not changed."),
    "another_file": mark("This file is another workshop. Choose the one that was moved."),
    "recorder_off": mark("Nothing can be stored in the program's folder on this computer."),
    "tables_differ": mark("This file contradicts itself. It was not changed."),
    "copy_differs": mark(
        "The copy does not hold what it should; the disk may be faulty. Nothing else is affected. Choose"
        " another place."
    ),
    "medium_differs": mark(
        "What lies on the disk is not what was entered; the disk may be faulty. Do not pull it out. Restore"
        " the newest backup, which is on this computer, in another folder."
    ),
    "name_too_long": mark("This file name is too long. Choose a shorter one."),
    "exists": mark("There is already a file named {name}. Choose another name; nothing is overwritten."),
    "in_use": mark("{name} is open in another program. Close it there, or choose another name."),
    "no_such_group": mark("There is no group named {name} here. There are: {groups}."),
    "several_groups": mark("Several groups are named {name}. Ask for one by its number."),
    "unknown_format": mark("This format is not known. These endings say which one is wanted: {formats}."),
    "history_elsewhere": mark("The history goes into JSON only. Leave out --history or choose JSON."),
    "variant_elsewhere": mark("A variant of the protocol can be chosen for these formats: {formats}."),
    "not_set": mark("The protocol could not be set. Nothing else is affected; try again."),
    "printer_gone": mark(
        "There is no printer “{name}” any more. Choose another one, or save the protocol as PDF."
    ),
    "printer_stopped": mark(
        "The printer “{name}” is stopped, so nothing was handed to it. Start it again, choose another one, or"
        " save the protocol as PDF."
    ),
    "printer_rejects": mark(
        "The printer “{name}” takes no pages at the moment. Choose another one, or save the protocol as PDF."
    ),
    "printer_silent": mark(
        "The system's print service does not answer. Save the protocol as PDF, and print that elsewhere."
    ),
    "printer_refuses": mark("The printer takes nothing at the moment. Save the protocol as PDF instead."),
    "too_many_cards": mark(
        "That would be {count} cards; {limit} can be taken in at once. Divide the table. Nothing was changed."
    ),
    "not_a_table": mark("This is not a table that Werkstatt can read. It reads CSV and Excel files (.xlsx)."),
    "other_table": mark(
        "This table is of another program. Save it there as an Excel file (.xlsx) or as CSV, then take that."
    ),
    "old_table": mark(
        "This is an old Excel file, or one with a password. Save it as .xlsx without a password, then take"
        " that."
    ),
    "table_locked": mark("This file is protected with a password. Save it without one, then take that."),
    "table_damaged": mark(
        "This Excel file is damaged. Open it in Excel and save it anew, or save it as CSV."
    ),
    "table_too_large": mark(
        "This file is larger than such tables ever are. Save the sheet that is needed alone, or as CSV."
    ),
    "empty_table": mark("There is nothing written in this table."),
    "not_json": mark("This is not a JSON file that Werkstatt can read."),
    "import_other": mark("This JSON file is not a workshop."),
    "import_object": mark("Nothing was imported: {place} has to be an object in braces."),
    "import_list": mark("Nothing was imported: {place} has to be a list in brackets."),
    "import_text": mark("Nothing was imported: {place} has to be text in quotes."),
    "import_number": mark("Nothing was imported: {place} has to be a number of usual size."),
    "import_yes_or_no": mark("Nothing was imported: {place} has to be true or false."),
    "import_whole": mark("Nothing was imported: {place} has to be a whole number of usual size."),
    "import_id": mark("Nothing was imported: {place} has to be a short text without blanks around it."),
    "import_long": mark("Nothing was imported: {place} has {length} characters; {limit} fit there."),
    "import_missing": mark("Nothing was imported: {place} is missing."),
    "import_nothing": mark("Nothing was imported: {place} names something that is not in the file."),
    "import_twice": mark("Nothing was imported: {place} is there a second time."),
    "import_cleaned": mark("Characters that cannot be shown were taken out of texts: {count}."),
    "import_split": mark("Texts too long for one card were split into several: {count}."),
    "import_blank": mark("Cards without text were left out: {count}."),
    "import_replaced": mark("Values that this Werkstatt does not know were replaced: {count}."),
    "import_history": mark("The history in the file was not taken over; the new workshop begins its own."),
    "import_unknown": mark("Not known and left out: {names}."),
}
