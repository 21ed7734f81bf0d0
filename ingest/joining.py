"""How the lines of a block join: hyphens at line ends and addresses broken over two lines."""

import re
from collections.abc import Iterable
from dataclasses import replace

from loftespor.ingest.lines import Line

# A hyphen that is not a line break's: 'barne- og ungdomsskole', 'helse-, sosial- eller skolesaker'.
_COORDINATION = frozenset({"og", "eller", "samt", "men", "til", "såvel", "både", "enn"})
_LAST_WORD = re.compile(r"(?<![^\W_])([^\W_]*)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS_END = re.compile(r"(?<![\w./])(?:https?://|www\.)\S*$")
_ADDRESS_PART = re.compile(r"(?<!\S)(?=[^\s/%?&=_.-]*[/%?&=_.-])[\w%/?&=#.~+:,;-]*$|(?<!\S)[\w-]+$")


def join_lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines of one block with line-end hyphens resolved; what was cut is remembered as 'hyphen'.

    'opp-' + 'følging' is 'oppfølging', but 'barne-' + 'og ungdomsskole' keeps hyphen and space, and 'FN-' +
    'sambandet' keeps the hyphen. An address broken over two lines is joined as it stands.
    """
    done: list[Line] = []
    for line in lines:
        last = next((i for i in range(len(done) - 1, -1, -1) if done[i].text), None)
        if last is None or not line.text or line.glued:
            done.append(line)
            continue
        before, after = _joined_pair(done[last], line)
        done[last] = before
        done.append(after)
    return tuple(done)


def _joined_pair(before: Line, after: Line) -> tuple[Line, Line]:
    address = _ADDRESS_END.search(before.text)
    first = after.text.split(" ", 1)[0]
    if address and _is_address_part(before.text, first):
        return before, replace(after, glued=True)
    hyphen = _LAST_WORD.search(before.text)
    if not hyphen or not hyphen[1] or not first[:1].islower():
        return before, after
    word = _FIRST_WORD.match(after.text)
    if word and word[0] in _COORDINATION:
        return before, after
    if keeps_hyphen(hyphen[1]):
        return before, replace(after, glued=True)
    end = len(before.text)
    return before.cut(end - 1, end, "hyphen"), replace(after, glued=True)


def _is_address_part(text: str, first: str) -> bool:
    """Whether the first word of the next line carries on an address: the break stands after a separator, or it
    looks like a path.
    """
    if "://" in first:
        return False
    if text[-1] in "-/_=&?%.":
        return bool(_ADDRESS_PART.match(first))
    return "/" in first and bool(_ADDRESS_PART.match(first))


def keeps_hyphen(before: str) -> bool:
    """Whether a word part keeps its hyphen before a line break: abbreviations and numbers ('FN-sambandet')."""
    return len(before) > 1 and (before.isupper() or before[-1].isdigit())
