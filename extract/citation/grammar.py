"""The pieces that all citation grammars share: gaps, dashes, sessions, months, ordinals, numbers.

Texts come as they are: a gap between two tokens may be a line break, a no-break space or nothing; a dash may be
any of the characters that files use for it. Grammars take these in; nothing is rewritten, so offsets stay true.
"""

import re

NEVER = "9999-12-31"  # the date of what is not yet in force

# Bounded, so that a run of white space costs the same at every start. Soft hyphens and zero-width spaces count.
GAP = r"[\s\u00ad\u200b]{0,8}"
SPACE = r"[\s\u00ad\u200b]{1,8}"
# Between the parts of a compound: nothing, a soft hyphen, or a hyphen at a line end.
JOINT = r"(?:[-\u00ad\u2010]\s{0,4}\n\s{0,4}|\u00ad\s{0,4})?"
# U+0096 is the en dash of a file read with the wrong character set.
DASH = r"[-\u2010-\u2015\u2212\u0096\u00ad]"
YEAR = r"(?:1[89]|20)\d\d"

# A bracket that the file cut off is missing at the end.
_CLOSED = rf"(?:{GAP}[)\]]|(?=\s*$|\s*\n|[.,;:]|\s+[a-zæøå]))"
SESSION = rf"[(\[]{GAP}(?P<from>(?:1[89]|20)\d\d){GAP}(?:{DASH}|/){GAP}(?P<to>\d{{4}}|\d\d){_CLOSED}"
BARE_SESSION = rf"(?P<from2>(?:1[89]|20)\d\d){GAP}{DASH}{GAP}(?P<to2>\d{{4}})(?!\d)"

MONTHS = {
    "januar": 1, "jan": 1, "februar": 2, "feb": 2, "mars": 3, "mar": 3, "april": 4, "apr": 4, "mai": 5, "juni": 6,
    "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10,
    "november": 11, "nov": 11, "desember": 12, "des": 12,
}  # fmt: skip
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
DAY_DATE = rf"(?P<day>\d{{1,2}})\.?{GAP}(?P<month>{MONTH})\b\.?{GAP}(?P<year>{YEAR})(?!\d)"

ORDINALS = {
    "første": 1, "fyrste": 1, "annet": 2, "andre": 2, "anna": 2, "annen": 2, "tredje": 3, "fjerde": 4, "femte": 5,
    "sjette": 6, "sjuende": 7, "syvende": 7, "sjuande": 7, "åttende": 8, "åttande": 8, "niende": 9, "niande": 9,
    "tiende": 10, "tiande": 10, "ellevte": 11, "tolvte": 12,
}  # fmt: skip
ORDINAL = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"

_BLANK = re.compile(r"[\s\u00ad\u200b]+")
# str.lower needs twelve bytes for each character: in short stretches they are the same twelve bytes again and again.
_STRETCH = 1 << 14


def compact(text: str) -> str:
    """The text without any white space."""
    return _BLANK.sub("", text)


def squeeze(text: str) -> str:
    """The text with single spaces."""
    return _BLANK.sub(" ", text).strip()


def lower_same_length(text: str) -> str:
    """The text in lower case and with plain spaces, character by character, so that offsets stay true."""
    return "".join([_lowered(text[start : start + _STRETCH]) for start in range(0, len(text), _STRETCH)])


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for blank in "\n\u00a0\u202f\t":
        lowered = lowered.replace(blank, " ")
    return lowered


def session_years(first: str, second: str) -> tuple[int, int] | None:
    """The two years of a session '1998-99', None when the second does not follow the first."""
    start = int(first)
    end = int(second) if len(second) == 4 else start // 100 * 100 + int(second)
    if len(second) == 2 and end < start:
        end += 100
    return (start, end) if end == start + 1 else None


def iso_date(year: str, month: str, day: str) -> str | None:
    """The date as ISO text, None when there is no such day. The month is a name or a number."""
    number = MONTHS.get(month.lower().rstrip("."), 0) or (int(month) if month.isdigit() else 0)
    if not 1 <= number <= 12 or not 1 <= int(day) <= 31:
        return None
    return f"{int(year):04}-{number:02}-{int(day):02}"


def session_of(day: str) -> str:
    """The session of the Storting on an ISO date: it begins on 1 October."""
    year, month = int(day[:4]), int(day[5:7])
    start = year if month >= 10 else year - 1
    return f"{start}-{start + 1}"


def full_year(digits: str, *, latest: int) -> int:
    """A year of two or four digits: two digits are the last century when 20xx would lie after `latest`."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if 2000 + year <= latest else 1900 + year
