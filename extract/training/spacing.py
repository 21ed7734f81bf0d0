"""The white space of a treebank's text, which the files do not tell: none before a comma, none within brackets …"""

from collections.abc import Sequence

_NONE_BEFORE = frozenset([".", ",", ":", ";", "?", "!", ")", "]", "»", "”", "...", "…", "..", "!!", ".....", "'»"])
_NONE_AFTER = frozenset(["(", "[", "«", "“", "@", "#"])
_NONE_AROUND = frozenset(["/"])
_QUOTES = frozenset(['"', "'"])


def spaces_after(forms: Sequence[str]) -> list[bool]:
    """For each word of a sentence whether a space stands after it; the last has one.

    >>> spaces_after(['Vi', 'sa', ':', '"', 'Ja', '!', '"'])
    [True, False, True, False, False, False, True]
    """
    opens = _opening_quotes(forms)
    spaces = []
    for place, (form, following) in enumerate(zip(forms, [*forms[1:], ""], strict=True)):
        none_after = form in _NONE_AFTER or form in _NONE_AROUND or place in opens
        closing = following in _QUOTES and place + 1 not in opens
        none_before = following in _NONE_BEFORE or following in _NONE_AROUND or closing
        spaces.append(not following or not (none_after or none_before))
    return spaces


def _opening_quotes(forms: Sequence[str]) -> set[int]:
    """Which quotation marks without a direction open: the first of each kind, the third …; none that stands last."""
    open_marks: set[str] = set()
    opening: set[int] = set()
    for place, form in enumerate(forms):
        if form not in _QUOTES:
            continue
        if form in open_marks:
            open_marks.remove(form)
        elif place < len(forms) - 1:
            open_marks.add(form)
            opening.add(place)
    return opening
