"""Citations with a fixed form of their own, as patterns.toml lists them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loftespor.extract.citation.grammar import GAP
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.data_file import compile_pattern, read_data
from loftespor.extract.records import Citation


@dataclass(frozen=True, slots=True)
class FixedForm:
    """A row of patterns.toml."""

    type: str
    measure_class: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]
    template: str
    digits: bool


@lru_cache(maxsize=1)
def fixed_forms() -> tuple[FixedForm, ...]:
    """The forms in the order of the file."""
    return tuple(
        FixedForm(
            row["type"], row["class"], tuple(row["stems"]),
            compile_pattern(row["pattern"].replace("_", GAP), where=f"citation/patterns.toml, {row['type']}"),
            row["id"], row.get("digits", False),
        )
        for row in read_data("citation/patterns.toml")["pattern"]
    )  # fmt: skip


def stems() -> tuple[str, ...]:
    """The letters at which the forms are looked for."""
    return tuple(stem for form in fixed_forms() for stem in form.stems)


def fixed_form_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The citation of a fixed form that stands at a position."""
    if not begins_word(source.text, position):
        return
    for form in fixed_forms():
        found = form.pattern.match(source.text, position) if stem in form.stems else None
        if found is None:
            continue
        groups = {key: value.lower() for key, value in found.groupdict().items()}
        if form.digits:
            groups = {key: re.sub(r"[-\s]", "", value) for key, value in groups.items()}
        yield Citation(
            position, found.end(), form.type, form.measure_class, f"form-{form.type}", form.template.format(**groups)
        )
        return
