"""The markers of lists in a web page: those a browser writes, and those that were typed before a paragraph."""

from dataclasses import dataclass

from loftespor.ingest.html.tree import Node
from loftespor.ingest.lines import clean_line
from loftespor.ingest.markers import Marker, find_marker

_STYLES = {
    "1": "1", "a": "a", "A": "A", "i": "i", "I": "I", "decimal": "1", "lower-alpha": "a", "lower-latin": "a",
    "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST = 3999
# A dash before a sentence is how speech is written: '– Vi bygger skoler, sier ordføreren.'
_DASHES = "–—-"
_SENTENCE_ENDS = (".", "!", "?", "»", "”", '"')


@dataclass(slots=True)
class OpenList:
    """A list being read: how it counts (None for bullets), its next number, and the draft of its last item."""

    node: Node
    style: str | None
    next: int
    step: int
    place: int | None = None

    def marker(self, item: Node) -> str:
        """The marker of its next item: '•', '3.', 'c.', 'iii.'."""
        if self.style is None:
            return "•"
        stated = _whole(item.attributes.get("value"))
        number = self.next if stated is None else stated
        self.next = number + self.step
        return f"{written(number, self.style)}."


def open_list(node: Node) -> OpenList:
    """The list that a ul, ol, menu or dir begins."""
    named = next((part for part in node.style.split(";") if part.startswith("list-style")), "").rpartition(":")[2]
    style = _STYLES.get(node.attributes.get("type", ""), _STYLES.get(named))
    if node.tag == "ol":
        style = style or "1"
    elif node.attributes.get("type"):
        style = _STYLES.get(named)
    step = -1 if "reversed" in node.attributes else 1
    items = sum(isinstance(child, Node) and child.tag == "li" for child in node.children) if step < 0 else 1
    start = _whole(node.attributes.get("start"))
    return OpenList(node, style, items if start is None else start, step)


def _whole(text: str | None) -> int | None:
    """A number as HTML has them; one of more than five digits counts nothing."""
    bare = (text or "").strip()
    digits = bare.removeprefix("-")
    return int(bare) if digits.isascii() and digits.isdigit() and len(digits) <= 5 else None


def written(number: int, style: str) -> str:
    """A number as a list writes it: 3 is 'c' in style 'a', 'iii' in style 'i'."""
    if style in "aA" and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = _LETTERS[rest] + letters
        return letters if style == "a" else letters.upper()
    if style in "iI" and 0 < number <= _MOST:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if style == "i" else roman.upper()
    return str(number)


def typed_marker(text: str, *, led: bool) -> Marker | None:
    """The marker that was typed before an item, None where there is none; `led` says that a list goes on or begins.

    A dash before a whole sentence is speech, unless a list leads to it, and a long one before a name says whose words
    stood above; '4.2' numbers no item.
    """
    marker = find_marker(text)
    if marker is None or marker.style == "decimal" or marker.end >= len(text):
        return None
    speech = marker.text in _DASHES and not led and not text[marker.end].islower()
    return None if speech and (marker.text == "—" or text.endswith(_SENTENCE_ENDS)) else marker


def word_marker(written_as: str) -> str:
    """The marker that Word wrote into an item as a browser would show it: bullets are letters of other fonts."""
    shown = clean_line(written_as).text
    counts = len(shown) > 1 and any(map(str.isalnum, shown))
    return shown if counts or shown in ("–", "—", "-") else "•"
