"""Numbers in Norwegian text, in digits and in words: '1 200', '3.500', '2,5', 'tjuefem', 'to hundre', 'halvannen'."""

import re
from decimal import Decimal

_ONES = {
    "en": 1, "én": 1, "ein": 1, "éin": 1, "ei": 1, "éi": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5,
    "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9,
}  # fmt: skip
_TEENS = {
    "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17,
    "atten": 18, "nitten": 19,
}  # fmt: skip
_TENS = {"tjue": 20, "tretti": 30, "førti": 40, "femti": 50, "seksti": 60, "sytti": 70, "åtti": 80, "nitti": 90}
_HALVES = {"halvannen": Decimal("1.5"), "halvanna": Decimal("1.5"), "halvtanna": Decimal("1.5")}
SCALES = {"milliard": 10**9, "mrd": 10**9, "million": 10**6, "mill": 10**6, "tusen": 10**3}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ONE = _any({word: value for word, value in _ONES.items() if value == 1})
_COUNT = _any({word: value for word, value in _ONES.items() if value > 1 or "é" in word})
_SPACE = "[ \u00a0\u202f\u2009]"
GAP = r"[\s\u00ad\u200b]{0,4}"  # between a number and its unit: nothing, a space of any kind, a line break
DIGITS = (
    r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009.]\d{3}){1,4}(?!\d)|\d{1,3}(?:,\d{3}){2,4}(?!\d)|\d{1,12})"
    r"(?:,\d{1,3}(?!\d)|\.\d{1,2}(?=\s?(?:m|%|pros|pst)))?"
)
NOT_INSIDE = r"(?<![\w.,/])(?<!\S[–-])"  # what may not stand before digits that begin a number: 'E39', '12/24', '3.2'
# A bare 'en' or 'ei' is an article; 'én' and 'eitt' before a scale or after 'minst' are numbers.
WORDS = (
    rf"\b(?:(?:{_any(_TENS)})(?:{_any(_ONES)})?|{_any(_TEENS)}|halvannen|halvanna|halvtanna"
    rf"|(?:(?:{_ONE}|{_COUNT}){_SPACE}?)?hundre|(?:{_COUNT})(?:{_SPACE}og{_SPACE}(?:en|ein|ei|et|eit){_SPACE}halvt?)?"
    rf"|(?:en|ein|ei|et|eit){_SPACE}(?:og{_SPACE}(?:en|ein|ei|et|eit){_SPACE})?halv)\b"
)
ONE = rf"\b(?:{_ONE}|et|eit)\b"
SCALE = r"(?:milliardar|milliarder|milliard|millionar|millioner|million|tusen|mrd\b\.?|mill\b\.?)"


def number_value(words: str) -> Decimal:
    """The number that digits or words mean.

    >>> [str(number_value(words)) for words in ("1 200", "2,5", "3.500", "tjuefem", "to hundre", "en og en halv")]
    ['1200', '2.5', '3500', '25', '200', '1.5']
    """
    plain = words.casefold().strip()
    if plain[:1].isdigit():
        return _digits(plain)
    plain = re.sub(r"\s+", " ", plain)
    if plain in _HALVES:
        return _HALVES[plain]
    if " halv" in plain:
        whole = plain.partition(" og ")[0] if " og " in plain else ""
        return (number_value(whole) if whole else Decimal(0)) + Decimal("0.5")
    if plain.endswith("hundre"):
        return 100 * (number_value(before) if (before := plain.removesuffix("hundre").strip()) else Decimal(1))
    return Decimal(_below_hundred(plain))


def amount_value(words: str) -> Decimal:
    """The value of an amount without a scale, in which three digits after a comma are thousands: '182,000 kr'."""
    return Decimal(words.replace(",", "")) if _COMMA_THOUSANDS.fullmatch(words) else number_value(words)


_COMMA_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")


def _digits(plain: str) -> Decimal:
    plain = re.sub(r"\s", "", plain)
    if plain.count(",") > 1:  # '1,250,000'
        return Decimal(plain.replace(",", ""))
    whole, _, fraction = plain.partition(",")
    if re.fullmatch(r"\d{1,12}\.\d{1,2}", whole):  # '1.5 mill.'
        return Decimal(whole)
    return Decimal(f"{whole.replace('.', '')}.{fraction or 0}").normalize() + 0


def _below_hundred(word: str) -> int:
    known = _ONES | _TEENS | _TENS | {"et": 1, "eit": 1}
    if word in known:
        return known[word]
    ten = next(ten for ten in _TENS if word.startswith(ten))
    return _TENS[ten] + _ONES[word.removeprefix(ten)]


def scale_value(scale: str | None) -> int:
    """What a scale multiplies by: 'mill.' a million, None one."""
    plain = (scale or "").casefold()
    return next((value for name, value in SCALES.items() if plain.startswith(name)), 1)


def plain_number(number: Decimal) -> float:
    """A number as an int where it is whole, else as a float."""
    return int(number) if number == number.to_integral_value() else float(number)
