"""Characters of symbol fonts: what 'à' in Wingdings or U+F0B7 in Symbol shows."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_PRIVATE = 0xF000
# The Greek letters of the font Symbol, by the Latin letter in whose place each stands.
_LATIN = "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz"
_GREEK = "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ"
_ASCII = range(0x20, 0x7F)


@cache
def symbols() -> Mapping[str, Mapping[int, str]]:
    """For each symbol font, in small letters, what its characters show."""
    data = tomllib.loads(files("loftespor.ingest.word").joinpath("symbols.toml").read_text(encoding="utf-8"))
    fonts = {font: {int(code, 16): shown for code, shown in row.items()} for font, row in data.items()}
    greek = dict(zip(map(ord, _LATIN), _GREEK, strict=True))
    fonts["symbol"] = {code: chr(code) for code in _ASCII if not chr(code).isalpha()} | greek | fonts["symbol"]
    return fonts


def shown_in(text: str, font: str | None) -> str:
    """The characters that a text shows in a font; as it stands in a font that is none of the symbol fonts.

    A character that the list does not have stays in the private area, where it counts as unreadable.
    """
    table = symbols().get((font or "").strip().lower())
    if table is None:
        return text
    return "".join(char if char.isspace() else _shown(ord(char), table) for char in text)


def symbol(font: str | None, code: str | None) -> str:
    """The character of a <w:sym>: its font, and its number in hexadecimal ('F0E0')."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if not 0 < number <= 0xFFFF:
        return ""
    return shown_in(chr(number), font)


def _shown(code: int, table: Mapping[int, str]) -> str:
    place = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    found = table.get(place)
    if found is not None:
        return found
    return chr(_PRIVATE + place) if place < 0x100 else chr(code)
