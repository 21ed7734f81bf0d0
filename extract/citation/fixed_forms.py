"""Citations with a fixed form of their own, as patterns.toml lists them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from loftespor.extract.citation.grammar import GAP, compact
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.data_file import compile_pattern, read_data
from loftespor.extract.records import Citation

_NEAR = 200  # how close the words of `near` must stand


@dataclass(frozen=True, slots=True)
class FixedForm:
    """A row of patterns.toml."""

    type: str
    measure_class: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]
    also: re.Pattern[str] | None
    template: str
    digits: bool
    near: tuple[str, ...]


@lru_cache(maxsize=1)
def fixed_forms() -> tuple[FixedForm, ...]:
    """The forms in the order of the file."""
    return tuple(
        FixedForm(
            row["type"], row["class"], tuple(row["stems"]), _compiled(row, "pattern"),
            _compiled(row, "also") if "also" in row else None, row["id"], row.get("digits", False),
            tuple(row.get("near", ())),
        )
        for row in read_data("citation/patterns.toml")["pattern"]
    )  # fmt: skip


def _compiled(row: dict[str, str], key: str) -> re.Pattern[str]:
    return compile_pattern(row[key].replace("_", GAP), where=f"citation/patterns.toml, {row['type']}")


def stems() -> tuple[str, ...]:
    """The letters at which the forms are looked for."""
    return tuple(stem for form in fixed_forms() for stem in form.stems)


def fixed_form_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The citations of a fixed form that stand at a position: one, or the members of a list."""
    if not begins_word(source.text, position):
        return
    for form in fixed_forms():
        found = form.pattern.match(source.text, position) if stem in form.stems else None
        if found is None or (form.near and not _near(source, form, position)):
            continue
        start = position
        while found:
            yield _citation(form, start, found)
            found = form.also.match(source.text, found.end()) if form.also else None
            start = found.start(next(iter(found.groupdict()))) if found else start
        return


def _near(source: Source, form: FixedForm, position: int) -> bool:
    around = source.low[max(0, position - _NEAR) : position + _NEAR]
    return any(word in around for word in form.near)


def _citation(form: FixedForm, start: int, found: re.Match[str]) -> Citation:
    groups = {key: compact(value or "").lower() for key, value in found.groupdict().items()}
    if form.digits:
        groups = {key: re.sub(r"[^\dx]", "", value) for key, value in groups.items()}
    cite_id = form.template.format(**groups).rstrip("/")
    return Citation(start, found.end(), form.type, form.measure_class, f"form-{form.type}", cite_id)
