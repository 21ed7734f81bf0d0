"""Numbers and dates of spreadsheets as the sheet shows them, written the Norwegian way.

A sheet holds 1234567.8 and the format '#,##0'; who opens it sees '1 234 568', and that is what the document's
text says. Format codes: ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

# Formats that files name by number alone.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd.mm.yyyy", 15: "d.mmm.yy",
    16: "d.mmm", 17: "mmm yy", 18: "hh:mm", 19: "hh:mm:ss", 20: "hh:mm", 21: "hh:mm:ss", 22: "dd.mm.yyyy hh:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"',
    45: "mm:ss", 47: "mm:ss",
}  # fmt: skip
_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
# Quoted words, escaped characters, fill and width characters, conditions and currencies, then all else.
_TOKEN = re.compile(r'"([^"]*)"?|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]?|(.)', re.DOTALL)
_DIGITS = re.compile(r"[#0?](?:[#0?,. ]*[#0?])?")
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_465  # 31.12.9999
_SHOWN_DIGITS = 11  # what a cell without a format shows


class _Section(NamedTuple):
    """A format for numbers: the words around the digits, and how the digits are written."""

    before: str
    after: str
    decimals: int
    fixed: int  # decimals that are written even where they are 0
    grouped: bool
    factor: Decimal
    digits: bool = True
    blank: bool = False  # a whole part of 0 is not written: '#' and '?' alone


def shown_number(value: str, code: str, *, since_1904: bool = False) -> str:
    """A cell's number as its format shows it; the value as it stands where it is no number or the format is odd."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not abs(number) < 1e16:
        return value
    sections = _sections(code)
    if sections and _is_date(sections[0]):
        return _shown_date(number, sections[0], since_1904=since_1904)
    exact = Decimal(repr(number))
    section = _chosen(sections, number)
    if section is None:
        return _general(number)
    sign = "-" if number < 0 and len(sections) < 2 else ""
    if not section.digits:
        return f"{sign}{section.before}".strip() or _general(number)
    return sign + _written(abs(exact) * section.factor, section)


@cache
def _sections(code: str) -> tuple[str, ...]:
    """The parts of a format code for positive, negative and zero; quoted semicolons part nothing."""
    parts = [""]
    for token in _TOKEN.finditer(code):
        if token[0] == ";":
            parts.append("")
        else:
            parts[-1] += token[0]
    return () if code.casefold() in ("", "general", "standard", "@") else tuple(parts)


@cache
def _is_date(section: str) -> bool:
    plain = "".join(token[4] or "" for token in _TOKEN.finditer(section))
    return bool(_DATE.search(plain)) and "general" not in plain.casefold()


def _chosen(sections: tuple[str, ...], number: float) -> _Section | None:
    if not sections:
        return None
    place = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    return _number_format(sections[place])


@cache
def _number_format(section: str) -> _Section | None:
    """A section read apart; None for what is written otherwise (powers, fractions, 'General')."""
    # Literal characters go into the private area while the digits are looked for.
    words: list[str] = []
    plain = ""
    for token in _TOKEN.finditer(section):
        literal = token[1] or token[2] or token[3]
        if token[4]:
            plain += token[4]
        elif literal == " " and token[2]:
            plain += " "
        elif literal:
            plain += chr(0xE000 + len(words))
            words.append(literal)
    if "general" in plain.casefold() or "E+" in plain or "/" in plain:
        return None
    found = _DIGITS.search(plain)
    head, tail = (plain[: found.start()], plain[found.end() :]) if found else (plain, "")
    thousands = len(tail) - len(tail.lstrip(","))
    factor = Decimal(100 if "%" in tail else 1) / Decimal(1000) ** thousands
    before, after = (_with_words(part, words) for part in (head, tail[thousands:]))
    whole, _, decimals = (found[0] if found else "").partition(".")
    decimals = re.sub(r"[^#0?]", "", decimals)
    grouped = "," in whole or " " in whole.strip()
    return _Section(
        before, after, len(decimals), decimals.count("0"), grouped, factor, found is not None, "0" not in whole
    )


def _with_words(part: str, words: list[str]) -> str:
    text = "".join(words[ord(char) - 0xE000] if "\ue000" <= char <= "\uf8ff" else char for char in part)
    return text.replace("?", "").replace("%", " %" if "%" in part and not part.startswith(" ") else "%")


def _written(number: Decimal, section: _Section) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP)
    whole, _, decimals = format(rounded, ",f" if section.grouped else "f").partition(".")
    kept = decimals[: section.fixed] + decimals[section.fixed :].rstrip("0")
    whole = "" if section.blank and whole == "0" else whole.replace(",", " ")
    shown = whole + (f",{kept}" if kept else "")
    return f"{section.before}{shown}{section.after}".strip()


def _general(number: float) -> str:
    if number == int(number):
        return str(int(number))
    return format(Decimal(f"{number:.{_SHOWN_DIGITS}g}"), "f").replace(".", ",")


def _shown_date(number: float, section: str, *, since_1904: bool) -> str:
    """'15.03.2025', 'mars 2025', '2025' or '12:30', by the parts that the format shows."""
    if not 0 <= number < _LAST_DAY:
        return _general(number)
    first = _FIRST_DAY_1904 if since_1904 else _FIRST_DAY
    moment = first + timedelta(days=int(number), seconds=round((number - int(number)) * 86400))
    return date_text(moment, "".join(token[4] or "" for token in _TOKEN.finditer(section)).casefold())


def date_text(moment: datetime, parts: str) -> str:
    """A moment with the parts that a format names by the letters y, m, d, h and s."""
    time = moment.strftime("%H:%M") if "h" in parts else ""
    if "y" in parts and "d" in parts:
        day = moment.strftime("%d.%m.") + f"{moment.year:04}"
    elif "d" in parts:
        day = f"{moment.day}. {_MONTHS[moment.month - 1]}"
    elif "y" in parts:
        day = f"{_MONTHS[moment.month - 1]} {moment.year}" if "m" in parts else str(moment.year)
    elif time:
        day = ""
    else:
        day = _MONTHS[moment.month - 1] if "s" not in parts else moment.strftime("%M:%S")
    return f"{day} {time}".strip()
