"""Deadlines among the values: 'innen 2030', 'senest i løpet av 2029', 'før sommeren', 'i løpet av perioden'.

The words and times are read as in commitments (quantities/leads.py, times.py); only what a text itself calls a limit
is one here: 'i 2027' and 'fra 2027' are dates.
"""

import datetime
import re
from collections.abc import Iterator

from loftespor.extract.citation.grammar import MONTH
from loftespor.extract.citation.registry import AS_OF
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.quantities.leads import Lead, is_deadline, lead_at, lies_behind
from loftespor.extract.quantities.reference import Reference
from loftespor.extract.quantities.times import Time, read_time
from loftespor.extract.records import Citation

STEMS = (
    "innen ", "innan ", "før ", "senest ", "seinast ", "i løpet av", "i laupet av", "i perioden", "i denne ",
    "i inneværende ", "i inneverande ", "fram mot ", "frem mot ", "fram til ", "frem til ", "frist",
)  # fmt: skip

_REACH = 160  # characters in which a deadline's words stand
_BEFORE = 80  # characters before it that tell whether it lay behind
_ODD_SPACE = re.compile(r"\s{2,8}|[\u00ad\u200b]")
_PAST_SINCE = ("før", "fram til", "frem til", "fram mot", "frem mot")  # 'bygd før 2010' says what was
# 'I perioden 1. juni til 1. august' and 'i perioden etter valget' say which period, not by when.
_WHICH_TERM = re.compile(
    rf"\s(?:\d|{MONTH}\b|fra\b|frå\b|mellom\b|etter\b|før\b|når\b|da\b|der\b|hvor\b|som\b|med\b)", re.IGNORECASE
)
_NAMES = {"sommar": "sommer", "haust": "høst", "årsskifte": "nyttår"}
_DAY_IN_ANY_YEAR = Reference(datetime.date(2000, 1, 1))
_UNKNOWN = Reference()


def deadlines_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The deadline whose first word stands at a position."""
    del stem
    if not begins_word(source.text, position):
        return
    window = _Window(source.text, position)
    lead = lead_at(window.text, window.position)
    if lead is None or not (lead.limits or lead.word == "i"):
        return
    reference = _reference(source.context.date)
    time = read_time(window.text, lead.end, reference)
    if time is None or not _is_limit(window.text, lead, time, reference):
        return
    end = window.place(time.end)
    if (written := _written(window.text, lead, time)) is not None:
        status = "unresolved" if "?" in written else "resolved"
        yield Citation(position, end, "deadline", "value", "value-deadline", f"deadline/{written}", status)


class _Window:
    """The text around a position with single spaces, as the readers of times need it, and the way back."""

    def __init__(self, text: str, position: int) -> None:
        start, end = max(0, position - _BEFORE), position + _REACH
        self.text, self.position, self._shift = text[start:end], position - start, start
        self._cuts: list[tuple[int, int]] = []  # where characters were left out, and how many up to there
        if _ODD_SPACE.search(self.text):
            self._squeeze()

    def _squeeze(self) -> None:
        raw, pieces, done, cut = self.text, [], 0, 0
        at = self.position
        for odd in _ODD_SPACE.finditer(raw):
            kept = " " if odd.group()[0].isspace() else ""
            pieces += [raw[done : odd.start()], kept]
            cut += len(odd.group()) - len(kept)
            self._cuts.append((odd.end() - cut, cut))
            if odd.end() <= at:
                self.position = at - cut
            done = odd.end()
        self.text = "".join(pieces) + raw[done:]

    def place(self, place: int) -> int:
        """The offset in the whole text of an end in the window."""
        cut = 0
        for upto, left_out in self._cuts:
            if upto > place:
                break
            cut = left_out
        return place + cut + self._shift


def _reference(day: str | None) -> Reference:
    try:
        return Reference(datetime.date.fromisoformat(day)) if day else _UNKNOWN
    except ValueError:  # a context with a year or month alone
        return _UNKNOWN


def _is_limit(text: str, lead: Lead, time: Time, reference: Reference) -> bool:
    if lead.word == "i":
        if time.kind != "term" or time.stated or _WHICH_TERM.match(text, time.end):
            return False
        return is_deadline(text, lead, time, reference)
    if time.kind == "school" and not time.stated:
        return False  # 'i løpet av skoleåret' is each year's
    if lead.word in _PAST_SINCE and time.days is not None and time.stated:
        known = reference if reference.date else _reference(AS_OF)
        if lies_behind(text, lead.start, time, known):
            return False
    return is_deadline(text, lead, time, reference)


def _written(text: str, lead: Lead, time: Time) -> str | None:
    """What the id says: a day with its sign, 'periode', the season; '?' for a year that the text leaves open."""
    if time.kind == "term" and not time.stated:
        return "periode"
    if time.kind == "season" and not time.stated:
        return _NAMES.get(time.name, time.name)
    years = ""
    if time.days is None:
        again = read_time(text, lead.end, _DAY_IN_ANY_YEAR)
        if again is None or again.days is None:
            return None
        time, years = again, "?"
    last = lead.allows(time)[1]
    if last is None:
        return None
    if lead.word == "før":
        last, sign = last + datetime.timedelta(days=1), "<"
    else:
        sign = "<="
    day = last.isoformat()
    return sign + (years + day[4:] if years else day)
